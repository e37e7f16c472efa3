import type { Clock } from '@yoyaku/platform/clock';
import type { Transaction } from '@yoyaku/platform/database/database';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import type { Uuid } from '@yoyaku/platform/ids';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';
import type { CancellationData } from '../refund/cancellation.ts';
import { refundOf } from '../refund/refund-tiers.ts';
import { type PointsEvent, pointsDebited, pointsRefused, pointsReversed } from './points.events.ts';
import type { LockedDebits } from './points-debit.ts';
import { type DebitedOrder, lockDebits, tiersOfOrders, writeDebits } from './points.store.ts';

type OrderEvent = RecordedEvent<string, CancellationData>;

const TYPES: ReadonlySet<string> = new Set(['OrderPlaced', 'OrderLinesCancelled', 'OrderCancelled', 'OrderExpired']);

/**
 * Follows orders that are paid with points: debits what was not debited in advance, and gives back what was called off.
 * Constant statements, whatever the length of the run; they come after those that write the orders down.
 */
export async function settlePoints(
  transaction: Transaction,
  clock: Clock,
  events: readonly OrderEvent[],
): Promise<void> {
  const concerned = events.filter(
    ({ type, data }) => TYPES.has(type) && data.paymentPolicy === 'POINTS' && typeof data.points === 'number',
  );
  if (concerned.length === 0) return;
  const orders = new Map(
    concerned.map(({ shopId, data: { orderId, accountId } }): [Uuid, DebitedOrder] => {
      return [orderId, { shopId, orderId, accountId }];
    }),
  );
  const tiers = await tiersOfOrders(
    transaction,
    concerned.filter(isTiered).map(({ shopId, data }) => {
      return { shopId, orderId: data.orderId };
    }),
  );
  const now = clock.now();
  const locked = await lockDebits(transaction, [...orders.values()], now);
  const news = concerned.flatMap((event) =>
    event.type === 'OrderPlaced' ? debit(locked, event) : giveBack(locked, event, tiers.get(event.data.orderId) ?? []),
  );
  await writeDebits(transaction, locked, now);
  await appendEvents(transaction, clock, news);
}

/** Debits a new order unless that was done in advance, for the same price. */
function debit(locked: LockedDebits, { shopId, data }: OrderEvent): PointsEvent[] {
  const { orderId, accountId } = data;
  const order = { shopId, orderId };
  const points = data.points ?? 0;
  if (locked.of(order).told) return [];
  locked.change(order, { told: true, lookAt: null, lines: pointsOfLines(data) });
  if (locked.redebit(order, accountId, points)) return [pointsDebited(locked.of(order))];
  locked.change(order, { state: 'REFUSED', accountId });
  return [pointsRefused(locked.of(order), locked.balance(shopId, accountId), points)];
}

/** Gives back what an order, or some lines of it, had debited: all of it, or by the tiers it was placed under. */
function giveBack(locked: LockedDebits, event: OrderEvent, tiers: readonly CancellationTier[]): PointsEvent[] {
  const { type, shopId, data, occurredAt } = event;
  const { orderId, lineIds } = data;
  const order = { shopId, orderId };
  const { state, lines } = locked.of(order);
  if (state === 'OVER') return [];
  const isOver = type !== 'OrderLinesCancelled';
  const gone = isOver ? Object.keys(lines) : (lineIds ?? []).filter((lineId) => lineId in lines);
  const starts = new Map(data.lines?.map((line) => [line.lineId, line.startsAt ?? line.period?.start ?? null]));
  const refunds = refundOf({
    tiers: isTiered(event) ? tiers : [],
    lines: gone.map((lineId) => ({ lineId, total: lines[lineId] ?? 0, startsAt: starts.get(lineId) ?? null })),
    cancelledAt: occurredAt,
  });
  const points = state === 'DEBITED' ? refunds.reduce((sum, { refund }) => sum + refund, 0) : 0;
  locked.reverse(order, points);
  locked.change(order, {
    lines: Object.fromEntries(Object.entries(lines).filter(([lineId]) => !gone.includes(lineId))),
    ...(isOver && { state: 'OVER', told: true, lookAt: null }),
  });
  return points > 0 ? [pointsReversed(locked.of(order), points)] : [];
}

/** Whether less than all may go back: a customer called off what was confirmed. */
function isTiered({ type, data }: OrderEvent): boolean {
  return type !== 'OrderExpired' && data.by === 'CUSTOMER' && data.previousState === 'CONFIRMED';
}

function pointsOfLines({ lines = [] }: CancellationData): Record<Uuid, number> {
  return Object.fromEntries(lines.map(({ lineId, points }) => [lineId, points ?? 0]));
}
