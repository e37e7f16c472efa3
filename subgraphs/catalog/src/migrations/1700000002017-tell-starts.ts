import type { MigrationInterface, QueryRunner } from 'typeorm';

const describe = (start: string) => `
      CREATE OR REPLACE FUNCTION describe_allocation(a allocation) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
      BEGIN
        IF a.busy IS NULL AND a.performance_id IS NULL THEN RETURN NULL; END IF;
        RETURN jsonb_build_object(
          'performanceId', a.performance_id,${start}
          'period', CASE WHEN a.period_start IS NOT NULL THEN
                      jsonb_build_object('start', wire_time(a.period_start), 'end', wire_time(a.period_end)) END,
          'unit', (SELECT describe_unit(u) FROM stock_unit u WHERE u.shop_id = a.shop_id AND u.unit_id = a.unit_id));
      END $$`;

/** A held line tells when its performance starts: what goes back of its price is reckoned from then. */
export class TellStarts1700000002017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      describe(`
          'startsAt', (SELECT wire_time(f.starts_at) FROM performance f
                        WHERE f.shop_id = a.shop_id AND f.performance_id = a.performance_id),`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(describe(''));
  }
}
