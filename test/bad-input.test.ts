import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { idCodec, randomId } from '@yoyaku/platform/ids';
import { bearer, GraphClient } from './support/graph-client.ts';
import {
  createProduct,
  createShop,
  payOrder,
  PLACE_ORDER,
  placedOrder,
  placeOrder,
  type Person,
  type TestProduct,
  type TestShop,
} from './support/store.ts';
import { journalSum, startTestGraph, type TestGraph } from './support/test-graph.ts';
import { signToken } from './support/tokens.ts';

let graph: TestGraph;
let client: GraphClient;
let shop: TestShop;
let product: TestProduct;
let buyer: Person;
beforeAll(async () => {
  graph = await startTestGraph();
  client = graph.client;
  shop = await createShop(client);
  product = await createProduct(client, shop, 10);
  [buyer = buyer] = await graph.people(1);
});
afterAll(() => graph.close());

const order = (lines: readonly object[]) =>
  client.send(PLACE_ORDER, { input: { shopId: shop.id, lines } }, buyer.token);

const code = ({ errors }: { errors?: readonly { extensions?: Readonly<Record<string, unknown>> }[] }) =>
  errors?.map(({ extensions }) => extensions?.['code']);

describe('an order', () => {
  test('of an unknown product is refused by name', async () => {
    const { tenant = '' } = idCodec('var').decode(product.variantId) ?? {};
    for (const variantId of [idCodec('var').encode(tenant, randomId()), 'var_nonsense', shop.id, '']) {
      const { data, errors } = await order([{ variantId, quantity: 1 }]);
      expect(errors).toBeUndefined();
      expect(data.placeOrder).toMatchObject({ __typename: 'ProductNotFound', code: 'PRODUCT_NOT_FOUND' });
    }
  });

  test('of a product of another shop is refused as unknown', async () => {
    const foreign = await createProduct(client, await createShop(client), 10);
    const { data } = await order([{ variantId: foreign.variantId, quantity: 1 }]);
    expect(data.placeOrder.__typename).toBe('ProductNotFound');
  });

  test('of a discontinued product is refused', async () => {
    const gone = await createProduct(client, shop, 10);
    const { discontinueProduct } = await client.data(
      `mutation ($input: DiscontinueProductInput!) {
        discontinueProduct(input: $input) { ... on Product { status } ... on Failure { code message } }
      }`,
      { input: { productId: gone.id, expectedVersion: 1 } },
      shop.owner.token,
    );
    expect(discontinueProduct).toEqual({ status: 'DISCONTINUED' });
    const { data } = await order([{ variantId: gone.variantId, quantity: 1 }]);
    expect(data.placeOrder.__typename).toBe('ProductDiscontinued');
  });

  test.each([0, -1, 10_001])('of %d pieces is a typed refusal', async (quantity) => {
    const { data } = await order([{ variantId: product.variantId, quantity }]);
    expect(data.placeOrder).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT', retryable: false });
  });

  test.each([2 ** 31, 1.5, '3'])('of %p pieces is not even GraphQL', async (quantity) => {
    expect(code(await order([{ variantId: product.variantId, quantity }]))).toEqual([
      'VALIDATION_INVALID_TYPE_VARIABLE',
    ]);
  });

  test('with two lines of one variant is checked against their sum', async () => {
    const before = await journalSum(graph, product.variantId);
    const { data } = await order([
      { variantId: product.variantId, quantity: 6 },
      { variantId: product.variantId, quantity: 6 },
    ]);
    expect(data.placeOrder).toMatchObject({ __typename: 'InsufficientStock', requested: 12, available: 10 });
    expect(await journalSum(graph, product.variantId)).toBe(before);
  });

  test('without lines, or at a shop that is not there, is a typed refusal', async () => {
    expect((await order([])).data.placeOrder.__typename).toBe('InvalidInput');
    for (const id of ['shp_nonsense', buyer.id]) {
      const { data } = await placeOrder(client, { ...shop, id }, product, buyer.token);
      expect(data.placeOrder.__typename).toBe('NotFound');
    }
  });
});

