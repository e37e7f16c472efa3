import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The last guard of pools whose pieces are had for a time, as the CHECK of the pool is of those that are counted and the
 * EXCLUDE of units: whatever writes to the tables, at no instant there is more promised than there is. It recounts what
 * the rows say, lapsed holds included, which therefore make way before anything is promised anew.
 */
export class GuardWindows1700000002014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The most pieces of a pool that rows keep at one instant of p_span. Reads what overlaps with it.
      CREATE FUNCTION window_peak(p_shop uuid, p_pool uuid, p_span tstzrange) RETURNS bigint
      LANGUAGE plpgsql STABLE
      SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
      BEGIN
        RETURN (
          WITH kept AS MATERIALIZED (
            SELECT a.busy * p_span AS busy, a.quantity FROM allocation a
             WHERE a.shop_id = p_shop AND a.pool_id = p_pool AND a.busy && p_span AND a.busy IS NOT NULL
               AND a.state IN ('HELD', 'CONFIRMED')
          ), edges AS (
            SELECT coalesce(lower(k.busy), '-infinity') AS moment, k.quantity FROM kept k
            UNION ALL
            SELECT coalesce(upper(k.busy), 'infinity'), -k.quantity FROM kept k
          ), levels AS (
            -- Half-open: what ends at a moment has made room for what begins then.
            SELECT sum(e.quantity) OVER (ORDER BY e.moment, e.quantity ROWS UNBOUNDED PRECEDING) AS level FROM edges e
          )
          SELECT coalesce(max(l.level), 0) FROM levels l);
      END $$`);

    await runner.query(`
      CREATE FUNCTION guard_window() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        most integer;
      BEGIN
        -- The engine has the pool already; anybody else must wait here, to see what the others did.
        SELECT s.on_hand INTO most FROM stock_pool s WHERE s.shop_id = NEW.shop_id AND s.pool_id = NEW.pool_id
           FOR NO KEY UPDATE;
        IF window_peak(NEW.shop_id, NEW.pool_id, NEW.busy) > most THEN
          RAISE EXCEPTION 'more is promised of pool % than there is', NEW.pool_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'window_never_oversold', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER allocation_guard_new_window AFTER INSERT ON allocation FOR EACH ROW
        WHEN (NEW.busy IS NOT NULL AND NEW.unit_id IS NULL AND NEW.state IN ('HELD', 'CONFIRMED'))
        EXECUTE FUNCTION guard_window()`);
    // A hold that is sold takes no more than it had.
    await runner.query(`
      CREATE TRIGGER allocation_guard_window AFTER UPDATE OF pool_id, unit_id, quantity, state, busy ON allocation FOR EACH ROW
        WHEN (NEW.busy IS NOT NULL AND NEW.unit_id IS NULL AND NEW.state IN ('HELD', 'CONFIRMED')
              AND (OLD.state NOT IN ('HELD', 'CONFIRMED') OR OLD.quantity < NEW.quantity OR OLD.unit_id IS NOT NULL
                   OR (OLD.pool_id, OLD.busy) IS DISTINCT FROM (NEW.pool_id, NEW.busy)))
        EXECUTE FUNCTION guard_window()`);

    await runner.query(`
      CREATE FUNCTION guard_window_pool() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        -- Whoever takes pieces out says when it is, since what is over needs them no longer.
        since timestamptz := nullif(current_setting('yoyaku.now', true), '')::timestamptz;
      BEGIN
        IF window_peak(NEW.shop_id, NEW.pool_id, tstzrange(since, NULL)) > NEW.on_hand THEN
          RAISE EXCEPTION 'more is promised of pool % than there would be', NEW.pool_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'window_never_oversold', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER stock_pool_guard_window AFTER UPDATE OF on_hand ON stock_pool FOR EACH ROW
        WHEN (NEW.by_period AND NOT NEW.by_unit AND NEW.on_hand < OLD.on_hand)
        EXECUTE FUNCTION guard_window_pool()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER stock_pool_guard_window ON stock_pool');
    await runner.query('DROP TRIGGER allocation_guard_window ON allocation');
    await runner.query('DROP TRIGGER allocation_guard_new_window ON allocation');
    await runner.query('DROP FUNCTION guard_window_pool, guard_window, window_peak');
  }
}
