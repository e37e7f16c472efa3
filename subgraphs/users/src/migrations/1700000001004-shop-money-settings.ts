import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a shop gives back on cancellation, what a reservation costs in points, how long an outage may prolong a hold. */
export class ShopMoneySettings1700000001004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shop
        -- [{"hoursBefore": 24, "percent": 100}, …], the earliest first; an empty array means always 100 %.
        ADD COLUMN cancellation_tiers jsonb NOT NULL DEFAULT '[]'
          CONSTRAINT shop_cancellation_tiers_check CHECK (
            jsonb_typeof(cancellation_tiers) = 'array' AND jsonb_array_length(cancellation_tiers) <= 10
            AND NOT jsonb_path_exists(cancellation_tiers, '$[*] ? (!(
              @.hoursBefore >= 0 && @.hoursBefore <= 8760 && @.percent >= 0 && @.percent <= 100))')),
        ADD COLUMN points_per_reservation integer NOT NULL DEFAULT 1000
          CHECK (points_per_reservation BETWEEN 0 AND 1000000),
        ADD COLUMN payment_grace_seconds integer NOT NULL DEFAULT 1800
          CHECK (payment_grace_seconds BETWEEN 0 AND 86400)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shop
        DROP COLUMN payment_grace_seconds, DROP COLUMN points_per_reservation, DROP COLUMN cancellation_tiers`);
  }
}
