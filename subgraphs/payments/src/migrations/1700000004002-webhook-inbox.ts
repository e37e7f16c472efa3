import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What providers call back, written down before it is answered and handled afterwards. */
export class WebhookInbox1700000004002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_call (
        shop_id     uuid        NOT NULL,
        provider    text        NOT NULL,
        -- The provider's name for what happened: a replay or a duplicate has the same.
        event_id    text        NOT NULL,
        payment_id  uuid        NOT NULL,
        -- The payment as the provider says it is.
        claim       jsonb       NOT NULL,
        received_at timestamptz NOT NULL,
        -- When somebody must handle it; null when it is handled.
        due_at      timestamptz,
        CONSTRAINT webhook_call_pkey PRIMARY KEY (shop_id, provider, event_id)
      )`);
    await runner.query('CREATE INDEX webhook_call_to_handle ON webhook_call (due_at) WHERE due_at IS NOT NULL');
    await runner.query('CREATE INDEX webhook_call_by_age ON webhook_call (received_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_call');
  }
}
