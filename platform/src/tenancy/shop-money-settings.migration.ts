import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The platform adds it to every subgraph that keeps a directory. The defaults are those of the users subgraph, so that
 * shops of earlier versions are known here as they are there.
 */
export class AddShopMoneySettings1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shop
        -- [{"hoursBefore": 24, "percent": 100}, …], the earliest first; an empty array means always 100 %.
        ADD COLUMN cancellation_tiers     jsonb   NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(cancellation_tiers) = 'array'),
        ADD COLUMN points_per_reservation integer NOT NULL DEFAULT 1000 CHECK (points_per_reservation >= 0),
        ADD COLUMN payment_grace_seconds  integer NOT NULL DEFAULT 1800 CHECK (payment_grace_seconds >= 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shop
        DROP COLUMN payment_grace_seconds, DROP COLUMN points_per_reservation, DROP COLUMN cancellation_tiers`);
  }
}
