import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { register } from 'prom-client';
import { createFleet, createHall, daysAhead } from './support/kinds.ts';
import { isAtRest } from './support/money.ts';
import { answerOf } from './support/paying.ts';
import { createProduct, createShop, payOrder, placedOrder, type TestShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';
import { until } from './support/until.ts';

const SIZES = [1, 10, 100];

const PRODUCTS = `query ($shopId: ID!, $first: Int) {
  products(shopId: $shopId, first: $first) {
    nodes { id name status shop { id name } category { name } variants { id name available price { amount } product { id } } }
  }
}`;

const ORDERS = `query ($shopId: ID!, $first: Int) {
  shopOrders(shopId: $shopId, first: $first) {
    nodes {
      id state total { amount }
      shop { name }
      customer { id displayName }
      payment {
        id state amount { amount } refunded { amount } actionUrl
        refunds { amount { amount } state }
        history { version state captured { amount } occurredAt }
      }
      lines { quantity variant { id name available product { id name shop { id } } } }
    }
  }
}`;

const RESERVATIONS = `query ($shopId: ID!, $first: Int) {
  shopReservations(shopId: $shopId, filter: { states: [CONFIRMED] }, first: $first) {
    nodes {
      id state quantity allowedSteps
      order { id state customer { displayName } shop { name } payment { id } }
      variant { id name available }
      product { name category { name } }
      performance { id }
      units { label unit { id status } }
    }
  }
}`;

const PERFORMANCES = `query ($productId: ID!, $first: Int) {
  performances(productId: $productId, first: $first) {
    nodes { id startsAt status product { id name shop { name } } seatPlan { id name } pools { tier available onHand variant { name price { amount } } } }
  }
}`;

const UNITS = `query ($variantId: ID!, $first: Int) {
  stockUnits(variantId: $variantId, first: $first) {
    nodes { id label state attributes { name value } variant { id name product { name shop { name } } } performance { id } }
  }
}`;

const VARIANTS = `query ($shopId: ID!, $first: Int) {
  variants(shopId: $shopId, first: $first) {
    nodes { id name sku price { amount } available onHand held confirmed product { id name category { name } shop { name } } }
  }
}`;

const WALLET_ENTRIES = `query ($pointsShopId: ID!, $first: Int) {
  walletEntries(shopId: $pointsShopId, first: $first) {
    nodes { id kind points balance occurredAt order { id state lines { quantity } } payment { id state } }
  }
}`;

const STUCK_PAYMENTS = `query ($shopId: ID!, $first: Int) {
  stuckPayments(shopId: $shopId, first: $first) {
    nodes { payment { id state history { state } order { id state customer { displayName } } } }
  }
}`;

let graph: TestGraph;
let shop: TestShop;
/** A product with many performances and a kind of many units. */
let ids: { shopId: string; productId: string; variantId: string; pointsShopId: string };
beforeAll(async () => {
  graph = await startTestGraph();
  shop = await createShop(graph.client);
  const products = await Promise.all(
    Array.from({ length: 100 }, (_, index) => createProduct(graph.client, shop, 100, { name: `Tenugui ${index}` })),
  );
  await Promise.all(
    products.map(async (product) => {
      const orderId = await placedOrder(graph.client, shop, product, shop.owner.token);
      await payOrder(graph.client, orderId, shop.owner.token);
    }),
  );
  const show = await createHall(graph.client, shop, 1, 2);
  const again = (day: number) =>
    graph.client.data(
      `mutation ($input: CreatePerformanceInput!) {
        createPerformance(input: $input) { ... on Performance { id } ... on Failure { message } }
      }`,
      {
        input: {
          productId: show.id,
          seatPlanId: show.seatPlanId,
          tiers: [{ tier: 'R', variantId: show.variantId }],
          startsAt: daysAhead(10 + day),
          endsAt: daysAhead(11 + day),
        },
      },
      shop.owner.token,
    );
  await Promise.all(Array.from({ length: 100 }, (_, day) => again(day)));
  const labels = Array.from({ length: 101 }, (_, index) => `B-${index}`);
  const fleet = await createFleet(graph.client, shop, labels);
  ids = { shopId: shop.id, productId: show.id, variantId: fleet.variantId, pointsShopId: await spentPoints() };
  await until(() => isAtRest(graph));
  await graph.database('payments').query('UPDATE payment SET stuck_since = now()');
});
afterAll(() => graph.close());

/** Another shop, at which the owner has spent points a hundred times; gives its id. */
async function spentPoints(): Promise<string> {
  const { client } = graph;
  const bikes = await createShop(client, { paymentPolicy: 'POINTS', pointsPerReservation: 1 });
  const product = await createProduct(client, bikes, 100);
  const { token } = shop.owner;
  const purchase = { shopId: bikes.id, points: 1000, method: { cardToken: 'tok_visa' } };
  await answerOf(client, 'topUpPoints', '', purchase, token);
  const wallet = 'query ($id: ID!) { wallet(shopId: $id) { balance } }';
  await until(async () => (await client.data(wallet, { id: bikes.id }, token)).wallet.balance === 1000);
  await Promise.all(Array.from({ length: 100 }, () => placedOrder(client, bikes, product, token)));
  return bikes.id;
}

/** What one operation cost: SQL statements by database and requests by subgraph. */
async function cost(document: string, first: number): Promise<{ rows: number; cost: Record<string, number> }> {
  const before = await counts();
  const data = await graph.client.data(document, { ...ids, first }, shop.owner.token);
  const after = await counts();
  const spent = [...after].map(([key, value]) => [key, value - (before.get(key) ?? 0)] as const);
  const [connection] = Object.values<{ nodes: unknown[] }>(data);
  return { rows: connection?.nodes.length ?? 0, cost: Object.fromEntries(spent.filter(([, value]) => value > 0)) };
}

async function counts(): Promise<Map<string, number>> {
  const names = ['yoyaku_sql_statements_total', 'yoyaku_graphql_requests_total'];
  const metrics = (await register.getMetricsAsJSON()).filter(({ name }) => names.includes(name));
  return new Map(
    metrics.flatMap(({ name, values }) =>
      values
        .filter(({ labels }) => labels['origin'] !== 'background')
        .map(({ labels, value }) => [`${name} ${labels['database'] ?? labels['subgraph'] ?? ''}`, value] as const),
    ),
  );
}

test.each([
  ['products', PRODUCTS],
  ['orders', ORDERS],
  ['reservations', RESERVATIONS],
  ['performances', PERFORMANCES],
  ['units', UNITS],
  ['variants', VARIANTS],
  ['wallet entries', WALLET_ENTRIES],
  ['stuck payments', STUCK_PAYMENTS],
])('a list of 1, 10 and 100 %s with all its joins costs the same statements and requests', async (_, document) => {
  await cost(document, 1); // Whatever is looked up once and then known.
  const costs = [];
  for (const size of SIZES) costs.push(await cost(document, size));
  expect(costs.map(({ rows }) => rows)).toEqual(SIZES);
  expect(costs[1]?.cost).toEqual(costs[0]?.cost);
  expect(costs[2]?.cost).toEqual(costs[0]?.cost);
});
