import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

const TABLES = `
  CREATE TABLE IF NOT EXISTS charge (
    id              TEXT PRIMARY KEY,
    method          TEXT NOT NULL CHECK (method IN ('CARD', 'EASY_PAY')),
    reference       TEXT NOT NULL,
    amount          INTEGER NOT NULL CHECK (amount > 0),
    currency        TEXT NOT NULL,
    card_token      TEXT NOT NULL,
    return_url      TEXT,
    state           TEXT NOT NULL CHECK (state IN ('PROCESSING', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED')),
    decline_reason  TEXT,
    captured_amount INTEGER NOT NULL DEFAULT 0 CHECK (captured_amount BETWEEN 0 AND amount),
    refunded_amount INTEGER NOT NULL DEFAULT 0 CHECK (refunded_amount BETWEEN 0 AND captured_amount),
    -- Only the customer's own approval settles it, until settle_at at the latest.
    needs_approval  INTEGER NOT NULL,
    -- When what is PROCESSING settles by itself, and as what: null is authorised. Milliseconds of Unix time.
    settle_at       INTEGER,
    settles_as      TEXT,
    created_at      TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS charge_by_reference ON charge (reference);
  CREATE INDEX IF NOT EXISTS charge_to_settle ON charge (settle_at) WHERE state = 'PROCESSING';
  CREATE TABLE IF NOT EXISTS refund (
    id         TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES charge,
    amount     INTEGER NOT NULL CHECK (amount > 0),
    state      TEXT NOT NULL CHECK (state IN ('SUCCEEDED', 'FAILED'))
  ) STRICT;
  CREATE TABLE IF NOT EXISTS answer (
    key         TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    status      INTEGER NOT NULL,
    body        TEXT NOT NULL,
    given_at    INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS callback (
    number    INTEGER PRIMARY KEY,
    method    TEXT NOT NULL,
    event_id  TEXT NOT NULL,
    body      TEXT NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    delivered INTEGER NOT NULL DEFAULT 0,
    held      INTEGER NOT NULL,
    due_at    INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS callback_to_send ON callback (due_at) WHERE delivered = 0;`;

const REMEMBERED_MILLISECONDS = 24 * 60 * 60 * 1000;

/** The simulator's memory: an SQLite file, or nothing but this process's own memory. */
export class Store {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;

  /** @param file `:memory:`, or a path; its directory is made when there is none */
  constructor(file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    this.#database = new DatabaseSync(file);
    // What is committed outlives the process, however it ends. (A loss of power may cost the last moments.)
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    this.#database.exec(TABLES);
    this.#begin = this.prepare('BEGIN IMMEDIATE');
    this.#commit = this.prepare('COMMIT');
    const forgotten = Date.now() - REMEMBERED_MILLISECONDS;
    this.prepare('DELETE FROM answer WHERE given_at < ?').run(forgotten);
    this.prepare('DELETE FROM callback WHERE delivered = 1 AND due_at < ?').run(forgotten);
  }

  prepare(sql: string): StatementSync {
    return this.#database.prepare(sql);
  }

  /** All of it is kept, or nothing: an error takes everything back. */
  transaction<Result>(work: () => Result): Result {
    this.#begin.run();
    try {
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }
}
