import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { OrderRow } from '../order/order.entity.ts';
import { appendOrderEvents } from '../order/order.events.ts';
import { findLines, ORDER_COLUMNS } from '../order/order.store.ts';
import type { LockedOrder } from '../reservation/reservation.store.ts';

/** Before any order. */
export const FIRST_ORDER: Uuid = '00000000-0000-0000-0000-000000000000';

/** Orders with a line of a performance, finished or not, by their ids. A line never changes its performance. */
export async function ordersOfPerformance(
  runner: SqlRunner,
  { tenant, key }: TenantKey,
  after: Uuid,
  limit: number,
): Promise<Uuid[]> {
  const rows = await runner.query<{ orderId: Uuid }>(
    `SELECT DISTINCT order_id AS "orderId" FROM order_line
     WHERE shop_id = $1 AND performance_id = $2 AND order_id > $3
     ORDER BY order_id LIMIT $4`,
    [tenant, key, after, limit],
  );
  return rows.map(({ orderId }) => orderId);
}

/** Sorted, as all lock orders who lock several. */
const LOCK_UNFINISHED = `
  SELECT ${ORDER_COLUMNS}
  FROM (SELECT order_id FROM unnest($2::uuid[]) AS asked (order_id) ORDER BY order_id) asked
  CROSS JOIN LATERAL (
    SELECT * FROM "order"
    WHERE shop_id = $1 AND order_id = asked.order_id
      AND (state = 'CONFIRMED' OR (state = 'PENDING' AND expires_at > $3))
    FOR UPDATE) o`;

/** Locks those of a shop's orders that are not over. Two statements: the second sees what the last holder has written. */
export async function lockUnfinished(
  transaction: Transaction,
  shopId: Uuid,
  orderIds: readonly Uuid[],
  now: Date,
): Promise<LockedOrder[]> {
  const orders = await transaction.query<OrderRow>(LOCK_UNFINISHED, [shopId, orderIds, now]);
  const found = await findLines(
    transaction,
    orders.map(({ orderId }) => ({ tenant: shopId, key: orderId })),
  );
  const lines = Map.groupBy(found, ({ orderId }) => orderId);
  return orders.map((order) => ({ order, lines: lines.get(order.orderId) ?? [] }));
}

/** Lines that have taken no step of their own follow their order without being written. */
const CANCEL_WHOLE = `
  WITH before AS (
    SELECT o.shop_id, o.order_id, o.state, o.placed_at FROM unnest($2::uuid[]) AS asked (order_id)
    CROSS JOIN LATERAL (SELECT * FROM "order" WHERE shop_id = $1 AND order_id = asked.order_id OFFSET 0) o
  ), moved AS (
    UPDATE order_line l
    SET reservation_state = 'CANCELLED', placed_at = before.placed_at, cancelled_at = $3, at_risk = false,
        reservation_version = l.reservation_version + 1
    FROM before
    WHERE l.shop_id = $1 AND l.shop_id = before.shop_id AND l.order_id = before.order_id
      AND l.reservation_state <> 'CANCELLED'
  ), cancelled AS (
    UPDATE "order" o
    SET state = 'CANCELLED', cancelled_at = $3, cancelled_by = 'SHOP', cancel_reason = $4, version = o.version + 1
    FROM before
    WHERE o.shop_id = $1 AND o.shop_id = before.shop_id AND o.order_id = before.order_id
    RETURNING o.*, before.state AS previous_state
  ), appended AS (
    ${appendOrderEvents('$3', {
      type: 'OrderCancelled',
      cte: 'cancelled',
      extras: `jsonb_build_object('reason', o.cancel_reason, 'by', o.cancelled_by, 'previousState', o.previous_state)`,
    })}
  )
  SELECT count(*) FROM cancelled`;

/** The shop calls off locked orders as a whole, each with its event: one statement for all. */
export async function cancelWhole(
  transaction: Transaction,
  shopId: Uuid,
  orderIds: readonly Uuid[],
  { reason, now }: { readonly reason: string; readonly now: Date },
): Promise<void> {
  if (orderIds.length === 0) return;
  await transaction.query(CANCEL_WHOLE, [shopId, orderIds, now, reason]);
  wakeRelayAfterCommit(transaction);
}
