import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was called off of orders and what of its price goes back, what staff gave back, and how often a step failed. */
export class CancelledLines1700000004006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The primary key is what makes each line go back once, however often its end is told of.
    await runner.query(`
      CREATE TABLE cancelled_line (
        shop_id      uuid        NOT NULL,
        order_id     uuid        NOT NULL,
        line_id      uuid        NOT NULL,
        -- What was paid for it in minor units: nothing when it was called off before.
        paid         bigint      NOT NULL CHECK (paid >= 0),
        percent      smallint    NOT NULL CHECK (percent BETWEEN 0 AND 100),
        refund       bigint      NOT NULL,
        cancelled_at timestamptz NOT NULL,
        CONSTRAINT cancelled_line_pkey PRIMARY KEY (shop_id, order_id, line_id),
        CONSTRAINT cancelled_line_refund_within_paid CHECK (refund BETWEEN 0 AND paid)
      )`);
    await runner.query(`
      CREATE TABLE staff_refund (
        shop_id    uuid        NOT NULL,
        payment_id uuid        NOT NULL,
        refund_id  uuid        NOT NULL,
        amount     bigint      NOT NULL CHECK (amount > 0),
        reason     text,
        -- Who of the staff gave it back.
        staff_id   uuid        NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT staff_refund_pkey PRIMARY KEY (shop_id, payment_id, refund_id),
        CONSTRAINT staff_refund_of_payment FOREIGN KEY (shop_id, payment_id) REFERENCES payment
      )`);
    await runner.query(`
      ALTER TABLE payment
        -- How often in a row the missing step has failed.
        ADD COLUMN failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0)`);
    await runner.query(`UPDATE payment SET refund_owed = amount WHERE goal = 'GIVE_BACK'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment DROP COLUMN failures');
    await runner.query('DROP TABLE staff_refund, cancelled_line');
  }
}
