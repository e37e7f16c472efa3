import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `hold_stock` decides whole orders of one shop, each all or nothing, in the order given. It first weighs everything
 * without a lock: an order that must be refused, e.g. because the last piece is gone, costs no lock and no write.
 * What may succeed is decided anew under the locks of its pools. An order whose promise still stands has it prolonged.
 */
export class HoldStock1700000002004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION hold_stock(p_shop uuid, p_now timestamptz, p_orders uuid[], p_expires timestamptz[],
                                 p_line_orders integer[], p_lines uuid[], p_variants uuid[], p_quantities integer[])
      RETURNS TABLE (order_number integer, outcome text, line_id uuid, variant_id uuid, product_id uuid,
                     quantity integer, unit_price bigint, currency text, expires_at timestamptz, available bigint)
      LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        known bigint;
        standing uuid[];
        seen record;
        demand record;
        pool record;
        decided boolean[] := array_fill(false, ARRAY[cardinality(p_orders)]);
        refused boolean[];
        -- Orders that come again after their promise has ended, and the pools that it still counts in.
        retaken uuid[] := '{}';
        own uuid[] := '{}';
        pools uuid[] := '{}';
        free bigint[];
        place integer;
        -- One entry for each order and variant that may be had, by order.
        wanted_order integer[] := '{}';
        wanted_variant uuid[] := '{}';
        wanted_quantity integer[] := '{}';
        -- Where the entries of the order in hand begin.
        first_entry integer := 1;
        entries integer := 0;
        fits boolean;
        short uuid[];
        accepted_order uuid[] := '{}';
        accepted_variant uuid[] := '{}';
        accepted_quantity integer[] := '{}';
        accepted boolean[] := array_fill(false, ARRAY[cardinality(p_orders)]);
      BEGIN
        PERFORM lock_orders(p_orders);

        -- Orders that have come before. What they hold can be taken away only by whoever has its pools; with them goes
        -- whatever may be needed below, so that all pools are locked in one order.
        SELECT count(*), array_agg(a.variant_id) FILTER (WHERE a.state = 'HELD') INTO known, standing
          FROM unnest(p_orders) AS o(order_id)
         CROSS JOIN LATERAL (SELECT k.variant_id, k.state FROM allocation k
                              WHERE k.shop_id = p_shop AND k.order_id = o.order_id OFFSET 0) a;
        IF standing IS NOT NULL THEN
          PERFORM FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (standing || p_variants)
            ORDER BY s.pool_id FOR NO KEY UPDATE;
        END IF;
        FOR seen IN
          SELECT o.number::integer AS number, o.order_id,
                 bool_or(a.state = 'CONFIRMED') OR bool_and(a.state = 'HELD' AND a.expires_at > p_now) AS live
            FROM unnest(p_orders) WITH ORDINALITY AS o(order_id, number)
           CROSS JOIN LATERAL (SELECT k.state, k.expires_at FROM allocation k
                                WHERE k.shop_id = p_shop AND k.order_id = o.order_id OFFSET 0) a
           WHERE known > 0
           GROUP BY o.number, o.order_id
        LOOP
          IF NOT seen.live THEN
            retaken := retaken || seen.order_id;
            CONTINUE;
          END IF;
          decided[seen.number] := true;
          IF EXISTS (
            SELECT FROM (SELECT l.line_id, l.variant_id, l.quantity
                           FROM unnest(p_line_orders, p_lines, p_variants, p_quantities)
                             AS l(number, line_id, variant_id, quantity)
                          WHERE l.number = seen.number) asked
              FULL JOIN (SELECT a.line_id, a.variant_id, a.quantity FROM allocation a
                          WHERE a.shop_id = p_shop AND a.order_id = seen.order_id) kept
                ON (kept.line_id, kept.variant_id, kept.quantity) = (asked.line_id, asked.variant_id, asked.quantity)
             WHERE kept.line_id IS NULL OR asked.line_id IS NULL
          ) THEN
            RETURN QUERY SELECT seen.number, 'MISMATCH', NULL::uuid, NULL::uuid, NULL::uuid, NULL::integer,
              NULL::bigint, NULL, NULL::timestamptz, NULL::bigint;
          ELSE
            UPDATE allocation a SET expires_at = p_expires[seen.number], updated_at = p_now
             WHERE a.shop_id = p_shop AND a.order_id = seen.order_id AND a.state = 'HELD'
               AND a.expires_at < p_expires[seen.number];
            RETURN QUERY SELECT seen.number, 'HELD', a.line_id, a.variant_id, a.product_id, a.quantity, a.unit_price,
              a.currency, a.expires_at, NULL::bigint
              FROM allocation a WHERE a.shop_id = p_shop AND a.order_id = seen.order_id;
          END IF;
        END LOOP;

        IF retaken <> '{}' THEN
          -- Of these somebody whose clock is ahead of ours has taken a part away: the rest has lapsed as well.
          UPDATE allocation a SET expires_at = p_now
           WHERE a.shop_id = p_shop AND a.order_id = ANY (retaken) AND a.state = 'HELD' AND a.expires_at > p_now;
        END IF;

        -- Without a lock: what does not exist, is no longer sold, or is short whatever happens.
        refused := decided;
        FOR demand IN
          SELECT l.number, l.variant_id, l.quantity, f.status,
                 CASE WHEN f.free >= l.quantity THEN f.free
                      ELSE f.free + (
                        SELECT coalesce(sum(a.quantity), 0) FROM allocation a
                         WHERE a.shop_id = p_shop AND a.pool_id = l.variant_id AND a.state = 'HELD'
                           AND a.expires_at <= p_now)
                 END AS free
            FROM (SELECT u.number, u.variant_id, sum(u.quantity)::integer AS quantity
                    FROM unnest(p_line_orders, p_variants, p_quantities) AS u(number, variant_id, quantity)
                   WHERE NOT decided[u.number]
                   GROUP BY u.number, u.variant_id) l
            LEFT JOIN LATERAL (
                   SELECT (SELECT p.status FROM product p WHERE p.shop_id = p_shop AND p.product_id = v.product_id),
                          (SELECT s.on_hand - s.held - s.confirmed FROM stock_pool s
                            WHERE s.shop_id = p_shop AND s.pool_id = v.variant_id)
                     FROM variant v WHERE v.shop_id = p_shop AND v.variant_id = l.variant_id OFFSET 0
                 ) AS f(status, free) ON true
           ORDER BY l.number, l.variant_id
        LOOP
          IF demand.free IS NULL OR demand.status IS NULL THEN
            RETURN QUERY SELECT demand.number, 'PRODUCT_NOT_FOUND', NULL::uuid, demand.variant_id, NULL::uuid,
              demand.quantity, NULL::bigint, NULL, NULL::timestamptz, 0::bigint;
          ELSIF demand.status <> 'ACTIVE' THEN
            RETURN QUERY SELECT demand.number, 'PRODUCT_DISCONTINUED', NULL::uuid, demand.variant_id, NULL::uuid,
              demand.quantity, NULL::bigint, NULL, NULL::timestamptz, 0::bigint;
          ELSIF demand.free < demand.quantity THEN
            RETURN QUERY SELECT demand.number, 'INSUFFICIENT_STOCK', NULL::uuid, demand.variant_id, NULL::uuid,
              demand.quantity, NULL::bigint, NULL, NULL::timestamptz, demand.free::bigint;
          ELSE
            wanted_order := wanted_order || demand.number;
            wanted_variant := wanted_variant || demand.variant_id;
            wanted_quantity := wanted_quantity || demand.quantity;
            CONTINUE;
          END IF;
          refused[demand.number] := true;
        END LOOP;
        IF NOT false = ANY (refused) THEN RETURN; END IF;

        -- The pools, in the order in which everybody locks them.
        IF retaken <> '{}' THEN
          SELECT coalesce(array_agg(DISTINCT a.variant_id), '{}') INTO own
            FROM unnest(retaken) AS o(order_id)
           CROSS JOIN LATERAL (SELECT k.variant_id, k.state FROM allocation k
                                WHERE k.shop_id = p_shop AND k.order_id = o.order_id OFFSET 0) a
           WHERE a.state = 'HELD';
        END IF;
        SELECT array_agg(w.variant_id) INTO pools FROM (
          SELECT u.variant_id FROM unnest(wanted_order, wanted_variant) AS u(number, variant_id)
           WHERE NOT refused[u.number]
          UNION SELECT unnest(own) ORDER BY 1) w;
        free := array_fill(NULL::bigint, ARRAY[cardinality(pools)]);
        FOR pool IN
          SELECT s.pool_id, s.on_hand - s.held - s.confirmed AS free FROM stock_pool s
           WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools)
           ORDER BY s.pool_id FOR NO KEY UPDATE
        LOOP
          free[array_position(pools, pool.pool_id)] := pool.free;
        END LOOP;

        -- On shortage, and where one of these orders has lapsed itself, lapsed holds make room.
        SELECT array_agg(w.variant_id) INTO short FROM (
          SELECT u.variant_id FROM unnest(wanted_order, wanted_variant, wanted_quantity)
                   AS u(number, variant_id, quantity)
           WHERE NOT refused[u.number]
           GROUP BY u.variant_id HAVING sum(u.quantity) > free[array_position(pools, u.variant_id)]
          UNION SELECT unnest(own)) w;
        IF short IS NOT NULL THEN
          FOR pool IN SELECT e.pool_id, e.quantity FROM expire_stock(p_shop, p_now, short, '{}') e LOOP
            place := array_position(pools, pool.pool_id);
            free[place] := free[place] + pool.quantity;
          END LOOP;
        END IF;

        -- Decide in the order of arrival. The entries of one order stand together.
        entries := cardinality(wanted_order);
        WHILE first_entry <= entries LOOP
          place := first_entry;
          fits := NOT refused[wanted_order[first_entry]];
          WHILE place <= entries AND wanted_order[place] = wanted_order[first_entry] LOOP
            fits := fits AND free[array_position(pools, wanted_variant[place])] >= wanted_quantity[place];
            place := place + 1;
          END LOOP;
          IF fits THEN
            accepted[wanted_order[first_entry]] := true;
            FOR entry IN first_entry .. place - 1 LOOP
              free[array_position(pools, wanted_variant[entry])] :=
                free[array_position(pools, wanted_variant[entry])] - wanted_quantity[entry];
              accepted_order := accepted_order || p_orders[wanted_order[entry]];
              accepted_variant := accepted_variant || wanted_variant[entry];
              accepted_quantity := accepted_quantity || wanted_quantity[entry];
            END LOOP;
          ELSIF NOT refused[wanted_order[first_entry]] THEN
            RETURN QUERY
              SELECT w.number, CASE WHEN w.free IS NULL THEN 'PRODUCT_NOT_FOUND' ELSE 'INSUFFICIENT_STOCK' END,
                     NULL::uuid, w.variant_id, NULL::uuid, w.quantity, NULL::bigint, NULL, NULL::timestamptz,
                     coalesce(w.free, 0)
                FROM (SELECT wanted_order[e] AS number, wanted_variant[e] AS variant_id,
                             wanted_quantity[e] AS quantity, free[array_position(pools, wanted_variant[e])] AS free
                        FROM generate_series(first_entry, place - 1) AS e) w
               WHERE w.free IS NULL OR w.free < w.quantity;
          END IF;
          first_entry := place;
        END LOOP;
        IF accepted_order = '{}' THEN RETURN; END IF;

        IF retaken <> '{}' THEN
          -- The journal keeps what the old promise was.
          DELETE FROM allocation a
           WHERE a.shop_id = p_shop AND a.order_id = ANY (retaken) AND a.order_id = ANY (accepted_order);
        END IF;
        RETURN QUERY
          INSERT INTO allocation AS a (shop_id, order_id, line_id, pool_id, variant_id, product_id, quantity, unit_price,
                                       currency, state, expires_at, created_at, updated_at)
          SELECT p_shop, p_orders[l.number], l.line_id, l.variant_id, l.variant_id, v.product_id, l.quantity, v.price, v.currency,
                 'HELD', p_expires[l.number], p_now, p_now
            FROM unnest(p_line_orders, p_lines, p_variants, p_quantities) AS l(number, line_id, variant_id, quantity)
           CROSS JOIN LATERAL (SELECT k.product_id, k.price, k.currency FROM variant k
                                WHERE k.shop_id = p_shop AND k.variant_id = l.variant_id OFFSET 0) v
           WHERE accepted[l.number]
          RETURNING array_position(p_orders, a.order_id), 'HELD', a.line_id, a.variant_id, a.product_id, a.quantity,
            a.unit_price, a.currency, a.expires_at, NULL::bigint;
        PERFORM move_stock(p_shop, p_now, 'HELD', accepted_variant, accepted_order,
                           array_fill(0, ARRAY[cardinality(accepted_order)]), accepted_quantity,
                           array_fill(0, ARRAY[cardinality(accepted_order)]));
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION hold_stock');
  }
}
