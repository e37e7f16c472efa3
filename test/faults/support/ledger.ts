import { type Books, type OrderRow, type PaymentRow, rowsOf } from './books.ts';
import { POINTS_OF_A_RIDE } from './shops.ts';
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

/** Points that an order has cost, and that a payment has bought. */
const MOVED = `
  SELECT coalesce(order_id, payment_id) AS id, sum(amount)::float AS points FROM ledger_entry
   WHERE ledger_account = 'WALLET' GROUP BY coalesce(order_id, payment_id)`;

/** The ledger has of each payment what the payment has, in sum what the provider has, and wallets what they were given. */
export async function againstLedger(
  system: FaultSystem,
  books: Books,
  payments: readonly PaymentRow[],
): Promise<string[]> {
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

/** A ride costs its points while it stands, and points are in a wallet when their money was taken; each once. */
export async function againstPoints(
  system: FaultSystem,
  payments: readonly PaymentRow[],
  orders: readonly OrderRow[],
): Promise<string[]> {
  const [moved, pieces] = await Promise.all([
    rowsOf<{ id: string; points: number }>(system, 'payments', MOVED),
    rowsOf<{ order_id: string; pieces: number }>(
      system,
      'reservations',
      `SELECT order_id, sum(quantity)::int AS pieces FROM order_line
        WHERE reservation_state IS DISTINCT FROM 'CANCELLED' GROUP BY order_id`,
    ),
  ]);
  const left = new Map(moved.map(({ id, points }) => [id, points]));
  const piecesOf = new Map(pieces.map((row) => [row.order_id, row.pieces]));
  const due = new Map<string, number>();
  for (const { payment_id, captured, points } of payments) if (points && captured > 0) due.set(payment_id, points);
  for (const { order_id, state, payment_policy } of orders)
    if (state === 'CONFIRMED' && payment_policy === 'POINTS')
      due.set(order_id, -POINTS_OF_A_RIDE * (piecesOf.get(order_id) ?? 0));
  const ids = new Set([...left.keys(), ...due.keys()]);
  return [...ids].flatMap((id) => {
    const [is, should] = [left.get(id) ?? 0, due.get(id) ?? 0];
    return is === should ? [] : [`${is} points were moved for ${id} instead of ${should}`];
  });
}
