import { z } from 'zod';
import type { Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import { cancelTimers, scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import { type Schedule, timer, type Timer } from '@yoyaku/platform/timers/timer';
import type { ReservationsKit } from '../kit.ts';
import type { OrderLineRow } from '../order/order.entity.ts';
import { endingSoonFrom, isEndingSoon, isOverdue, reservationStateAt } from './reservation.entity.ts';
import { OPEN_STATES } from './reservation.state.ts';
import { changeLines, type LockedOrder, lockOrder, tellOrder } from './reservation.store.ts';

/** The timers that watch the end of a line's period. They tell others; whoever reads judges by the clock. */
export const ENDING_SOON = 'reservation-ending-soon';
export const OVERDUE = 'reservation-overdue';
/** Looks which reservations of a shop something overdue puts at risk. */
export const JUDGE_RISK = 'judge-risk';

type Kit = Pick<ReservationsKit, 'database' | 'clock' | 'shops'>;
type WatchedLine = Pick<OrderLineRow, 'shopId' | 'orderId' | 'lineId' | 'periodStart' | 'periodEnd' | 'handedOverAt'>;

const watched = z.object({ shopId: z.uuid(), orderId: z.uuid(), lineId: z.uuid() });
type Watched = z.infer<typeof watched>;

/** The timers of a line with a period, by the shop's present setting. */
export async function timersOf({ shops }: Pick<Kit, 'shops'>, line: WatchedLine): Promise<Schedule[]> {
  const { shopId, orderId, lineId, periodStart, periodEnd, handedOverAt } = line;
  if (!periodStart || !periodEnd) return [];
  const payload = { shopId, orderId, lineId };
  const runAt = endingSoonFrom({ periodStart, periodEnd, handedOverAt }, await endingSoonMinutes({ shops }, shopId));
  return [
    { timer: ENDING_SOON, key: lineId, runAt, payload },
    { timer: OVERDUE, key: lineId, runAt: periodEnd, payload },
  ];
}

/** The shop's setting, in minutes. */
export async function endingSoonMinutes({ shops }: Pick<Kit, 'shops'>, shopId: Uuid): Promise<number> {
  return (await shops.find(shopId))?.endingSoonMinutes ?? 0;
}

/** What is over needs no watching. */
export function dropTimers(transaction: Transaction, lines: readonly WatchedLine[]): Promise<void> {
  const ending = lines.filter(({ periodEnd }) => periodEnd);
  return cancelTimers(
    transaction,
    ending.flatMap(({ lineId }) => [
      { timer: ENDING_SOON, key: lineId },
      { timer: OVERDUE, key: lineId },
    ]),
  );
}

/**
 * Has the shop's risks judged at once, after the commit: when something overdue has come back, or where something is at
 * risk that this change may help.
 */
export async function askForRisk(
  { clock }: Pick<Kit, 'clock'>,
  transaction: Transaction,
  shopId: Uuid,
  certainly: boolean,
): Promise<void> {
  if (!certainly) {
    const some = await transaction.query('SELECT FROM order_line WHERE shop_id = $1 AND at_risk LIMIT 1', [shopId]);
    if (some.length === 0) return;
  }
  await scheduleTimers(transaction, [riskTimer(shopId, clock.now())]);
}

export const riskTimer = (shopId: Uuid, runAt: Date): Schedule => ({
  timer: JUDGE_RISK,
  key: shopId,
  runAt,
  payload: { shopId },
});

/** Tells that the end of a period is near, and that it has passed without the thing being back; each once per end. */
export function endTimers(kit: Kit): Timer[] {
  return [
    timer({ name: ENDING_SOON, payload: watched, run: (payload) => tellEndingSoon(kit, payload) }),
    timer({ name: OVERDUE, payload: watched, run: (payload) => tellOverdue(kit, payload) }),
  ];
}

async function tellEndingSoon(kit: Kit, payload: Watched): Promise<void> {
  const minutes = await endingSoonMinutes(kit, payload.shopId);
  await withLine(kit, ENDING_SOON, payload, async (transaction, locked, line) => {
    const now = kit.clock.now();
    const { periodStart, periodEnd, handedOverAt } = line;
    const open = OPEN_STATES.includes(reservationStateAt(now, { order: locked.order, line }));
    if (!open || line.endingSoonAt || !periodStart || !periodEnd || periodEnd <= now) return;
    if (!isEndingSoon(now, { order: locked.order, line }, minutes)) {
      const runAt = again(now, endingSoonFrom({ periodStart, periodEnd, handedOverAt }, minutes));
      await scheduleTimers(transaction, [{ timer: ENDING_SOON, key: line.lineId, runAt, payload }]);
      return;
    }
    await changeLines(transaction, locked, [line.lineId], { endingSoonAt: now });
    const extras = { lineId: line.lineId, end: periodEnd.toISOString() };
    await tellOrder(transaction, locked, { type: 'ReservationEndingSoon', extras }, now);
  });
}

async function tellOverdue(kit: Kit, payload: Watched): Promise<void> {
  await withLine(kit, OVERDUE, payload, async (transaction, locked, line) => {
    const now = kit.clock.now();
    if (line.overdueAt || !line.periodEnd) return;
    if (line.periodEnd > now) {
      const runAt = again(now, line.periodEnd);
      await scheduleTimers(transaction, [{ timer: OVERDUE, key: line.lineId, runAt, payload }]);
      return;
    }
    if (!isOverdue(now, { line })) return;
    await changeLines(transaction, locked, [line.lineId], { overdueAt: now });
    const extras = { lineId: line.lineId, end: line.periodEnd.toISOString() };
    await tellOrder(transaction, locked, { type: 'ReservationOverdue', extras }, now);
    await askForRisk(kit, transaction, line.shopId, true);
  });
}

/** When to look again after coming too early: where the database's clock is ahead of ours, later by as much. */
function again(now: Date, due: Date): Date {
  const early = due.getTime() - now.getTime();
  return new Date(due.getTime() + (early < 60_000 ? early : 0));
}

async function withLine(
  { database }: Kit,
  name: string,
  { shopId, orderId, lineId }: Watched,
  work: (transaction: Transaction, locked: LockedOrder, line: OrderLineRow) => Promise<void>,
): Promise<void> {
  const key: TenantKey = { tenant: shopId, key: orderId };
  await database.transaction(name, async (transaction) => {
    const locked = await lockOrder(transaction, key);
    const line = locked?.lines.find((each) => each.lineId === lineId);
    if (locked && line) await work(transaction, locked, line);
  });
}
