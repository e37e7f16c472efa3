import { type Books, type PaymentRow, rowsOf } from './books.ts';
import type { FaultSystem } from './system.ts';

interface Booked {
  readonly payment_id: string;
  readonly captured: number;
  readonly refunded: number;
}

/** What the ledger says the provider has of each payment; minor units. */
const BOOKED = `
  SELECT payment_id, coalesce(sum(amount) FILTER (WHERE amount > 0), 0)::float AS captured,
         coalesce(-sum(amount) FILTER (WHERE amount < 0), 0)::float AS refunded
    FROM ledger_entry WHERE ledger_account = 'PROVIDER' GROUP BY payment_id`;

const UNBALANCED = `
  SELECT format('transaction %s adds up to %s %s', transaction_id, sum(amount), unit) AS found
    FROM ledger_entry GROUP BY shop_id, transaction_id, unit HAVING sum(amount) <> 0`;

const WALLETS = `
  SELECT format('the wallet of %s holds %s, its entries %s', account_id, w.balance, coalesce(e.sum, 0)) AS found
    FROM wallet w LEFT JOIN (
      SELECT shop_id, account_id, sum(amount) AS sum FROM ledger_entry WHERE ledger_account = 'WALLET'
       GROUP BY shop_id, account_id) e USING (shop_id, account_id)
   WHERE w.balance < 0 OR w.balance <> coalesce(e.sum, 0)`;

/** The ledger has of each payment what the payment has, in sum what the provider has, and wallets what they were given. */
export async function againstLedger(
  system: FaultSystem,
  books: Books,
  payments: readonly PaymentRow[],
): Promise<string[]> {
  const [table] = await rowsOf<{ exists: boolean }>(
    system,
    'payments',
    `SELECT EXISTS (SELECT FROM ledger_entry WHERE kind = 'CAPTURED') AS exists`,
  );
  if (table?.exists !== true) return [];
  const [booked, unbalanced, wallets] = await Promise.all([
    rowsOf<Booked>(system, 'payments', BOOKED),
    rowsOf<{ found: string }>(system, 'payments', UNBALANCED),
    rowsOf<{ found: string }>(system, 'payments', WALLETS),
  ]);
  const found = [...unbalanced, ...wallets].map((row) => row.found);
  const left = new Map(booked.map((row) => [row.payment_id, row]));
  for (const { payment_id, captured, refunded } of payments) {
    const entries = left.get(payment_id);
    left.delete(payment_id);
    if (captured !== (entries?.captured ?? 0) || refunded !== (entries?.refunded ?? 0))
      found.push(
        `payment ${payment_id}: ${captured}, ${refunded} here, ${entries?.captured ?? 0}, ${entries?.refunded ?? 0} in the ledger`,
      );
  }
  for (const { payment_id } of left.values())
    found.push(`the ledger has entries of payment ${payment_id}, unknown here`);
  const there = books.payments.reduce((sum, charge) => sum + charge.capturedAmount - charge.refundedAmount, 0);
  const here = booked.reduce((sum, { captured, refunded }) => sum + captured - refunded, 0);
  if (here !== there) found.push(`the provider has ${there} for the shops, the ledger says ${here}`);
  return found;
}
