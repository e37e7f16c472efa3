import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger, in double entry: points and money. Wallets, which may not be overdrawn, and what orders have debited them.
 *
 * What must hold is held by the database itself: entries are never changed, the entries of a transaction add up to zero in
 * each unit, a wallet's balance is that of its latest entry, which is the one before plus its amount, and it is never
 * below zero.
 */
export class CreateLedger1700000004004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.#createTables(runner);
    await this.#createGuards(runner);
    await this.#bookThePast(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX payment_towards_wallet');
    await runner.query('DROP TABLE points_debit, ledger_entry, wallet');
    await runner.query('DROP FUNCTION refuse_unbooked_balance, refuse_unbalanced_entry');
  }

  async #createTables(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE wallet (
        shop_id    uuid        NOT NULL,
        account_id uuid        NOT NULL,
        balance    bigint      NOT NULL DEFAULT 0 CONSTRAINT wallet_not_overdrawn CHECK (balance >= 0),
        -- The number of its latest entry.
        version    integer     NOT NULL DEFAULT 0 CHECK (version >= 0),
        updated_at timestamptz NOT NULL,
        CONSTRAINT wallet_pkey PRIMARY KEY (shop_id, account_id)
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE TABLE ledger_entry (
        shop_id        uuid        NOT NULL,
        transaction_id uuid        NOT NULL,
        number         smallint    NOT NULL CHECK (number > 0),
        kind           text        NOT NULL CHECK (kind IN ('CAPTURED', 'REFUNDED', 'TOPPED_UP', 'DEBITED', 'REVERSED')),
        -- WALLET: a customer's points. SPENT: points that orders have cost. ISSUED: points that were sold, negative.
        -- PROVIDER: money the provider has for the shop. SALES, POINTS_SOLD: what it was for, negative.
        ledger_account text        NOT NULL,
        -- POINTS, or a currency; amounts are points or minor units.
        unit           text        NOT NULL,
        amount         bigint      NOT NULL CHECK (amount <> 0),
        -- Of a WALLET only: whose it is, the entry's number in it, and its balance with this entry.
        account_id     uuid,
        wallet_version integer     CHECK (wallet_version > 0),
        wallet_balance bigint      CHECK (wallet_balance >= 0),
        order_id       uuid,
        payment_id     uuid,
        -- The transaction that this one takes back, all of it or a part.
        reverses       uuid,
        occurred_at    timestamptz NOT NULL,
        CONSTRAINT ledger_entry_pkey PRIMARY KEY (shop_id, transaction_id, number),
        CONSTRAINT ledger_entry_in_its_unit CHECK (
          CASE WHEN ledger_account IN ('WALLET', 'SPENT', 'ISSUED') THEN unit = 'POINTS'
               WHEN ledger_account IN ('PROVIDER', 'SALES', 'POINTS_SOLD') THEN unit ~ '^[A-Z]{3}$'
               ELSE false END),
        CONSTRAINT ledger_entry_in_its_wallet
          CHECK (num_nonnulls(account_id, wallet_version, wallet_balance)
                 = CASE WHEN ledger_account = 'WALLET' THEN 3 ELSE 0 END)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX ledger_entry_of_wallet ON ledger_entry (shop_id, account_id, wallet_version)
        WHERE ledger_account = 'WALLET'`);
    await runner.query(`
      CREATE TABLE points_debit (
        shop_id     uuid        NOT NULL,
        order_id    uuid        NOT NULL,
        account_id  uuid        NOT NULL,
        -- OPEN: nothing was debited. RETURNED: it was, and went back, since no such order had come. OVER: nothing will be.
        state       text        NOT NULL CHECK (state IN ('OPEN', 'DEBITED', 'RETURNED', 'REFUSED', 'OVER')),
        -- What was debited, and how much of that was given back; of the latest debit, if there were several.
        points      bigint      NOT NULL DEFAULT 0 CHECK (points >= 0),
        given_back  bigint      NOT NULL DEFAULT 0,
        -- {"line id": points, …} of the lines that are not called off; known when the order has come.
        lines       jsonb       NOT NULL DEFAULT '{}',
        -- Whether reservations has told of the order.
        told        boolean     NOT NULL DEFAULT false,
        -- When reservations is to be asked whether there is such an order.
        look_at     timestamptz,
        -- Each debit and each reversal is a ledger transaction, named by its number.
        debits      integer     NOT NULL DEFAULT 0,
        reversals   integer     NOT NULL DEFAULT 0,
        version     integer     NOT NULL DEFAULT 0,
        updated_at  timestamptz NOT NULL,
        CONSTRAINT points_debit_pkey PRIMARY KEY (shop_id, order_id),
        CONSTRAINT points_debit_given_back_within_points CHECK (given_back BETWEEN 0 AND points)
      ) WITH (fillfactor = 80)`);
    // What is on its way into a wallet.
    await runner.query(`
      CREATE INDEX payment_towards_wallet ON payment (shop_id, account_id)
        WHERE purpose = 'TOP_UP' AND state IN ('CREATED', 'PROCESSING', 'AUTHORIZED')`);
    await runner.query('CREATE INDEX points_debit_to_look_at ON points_debit (look_at) WHERE look_at IS NOT NULL');
  }

  async #createGuards(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TRIGGER ledger_entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    // After the statement, which writes all entries of a transaction at once.
    await runner.query(`
      CREATE FUNCTION refuse_unbalanced_entry() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM ledger_entry e
                    WHERE e.shop_id = NEW.shop_id AND e.transaction_id = NEW.transaction_id
                    GROUP BY e.unit HAVING sum(e.amount) <> 0) THEN
          RAISE EXCEPTION 'the entries of ledger transaction % do not add up to zero', NEW.transaction_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_adds_up';
        END IF;
        IF NEW.ledger_account = 'WALLET' THEN
          IF NEW.wallet_balance - NEW.amount IS DISTINCT FROM (CASE WHEN NEW.wallet_version = 1 THEN 0 ELSE (
               SELECT e.wallet_balance FROM ledger_entry e
                WHERE e.shop_id = NEW.shop_id AND e.account_id = NEW.account_id AND e.ledger_account = 'WALLET'
                  AND e.wallet_version = NEW.wallet_version - 1) END)
             OR NOT EXISTS (
               SELECT FROM wallet w WHERE w.shop_id = NEW.shop_id AND w.account_id = NEW.account_id
                  AND w.version >= NEW.wallet_version) THEN
            RAISE EXCEPTION 'ledger transaction % does not go on from its wallet''s last entry', NEW.transaction_id
              USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_goes_on';
          END IF;
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE CONSTRAINT TRIGGER ledger_entry_adds_up AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY IMMEDIATE
        FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_entry()`);
    await runner.query(`
      CREATE FUNCTION refuse_unbooked_balance() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (TG_OP = 'UPDATE' AND NEW.version < OLD.version)
           OR (TG_OP = 'UPDATE' AND NEW.version = OLD.version AND NEW.balance <> OLD.balance)
           OR ((NEW.version > 0 OR NEW.balance <> 0) AND NOT EXISTS (
             SELECT FROM ledger_entry e
              WHERE e.shop_id = NEW.shop_id AND e.account_id = NEW.account_id AND e.ledger_account = 'WALLET'
                AND e.wallet_version = NEW.version AND e.wallet_balance = NEW.balance)) THEN
          RAISE EXCEPTION 'a wallet has a balance that is not that of its last entry'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_moves_by_entries';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE CONSTRAINT TRIGGER wallet_moves_by_entries AFTER INSERT OR UPDATE ON wallet DEFERRABLE INITIALLY IMMEDIATE
        FOR EACH ROW EXECUTE FUNCTION refuse_unbooked_balance()`);
    await runner.query(`
      CREATE TRIGGER wallet_stays BEFORE DELETE OR TRUNCATE ON wallet
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  /** What was captured and refunded before there was a ledger; named as ledger.store.ts names it. */
  async #bookThePast(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO ledger_entry (shop_id, transaction_id, number, kind, ledger_account, unit, amount, order_id, payment_id,
                                occurred_at)
      SELECT p.shop_id, md5(p.payment_id || ' captured')::uuid, leg.number, 'CAPTURED', leg.name, p.currency,
             leg.sign * p.captured_amount, p.order_id, p.payment_id, p.updated_at
        FROM payment p CROSS JOIN (VALUES (1, 'PROVIDER', 1), (2, 'SALES', -1)) AS leg (number, name, sign)
       WHERE p.captured_amount > 0`);
    await runner.query(`
      INSERT INTO ledger_entry (shop_id, transaction_id, number, kind, ledger_account, unit, amount, order_id, payment_id,
                                reverses, occurred_at)
      SELECT p.shop_id, md5(p.payment_id || ' refunded ' || r.number)::uuid, leg.number, 'REFUNDED', leg.name, p.currency,
             leg.sign * r.amount, p.order_id, p.payment_id, md5(p.payment_id || ' captured')::uuid, r.settled_at
        FROM refund r JOIN payment p USING (shop_id, payment_id)
       CROSS JOIN (VALUES (1, 'PROVIDER', -1), (2, 'SALES', 1)) AS leg (number, name, sign)
       WHERE r.state = 'SUCCEEDED'`);
  }
}
