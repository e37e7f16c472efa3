import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { HoldKey } from '../catalog/catalog.client.ts';
import { appendOrderEvents } from './order.events.ts';

const EXPIRED_EVENT = appendOrderEvents('$1', {
  type: 'OrderExpired',
  cte: 'expired',
  extras: `jsonb_build_object('previousState', 'PENDING')`,
});

/** Orders that somebody is changing are passed over: they come up again, or no longer need to. */
const EXPIRE_DUE = `
  WITH due AS (
    SELECT shop_id, order_id FROM "order"
    WHERE shop_id = $2 AND state = 'PENDING' AND payment_policy <> 'NONE' AND expires_at <= $1
    ORDER BY expires_at
    LIMIT $3
    FOR UPDATE SKIP LOCKED
  ), expired AS (
    UPDATE "order" o SET state = 'EXPIRED', version = o.version + 1
    FROM due WHERE o.shop_id = due.shop_id AND o.order_id = due.order_id
    RETURNING o.*
  ), appended AS (${EXPIRED_EVENT})
  SELECT count(*)::integer AS expired FROM expired`;

/** Writes down as EXPIRED what was not paid in time at a shop; answers how many, at most `limit`. */
export async function expireDue(runner: SqlRunner, shopId: Uuid, now: Date, limit: number): Promise<number> {
  const [row] = await runner.query<{ expired: number }>(EXPIRE_DUE, [now, shopId, limit]);
  return row?.expired ?? 0;
}

const EXPIRE_THESE = `
  WITH given AS (
    SELECT o.shop_id, o.order_id FROM (
      SELECT * FROM unnest($2::uuid[], $3::uuid[]) AS asked (shop_id, order_id) ORDER BY shop_id, order_id) asked
    CROSS JOIN LATERAL (
      SELECT * FROM "order" WHERE shop_id = asked.shop_id AND order_id = asked.order_id FOR UPDATE) o
    WHERE o.state = 'PENDING'
  ), expired AS (
    UPDATE "order" o SET state = 'EXPIRED', version = o.version + 1
    FROM given WHERE o.shop_id = given.shop_id AND o.order_id = given.order_id
    RETURNING o.*
  ), appended AS (${EXPIRED_EVENT})
  SELECT count(*) FROM expired`;

/** Writes down as EXPIRED those of these orders that are PENDING. */
export async function expireThese(runner: SqlRunner, orders: readonly HoldKey[], now: Date): Promise<void> {
  await runner.query(EXPIRE_THESE, [now, orders.map(({ shopId }) => shopId), orders.map(({ orderId }) => orderId)]);
}

/** Orders of a shop, placed by this moment, that wait for no payment and are not confirmed all the same. */
export function findUnconfirmed(runner: SqlRunner, shopId: Uuid, placedUntil: Date, limit: number): Promise<HoldKey[]> {
  return runner.query<HoldKey>(
    `SELECT shop_id AS "shopId", order_id AS "orderId" FROM "order"
     WHERE shop_id = $1 AND state = 'PENDING' AND payment_policy = 'NONE' AND placed_at <= $2
     ORDER BY placed_at LIMIT $3`,
    [shopId, placedUntil, limit],
  );
}

/** Whether anything is PENDING at a shop that should no longer be. */
export async function somethingIsDue(runner: SqlRunner, shopId: Uuid, now: Date, placedUntil: Date): Promise<boolean> {
  const [row] = await runner.query<{ due: boolean }>(
    `SELECT EXISTS (SELECT FROM "order"
                    WHERE shop_id = $1 AND state = 'PENDING' AND payment_policy <> 'NONE' AND expires_at <= $2)
         OR EXISTS (SELECT FROM "order"
                    WHERE shop_id = $1 AND state = 'PENDING' AND payment_policy = 'NONE' AND placed_at <= $3) AS due`,
    [shopId, now, placedUntil],
  );
  return row?.due ?? false;
}

/** The shops where something PENDING is past its time. */
export async function shopsWithDue(runner: SqlRunner, now: Date): Promise<Uuid[]> {
  const rows = await runner.query<{ shopId: Uuid }>(
    `SELECT DISTINCT shop_id AS "shopId" FROM "order" WHERE state = 'PENDING' AND expires_at <= $1`,
    [now],
  );
  return rows.map(({ shopId }) => shopId);
}
