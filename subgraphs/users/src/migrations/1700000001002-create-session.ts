import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions with their chains of refresh tokens, and the keys that sign access tokens. */
export class CreateSession1700000001002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE session (
        account_id uuid           NOT NULL,
        session_id uuid           NOT NULL,
        started_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3),
        CONSTRAINT session_pkey PRIMARY KEY (account_id, session_id),
        CONSTRAINT session_account_fkey FOREIGN KEY (account_id) REFERENCES account,
        CONSTRAINT session_expires_after_its_start CHECK (expires_at > started_at)
      )`);
    // The sweeper's.
    await runner.query('CREATE INDEX session_expires_at ON session (expires_at)');

    // A rotated token stays as long as its session: only so can its second use be told from a token made up.
    await runner.query(`
      CREATE TABLE refresh_token (
        account_id uuid           NOT NULL,
        token_hash bytea          NOT NULL CHECK (length(token_hash) = 32),
        session_id uuid           NOT NULL,
        issued_at  timestamptz(3) NOT NULL,
        rotated_at timestamptz(3),
        CONSTRAINT refresh_token_pkey PRIMARY KEY (account_id, token_hash),
        CONSTRAINT refresh_token_session_fkey
          FOREIGN KEY (account_id, session_id) REFERENCES session ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX refresh_token_by_session ON refresh_token (account_id, session_id)');
    // Of a session's tokens one at most is still to be used.
    await runner.query(
      'CREATE UNIQUE INDEX refresh_token_newest ON refresh_token (account_id, session_id) WHERE rotated_at IS NULL',
    );

    await runner.query(`
      CREATE TABLE signing_key (
        key_id      text        NOT NULL,
        -- A JSON Web Key (RFC 8037) with its private part.
        private_key jsonb       NOT NULL,
        created_at  timestamptz NOT NULL DEFAULT now(),
        -- Since when it signs nothing any more; tokens that it signed may still be about.
        retired_at  timestamptz,
        CONSTRAINT signing_key_pkey PRIMARY KEY (key_id)
      )`);
    await runner.query('CREATE UNIQUE INDEX signing_key_active ON signing_key ((true)) WHERE retired_at IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing_key, refresh_token, session');
  }
}
