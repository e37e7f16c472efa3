import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';
import { lineStateOf, type ReservationState } from '../order/line.state.ts';
import type { OrderLineRow, OrderRow } from '../order/order.entity.ts';
import { stateAt } from '../order/order.state.ts';
import { OPEN_STATES } from './reservation.state.ts';

/** Reservation: one order line with the order it stands in, which tells its state until it takes a step of its own. */
export interface ReservationRow {
  readonly order: OrderRow;
  readonly line: OrderLineRow;
}

/** A reservation by its keys. */
export interface ReservationKey {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly lineId: Uuid;
}

export type ReservationPage = Connection<ReservationRow>;
export type ReservationPageEdge = ReservationPage['edges'][number];

/** The state a reservation is in, whatever has been written down: expiry is judged when reading. */
export function reservationStateAt(now: Date, { order, line }: ReservationRow): ReservationState {
  return lineStateOf(stateAt(now, order), line.reservationState);
}

/** Whether it is not back although its period is over; the clock tells, not the timer that tells others. */
export function isOverdue(now: Date, { line }: Pick<ReservationRow, 'line'>): boolean {
  const out = line.reservationState === 'HANDED_OVER' && line.returnable;
  return out && line.periodEnd !== null && line.periodEnd <= now;
}

/** The end that has passed without its being back; null if it is in time, or came back in time. */
export function overdueSince(now: Date, { line }: Pick<ReservationRow, 'line'>): Date | null {
  const { handedOverAt, endedAt, periodEnd } = line;
  if (!handedOverAt || !periodEnd || !line.returnable) return null;
  return (endedAt ?? now) > periodEnd || isOverdue(now, { line }) ? periodEnd : null;
}

/** When the end of a line's period is near: so many minutes before it, but not before it begins, or is out early. */
export function endingSoonFrom(
  {
    periodStart,
    periodEnd,
    handedOverAt,
  }: Pick<OrderLineRow, 'handedOverAt'> & Record<'periodStart' | 'periodEnd', Date>,
  minutes: number,
): Date {
  const begins = Math.min(periodStart.getTime(), handedOverAt?.getTime() ?? Infinity);
  return new Date(Math.max(begins, periodEnd.getTime() - minutes * 60_000));
}

/** Whether its period will be over soon, and it is not over. @param minutes The shop's setting. */
export function isEndingSoon(now: Date, reservation: ReservationRow, minutes: number): boolean {
  const { periodStart, periodEnd, handedOverAt } = reservation.line;
  if (!periodStart || !periodEnd || periodEnd <= now) return false;
  if (!OPEN_STATES.includes(reservationStateAt(now, reservation))) return false;
  return endingSoonFrom({ periodStart, periodEnd, handedOverAt }, minutes) <= now;
}