describe('what is somebody else’s', () => {
  test('answers exactly like what does not exist', async () => {
    const theirs = await placedOrder(client, shop, product, buyer.token);
    const { tenant = '' } = idCodec('ord').decode(theirs) ?? {};
    const missing = idCodec('ord').encode(tenant, randomId());
    const [stranger] = await graph.people(1);
    const strip = (answer: unknown, id: string) => JSON.parse(JSON.stringify(answer).replaceAll(id, 'ID')) as unknown;
    for (const [document, variables] of [
      ['query ($id: ID!) { order(id: $id) { id } }', (id: string) => ({ id })],
      [
        `mutation ($input: CancelOrderInput!) {
          cancelOrder(input: $input) { __typename ... on NotFound { id } ... on Failure { code message } }
        }`,
        (id: string) => ({ input: { orderId: id } }),
      ],
    ] as const) {
      const answers = await Promise.all(
        [theirs, missing].map(async (id) => strip(await client.send(document, variables(id), stranger?.token), id)),
      );
      expect(answers[0]).toEqual(answers[1]);
    }
    const paid = await Promise.all(
      [theirs, missing].map(async (id) => strip(await payOrder(client, id, stranger?.token ?? ''), id)),
    );
    expect(paid[0]).toEqual(paid[1]);
  });

  test('is hidden from the staff of another shop', async () => {
    const other = await createShop(client);
    const mine = await placedOrder(client, shop, product, buyer.token);
    const { data } = await client.send(
      'query ($order: ID!, $shop: ID!) { order(id: $order) { id } shopDashboard(shopId: $shop) { revenueToday { amount } } }',
      { order: mine, shop: shop.id },
      other.owner.token,
    );
    expect(data).toEqual({ order: null, shopDashboard: null });
    const received = await client.send(
      `mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { __typename } }`,
      { input: { variantId: product.variantId, quantity: 5 } },
      other.owner.token,
    );
    expect(received.data.receiveStock.__typename).toBe('NotFound');
  });
});

describe('a token', () => {
  test('that is missing where one is needed is told so', async () => {
    expect(code(await placeOrder(client, shop, product, undefined))).toEqual(['UNAUTHENTICATED']);
  });

  test('that has expired, is of an unknown key, or is no token is refused, for public fields too', async () => {
    const expired = await signToken(graph.database('users'), { expirationTime: '-1m' });
    const unknownKey = await signToken(graph.database('users'), { key: generateKeyPairSync('ed25519').privateKey });
    for (const token of [expired, unknownKey, 'nonsense', `${buyer.token}x`]) {
      const answer = await client.send('query ($id: ID!) { shop(id: $id) { id } }', { id: shop.id }, token);
      expect(code(answer)).toEqual(['UNAUTHENTICATED']);
      expect(answer.data ?? null).toEqual(answer.data ? { shop: null } : null);
    }
  });
});

describe('a request', () => {
  test.each(['{', '', '[]', 'null', '"text"', '{"query": 1}'])(
    'whose body is %j gets a coded error and no 500',
    async (body) => {
      const { status, answer } = await client.post(body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(answer.errors?.[0]?.extensions?.['code']).toEqual(expect.any(String));
    },
  );

  test.each(['nonsense', Buffer.from('["placedAt"]').toString('base64url'), Buffer.from('{}').toString('base64url')])(
    'with the cursor %j is told that it is none',
    async (after) => {
      const answer = await client.send(
        'query ($after: String) { myOrders(after: $after) { nodes { id } } }',
        { after },
        buyer.token,
      );
      expect(code(answer)).toEqual(['BAD_USER_INPUT']);
    },
  );

  test.each([100_000, 101, 0, -1])('for %d rows is told how many it may have', async (first) => {
    const variables = { shopId: shop.id, first };
    const products = 'query ($shopId: ID!, $first: Int) { products(shopId: $shopId, first: $first) { nodes { id } } }';
    expect(code(await client.send(products, variables))).toEqual(['BAD_USER_INPUT']);
    expect(
      code(
        await client.send('query ($first: Int) { myOrders(first: $first) { nodes { id } } }', variables, buyer.token),
      ),
    ).toEqual(['BAD_USER_INPUT']);
  });

  test('for a field that does not exist names no internals', async () => {
    const { answer } = await client.post(JSON.stringify({ query: '{ nothing }' }));
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(JSON.stringify(answer)).not.toMatch(/stack|node_modules/i);
  });
});

test.each(['users', 'catalog', 'reservations', 'payments', 'dashboard'] as const)(
  'the %s subgraph answers nobody without the gateway’s secret, nor with a wrong one',
  async (name) => {
    const direct = new GraphClient(`${graph.graph.subgraphs[name].url}/graphql`);
    for (const headers of [{}, { 'x-gateway-secret': 'a-wrong-secret-of-some-length' }]) {
      const { status, answer } = await direct.post(JSON.stringify({ query: '{ __typename }' }), {
        ...headers,
        ...bearer(buyer.token),
      });
      expect([status, answer.errors?.[0]?.extensions?.['code'], answer.data]).toEqual([403, 'GATEWAY_ONLY', undefined]);
    }
    await direct.close();
  },
);

test('a forged gateway secret is worth nothing at the edge', async () => {
  const { answer } = await client.post(JSON.stringify({ query: '{ __typename }' }), { 'x-gateway-secret': 'forged' });
  expect(answer).toEqual({ data: { __typename: 'Query' } });
});
