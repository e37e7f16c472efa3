import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is asked of a period `[start, end)`, whatever stock there is.
 *
 * Slots and opening hours follow the wall clock of the shop, durations, notice and buffers are real minutes: on the
 * day of 23 hours a period from midnight to midnight takes 1380 minutes. A slot begins whenever the wall clock shows
 * it, twice in an hour that comes twice; a slot that is skipped begins as much later as the clock jumps. Opening times
 * that are skipped do, too, and they are the later of two moments where there are two.
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
        other := date_bin(size, here, '2000-01-01') AT TIME ZONE p_timezone;
        IF found AT TIME ZONE p_timezone = here + (size - past) THEN
          -- Just after the clock has jumped, a slot that it skipped may still begin.
          RETURN CASE WHEN other > p_at THEN least(other, found) ELSE found END;
        END IF;
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
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION period_problem, first_start, open_times, next_slot, begins_slot, real_time');
  }
}
