import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Held stock that is sold, and stock that staff bring in or take out. */
export class ConfirmStock1700000002015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Which variants of an order whose hold was taken away cannot be had again: the same periods, the very same units.
      -- The caller has the pools, and no lapsed hold stands in the way.
      CREATE FUNCTION refused_again(p_shop uuid, p_now timestamptz, p_order uuid)
      RETURNS TABLE (variant_id uuid, requested bigint, available bigint) LANGUAGE plpgsql STABLE AS $$
      #variable_conflict use_column
      DECLARE
        known known_line[];
      BEGIN
        -- The lines as if they were asked for anew.
        SELECT known_lines(p_shop, p_now, array_agg(a.line_id), array_agg(a.variant_id), array_agg(a.pool_id),
                           array_agg(a.quantity), array_agg(a.ask)) INTO known
          FROM (SELECT k.line_id, k.variant_id, k.pool_id, sum(k.quantity)::integer AS quantity,
                       jsonb_strip_nulls(jsonb_build_object(
                         'performanceId', k.performance_id, 'start', k.period_start, 'end', k.period_end,
                         'unitIds', jsonb_agg(k.unit_id) FILTER (WHERE k.unit_id IS NOT NULL))) AS ask
                  FROM allocation k
                 WHERE k.shop_id = p_shop AND k.order_id = p_order AND k.state = 'EXPIRED' AND k.busy IS NOT NULL
                 GROUP BY k.line_id, k.variant_id, k.pool_id, k.performance_id, k.period_start, k.period_end) a;
        RETURN QUERY
          SELECT k.variant_id, coalesce((r ->> 'requested')::bigint, k.quantity),
                 coalesce((r ->> 'available')::bigint,
                          k.quantity - jsonb_array_length(coalesce(r -> 'units', r -> 'unitIds')))
            FROM jsonb_array_elements(window_refusals(p_shop, p_now, known) || unit_refusals(p_shop, p_now, known)) AS r
            JOIN unnest(known) k ON k.line_id = (r ->> 'lineId')::uuid;
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
        timed_pool uuid;
        gone boolean[] := array_fill(true, ARRAY[cardinality(p_orders)]);
        number_of integer[] := '{}';
        pool_of uuid[] := '{}';
        retakes integer[] := '{}';
        helds integer[] := '{}';
        moved_order uuid[];
        moved_pool uuid[];
        -- Pools of pieces for a time, and of units, that some order must be put into anew; and those orders.
        timed uuid[];
        again uuid[] := '{}';
        moved_held integer[];
        moved_confirmed integer[];
        emptied uuid[];
      BEGIN
        PERFORM lock_orders(p_orders);
        SELECT array_agg(DISTINCT a.pool_id ORDER BY a.pool_id) INTO pools
          FROM lines_of(p_shop, p_orders) a WHERE a.state IN ('HELD', 'EXPIRED');
        FOR pool IN
          SELECT s.pool_id, s.on_hand - s.held - s.confirmed AS free FROM stock_pool s
           WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools)
           ORDER BY s.pool_id FOR NO KEY UPDATE
        LOOP
          free[array_position(pools, pool.pool_id)] := pool.free;
        END LOOP;

        -- An order of which a part has been taken away is put in anew as a whole, wherever it matters who is in when.
        SELECT array_agg(DISTINCT a.pool_id), coalesce(array_agg(DISTINCT a.order_id), '{}') INTO timed, again
          FROM lines_of(p_shop, p_orders) a WHERE a.state = 'EXPIRED' AND a.busy IS NOT NULL;
        IF timed IS NOT NULL THEN
          PERFORM expire_stock(p_shop, p_now, timed, ARRAY(SELECT o FROM unnest(p_orders) AS o WHERE o <> ALL (again)));
          FOREACH timed_pool IN ARRAY timed LOOP
            free[array_position(pools, timed_pool)] := 1000000000000;
          END LOOP;
        END IF;

        -- Read only now: until the pools were ours, a hold could lapse and be taken away.
        FOR demand IN
          SELECT o.number::integer AS number, a.pool_id,
                 coalesce(sum(a.quantity) FILTER (WHERE a.state = 'EXPIRED'), 0)::integer AS retake,
                 coalesce(sum(a.quantity) FILTER (WHERE a.state = 'HELD'), 0)::integer AS held
            FROM unnest(p_orders) WITH ORDINALITY AS o(order_id, number)
           CROSS JOIN LATERAL (SELECT k.pool_id, k.state, k.quantity FROM allocation k
                                WHERE k.shop_id = p_shop AND k.order_id = o.order_id AND k.state <> 'RELEASED'
                               OFFSET 0) a
           GROUP BY o.number, a.pool_id
           ORDER BY o.number, a.pool_id
        LOOP
          -- What was released is no part of the order any more; if that was all of it, it is gone.
          gone[demand.number] := false;
          IF demand.retake + demand.held > 0 THEN
            number_of := number_of || demand.number;
            pool_of := pool_of || demand.pool_id;
            retakes := retakes || demand.retake;
            helds := helds || demand.held;
          END IF;
        END LOOP;

        SELECT array_agg(w.pool_id) INTO short FROM (
          SELECT u.pool_id FROM unnest(pool_of, retakes) AS u(pool_id, retake)
           GROUP BY u.pool_id HAVING sum(u.retake) > free[array_position(pools, u.pool_id)]) w;
        IF short IS NOT NULL THEN
          FOR pool IN SELECT e.pool_id, e.quantity FROM expire_stock(p_shop, p_now, short, p_orders) e LOOP
            place := array_position(pools, pool.pool_id);
            free[place] := free[place] + pool.quantity;
          END LOOP;
        END IF;

        -- Holds that still stand are free of charge; only what is taken anew is weighed, in the order of arrival.
        FOR nth IN 1 .. cardinality(p_orders) LOOP
          CONTINUE WHEN gone[nth] OR EXISTS (SELECT FROM unnest(number_of, retakes) AS u(number, retake)
                                              WHERE u.number = nth AND u.retake > 0);
          UPDATE allocation a SET state = 'CONFIRMED', updated_at = p_now
           WHERE a.shop_id = p_shop AND a.order_id = p_orders[nth] AND a.state IN ('HELD', 'EXPIRED');
        END LOOP;
        FOR verdict IN
          SELECT u.number, array_agg(u.pool_id) AS pools, array_agg(u.retake) AS retakes
            FROM unnest(number_of, pool_of, retakes) AS u(number, pool_id, retake)
           WHERE u.retake > 0 GROUP BY u.number ORDER BY u.number
        LOOP
          CONTINUE WHEN gone[verdict.number];
          FOR entry IN 1 .. cardinality(verdict.pools) LOOP
            place := array_position(pools, verdict.pools[entry]);
            IF free[place] < verdict.retakes[entry] THEN
              gone[verdict.number] := true;
              RETURN QUERY SELECT verdict.number, 'SHORT', variant_of(p_shop, verdict.pools[entry]), verdict.retakes[entry]::bigint,
                free[place];
            END IF;
          END LOOP;
          IF NOT gone[verdict.number] AND p_orders[verdict.number] = ANY (again) THEN
            FOR pool IN SELECT r.* FROM refused_again(p_shop, p_now, p_orders[verdict.number]) r LOOP
              gone[verdict.number] := true;
              RETURN QUERY SELECT verdict.number, 'SHORT', pool.variant_id, pool.requested, pool.available;
            END LOOP;
          END IF;
          IF NOT gone[verdict.number] THEN
            UPDATE allocation a SET state = 'CONFIRMED', updated_at = p_now
             WHERE a.shop_id = p_shop AND a.order_id = p_orders[verdict.number] AND a.state IN ('HELD', 'EXPIRED');
            FOR entry IN 1 .. cardinality(verdict.pools) LOOP
              place := array_position(pools, verdict.pools[entry]);
              free[place] := free[place] - verdict.retakes[entry];
            END LOOP;
          END IF;
        END LOOP;

        SELECT array_agg(p_orders[u.number]), array_agg(u.pool_id), array_agg(-u.held),
               array_agg(u.held + u.retake)
          INTO moved_order, moved_pool, moved_held, moved_confirmed
          FROM unnest(number_of, pool_of, retakes, helds) AS u(number, pool_id, retake, held)
         WHERE NOT gone[u.number];
        IF moved_order IS NOT NULL THEN
          PERFORM move_stock(p_shop, p_now, 'CONFIRMED', moved_pool, moved_order,
                             array_fill(0, ARRAY[cardinality(moved_order)]), moved_held, moved_confirmed);
        END IF;

        RETURN QUERY SELECT o.number::integer, CASE WHEN gone[o.number] THEN 'GONE' ELSE 'CONFIRMED' END,
            NULL::uuid, NULL::bigint, NULL::bigint
          FROM unnest(p_orders) WITH ORDINALITY AS o(order_id, number);
        IF moved_order IS NULL THEN RETURN; END IF;
        RETURN QUERY SELECT NULL::integer, 'MOVED', s.variant_id, NULL::bigint, NULL::bigint
          FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (moved_pool);
        SELECT array_agg(DISTINCT a.product_id) INTO emptied
          FROM lines_of(p_shop, moved_order) a
         WHERE a.state = 'CONFIRMED'
           AND (SELECT s.on_hand = s.confirmed FROM stock_pool s
                 WHERE s.shop_id = p_shop AND s.pool_id = a.variant_id)
           AND (SELECT p.close_when_sold_out AND p.sold_by = 'QUANTITY' FROM product p
                 WHERE p.shop_id = p_shop AND p.product_id = a.product_id);
        IF emptied IS NOT NULL THEN
          RETURN QUERY SELECT NULL::integer, 'SETTLED', d.variant_id, NULL::bigint, NULL::bigint
            FROM settle_products(p_shop, p_now, emptied) d;
        END IF;
      END $$`);

    await runner.query(`
      -- Pieces come in or are corrected by staff, units come into service or leave it. Answers DONE, NOT_FOUND, BY_UNIT
      -- (its pieces come and go one by one), INSUFFICIENT or TOO_MUCH; 'settled' are the variants of a product that this
      -- opened or closed, 'told' says whether events were written. Of units the caller has seen to it that they are free.
      CREATE FUNCTION change_stock(p_shop uuid, p_now timestamptz, p_pool uuid, p_delta integer, p_reason text,
                                   p_account uuid, p_note text)
      RETURNS TABLE (outcome text, available integer, number integer, settled uuid[], told boolean) LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        pool stock_pool;
        changed uuid[];
        taken bigint;
      BEGIN
        SELECT * INTO pool FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = p_pool FOR NO KEY UPDATE;
        IF NOT FOUND THEN
          RETURN QUERY SELECT 'NOT_FOUND', 0, 0, NULL::uuid[], false;
          RETURN;
        ELSIF pool.by_unit AND p_reason NOT IN ('REGISTERED', 'RETIRED') THEN
          RETURN QUERY SELECT 'BY_UNIT', 0, 0, NULL::uuid[], false;
          RETURN;
        ELSIF pool.on_hand + p_delta > 1000000000 THEN
          RETURN QUERY SELECT 'TOO_MUCH', 0, 0, NULL::uuid[], false;
          RETURN;
        END IF;
        IF p_delta < 0 AND (pool.by_period OR pool.on_hand + p_delta < pool.held + pool.confirmed) THEN
          PERFORM expire_stock(p_shop, p_now, ARRAY[p_pool], '{}');
          SELECT * INTO pool FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = p_pool;
        END IF;
        -- Of pieces for a time, what is over needs them no longer, and what is overdue needs them still.
        taken := CASE WHEN NOT pool.by_period THEN pool.held + pool.confirmed
                      WHEN p_delta > 0 OR pool.by_unit THEN 0
                      ELSE window_usage(p_shop, p_pool, p_now, 'infinity', p_now) END;
        IF p_delta < 0 AND pool.on_hand + p_delta < taken THEN
          RETURN QUERY SELECT 'INSUFFICIENT', greatest(pool.on_hand - taken, 0)::integer, 0, NULL::uuid[], false;
          RETURN;
        END IF;
        IF pool.by_period THEN PERFORM set_config('yoyaku.now', p_now::text, true); END IF;
        PERFORM move_stock(p_shop, p_now, p_reason, ARRAY[p_pool], ARRAY[NULL::uuid], ARRAY[p_delta], ARRAY[0],
                           ARRAY[0], p_account, p_note);
        IF p_delta > 0 THEN PERFORM tell_freed(p_shop, p_now, ARRAY[p_pool]); END IF;
        IF pool.performance_id IS NULL AND (pool.on_hand = pool.confirmed) <> (pool.on_hand + p_delta = pool.confirmed) THEN
          SELECT array_agg(d.variant_id) INTO changed FROM settle_products(p_shop, p_now, ARRAY[pool.product_id]) d;
        END IF;
        RETURN QUERY SELECT 'DONE', (pool.on_hand + p_delta - taken)::integer, pool.movements + 1, changed,
          p_delta > 0 OR changed IS NOT NULL;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION change_stock, confirm_stock, refused_again');
  }
}
