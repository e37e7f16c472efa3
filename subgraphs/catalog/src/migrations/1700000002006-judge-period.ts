import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is asked of a period `[start, end)`, whether it may be had at all and whether there is enough for all of it.
 *
 * Slots and opening hours follow the wall clock of the shop, durations, notice and buffers are real minutes: on the
 * day of 23 hours a period from midnight to midnight takes 1380 minutes. A slot begins whenever the wall clock shows
 * it, twice in an hour that comes twice; a slot that is skipped begins when the clock has jumped. Opening times that
 * are skipped are those when it has jumped, too, and the later of two moments where there are two.
 *
 * What blocks: a hold that has not lapsed, and what is confirmed, over its `busy`. What was handed over and should be
 * back (`upper(busy) <= now`) blocks without end, until it is returned: what is not there is not promised.
 *
 * Plans are pinned; see move-stock.
 */
export class JudgePeriod1700000002006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- How long a period is. The difference of two moments counts days, and those, added to a moment, are days of the
      -- calendar of whatever time zone the connection has.
      CREATE FUNCTION real_time(p_start timestamptz, p_end timestamptz) RETURNS interval
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT make_interval(secs => extract(epoch FROM p_end - p_start)::double precision)
      $$`);
    await runner.query(`
      -- Whether a slot begins at this moment. Slots are counted from local midnight and divide the day.
      CREATE FUNCTION begins_slot(p_at timestamptz, p_timezone text, p_slot integer) RETURNS boolean
      LANGUAGE plpgsql IMMUTABLE AS $$
      DECLARE
        here timestamp := p_at AT TIME ZONE p_timezone;
        slot timestamp := date_bin(make_interval(mins => p_slot), here, '2000-01-01');
      BEGIN
        RETURN here = slot OR slot AT TIME ZONE p_timezone = p_at;
      END $$`);
    await runner.query(`
      -- The first beginning of a slot at this moment or later.
      CREATE FUNCTION next_slot(p_at timestamptz, p_timezone text, p_slot integer) RETURNS timestamptz
      LANGUAGE plpgsql IMMUTABLE AS $$
      DECLARE
        size interval := make_interval(mins => p_slot);
        here timestamp := p_at AT TIME ZONE p_timezone;
        past interval := here - date_bin(size, here, '2000-01-01');
        found timestamptz;
        other timestamptz;
      BEGIN
        IF begins_slot(p_at, p_timezone, p_slot) THEN RETURN p_at; END IF;
        found := p_at + (size - past);
        IF found AT TIME ZONE p_timezone = here + (size - past) THEN RETURN found; END IF;
        -- The clock is changed before that. The slots after the change are in step with the one that found lies in.
        here := found AT TIME ZONE p_timezone;
        other := found - (here - date_bin(size, here, '2000-01-01'));
        IF other > p_at AND begins_slot(other, p_timezone, p_slot) THEN RETURN other; END IF;
        RETURN CASE WHEN begins_slot(found, p_timezone, p_slot) THEN found ELSE other + size END;
      END $$`);

    await runner.query(`
      -- The times from one moment to another at which a shop is open, each day's apart. A shop that gives no hours is
      -- open around the clock. A time that starts earlier or ends later is given whole.
      CREATE FUNCTION open_times(p_shop uuid, p_from timestamptz, p_to timestamptz)
      RETURNS TABLE (opens timestamptz, closes timestamptz) LANGUAGE plpgsql STABLE AS $$
      BEGIN
        -- From the day before on: it may close at 24:00.
        RETURN QUERY
        SELECT (d.day + h.opens) AT TIME ZONE s.timezone, (d.day + h.closes) AT TIME ZONE s.timezone
          FROM shop s
         CROSS JOIN LATERAL (SELECT (p_from AT TIME ZONE s.timezone)::date + n AS day
                               FROM generate_series(-1, (p_to AT TIME ZONE s.timezone)::date
                                                        - (p_from AT TIME ZONE s.timezone)::date) AS n) d
         CROSS JOIN LATERAL (SELECT h.opens, h.closes
                               FROM jsonb_to_recordset(s.opening_hours) AS h(weekday integer, opens time, closes time)
                              WHERE h.weekday = extract(isodow FROM d.day)
                             UNION ALL
                             SELECT '00:00', '24:00' WHERE s.opening_hours = '[]') h
         WHERE s.shop_id = p_shop AND d.day <> ALL (s.closed_days)
           AND (d.day + h.opens) AT TIME ZONE s.timezone < (d.day + h.closes) AT TIME ZONE s.timezone;
      END $$`);
    await runner.query(`
      -- The first moment from p_from to p_until at which a period of this length can start: it starts and ends with a
      -- slot, and in opening hours. Only starts within p_starts, if they are given. Null when there is none.
      CREATE FUNCTION first_start(p_shop uuid, p_slot integer, p_length interval, p_from timestamptz,
                                  p_until timestamptz, p_starts tstzmultirange DEFAULT NULL)
      RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
      DECLARE
        zone text := (SELECT s.timezone FROM shop s WHERE s.shop_id = p_shop);
        allowed tstzmultirange := tstzmultirange(tstzrange(p_from, p_until, '[]')) * coalesce(p_starts, '{(,)}');
        part tstzrange;
        found timestamptz;
      BEGIN
        -- It starts before closing time and ends at closing time at the latest; what lies between does not matter.
        allowed := allowed
          * (SELECT range_agg(tstzrange(t.opens, t.closes)) FROM open_times(p_shop, p_from, p_until) t)
          * (SELECT range_agg(tstzrange(t.opens - p_length, t.closes - p_length, '[]'))
               FROM open_times(p_shop, p_from + p_length, p_until + p_length) t);
        FOR part IN SELECT unnest(allowed) LOOP
          found := next_slot(lower(part), zone, p_slot);
          WHILE found <@ part LOOP
            -- The end is out of step when the clock is changed in between.
            IF begins_slot(found + p_length, zone, p_slot) THEN RETURN found; END IF;
            found := next_slot(found + interval '1 microsecond', zone, p_slot);
          END LOOP;
        END LOOP;
        RETURN NULL;
      END $$`);

    await runner.query(`
      -- What is wrong with a period of a product, whatever its stock; no row when nothing is. A period that exists and
      -- is made longer or shorter (p_existing) is judged by its end and its length.
      -- reason: INVALID_PERIOD (no such times, or not on slots), PERIOD_IN_PAST, DURATION_OUT_OF_RANGE (with the bounds),
      -- NOTICE_TOO_SHORT, OUTSIDE_OPENING_HOURS; the latter two with the earliest start a period of this length can have
      -- within 92 days, if there is one.
      CREATE FUNCTION period_problem(p_shop uuid, p_product uuid, p_start timestamptz, p_end timestamptz,
                                     p_now timestamptz, p_existing boolean)
      RETURNS TABLE (reason text, earliest timestamptz, minimum_minutes integer, maximum_minutes integer)
      LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      DECLARE
        rules record;
        is_start_open boolean;
        is_end_open boolean;
      BEGIN
        SELECT p.slot_minutes AS slot, p.min_duration_minutes AS least, p.max_duration_minutes AS most,
               p_now + make_interval(mins => p.min_notice_minutes) AS noticed, coalesce(s.timezone, 'UTC') AS zone,
               s.opening_hours <> '[]' OR cardinality(s.closed_days) > 0 AS closes
          INTO rules
          FROM product p LEFT JOIN shop s ON s.shop_id = p.shop_id
         WHERE p.shop_id = p_shop AND p.product_id = p_product;
        IF NOT FOUND THEN RETURN; END IF;

        -- Infinite ones are out of these years, too.
        IF (p_start < p_end AND p_start >= '2000-01-01Z' AND p_end < '2200-01-01Z'
            AND (p_existing OR begins_slot(p_start, rules.zone, rules.slot))
            AND begins_slot(p_end, rules.zone, rules.slot)) IS NOT TRUE THEN
          reason := 'INVALID_PERIOD';
        ELSIF p_existing AND p_end <= p_now OR NOT p_existing AND p_start < p_now THEN
          reason := 'PERIOD_IN_PAST';
        ELSIF p_end - p_start NOT BETWEEN make_interval(mins => rules.least) AND make_interval(mins => rules.most) THEN
          reason := 'DURATION_OUT_OF_RANGE';
          minimum_minutes := rules.least;
          maximum_minutes := rules.most;
        ELSIF NOT p_existing AND p_start < rules.noticed THEN
          reason := 'NOTICE_TOO_SHORT';
          earliest := coalesce(first_start(p_shop, rules.slot, real_time(p_start, p_end), rules.noticed,
                                           rules.noticed + interval '2208 hours'),
                               next_slot(rules.noticed, rules.zone, rules.slot));
        ELSIF rules.closes THEN
          SELECT bool_or(t.opens <= p_start AND p_start < t.closes) INTO is_start_open
            FROM open_times(p_shop, p_start, p_start) t;
          SELECT bool_or(t.opens <= p_end AND p_end <= t.closes) INTO is_end_open FROM open_times(p_shop, p_end, p_end) t;
          IF (p_existing OR is_start_open) AND is_end_open THEN RETURN; END IF;
          reason := 'OUTSIDE_OPENING_HOURS';
          IF NOT p_existing THEN
            earliest := first_start(p_shop, rules.slot, real_time(p_start, p_end), p_start,
                                    p_start + interval '2208 hours');
          END IF;
        ELSE
          RETURN;
        END IF;
        RETURN NEXT;
      END $$`);

    await runner.query(`
      -- What blocks a pool from one moment to another (null: without end). Reads what overlaps and what is overdue.
      CREATE FUNCTION blocking_allocations(p_shop uuid, p_pool uuid, p_from timestamptz, p_to timestamptz,
                                           p_now timestamptz, p_spared_order uuid)
      RETURNS TABLE (unit_id uuid, quantity integer, starts timestamptz, ends timestamptz) LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      BEGIN
        IF p_from >= p_to THEN RETURN; END IF;
        RETURN QUERY
        SELECT a.unit_id, a.quantity, coalesce(lower(a.busy), '-infinity'),
               CASE WHEN a.handed_over_at IS NOT NULL AND upper(a.busy) <= p_now THEN 'infinity'
                    ELSE coalesce(upper(a.busy), 'infinity') END
          FROM allocation a
         WHERE a.shop_id = p_shop AND a.pool_id = p_pool AND a.busy && tstzrange(p_from, p_to)
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
      DROP FUNCTION next_free_window, free_windows, free_windows_of_units, window_usage, blocking_allocations,
                    period_problem, first_start, open_times, next_slot, begins_slot, real_time`);
  }
}
