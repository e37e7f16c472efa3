import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happens to the lines of an order once they are sold: handed over, extended, brought back. */
export class MoveLines1700000002016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Pieces leave the house. What is merely counted is used up; what is had for a time, and every unit, goes on being
      -- this order's, from now on where it goes out before its time. Once only, however often.
      -- Rows: DONE or GONE for each line, MOVED for each pool that changed; or only TAKEN for each line that somebody else
      -- still has, and nothing has gone out.
      CREATE FUNCTION hand_over_stock(p_shop uuid, p_now timestamptz, p_order uuid, p_lines uuid[], p_at timestamptz)
      RETURNS TABLE (outcome text, id uuid) LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      DECLARE
        pools uuid[];
        pieces integer[];
        early record;
        taken uuid[] := '{}';
      BEGIN
        PERFORM lock_orders(ARRAY[p_order]);
        PERFORM FROM stock_pool s
          WHERE s.shop_id = p_shop AND s.pool_id IN (
                SELECT a.pool_id FROM allocation a WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = ANY (p_lines))
          ORDER BY s.pool_id FOR NO KEY UPDATE;
        FOR early IN
          SELECT a.line_id, a.pool_id, min(lower(a.busy)) AS begins,
                 bool_or(EXISTS (SELECT FROM allocation o
                                  WHERE o.shop_id = p_shop AND o.unit_id = a.unit_id AND o.state = 'CONFIRMED'
                                    AND o.busy IS NOT NULL AND o.handed_over_at IS NOT NULL AND o.pool_id = a.pool_id
                                    AND o.order_id <> p_order)) AS out
            FROM allocation a
           WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = ANY (p_lines) AND a.state = 'CONFIRMED'
             AND a.period_start IS NOT NULL AND a.handed_over_at IS NULL
           GROUP BY a.line_id, a.pool_id
        LOOP
          IF early.out THEN
            taken := taken || early.line_id;
          ELSIF early.begins > p_at THEN
            PERFORM expire_stock(p_shop, p_now, ARRAY[early.pool_id], ARRAY[p_order]);
            IF first_conflict(p_shop, p_now, p_order, early.line_id, early.pool_id, tstzrange(p_at, early.begins)) IS NOT NULL THEN
              taken := taken || early.line_id;
            END IF;
          END IF;
        END LOOP;
        IF taken <> '{}' THEN
          RETURN QUERY SELECT 'TAKEN', l FROM unnest(taken) AS l;
          RETURN;
        END IF;
        WITH used AS (
          UPDATE allocation a SET state = 'CONSUMED', handed_over_at = p_at, updated_at = p_now
           WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = ANY (p_lines) AND a.state = 'CONFIRMED'
             AND a.busy IS NULL
          RETURNING a.pool_id, a.quantity
        ), out AS (
          UPDATE allocation a
             SET handed_over_at = p_at, updated_at = p_now,
                 busy = CASE WHEN p_at < lower(a.busy) THEN tstzrange(p_at, upper(a.busy)) ELSE a.busy END
           WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = ANY (p_lines) AND a.state = 'CONFIRMED'
             AND a.busy IS NOT NULL AND a.handed_over_at IS NULL
        )
        SELECT array_agg(g.pool_id), array_agg(g.pieces) INTO pools, pieces
          FROM (SELECT u.pool_id, -sum(u.quantity)::integer AS pieces FROM used u GROUP BY u.pool_id) g;
        IF pools IS NOT NULL THEN
          PERFORM move_stock(p_shop, p_now, 'HANDED_OVER', pools, array_fill(p_order, ARRAY[cardinality(pools)]), pieces,
                             array_fill(0, ARRAY[cardinality(pools)]), pieces);
          RETURN QUERY SELECT 'MOVED', s.variant_id FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools);
        END IF;
        RETURN QUERY
          SELECT CASE WHEN EXISTS (
                   SELECT FROM allocation a WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = l
                      AND a.state IN ('CONFIRMED', 'CONSUMED') AND a.handed_over_at IS NOT NULL) THEN 'DONE' ELSE 'GONE' END, l
            FROM unnest(p_lines) AS l;
      END $$`);

    await runner.query(`
      -- What was had for a time is back, early or late, and can be had at once. Rows as above.
      CREATE FUNCTION return_stock(p_shop uuid, p_now timestamptz, p_order uuid, p_lines uuid[], p_at timestamptz)
      RETURNS TABLE (outcome text, id uuid) LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      DECLARE
        pools uuid[];
        pieces integer[];
      BEGIN
        PERFORM lock_orders(ARRAY[p_order]);
        PERFORM FROM stock_pool s
          WHERE s.shop_id = p_shop AND s.pool_id IN (
                SELECT a.pool_id FROM allocation a WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = ANY (p_lines))
          ORDER BY s.pool_id FOR NO KEY UPDATE;
        WITH back AS (
          UPDATE allocation a
             SET state = 'CONSUMED', ended_at = p_at, updated_at = p_now,
                 busy = tstzrange(lower(a.busy), greatest(lower(a.busy), p_at))
           WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = ANY (p_lines) AND a.state = 'CONFIRMED'
             AND a.period_start IS NOT NULL
          RETURNING a.pool_id, a.quantity
        )
        SELECT array_agg(g.pool_id), array_agg(g.pieces) INTO pools, pieces
          FROM (SELECT b.pool_id, -sum(b.quantity)::integer AS pieces FROM back b GROUP BY b.pool_id) g;
        IF pools IS NOT NULL THEN
          PERFORM move_stock(p_shop, p_now, 'RETURNED', pools, array_fill(p_order, ARRAY[cardinality(pools)]),
                             array_fill(0, ARRAY[cardinality(pools)]), array_fill(0, ARRAY[cardinality(pools)]), pieces);
          PERFORM tell_freed(p_shop, p_now, pools);
          RETURN QUERY SELECT 'MOVED', s.variant_id FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = ANY (pools);
        END IF;
        RETURN QUERY
          SELECT CASE WHEN EXISTS (
                   SELECT FROM allocation a WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = l
                      AND a.state = 'CONSUMED' AND a.ended_at IS NOT NULL) THEN 'DONE' ELSE 'GONE' END, l
            FROM unnest(p_lines) AS l;
      END $$`);

    await runner.query(`
      -- The first moment of p_span at which this line could not go on, because others have what it has; null for none.
      CREATE FUNCTION first_conflict(p_shop uuid, p_now timestamptz, p_order uuid, p_line uuid, p_pool uuid,
                                     p_span tstzrange) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
      DECLARE
        own integer;
        units uuid[];
        found timestamptz;
      BEGIN
        SELECT sum(a.quantity), array_agg(a.unit_id) FILTER (WHERE a.unit_id IS NOT NULL) INTO own, units FROM allocation a
         WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = p_line;
        WITH others AS (
          SELECT b.unit_id, b.quantity, greatest(b.starts, lower(p_span)) AS starts, b.ends
            FROM blocking_allocations(p_shop, p_pool, lower(p_span), upper(p_span), p_now, p_order) b
          UNION ALL
          -- The other lines of the order; the line itself is in nobody's way.
          SELECT a.unit_id, a.quantity, greatest(lower(a.busy), lower(p_span)), upper(a.busy) FROM allocation a
           WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id <> p_line AND a.pool_id = p_pool
             AND a.state IN ('HELD', 'CONFIRMED') AND a.busy && p_span
        ), levels AS (
          SELECT c.moment, sum(c.change) OVER (ORDER BY c.moment, c.change ROWS UNBOUNDED PRECEDING) AS level
            FROM others o CROSS JOIN LATERAL (VALUES (o.starts, o.quantity), (o.ends, -o.quantity)) AS c(moment, change)
        )
        SELECT CASE WHEN units IS NOT NULL THEN (SELECT min(o.starts) FROM others o WHERE o.unit_id = ANY (units))
                    ELSE (SELECT min(l.moment) FROM levels l
                           WHERE l.level + own > (SELECT s.on_hand FROM stock_pool s
                                                   WHERE s.shop_id = p_shop AND s.pool_id = p_pool)) END
          INTO found;
        RETURN found;
      END $$`);

    await runner.query(`
      -- The latest end up to a moment that the product's rules of time allow, never before the present end.
      CREATE FUNCTION latest_end(p_shop uuid, p_now timestamptz, p_product uuid, p_start timestamptz, p_present timestamptz,
                                 p_until timestamptz) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
      DECLARE
        zone text := coalesce((SELECT s.timezone FROM shop s WHERE s.shop_id = p_shop), 'UTC');
        rules record;
        candidate timestamptz;
        earlier timestamptz;
      BEGIN
        SELECT make_interval(mins => p.slot_minutes) AS slot, make_interval(mins => p.max_duration_minutes) AS most
          INTO rules FROM product p WHERE p.shop_id = p_shop AND p.product_id = p_product;
        candidate := least(p_until, p_start + rules.most);
        -- From slot to slot, two days of minutes at most.
        FOR attempt IN 1 .. 2880 LOOP
          EXIT WHEN candidate <= p_present;
          IF NOT EXISTS (SELECT FROM period_problem(p_shop, p_product, p_start, candidate, p_now, true)) THEN
            RETURN candidate;
          END IF;
          earlier := date_bin(rules.slot, candidate AT TIME ZONE zone - interval '1 microsecond', '2000-01-01') AT TIME ZONE zone;
          -- An hour that comes twice is gone through by its length.
          candidate := CASE WHEN earlier < candidate THEN earlier ELSE candidate - rules.slot END;
        END LOOP;
        RETURN p_present;
      END $$`);

    await runner.query(`
      -- Gives a line another end, later or earlier. Answers EXTENDED, CONFLICT with the latest end there could be, REFUSED
      -- with what the rules say, or GONE. Prolonging is judged by the end alone: it began when that was allowed.
      CREATE FUNCTION extend_stock(p_shop uuid, p_now timestamptz, p_order uuid, p_line uuid, p_end timestamptz)
      RETURNS TABLE (outcome text, starts timestamptz, ends timestamptz, refusals jsonb, variant_id uuid) LANGUAGE plpgsql
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        kept allocation;
        wanted known_line;
        refused jsonb;
        conflict timestamptz;
        wide tstzrange;
      BEGIN
        PERFORM lock_orders(ARRAY[p_order]);
        PERFORM FROM stock_pool s
          WHERE s.shop_id = p_shop AND s.pool_id = (
                SELECT a.pool_id FROM allocation a
                 WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = p_line LIMIT 1)
          FOR NO KEY UPDATE;
        SELECT * INTO kept FROM allocation a
         WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = p_line AND a.period_start IS NOT NULL
           AND (a.state = 'CONFIRMED' OR a.state = 'HELD' AND a.expires_at > p_now)
         ORDER BY a.piece LIMIT 1;
        IF NOT FOUND THEN
          RETURN QUERY SELECT 'GONE', NULL::timestamptz, NULL::timestamptz, NULL::jsonb, NULL::uuid;
          RETURN;
        ELSIF kept.period_end = p_end THEN
          RETURN QUERY SELECT 'EXTENDED', kept.period_start, kept.period_end, NULL::jsonb, kept.variant_id;
          RETURN;
        END IF;
        SELECT k.* INTO wanted FROM unnest(known_lines(p_shop, p_now, ARRAY[p_line], ARRAY[kept.variant_id],
          ARRAY[kept.pool_id], ARRAY[1], ARRAY[jsonb_build_object('start', kept.period_start, 'end', p_end)])) k;
        refused := period_refusal(p_shop, wanted, p_now, true);
        IF refused <> '[]' THEN
          RETURN QUERY SELECT 'REFUSED', NULL::timestamptz, NULL::timestamptz, refused, NULL::uuid;
          RETURN;
        END IF;
        wide := tstzrange(lower(kept.busy), upper(wanted.busy));
        IF upper(wide) > upper(kept.busy) THEN
          PERFORM expire_stock(p_shop, p_now, ARRAY[kept.pool_id], ARRAY[p_order]);
          conflict := first_conflict(p_shop, p_now, p_order, p_line, kept.pool_id, tstzrange(upper(kept.busy), upper(wide)));
          IF conflict IS NOT NULL THEN
            RETURN QUERY
              SELECT 'CONFLICT', NULL::timestamptz,
                     latest_end(p_shop, p_now, kept.product_id, kept.period_start, kept.period_end,
                                conflict - make_interval(mins => p.buffer_after_minutes)), NULL::jsonb, NULL::uuid
                FROM product p WHERE p.shop_id = p_shop AND p.product_id = kept.product_id;
            RETURN;
          END IF;
        END IF;
        UPDATE allocation a SET period_end = p_end, busy = wide, updated_at = p_now
         WHERE a.shop_id = p_shop AND a.order_id = p_order AND a.line_id = p_line AND a.state IN ('HELD', 'CONFIRMED');
        IF upper(wide) < upper(kept.busy) THEN PERFORM tell_freed(p_shop, p_now, ARRAY[kept.pool_id]); END IF;
        RETURN QUERY SELECT 'EXTENDED', kept.period_start, p_end, NULL::jsonb, kept.variant_id;
      END $$`);

    await runner.query(`
      -- The sold lines of a shop that begin within a day, or should have begun, and for which something that is overdue
      -- leaves too little: who has that very unit, or of pieces those who came last, until the others fit.
      CREATE FUNCTION stock_at_risk(p_shop uuid, p_now timestamptz)
      RETURNS TABLE (order_id uuid, line_id uuid, period_start timestamptz) LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        pool record;
        line record;
        peak bigint;
        given jsonb;
      BEGIN
        FOR pool IN
          SELECT s.pool_id, s.by_unit, s.on_hand, late.units
            FROM (SELECT a.pool_id, array_agg(a.unit_id) AS units FROM allocation a
                   WHERE a.shop_id = p_shop AND a.handed_over_at IS NOT NULL AND a.state = 'CONFIRMED' AND a.busy IS NOT NULL
                     AND upper(a.busy) <= p_now GROUP BY a.pool_id) late
            JOIN stock_pool s ON s.shop_id = p_shop AND s.pool_id = late.pool_id
           ORDER BY s.pool_id
        LOOP
          given := '[]';
          FOR line IN
            SELECT a.order_id, a.line_id, a.period_start, a.unit_id, a.quantity, a.busy FROM allocation a
             WHERE a.shop_id = p_shop AND a.pool_id = pool.pool_id AND a.busy && tstzrange(p_now, p_now + interval '24 hours', '[]')
               AND a.busy IS NOT NULL AND a.state IN ('HELD', 'CONFIRMED') AND a.state = 'CONFIRMED'
               AND a.handed_over_at IS NULL AND a.period_start <= p_now + interval '24 hours'
             ORDER BY a.created_at DESC, a.order_id, a.line_id, a.piece
          LOOP
            IF pool.by_unit THEN
              CONTINUE WHEN line.unit_id <> ALL (pool.units);
            ELSE
              SELECT max(level.used) INTO peak
                FROM (SELECT sum(c.change) OVER (ORDER BY c.moment, c.change ROWS UNBOUNDED PRECEDING) AS used
                        FROM (SELECT greatest(b.starts, lower(line.busy)) AS starts, b.ends, b.quantity
                                FROM blocking_allocations(p_shop, pool.pool_id, greatest(lower(line.busy), p_now), upper(line.busy),
                                                          p_now, NULL) b
                              UNION ALL
                              SELECT greatest(lower(g.busy), lower(line.busy)), upper(g.busy), -g.quantity
                                FROM jsonb_to_recordset(given) AS g(busy tstzrange, quantity integer)
                               WHERE g.busy && line.busy) k
                       CROSS JOIN LATERAL (VALUES (k.starts, k.quantity), (k.ends, -k.quantity)) AS c(moment, change)) level;
              CONTINUE WHEN peak <= pool.on_hand;
              given := given || jsonb_build_object('busy', line.busy, 'quantity', line.quantity);
            END IF;
            order_id := line.order_id;
            line_id := line.line_id;
            period_start := line.period_start;
            RETURN NEXT;
          END LOOP;
        END LOOP;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION stock_at_risk, extend_stock, latest_end, first_conflict, return_stock, hand_over_stock',
    );
  }
}
