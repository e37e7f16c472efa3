import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Database } from '@yoyaku/platform/database/database';
import { RequestError } from '@yoyaku/platform/errors';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { LiveChannels, LiveMessage } from '@yoyaku/platform/live/channels';
import { stateThenChanges } from '@yoyaku/platform/live/state-then-changes';
import type { Logger } from '@yoyaku/platform/logging';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import { z } from 'zod';
import { orderIds } from '../ids.ts';
import type { OrderDirectory } from '../order/order-directory.ts';
import { findOrderOwner } from '../order/payable-order.store.ts';
import type { PaymentRow } from './payment.entity.ts';
import { willGoBack } from './payment.state.ts';
import { findPaymentsOfOrders } from './payment.store.ts';

export interface LiveKit {
  readonly database: Database;
  readonly shops: ShopDirectory;
  readonly orders: OrderDirectory;
  readonly live: LiveChannels;
}

const paymentWakeUp = (orderId: Uuid): LiveMessage => ({ channel: 'order-payment', key: orderId });
const ofOrder = z.object({ orderId: z.uuid() });

/** Whom an event of ours wakes: those who watch the payment of its order. */
export function wakes({ data }: RecordedEvent): readonly LiveMessage[] {
  const { success, data: event } = ofOrder.safeParse(data);
  return success ? [paymentWakeUp(event.orderId)] : [];
}

/** Wakes those who watch these payments, where no event does. */
export function tellWatchers(
  { live, logger }: { readonly live: LiveChannels; readonly logger: Logger },
  payments: readonly (PaymentRow | null)[],
): void {
  const watched = payments.flatMap((payment) => (payment?.orderId ? [paymentWakeUp(payment.orderId)] : []));
  if (watched.length === 0) return;
  live.publish(watched).catch((error: unknown) => {
    // They look again by themselves.
    logger.warn({ err: error }, 'those who watch payments could not be woken');
  });
}

/**
 * The payment of an order as it is now, null when there is none yet, and then after each change, for as long as the viewer
 * may see it.
 * @throws UNAUTHENTICATED; NOT_FOUND where there is no such order for the viewer.
 */
export async function paymentChanged(
  kit: LiveKit,
  viewer: Viewer,
  id: string,
): Promise<AsyncIterable<{ paymentChanged: PaymentRow | null }>> {
  const accountId = requireAccount(viewer);
  const key = orderIds.decode(id);
  // Once before it begins, so that the refusal answers the subscribing itself.
  if (!key || !(await isVisible(kit, accountId, key))) throw noSuchOrder();
  return stateThenChanges({
    live: kit.live,
    wakeUps: [paymentWakeUp(key.key)],
    read: async () => {
      // Anew each time: what may be seen changes as well.
      if (!(await isVisible(kit, accountId, key))) throw noSuchOrder();
      const [payment = null] = await findPaymentsOfOrders(kit.database, [key]);
      return { paymentChanged: payment };
    },
    version: ({ paymentChanged: payment }) =>
      payment ? `${payment.paymentId} ${payment.version} ${willGoBack(payment)}` : '',
  });
}

/** @throws SERVICE_UNAVAILABLE when the order is not known here and reservations does not answer. */
async function isVisible({ database, shops, orders }: LiveKit, accountId: Uuid, key: TenantKey): Promise<boolean> {
  const known = await findOrderOwner(database, key);
  const owner = known ?? ((await orders.fetch(key.tenant, key.key)) ? await findOrderOwner(database, key) : null);
  return owner !== null && (owner === accountId || (await shops.role(key.tenant, accountId)) !== null);
}

const noSuchOrder = () => new RequestError('NOT_FOUND', 'There is no such order.');
