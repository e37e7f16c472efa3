import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Payments that wait with their method, that buy points, and that go back in parts; of orders, what refunds are reckoned
 * from.
 */
export class MethodsAndRefunds1700000004003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment
        ADD COLUMN purpose     text   NOT NULL DEFAULT 'ORDER' CHECK (purpose IN ('ORDER', 'TOP_UP')),
        ADD COLUMN points      bigint CHECK (points > 0),
        -- The name of the provider that has it; see providers.ts.
        ADD COLUMN provider    text   NOT NULL DEFAULT 'simulator',
        -- With what to pay, as long as it may still have to be asked for.
        ADD COLUMN method      jsonb,
        -- Where the customer approves it, while that is awaited.
        ADD COLUMN action_url  text,
        -- How much of it is to go back in all. It only ever rises.
        ADD COLUMN refund_owed bigint NOT NULL DEFAULT 0,
        -- Since when its step has failed so often that staff should look at it.
        ADD COLUMN stuck_since timestamptz,
        ALTER COLUMN order_id DROP NOT NULL,
        ADD CONSTRAINT payment_owed_within_amount CHECK (refund_owed BETWEEN 0 AND amount),
        ADD CONSTRAINT payment_refunds_are_owed CHECK (refunded_amount <= refund_owed OR goal = 'GIVE_BACK'),
        ADD CONSTRAINT payment_of_order_or_points
          CHECK ((purpose = 'ORDER') = (order_id IS NOT NULL) AND (purpose = 'TOP_UP') = (points IS NOT NULL))`);
    await runner.query(
      'CREATE INDEX payment_stuck ON payment (shop_id, stuck_since, payment_id) WHERE stuck_since IS NOT NULL',
    );
    await runner.query(`
      ALTER TABLE payable_order
        ADD COLUMN payment_policy text NOT NULL DEFAULT 'PREPAY',
        ADD COLUMN points         bigint CHECK (points >= 0),
        -- [{"lineId": …, "total": minor units, "startsAt": RFC 3339 or null, "cancelled": …}, …]
        ADD COLUMN lines          jsonb NOT NULL DEFAULT '[]',
        -- The shop's cancellation tiers when the order came here.
        ADD COLUMN tiers          jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE payable_order DROP COLUMN payment_policy, DROP COLUMN points, DROP COLUMN lines, DROP COLUMN tiers',
    );
    await runner.query('DROP INDEX payment_stuck');
    await runner.query(`
      ALTER TABLE payment
        DROP COLUMN purpose CASCADE, DROP COLUMN points CASCADE, DROP COLUMN provider, DROP COLUMN method,
        DROP COLUMN action_url, DROP COLUMN refund_owed CASCADE, DROP COLUMN stuck_since,
        ALTER COLUMN order_id SET NOT NULL`);
  }
}
