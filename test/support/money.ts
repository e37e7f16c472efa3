import { idCodec } from '@yoyaku/platform/ids';
import { reconcileStock } from '../../subgraphs/catalog/src/stock/reconcile.ts';
import type { TestGraph } from './test-graph.ts';

/** What the provider's own books say of one charge; amounts in minor units. */
interface Charge {
  /** Our payment's id. */
  readonly reference: string;
  readonly state: 'PROCESSING' | 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED';
  readonly capturedAmount: number;
  readonly refundedAmount: number;
}

const paymentIds = idCodec('pay');

/** Calls the provider's stand-in as its merchant. */
export async function atProvider(
  { simulatorUrl, graph }: TestGraph,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(simulatorUrl + path, {
    method,
    headers: { authorization: `Bearer ${graph.secrets.PROVIDER_SECRET}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Whether all that had begun has ended: no event under way, no order waiting, no payment short of its goal. */
export async function isAtRest(test: TestGraph): Promise<boolean> {
  const { reservations, payments, catalog } = test.graph.subgraphs;
  await reservations.jobs.runNow('expireOrders');
  const ordersTold = await reservations.events.flush();
  await Promise.all([payments, catalog].map(({ events }) => events.caughtUp('reservations', ordersTold)));
  await reservations.events.caughtUp('payments', await payments.events.flush());
  const waiting = await test.database('reservations').query(`SELECT FROM "order" WHERE state = 'PENDING'`);
  const unfinished = await test.database('payments').query('SELECT FROM payment WHERE next_attempt_at IS NOT NULL');
  const nothingNew = (await reservations.events.flush()) === ordersTold;
  return nothingNew && waiting.rows.length + unfinished.rows.length === 0;
}

/**
 * Everything in which the provider's books, the payments, the orders and the stock contradict one another, in words. To
 * be asked when all is at rest.
 */
export async function contradictions(test: TestGraph): Promise<string[]> {
  const { payments: charges } = (await atProvider(test, 'GET', '/admin/books')) as { payments: Charge[] };
  const { rows: orders } = await test
    .database('reservations')
    .query<{ order_id: string; state: string; total: string }>('SELECT order_id, state, total FROM "order"');
  const { rows: payments } = await test.database('payments').query<{
    payment_id: string;
    order_id: string;
    state: string;
    captured_amount: string;
    refunded_amount: string;
  }>('SELECT payment_id, order_id, state, captured_amount, refunded_amount FROM payment');
  const found: string[] = [];

  const kept = new Map<string, number>();
  const paymentsLeft = new Map(payments.map((payment) => [payment.payment_id, payment]));
  for (const charge of charges) {
    const { reference, state, capturedAmount, refundedAmount } = charge;
    const payment = paymentsLeft.get(paymentIds.decode(reference)?.key ?? '');
    if (!payment) {
      found.push(`${reference} was charged twice, or without a payment: ${JSON.stringify(charge)}`);
      continue;
    }
    paymentsLeft.delete(payment.payment_id);
    const ours = [payment.state, Number(payment.captured_amount), Number(payment.refunded_amount)];
    const theirs = [state === 'DECLINED' ? 'FAILED' : state, capturedAmount, refundedAmount];
    if (ours.join() !== theirs.join()) found.push(`${reference} is ${ours.join()} here and ${theirs.join()} there`);
    if (state === 'AUTHORIZED' || state === 'PROCESSING') found.push(`${reference} is neither taken nor given back`);
    kept.set(payment.order_id, (kept.get(payment.order_id) ?? 0) + capturedAmount - refundedAmount);
  }
  for (const { payment_id, state } of paymentsLeft.values())
    found.push(`payment ${payment_id} is ${state} and the provider knows nothing of it`);

  const fees = await feesOf(test);
  for (const { order_id, state, total } of orders) {
    const due = Math.max(0, (state === 'CONFIRMED' ? Number(total) : 0) + (fees.get(order_id) ?? 0));
    if ((kept.get(order_id) ?? 0) !== due)
      found.push(`order ${order_id} is ${state} and ${kept.get(order_id) ?? 0} was kept for it instead of ${due}`);
    kept.delete(order_id);
  }
  for (const [orderId, amount] of kept) found.push(`${amount} was kept for order ${orderId}, which does not exist`);

  const sold = await test
    .database('catalog')
    .query<{ order_id: string }>(`SELECT DISTINCT order_id FROM allocation WHERE state IN ('HELD', 'CONFIRMED')`);
  const confirmed = new Set(orders.filter(({ state }) => state === 'CONFIRMED').map(({ order_id }) => order_id));
  for (const { order_id } of sold.rows)
    if (!confirmed.delete(order_id)) found.push(`stock is kept for order ${order_id}, which is not CONFIRMED`);
  for (const orderId of confirmed) found.push(`order ${orderId} is CONFIRMED without its stock`);
  const differences = await reconcileStock(test.graph.subgraphs.catalog.kit.database);
  return [...found, ...differences.map((difference) => `the stock does not add up: ${JSON.stringify(difference)}`)];
}

/**
 * What is kept of orders beyond the price of what they still hold: the part of cancelled lines that the tiers leave to the
 * shop. Less what staff gave back by hand.
 */
async function feesOf(test: TestGraph): Promise<Map<string, number>> {
  const { rows } = await test.database('payments').query<{ order_id: string; fee: string }>(`
    SELECT order_id, sum(kept) AS fee
      FROM (SELECT order_id, paid - refund AS kept FROM cancelled_line
            UNION ALL
            SELECT p.order_id, -r.amount FROM staff_refund r JOIN payment p USING (shop_id, payment_id)) k
     GROUP BY order_id`);
  return new Map(rows.map(({ order_id, fee }) => [order_id, Number(fee)]));
}
