import { z } from 'zod';
import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import { RequestError } from '@yoyaku/platform/errors';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { LiveMessage } from '@yoyaku/platform/live/channels';
import { stateThenChanges } from '@yoyaku/platform/live/state-then-changes';
import { orderIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { tableWakeUp } from '../table/table.live.ts';
import { WAITLIST_EVENTS } from '../waitlist/waitlist.events.ts';
import { waitlistWakeUp } from '../waitlist/waitlist.wake-up.ts';
import type { OrderRow } from './order.entity.ts';
import { orderLoaders } from './order.loaders.ts';
import { stateAt } from './order.state.ts';

const orderWakeUp = (orderId: Uuid): LiveMessage => ({ channel: 'order', key: orderId });
export const shopOrdersWakeUp = (shopId: Uuid): LiveMessage => ({ channel: 'shop-orders', key: shopId });

/** Whom an event of ours wakes: those who watch the order or its table, or the waitlist
 * entry, and those who follow the shop's feed. */
export const wakes = ({ type, aggregateId, shopId, data }: RecordedEvent): readonly LiveMessage[] => {
  const sessionId = ofTable.safeParse(data).data?.tableSessionId;
  if (WAITLIST.has(type)) return [waitlistWakeUp(aggregateId), shopOrdersWakeUp(shopId)];
  return [orderWakeUp(aggregateId), shopOrdersWakeUp(shopId), ...(sessionId ? [tableWakeUp(sessionId)] : [])];
};

const WAITLIST: ReadonlySet<string> = new Set(WAITLIST_EVENTS);
const ofTable = z.object({ tableSessionId: z.uuid() });

/**
 * An order as it is now, and then after each change, for as long as the viewer may see it.
 * @throws UNAUTHENTICATED; NOT_FOUND where there is no such order for the viewer.
 */
export async function orderChanged(
  kit: ReservationsKit,
  viewer: Viewer,
  id: string,
): Promise<AsyncIterable<{ orderChanged: OrderRow }>> {
  requireAccount(viewer);
  const key = orderIds.decode(id);
  if (!key) throw noSuchOrder();
  // Once before it begins, so that the refusal answers the subscribing itself.
  await visibleOrder(kit, viewer, key);
  return stateThenChanges({
    live: kit.live,
    wakeUps: [orderWakeUp(key.key)],
    read: async () => ({ orderChanged: await visibleOrder(kit, viewer, key) }),
    version: ({ orderChanged: order }) =>
      `${order.version} ${stateAt(kit.clock.now(), order)} ${order.paymentProblem ?? ''}`,
  });
}

/** Read anew each time: what may be seen changes as well. */
async function visibleOrder(kit: ReservationsKit, viewer: Viewer, key: TenantKey): Promise<OrderRow> {
  const order = await orderLoaders(kit, viewer).visibleOrder.load(key);
  if (!order) throw noSuchOrder();
  return order;
}

const noSuchOrder = () => new RequestError('NOT_FOUND', 'There is no such order.');
