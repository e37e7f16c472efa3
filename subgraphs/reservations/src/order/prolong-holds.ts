import { z } from 'zod';
import type { Transaction } from '@yoyaku/platform/database/database';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { TenantKey } from '@yoyaku/platform/ids';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { HoldRequest } from '../catalog/catalog.client.ts';
import type { ReservationsKit } from '../kit.ts';
import { expiryOf } from './expire-orders.ts';
import { lineStateOf } from './line.state.ts';
import type { OrderLineRow, OrderRow } from './order.entity.ts';
import { orderStep } from './order.saga.ts';
import { findLines, findOrders } from './order.store.ts';
import { lockOrders, prolong } from './prolong-holds.store.ts';

/** What we read of PaymentDelayed. */
const delayed = z.object({ orderId: z.uuid() });

/**
 * Has the stock of orders held longer that are to be paid and cannot be at the moment: once, and no longer than their shop
 * allows from the moment of placing. Catalog prolongs the holds first, and is asked the same again after a crash; where the
 * order has ended meanwhile, its end gives the stock back.
 */
export async function prolongHolds(
  kit: ReservationsKit,
  transaction: Transaction,
  events: readonly RecordedEvent[],
): Promise<void> {
  const keys = new Map<string, TenantKey>();
  for (const { shopId, data } of events) {
    const { orderId } = delayed.parse(data);
    keys.set(orderId, { tenant: shopId, key: orderId });
  }
  const wanted = await wantedHolds(kit, await findOrders(transaction, [...keys.values()]));
  if (wanted.length === 0) return;

  const orders = wanted.map(({ order: { shopId, orderId } }) => ({ tenant: shopId, key: orderId }));
  const lines = Map.groupBy(await findLines(transaction, orders), ({ orderId }) => orderId);
  const held = new Map<string, Date>();
  await Promise.all(
    wanted.map(async ({ order, until }) => {
      const answer = await kit.catalog.hold(holdOf(order, lines.get(order.orderId) ?? [], until));
      // Never beyond what the shop allows: whatever else holds it longer is not for this order.
      if (answer.outcome === 'HELD') held.set(order.orderId, earlier(new Date(answer.expiresAt), until));
    }),
  );

  const now = kit.clock.now();
  const judged = (await lockOrders(transaction, orders)).map((order) => {
    const until = held.get(order.orderId);
    const [next, commands] = until ? orderStep(order, { type: 'HOLD_PROLONGED', now, until }) : [order, []];
    return { next, commands: new Set(commands.map((command) => command.do)) };
  });
  const over = judged.filter(({ commands }) => commands.has('RELEASE_STOCK'));
  await kit.catalog.release(over.map(({ next: { shopId, orderId } }) => ({ shopId, orderId })));
  const prolonged = judged.filter(({ commands }) => commands.has('TELL')).map(({ next }) => next);
  if (prolonged.length === 0) return;
  await prolong(transaction, prolonged, now);
  await scheduleTimers(transaction, prolonged.map(expiryOf));
}

const earlier = (left: Date, right: Date) => (left < right ? left : right);

/** The orders that wait for their payment, and until when their stock is to be held. */
async function wantedHolds(
  { shops, clock }: ReservationsKit,
  orders: readonly OrderRow[],
): Promise<readonly { readonly order: OrderRow; readonly until: Date }[]> {
  const now = clock.now();
  const judged = await Promise.all(
    orders.map(async (order) => {
      const shop = await shops.find(order.shopId);
      if (!shop) return [];
      const seconds = shop.holdTtlSeconds + shop.paymentGraceSeconds;
      const until = new Date(order.placedAt.getTime() + seconds * 1000);
      const [, commands] = orderStep(order, { type: 'PAYMENT_DELAYED', now, until });
      return commands.length > 0 ? [{ order, until }] : [];
    }),
  );
  return judged.flat();
}

/** The hold that stands, asked for again: the very same things, should it have lapsed at catalog already. */
function holdOf({ shopId, orderId, accountId, tableSessionId }: OrderRow, lines: readonly OrderLineRow[], until: Date) {
  return {
    shopId,
    orderId,
    accountId,
    ...(tableSessionId !== null && { atTable: true }),
    expiresAt: until.toISOString(),
    lines: lines
      .filter(({ reservationState }) => lineStateOf('PENDING', reservationState) === 'HELD')
      .map(({ lineId, variantId, quantity, performanceId, periodStart, periodEnd, units }) => ({
        lineId,
        variantId,
        quantity,
        ...(performanceId !== null && { performanceId }),
        ...(periodStart && periodEnd && { period: { start: periodStart.toISOString(), end: periodEnd.toISOString() } }),
        ...(units && { unitIds: units.map(({ unitId }) => unitId) }),
      })),
  } satisfies HoldRequest;
}
