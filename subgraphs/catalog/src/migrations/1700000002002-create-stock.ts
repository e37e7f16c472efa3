import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much there is, to whom it is promised, and the journal of how it came to be so. */
export class CreateStock1700000002002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stock_pool (
        shop_id    uuid    NOT NULL,
        variant_id uuid    NOT NULL,
        on_hand    integer NOT NULL DEFAULT 0 CHECK (on_hand BETWEEN 0 AND 1000000000),
        held       integer NOT NULL DEFAULT 0 CHECK (held >= 0),
        confirmed  integer NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
        -- How many journal entries there are: the number of the last one.
        movements  integer NOT NULL DEFAULT 0,
        CONSTRAINT stock_pool_pkey PRIMARY KEY (shop_id, variant_id),
        CONSTRAINT stock_pool_never_oversold CHECK (on_hand >= held + confirmed),
        CONSTRAINT stock_pool_variant_fkey FOREIGN KEY (shop_id, variant_id) REFERENCES variant
      ) WITH (fillfactor = 50)`);

    await runner.query(`
      CREATE TABLE allocation (
        shop_id    uuid        NOT NULL,
        order_id   uuid        NOT NULL,
        line_id    uuid        NOT NULL,
        variant_id uuid        NOT NULL,
        product_id uuid        NOT NULL,
        quantity   integer     NOT NULL CHECK (quantity > 0),
        -- Price of one piece when it was held, minor units.
        unit_price bigint      NOT NULL,
        currency   text        NOT NULL,
        state      text        NOT NULL CHECK (state IN ('HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED')),
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT allocation_pkey PRIMARY KEY (shop_id, order_id, line_id)
      ) WITH (fillfactor = 80)`);
    // Only what is held now: it stays small however many orders there have been.
    await runner.query(
      "CREATE INDEX allocation_held ON allocation (shop_id, variant_id, expires_at) WHERE state = 'HELD'",
    );

    await runner.query(`
      CREATE TABLE stock_movement (
        shop_id         uuid        NOT NULL,
        variant_id      uuid        NOT NULL,
        number          integer     NOT NULL,
        reason          text        NOT NULL CHECK (reason IN
          ('RECEIVED', 'ADJUSTED', 'HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED', 'DELETED')),
        on_hand_delta   integer     NOT NULL,
        held_delta      integer     NOT NULL,
        confirmed_delta integer     NOT NULL,
        available_delta integer     NOT NULL GENERATED ALWAYS AS (on_hand_delta - held_delta - confirmed_delta) STORED,
        order_id        uuid,
        account_id      uuid,
        note            text        CHECK (length(note) <= 200),
        occurred_at     timestamptz NOT NULL,
        CONSTRAINT stock_movement_pkey PRIMARY KEY (shop_id, variant_id, number)
      )`);
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
    await runner.query('DROP TABLE stock_movement, allocation, stock_pool');
    await runner.query('DROP FUNCTION refuse_change');
  }
}
