import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What orders cost where they are paid with points; null where they are not. */
export class Points1700000003006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of the lines that are not cancelled, like the total.
    await runner.query('ALTER TABLE "order" ADD COLUMN points bigint CHECK (points >= 0)');
    await runner.query('ALTER TABLE order_line ADD COLUMN points bigint CHECK (points >= 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_line DROP COLUMN points');
    await runner.query('ALTER TABLE "order" DROP COLUMN points');
  }
}
