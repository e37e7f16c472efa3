import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments, their refunds and history, and the orders that can be paid. */
export class CreatePayments1700000004001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payable_order (
        shop_id    uuid        NOT NULL,
        order_id   uuid        NOT NULL,
        account_id uuid        NOT NULL,
        state      text        NOT NULL,
        amount     bigint      NOT NULL CHECK (amount >= 0),
        currency   char(3)     NOT NULL,
        expires_at timestamptz,
        version    integer     NOT NULL,
        CONSTRAINT payable_order_pkey PRIMARY KEY (shop_id, order_id)
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE TABLE payment (
        shop_id             uuid        NOT NULL,
        payment_id          uuid        NOT NULL,
        order_id            uuid        NOT NULL,
        account_id          uuid        NOT NULL,
        amount              bigint      NOT NULL CHECK (amount > 0),
        currency            char(3)     NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        captured_amount     bigint      NOT NULL DEFAULT 0,
        refunded_amount     bigint      NOT NULL DEFAULT 0,
        state               text        NOT NULL
          CHECK (state IN ('CREATED', 'PROCESSING', 'AUTHORIZED', 'CAPTURED', 'FAILED', 'VOIDED')),
        goal                text        NOT NULL CHECK (goal IN ('AUTHORIZE', 'CAPTURE', 'GIVE_BACK')),
        failure_reason      text,
        provider_payment_id text,
        attempts            integer     NOT NULL DEFAULT 0,
        next_attempt_at     timestamptz,
        version             integer     NOT NULL DEFAULT 1,
        created_at          timestamptz NOT NULL,
        updated_at          timestamptz NOT NULL,
        CONSTRAINT payment_pkey PRIMARY KEY (shop_id, payment_id),
        CONSTRAINT payment_captured_within_amount CHECK (captured_amount BETWEEN 0 AND amount),
        CONSTRAINT payment_refunded_within_captured CHECK (refunded_amount BETWEEN 0 AND captured_amount),
        CONSTRAINT payment_captured_when_captured CHECK ((state = 'CAPTURED') = (captured_amount > 0)),
        CONSTRAINT payment_failed_with_reason CHECK ((state = 'FAILED') = (failure_reason IS NOT NULL)),
        CONSTRAINT payment_known_at_provider
          CHECK (state NOT IN ('AUTHORIZED', 'CAPTURED', 'VOIDED') OR provider_payment_id IS NOT NULL)
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE UNIQUE INDEX payment_one_live_per_order ON payment (shop_id, order_id)
        WHERE state IN ('PROCESSING', 'AUTHORIZED', 'CAPTURED') AND goal <> 'GIVE_BACK'`);
    await runner.query('CREATE INDEX payment_of_order ON payment (shop_id, order_id, created_at)');
    await runner.query('CREATE INDEX payment_to_do ON payment (next_attempt_at) WHERE next_attempt_at IS NOT NULL');
    await runner.query(`
      CREATE TABLE refund (
        shop_id    uuid        NOT NULL,
        payment_id uuid        NOT NULL,
        number     integer     NOT NULL CHECK (number > 0),
        amount     bigint      NOT NULL CHECK (amount > 0),
        currency   char(3)     NOT NULL,
        state      text        NOT NULL CHECK (state IN ('PENDING', 'SUCCEEDED', 'FAILED')),
        created_at timestamptz NOT NULL,
        settled_at timestamptz,
        CONSTRAINT refund_pkey PRIMARY KEY (shop_id, payment_id, number),
        CONSTRAINT refund_of_payment FOREIGN KEY (shop_id, payment_id) REFERENCES payment,
        CONSTRAINT refund_settled_when_over CHECK ((state = 'PENDING') = (settled_at IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX refund_one_pending_per_payment ON refund (shop_id, payment_id) WHERE state = 'PENDING'`);
    await runner.query(`
      CREATE TABLE payment_event (
        shop_id             uuid        NOT NULL,
        payment_id          uuid        NOT NULL,
        version             integer     NOT NULL,
        state               text        NOT NULL,
        goal                text        NOT NULL,
        failure_reason      text,
        provider_payment_id text,
        captured_amount     bigint      NOT NULL,
        refunded_amount     bigint      NOT NULL,
        occurred_at         timestamptz NOT NULL,
        CONSTRAINT payment_event_pkey PRIMARY KEY (shop_id, payment_id, version)
      )`);
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER payment_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment_event, refund, payment, payable_order');
    await runner.query('DROP FUNCTION refuse_change');
  }
}
