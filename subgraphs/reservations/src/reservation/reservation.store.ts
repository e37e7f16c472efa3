import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { PartKey, TenantKey, Uuid } from '@yoyaku/platform/ids';
import { lineStateOf, type ReservationState } from '../order/line.state.ts';
import type { OrderLineRow, OrderRow } from '../order/order.entity.ts';
import { ORDER_DATA } from '../order/order.events.ts';
import { findLines, findOrders, LINE_COLUMNS, ORDER_COLUMNS } from '../order/order.store.ts';
import type { ReservationRow } from './reservation.entity.ts';
import type { OrderChange } from './reservation.events.ts';
import { isFinished } from './reservation.state.ts';

/** An order with its lines. Whoever changes a line has locked its order, so none of it changes until the commit. */
export interface LockedOrder {
  readonly order: OrderRow;
  readonly lines: readonly OrderLineRow[];
}

const LOCK = `SELECT ${ORDER_COLUMNS} FROM "order" o WHERE shop_id = $1 AND order_id = $2 FOR UPDATE`;

/** Two statements: the second one sees what whoever held the lock before has written. Null when there is no such order. */
export async function lockOrder(transaction: Transaction, key: TenantKey): Promise<LockedOrder | null> {
  const [order] = await transaction.query<OrderRow>(LOCK, [key.tenant, key.key]);
  return order ? { order, lines: await findLines(transaction, [key]) } : null;
}

/** What a step writes; what is left out stays as it is. */
export interface LineChange {
  readonly state?: ReservationState;
  readonly handedOverAt?: Date;
  readonly endedAt?: Date;
  readonly cancelledAt?: Date;
  readonly periodEnd?: Date;
  readonly endingSoonAt?: Date;
  readonly overdueAt?: Date;
  readonly atRisk?: boolean;
}

/** A new end makes earlier warnings void. What the clock or others do to a line leaves its version alone. */
const CHANGE_LINES = `
  UPDATE order_line l
  SET reservation_state = coalesce($4::text, l.reservation_state),
      placed_at = CASE WHEN coalesce($4, l.reservation_state) IS NOT NULL THEN $5::timestamptz END,
      reservation_version = l.reservation_version + CASE WHEN $4::text IS NULL AND $9::timestamptz IS NULL THEN 0 ELSE 1 END,
      handed_over_at = coalesce($6, l.handed_over_at),
      ended_at = coalesce($7, l.ended_at),
      cancelled_at = coalesce($8, l.cancelled_at),
      period_end = coalesce($9::timestamptz, l.period_end),
      ending_soon_at = CASE WHEN $9 IS NULL THEN coalesce($10, l.ending_soon_at) END,
      overdue_at = CASE WHEN $9 IS NULL THEN coalesce($11, l.overdue_at) END,
      at_risk = coalesce($12, l.at_risk)
  WHERE l.shop_id = $1 AND l.order_id = $2 AND l.line_id = ANY ($3::uuid[])
  RETURNING ${LINE_COLUMNS}`;

/** Changes lines of a locked order. Gives all its lines as they are then. */
export async function changeLines(
  transaction: Transaction,
  { order, lines }: LockedOrder,
  lineIds: readonly Uuid[],
  change: LineChange,
): Promise<OrderLineRow[]> {
  const changed = await transaction.query<OrderLineRow>(CHANGE_LINES, [
    order.shopId,
    order.orderId,
    lineIds,
    change.state ?? null,
    order.placedAt,
    change.handedOverAt ?? null,
    change.endedAt ?? null,
    change.cancelledAt ?? null,
    change.periodEnd ?? null,
    change.endingSoonAt ?? null,
    change.overdueAt ?? null,
    change.atRisk ?? null,
  ]);
  const byId = new Map(changed.map((line) => [line.lineId, line]));
  return lines.map((line) => byId.get(line.lineId) ?? line);
}

/**
 * The total is that of the lines that are not cancelled, whatever was changed. An unpaid order of which only what is free
 * is left waits for no payment any more.
 */
const TELL = `
  WITH staying AS (
    SELECT coalesce(sum(l.total), 0) AS total, coalesce(sum(l.points), 0) AS points FROM order_line l
    WHERE l.shop_id = $1 AND l.order_id = $2 AND l.reservation_state IS DISTINCT FROM 'CANCELLED'
  ), changed AS (
    UPDATE "order" o
    SET version = o.version + 1,
        total = staying.total,
        points = CASE WHEN o.points IS NOT NULL THEN staying.points END,
        payment_policy = CASE WHEN o.state = 'PENDING' AND o.payment_policy = 'PREPAY' AND staying.total = 0 THEN 'NONE'
                              ELSE o.payment_policy END,
        state = CASE WHEN $5 THEN 'COMPLETED' ELSE o.state END,
        completed_at = CASE WHEN $5 THEN $4::timestamptz ELSE o.completed_at END
    FROM staying
    WHERE o.shop_id = $1 AND o.order_id = $2
    RETURNING o.*
  ), appended AS (
    INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)
    SELECT o.shop_id, gen_random_uuid(), $3, o.order_id, o.version, $4::timestamptz, ${ORDER_DATA} || $6::jsonb
    FROM changed o
  )
  SELECT ${ORDER_COLUMNS} FROM changed o`;

/** Gives a locked order, whose lines have been changed, its next version, with the event that tells of it. */
export async function tellOrder(
  transaction: Transaction,
  { order }: Pick<LockedOrder, 'order'>,
  { type, extras }: OrderChange,
  now: Date,
): Promise<OrderRow> {
  const [changed] = await transaction.query<OrderRow>(TELL, [
    order.shopId,
    order.orderId,
    type,
    now,
    type === 'OrderCompleted',
    JSON.stringify(extras),
  ]);
  if (!changed) throw new Error(`order ${order.orderId} is gone although it was locked`);
  wakeRelayAfterCommit(transaction);
  return changed;
}

/** Completes a locked order if every line is finished and something was handed over. Gives it as it is then. */
export async function completeIfFinished(
  transaction: Transaction,
  { order, lines }: LockedOrder,
  now: Date,
): Promise<OrderRow> {
  if (order.state !== 'CONFIRMED') return order;
  const states = lines.map((line) => ({ line, state: lineStateOf(order.state, line.reservationState) }));
  const over = states.every(({ line, state }) => isFinished(state, line.returnable));
  if (!over || states.every(({ state }) => state === 'CANCELLED')) return order;
  return tellOrder(transaction, { order }, { type: 'OrderCompleted', extras: {} }, now);
}

/** A line with its order as they are now; null when there are none. */
export async function findReservation(runner: SqlRunner, key: PartKey): Promise<ReservationRow | null> {
  const orderKey = { tenant: key.tenant, key: key.whole };
  const [[order], lines] = await Promise.all([findOrders(runner, [orderKey]), findLines(runner, [orderKey])]);
  const line = lines.find(({ lineId }) => lineId === key.key);
  return order && line ? { order, line } : null;
}
