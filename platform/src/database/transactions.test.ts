import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createLogger } from '../logging.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { testDatabaseUrl } from '../testing/environment.ts';
import { Database, type Transaction } from './database.ts';
import { createDatabaseIfMissing, migrate } from './migrate.ts';
import { hasSqlState, SqlState, violates } from './sql-state.ts';

class CreateCounter1700000000901 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE counter (shop_id integer PRIMARY KEY,
                                              value integer NOT NULL CONSTRAINT counter_never_negative CHECK (value >= 0))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE counter');
  }
}

const schema = { name: 'transactions', entities: [], migrations: [CreateCounter1700000000901] };
const logger = createLogger('test', 'silent');

let storage: TestDatabase;
let database: Database;
beforeAll(async () => {
  storage = await createTestDatabase(schema);
  database = await Database.connect({ ...schema, url: storage.url, logger });
});
afterAll(async () => {
  await database.close();
  await storage.drop();
});
beforeEach(async () => {
  await database.query('DELETE FROM counter');
  await database.query('INSERT INTO counter VALUES (1, 0), (2, 0)');
});

const add = (transaction: Transaction, shop: number, delta = 1) =>
  transaction.query('UPDATE counter SET value = value + $2 WHERE shop_id = $1', [shop, delta]);

async function values(): Promise<number[]> {
  const rows = await database.query<{ value: number }>('SELECT value FROM counter ORDER BY shop_id');
  return rows.map(({ value }) => value);
}

describe('a transaction', () => {
  test('keeps all of its work, and then tells whoever waits', async () => {
    const told: number[][] = [];
    const reads: Promise<unknown>[] = [];
    await database.transaction('addBoth', async (transaction) => {
      transaction.afterCommit(() => reads.push(values().then((seen) => told.push(seen))));
      await add(transaction, 1);
      await add(transaction, 2);
    });
    await Promise.all(reads);
    expect(told).toEqual([[1, 1]]);
  });

  test('that fails keeps nothing, and tells nobody', async () => {
    let told = false;
    const failed = database.transaction('addAndFail', async (transaction) => {
      transaction.afterCommit(() => (told = true));
      await add(transaction, 1);
      await add(transaction, 2, -1);
    });
    const error: unknown = await failed.catch((reason: unknown) => reason);
    expect(hasSqlState(error, SqlState.checkViolation)).toBe(true);
    expect(violates(error, 'counter_never_negative')).toBe(true);
    expect(violates(error, 'another_constraint')).toBe(false);
    expect([await values(), told]).toEqual([[0, 0], false]);
  });

  test('that is the victim of a deadlock runs again as a whole', async () => {
    const attempts = { one: 0, other: 0 };
    const bothHoldOne = meeting(2);
    const crossed = (name: 'one' | 'other', first: number, second: number) =>
      database.transaction(name, async (transaction) => {
        attempts[name] += 1;
        await add(transaction, first);
        if (attempts[name] === 1) await bothHoldOne();
        await add(transaction, second);
      });
    await Promise.all([crossed('one', 1, 2), crossed('other', 2, 1)]);
    expect(attempts.one + attempts.other).toBe(3);
    expect(await values()).toEqual([2, 2]);
  });

  test('that meets any other error runs once', async () => {
    let attempts = 0;
    const failed = database.transaction('failing', () => {
      attempts += 1;
      return Promise.reject(new Error('no'));
    });
    await expect(failed).rejects.toThrow('no');
    expect(attempts).toBe(1);
  });
});

describe('a new database', () => {
  test('is made and migrated once, however many processes start at the same time', async () => {
    const url = new URL(testDatabaseUrl());
    url.pathname = `/yoyaku_test_start_${randomBytes(6).toString('hex')}`;
    const starting = Array.from({ length: 5 }, async () => {
      await createDatabaseIfMissing(url.href);
      const one = await Database.connect({ ...schema, url: url.href, logger });
      await migrate(one);
      return one;
    });
    const started = await Promise.all(starting);
    const [first] = started;
    expect(await first?.query('SELECT name FROM migration')).toEqual([{ name: 'CreateCounter1700000000901' }]);
    await Promise.all(started.map((one) => one.close()));
    const server = new pg.Client(testDatabaseUrl());
    await server.connect();
    await server.query(`DROP DATABASE ${url.pathname.slice(1)}`);
    await server.end();
  });
});

/** Lets everybody go on once as many have come. */
function meeting(size: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let here = 0;
  return async () => {
    here += 1;
    if (here === size) resolve(undefined);
    await promise;
  };
}
