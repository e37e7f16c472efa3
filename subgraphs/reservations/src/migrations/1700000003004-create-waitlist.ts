import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who waits for what is sold out; and what is ordered, or waited for, of a performance. */
export class CreateWaitlist1700000003004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE waitlist_entry (
        shop_id          uuid           NOT NULL,
        entry_id         uuid           NOT NULL,
        account_id       uuid           NOT NULL,
        -- The order of arrival: given under a lock of the pool, so that a lower one is never seen after a higher one.
        position         bigint         NOT NULL GENERATED ALWAYS AS IDENTITY,
        variant_id       uuid           NOT NULL,
        performance_id   uuid,
        period_start     timestamptz(3),
        period_end       timestamptz(3),
        quantity         integer        NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
        state            text           NOT NULL
          CHECK (state IN ('WAITING', 'OFFERED', 'PURCHASED', 'OFFER_EXPIRED', 'CANCELLED')),
        -- Whose stock is held while it is offered, and the order that was made of it.
        order_id         uuid,
        offered_at       timestamptz(3),
        offer_expires_at timestamptz(3),
        ended_at         timestamptz(3),
        cancelled_by     text           CHECK (cancelled_by IN ('CUSTOMER', 'SHOP', 'SYSTEM')),
        cancel_reason    text           CHECK (length(cancel_reason) BETWEEN 1 AND 500),
        version          integer        NOT NULL DEFAULT 1 CHECK (version >= 1),
        joined_at        timestamptz(3) NOT NULL,
        CONSTRAINT waitlist_entry_pkey PRIMARY KEY (shop_id, entry_id),
        CONSTRAINT waitlist_entry_period CHECK (
          (period_start IS NULL) = (period_end IS NULL) AND period_start < period_end),
        CONSTRAINT waitlist_entry_offered_when CHECK (
          (order_id IS NULL) = (offered_at IS NULL) AND (order_id IS NULL) = (offer_expires_at IS NULL)),
        CONSTRAINT waitlist_entry_offered CHECK (
          CASE state WHEN 'WAITING' THEN order_id IS NULL WHEN 'CANCELLED' THEN true ELSE order_id IS NOT NULL END),
        CONSTRAINT waitlist_entry_ended_when CHECK ((state IN ('WAITING', 'OFFERED')) = (ended_at IS NULL)),
        CONSTRAINT waitlist_entry_cancelled_by CHECK ((state = 'CANCELLED') = (cancelled_by IS NOT NULL)),
        CONSTRAINT waitlist_entry_reason CHECK (state = 'CANCELLED' OR cancel_reason IS NULL)
      )`);
    // Nobody waits for one thing twice.
    await runner.query(`
      CREATE UNIQUE INDEX waitlist_entry_once
      ON waitlist_entry (shop_id, account_id, variant_id, performance_id, period_start, period_end) NULLS NOT DISTINCT
      WHERE state IN ('WAITING', 'OFFERED')`);
    await runner.query(`
      CREATE INDEX waitlist_entry_waiting
      ON waitlist_entry (shop_id, variant_id, coalesce(performance_id, variant_id), position)
      WHERE state = 'WAITING'`);
    await runner.query(`
      CREATE INDEX waitlist_entry_performance ON waitlist_entry (shop_id, performance_id, position)
      WHERE performance_id IS NOT NULL AND state IN ('WAITING', 'OFFERED')`);
    await runner.query('CREATE INDEX waitlist_entry_arrival ON waitlist_entry (shop_id, position)');

    // The way from an account to what it waits for, at all shops.
    await runner.query(`
      CREATE TABLE account_waitlist_entry (
        account_id uuid           NOT NULL,
        joined_at  timestamptz(3) NOT NULL,
        shop_id    uuid           NOT NULL,
        entry_id   uuid           NOT NULL,
        CONSTRAINT account_waitlist_entry_pkey PRIMARY KEY (account_id, joined_at, entry_id, shop_id)
      )`);

    // To call off all that is ordered of a performance.
    await runner.query(`
      CREATE INDEX order_line_performance ON order_line (shop_id, performance_id, order_id)
      WHERE performance_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX order_line_performance');
    await runner.query('DROP TABLE account_waitlist_entry, waitlist_entry');
  }
}
