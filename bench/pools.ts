import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type pg from 'pg';

/** Counted pools with so many pieces each, in catalog's tables, of one product that is never closed. Their ids. */
export async function insertPools(client: pg.Client, shopId: Uuid, count: number, onHand: number): Promise<Uuid[]> {
  const productId = randomId();
  await client.query(
    `INSERT INTO product (shop_id, product_id, name, description, close_when_sold_out, created_at)
     VALUES ($1, $2, 'Tenugui', '', false, now())`,
    [shopId, productId],
  );
  const { rows } = await client.query<{ pool_id: Uuid }>(
    `WITH variants AS (
       INSERT INTO variant (shop_id, variant_id, product_id, position, name, price, currency, created_at)
       SELECT $1, gen_random_uuid(), $2, n, 'Pattern ' || n, 1200, 'JPY', now() FROM generate_series(1, $3::integer) n
       RETURNING variant_id
     ), pools AS (
       INSERT INTO stock_pool (shop_id, pool_id, variant_id, product_id, by_period, by_unit, on_hand, movements)
       SELECT $1, variant_id, variant_id, $2, false, false, $4, 1 FROM variants RETURNING pool_id
     )
     INSERT INTO stock_movement (shop_id, pool_id, variant_id, number, reason, on_hand_delta, held_delta, confirmed_delta, occurred_at)
     SELECT $1, pool_id, pool_id, 1, 'RECEIVED', $4, 0, 0, now() FROM pools RETURNING pool_id`,
    [shopId, productId, count, onHand],
  );
  return rows.map(({ pool_id }) => pool_id);
}
