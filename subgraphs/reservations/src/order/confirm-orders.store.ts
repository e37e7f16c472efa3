import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { HoldKey } from '../catalog/catalog.client.ts';
import { beginReservations } from '../reservation/begin-reservations.ts';
import type { OrderRow } from './order.entity.ts';
import { appendOrderEvents } from './order.events.ts';
import { ORDER_COLUMNS } from './order.store.ts';

/** Locked, in sorted order, before they are judged: a cancellation that came first is seen. */
const CONFIRM = `
  WITH current AS (
    SELECT o.* FROM (
      SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS asked (shop_id, order_id) ORDER BY shop_id, order_id) asked
    CROSS JOIN LATERAL (
      SELECT * FROM "order" WHERE shop_id = asked.shop_id AND order_id = asked.order_id FOR UPDATE) o
  ), confirmed AS (
    UPDATE "order" o SET state = 'CONFIRMED', confirmed_at = $3, version = o.version + 1
    FROM current
    WHERE o.shop_id = current.shop_id AND o.order_id = current.order_id
      AND current.state = 'PENDING' AND current.payment_policy = 'NONE'
    RETURNING o.*
  ), appended AS (
    ${appendOrderEvents('$3', { type: 'OrderConfirmed', cte: 'confirmed', extras: `'{"paymentId": null}'` })}
  ), ${beginReservations('confirmed')}
  SELECT ${ORDER_COLUMNS}, (SELECT scheduled FROM begun_timers) AS timers FROM confirmed o
  UNION ALL
  SELECT ${ORDER_COLUMNS}, 0 FROM current o WHERE NOT EXISTS (
    SELECT FROM confirmed WHERE confirmed.shop_id = o.shop_id AND confirmed.order_id = o.order_id)`;

/** Confirms those orders that are PENDING and wait for no payment; answers with all of them as they are then. */
export function markConfirmed(runner: SqlRunner, orders: readonly HoldKey[], now: Date): Promise<OrderRow[]> {
  return runner.query<OrderRow>(CONFIRM, [
    orders.map(({ shopId }) => shopId),
    orders.map(({ orderId }) => orderId),
    now,
  ]);
}
