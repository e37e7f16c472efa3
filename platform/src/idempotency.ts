import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Batches } from './batches.ts';
import type { Database, SqlRunner, Transaction } from './database/database.ts';
import { SqlState, hasSqlState, violates } from './database/sql-state.ts';
import type { Uuid } from './ids.ts';

/** One mutation as its caller may repeat it. The key is unique per account; operation and body must be the same again. */
export interface IdempotentRequest {
  readonly accountId: Uuid;
  readonly key: string;
  readonly operation: string;
  /** The input, without secrets: it is kept as a hash. */
  readonly body: unknown;
}

/** What an earlier call under the key left behind: its result, or the fact that it asked for something else. */
export type Recalled<Result> =
  { readonly outcome: 'REPLAYED'; readonly result: Result } | { readonly outcome: 'REUSED' };

export type Outcome<Result> = { readonly outcome: 'DONE'; readonly result: Result } | Recalled<Result>;

/** Wrap a result in this and the transaction is rolled back, nothing is recorded and the key stays free. */
export class Refusal<Result> {
  readonly result: Result;

  constructor(result: Result) {
    this.result = result;
  }
}

/** Goes into the migrations of every subgraph that has mutations. */
export class CreateIdempotencyRecord1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_record (
        account_id   uuid        NOT NULL,
        key          text        NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
        request_hash bytea       NOT NULL,
        result       jsonb       NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT idempotency_record_pkey PRIMARY KEY (account_id, key)
      )`);
    // Read by the key only.
    await runner.query('ALTER TABLE idempotency_record ALTER COLUMN result SET STATISTICS 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_record');
  }
}

const MOST_RECALLED = 64;

export const IDEMPOTENCY_CONSTRAINT = 'idempotency_record_pkey';

/** Finds what an earlier call under this key left behind; null when there was none. One statement. */
export async function recall<Result>(runner: SqlRunner, request: IdempotentRequest): Promise<Recalled<Result> | null> {
  const [row] = await runner.query<{ same: boolean; result: Result }>(
    'SELECT request_hash = $3 AS same, result FROM idempotency_record WHERE account_id = $1 AND key = $2',
    [request.accountId, request.key, requestHash(request)],
  );
  if (!row) return null;
  return row.same ? { outcome: 'REPLAYED', result: row.result } : { outcome: 'REUSED' };
}

/** Recalls for many callers: requests that come while a look-up is under way share the next one. */
export function recalls<Result>(runner: SqlRunner): Batches<IdempotentRequest, Recalled<Result> | null> {
  return new Batches<IdempotentRequest, Recalled<Result> | null>({
    run: (requests) => recallAll<Result>(runner, requests),
    keyOf: identity,
    most: MOST_RECALLED,
  });
}

async function recallAll<Result>(
  runner: SqlRunner,
  requests: readonly IdempotentRequest[],
): Promise<(Recalled<Result> | null)[]> {
  const rows = await runner.query<{ account_id: Uuid; key: string; request_hash: Buffer; result: Result }>(
    // Lateral: by the key, whatever the planner believes of a table that has just begun to grow.
    `SELECT found.* FROM unnest($1::uuid[], $2::text[]) AS asked (account_id, key)
      CROSS JOIN LATERAL (SELECT account_id, key, request_hash, result FROM idempotency_record r
                           WHERE r.account_id = asked.account_id AND r.key = asked.key OFFSET 0) found`,
    [requests.map(({ accountId }) => accountId), requests.map(({ key }) => key)],
  );
  const found = new Map(rows.map((row) => [identity({ accountId: row.account_id, key: row.key }), row]));
  return requests.map((request) => {
    const row = found.get(identity(request));
    if (!row) return null;
    const same = row.request_hash.equals(requestHash(request));
    return same ? { outcome: 'REPLAYED', result: row.result } : { outcome: 'REUSED' };
  });
}

const identity = ({ accountId, key }: Pick<IdempotentRequest, 'accountId' | 'key'>) => `${accountId} ${key}`;

/** Records a result under the key, in the transaction of the change itself. */
export async function record(transaction: Transaction, request: IdempotentRequest, result: unknown): Promise<void> {
  await transaction.query(
    'INSERT INTO idempotency_record (account_id, key, request_hash, result) VALUES ($1, $2, $3, $4)',
    [request.accountId, request.key, requestHash(request), JSON.stringify(result)],
  );
}

/**
 * Runs work once per key, in one transaction with its record. Of callers that race, one does the work and the others
 * replay its result. Results are kept as JSON: keep them to a reference, and load what it names when answering.
 * A {@link Refusal} leaves no trace, so the same call may succeed later.
 * Without a request (the caller gave no key) the work simply runs in its transaction.
 */
export async function runOnce<Result>(
  database: Database,
  name: string,
  request: IdempotentRequest | null,
  work: (transaction: Transaction) => Promise<Result | Refusal<Result>>,
): Promise<Outcome<Result>> {
  const earlier = request && (await recall<Result>(database, request));
  if (earlier) return earlier;
  try {
    const result = await database.transaction(name, async (transaction) => {
      const done = await work(transaction);
      if (done instanceof Refusal) throw new RolledBack(done.result);
      if (request) await record(transaction, request, done);
      return done;
    });
    return { outcome: 'DONE', result };
  } catch (error) {
    const refused = error instanceof RolledBack;
    // Somebody else's call under the same key was faster: its own rows may collide before the record does, or what it
    // did may be the very reason of our refusal.
    const raced = refused || violates(error, IDEMPOTENCY_CONSTRAINT) || hasSqlState(error, SqlState.uniqueViolation);
    const theirs = raced && request ? await recall<Result>(database, request) : null;
    if (theirs) return theirs;
    if (refused) return { outcome: 'DONE', result: error.result as Result };
    throw error;
  }
}

class RolledBack extends Error {
  readonly result: unknown;

  constructor(result: unknown) {
    super('rolled back');
    this.result = result;
  }
}

/** The same request whatever the order of its keys; an absent key equals null, as in GraphQL input. */
export function requestHash({ operation, body }: Pick<IdempotentRequest, 'operation' | 'body'>): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([operation, canonical(body)]))
    .digest();
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => [key, canonical(member)]),
  );
}
