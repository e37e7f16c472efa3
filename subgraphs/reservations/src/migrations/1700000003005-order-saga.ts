import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What orders tell of their payments, and lines of when they begin. */
export class OrderSaga1700000003005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "order"
        -- Why the last payment that it could not take went back.
        ADD COLUMN payment_problem text CHECK (payment_problem IN (
          'OUT_OF_STOCK', 'ORDER_CANCELLED', 'ORDER_EXPIRED', 'ALREADY_PAID', 'AMOUNT_CHANGED', 'NOT_ASKED_FOR'))`);
    // As planned when it was ordered: what goes back of a price is reckoned from what the customer was told.
    await runner.query('ALTER TABLE order_line ADD COLUMN performance_start timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_line DROP COLUMN performance_start');
    await runner.query('ALTER TABLE "order" DROP COLUMN payment_problem');
  }
}
