import { z } from 'zod';
import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import { badInput, RequestError } from '@yoyaku/platform/errors';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import { type FeedItem, shopFeed } from '@yoyaku/platform/events/feed';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import { returnsAtOnce } from '@yoyaku/platform/live/returns-at-once';
import { encodeCursor, pageRequest } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { staffRole } from '@yoyaku/platform/tenancy/staff-role';
import type { FeedGap, OrderEventType } from '../__generated__/resolver-types.ts';
import type { ReservationsKit } from '../kit.ts';
import type { OrderEventName } from './order.events.ts';
import { shopOrdersWakeUp } from './order.live.ts';

/** Feed: a shop's order events by their position in the outbox. A cursor is such a position. */
export interface FeedEvent {
  readonly __typename: 'OrderFeedEvent';
  readonly cursor: string;
  readonly type: OrderEventType;
  readonly occurredAt: string;
  readonly order: TenantKey;
  /** The line it happened to; null if it happened to the whole order or to several lines. */
  readonly lineId: Uuid | null;
}

const ofLine = z.object({ lineId: z.uuid() });

type Item = FeedEvent | (FeedGap & { readonly __typename: 'FeedGap' });

const TYPES: Readonly<Record<OrderEventName, OrderEventType>> = {
  OrderPlaced: 'ORDER_PLACED',
  OrderConfirmed: 'ORDER_CONFIRMED',
  OrderCancelled: 'ORDER_CANCELLED',
  OrderExpired: 'ORDER_EXPIRED',
  OrderHoldExtended: 'ORDER_HOLD_EXTENDED',
  OrderPaymentRefused: 'ORDER_PAYMENT_REFUSED',
  OrderLinesCancelled: 'ORDER_LINES_CANCELLED',
  OrderCompleted: 'ORDER_COMPLETED',
  ReservationPreparing: 'RESERVATION_PREPARING',
  ReservationReady: 'RESERVATION_READY',
  ReservationHandedOver: 'RESERVATION_HANDED_OVER',
  ReservationReturned: 'RESERVATION_RETURNED',
  ReservationExtended: 'RESERVATION_EXTENDED',
  ReservationEndingSoon: 'RESERVATION_ENDING_SOON',
  ReservationOverdue: 'RESERVATION_OVERDUE',
  ReservationAtRisk: 'RESERVATION_AT_RISK',
};

/**
 * A shop's order events after a cursor, or from now on: what has been, then what comes, in order, without a hole; for
 * its staff, for as long as they are. Events that are no longer kept show as a FeedGap.
 * @throws UNAUTHENTICATED; BAD_USER_INPUT for a malformed cursor; NOT_FOUND for those who do not work there.
 */
export async function orderFeed(
  kit: ReservationsKit,
  viewer: Viewer,
  id: string,
  cursor: string | null,
): Promise<AsyncIterable<{ orderFeed: Item }>> {
  requireAccount(viewer);
  const after = position(cursor);
  const shopId = shopIds.decode(id);
  if (!shopId) throw noSuchShop();
  await requireStaff(kit, viewer, shopId);

  return returnsAtOnce(async function* (signal) {
    const { database, live } = kit;
    const items = shopFeed({
      database,
      live,
      source: 'reservations',
      shopId,
      after,
      wakeUp: shopOrdersWakeUp(shopId),
      signal,
    });
    let last = after;
    for await (const item of items) {
      await requireStaff(kit, viewer, shopId);
      last = reached(item, last);
      // Tables have events as well.
      if (item.kind === 'event' && !(item.event.type in TYPES)) continue;
      yield { orderFeed: item.kind === 'gap' ? gap(last) : feedEvent(item.event) };
    }
  });
}

async function requireStaff({ shops }: ReservationsKit, viewer: Viewer, shopId: Uuid): Promise<void> {
  if ((await staffRole(shops, shopId, viewer)) === null) throw noSuchShop();
}

/** How far the reader is after this item. A gap that ends where the reader stood lies beyond the last event of all. */
function reached(item: FeedItem, last: number | null): number {
  if (item.kind === 'event') return item.event.position;
  return item.to === last ? item.from - 1 : item.to;
}

function feedEvent({ type, occurredAt, shopId, aggregateId, position, data }: RecordedEvent): FeedEvent {
  return {
    __typename: 'OrderFeedEvent',
    cursor: cursorOf(position),
    type: TYPES[type as OrderEventName],
    occurredAt,
    order: { tenant: shopId, key: aggregateId },
    lineId: ofLine.safeParse(data).data?.lineId ?? null,
  };
}

const gap = (last: number): Item => ({ __typename: 'FeedGap', cursor: cursorOf(last) });

const ORDER_FEED = 'order feed';

const cursorOf = (position: number) => encodeCursor(ORDER_FEED, [position]);

function position(cursor: string | null): number | null {
  const [after] = pageRequest(ORDER_FEED, 1, { after: cursor }).after ?? [null];
  if (after === null && cursor === null) return null;
  if (typeof after !== 'number' || !Number.isSafeInteger(after) || after < 0) {
    throw badInput('after is not a cursor of this feed.');
  }
  return after;
}

const noSuchShop = () => new RequestError('NOT_FOUND', 'There is no such shop.');
