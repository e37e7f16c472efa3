import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of held stock: sold, given back; and what that means for the product. */
export class SettleStock1700000002005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Closes the products of which nothing is left and opens those that stock has come back to, with their events.
      -- The product's row lock makes two orders that each take the last piece of another variant see one another.
      -- Rows: the variants of the products that changed.
      CREATE FUNCTION settle_products(p_shop uuid, p_now timestamptz, p_products uuid[])
      RETURNS TABLE (variant_id uuid) LANGUAGE plpgsql AS $$
      #variable_conflict use_column
      BEGIN
        PERFORM FROM product p WHERE p.shop_id = p_shop AND p.product_id = ANY (p_products)
          ORDER BY p.product_id FOR NO KEY UPDATE;
        RETURN QUERY
          WITH counted AS (
            SELECT v.product_id, bool_or(s.on_hand > s.confirmed) AS something_left
              FROM variant v JOIN stock_pool s ON s.shop_id = v.shop_id AND s.pool_id = v.variant_id
             WHERE v.shop_id = p_shop AND v.product_id = ANY (p_products)
             GROUP BY v.product_id
          ), settled AS (
            UPDATE product p
               SET status = CASE WHEN counted.something_left THEN 'ACTIVE' ELSE 'DISCONTINUED' END,
                   discontinued_reason = CASE WHEN counted.something_left THEN NULL ELSE 'SOLD_OUT' END,
                   version = p.version + 1
              FROM counted
             WHERE p.shop_id = p_shop AND p.product_id = counted.product_id
               AND (counted.something_left AND p.discontinued_reason = 'SOLD_OUT'
                    OR NOT counted.something_left AND p.status = 'ACTIVE' AND p.close_when_sold_out)
            RETURNING p.product_id, p.status, p.version
          ), told AS (
            INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)
            SELECT p_shop, gen_random_uuid(),
                   CASE d.status WHEN 'ACTIVE' THEN 'ProductReactivated' ELSE 'ProductDiscontinued' END,
                   d.product_id, d.version, p_now,
                   jsonb_build_object('productId', d.product_id,
                                      'reason', CASE d.status WHEN 'ACTIVE' THEN 'IN_STOCK' ELSE 'SOLD_OUT' END)
              FROM settled d
          )
          SELECT v.variant_id FROM settled d
            JOIN variant v ON v.shop_id = p_shop AND v.product_id = d.product_id;
      END $$`);

    await runner.query(`
      -- Sells what these orders hold; then takes anew what others have needed meanwhile, in the order given, where stock
      -- allows.
      -- Rows: one CONFIRMED or GONE an order, besides one SHORT for each variant that is; and, without an order, MOVED
      -- for each pool that changed and SETTLED for each variant of a product that was closed.
      CREATE FUNCTION confirm_stock(p_shop uuid, p_now timestamptz, p_orders uuid[])
      RETURNS TABLE (order_number integer, outcome text, id uuid, requested bigint, available bigint)
      LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        pool record;
        demand record;
        verdict record;
        pools uuid[];
        free bigint[] := '{}';
        short uuid[];
        place integer;
        gone boolean[] := array_fill(true, ARRAY[cardinality(p_orders)]);
        number_of integer[] := '{}';
        variants uuid[] := '{}';
        retakes integer[] := '{}';
        helds integer[] := '{}';
        moved_order uuid[];
        moved_variant uuid[];
        moved_held integer[];
        moved_confirmed integer[];
        emptied uuid[];
      BEGIN
        PERFORM lock_orders(p_orders);
        SELECT array_agg(DISTINCT a.variant_id ORDER BY a.variant_id) INTO pools FROM allocation a
         WHERE a.shop_id = p_shop AND a.order_id = ANY (p_orders) AND a.state IN ('HELD', 'EXPIRED');
        FOR pool IN
          SELECT s.pool_id, s.on_hand - s.held - s.confirmed AS free FROM stock_pool s
           WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools)
           ORDER BY s.pool_id FOR NO KEY UPDATE
        LOOP
          free[array_position(pools, pool.pool_id)] := pool.free;
        END LOOP;

        -- Read only now: until the pools were ours, a hold could lapse and be taken away.
        FOR demand IN
          SELECT o.number::integer AS number, a.variant_id, bool_or(a.state = 'RELEASED') AS released,
                 coalesce(sum(a.quantity) FILTER (WHERE a.state = 'EXPIRED'), 0)::integer AS retake,
                 coalesce(sum(a.quantity) FILTER (WHERE a.state = 'HELD'), 0)::integer AS held
            FROM unnest(p_orders) WITH ORDINALITY AS o(order_id, number)
           CROSS JOIN LATERAL (SELECT k.variant_id, k.state, k.quantity FROM allocation k
                                WHERE k.shop_id = p_shop AND k.order_id = o.order_id OFFSET 0) a
           GROUP BY o.number, a.variant_id
           ORDER BY o.number, a.variant_id
        LOOP
          gone[demand.number] := demand.released;
          IF demand.retake + demand.held > 0 THEN
            number_of := number_of || demand.number;
            variants := variants || demand.variant_id;
            retakes := retakes || demand.retake;
            helds := helds || demand.held;
          END IF;
        END LOOP;

        SELECT array_agg(w.variant_id) INTO short FROM (
          SELECT u.variant_id FROM unnest(variants, retakes) AS u(variant_id, retake)
           GROUP BY u.variant_id HAVING sum(u.retake) > free[array_position(pools, u.variant_id)]) w;
        IF short IS NOT NULL THEN
          FOR pool IN SELECT e.pool_id, e.quantity FROM expire_stock(p_shop, p_now, short, p_orders) e LOOP
            place := array_position(pools, pool.pool_id);
            free[place] := free[place] + pool.quantity;
          END LOOP;
        END IF;

        -- Holds that still stand are free of charge; only what is taken anew is weighed, in the order of arrival.
        FOR verdict IN
          SELECT u.number, array_agg(u.variant_id) AS variants, array_agg(u.retake) AS retakes
            FROM unnest(number_of, variants, retakes) AS u(number, variant_id, retake)
           WHERE u.retake > 0 GROUP BY u.number ORDER BY u.number
        LOOP
          CONTINUE WHEN gone[verdict.number];
          FOR entry IN 1 .. cardinality(verdict.variants) LOOP
            place := array_position(pools, verdict.variants[entry]);
            IF free[place] < verdict.retakes[entry] THEN
              gone[verdict.number] := true;
              RETURN QUERY SELECT verdict.number, 'SHORT', verdict.variants[entry], verdict.retakes[entry]::bigint,
                free[place];
            END IF;
          END LOOP;
          IF NOT gone[verdict.number] THEN
            FOR entry IN 1 .. cardinality(verdict.variants) LOOP
              place := array_position(pools, verdict.variants[entry]);
              free[place] := free[place] - verdict.retakes[entry];
            END LOOP;
          END IF;
        END LOOP;

        SELECT array_agg(p_orders[u.number]), array_agg(u.variant_id), array_agg(-u.held),
               array_agg(u.held + u.retake)
          INTO moved_order, moved_variant, moved_held, moved_confirmed
          FROM unnest(number_of, variants, retakes, helds) AS u(number, variant_id, retake, held)
         WHERE NOT gone[u.number];
        IF moved_order IS NOT NULL THEN
          UPDATE allocation a SET state = 'CONFIRMED', updated_at = p_now
           WHERE a.shop_id = p_shop AND a.order_id = ANY (moved_order) AND a.state IN ('HELD', 'EXPIRED');
          PERFORM move_stock(p_shop, p_now, 'CONFIRMED', moved_variant, moved_order,
                             array_fill(0, ARRAY[cardinality(moved_order)]), moved_held, moved_confirmed);
        END IF;

        RETURN QUERY SELECT o.number::integer, CASE WHEN gone[o.number] THEN 'GONE' ELSE 'CONFIRMED' END,
            NULL::uuid, NULL::bigint, NULL::bigint
          FROM unnest(p_orders) WITH ORDINALITY AS o(order_id, number);
        IF moved_order IS NULL THEN RETURN; END IF;
        RETURN QUERY SELECT DISTINCT NULL::integer, 'MOVED', m.variant_id, NULL::bigint, NULL::bigint
          FROM unnest(moved_variant) AS m(variant_id);
        SELECT array_agg(DISTINCT a.product_id) INTO emptied
          FROM allocation a
         WHERE a.shop_id = p_shop AND a.order_id = ANY (moved_order) AND a.state = 'CONFIRMED'
           AND (SELECT s.on_hand = s.confirmed FROM stock_pool s
                 WHERE s.shop_id = p_shop AND s.pool_id = a.variant_id)
           AND (SELECT p.close_when_sold_out FROM product p
                 WHERE p.shop_id = p_shop AND p.product_id = a.product_id);
        IF emptied IS NOT NULL THEN
          RETURN QUERY SELECT NULL::integer, 'SETTLED', d.variant_id, NULL::bigint, NULL::bigint
            FROM settle_products(p_shop, p_now, emptied) d;
        END IF;
      END $$`);

    await runner.query(`
      -- Gives back what these orders hold or have bought, once. An order that is released never comes back.
      -- Rows: MOVED for each pool that changed, SETTLED for each variant of a product that was opened.
      CREATE FUNCTION release_stock(p_shop uuid, p_now timestamptz, p_orders uuid[])
      RETURNS TABLE (outcome text, variant_id uuid)
      LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        pools uuid[];
        sold_out uuid[];
        refilled uuid[];
        orders uuid[];
        variants uuid[];
        held integer[];
        confirmed integer[];
      BEGIN
        PERFORM lock_orders(p_orders);
        SELECT array_agg(DISTINCT a.variant_id ORDER BY a.variant_id) INTO pools FROM allocation a
         WHERE a.shop_id = p_shop AND a.order_id = ANY (p_orders) AND a.state IN ('HELD', 'CONFIRMED');
        IF pools IS NOT NULL THEN
          PERFORM FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools)
            ORDER BY s.pool_id FOR NO KEY UPDATE;
          SELECT array_agg(s.pool_id) INTO sold_out FROM stock_pool s
           WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools) AND s.on_hand = s.confirmed;
          SELECT array_agg(g.order_id), array_agg(g.variant_id), array_agg(-g.held), array_agg(-g.confirmed)
            INTO orders, variants, held, confirmed
            FROM (SELECT a.order_id, a.variant_id,
                         coalesce(sum(a.quantity) FILTER (WHERE a.state = 'HELD'), 0)::integer AS held,
                         coalesce(sum(a.quantity) FILTER (WHERE a.state = 'CONFIRMED'), 0)::integer AS confirmed
                    FROM allocation a
                   WHERE a.shop_id = p_shop AND a.order_id = ANY (p_orders) AND a.state IN ('HELD', 'CONFIRMED')
                   GROUP BY a.order_id, a.variant_id) g;
        END IF;
        UPDATE allocation a SET state = 'RELEASED', updated_at = p_now
         WHERE a.shop_id = p_shop AND a.order_id = ANY (p_orders) AND a.state <> 'RELEASED';
        IF orders IS NULL THEN RETURN; END IF;
        PERFORM move_stock(p_shop, p_now, 'RELEASED', variants, orders, array_fill(0, ARRAY[cardinality(orders)]),
                           held, confirmed);
        RETURN QUERY SELECT DISTINCT 'MOVED', u.variant_id FROM unnest(variants) AS u(variant_id);
        SELECT array_agg(DISTINCT a.product_id) INTO refilled
          FROM allocation a
         WHERE a.shop_id = p_shop AND a.order_id = ANY (orders) AND a.variant_id = ANY (sold_out)
           AND (SELECT s.on_hand > s.confirmed FROM stock_pool s
                 WHERE s.shop_id = p_shop AND s.pool_id = a.variant_id);
        IF refilled IS NOT NULL THEN
          RETURN QUERY SELECT 'SETTLED', d.variant_id FROM settle_products(p_shop, p_now, refilled) d;
        END IF;
      END $$`);

    await runner.query(`
      -- Pieces come in or are corrected by staff. Answers DONE, NOT_FOUND, INSUFFICIENT or TOO_MUCH; 'settled' are the
      -- variants of a product that this opened or closed.
      CREATE FUNCTION change_stock(p_shop uuid, p_now timestamptz, p_variant uuid, p_delta integer, p_reason text,
                                   p_account uuid, p_note text)
      RETURNS TABLE (outcome text, available integer, number integer, settled uuid[]) LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        pool stock_pool;
        changed uuid[];
      BEGIN
        SELECT * INTO pool FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = p_variant FOR NO KEY UPDATE;
        IF NOT FOUND THEN
          RETURN QUERY SELECT 'NOT_FOUND', 0, 0, NULL::uuid[];
          RETURN;
        END IF;
        IF pool.on_hand + p_delta < pool.held + pool.confirmed THEN
          PERFORM expire_stock(p_shop, p_now, ARRAY[p_variant], '{}');
          SELECT * INTO pool FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = p_variant;
          IF pool.on_hand + p_delta < pool.held + pool.confirmed THEN
            RETURN QUERY SELECT 'INSUFFICIENT', pool.on_hand - pool.held - pool.confirmed, 0, NULL::uuid[];
            RETURN;
          END IF;
        END IF;
        IF pool.on_hand + p_delta > 1000000000 THEN
          RETURN QUERY SELECT 'TOO_MUCH', 0, 0, NULL::uuid[];
          RETURN;
        END IF;
        PERFORM move_stock(p_shop, p_now, p_reason, ARRAY[p_variant], ARRAY[NULL::uuid], ARRAY[p_delta], ARRAY[0],
                           ARRAY[0], p_account, p_note);
        IF (pool.on_hand = pool.confirmed) <> (pool.on_hand + p_delta = pool.confirmed) THEN
          SELECT array_agg(d.variant_id) INTO changed
            FROM variant v CROSS JOIN settle_products(p_shop, p_now, ARRAY[v.product_id]) d
           WHERE v.shop_id = p_shop AND v.variant_id = p_variant;
        END IF;
        RETURN QUERY SELECT 'DONE', pool.on_hand + p_delta - pool.held - pool.confirmed, pool.movements + 1, changed;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION change_stock, release_stock, confirm_stock, settle_products');
  }
}
