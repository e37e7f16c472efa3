import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLogger } from '@yoyaku/platform/logging';
import { type LiveGateway, startLiveGateway } from '@yoyaku/router/live';
import pg from 'pg';
import { GraphClient } from './support/graph-client.ts';
import { createShop, type TestShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';
import { until } from './support/until.ts';

const CREATE = `mutation CreateCategory($input: CreateCategoryInput!) {
  createCategory(input: $input) { __typename ... on Failure { code } }
}`;
const CREATED = { data: { createCategory: { __typename: 'Category' } } };
const SHOP = 'query ($id: ID!) { shop(id: $id) { name } categories(shopId: $id) { nodes { id } } }';

let graph: TestGraph;
let standIn: LiveGateway;
let throughLive: GraphClient;
let shop: TestShop;
let catalog: pg.Client;

beforeAll(async () => {
  graph = await startTestGraph({ variables: { MOST_REQUESTS_IN_FLIGHT: '1' } });
  standIn = await startLiveGateway({
    port: 0,
    subgraphUrls: Object.fromEntries(Object.entries(graph.graph.subgraphs).map(([name, { url }]) => [name, url])),
    gatewaySecret: graph.graph.secrets.GATEWAY_SECRET,
    mode: 'everything',
    introspection: true,
    logger: createLogger('live', 'silent'),
  });
  throughLive = new GraphClient(`${standIn.url}/graphql`);
  shop = await createShop(graph.client);
  catalog = new pg.Client(graph.graph.subgraphs.catalog.kit.environment.DATABASE_URL);
  await catalog.connect();
});
afterAll(async () => {
  await catalog.end();
  await throughLive.close();
  await standIn.stop();
  await graph.close();
});

const create = (client: GraphClient, name: string) =>
  client.send(CREATE, { input: { shopId: shop.id, name } }, shop.owner.token);

/** Has catalog work on a mutation until the lock is given back. */
async function busyCatalog(): Promise<{ readonly admitted: ReturnType<typeof create> }> {
  await catalog.query('BEGIN');
  await catalog.query('LOCK TABLE category IN EXCLUSIVE MODE');
  const admitted = create(graph.client, 'Admitted');
  await until(async () => {
    const { rows } = await catalog.query(
      `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'category'::regclass`,
    );
    return rows.length > 0;
  });
  return { admitted };
}

test('the Router and the live gateway pass a refusal on unchanged, and the mutation that was admitted finishes', async () => {
  const { admitted } = await busyCatalog();
  const byRouter = await create(graph.client, 'Refused');
  const byLive = await create(throughLive, 'Refused');
  for (const { data, errors = [] } of [byRouter, byLive]) {
    expect([data ?? null, errors.length]).toEqual([null, 1]);
    // Of the rest, only the Router names the subgraph.
    const { message, extensions: { code, retryAfterSeconds } = {} } = errors[0] ?? { message: '' };
    expect([code, message]).toEqual([
      'OVERLOADED',
      `Too busy for that at the moment; try again in ${String(retryAfterSeconds)} s.`,
    ]);
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
  }
  for (const client of [graph.client, throughLive]) {
    const { data, errors } = await client.send(SHOP, { id: shop.id }, shop.owner.token);
    expect([errors, data.shop.name]).toEqual([undefined, 'Maruya']);
  }
  await catalog.query('COMMIT');
  expect(await admitted).toEqual(CREATED);
  for (const [client, name] of [
    [graph.client, 'Again'],
    [throughLive, 'Once more'],
  ] as const) {
    expect(await create(client, name)).toEqual(CREATED);
  }
});
