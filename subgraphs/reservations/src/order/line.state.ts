import type { OrderState } from './order.state.ts';

/** Reservation: the life of one line as the customer sees it. */
export type ReservationState =
  'HELD' | 'CONFIRMED' | 'PREPARING' | 'READY' | 'HANDED_OVER' | 'RETURNED' | 'CANCELLED' | 'EXPIRED';

/** What an order's state says of a line that has taken no step of its own. */
const STATE_BY_ORDER: Readonly<Record<OrderState, ReservationState>> = {
  PENDING: 'HELD',
  CONFIRMED: 'CONFIRMED',
  COMPLETED: 'HANDED_OVER',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'EXPIRED',
};

/** What no later fate of the order changes. */
const FINAL: readonly ReservationState[] = ['HANDED_OVER', 'RETURNED', 'CANCELLED', 'EXPIRED'];

/** The state a line is in, of an order in this state: the order's, unless the line has taken a step of its own. */
export function lineStateOf(order: OrderState, own: ReservationState | null): ReservationState {
  const over = order === 'CANCELLED' || order === 'EXPIRED';
  return own && (!over || FINAL.includes(own)) ? own : STATE_BY_ORDER[order];
}

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

/** {@link lineStateOf} as PostgreSQL computes it of a line `l` of an order `o`. */
export const LINE_STATE = `CASE
  WHEN l.reservation_state IS NOT NULL
   AND (o.state NOT IN ('CANCELLED', 'EXPIRED') OR l.reservation_state IN (${quoted(FINAL)})) THEN l.reservation_state
  ELSE CASE o.state ${Object.entries(STATE_BY_ORDER)
    .map(([order, line]) => `WHEN '${order}' THEN '${line}'`)
    .join(' ')} END END`;
