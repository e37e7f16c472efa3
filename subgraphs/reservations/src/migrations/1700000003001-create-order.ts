import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders by shop, their lines, and the way from an account to its orders. */
export class CreateOrder1700000003001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "order" (
        shop_id       uuid           NOT NULL,
        order_id      uuid           NOT NULL,
        account_id    uuid           NOT NULL,
        state         text           NOT NULL CHECK (state IN ('PENDING', 'CONFIRMED', 'CANCELLED', 'EXPIRED')),
        currency      text           NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        -- Minor units; the bound is the largest integer that JavaScript holds exactly.
        total         bigint         NOT NULL CHECK (total BETWEEN 0 AND 9007199254740991),
        remark        text           CHECK (length(remark) BETWEEN 1 AND 500),
        -- Milliseconds, as the API and its cursors show them.
        placed_at     timestamptz(3) NOT NULL,
        expires_at    timestamptz(3) NOT NULL,
        confirmed_at  timestamptz(3),
        cancelled_at  timestamptz(3),
        cancel_reason text           CHECK (length(cancel_reason) BETWEEN 1 AND 500),
        cancelled_by  text           CHECK (cancelled_by IN ('CUSTOMER', 'SHOP', 'SYSTEM')),
        payment_id    uuid,
        version       integer        NOT NULL CHECK (version >= 1),
        CONSTRAINT order_pkey PRIMARY KEY (shop_id, order_id),
        CONSTRAINT order_expires_after_placing CHECK (expires_at > placed_at),
        CONSTRAINT order_confirmed_by_a_payment CHECK ((confirmed_at IS NULL) = (payment_id IS NULL)),
        CONSTRAINT order_confirmed_when CHECK (
          CASE state WHEN 'CONFIRMED' THEN confirmed_at IS NOT NULL WHEN 'CANCELLED' THEN true ELSE confirmed_at IS NULL END),
        CONSTRAINT order_cancelled_when CHECK (
          (state = 'CANCELLED') = (cancelled_at IS NOT NULL) AND (state = 'CANCELLED') = (cancelled_by IS NOT NULL)),
        CONSTRAINT order_reason_when_cancelled CHECK (state = 'CANCELLED' OR cancel_reason IS NULL)
      )`);
    // Pages of a shop's orders, of one state or merged from all of them.
    await runner.query('CREATE INDEX order_by_state ON "order" (shop_id, state, placed_at, order_id)');
    // The sweeper's.
    await runner.query(`CREATE INDEX order_to_expire ON "order" (expires_at) WHERE state = 'PENDING'`);

    // No foreign key: one statement writes an order with its lines, nothing deletes either, and a check would lock the
    // order's row once for every line.
    await runner.query(`
      CREATE TABLE order_line (
        shop_id    uuid     NOT NULL,
        order_id   uuid     NOT NULL,
        line_id    uuid     NOT NULL,
        place      smallint NOT NULL CHECK (place BETWEEN 0 AND 99),
        variant_id uuid     NOT NULL,
        product_id uuid     NOT NULL,
        quantity   integer  NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
        currency   text     NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        unit_price bigint   NOT NULL CHECK (unit_price >= 0),
        total      bigint   NOT NULL,
        CONSTRAINT order_line_pkey PRIMARY KEY (shop_id, order_id, line_id),
        CONSTRAINT order_line_total CHECK (total = unit_price * quantity)
      )`);

    await runner.query(`
      CREATE TABLE account_order (
        account_id uuid           NOT NULL,
        placed_at  timestamptz(3) NOT NULL,
        shop_id    uuid           NOT NULL,
        order_id   uuid           NOT NULL,
        CONSTRAINT account_order_pkey PRIMARY KEY (account_id, placed_at, order_id, shop_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_order, order_line, "order"');
  }
}
