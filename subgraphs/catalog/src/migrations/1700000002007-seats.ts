import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where seats stand, and how several of them are found side by side. */
export class Seats1700000002007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seat_plan (
        shop_id      uuid        NOT NULL,
        seat_plan_id uuid        NOT NULL,
        name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        sort_name    text        COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
        -- As staff describe it: [{name, rows, firstSeat, seatsPerRow, tier}], the best rows first.
        sections     jsonb       NOT NULL CHECK (jsonb_typeof(sections) = 'array'),
        seat_count   integer     NOT NULL CHECK (seat_count BETWEEN 1 AND 20000),
        version      integer     NOT NULL DEFAULT 1,
        created_at   timestamptz NOT NULL,
        archived_at  timestamptz,
        CONSTRAINT seat_plan_pkey PRIMARY KEY (shop_id, seat_plan_id)
      )`);
    await runner.query('CREATE INDEX seat_plan_name ON seat_plan (shop_id, sort_name, seat_plan_id)');
    await runner.query(`
      ALTER TABLE performance ADD CONSTRAINT performance_seat_plan_fkey
        FOREIGN KEY (shop_id, seat_plan_id) REFERENCES seat_plan`);
    await runner.query(`
      CREATE INDEX performance_seat_plan ON performance (shop_id, seat_plan_id) WHERE seat_plan_id IS NOT NULL`);

    // The tier of the seat plan whose seats the pool counts.
    await runner.query('ALTER TABLE stock_pool ADD COLUMN tier text');
    await runner.query(
      'CREATE INDEX stock_unit_newest ON stock_unit (shop_id, pool_id, created_at DESC, unit_id DESC)',
    );
    await runner.query(`
      ALTER TABLE stock_unit ADD CONSTRAINT stock_unit_seat_check CHECK (
        (section IS NULL AND row_name IS NULL AND row_rank IS NULL AND seat_number IS NULL)
        OR (section IS NOT NULL AND row_name IS NOT NULL AND row_rank IS NOT NULL AND seat_number IS NOT NULL
            AND performance_id IS NOT NULL))`);
    await runner.query(`
      CREATE UNIQUE INDEX stock_unit_seat_key ON stock_unit (shop_id, pool_id, row_rank, seat_number)
       WHERE row_rank IS NOT NULL`);

    await runner.query(`
      -- The seats of a pool that nobody has: what lapsed holds keep is free. The set of what is taken is hashed, whatever
      -- the planner thinks of the tables' sizes.
      CREATE FUNCTION free_seats(p_shop uuid, p_pool uuid, p_section text, p_now timestamptz, p_taken uuid[])
      RETURNS TABLE (unit_id uuid, row_rank integer, seat_number integer)
      LANGUAGE sql STABLE AS $$
        SELECT u.unit_id, u.row_rank, u.seat_number
          FROM stock_unit u
         WHERE u.shop_id = p_shop AND u.pool_id = p_pool AND u.row_rank IS NOT NULL AND u.status = 'ACTIVE'
           AND (p_section IS NULL OR u.section = p_section)
           AND u.unit_id NOT IN (SELECT a.unit_id FROM allocation a
                                  WHERE a.shop_id = p_shop AND a.pool_id = p_pool AND a.busy IS NOT NULL
                                    AND a.state IN ('HELD', 'CONFIRMED') AND a.unit_id IS NOT NULL
                                    AND (a.state = 'CONFIRMED' OR a.expires_at > p_now)
                                 UNION ALL SELECT t.unit_id FROM unnest(p_taken) AS t(unit_id)
                                  WHERE t.unit_id IS NOT NULL)
      $$`);

    await runner.query(`
      -- So many free seats side by side: in the best row that has them, nearest its middle, then from the lowest number
      -- on. Null when there are none. 'p_taken' are seats given away by the running statement, not written yet.
      CREATE FUNCTION best_together(p_shop uuid, p_pool uuid, p_count integer, p_section text, p_now timestamptz,
                                    p_taken uuid[] DEFAULT '{}')
      RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
      DECLARE
        units uuid[];
      BEGIN
        IF p_count < 1 THEN RETURN NULL; END IF;
        WITH free AS MATERIALIZED (
          SELECT * FROM free_seats(p_shop, p_pool, p_section, p_now, p_taken)
        ), run AS MATERIALIZED (
          SELECT r.row_rank, r.seat_number
            FROM (SELECT f.row_rank, f.seat_number,
                         lead(f.seat_number, p_count - 1) OVER (PARTITION BY f.row_rank ORDER BY f.seat_number) AS last
                    FROM free f) r
           WHERE r.last = r.seat_number + p_count - 1
        ), best_row AS MATERIALIZED (
          SELECT u.row_rank, min(u.seat_number) + max(u.seat_number) AS span
            FROM stock_unit u
           WHERE u.shop_id = p_shop AND u.pool_id = p_pool AND u.row_rank = (SELECT min(r.row_rank) FROM run r)
           GROUP BY u.row_rank
        ), best AS (
          SELECT r.row_rank, r.seat_number
            FROM run r JOIN best_row b ON b.row_rank = r.row_rank
           ORDER BY abs(2 * r.seat_number + p_count - 1 - b.span), r.seat_number
           LIMIT 1
        )
        SELECT array_agg(f.unit_id ORDER BY f.seat_number) INTO units
          FROM best b JOIN free f ON f.row_rank = b.row_rank
           AND f.seat_number BETWEEN b.seat_number AND b.seat_number + p_count - 1;
        RETURN units;
      END $$`);

    await runner.query(`
      -- How many free seats stand side by side at most.
      CREATE FUNCTION largest_together(p_shop uuid, p_pool uuid, p_section text, p_now timestamptz,
                                       p_taken uuid[] DEFAULT '{}')
      RETURNS integer LANGUAGE sql STABLE AS $$
        SELECT coalesce(max(i.seats), 0)::integer
          FROM (SELECT count(*) AS seats
                  FROM (SELECT f.row_rank,
                               f.seat_number - row_number() OVER (PARTITION BY f.row_rank ORDER BY f.seat_number) AS island
                          FROM free_seats(p_shop, p_pool, p_section, p_now, p_taken) f) s
                 GROUP BY s.row_rank, s.island) i
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION largest_together, best_together, free_seats');
    await runner.query('DROP INDEX stock_unit_seat_key, stock_unit_newest');
    await runner.query('ALTER TABLE stock_unit DROP CONSTRAINT stock_unit_seat_check');
    await runner.query('ALTER TABLE stock_pool DROP COLUMN tier');
    await runner.query('ALTER TABLE performance DROP CONSTRAINT performance_seat_plan_fkey');
    await runner.query('DROP INDEX performance_seat_plan');
    await runner.query('DROP TABLE seat_plan');
  }
}
