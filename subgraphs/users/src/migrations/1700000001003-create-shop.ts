import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shops, who works in them, and the way from an account to the shops where it works. */
export class CreateShop1700000001003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shop (
        shop_id             uuid           NOT NULL,
        name                text           NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        -- The order of names must not depend on the locale a database was made with.
        sort_name           text           COLLATE "C" NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
        kind                text           NOT NULL CHECK (kind IN ('RENTAL', 'BIKES', 'STORE', 'TABLE', 'MUSICAL')),
        currency            text           NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        timezone            text           NOT NULL,
        payment_policy      text           NOT NULL CHECK (payment_policy IN ('PREPAY', 'POINTS', 'NONE')),
        hold_ttl_seconds    integer        NOT NULL CHECK (hold_ttl_seconds BETWEEN 1 AND 86400),
        -- [{"weekday": 1, "opens": "09:00", "closes": "18:00"}, …], Monday is 1; an empty array means always open.
        opening_hours       jsonb          NOT NULL
          CHECK (jsonb_typeof(opening_hours) = 'array' AND jsonb_array_length(opening_hours) <= 70),
        closed_days         date[]         NOT NULL CHECK (cardinality(closed_days) <= 400),
        ending_soon_minutes integer        NOT NULL CHECK (ending_soon_minutes BETWEEN 1 AND 10080),
        offer_ttl_seconds   integer        NOT NULL CHECK (offer_ttl_seconds BETWEEN 1 AND 604800),
        table_idle_minutes  integer        NOT NULL CHECK (table_idle_minutes BETWEEN 1 AND 1440),
        status              text           NOT NULL CHECK (status IN ('ACTIVE', 'ARCHIVED')),
        -- Milliseconds, as the API and its cursors show them.
        created_at          timestamptz(3) NOT NULL,
        version             integer        NOT NULL CHECK (version >= 1),
        CONSTRAINT shop_pkey PRIMARY KEY (shop_id)
      )`);
    await runner.query('CREATE INDEX shop_by_age ON shop (created_at, shop_id)');
    await runner.query('CREATE INDEX shop_by_name ON shop (sort_name, shop_id)');

    // A row with a null role stays behind for a member who has left: its version goes on rising when they come back.
    await runner.query(`
      CREATE TABLE membership (
        shop_id    uuid           NOT NULL,
        account_id uuid           NOT NULL,
        role       text           CHECK (role IN ('OWNER', 'STAFF')),
        version    integer        NOT NULL CHECK (version >= 1),
        joined_at  timestamptz(3) NOT NULL,
        CONSTRAINT membership_pkey PRIMARY KEY (shop_id, account_id),
        CONSTRAINT membership_shop_fkey FOREIGN KEY (shop_id) REFERENCES shop
      )`);
    await runner.query(
      'CREATE INDEX membership_by_age ON membership (shop_id, joined_at, account_id) WHERE role IS NOT NULL',
    );

    // Memberships are kept by shop; this leads to an account's own. No foreign key to the membership, whose tenant is
    // the shop: both are written in one transaction.
    await runner.query(`
      CREATE TABLE account_membership (
        account_id uuid           NOT NULL,
        shop_id    uuid           NOT NULL,
        joined_at  timestamptz(3) NOT NULL,
        CONSTRAINT account_membership_pkey PRIMARY KEY (account_id, shop_id),
        CONSTRAINT account_membership_account_fkey FOREIGN KEY (account_id) REFERENCES account
      )`);
    await runner.query('CREATE INDEX account_membership_by_age ON account_membership (account_id, joined_at, shop_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_membership, membership, shop');
  }
}
