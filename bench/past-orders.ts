/** SQL that fills tables with the past, from one number of orders to another; parameters: see growth.ts. */

/** Orders that are done, one every ten seconds back from now, each of one line and of one of a thousand customers. */
export const PAST_ORDERS = `
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

/** What they had: pieces that have left the house, and as many hours of one thing that nobody came for. */
export const PAST_ALLOCATIONS = `
  WITH past AS (
    SELECT n, md5('order ' || n)::uuid AS order_id, now() - n * interval '10 seconds' AS at,
           date_trunc('hour', now()) - n * interval '1 hour' AS starts,
           ($4::uuid[])[1 + n % cardinality($4::uuid[])] AS pool_id
      FROM generate_series($2::integer + 1, $3::integer) n
  ), counted AS (
    INSERT INTO allocation (shop_id, order_id, line_id, pool_id, variant_id, product_id, quantity, unit_price, currency, state,
                            expires_at, handed_over_at, created_at, updated_at)
    SELECT $1, order_id, md5('line ' || n)::uuid, pool_id, pool_id, $5, 1, 1200, 'JPY', 'CONSUMED', at, at, at, at FROM past
  ), windows AS (
    INSERT INTO allocation (shop_id, order_id, line_id, pool_id, variant_id, product_id, quantity, unit_price, currency, state,
                            expires_at, period_start, period_end, busy, created_at, updated_at)
    SELECT $1, order_id, md5('window ' || n)::uuid, $6, $6, $5, 1, 1200, 'JPY', 'CONFIRMED', at, starts,
           starts + interval '1 hour', tstzrange(starts, starts + interval '1 hour'), at, at FROM past
  ), numbered AS (
    SELECT pool_id, at, order_id, row_number() OVER (PARTITION BY pool_id ORDER BY n) AS step FROM past
  ), counts AS (
    UPDATE stock_pool s SET movements = s.movements + c.steps
      FROM (SELECT pool_id, count(*)::integer AS steps FROM past GROUP BY pool_id) c
     WHERE s.shop_id = $1 AND s.pool_id = c.pool_id RETURNING s.pool_id, s.movements - c.steps AS before
  )
  INSERT INTO stock_movement (shop_id, pool_id, variant_id, number, reason, on_hand_delta, held_delta, confirmed_delta,
                              order_id, occurred_at)
  SELECT $1, pool_id, pool_id, c.before + step, 'RELEASED', 0, 0, 0, order_id, at FROM numbered JOIN counts c USING (pool_id)`;
