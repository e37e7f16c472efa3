import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What `hold_stock` does for an order of more than plain counted pieces, once its pools are locked. */
export class TakeOrders1700000002013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whether an order asks again for what is left of its promise. Of units, any will do unless they are named.
      CREATE FUNCTION holds_the_same(p_shop uuid, p_order uuid, p_number integer, p_line_orders integer[], p_lines uuid[],
                                     p_pools uuid[], p_quantities integer[], p_asks jsonb[]) RETURNS boolean
      LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN NOT EXISTS (
          SELECT FROM (SELECT l.line_id, l.pool_id, l.quantity::bigint, (l.ask ->> 'start')::timestamptz AS starts,
                              (l.ask ->> 'end')::timestamptz AS ends,
                              CASE WHEN l.ask ? 'unitIds' THEN ARRAY(
                                SELECT e::uuid FROM jsonb_array_elements_text(l.ask -> 'unitIds') AS e ORDER BY 1) END AS units
                         FROM unnest(p_line_orders, p_lines, p_pools, p_quantities, p_asks)
                           AS l(number, line_id, pool_id, quantity, ask)
                        WHERE l.number = p_number) asked
            FULL JOIN (SELECT a.line_id, a.pool_id, sum(a.quantity) AS quantity, min(a.period_start) AS starts,
                              min(a.period_end) AS ends, array_agg(a.unit_id ORDER BY a.unit_id) AS units
                         FROM allocation a
                        WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.state <> 'RELEASED'
                        GROUP BY a.line_id, a.pool_id) kept
              ON (kept.line_id, kept.pool_id, kept.quantity) = (asked.line_id, asked.pool_id, asked.quantity)
           WHERE kept.line_id IS NULL OR asked.line_id IS NULL
              OR (kept.starts, kept.ends) IS DISTINCT FROM (asked.starts, asked.ends)
              OR asked.units <> kept.units);
      END $$`);

    await runner.query(`
      CREATE FUNCTION variant_of(p_shop uuid, p_pool uuid) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
      BEGIN
        -- A plain pool bears its variant's id, even when it is gone.
        RETURN coalesce((SELECT s.variant_id FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = p_pool), p_pool);
      END $$`);

    await runner.query(`
      -- Lets what is left of these orders' holds end now.
      CREATE FUNCTION lapse_promises(p_shop uuid, p_now timestamptz, p_orders uuid[]) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        lapsing uuid;
      BEGIN
        FOREACH lapsing IN ARRAY p_orders LOOP
          UPDATE allocation a SET expires_at = p_now
           WHERE a.shop_id = p_shop AND a.order_id = lapsing AND a.state = 'HELD' AND a.expires_at > p_now;
        END LOOP;
      END $$`);

    await runner.query(`
      -- Makes room for a new promise of orders whose old one has ended; the journal keeps what it was. A line that was
      -- released while others lived on stays, so that it never comes back.
      CREATE FUNCTION forget_promises(p_shop uuid, p_orders uuid[]) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        forgotten uuid;
      BEGIN
        FOREACH forgotten IN ARRAY p_orders LOOP
          DELETE FROM allocation a WHERE a.shop_id = p_shop AND a.order_id = forgotten
             AND (a.state <> 'RELEASED' OR NOT EXISTS (
                  SELECT FROM allocation o WHERE o.shop_id = p_shop AND o.order_id = forgotten AND o.state <> 'RELEASED'));
        END LOOP;
      END $$`);

    await runner.query(`
      -- An allocation as the internal routes show it, beyond what each has.
      CREATE FUNCTION describe_allocation(a allocation) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
      BEGIN
        IF a.busy IS NULL AND a.performance_id IS NULL THEN RETURN NULL; END IF;
        RETURN jsonb_build_object(
          'performanceId', a.performance_id,
          'period', CASE WHEN a.period_start IS NOT NULL THEN
                      jsonb_build_object('start', wire_time(a.period_start), 'end', wire_time(a.period_end)) END,
          'unit', (SELECT describe_unit(u) FROM stock_unit u WHERE u.shop_id = a.shop_id AND u.unit_id = a.unit_id));
      END $$`);

    await runner.query(`
      -- A row of hold_stock's answer that is no promise.
      CREATE FUNCTION hold_answer(p_number integer, p_outcome text, p_variant uuid DEFAULT NULL, p_quantity integer DEFAULT NULL,
                                  p_available bigint DEFAULT NULL, p_details jsonb DEFAULT NULL)
      RETURNS TABLE (order_number integer, outcome text, line_id uuid, variant_id uuid, product_id uuid,
                     quantity integer, unit_price bigint, currency text, expires_at timestamptz, available bigint,
                     details jsonb) LANGUAGE sql IMMUTABLE AS $$
        SELECT p_number, p_outcome, NULL::uuid, p_variant, NULL::uuid, p_quantity, NULL::bigint, NULL::text,
               NULL::timestamptz, p_available, p_details
      $$`);

    await runner.query(`
      -- The promise of an order as hold_stock answers it, without the order's number; a row for each unit.
      CREATE FUNCTION held_lines(p_shop uuid, p_order uuid)
      RETURNS TABLE (outcome text, line_id uuid, variant_id uuid, product_id uuid, quantity integer, unit_price bigint,
                     currency text, expires_at timestamptz, available bigint, details jsonb) LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN QUERY
          SELECT 'HELD', a.line_id, a.variant_id, a.product_id, a.quantity, a.unit_price, a.currency, a.expires_at,
                 NULL::bigint, describe_allocation(a)
            FROM allocation a
           WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.state <> 'RELEASED' ORDER BY a.line_id, a.piece;
      END $$`);

    await runner.query(`
      -- The first free units in the order of rows, seats and labels; fewer where there are not so many.
      CREATE FUNCTION choose_units(p_shop uuid, p_now timestamptz, l known_line) RETURNS uuid[]
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        taken uuid[] := taken_units(p_shop, l.pool_id, l.busy, p_now);
      BEGIN
        RETURN ARRAY(
          SELECT u.unit_id FROM stock_unit u
           WHERE u.shop_id = p_shop AND u.pool_id = l.pool_id AND u.status = 'ACTIVE'
             -- A set is hashed where an array would be searched for each unit.
             AND u.unit_id NOT IN (SELECT t.unit_id FROM unnest(taken) AS t(unit_id))
             AND (l.section IS NULL OR u.section = l.section)
           ORDER BY u.row_rank, u.seat_number, u.label LIMIT l.quantity);
      END $$`);

    await runner.query(`
      CREATE FUNCTION insert_line(p_shop uuid, p_now timestamptz, p_order uuid, p_account uuid, p_expires timestamptz,
                                  l known_line, p_units uuid[]) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO allocation (shop_id, order_id, line_id, piece, pool_id, variant_id, product_id, performance_id,
                                unit_id, customer_id, quantity, unit_price, currency, state, expires_at,
                                period_start, period_end, busy, created_at, updated_at)
        SELECT p_shop, p_order, l.line_id, w.place - 1, l.pool_id, l.variant_id, l.product_id, l.performance_id,
               w.unit_id, CASE WHEN l.max_per_customer IS NOT NULL THEN p_account END,
               CASE WHEN w.unit_id IS NULL THEN l.quantity ELSE 1 END, l.price, l.currency, 'HELD', p_expires,
               l.starts, l.ends, l.busy, p_now, p_now
          FROM unnest(p_units) WITH ORDINALITY AS w(unit_id, place);
      END $$`);

    await runner.query(`
      -- Takes the units of an order, or says why one of its lines cannot have them; then the caller undoes it all. Those
      -- that are named come first, then those that must lie together, lest the others are put upon their seats.
      CREATE FUNCTION take_units(p_shop uuid, p_now timestamptz, p_order uuid, p_account uuid, p_expires timestamptz,
                                 p_known known_line[]) RETURNS jsonb LANGUAGE plpgsql AS $$
      DECLARE
        refused jsonb := '[]';
        own jsonb;
        units uuid[];
        l known_line;
      BEGIN
        FOREACH l IN ARRAY ARRAY(SELECT k FROM unnest(p_known) k WHERE k.by_unit
                                  ORDER BY k.unit_ids IS NULL, NOT k.together, k.place) LOOP
          own := '[]';
          IF l.unit_ids IS NOT NULL THEN
            units := l.unit_ids;
            own := named_refusals(p_shop, p_now, p_known, l);
          ELSIF l.together THEN
            units := best_together(p_shop, l.pool_id, l.quantity, l.section, p_now);
            IF units IS NULL THEN
              own := jsonb_build_array(refusal(l, 'SEATS_NOT_TOGETHER', jsonb_build_object('requested', l.quantity,
                'available', largest_together(p_shop, l.pool_id, l.section, p_now))));
            END IF;
          ELSE
            units := choose_units(p_shop, p_now, l);
            IF cardinality(units) < l.quantity AND l.by_period THEN
              own := jsonb_build_array(
                period_conflict(p_shop, p_now, p_known, l.place, l.quantity, cardinality(units)));
            ELSIF cardinality(units) < l.quantity THEN
              own := jsonb_build_array(refusal(l, 'INSUFFICIENT_STOCK', jsonb_build_object(
                'requested', l.quantity, 'available', cardinality(units))));
            END IF;
          END IF;
          refused := refused || own;
          IF refused = '[]' THEN PERFORM insert_line(p_shop, p_now, p_order, p_account, p_expires, l, units); END IF;
        END LOOP;
        RETURN refused;
      END $$`);

    await runner.query(`
      -- Promises an order's lines, or gives the refusals and leaves everything as it was. The caller has the pools, lapsed
      -- holds of them are gone, and what is merely counted was found to be there.
      CREATE FUNCTION take_order(p_shop uuid, p_now timestamptz, p_order uuid, p_account uuid, p_expires timestamptz,
                                 p_is_retaken boolean, p_known known_line[]) RETURNS jsonb LANGUAGE plpgsql AS $$
      DECLARE
        refused jsonb := order_refusals(p_shop, p_now, p_order, p_account, p_known)
          || window_refusals(p_shop, p_now, p_known);
        l known_line;
      BEGIN
        IF refused <> '[]' THEN RETURN refused; END IF;
        BEGIN
          IF p_is_retaken THEN PERFORM forget_promises(p_shop, ARRAY[p_order]); END IF;
          FOREACH l IN ARRAY p_known LOOP
            CONTINUE WHEN l.by_unit;
            PERFORM insert_line(p_shop, p_now, p_order, p_account, p_expires, l, ARRAY[NULL::uuid]);
          END LOOP;
          refused := take_units(p_shop, p_now, p_order, p_account, p_expires, p_known);
          IF refused <> '[]' THEN RAISE EXCEPTION 'refused' USING ERRCODE = 'YK001'; END IF;
        EXCEPTION WHEN SQLSTATE 'YK001' THEN
          NULL;
        END;
        RETURN refused;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION take_order, take_units, insert_line, choose_units, held_lines, hold_answer, describe_allocation',
    );
    await runner.query('DROP FUNCTION forget_promises, lapse_promises, variant_of, holds_the_same');
  }
}
