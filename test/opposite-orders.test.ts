import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { GraphClient } from './support/graph-client.ts';
import { createFleet, createRental, daysAhead } from './support/kinds.ts';
import { createProduct, createShop, type Person, type TestShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';
import type { TestDatabase } from './support/tokens.ts';
import { until } from './support/until.ts';

const CALLERS = 200;
const SECONDS = 30;

let graph: TestGraph;
let client: GraphClient;
let shop: TestShop;
/** The lines of everybody's order: what is counted, what is had for a time, and single things. */
let lines: object[];
beforeAll(async () => {
  graph = await startTestGraph();
  client = new GraphClient(graph.graph.endpoint, CALLERS);
  shop = await createShop(graph.client, { kind: 'RENTAL', paymentPolicy: 'NONE' });
  const period = { start: daysAhead(20), end: daysAhead(21) };
  const labels = Array.from({ length: 40 }, (_, index) => `B-${index}`);
  const counts = await Promise.all([1, 2, 3].map(() => createProduct(graph.client, shop, 60)));
  const windows = await Promise.all([1, 2].map(() => createRental(graph.client, shop, 60)));
  const fleets = await Promise.all([1, 2].map(() => createFleet(graph.client, shop, labels)));
  lines = [
    ...counts.map(({ variantId }) => ({ variantId, quantity: 1 })),
    ...[...windows, ...fleets].map(({ variantId }) => ({ variantId, quantity: 1, period })),
  ];
});
afterAll(() => graph.close());

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => [randomInt(2 ** 32), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);

const PLACE = `mutation ($input: PlaceOrderInput!) {
  placeOrder(input: $input) { __typename ... on Order { id lines { id } } ... on Failure { code } }
}`;
const CANCEL = `mutation ($input: CancelOrderInput!) {
  cancelOrder(input: $input) { __typename ... on Failure { code } }
}`;

/** Forty bikes do not suffice for two hundred callers. */
const REFUSALS = ['placeOrder PERIOD_CONFLICT', 'placeOrder INSUFFICIENT_STOCK', 'placeOrder PRODUCT_DISCONTINUED'];

const isAlone = async (database: TestDatabase): Promise<boolean> => {
  const { rows } = await database.query(
    `SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  return rows.length === 0;
};

async function deadlocks(database: TestDatabase): Promise<number> {
  const { rows } = await database.query<{ deadlocks: string }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(rows[0]?.deadlocks);
}

const CANCEL_LINES = `mutation ($input: CancelReservationsInput!) {
  cancelReservations(input: $input) { __typename ... on Failure { code } }
}`;

test(`${CALLERS} callers at once with the same lines in opposite and random order meet no deadlock in ${SECONDS} s`, async () => {
  const people = await graph.people(CALLERS);
  const seen = new Map<string, number>();
  const errors: unknown[] = [];
  const end = Date.now() + SECONDS * 1000;
  const tell = async (document: string, input: object, { token }: Person) => {
    const answer = await client.send(document, { input }, token);
    if (answer.errors) errors.push(...answer.errors);
    const [name = '', result] = Object.entries<{ __typename: string; code?: string }>(answer.data ?? {})[0] ?? [];
    const kind = `${name} ${result?.code ?? result?.__typename ?? 'nothing'}`;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return result as { __typename: string; id: string; lines: { id: string }[] } | undefined;
  };
  const caller = async (person: Person, index: number): Promise<void> => {
    while (Date.now() < end) {
      const ordered = [lines, lines.toReversed(), shuffled(lines)][index % 3] ?? lines;
      const order = await tell(PLACE, { shopId: shop.id, lines: ordered }, person);
      if (order?.__typename !== 'Order') continue;
      const some = shuffled(order.lines.map(({ id }) => id)).slice(0, 3);
      if (index % 2 === 0) await tell(CANCEL_LINES, { orderId: order.id, lineIds: some }, person);
      await tell(CANCEL, { orderId: order.id }, person);
    }
  };
  await Promise.all(people.map(caller));

  expect(errors).toEqual([]);
  expect([...client.statuses]).toEqual([200]);
  const kinds = ['placeOrder Order', 'cancelReservations Order', 'cancelOrder Order'];
  expect([...seen.keys()]).toEqual(expect.arrayContaining(kinds));
  for (const kind of seen.keys()) expect([...kinds, ...REFUSALS]).toContain(kind);
  // A connection tells the server its figures at the latest when it ends.
  await client.close();
  await graph.graph.close();
  for (const name of ['catalog', 'reservations'] as const) {
    const database = graph.database(name);
    await until(() => isAlone(database));
    expect([name, await deadlocks(database)]).toEqual([name, 0]);
  }
}, 120_000);

test('control: two transactions that take two rows in opposite order do move PostgreSQL’s counter', async () => {
  const pool = graph.database('catalog');
  await pool.query('CREATE TABLE naive_stock AS SELECT generate_series(1, 2) AS item, 60 AS on_hand');
  const [{ name } = { name: '' }] = (await pool.query<{ name: string }>('SELECT current_database() AS name')).rows;
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${name}`;
  const both = [new pg.Client(url.href), new pg.Client(url.href)] as const;
  const take = (buyer: pg.Client, item: number) =>
    buyer.query('UPDATE naive_stock SET on_hand = on_hand - 1 WHERE item = $1', [item]);
  for (const buyer of both) await buyer.connect();
  await Promise.all(both.map((buyer) => buyer.query('BEGIN')));
  await Promise.all(both.map((buyer, index) => take(buyer, 1 + index)));
  const ends = await Promise.allSettled(both.map((buyer, index) => take(buyer, 2 - index)));
  expect(ends.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: '40P01' } }]);
  for (const buyer of both) await buyer.end();
  await until(() => isAlone(pool));
  expect(await deadlocks(pool)).toBe(1);
});
