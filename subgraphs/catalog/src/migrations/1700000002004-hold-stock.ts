import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `hold_stock` decides whole orders of one shop, each all or nothing, in the order given. It first weighs everything
 * without a lock: an order that must be refused, e.g. because the last piece is gone, costs no lock and no write.
 * What may succeed is decided anew under the locks of its pools. An order whose promise still stands has it prolonged.
 *
 * An order of nothing but counted pieces of products without rules is plain: it is weighed here, set-based, and never
 * pays for what others need. All others are weighed one by one (WeighOrders) and taken one by one (TakeOrders). Both kinds
 * have their pools locked together and are decided in one row, in the order of arrival.
 */
export class HoldStock1700000002004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION hold_stock(p_shop uuid, p_now timestamptz, p_orders uuid[], p_expires timestamptz[],
                                 p_accounts uuid[], p_at_table boolean[],
                                 -- By line; 'asks' is null of a line that asks for pieces only.
                                 p_line_orders integer[], p_lines uuid[], p_variants uuid[], p_pools uuid[],
                                 p_quantities integer[], p_asks jsonb[])
      RETURNS TABLE (order_number integer, outcome text, line_id uuid, variant_id uuid, product_id uuid,
                     quantity integer, unit_price bigint, currency text, expires_at timestamptz, available bigint,
                     details jsonb)
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
        timed_pool uuid;
        nth integer;
        -- General orders that take_order has promised.
        taken uuid[] := '{}';
        place integer;
        -- Orders that are more than plain, and their lines, all in one list.
        general boolean[] := array_fill(false, ARRAY[cardinality(p_orders)]);
        general_lines known_line[] := '{}';
        general_number integer[] := '{}';
        -- The pools of these that are weighed by take_order alone: pieces for a time, and units.
        timed uuid[] := '{}';
        refusals jsonb;
        -- One entry for each order and pool whose pieces are counted and may be had, by order.
        wanted_order integer[] := '{}';
        wanted_pool uuid[] := '{}';
        wanted_quantity integer[] := '{}';
        -- Where the entries of the order in hand begin.
        first_entry integer := 1;
        entries integer := 0;
        fits boolean;
        short uuid[];
        accepted_order uuid[] := '{}';
        accepted_pool uuid[] := '{}';
        accepted_quantity integer[] := '{}';
        accepted boolean[] := array_fill(false, ARRAY[cardinality(p_orders)]);
      BEGIN
        PERFORM lock_orders(p_orders);

        -- Orders that have come before. What they hold can be taken away only by whoever has its pools; with them goes
        -- whatever may be needed below, so that all pools are locked in one order.
        SELECT count(*), array_agg(a.pool_id) FILTER (WHERE a.state = 'HELD') INTO known, standing
          FROM unnest(p_orders) AS o(order_id)
         CROSS JOIN LATERAL (SELECT k.pool_id, k.state FROM allocation k
                              WHERE k.shop_id = p_shop AND k.order_id = o.order_id OFFSET 0) a;
        IF standing IS NOT NULL THEN
          PERFORM lock_customers(p_shop, array_agg(p_accounts[l.number]), array_agg(l.variant_id))
             FROM unnest(p_line_orders, p_variants) AS l(number, variant_id);
          PERFORM FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (standing || p_pools)
            ORDER BY s.pool_id FOR NO KEY UPDATE;
        END IF;
        FOR seen IN
          SELECT o.number::integer AS number, o.order_id,
                 -- A part may have been released: the order lives on as what is left.
                 bool_or(a.state <> 'RELEASED') AND bool_or(a.state = 'RELEASED') AS partial,
                 coalesce(bool_or(a.state IN ('CONFIRMED', 'CONSUMED')) OR bool_and(a.state = 'HELD' AND a.expires_at > p_now)
                            FILTER (WHERE a.state <> 'RELEASED'), false) AS live
            FROM unnest(p_orders) WITH ORDINALITY AS o(order_id, number)
           CROSS JOIN LATERAL (SELECT k.state, k.expires_at FROM allocation k
                                WHERE k.shop_id = p_shop AND k.order_id = o.order_id OFFSET 0) a
           WHERE known > 0
           GROUP BY o.number, o.order_id
        LOOP
          decided[seen.number] := seen.live OR seen.partial;
          IF NOT decided[seen.number] THEN
            retaken := retaken || seen.order_id;
          ELSIF NOT holds_the_same(p_shop, seen.order_id, seen.number, p_line_orders, p_lines, p_pools, p_quantities, p_asks) THEN
            RETURN QUERY SELECT * FROM hold_answer(seen.number, 'MISMATCH');
          ELSIF NOT seen.live THEN
            decided[seen.number] := false;
            retaken := retaken || seen.order_id;
          ELSE
            UPDATE allocation a SET expires_at = p_expires[seen.number], updated_at = p_now
             WHERE a.shop_id = p_shop AND a.order_id = seen.order_id AND a.state = 'HELD'
               AND a.expires_at < p_expires[seen.number];
            RETURN QUERY SELECT seen.number, h.* FROM held_lines(p_shop, seen.order_id) h;
          END IF;
        END LOOP;

        IF retaken <> '{}' THEN
          -- Of these somebody whose clock is ahead of ours has taken a part away: the rest has lapsed as well.
          PERFORM lapse_promises(p_shop, p_now, retaken);
        END IF;

        -- Without a lock: what does not exist, is no longer sold, or is short whatever happens.
        refused := decided;
        FOR demand IN
          SELECT l.number, l.variant_id, l.quantity, f.status,
                 bool_or(l.asks OR NOT f.plain) OVER (PARTITION BY l.number) AS general,
                 CASE WHEN f.free >= l.quantity THEN f.free
                      ELSE f.free + (
                        SELECT coalesce(sum(a.quantity), 0) FROM allocation a
                         WHERE a.shop_id = p_shop AND a.pool_id = l.variant_id AND a.state = 'HELD'
                           AND a.expires_at <= p_now)
                 END AS free
            FROM (SELECT u.number, u.variant_id, sum(u.quantity)::integer AS quantity, bool_or(u.ask IS NOT NULL) AS asks
                    FROM unnest(p_line_orders, p_variants, p_quantities, p_asks) AS u(number, variant_id, quantity, ask)
                   WHERE NOT decided[u.number]
                   GROUP BY u.number, u.variant_id) l
            LEFT JOIN LATERAL (
                   SELECT p.status, p.plain AND v.archived_at IS NULL,
                          (SELECT s.on_hand - s.held - s.confirmed FROM stock_pool s
                            WHERE s.shop_id = p_shop AND s.pool_id = v.variant_id)
                     FROM variant v
                    CROSS JOIN LATERAL (
                          SELECT k.status,
                                 k.sold_by = 'QUANTITY' AND NOT k.tracks_units AND k.mains = '{}' AND k.archived_at IS NULL
                                   AND NOT (k.once_per_order OR k.table_only)
                                   AND num_nonnulls(k.max_per_order, k.max_per_customer, k.sale_from, k.sale_until) = 0 AS plain
                            FROM product k WHERE k.shop_id = p_shop AND k.product_id = v.product_id OFFSET 0) p
                    WHERE v.shop_id = p_shop AND v.variant_id = l.variant_id OFFSET 0
                 ) AS f(status, plain, free) ON true
           ORDER BY l.number, l.variant_id
        LOOP
          IF demand.general THEN
            general[demand.number] := true;
            CONTINUE;
          ELSIF demand.free IS NULL OR demand.status IS NULL THEN
            RETURN QUERY SELECT * FROM hold_answer(demand.number, 'PRODUCT_NOT_FOUND', demand.variant_id, demand.quantity, 0);
          ELSIF demand.status <> 'ACTIVE' THEN
            RETURN QUERY SELECT * FROM hold_answer(demand.number, 'PRODUCT_DISCONTINUED', demand.variant_id, demand.quantity, 0);
          ELSIF demand.free < demand.quantity THEN
            RETURN QUERY SELECT * FROM hold_answer(demand.number, 'INSUFFICIENT_STOCK', demand.variant_id, demand.quantity, demand.free);
          ELSE
            wanted_order := wanted_order || demand.number;
            wanted_pool := wanted_pool || demand.variant_id;
            wanted_quantity := wanted_quantity || demand.quantity;
            CONTINUE;
          END IF;
          refused[demand.number] := true;
        END LOOP;

        IF true = ANY (general) THEN
          FOR seen IN SELECT * FROM weigh_general(p_shop, p_now, p_orders, p_accounts, p_at_table, general, p_line_orders, p_lines,
                                                  p_variants, p_pools, p_quantities, p_asks) LOOP
            IF seen.refusals <> '[]' THEN
              refused[seen.number] := true;
              RETURN QUERY SELECT * FROM hold_answer(seen.number, 'REFUSED', p_details => seen.refusals);
            ELSE
              general_lines := general_lines || seen.known;
              general_number := general_number || array_fill(seen.number, ARRAY[cardinality(seen.known)]);
            END IF;
          END LOOP;
          -- What they want of counted pieces is decided with the plain orders' wants, in the order of arrival.
          SELECT array_agg(w.number ORDER BY w.number, w.pool_id), array_agg(w.pool_id ORDER BY w.number, w.pool_id),
                 array_agg(w.quantity ORDER BY w.number, w.pool_id)
            INTO wanted_order, wanted_pool, wanted_quantity
            FROM (SELECT u.number, u.pool_id, u.quantity
                    FROM unnest(wanted_order, wanted_pool, wanted_quantity) AS u(number, pool_id, quantity)
                  UNION ALL
                  SELECT g.number, g.pool_id, sum(g.quantity)::integer
                    FROM (SELECT n.number, (general_lines[n.place]).*
                            FROM unnest(general_number) WITH ORDINALITY AS n(number, place)) g
                   GROUP BY g.number, g.pool_id) w;
          SELECT coalesce(array_agg(DISTINCT g.pool_id), '{}') INTO timed FROM unnest(general_lines) g
           WHERE g.by_period OR g.by_unit;
          PERFORM lock_customers(p_shop, array_agg(p_accounts[n.number]), array_agg(n.variant_id))
             FROM (SELECT m.number, (general_lines[m.place]).variant_id FROM unnest(general_number) WITH ORDINALITY AS m(number, place)
                    WHERE (general_lines[m.place]).max_per_customer IS NOT NULL) n
          HAVING count(*) > 0;
        END IF;
        IF NOT false = ANY (refused) THEN RETURN; END IF;

        -- The pools, in the order in which everybody locks them.
        IF retaken <> '{}' THEN
          SELECT coalesce(array_agg(DISTINCT a.pool_id), '{}') INTO own
            FROM unnest(retaken) AS o(order_id)
           CROSS JOIN LATERAL (SELECT k.pool_id, k.state FROM allocation k
                                WHERE k.shop_id = p_shop AND k.order_id = o.order_id OFFSET 0) a
           WHERE a.state = 'HELD';
        END IF;
        SELECT array_agg(w.variant_id) INTO pools FROM (
          SELECT u.variant_id FROM unnest(wanted_order, wanted_pool) AS u(number, variant_id)
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
          SELECT u.variant_id FROM unnest(wanted_order, wanted_pool, wanted_quantity)
                   AS u(number, variant_id, quantity)
           WHERE NOT refused[u.number]
           GROUP BY u.variant_id HAVING sum(u.quantity) > free[array_position(pools, u.variant_id)]
          UNION SELECT unnest(own) UNION SELECT unnest(timed)) w;
        IF short IS NOT NULL THEN
          FOR pool IN SELECT e.pool_id, e.quantity FROM expire_stock(p_shop, p_now, short, '{}') e LOOP
            place := array_position(pools, pool.pool_id);
            free[place] := free[place] + pool.quantity;
          END LOOP;
        END IF;
        FOREACH timed_pool IN ARRAY timed LOOP
          free[array_position(pools, timed_pool)] := 1000000000000;
        END LOOP;

        -- Decide in the order of arrival. The entries of one order stand together.
        entries := cardinality(wanted_order);
        WHILE first_entry <= entries LOOP
          place := first_entry;
          fits := NOT refused[wanted_order[first_entry]];
          WHILE place <= entries AND wanted_order[place] = wanted_order[first_entry] LOOP
            fits := fits AND free[array_position(pools, wanted_pool[place])] >= wanted_quantity[place];
            place := place + 1;
          END LOOP;
          IF fits AND general[wanted_order[first_entry]] THEN
            nth := wanted_order[first_entry];
            refusals := take_order(p_shop, p_now, p_orders[nth], p_accounts[nth], p_expires[nth], p_orders[nth] = ANY (retaken),
                                   ARRAY(SELECT general_lines[n.place] FROM unnest(general_number) WITH ORDINALITY AS n(number, place)
                                          WHERE n.number = nth));
            fits := refusals = '[]';
            IF fits THEN
              taken := taken || p_orders[nth];
            ELSE
              refused[nth] := true;
              RETURN QUERY SELECT * FROM hold_answer(nth, 'REFUSED', p_details => refusals);
            END IF;
          END IF;
          IF fits THEN
            accepted[wanted_order[first_entry]] := true;
            FOR entry IN first_entry .. place - 1 LOOP
              free[array_position(pools, wanted_pool[entry])] :=
                free[array_position(pools, wanted_pool[entry])] - wanted_quantity[entry];
              accepted_order := accepted_order || p_orders[wanted_order[entry]];
              accepted_pool := accepted_pool || wanted_pool[entry];
              accepted_quantity := accepted_quantity || wanted_quantity[entry];
            END LOOP;
          ELSIF NOT refused[wanted_order[first_entry]] THEN
            RETURN QUERY
              SELECT a.* FROM (SELECT wanted_order[e] AS number, wanted_pool[e] AS pool_id, wanted_quantity[e] AS quantity,
                                      free[array_position(pools, wanted_pool[e])] AS free
                                 FROM generate_series(first_entry, place - 1) AS e) w
               CROSS JOIN LATERAL hold_answer(w.number, CASE WHEN w.free IS NULL THEN 'PRODUCT_NOT_FOUND' ELSE 'INSUFFICIENT_STOCK' END,
                                              variant_of(p_shop, w.pool_id), w.quantity, coalesce(w.free, 0)) a
               WHERE w.free IS NULL OR w.free < w.quantity;
          END IF;
          first_entry := place;
        END LOOP;
        IF accepted_order = '{}' THEN RETURN; END IF;

        IF retaken <> '{}' THEN
          PERFORM forget_promises(p_shop, ARRAY(SELECT o FROM unnest(accepted_order) AS o
                                                 WHERE o = ANY (retaken) AND o <> ALL (taken)));
        END IF;
        RETURN QUERY SELECT array_position(p_orders, o.order_id), h.*
          FROM unnest(taken) AS o(order_id) CROSS JOIN LATERAL held_lines(p_shop, o.order_id) h;
        RETURN QUERY
          INSERT INTO allocation AS a (shop_id, order_id, line_id, pool_id, variant_id, product_id, quantity, unit_price,
                                       currency, state, expires_at, created_at, updated_at)
          SELECT p_shop, p_orders[l.number], l.line_id, l.variant_id, l.variant_id, v.product_id, l.quantity, v.price, v.currency,
                 'HELD', p_expires[l.number], p_now, p_now
            FROM unnest(p_line_orders, p_lines, p_variants, p_quantities) AS l(number, line_id, variant_id, quantity)
           CROSS JOIN LATERAL (SELECT k.product_id, k.price, k.currency FROM variant k
                                WHERE k.shop_id = p_shop AND k.variant_id = l.variant_id OFFSET 0) v
           WHERE accepted[l.number] AND NOT general[l.number]
          RETURNING array_position(p_orders, a.order_id), 'HELD', a.line_id, a.variant_id, a.product_id, a.quantity,
            a.unit_price, a.currency, a.expires_at, NULL::bigint, NULL::jsonb;
        PERFORM move_stock(p_shop, p_now, 'HELD', accepted_pool, accepted_order,
                           array_fill(0, ARRAY[cardinality(accepted_order)]), accepted_quantity,
                           array_fill(0, ARRAY[cardinality(accepted_order)]));
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION hold_stock');
  }
}
