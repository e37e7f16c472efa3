import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders by shop, their lines, and the way from an account to its orders. */
export class CreateOrder1700000003001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "order" (
        shop_id          uuid           NOT NULL,
        order_id         uuid           NOT NULL,
        account_id       uuid           NOT NULL,
        state            text           NOT NULL
          CHECK (state IN ('PENDING', 'CONFIRMED', 'COMPLETED', 'CANCELLED', 'EXPIRED')),
        -- The shop's at the moment of placing.
        payment_policy   text           NOT NULL CHECK (payment_policy IN ('PREPAY', 'POINTS', 'NONE')),
        -- The table it was ordered at, if any.
        table_session_id uuid,
        currency         text           NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        -- Of the lines that are not cancelled, in minor units; the bound is the largest integer that JavaScript holds
        -- exactly.
        total            bigint         NOT NULL CHECK (total BETWEEN 0 AND 9007199254740991),
        remark           text           CHECK (length(remark) BETWEEN 1 AND 500),
        -- Milliseconds, as the API and its cursors show them.
        placed_at        timestamptz(3) NOT NULL,
        expires_at       timestamptz(3) NOT NULL,
        confirmed_at     timestamptz(3),
        completed_at     timestamptz(3),
        cancelled_at     timestamptz(3),
        cancel_reason    text           CHECK (length(cancel_reason) BETWEEN 1 AND 500),
        cancelled_by     text           CHECK (cancelled_by IN ('CUSTOMER', 'SHOP', 'SYSTEM')),
        payment_id       uuid,
        version          integer        NOT NULL CHECK (version >= 1),
        CONSTRAINT order_pkey PRIMARY KEY (shop_id, order_id),
        CONSTRAINT order_expires_after_placing CHECK (expires_at > placed_at),
        CONSTRAINT order_confirmed_by_a_payment CHECK (
          CASE payment_policy WHEN 'PREPAY' THEN (confirmed_at IS NULL) = (payment_id IS NULL)
                              WHEN 'NONE' THEN payment_id IS NULL ELSE true END),
        CONSTRAINT order_confirmed_when CHECK (
          CASE state WHEN 'CANCELLED' THEN true
                     ELSE (state IN ('CONFIRMED', 'COMPLETED')) = (confirmed_at IS NOT NULL) END),
        CONSTRAINT order_completed_when CHECK ((state = 'COMPLETED') = (completed_at IS NOT NULL)),
        CONSTRAINT order_cancelled_when CHECK (
          (state = 'CANCELLED') = (cancelled_at IS NOT NULL) AND (state = 'CANCELLED') = (cancelled_by IS NOT NULL)),
        CONSTRAINT order_reason_when_cancelled CHECK (state = 'CANCELLED' OR cancel_reason IS NULL)
      )`);
    // Pages of a shop's orders, of one state or merged from all of them.
    await runner.query('CREATE INDEX order_by_state ON "order" (shop_id, state, placed_at, order_id)');
    // What waits for a payment, and what was left unconfirmed although it waits for none.
    await runner.query(`CREATE INDEX order_to_expire ON "order" (shop_id, expires_at) WHERE state = 'PENDING'`);
    await runner.query(`
      CREATE INDEX order_to_confirm ON "order" (shop_id, placed_at)
      WHERE state = 'PENDING' AND payment_policy = 'NONE'`);

    // No foreign key: one statement writes an order with its lines, nothing deletes either, and a check would lock the
    // order's row once for every line.
    await runner.query(`
      CREATE TABLE order_line (
        shop_id             uuid           NOT NULL,
        order_id            uuid           NOT NULL,
        line_id             uuid           NOT NULL,
        place               smallint       NOT NULL CHECK (place BETWEEN 0 AND 99),
        variant_id          uuid           NOT NULL,
        product_id          uuid           NOT NULL,
        performance_id      uuid,
        quantity            integer        NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
        currency            text           NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        unit_price          bigint         NOT NULL CHECK (unit_price >= 0),
        total               bigint         NOT NULL,
        period_start        timestamptz(3),
        period_end          timestamptz(3),
        -- Whether it comes back when it was handed over.
        returnable          boolean        NOT NULL,
        -- The very things or seats: [{unitId, label, section, rowName, seatNumber}].
        units               jsonb          CHECK (jsonb_typeof(units) = 'array'),
        -- Null until the line takes a step of its own; until then the order's state tells the line's.
        reservation_state   text           CHECK (reservation_state IN (
          'HELD', 'CONFIRMED', 'PREPARING', 'READY', 'HANDED_OVER', 'RETURNED', 'CANCELLED', 'EXPIRED')),
        reservation_version integer        NOT NULL DEFAULT 1 CHECK (reservation_version >= 1),
        handed_over_at      timestamptz(3),
        ended_at            timestamptz(3),
        cancelled_at        timestamptz(3),
        ending_soon_at      timestamptz(3),
        overdue_at          timestamptz(3),
        at_risk             boolean        NOT NULL DEFAULT false,
        CONSTRAINT order_line_pkey PRIMARY KEY (shop_id, order_id, line_id),
        CONSTRAINT order_line_total CHECK (total = unit_price * quantity),
        CONSTRAINT order_line_period CHECK (
          (period_start IS NULL) = (period_end IS NULL) AND period_start < period_end),
        CONSTRAINT order_line_returnable CHECK (NOT returnable OR period_start IS NOT NULL)
      )`);
    // Nobody looks for units, so nobody needs their statistics.
    await runner.query('ALTER TABLE order_line ALTER COLUMN units SET STATISTICS 0');

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
