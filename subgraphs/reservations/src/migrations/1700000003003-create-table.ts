import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Carts, tables, and what goes on at them. */
export class CreateTable1700000003003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dining_table (
        shop_id     uuid           NOT NULL,
        table_id    uuid           NOT NULL,
        name        text           NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
        -- What the QR code holds, besides the shop: random, and replaced when it got into wrong hands.
        code        uuid           NOT NULL,
        archived_at timestamptz(3),
        version     integer        NOT NULL DEFAULT 1 CHECK (version >= 1),
        created_at  timestamptz(3) NOT NULL,
        CONSTRAINT dining_table_pkey PRIMARY KEY (shop_id, table_id),
        CONSTRAINT dining_table_code UNIQUE (shop_id, code)
      )`);
    await runner.query(
      'CREATE UNIQUE INDEX dining_table_name ON dining_table (shop_id, name) WHERE archived_at IS NULL',
    );
    await runner.query('CREATE INDEX dining_table_by_name ON dining_table (shop_id, name, table_id)');

    await runner.query(`
      CREATE TABLE table_session (
        shop_id        uuid           NOT NULL,
        session_id     uuid           NOT NULL,
        table_id       uuid           NOT NULL,
        state          text           NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
        opened_by      uuid           NOT NULL,
        opened_at      timestamptz(3) NOT NULL,
        closed_at      timestamptz(3),
        close_reason   text           CHECK (close_reason IN ('STAFF', 'IDLE')),
        -- When somebody joined, ordered or changed the cart.
        last_change_at timestamptz(3) NOT NULL,
        version        integer        NOT NULL DEFAULT 1 CHECK (version >= 1),
        CONSTRAINT table_session_pkey PRIMARY KEY (shop_id, session_id),
        CONSTRAINT table_session_closed_when CHECK (
          (state = 'CLOSED') = (closed_at IS NOT NULL) AND (state = 'CLOSED') = (close_reason IS NOT NULL))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX table_session_open ON table_session (shop_id, table_id) WHERE state = 'OPEN'`,
    );
    await runner.query('CREATE INDEX table_session_table ON table_session (shop_id, table_id, opened_at, session_id)');

    await runner.query(`
      CREATE TABLE table_guest (
        shop_id    uuid           NOT NULL,
        session_id uuid           NOT NULL,
        account_id uuid           NOT NULL,
        joined_at  timestamptz(3) NOT NULL,
        CONSTRAINT table_guest_pkey PRIMARY KEY (shop_id, session_id, account_id)
      )`);
    await runner.query(`
      CREATE INDEX order_at_table ON "order" (shop_id, table_session_id, placed_at, order_id)
      WHERE table_session_id IS NOT NULL`);

    await runner.query(`
      CREATE TABLE cart (
        shop_id          uuid           NOT NULL,
        cart_id          uuid           NOT NULL,
        account_id       uuid,
        table_session_id uuid,
        version          integer        NOT NULL CHECK (version >= 1),
        created_at       timestamptz(3) NOT NULL,
        updated_at       timestamptz(3) NOT NULL,
        CONSTRAINT cart_pkey PRIMARY KEY (shop_id, cart_id),
        CONSTRAINT cart_of_one_owner CHECK ((account_id IS NULL) <> (table_session_id IS NULL))
      )`);
    await runner.query('CREATE UNIQUE INDEX cart_account ON cart (shop_id, account_id) WHERE account_id IS NOT NULL');
    await runner.query(
      'CREATE UNIQUE INDEX cart_table ON cart (shop_id, table_session_id) WHERE table_session_id IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE cart_line (
        shop_id        uuid           NOT NULL,
        cart_id        uuid           NOT NULL,
        line_id        uuid           NOT NULL,
        place          integer        NOT NULL CHECK (place >= 0),
        variant_id     uuid           NOT NULL,
        performance_id uuid,
        period_start   timestamptz(3),
        period_end     timestamptz(3),
        unit_ids       uuid[],
        together       boolean        NOT NULL,
        section        text           CHECK (length(section) BETWEEN 1 AND 100),
        quantity       integer        NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
        added_by       uuid           NOT NULL,
        CONSTRAINT cart_line_pkey PRIMARY KEY (shop_id, cart_id, line_id),
        CONSTRAINT cart_line_place UNIQUE (shop_id, cart_id, place),
        CONSTRAINT cart_line_cart FOREIGN KEY (shop_id, cart_id) REFERENCES cart ON DELETE CASCADE,
        CONSTRAINT cart_line_period CHECK (
          (period_start IS NULL) = (period_end IS NULL) AND period_start < period_end),
        CONSTRAINT cart_line_units CHECK (cardinality(unit_ids) = quantity)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX order_at_table');
    await runner.query('DROP TABLE cart_line, cart, table_guest, table_session, dining_table');
  }
}
