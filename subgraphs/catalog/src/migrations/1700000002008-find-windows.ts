import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How much of a pool is taken during a period, and when enough of it is free.
 *
 * What blocks: a hold that has not lapsed, and what is confirmed, over its `busy`. What was handed over and should be
 * back (`upper(busy) <= now`) blocks without end, until it is returned: what is not there is not promised.
 *
 * Plans are pinned; see move-stock. For what overlaps allocation_busy offers the most columns, for what is overdue
 * allocation_out does, so they are taken whatever was counted in the table; a test plans on one that was empty.
 */
export class FindWindows1700000002008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What blocks a pool from one moment to another (null: without end). Reads what overlaps and what is overdue.
      CREATE FUNCTION blocking_allocations(p_shop uuid, p_pool uuid, p_from timestamptz, p_to timestamptz,
                                           p_now timestamptz, p_spared_order uuid)
      RETURNS TABLE (unit_id uuid, quantity integer, starts timestamptz, ends timestamptz) LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      DECLARE
        sought tstzrange;
      BEGIN
        IF p_from >= p_to THEN RETURN; END IF;
        -- Here, as computing it in the query would make the right index look the dearer one for an empty table.
        sought := tstzrange(p_from, p_to);
        RETURN QUERY
        SELECT a.unit_id, a.quantity, coalesce(lower(a.busy), '-infinity'),
               CASE WHEN a.handed_over_at IS NOT NULL AND upper(a.busy) <= p_now THEN 'infinity'
                    ELSE coalesce(upper(a.busy), 'infinity') END
          FROM allocation a
         WHERE a.shop_id = p_shop AND a.pool_id = p_pool AND a.busy && sought
           AND a.busy IS NOT NULL AND a.state IN ('HELD', 'CONFIRMED')
           AND (a.state = 'CONFIRMED' OR a.expires_at > p_now) AND a.order_id IS DISTINCT FROM p_spared_order
        UNION ALL
        SELECT a.unit_id, a.quantity, coalesce(lower(a.busy), '-infinity'), 'infinity'
          FROM allocation a
         WHERE a.shop_id = p_shop AND a.pool_id = p_pool AND upper(a.busy) <= p_now AND upper(a.busy) <= p_from
           AND a.busy IS NOT NULL AND a.state = 'CONFIRMED' AND a.handed_over_at IS NOT NULL
           AND a.order_id IS DISTINCT FROM p_spared_order;
      END $$`);

    await runner.query(`
      -- How much of a pool is taken at the worst moment from p_from to p_to; where things are units, how many of those
      -- in use are taken at any moment of it: none of them is to be had for all of it. The order named is not counted.
      CREATE FUNCTION window_usage(p_shop uuid, p_pool uuid, p_from timestamptz, p_to timestamptz, p_now timestamptz,
                                   p_spared_order uuid DEFAULT NULL)
      RETURNS integer LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      BEGIN
        IF (SELECT s.by_unit FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = p_pool) THEN
          RETURN (SELECT count(DISTINCT u.unit_id)
                    FROM blocking_allocations(p_shop, p_pool, p_from, p_to, p_now, p_spared_order) b
                    JOIN stock_unit u ON u.shop_id = p_shop AND u.unit_id = b.unit_id AND u.status = 'ACTIVE');
        END IF;
        -- Who ends at a moment has ended before another starts.
        RETURN (SELECT coalesce(max(level.used), 0)
                  FROM (SELECT sum(c.change) OVER (ORDER BY c.at, c.change ROWS UNBOUNDED PRECEDING) AS used
                          FROM blocking_allocations(p_shop, p_pool, p_from, p_to, p_now, p_spared_order) b
                         CROSS JOIN LATERAL (VALUES (greatest(b.starts, p_from), b.quantity), (b.ends, -b.quantity))
                           AS c(at, change)) level);
      END $$`);

    await runner.query(`
      -- The longest windows within p_from to p_to in which any period can be had p_quantity times, as far as stock goes,
      -- in order; available is how many times throughout. The product's buffers are counted, also beyond both ends.
      -- Where things are units, the same p_quantity units (or the one unit named) are free throughout; windows of
      -- different units may overlap. Nothing for a pool that is not had by period. At most p_limit windows.
      CREATE FUNCTION free_windows(p_shop uuid, p_pool uuid, p_from timestamptz, p_to timestamptz, p_now timestamptz,
                                   p_quantity integer, p_unit uuid DEFAULT NULL, p_limit integer DEFAULT NULL)
      RETURNS TABLE (starts timestamptz, ends timestamptz, available integer) LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        pool record;
      BEGIN
        SELECT s.by_unit, s.on_hand, make_interval(mins => p.buffer_before_minutes) AS buffer_before,
               make_interval(mins => p.buffer_after_minutes) AS buffer_after
          INTO pool
          FROM (SELECT * FROM stock_pool s WHERE s.shop_id = p_shop AND s.pool_id = p_pool OFFSET 0) s
          JOIN product p ON p.shop_id = p_shop AND p.product_id = s.product_id
         WHERE s.by_period;
        IF NOT FOUND OR p_quantity < 1 OR (p_from < p_to) IS NOT TRUE THEN RETURN; END IF;
        IF pool.by_unit THEN
          RETURN QUERY SELECT * FROM free_windows_of_units(p_shop, p_pool, p_from, p_to, p_now, p_quantity, p_unit, p_limit,
                                                           pool.buffer_before, pool.buffer_after);
          RETURN;
        END IF;
        IF p_unit IS NOT NULL THEN RETURN; END IF;
        RETURN QUERY
        WITH changes AS (
          SELECT c.at, sum(c.change) AS change
            FROM blocking_allocations(p_shop, p_pool, p_from - pool.buffer_before, p_to + pool.buffer_after, p_now, NULL) b
           CROSS JOIN LATERAL (VALUES (greatest(b.starts, p_from - pool.buffer_before), b.quantity),
                                      (b.ends, -b.quantity)) AS c(at, change)
           WHERE c.at < p_to + pool.buffer_after
           GROUP BY c.at
        ), levels AS (
          -- A level lasts until the next change.
          SELECT l.at, lead(l.at, 1, p_to + pool.buffer_after) OVER (ORDER BY l.at) AS until,
                 pool.on_hand - sum(l.change) OVER (ORDER BY l.at) AS free
            FROM (SELECT c.at, sum(c.change) AS change
                    FROM (SELECT * FROM changes UNION ALL VALUES (p_from - pool.buffer_before, 0::numeric)) AS c(at, change)
                   GROUP BY c.at) l
        ), runs AS (
          -- Levels with enough, between two without: they share the number of those before.
          SELECT l.*, count(*) FILTER (WHERE l.free < p_quantity) OVER (ORDER BY l.at) AS run FROM levels l
        )
        SELECT min(r.at) + pool.buffer_before, max(r.until) - pool.buffer_after, min(r.free)::integer
          FROM runs r WHERE r.free >= p_quantity
         GROUP BY r.run HAVING min(r.at) + pool.buffer_before < max(r.until) - pool.buffer_after
         ORDER BY 1 LIMIT p_limit;
      END $$`);
    await runner.query(`
      -- A part of free_windows. A window of n units ends when the n-th last of them is taken: we go through the free
      -- times of all units by their starts, and keep the n latest ends, those of the same moment as one.
      CREATE FUNCTION free_windows_of_units(p_shop uuid, p_pool uuid, p_from timestamptz, p_to timestamptz,
                                            p_now timestamptz, p_quantity integer, p_unit uuid, p_limit integer,
                                            p_before interval, p_after interval)
      RETURNS TABLE (starts timestamptz, ends timestamptz, available integer) LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      #variable_conflict use_column
      DECLARE
        free record;
        -- Latest first, and how many units are free until then.
        latest timestamptz[] := '{}';
        units integer[] := '{}';
        total integer := 0;
        place integer;
        last_end timestamptz := '-infinity';
        given integer := 0;
      BEGIN
        FOR free IN
          WITH taken AS (
            SELECT b.unit_id, range_agg(tstzrange(b.starts - p_after, b.ends + p_before)) AS times
              FROM blocking_allocations(p_shop, p_pool, p_from - p_before, p_to + p_after, p_now, NULL) b
             GROUP BY b.unit_id
          ), times AS (
            SELECT lower(w.time) AS since, upper(w.time) AS until, count(*)::integer AS units
              FROM stock_unit u LEFT JOIN taken t ON t.unit_id = u.unit_id
             CROSS JOIN LATERAL unnest(tstzmultirange(tstzrange(p_from, p_to)) - coalesce(t.times, '{}')) AS w(time)
             WHERE u.shop_id = p_shop AND u.pool_id = p_pool AND u.status = 'ACTIVE'
               AND (p_unit IS NULL OR u.unit_id = p_unit)
             GROUP BY 1, 2
          )
          SELECT t.since, t.until, t.units, lead(t.since) OVER w AS next_since FROM times t
          WINDOW w AS (ORDER BY t.since, t.until DESC) ORDER BY t.since, t.until DESC
        LOOP
          IF total < p_quantity OR free.until >= latest[cardinality(latest)] THEN
            place := 1;
            WHILE place <= cardinality(latest) AND latest[place] > free.until LOOP place := place + 1; END LOOP;
            IF latest[place] = free.until THEN
              units[place] := units[place] + free.units;
            ELSE
              latest := latest[:place - 1] || free.until || latest[place:];
              units := units[:place - 1] || free.units || units[place:];
            END IF;
            total := total + free.units;
            WHILE total - units[cardinality(units)] >= p_quantity LOOP
              total := total - units[cardinality(units)];
              latest := trim_array(latest, 1);
              units := trim_array(units, 1);
            END LOOP;
          END IF;
          CONTINUE WHEN free.next_since = free.since OR total < p_quantity;
          -- An earlier start may have had the same end; then the window was given.
          CONTINUE WHEN latest[cardinality(latest)] <= greatest(last_end, free.since);
          starts := free.since;
          ends := latest[cardinality(latest)];
          available := total;
          last_end := ends;
          RETURN NEXT;
          given := given + 1;
          EXIT WHEN given >= p_limit;
        END LOOP;
      END $$`);

    await runner.query(`
      -- The first period as long as this one that starts then or later, within 92 days, and can be had. No row when
      -- there is none.
      CREATE FUNCTION next_free_window(p_shop uuid, p_pool uuid, p_product uuid, p_start timestamptz, p_end timestamptz,
                                       p_now timestamptz, p_quantity integer, p_unit uuid DEFAULT NULL)
      RETURNS TABLE (starts timestamptz, ends timestamptz) LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      DECLARE
        length interval := real_time(p_start, p_end);
        last timestamptz := p_start + interval '2208 hours';
        ahead interval;
        since timestamptz;
        until timestamptz;
        slot integer;
        startable tstzmultirange;
      BEGIN
        SELECT p.slot_minutes, greatest(p_start, p_now + make_interval(mins => p.min_notice_minutes)) INTO slot, since
          FROM product p WHERE p.shop_id = p_shop AND p.product_id = p_product
           AND length BETWEEN make_interval(mins => p.min_duration_minutes) AND make_interval(mins => p.max_duration_minutes)
           AND p_start >= '2000-01-01Z' AND p_end < '2199-09-01Z';
        -- Mostly there is one soon: what lies far ahead is read only if there is not.
        FOREACH ahead IN ARRAY ARRAY['48 hours', '336 hours', '2208 hours']::interval[] LOOP
          EXIT WHEN since >= last IS NOT FALSE;
          until := least(since + ahead, last);
          startable := (SELECT range_agg(tstzrange(w.starts, w.ends - length, '[]'))
                          FROM free_windows(p_shop, p_pool, since, until + length, p_now, p_quantity, p_unit) w
                         WHERE w.ends - w.starts >= length);
          starts := first_start(p_shop, slot, length, since, until, coalesce(startable, '{}'));
          IF starts IS NOT NULL THEN
            ends := starts + length;
            RETURN NEXT;
            RETURN;
          END IF;
          since := until;
        END LOOP;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION next_free_window, free_windows, free_windows_of_units, window_usage, blocking_allocations`);
  }
}
