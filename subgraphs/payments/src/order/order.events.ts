import type { Transaction } from '@yoyaku/platform/database/database';
import type { Consumer } from '@yoyaku/platform/events/consumer';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { Clock } from '@yoyaku/platform/clock';
import type { LiveChannels } from '@yoyaku/platform/live/channels';
import type { Logger } from '@yoyaku/platform/logging';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import type { GoalWorker } from '../payment/goal-worker.ts';
import { mirrorAndAim, type Wish } from '../payment/goals.store.ts';
import { tellWatchers } from '../payment/payment.live.ts';
import { after, type Timing } from '../payment/timing.ts';
import { createWanted, type WantedPayment } from '../payment/wanted-payment.store.ts';
import type { PaymentMethod } from '../provider/provider.ts';
import type { Providers } from '../provider/providers.ts';
import { type CancellationData, cancellationOf } from '../refund/cancellation.ts';
import { oweForCancellations } from '../refund/cancellation.store.ts';
import { settlePoints } from '../points/settle-points.ts';
import type { PayableOrder } from './payable-order.ts';
import { snapshotTiers } from './snapshot-tiers.ts';

/** What reservations tells of orders, as far as it concerns money. */
type OrderEvent = RecordedEvent<(typeof TYPES)[number], OrderEventData>;

interface OrderEventData extends CancellationData {
  readonly paymentId?: string;
  /** With OrderPlaced, where it was said at once. */
  readonly paymentMethod?: PaymentMethod;
}

const TYPES = [
  'OrderPlaced',
  'OrderConfirmed',
  'OrderCompleted',
  'OrderLinesCancelled',
  'OrderCancelled',
  'OrderExpired',
  'OrderHoldExtended',
  'OrderPaymentRefused',
] as const;

/**
 * Follows orders: knows which can be paid, asks for the money of those that came with a method, takes that of those
 * confirmed, gives back that of those over.
 */
export function orderConsumer(options: {
  readonly reservationsUrl: string;
  readonly worker: GoalWorker;
  readonly providers: Providers;
  readonly live: LiveChannels;
  readonly logger: Logger;
  readonly shops: ShopDirectory;
  readonly clock: Clock;
  readonly timing: Timing;
}): Consumer {
  const { reservationsUrl, worker, providers, live, logger, shops, clock, timing } = options;
  return {
    source: 'reservations',
    sourceUrl: reservationsUrl,
    types: TYPES,
    async handle(transaction: Transaction, events: readonly RecordedEvent[]): Promise<void> {
      const orderEvents = events as readonly OrderEvent[];
      const leasedUntil = after(clock.now(), timing.lease);
      const wishes = orderEvents.flatMap((event) => wishOf(event) ?? []);
      const orders = await snapshotTiers(shops, newestOrders(orderEvents));
      const aimed = await mirrorAndAim(transaction, orders, wishes, leasedUntil);
      // Afterwards: which payment an order was confirmed with may have come in the same run.
      const cancellations = orderEvents.flatMap((event) => cancellationOf(event) ?? []);
      const owing = await oweForCancellations(transaction, cancellations, leasedUntil);
      const wanted = await createWanted(transaction, wantedBy(orderEvents, providers), clock.now(), leasedUntil);
      transaction.afterCommit(() => {
        tellWatchers({ live, logger }, wanted);
      });
      await settlePoints(transaction, clock, orderEvents);
      const changed = new Map([...aimed, ...owing, ...wanted].map((payment) => [payment.paymentId, payment]));
      if (changed.size > 0) transaction.afterCommit(() => void worker.drive([...changed.values()]));
    },
  };
}

function wishOf(event: OrderEvent): Wish | null {
  const { type, shopId, data } = event;
  const { orderId, paymentId = null } = data;
  switch (type) {
    case 'OrderPlaced':
    case 'OrderCompleted':
    case 'OrderHoldExtended':
    case 'OrderLinesCancelled':
      return null;
    case 'OrderConfirmed':
      return paymentId === null ? null : { shopId, orderId, paymentId, goal: 'CAPTURE' };
    case 'OrderPaymentRefused':
      return paymentId === null ? null : { shopId, orderId, paymentId, goal: 'GIVE_BACK' };
    case 'OrderCancelled':
      // What a confirmed one owes is reckoned by its lines.
      return cancellationOf(event) ? null : { shopId, orderId, paymentId: null, goal: 'GIVE_BACK' };
    case 'OrderExpired':
      // Money that is on its way may come in time yet: reservations takes it or refuses it.
      return { shopId, orderId, paymentId: null, goal: 'GIVE_BACK', onlyWaiting: true };
  }
}

/** The payments that orders were placed with. */
function wantedBy(events: readonly OrderEvent[], providers: Providers): WantedPayment[] {
  return events.flatMap(({ type, shopId, data: { orderId, paymentMethod: method } }) => {
    if (type !== 'OrderPlaced' || !method) return [];
    return [{ shopId, orderId, method, provider: providers.for(method)?.name ?? null }];
  });
}

/** Each order as the newest of the events has it: one statement cannot write one row twice. */
function newestOrders(events: readonly OrderEvent[]): Omit<PayableOrder, 'tiers'>[] {
  const newest = new Map<string, Omit<PayableOrder, 'tiers'>>();
  for (const { shopId, version, data } of events) {
    const known = newest.get(data.orderId);
    if (known && known.version >= version) continue;
    newest.set(data.orderId, { ...data, shopId, version });
  }
  // In one order everywhere, so that two writers cannot lock each other out.
  return [...newest.values()].sort((left, right) => (left.orderId < right.orderId ? -1 : 1));
}
