import { Batches } from '@yoyaku/platform/batches';
import { wakeRelay } from '@yoyaku/platform/events/outbox';
import type { HoldKey } from '../catalog/catalog.client.ts';
import type { ReservationsKit } from '../kit.ts';
import { markConfirmed } from './confirm-orders.store.ts';
import type { OrderRow } from './order.entity.ts';

const MOST_TOGETHER = 64;

/**
 * Confirms orders that wait for no payment: their stock is sold to them at catalog, then they are written down as
 * CONFIRMED. Answers null where the stock is gone. After a crash between the two steps the order is PENDING and its stock
 * sold to it; confirming it again ends that.
 */
export function confirmations(
  kit: Pick<ReservationsKit, 'database' | 'catalog' | 'clock'>,
): Batches<HoldKey, OrderRow | null> {
  return new Batches({
    run: (orders) => confirm(kit, orders),
    keyOf: ({ orderId }) => orderId,
    most: MOST_TOGETHER,
  });
}

async function confirm(
  { database, catalog, clock }: Pick<ReservationsKit, 'database' | 'catalog' | 'clock'>,
  orders: readonly HoldKey[],
): Promise<(OrderRow | null)[]> {
  const outcomes = await catalog.confirm(orders);
  const sold = new Set(outcomes.filter(({ outcome }) => outcome === 'CONFIRMED').map(({ orderId }) => orderId));
  const confirmed = await markConfirmed(
    database,
    orders.filter(({ orderId }) => sold.has(orderId)),
    clock.now(),
  );
  if (confirmed.length > 0) wakeRelay(database);
  // Called off meanwhile: its event gives the stock back as well, which is done once however often it is asked.
  const over = confirmed.filter(({ state }) => state === 'CANCELLED' || state === 'EXPIRED');
  await catalog.release(over.map(({ shopId, orderId }) => ({ shopId, orderId })));
  const byId = new Map(confirmed.map((order) => [order.orderId, order]));
  return orders.map(({ orderId }) => byId.get(orderId) ?? null);
}
