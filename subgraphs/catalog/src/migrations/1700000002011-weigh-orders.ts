import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Weighing: what speaks against an order, without a lock and without a write. Whatever is refused here costs nothing; what
 * is not is weighed anew under the locks of its pools (TakeOrders). A refusal is JSON as the internal routes answer it.
 */
export class WeighOrders1700000002011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION known_lines(p_shop uuid, p_now timestamptz, p_lines uuid[], p_variants uuid[], p_pools uuid[],
                                  p_quantities integer[], p_asks jsonb[])
      RETURNS known_line[] LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN ARRAY(
          SELECT ROW(l.place::integer, l.line_id, l.variant_id, l.pool_id, l.quantity,
                     l.performance_id, l.starts, l.ends,
                     CASE WHEN l.ask ? 'unitIds'
                          THEN ARRAY(SELECT e::uuid FROM jsonb_array_elements_text(l.ask -> 'unitIds') AS e) END,
                     coalesce((l.ask ->> 'together')::boolean, false), l.ask ->> 'section', l.starts IS NOT NULL,
                     p.product_id, v.price, v.currency, p.status, coalesce(v.archived_at, p.archived_at) IS NOT NULL,
                     p.sold_by, p.table_only, p.sale_from, p.sale_until, p.mains, p.once_per_order, p.max_per_order,
                     p.max_per_customer,
                     s.by_period, s.by_unit,
                     CASE WHEN s.by_period AND l.starts < l.ends AND isfinite(l.starts) AND isfinite(l.ends)
                          THEN tstzrange(l.starts - make_interval(mins => p.buffer_before_minutes),
                                         l.ends + make_interval(mins => p.buffer_after_minutes))
                          WHEN s.by_unit AND NOT s.by_period THEN tstzrange(NULL, NULL) END,
                     f.product_id, f.status = 'SCHEDULED' AND f.starts_at > p_now, f.sale_from, f.sale_until)::known_line
            FROM (SELECT u.*, (u.ask ->> 'performanceId')::uuid AS performance_id,
                         (u.ask ->> 'start')::timestamptz AS starts, (u.ask ->> 'end')::timestamptz AS ends
                    FROM unnest(p_lines, p_variants, p_pools, p_quantities, p_asks) WITH ORDINALITY
                      AS u(line_id, variant_id, pool_id, quantity, ask, place)) l
            LEFT JOIN LATERAL (SELECT * FROM variant k
                                WHERE k.shop_id = p_shop AND k.variant_id = l.variant_id OFFSET 0) v ON true
            LEFT JOIN LATERAL (SELECT * FROM product k
                                WHERE k.shop_id = p_shop AND k.product_id = v.product_id OFFSET 0) p ON true
            LEFT JOIN LATERAL (SELECT * FROM stock_pool k
                                WHERE k.shop_id = p_shop AND k.pool_id = l.pool_id AND k.variant_id = l.variant_id
                                  AND k.performance_id IS NOT DISTINCT FROM l.performance_id OFFSET 0) s ON true
            LEFT JOIN LATERAL (SELECT * FROM performance k
                                WHERE k.shop_id = p_shop AND k.performance_id = l.performance_id OFFSET 0) f ON true
           ORDER BY l.place);
      END $$`);

    await runner.query(`
      -- A moment as the internal routes write it.
      CREATE FUNCTION wire_time(p_moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE
      RETURN to_char(p_moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

    await runner.query(`
      CREATE FUNCTION refusal(p_line known_line, p_reason text, p_data jsonb DEFAULT '{}') RETURNS jsonb
      LANGUAGE sql IMMUTABLE
      RETURN jsonb_build_object('reason', p_reason, 'lineId', p_line.line_id, 'variantId', p_line.variant_id) || p_data`);

    await runner.query(`
      -- What speaks against a line whatever is left in stock.
      CREATE FUNCTION line_refusals(p_shop uuid, p_now timestamptz, p_at_table boolean, l known_line) RETURNS jsonb
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        refused jsonb := '[]';
        problem record;
      BEGIN
        IF l.product_id IS NULL OR l.archived THEN RETURN jsonb_build_array(refusal(l, 'PRODUCT_NOT_FOUND')); END IF;
        IF l.status <> 'ACTIVE' THEN RETURN jsonb_build_array(refusal(l, 'PRODUCT_DISCONTINUED')); END IF;

        IF l.sold_by = 'PERFORMANCE' AND l.performance_id IS NULL THEN
          refused := refused || refusal(l, 'PERFORMANCE_REQUIRED');
        ELSIF l.performance_id IS NOT NULL AND (l.sold_by <> 'PERFORMANCE' OR l.by_unit IS NULL
              OR l.show_product_id IS DISTINCT FROM l.product_id OR NOT l.show_open) THEN
          refused := refused || refusal(l, 'PERFORMANCE_NOT_FOUND', jsonb_build_object('performanceId', l.performance_id));
        ELSIF l.by_unit IS NULL THEN
          refused := refused || refusal(l, 'PRODUCT_NOT_FOUND');
        END IF;

        IF l.sold_by <> 'PERIOD' AND l.has_period THEN
          refused := refused || refusal(l, 'PERIOD_NOT_ALLOWED');
        ELSIF l.sold_by = 'PERIOD' AND NOT l.has_period THEN
          refused := refused || refusal(l, 'PERIOD_REQUIRED');
        ELSIF l.sold_by = 'PERIOD' THEN
          refused := refused || period_refusal(p_shop, l, p_now, false);
        END IF;

        IF l.table_only AND NOT p_at_table THEN refused := refused || refusal(l, 'TABLE_REQUIRED'); END IF;
        IF p_now < l.sale_from OR p_now >= l.sale_until THEN
          refused := refused || refusal(l, 'NOT_ON_SALE', jsonb_build_object(
            'saleFrom', wire_time(l.sale_from), 'saleUntil', wire_time(l.sale_until)));
        ELSIF p_now < l.show_from OR p_now >= l.show_until THEN
          refused := refused || refusal(l, 'NOT_ON_SALE', jsonb_build_object(
            'saleFrom', wire_time(l.show_from), 'saleUntil', wire_time(l.show_until)));
        END IF;

        IF cardinality(l.unit_ids) <> l.quantity THEN
          refused := refused || refusal(l, 'INVALID_INPUT', jsonb_build_object(
            'field', 'unitIds', 'message', 'As many units must be named as there are pieces.'));
        ELSIF NOT l.by_unit AND l.unit_ids IS NOT NULL THEN
          refused := refused || refusal(l, 'UNIT_NOT_FOUND', jsonb_build_object('unitIds', to_jsonb(l.unit_ids)));
        END IF;
        IF l.together AND (l.unit_ids IS NOT NULL OR NOT coalesce(l.by_unit AND l.performance_id IS NOT NULL, false)) THEN
          refused := refused || refusal(l, 'INVALID_INPUT', jsonb_build_object(
            'field', 'together', 'message', 'Only seats of a performance that are not named can be together.'));
        END IF;
        RETURN refused;
      END $$`);

    await runner.query(`
      -- What is wrong with a line's period, as a list of at most one refusal.
      CREATE FUNCTION period_refusal(p_shop uuid, l known_line, p_now timestamptz, p_existing boolean) RETURNS jsonb
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        problem record;
      BEGIN
        SELECT * INTO problem FROM period_problem(p_shop, l.product_id, l.starts, l.ends, p_now, p_existing) LIMIT 1;
        IF NOT FOUND THEN RETURN '[]'; END IF;
        RETURN jsonb_build_array(refusal(l, problem.reason, CASE problem.reason
          WHEN 'DURATION_OUT_OF_RANGE' THEN jsonb_build_object(
            'minimumMinutes', problem.minimum_minutes, 'maximumMinutes', problem.maximum_minutes)
          WHEN 'NOTICE_TOO_SHORT' THEN jsonb_build_object('earliestStart', wire_time(problem.earliest))
          WHEN 'OUTSIDE_OPENING_HOURS' THEN jsonb_build_object('earliestStart', wire_time(problem.earliest))
          ELSE '{}' END));
      END $$`);

    await runner.query(`
      -- What speaks against the lines as one order: mains that are missing, and limits of what one may have.
      CREATE FUNCTION order_refusals(p_shop uuid, p_now timestamptz, p_order uuid, p_account uuid, p_known known_line[])
      RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
      DECLARE
        refused jsonb := '[]';
        l known_line;
        pieces bigint;
        owned bigint;
        most integer;
        named uuid[];
      BEGIN
        -- One line speaks for its product.
        FOREACH l IN ARRAY ARRAY(SELECT DISTINCT ON (k.product_id) k FROM unnest(p_known) k
                                  WHERE k.product_id IS NOT NULL AND NOT k.archived
                                  ORDER BY k.product_id, k.place) LOOP
          IF l.mains <> '{}' AND NOT EXISTS (SELECT FROM unnest(p_known) k WHERE k.product_id = ANY (l.mains)) THEN
            refused := refused || refusal(l, 'MAIN_ITEM_REQUIRED', jsonb_build_object('mainProductIds', to_jsonb(l.mains)));
          END IF;
          SELECT sum(k.quantity) INTO pieces FROM unnest(p_known) k WHERE k.product_id = l.product_id;
          most := CASE WHEN l.once_per_order THEN 1 ELSE l.max_per_order END;
          IF pieces > most THEN
            refused := refused || refusal(l, 'QUANTITY_LIMIT_EXCEEDED', jsonb_build_object(
              'limit', most, 'scope', 'ORDER', 'requested', pieces));
          END IF;
          IF l.max_per_customer IS NOT NULL THEN
            SELECT coalesce(sum(a.quantity), 0) INTO owned FROM allocation a
             WHERE a.shop_id = p_shop AND a.customer_id = p_account AND a.product_id = l.product_id
               AND (a.state IN ('CONFIRMED', 'CONSUMED') OR a.state = 'HELD' AND a.expires_at > p_now)
               AND a.order_id IS DISTINCT FROM p_order;
            IF owned + pieces > l.max_per_customer THEN
              refused := refused || refusal(l, 'QUANTITY_LIMIT_EXCEEDED', jsonb_build_object(
                'limit', l.max_per_customer, 'scope', 'CUSTOMER', 'requested', owned + pieces));
            END IF;
          END IF;
        END LOOP;
        SELECT array_agg(twice.unit_id) INTO named
          FROM (SELECT u.unit_id FROM unnest(p_known) k, unnest(k.unit_ids) AS u(unit_id)
                 GROUP BY u.unit_id HAVING count(*) > 1) twice;
        IF named IS NOT NULL THEN
          SELECT k.* INTO l FROM unnest(p_known) k WHERE k.unit_ids && named ORDER BY k.place LIMIT 1;
          refused := refused || refusal(l, 'INVALID_INPUT', jsonb_build_object(
            'field', 'unitIds', 'message', 'A unit may be named once in an order.'));
        END IF;
        RETURN refused;
      END $$`);

    await runner.query(`
      -- All that speaks against an order: first the rules, then the stock of those lines that the rules allow.
      CREATE FUNCTION weigh_order(p_shop uuid, p_now timestamptz, p_order uuid, p_account uuid, p_at_table boolean,
                                  p_known known_line[])
      RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
      DECLARE
        refused jsonb := '[]';
        allowed known_line[] := '{}';
        own jsonb;
        l known_line;
      BEGIN
        FOREACH l IN ARRAY p_known LOOP
          own := line_refusals(p_shop, p_now, p_at_table, l);
          refused := refused || own;
          IF own = '[]' THEN allowed := allowed || l; END IF;
        END LOOP;
        refused := refused || order_refusals(p_shop, p_now, p_order, p_account, p_known);
        RETURN refused || counted_refusals(p_shop, p_now, allowed) || window_refusals(p_shop, p_now, allowed)
          || unit_refusals(p_shop, p_now, allowed);
      END $$`);

    await runner.query(`
      -- The orders of a batch that are general, each with its lines and all that speaks against it.
      CREATE FUNCTION weigh_general(p_shop uuid, p_now timestamptz, p_orders uuid[], p_accounts uuid[], p_at_table boolean[],
                                    p_general boolean[], p_line_orders integer[], p_lines uuid[], p_variants uuid[],
                                    p_pools uuid[], p_quantities integer[], p_asks jsonb[])
      RETURNS TABLE (number integer, known known_line[], refusals jsonb) LANGUAGE plpgsql STABLE AS $$
      #variable_conflict use_column
      BEGIN
        FOR nth IN 1 .. cardinality(p_orders) LOOP
          CONTINUE WHEN NOT p_general[nth];
          SELECT nth, known_lines(p_shop, p_now, array_agg(l.line_id), array_agg(l.variant_id), array_agg(l.pool_id),
                                  array_agg(l.quantity), array_agg(l.ask)) INTO number, known
            FROM unnest(p_line_orders, p_lines, p_variants, p_pools, p_quantities, p_asks)
              AS l(number, line_id, variant_id, pool_id, quantity, ask)
           WHERE l.number = nth;
          refusals := weigh_order(p_shop, p_now, p_orders[nth], p_accounts[nth], p_at_table[nth], known);
          RETURN NEXT;
        END LOOP;
      END $$`);

    await runner.query(`
      -- The price of each line and what speaks against it now, for a cart: no lock, no write, no promise.
      CREATE FUNCTION quote_stock(p_shop uuid, p_now timestamptz, p_account uuid, p_at_table boolean, p_lines uuid[],
                                  p_variants uuid[], p_pools uuid[], p_quantities integer[], p_asks jsonb[])
      RETURNS TABLE (line_id uuid, product_id uuid, unit_price bigint, currency text, refusals jsonb)
      LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        known known_line[] := known_lines(p_shop, p_now, p_lines, p_variants, p_pools, p_quantities, p_asks);
        refused jsonb := weigh_order(p_shop, p_now, NULL, p_account, p_at_table, known);
      BEGIN
        RETURN QUERY
          SELECT k.line_id, k.product_id, CASE WHEN NOT k.archived THEN k.price END, k.currency,
                 coalesce((SELECT jsonb_agg(r) FROM jsonb_array_elements(refused) AS r
                            WHERE (r ->> 'lineId')::uuid = k.line_id), '[]')
            FROM unnest(known) k ORDER BY k.place;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION quote_stock, weigh_general, weigh_order, order_refusals, period_refusal, line_refusals',
    );
    await runner.query('DROP FUNCTION refusal, wire_time, known_lines');
  }
}
