import type { Transaction } from '@yoyaku/platform/database/database';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { TenantKey } from '@yoyaku/platform/ids';
import type { OrderRow } from './order.entity.ts';
import { appendOrderEvents } from './order.events.ts';
import { ORDER_COLUMNS } from './order.store.ts';

/** Locks orders, in sorted order as all do who lock several, and gives them as they are then. */
export function lockOrders(transaction: Transaction, keys: readonly TenantKey[]): Promise<OrderRow[]> {
  return transaction.query<OrderRow>(
    `SELECT ${ORDER_COLUMNS} FROM (
       SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS asked (shop_id, order_id) ORDER BY shop_id, order_id) asked
     CROSS JOIN LATERAL (
       SELECT * FROM "order" WHERE shop_id = asked.shop_id AND order_id = asked.order_id FOR UPDATE) o`,
    [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)],
  );
}

/** Writes down until when the stock of locked orders is held now, each with its event: one statement. */
export async function prolong(transaction: Transaction, orders: readonly OrderRow[], now: Date): Promise<void> {
  await transaction.query(
    `WITH prolonged AS (
       UPDATE "order" o SET expires_at = given.expires_at, version = o.version + 1
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS given (shop_id, order_id, expires_at)
       WHERE o.shop_id = given.shop_id AND o.order_id = given.order_id
       RETURNING o.*
     )
     ${appendOrderEvents('$4', { type: 'OrderHoldExtended', cte: 'prolonged', extras: `'{}'::jsonb` })}`,
    [
      orders.map(({ shopId }) => shopId),
      orders.map(({ orderId }) => orderId),
      orders.map(({ expiresAt }) => expiresAt),
      now,
    ],
  );
  wakeRelayAfterCommit(transaction);
}
