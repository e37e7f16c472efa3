import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

/**
 * Tables that hold neither a shop's nor an account's data, each with the reason. Everything else can be spread over many
 * machines by its first column. The schema graphile_worker is graphile-worker's to lay out and is not looked at: a queue of
 * what is due, whose rows only name what they are about.
 */
const EXEMPT: Readonly<Record<string, string>> = {
  migration: 'TypeORM’s own list',
  inbox: 'one watermark per event source: about the stream, not about a shop',
  outbox_head: 'one row: the last position given out',
  email_address: 'finds the account of an address at log-in, and is spread by the address itself',
  signing_key: 'the few keys of the whole installation',
};

const KEYS = `
  SELECT c.relname AS table, i.relname AS key, a.attname AS first_column
  FROM pg_index x
  JOIN pg_class c ON c.oid = x.indrelid AND c.relkind IN ('r', 'p')
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
  WHERE x.indisunique`;

const WITHOUT_PRIMARY_KEY = `
  SELECT c.relname AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
  WHERE c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indisprimary)`;

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

test.each(['users', 'catalog', 'reservations', 'payments', 'dashboard'] as const)(
  'every primary and unique key of %s begins with the shop or the account it belongs to',
  async (subgraph) => {
    const { rows } = await graph
      .database(subgraph)
      .query<{ table: string; key: string; first_column: string | null }>(KEYS);
    const broken = rows.filter(
      ({ table, first_column }) => !(table in EXEMPT) && !['shop_id', 'account_id'].includes(first_column ?? ''),
    );
    expect(broken).toEqual([]);
    expect((await graph.database(subgraph).query(WITHOUT_PRIMARY_KEY)).rows).toEqual([]);
  },
);

test('control: a table with a key of its own making is found', async () => {
  const catalog = graph.database('catalog');
  await catalog.query('CREATE TABLE stray (id uuid PRIMARY KEY)');
  const { rows } = await catalog.query<{ table: string; first_column: string }>(KEYS);
  expect(rows).toContainEqual({ table: 'stray', key: 'stray_pkey', first_column: 'id' });
});
