import { z } from 'zod';
import type { Transaction } from '@yoyaku/platform/database/database';
import type { Consumer } from '@yoyaku/platform/events/consumer';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { HoldKey } from '../catalog/catalog.client.ts';
import type { ReservationsKit } from '../kit.ts';
import type { OrderRow } from './order.entity.ts';
import { findOrders } from './order.store.ts';
import { type JudgedPayment, settle } from './settle-payments.store.ts';

/** What we read of PaymentAuthorized. */
const authorized = z.object({
  paymentId: z.uuid(),
  orderId: z.uuid(),
  amount: z.object({ amount: z.number().int() }).transform(({ amount }) => amount),
});

type AuthorizedPayment = Omit<JudgedPayment, 'hold'>;

/** Follows payments: an authorised payment confirms its order if the stock is there, and else is to be given back. */
export function paymentConsumer(kit: ReservationsKit): Consumer {
  return {
    source: 'payments',
    sourceUrl: kit.environment.PAYMENTS_URL,
    types: ['PaymentAuthorized'],
    handle: (transaction, events) => settlePayments(kit, transaction, events),
  };
}

/**
 * Settles a run of authorised payments: one call to catalog and two statements, however many there are.
 *
 * An order may be called off, or expire, while catalog confirms its hold. The statement then refuses the payment, and
 * the hold, which catalog may have taken anew, is released. That happens before the commit, so that a crash repeats it.
 * When lines are cancelled meanwhile the payment is refused as well: the order stays PENDING, for a payment of its total.
 */
async function settlePayments(
  kit: ReservationsKit,
  transaction: Transaction,
  events: readonly RecordedEvent[],
): Promise<void> {
  const payments = distinct(events);
  const keys = distinctBy(payments, ({ orderId }) => orderId).map((each) => ({
    tenant: each.shopId,
    key: each.orderId,
  }));
  const orders = await findOrders(transaction, keys);

  const known = new Set(orders.map(({ orderId }) => orderId));
  for (const { orderId, paymentId } of payments) {
    if (!known.has(orderId))
      kit.logger.error({ orderId, paymentId }, 'a payment came for an order that does not exist');
  }

  const waiting = new Map(
    orders.filter(waitsForPayment).map(({ shopId, orderId, total }) => [orderId, { shopId, orderId, total }]),
  );
  // Of several payments of one order, the first of its total is the one to confirm it.
  const fitting = distinctBy(
    payments.filter(({ orderId, amount }) => waiting.get(orderId)?.total === amount),
    ({ orderId }) => orderId,
  );
  const holds = fitting.map(({ shopId, orderId }) => ({ shopId, orderId }));
  const outcomes = new Map((await kit.catalog.confirm(holds)).map(({ orderId, outcome }) => [orderId, outcome]));

  const tried = new Set(fitting);
  const judged = payments.map((payment): JudgedPayment => {
    const hold = tried.has(payment) ? outcomes.get(payment.orderId) : undefined;
    return { ...payment, hold: hold ?? 'NOT_TRIED' };
  });
  const settled = await settle(transaction, judged, kit.clock.now());
  const open = new Map(settled.filter(waitsForPayment).map(({ orderId, total }) => [orderId, total]));
  if (settled.length < known.size || payments.some(({ orderId, amount }) => open.get(orderId) === amount)) {
    throw new Error('an order has changed and was not settled; the run is repeated');
  }
  const dead = settled.filter(({ state }) => state === 'CANCELLED' || state === 'EXPIRED');
  await kit.catalog.release(dead.map(({ shopId, orderId }): HoldKey => ({ shopId, orderId })));
}

/** Each payment once: a payment that comes again changes nothing. */
function distinct(events: readonly RecordedEvent[]): AuthorizedPayment[] {
  const payments = events.map(({ shopId, data }) => ({ shopId, ...authorized.parse(data) }));
  return distinctBy(payments, ({ orderId, paymentId }) => `${orderId} ${paymentId}`);
}

const waitsForPayment = ({ state, paymentPolicy }: Pick<OrderRow, 'state' | 'paymentPolicy'>) =>
  state === 'PENDING' && paymentPolicy === 'PREPAY';

function distinctBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
