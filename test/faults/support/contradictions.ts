import { idCodec } from '@yoyaku/platform/ids';
import { reconcileStock } from '../../../subgraphs/catalog/src/stock/reconcile.ts';
import type { FaultSystem, SagaSubgraph } from './system.ts';
import { SAGA } from './system.ts';
import type { Visit } from './wave.ts';

/** What the provider's own books say of one charge; amounts in minor units. */
interface Charge {
  readonly id: string;
  /** Our payment's id. */
  readonly reference: string;
  readonly state: 'PROCESSING' | 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED';
  readonly amount: number;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
}

interface Books {
  readonly payments: readonly Charge[];
  readonly refunds: readonly { readonly paymentId: string; readonly amount: number; readonly state: string }[];
}

interface PaymentRow {
  readonly payment_id: string;
  readonly order_id: string | null;
  readonly state: string;
  readonly amount: string;
  readonly captured_amount: string;
  readonly refunded_amount: string;
}

interface OrderRow {
  readonly order_id: string;
  readonly state: string;
  readonly total: string;
}

const paymentIds = idCodec('pay');
const orderIds = idCodec('ord');

/** What has not come to its end, in words; nothing when all is at rest. */
export async function unfinished(system: FaultSystem): Promise<string[]> {
  const found: string[] = [];
  const count = async (what: string, subgraph: SagaSubgraph, from: string) => {
    const { rows } = await system.database(subgraph).query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`);
    const n = rows[0]?.n ?? 0;
    if (n > 0) found.push(`${n} ${what}`);
  };
  await Promise.all([
    count('orders are PENDING', 'reservations', `"order" WHERE state = 'PENDING'`),
    count('payments are short of their goal', 'payments', 'payment WHERE next_attempt_at IS NOT NULL'),
    ...SAGA.map((name) => count(`events of ${name} have no position`, name, 'outbox WHERE position IS NULL')),
  ]);
  return found;
}

/**
 * Everything in which the provider's books, the payments, the orders and the stock contradict one another or what their
 * customers have done, in words. To be asked when all is at rest; what is still on its way shows here, too.
 */
export async function contradictions(system: FaultSystem, visits: readonly Visit[]): Promise<string[]> {
  const [books, payments, orders] = await Promise.all([
    system.atProvider('GET', '/admin/books') as Promise<Books>,
    rowsOf<PaymentRow>(
      system,
      'payments',
      'SELECT payment_id, order_id, state, amount, captured_amount, refunded_amount FROM payment',
    ),
    rowsOf<OrderRow>(system, 'reservations', 'SELECT order_id, state, total FROM "order"'),
  ]);
  const found = await Promise.all([
    againstBooks(system, books, payments),
    againstStock(system, orders),
    eventsTwice(system),
  ]);
  return [...found.flat(), ...againstOrders(books, payments, orders), ...againstVisits(orders, visits)];
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
    const ours = [payment.state, Number(payment.captured_amount), Number(payment.refunded_amount)];
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
    found.push(`${ours?.number} refunds of ${ours?.sum} here, ${given.length} of ${sum} there`);
  return found;
}

/** What was kept is what is due: an order's total while it stands, and else nothing. */
function againstOrders(books: Books, payments: readonly PaymentRow[], orders: readonly OrderRow[]): string[] {
  const found: string[] = [];
  const orderOf = new Map(payments.map(({ payment_id, order_id }) => [payment_id, order_id]));
  const kept = new Map<string, number>();
  for (const { reference, capturedAmount, refundedAmount } of books.payments) {
    const orderId = orderOf.get(paymentIds.decode(reference)?.key ?? '');
    if (orderId) kept.set(orderId, (kept.get(orderId) ?? 0) + capturedAmount - refundedAmount);
  }
  for (const { order_id, state, total } of orders) {
    const due = state === 'CONFIRMED' || state === 'COMPLETED' ? Number(total) : 0;
    const amount = kept.get(order_id) ?? 0;
    if (amount !== due) found.push(`order ${order_id} is ${state} and ${amount} was kept for it instead of ${due}`);
    kept.delete(order_id);
  }
  for (const [orderId, amount] of kept) found.push(`${amount} was kept for order ${orderId}, which does not exist`);
  return found;
}

/** What is promised are the lines of the orders that stand; journal, pools and promises add up. */
async function againstStock(system: FaultSystem, orders: readonly OrderRow[]): Promise<string[]> {
  const [promised, lines, differences] = await Promise.all([
    rowsOf<{ line_id: string; state: string; quantity: number }>(
      system,
      'catalog',
      `SELECT line_id, state, quantity FROM allocation WHERE state IN ('HELD', 'CONFIRMED')`,
    ),
    rowsOf<{ line_id: string; order_id: string; quantity: number }>(
      system,
      'reservations',
      `SELECT line_id, order_id, quantity FROM order_line WHERE reservation_state IS DISTINCT FROM 'CANCELLED'`,
    ),
    reconcileStock({ query: (text) => rowsOf(system, 'catalog', text) }),
  ]);
  const confirmed = new Set(orders.filter(({ state }) => state === 'CONFIRMED').map(({ order_id }) => order_id));
  const due = new Map(lines.filter(({ order_id }) => confirmed.has(order_id)).map((line) => [line.line_id, line]));
  const found: string[] = [];
  for (const { line_id, state, quantity } of promised) {
    if (state !== 'CONFIRMED' || due.get(line_id)?.quantity !== quantity)
      found.push(`${quantity} are ${state} for line ${line_id}, of which ${due.get(line_id)?.quantity ?? 0} are sold`);
    due.delete(line_id);
  }
  for (const { line_id, order_id } of due.values())
    found.push(`order ${order_id} is CONFIRMED without the stock of line ${line_id}`);
  return [...found, ...differences.map((difference) => `the stock does not add up: ${JSON.stringify(difference)}`)];
}

/** Every customer got what they wanted. */
function againstVisits(orders: readonly OrderRow[], visits: readonly Visit[]): string[] {
  const states = new Map(orders.map(({ order_id, state }) => [order_id, state]));
  return visits.flatMap(({ orderId, did, ends }) => {
    const state = states.get(orderIds.decode(orderId)?.key ?? '');
    return state === ends ? [] : [`order ${orderId}, whose customer ${did}, is ${state ?? 'lost'}, not ${ends}`];
  });
}

/** What happens once in the life of a thing. */
const ONCE: Readonly<Record<SagaSubgraph, readonly string[]>> = {
  catalog: [],
  reservations: ['OrderPlaced', 'OrderConfirmed', 'OrderCompleted', 'OrderCancelled'],
  payments: ['PaymentAuthorized', 'PaymentFailed', 'PaymentCaptured', 'PaymentVoided'],
};

/** No event twice, none lost, and a version for each change of a payment. */
async function eventsTwice(system: FaultSystem): Promise<string[]> {
  const twice = async (name: SagaSubgraph) =>
    rowsOf<{ found: string }>(
      system,
      name,
      `SELECT format('%s of %s happened %s times', type, aggregate_id, count(*)) AS found
         FROM outbox WHERE type = ANY ($1) GROUP BY type, aggregate_id, data->>'paymentId' HAVING count(*) > 1`,
      [ONCE[name]],
    );
  const holes = async (name: SagaSubgraph) =>
    rowsOf<{ found: string }>(
      system,
      name,
      `SELECT format('%s: %s events with positions up to %s', $1::text, count(outbox.id), head.position) AS found
         FROM outbox_head head LEFT JOIN outbox ON outbox.position IS NOT NULL
        GROUP BY head.position, head.pruned HAVING count(outbox.id) <> head.position - head.pruned`,
      [name],
    );
  const versions = rowsOf<{ found: string }>(
    system,
    'payments',
    `SELECT format('payment %s has version %s and a history of %s', p.payment_id, p.version, count(e.version)) AS found
       FROM payment p LEFT JOIN payment_event e USING (shop_id, payment_id)
      GROUP BY p.shop_id, p.payment_id, p.version HAVING count(e.version) <> p.version`,
  );
  const found = await Promise.all([...SAGA.flatMap((name) => [twice(name), holes(name)]), versions]);
  return found.flat().map((row) => row.found);
}

async function rowsOf<Row>(
  system: FaultSystem,
  subgraph: SagaSubgraph,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await system.database(subgraph).query(text, [...values]);
  return rows as Row[];
}
