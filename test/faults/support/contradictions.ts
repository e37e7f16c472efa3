import { idCodec } from '@yoyaku/platform/ids';
import { type Books, type OrderRow, type PaymentRow, readBooks, readOrders, readPayments, rowsOf } from './books.ts';
import { dueOf } from './due.ts';
import { eventsTwice } from './events-twice.ts';
import { againstLedger, againstPoints } from './ledger.ts';
import type { Shops } from './shops.ts';
import { againstStock } from './stock.ts';
import { type FaultSystem, SAGA, type SagaSubgraph } from './system.ts';
import type { Visit } from './wave.ts';

const paymentIds = idCodec('pay');
const orderIds = idCodec('ord');

/** What has not come to its end, in words; nothing when all is at rest. */
export async function unfinished(system: FaultSystem): Promise<string[]> {
  const found: string[] = [];
  const count = async (what: string, subgraph: SagaSubgraph, from: string) => {
    const [row] = await rowsOf<{ n: number }>(system, subgraph, `SELECT count(*)::int AS n FROM ${from}`);
    if (row && row.n > 0) found.push(`${row.n} ${what}`);
  };
  await Promise.all([
    count('orders are PENDING', 'reservations', `"order" WHERE state = 'PENDING'`),
    count('payments are short of their goal', 'payments', 'payment WHERE next_attempt_at IS NOT NULL'),
    ...SAGA.map((name) => count(`events of ${name} have no position`, name, 'outbox WHERE position IS NULL')),
  ]);
  return found;
}

/**
 * Everything in which the provider's books, the payments, the ledger, the orders and the stock contradict one another or
 * what their customers have done, in words. To be asked when all is at rest; what is still on its way shows here, too.
 */
export async function contradictions(system: FaultSystem, shops: Shops, visits: readonly Visit[]): Promise<string[]> {
  const [books, payments, orders] = await Promise.all([readBooks(system), readPayments(system), readOrders(system)]);
  const found = await Promise.all([
    againstBooks(system, books, payments),
    againstLedger(system, books, payments),
    againstPoints(system, payments, orders),
    againstStock(system, orders),
    eventsTwice(system),
  ]);
  const due = await dueOf(system, shops, orders);
  return [...found.flat(), ...againstDue(books, payments, orders, due), ...againstVisits(orders, visits)];
}

/** One charge a payment, each the same on both sides; each refund counted once. */
async function againstBooks(system: FaultSystem, books: Books, payments: readonly PaymentRow[]): Promise<string[]> {
  const found: string[] = [];
  const left = new Map(payments.map((payment) => [payment.payment_id, payment]));
  for (const charge of books.payments) {
    const { reference, state, capturedAmount, refundedAmount } = charge;
    const payment = left.get(paymentIds.decode(reference)?.key ?? '');
    if (!payment) {
      found.push(`${reference} was charged twice, or without a payment: ${JSON.stringify(charge)}`);
      continue;
    }
    left.delete(payment.payment_id);
    const ours = [payment.state, payment.captured, payment.refunded];
    const theirs = [state === 'DECLINED' ? 'FAILED' : state, capturedAmount, refundedAmount];
    if (ours.join() !== theirs.join()) found.push(`${reference} is ${ours.join()} here and ${theirs.join()} there`);
    if (state === 'AUTHORIZED' || state === 'PROCESSING') found.push(`${reference} is neither taken nor given back`);
    if (refundedAmount > capturedAmount) found.push(`more of ${reference} was given back than taken`);
  }
  for (const { payment_id, state } of left.values())
    if (state !== 'FAILED') found.push(`payment ${payment_id} is ${state} and the provider knows nothing of it`);

  const given = books.refunds.filter(({ state }) => state === 'SUCCEEDED');
  const [ours] = await rowsOf<{ number: number; sum: number }>(
    system,
    'payments',
    `SELECT count(*)::int AS number, coalesce(sum(amount), 0)::float AS sum FROM refund WHERE state = 'SUCCEEDED'`,
  );
  const sum = given.reduce((total, { amount }) => total + amount, 0);
  if (ours?.number !== given.length || ours.sum !== sum)
    found.push(`${ours?.number ?? 0} refunds of ${ours?.sum ?? 0} here, ${given.length} of ${sum} there`);
  return found;
}

/** What was kept is what is due. */
function againstDue(
  books: Books,
  payments: readonly PaymentRow[],
  orders: readonly OrderRow[],
  due: ReadonlyMap<string, number>,
): string[] {
  const found: string[] = [];
  const orderOf = new Map(payments.map(({ payment_id, order_id }) => [payment_id, order_id]));
  const kept = new Map<string, number>();
  for (const { reference, capturedAmount, refundedAmount } of books.payments) {
    const orderId = orderOf.get(paymentIds.decode(reference)?.key ?? '');
    if (orderId) kept.set(orderId, (kept.get(orderId) ?? 0) + capturedAmount - refundedAmount);
  }
  for (const { order_id, state } of orders) {
    const [is, should] = [kept.get(order_id) ?? 0, due.get(order_id) ?? 0];
    if (is !== should) found.push(`order ${order_id} is ${state} and ${is} was kept for it instead of ${should}`);
    kept.delete(order_id);
  }
  for (const [orderId, amount] of kept) found.push(`${amount} was kept for order ${orderId}, which does not exist`);
  return found;
}

/** Every customer got what they wanted. */
function againstVisits(orders: readonly OrderRow[], visits: readonly Visit[]): string[] {
  const states = new Map(orders.map(({ order_id, state }) => [order_id, state]));
  return visits.flatMap(({ orderId, did, ends }) => {
    const state = states.get(orderIds.decode(orderId)?.key ?? '');
    return state === ends ? [] : [`order ${orderId}, whose customer ${did}, is ${state ?? 'lost'}, not ${ends}`];
  });
}
