import type { Uuid } from '@yoyaku/platform/ids';
import type pg from 'pg';

/** How many rentals of one thing there were at each hour of the past, and how many of it there are. */
export const RENTALS_AT_ONCE = 50;

/** In portions, lest one statement needs all the memory there is. */
const PORTION = 100_000;

/** Orders that are done, one every ten seconds back from now, each of one line and of one of a thousand customers. */
const PAST_ORDERS = `
  WITH past AS (
    SELECT n, md5('order ' || n)::uuid AS order_id, md5('customer ' || n % 1000)::uuid AS account_id,
           date_trunc('second', now()) - n * interval '10 seconds' AS placed_at
      FROM generate_series($2::integer + 1, $3::integer) n
  ), orders AS (
    INSERT INTO "order" (shop_id, order_id, account_id, state, payment_policy, currency, total, placed_at, expires_at,
                         confirmed_at, completed_at, version)
    SELECT $1, order_id, account_id, 'COMPLETED', 'NONE', 'JPY', 1200, placed_at, placed_at + interval '15 minutes',
           placed_at, placed_at, 3 FROM past
  ), lines AS (
    INSERT INTO order_line (shop_id, order_id, line_id, place, variant_id, product_id, quantity, currency, unit_price, total,
                            returnable, reservation_state, placed_at, handed_over_at)
    SELECT $1, order_id, md5('line ' || n)::uuid, 0, ($4::uuid[])[1 + n % cardinality($4::uuid[])], $5, 1, 'JPY', 1200, 1200,
           false, 'HANDED_OVER', placed_at, placed_at FROM past
  )
  INSERT INTO account_order (account_id, placed_at, shop_id, order_id)
  SELECT account_id, placed_at, $1, order_id FROM past`;

/** What they had: pieces that were held, sold and taken home. */
const PAST_ALLOCATIONS = `
  WITH past AS (
    SELECT n, md5('order ' || n)::uuid AS order_id, now() - n * interval '10 seconds' AS at,
           ($4::uuid[])[1 + n % cardinality($4::uuid[])] AS pool_id
      FROM generate_series($2::integer + 1, $3::integer) n
  ), allocations AS (
    INSERT INTO allocation (shop_id, order_id, line_id, pool_id, variant_id, product_id, quantity, unit_price, currency, state,
                            expires_at, handed_over_at, created_at, updated_at)
    SELECT $1, order_id, md5('line ' || n)::uuid, pool_id, pool_id, $5, 1, 1200, 'JPY', 'CONSUMED', at, at, at, at FROM past
  ), numbered AS (
    SELECT pool_id, at, order_id, row_number() OVER (PARTITION BY pool_id ORDER BY n) AS turn FROM past
  ), counts AS (
    UPDATE stock_pool s SET on_hand = s.on_hand - c.orders, movements = s.movements + 3 * c.orders
      FROM (SELECT pool_id, count(*)::integer AS orders FROM past GROUP BY pool_id) c
     WHERE s.shop_id = $1 AND s.pool_id = c.pool_id RETURNING s.pool_id, s.movements - 3 * c.orders AS before
  )
  INSERT INTO stock_movement (shop_id, pool_id, variant_id, number, reason, on_hand_delta, held_delta, confirmed_delta,
                              order_id, occurred_at)
  SELECT $1, pool_id, pool_id, c.before + 3 * (turn - 1) + m.step, m.reason, m.on_hand, m.held, m.confirmed, order_id, at
    FROM numbered JOIN counts c USING (pool_id)
   CROSS JOIN (VALUES (1, 'HELD', 0, 1, 0), (2, 'CONFIRMED', 0, -1, 1), (3, 'HANDED_OVER', -1, 0, -1))
     AS m(step, reason, on_hand, held, confirmed)`;

/** As many rentals by the hour that nobody came for: they keep their hour for ever, and their place in the index. */
const PAST_RENTALS = `
  WITH past AS (
    SELECT n, md5('rental ' || n)::uuid AS order_id, now() - n * interval '10 seconds' AS at,
           date_trunc('hour', now()) - (1 + n / ${RENTALS_AT_ONCE}) * interval '1 hour' AS starts
      FROM generate_series($2::integer + 1, $3::integer) n
  ), allocations AS (
    INSERT INTO allocation (shop_id, order_id, line_id, pool_id, variant_id, product_id, quantity, unit_price, currency, state,
                            expires_at, period_start, period_end, busy, created_at, updated_at)
    SELECT $1, order_id, order_id, $4, $4, $5, 1, 1200, 'JPY', 'CONFIRMED', at, starts, starts + interval '1 hour',
           tstzrange(starts, starts + interval '1 hour'), at, at FROM past
  ), counts AS (
    UPDATE stock_pool s SET confirmed = s.confirmed + $3 - $2, movements = s.movements + 2 * ($3 - $2)
     WHERE s.shop_id = $1 AND s.pool_id = $4 RETURNING s.movements - 2 * ($3 - $2) AS before
  )
  INSERT INTO stock_movement (shop_id, pool_id, variant_id, number, reason, on_hand_delta, held_delta, confirmed_delta,
                              order_id, occurred_at)
  SELECT $1, $4, $4, c.before + 2 * (n - $2 - 1) + m.step, m.reason, 0, m.held, m.confirmed, order_id, at
    FROM past CROSS JOIN counts c CROSS JOIN (VALUES (1, 'HELD', 1, 0), (2, 'CONFIRMED', -1, 1))
      AS m(step, reason, held, confirmed)`;

/** Where the past is written: catalog's database and reservations', one shop's counted pools and its rental. */
export interface Past {
  readonly stock: pg.Client;
  readonly book: pg.Client;
  readonly shopId: Uuid;
  readonly pools: readonly Uuid[];
  readonly product: Uuid;
  readonly rental: Uuid;
  readonly rentalProduct: Uuid;
}

/** Past orders and rentals from one number of them to another, with all that belongs to them in both databases. */
export async function addPast(past: Past, from: number, to: number): Promise<void> {
  const { stock, book, shopId, pools, product, rental, rentalProduct } = past;
  // The guard of windows looks at each row that comes; `npm run stock:reconcile` looks at all of them, at the end.
  await stock.query('ALTER TABLE allocation DISABLE TRIGGER USER');
  for (let first = from; first < to; first += PORTION) {
    const last = Math.min(to, first + PORTION);
    await book.query(PAST_ORDERS, [shopId, first, last, pools, product]);
    await stock.query(PAST_ALLOCATIONS, [shopId, first, last, pools, product]);
    await stock.query(PAST_RENTALS, [shopId, first, last, rental, rentalProduct]);
  }
  await stock.query('ALTER TABLE allocation ENABLE TRIGGER USER');
  for (const client of [stock, book]) {
    await client.query('VACUUM ANALYZE');
    // Lest what was written here is flushed while something is measured.
    await client.query('CHECKPOINT');
  }
}
