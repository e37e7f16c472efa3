import { afterEach, expect, test } from '@jest/globals';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { testDatabaseUrl } from './environment.ts';

class CreateNote1700000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (shop_id uuid PRIMARY KEY)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE note');
  }
}

const opened: TestDatabase[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.drop();
});

async function create(): Promise<TestDatabase> {
  const database = await createTestDatabase({ name: 'kit', migrations: [CreateNote1700000000900] });
  opened.push(database);
  return database;
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

const nameOf = (database: TestDatabase) => new URL(database.url).pathname.slice(1);

test('databases come migrated, one does not see the rows of another, and all share one template', async () => {
  const [first, second] = await Promise.all([create(), create()]);
  await query(first.url, 'INSERT INTO note VALUES (gen_random_uuid())');
  expect(await query(first.url, 'SELECT count(*)::integer AS count FROM note')).toEqual([{ count: 1 }]);
  expect(await query(second.url, 'SELECT count(*)::integer AS count FROM note')).toEqual([{ count: 0 }]);
  const templates = await query(
    testDatabaseUrl(),
    "SELECT FROM pg_database WHERE starts_with(datname, 'yoyaku_test_template_kit_')",
  );
  expect(templates).toHaveLength(1);
});

test('dropping takes a database away, whoever is connected', async () => {
  const database = await create();
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined);
  await client.connect();
  await database.drop();
  expect(await query(testDatabaseUrl(), 'SELECT FROM pg_database WHERE datname = $1', [nameOf(database)])).toEqual([]);
  await client.end();
});
