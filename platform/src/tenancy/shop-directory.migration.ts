import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The platform adds it to every subgraph that keeps a directory; see shop-directory.store.ts. */
export class CreateShopDirectory1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shop (
        shop_id             uuid    NOT NULL,
        name                text    NOT NULL,
        kind                text    NOT NULL,
        currency            text    NOT NULL,
        timezone            text    NOT NULL,
        payment_policy      text    NOT NULL,
        hold_ttl_seconds    integer NOT NULL CHECK (hold_ttl_seconds > 0),
        -- [{"weekday": 1, "opens": "09:00", "closes": "18:00"}, …], Monday is 1; an empty array means always open.
        opening_hours       jsonb   NOT NULL CHECK (jsonb_typeof(opening_hours) = 'array'),
        closed_days         date[]  NOT NULL,
        ending_soon_minutes integer NOT NULL CHECK (ending_soon_minutes > 0),
        offer_ttl_seconds   integer NOT NULL CHECK (offer_ttl_seconds > 0),
        table_idle_minutes  integer NOT NULL CHECK (table_idle_minutes > 0),
        status              text    NOT NULL,
        version             integer NOT NULL,
        CONSTRAINT shop_pkey PRIMARY KEY (shop_id)
      )`);
    // A row with a null role stays behind for a member who has left, so that an older event cannot bring them back.
    await runner.query(`
      CREATE TABLE shop_member (
        shop_id    uuid    NOT NULL,
        account_id uuid    NOT NULL,
        role       text    CHECK (role IN ('OWNER', 'STAFF')),
        version    integer NOT NULL,
        CONSTRAINT shop_member_pkey PRIMARY KEY (shop_id, account_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shop_member');
    await runner.query('DROP TABLE shop');
  }
}
