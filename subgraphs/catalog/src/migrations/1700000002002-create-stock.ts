import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How much there is, to whom it is promised, and the journal of how it came to be so.
 *
 * A pool is what one demand is weighed against: a variant's pieces, or its tickets of one performance. Pieces that are
 * had for a time (`by_period`) are weighed at every instant of it. Where things are kept one by one (`by_unit`), each is
 * a row of its own, and an allocation names it.
 */
export class CreateStock1700000002002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Lets an index hold uuids and ranges together.
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await runner.query(`
      CREATE TABLE performance (
        shop_id        uuid        NOT NULL,
        performance_id uuid        NOT NULL,
        product_id     uuid        NOT NULL,
        seat_plan_id   uuid,
        name           text        CHECK (length(name) BETWEEN 1 AND 200),
        starts_at      timestamptz NOT NULL,
        ends_at        timestamptz NOT NULL,
        sale_from      timestamptz,
        sale_until     timestamptz,
        status         text        NOT NULL DEFAULT 'SCHEDULED' CHECK (status IN ('SCHEDULED', 'CANCELLED')),
        version        integer     NOT NULL DEFAULT 1,
        created_at     timestamptz NOT NULL,
        CONSTRAINT performance_pkey PRIMARY KEY (shop_id, performance_id),
        CONSTRAINT performance_product_fkey FOREIGN KEY (shop_id, product_id) REFERENCES product,
        CONSTRAINT performance_times_check CHECK (starts_at < ends_at AND sale_from < sale_until)
      )`);
    await runner.query(
      'CREATE INDEX performance_product ON performance (shop_id, product_id, starts_at, performance_id)',
    );

    await runner.query(`
      CREATE TABLE stock_pool (
        shop_id        uuid    NOT NULL,
        -- The variant's id, where it is not the pool of a performance.
        pool_id        uuid    NOT NULL,
        variant_id     uuid    NOT NULL,
        product_id     uuid    NOT NULL,
        performance_id uuid,
        by_period      boolean NOT NULL DEFAULT false,
        by_unit        boolean NOT NULL DEFAULT false,
        on_hand        integer NOT NULL DEFAULT 0 CHECK (on_hand BETWEEN 0 AND 1000000000),
        -- Over all times, where it is had for a time.
        held           integer NOT NULL DEFAULT 0 CHECK (held >= 0),
        confirmed      integer NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
        -- How many journal entries there are: the number of the last one.
        movements      integer NOT NULL DEFAULT 0,
        CONSTRAINT stock_pool_pkey PRIMARY KEY (shop_id, pool_id),
        CONSTRAINT stock_pool_variant_key UNIQUE NULLS NOT DISTINCT (shop_id, variant_id, performance_id),
        CONSTRAINT stock_pool_never_oversold CHECK (by_period OR on_hand >= held + confirmed),
        CONSTRAINT stock_pool_own_check CHECK ((pool_id = variant_id) = (performance_id IS NULL)),
        CONSTRAINT stock_pool_variant_fkey FOREIGN KEY (shop_id, variant_id) REFERENCES variant,
        CONSTRAINT stock_pool_performance_fkey FOREIGN KEY (shop_id, performance_id) REFERENCES performance
      ) WITH (fillfactor = 50)`);
    await runner.query(
      'CREATE INDEX stock_pool_performance ON stock_pool (shop_id, performance_id) WHERE performance_id IS NOT NULL',
    );

    await runner.query(`
      CREATE TABLE stock_unit (
        shop_id        uuid        NOT NULL,
        unit_id        uuid        NOT NULL,
        pool_id        uuid        NOT NULL,
        variant_id     uuid        NOT NULL,
        performance_id uuid,
        -- The order of labels must not depend on the locale a database was made with.
        label          text        COLLATE "C" NOT NULL CHECK (length(label) BETWEEN 1 AND 100),
        attributes     jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
        -- Of seats only; rows are ranked from the best, or the front, on.
        section        text,
        row_name       text,
        row_rank       integer,
        seat_number    integer,
        status         text        NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'RETIRED')),
        version        integer     NOT NULL DEFAULT 1,
        created_at     timestamptz NOT NULL,
        retired_at     timestamptz,
        CONSTRAINT stock_unit_pkey PRIMARY KEY (shop_id, unit_id),
        CONSTRAINT stock_unit_label_key UNIQUE (shop_id, pool_id, label),
        CONSTRAINT stock_unit_pool_fkey FOREIGN KEY (shop_id, pool_id) REFERENCES stock_pool,
        CONSTRAINT stock_unit_retired_check CHECK ((status = 'RETIRED') = (retired_at IS NOT NULL))
      )`);

    await runner.query(`
      CREATE TABLE allocation (
        shop_id        uuid        NOT NULL,
        order_id       uuid        NOT NULL,
        line_id        uuid        NOT NULL,
        -- 0, 1 … of a line that names units: one row each.
        piece          smallint    NOT NULL DEFAULT 0,
        pool_id        uuid        NOT NULL,
        variant_id     uuid        NOT NULL,
        product_id     uuid        NOT NULL,
        performance_id uuid,
        unit_id        uuid,
        -- The customer's account, only where the product has a limit per customer.
        customer_id    uuid,
        quantity       integer     NOT NULL CHECK (quantity > 0),
        -- Price of one piece when it was held, minor units.
        unit_price     bigint      NOT NULL,
        currency       text        NOT NULL,
        state          text        NOT NULL CHECK (state IN ('HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED', 'CONSUMED')),
        expires_at     timestamptz NOT NULL,
        period_start   timestamptz,
        period_end     timestamptz,
        -- When nobody else can have it: the period with the product's buffers; always, for a unit without a period.
        busy           tstzrange,
        handed_over_at timestamptz,
        ended_at       timestamptz,
        created_at     timestamptz NOT NULL,
        updated_at     timestamptz NOT NULL,
        CONSTRAINT allocation_pkey PRIMARY KEY (shop_id, order_id, line_id, piece),
        CONSTRAINT allocation_unit_check CHECK (unit_id IS NULL OR (quantity = 1 AND busy IS NOT NULL)),
        CONSTRAINT allocation_period_check CHECK (period_start < period_end AND busy IS NOT NULL OR period_end IS NULL),
        CONSTRAINT allocation_unit_once EXCLUDE USING gist (shop_id WITH =, unit_id WITH =, busy WITH &&)
          WHERE (unit_id IS NOT NULL AND state IN ('HELD', 'CONFIRMED'))
      ) WITH (fillfactor = 80)`);
    // Only what is held now: it stays small however many orders there have been.
    await runner.query(
      "CREATE INDEX allocation_held ON allocation (shop_id, pool_id, expires_at) WHERE state = 'HELD'",
    );
    await runner.query(`
      CREATE INDEX allocation_busy ON allocation USING gist (shop_id, pool_id, busy)
       WHERE busy IS NOT NULL AND state IN ('HELD', 'CONFIRMED')`);
    // What is out of the house, by the time it should be back.
    await runner.query(`
      CREATE INDEX allocation_out ON allocation (shop_id, pool_id, upper(busy))
       WHERE handed_over_at IS NOT NULL AND state = 'CONFIRMED' AND busy IS NOT NULL`);
    await runner.query(`
      CREATE INDEX allocation_customer ON allocation (shop_id, customer_id, product_id) WHERE customer_id IS NOT NULL`);

    await runner.query(`
      CREATE TABLE stock_movement (
        shop_id         uuid        NOT NULL,
        pool_id         uuid        NOT NULL,
        number          integer     NOT NULL,
        variant_id      uuid        NOT NULL,
        reason          text        NOT NULL CHECK (reason IN
          ('RECEIVED', 'ADJUSTED', 'REGISTERED', 'RETIRED', 'HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED', 'HANDED_OVER',
           'RETURNED', 'DELETED')),
        on_hand_delta   integer     NOT NULL,
        held_delta      integer     NOT NULL,
        confirmed_delta integer     NOT NULL,
        available_delta integer     NOT NULL GENERATED ALWAYS AS (on_hand_delta - held_delta - confirmed_delta) STORED,
        order_id        uuid,
        account_id      uuid,
        note            text        CHECK (length(note) <= 200),
        occurred_at     timestamptz NOT NULL,
        CONSTRAINT stock_movement_pkey PRIMARY KEY (shop_id, pool_id, number)
      )`);
    // A variant without a pool of its own has one for each performance; all others are read by the primary key.
    await runner.query(`
      CREATE INDEX stock_movement_of_performances ON stock_movement (shop_id, variant_id, occurred_at, pool_id, number)
       WHERE pool_id <> variant_id`);
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the journal % is only ever added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER stock_movement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movement
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stock_movement, allocation, stock_unit, stock_pool, performance');
    await runner.query('DROP FUNCTION refuse_change');
  }
}
