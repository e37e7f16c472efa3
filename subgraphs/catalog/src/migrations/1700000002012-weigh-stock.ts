import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What of the stock speaks against the lines of an order. Without a lock it tells who can be refused at once; under the
 * locks of the pools, when lapsed holds have made room, it decides.
 *
 * What blocks: live holds and what is sold, over their `busy`; and what is overdue blocks every period until it is back,
 * since nobody can be promised what is not there.
 */
export class WeighStock1700000002012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Whether this keeps others from having it at some time of p_busy.
      CREATE FUNCTION blocks(p_busy tstzrange, p_now timestamptz, p_state text, p_expires timestamptz,
                             p_own_busy tstzrange, p_handed_over timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE
      RETURN CASE p_state
        WHEN 'HELD' THEN p_expires > p_now AND p_own_busy && p_busy
        WHEN 'CONFIRMED' THEN p_own_busy && p_busy
          OR p_handed_over IS NOT NULL AND upper(p_own_busy) <= p_now AND lower(p_own_busy) < coalesce(upper(p_busy), 'infinity')
        ELSE false END`);

    await runner.query(`
      -- The units of a pool that somebody has at some time of p_busy. Reads what overlaps, and what is out of the house.
      CREATE FUNCTION taken_units(p_shop uuid, p_pool uuid, p_busy tstzrange, p_now timestamptz) RETURNS uuid[]
      LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN ARRAY(
          SELECT a.unit_id FROM allocation a
           WHERE a.shop_id = p_shop AND a.pool_id = p_pool AND a.busy && p_busy AND a.busy IS NOT NULL
             AND a.state IN ('HELD', 'CONFIRMED') AND a.unit_id IS NOT NULL
             AND (a.state = 'CONFIRMED' OR a.expires_at > p_now)
          UNION
          SELECT a.unit_id FROM allocation a
           WHERE a.shop_id = p_shop AND a.pool_id = p_pool AND a.handed_over_at IS NOT NULL AND a.state = 'CONFIRMED'
             AND a.busy IS NOT NULL AND a.unit_id IS NOT NULL
             AND blocks(p_busy, p_now, a.state, a.expires_at, a.busy, a.handed_over_at));
      END $$`);

    await runner.query(`
      CREATE FUNCTION describe_unit(u stock_unit) RETURNS jsonb LANGUAGE sql IMMUTABLE
      RETURN jsonb_build_object('unitId', u.unit_id, 'label', u.label, 'section', u.section, 'rowName', u.row_name,
                                'seatNumber', u.seat_number)`);

    await runner.query(`
      CREATE FUNCTION describe_units(p_shop uuid, p_units uuid[]) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN (SELECT jsonb_agg(describe_unit(u) ORDER BY u.row_rank, u.seat_number, u.label) FROM stock_unit u
                 WHERE u.shop_id = p_shop AND u.unit_id = ANY (p_units));
      END $$`);

    await runner.query(`
      -- Pieces that are counted, units without a period as well: all lines of a pool together.
      CREATE FUNCTION counted_refusals(p_shop uuid, p_now timestamptz, p_known known_line[]) RETURNS jsonb
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        refused jsonb := '[]';
        demand record;
        free bigint;
      BEGIN
        FOR demand IN SELECT k.pool_id, sum(k.quantity) AS quantity, (array_agg(k ORDER BY k.place))[1] AS line,
                             bool_or(k.unit_ids IS NOT NULL) AS named, bool_or(k.together) AS together
                        FROM unnest(p_known) k WHERE NOT k.by_period GROUP BY k.pool_id ORDER BY min(k.place) LOOP
          SELECT s.on_hand - s.held - s.confirmed INTO free FROM stock_pool s
           WHERE s.shop_id = p_shop AND s.pool_id = demand.pool_id;
          CONTINUE WHEN free >= demand.quantity;
          free := free + (SELECT coalesce(sum(a.quantity), 0) FROM allocation a
                           WHERE a.shop_id = p_shop AND a.pool_id = demand.pool_id AND a.state = 'HELD'
                             AND a.expires_at <= p_now);
          CONTINUE WHEN free >= demand.quantity;
          -- Of units that are named it is said which are gone.
          CONTINUE WHEN demand.named;
          refused := refused || CASE WHEN demand.together
            THEN refusal(demand.line, 'SEATS_NOT_TOGETHER', jsonb_build_object('requested', (demand.line).quantity, 'available',
                   CASE WHEN free = 0 THEN 0 ELSE largest_together(p_shop, demand.pool_id, (demand.line).section, p_now) END))
            ELSE refusal(demand.line, 'INSUFFICIENT_STOCK', jsonb_build_object('requested', demand.quantity, 'available', free))
            END;
        END LOOP;
        RETURN refused;
      END $$`);

    await runner.query(`
      -- Pieces that are had for a time: at every instant, the lines of the order and all that blocks must fit. The demand
      -- changes at the lines' bounds only, so it is weighed from bound to bound.
      CREATE FUNCTION window_refusals(p_shop uuid, p_now timestamptz, p_known known_line[]) RETURNS jsonb
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        refused jsonb := '[]';
        short record;
      BEGIN
        FOR short IN
          WITH wanted AS (
            SELECT k.* FROM unnest(p_known) k WHERE k.by_period AND NOT k.by_unit
          ), bounds AS (
            SELECT DISTINCT w.pool_id, b.bound FROM wanted w, LATERAL (VALUES (lower(w.busy)), (upper(w.busy))) AS b(bound)
          ), spans AS (
            SELECT b.pool_id, b.bound AS starts, lead(b.bound) OVER (PARTITION BY b.pool_id ORDER BY b.bound) AS ends
              FROM bounds b
          ), weighed AS MATERIALIZED (
            SELECT s.pool_id, tstzrange(s.starts, s.ends) AS span,
                   (SELECT sum(w.quantity) FROM wanted w WHERE w.pool_id = s.pool_id AND w.busy @> s.starts) AS demand,
                   (SELECT p.on_hand FROM stock_pool p WHERE p.shop_id = p_shop AND p.pool_id = s.pool_id)
                     - window_usage(p_shop, s.pool_id, s.starts, s.ends, p_now) AS free
              FROM spans s WHERE s.ends IS NOT NULL
          )
          SELECT w.place, max(x.demand) AS demand, greatest(min(x.free), 0) AS free
            FROM wanted w JOIN weighed x ON x.pool_id = w.pool_id AND x.span && w.busy
           GROUP BY w.place HAVING bool_or(x.demand > x.free) ORDER BY w.place
        LOOP
          refused := refused || period_conflict(p_shop, p_now, p_known, short.place, short.demand, short.free);
        END LOOP;
        RETURN refused;
      END $$`);

    await runner.query(`
      CREATE FUNCTION period_conflict(p_shop uuid, p_now timestamptz, p_known known_line[], p_place integer,
                                      p_requested bigint, p_available bigint, p_unit uuid DEFAULT NULL)
      RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
      DECLARE
        l known_line;
        next jsonb;
      BEGIN
        SELECT k.* INTO l FROM unnest(p_known) k WHERE k.place = p_place;
        -- Of several units that are named there may never be one.
        IF l.unit_ids IS NULL OR p_unit IS NOT NULL THEN
          SELECT jsonb_build_object('start', wire_time(w.starts), 'end', wire_time(w.ends)) INTO next
            FROM next_free_window(p_shop, l.pool_id, l.product_id, l.starts, l.ends, p_now, l.quantity, p_unit) w;
        END IF;
        RETURN refusal(l, 'PERIOD_CONFLICT', jsonb_build_object('requested', p_requested, 'available', p_available,
                                                                'nextFreeWindow', next));
      END $$`);

    await runner.query(`
      -- Units: those that are named one by one, the others by their number.
      CREATE FUNCTION unit_refusals(p_shop uuid, p_now timestamptz, p_known known_line[]) RETURNS jsonb
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        refused jsonb := '[]';
        l known_line;
        found uuid[];
        free bigint;
      BEGIN
        FOREACH l IN ARRAY p_known LOOP
          CONTINUE WHEN NOT l.by_unit;
          IF l.unit_ids IS NOT NULL THEN
            refused := refused || named_refusals(p_shop, p_now, p_known, l);
          ELSIF l.by_period THEN
            found := taken_units(p_shop, l.pool_id, l.busy, p_now);
            SELECT count(*) INTO free FROM stock_unit u
             WHERE u.shop_id = p_shop AND u.pool_id = l.pool_id AND u.status = 'ACTIVE' AND u.unit_id NOT IN (SELECT t FROM unnest(found) AS t)
               AND (l.section IS NULL OR u.section = l.section);
            IF free < l.quantity THEN
              refused := refused || period_conflict(p_shop, p_now, p_known, l.place, l.quantity, free);
            END IF;
          END IF;
        END LOOP;
        RETURN refused;
      END $$`);

    await runner.query(`
      CREATE FUNCTION named_refusals(p_shop uuid, p_now timestamptz, p_known known_line[], l known_line) RETURNS jsonb
      LANGUAGE plpgsql STABLE AS $$
      DECLARE
        missing uuid[];
        taken uuid[];
      BEGIN
        missing := ARRAY(
          SELECT w.unit_id FROM unnest(l.unit_ids) WITH ORDINALITY AS w(unit_id, place)
           WHERE NOT EXISTS (SELECT FROM stock_unit u WHERE u.shop_id = p_shop AND u.unit_id = w.unit_id
                                AND u.pool_id = l.pool_id AND u.status = 'ACTIVE')
           ORDER BY w.place);
        IF missing <> '{}' THEN
          RETURN jsonb_build_array(refusal(l, 'UNIT_NOT_FOUND', jsonb_build_object('unitIds', to_jsonb(missing))));
        END IF;
        -- By unit, not by pool: of a hall of thousands only these are read.
        taken := ARRAY(
          SELECT w.unit_id FROM unnest(l.unit_ids) AS w(unit_id)
           WHERE EXISTS (SELECT FROM allocation a
                          WHERE a.shop_id = p_shop AND a.unit_id = w.unit_id AND a.busy && l.busy
                            AND a.state IN ('HELD', 'CONFIRMED') AND (a.state = 'CONFIRMED' OR a.expires_at > p_now))
              OR l.by_period AND EXISTS (
                 SELECT FROM allocation a
                  WHERE a.shop_id = p_shop AND a.pool_id = l.pool_id AND a.unit_id = w.unit_id
                    AND a.handed_over_at IS NOT NULL AND a.state = 'CONFIRMED' AND a.busy IS NOT NULL
                    AND blocks(l.busy, p_now, a.state, a.expires_at, a.busy, a.handed_over_at)));
        IF taken = '{}' THEN RETURN '[]'; END IF;
        IF l.by_period THEN
          RETURN jsonb_build_array(period_conflict(p_shop, p_now, p_known, l.place, l.quantity,
            l.quantity - cardinality(taken), CASE WHEN l.quantity = 1 THEN taken[1] END));
        END IF;
        RETURN jsonb_build_array(refusal(l, CASE WHEN l.performance_id IS NULL THEN 'UNIT_TAKEN' ELSE 'SEAT_TAKEN' END,
                                         jsonb_build_object('units', describe_units(p_shop, taken))));
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION named_refusals, unit_refusals, period_conflict, window_refusals, counted_refusals',
    );
    await runner.query('DROP FUNCTION describe_units, describe_unit, taken_units, blocks');
  }
}
