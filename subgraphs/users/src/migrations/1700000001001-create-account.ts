import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, their passwords, and the way from an e-mail address to its account. */
export class CreateAccount1700000001001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        account_id   uuid           NOT NULL,
        email        text           NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
        display_name text           NOT NULL CHECK (length(display_name) BETWEEN 1 AND 50),
        -- Milliseconds, as the API shows them.
        created_at   timestamptz(3) NOT NULL,
        CONSTRAINT account_pkey PRIMARY KEY (account_id)
      )`);

    // The one table that is neither an account's nor a shop's: whoever logs in knows nothing but the address. It is
    // spread by the address itself, and it is what makes an address unique.
    await runner.query(`
      CREATE TABLE email_address (
        email      text NOT NULL CHECK (email = lower(email)),
        account_id uuid NOT NULL,
        CONSTRAINT email_address_pkey PRIMARY KEY (email)
      )`);

    // Apart from the account, so that nothing which reads accounts can ever show a hash.
    await runner.query(`
      CREATE TABLE password (
        account_id uuid           NOT NULL,
        hash       text           NOT NULL CHECK (hash LIKE '$argon2id$%'),
        changed_at timestamptz(3) NOT NULL,
        CONSTRAINT password_pkey PRIMARY KEY (account_id),
        CONSTRAINT password_account_fkey FOREIGN KEY (account_id) REFERENCES account
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE password, email_address, account');
  }
}
