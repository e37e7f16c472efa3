import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is ordered of a performance. */
export class CreateWaitlist1700000003004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // To call off all that is ordered of a performance.
    await runner.query(`
      CREATE INDEX order_line_performance ON order_line (shop_id, performance_id, order_id)
      WHERE performance_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX order_line_performance');
  }
}
