import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createProduct,
  createShop,
  payOrder,
  type Person,
  placedOrder,
  placeOrder,
  type TestProduct,
  type TestShop,
} from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';
import { until } from './support/until.ts';

let graph: TestGraph;
let shop: TestShop;
let product: TestProduct;
let hanako: Person;
let taro: Person;

beforeAll(async () => {
  graph = await startTestGraph();
  shop = await createShop(graph.client, { holdTtlSeconds: 4 });
  product = await createProduct(graph.client, shop, 1);
  [hanako, taro] = (await graph.people(2)) as [Person, Person];
  // Whatever is seen below is seen without any job or timer having tidied up.
  await Promise.all(Object.values(graph.graph.subgraphs).flatMap(({ jobs, timers }) => [jobs.stop(), timers.stop()]));
});
afterAll(() => graph.close());

const MY_ORDERS = `query ($id: ID!) {
  order(id: $id) { state expiresAt }
  pending: myOrders(state: PENDING) { nodes { id } }
  expired: myOrders(state: EXPIRED) { nodes { id state } }
}`;

const SHOP_ORDERS = `query ($id: ID!, $filter: OrderFilter) {
  shopOrders(shopId: $id, filter: $filter) { nodes { id state } }
}`;

test('an order whose time is up is EXPIRED to whoever reads it, and its stock is free, before any job or timer has run', async () => {
  const { client } = graph;
  const id = await placedOrder(client, shop, product, hanako.token);
  const refused = await placeOrder(client, shop, product, taro.token);
  expect(refused.data?.placeOrder).toMatchObject({ __typename: 'InsufficientStock', available: 0 });
  const { order, ...lists } = await client.data(MY_ORDERS, { id }, hanako.token);
  expect([order.state, lists]).toEqual(['PENDING', { pending: { nodes: [{ id }] }, expired: { nodes: [] } }]);

  const end = Date.parse(order.expiresAt as string);
  await until(() => Promise.resolve(Date.now() >= end));

  const taken = await placeOrder(client, shop, product, taro.token);
  expect(taken.data?.placeOrder).toMatchObject({ __typename: 'Order', state: 'PENDING' });
  expect(await client.data(MY_ORDERS, { id }, hanako.token)).toEqual({
    order: { state: 'EXPIRED', expiresAt: order.expiresAt },
    pending: { nodes: [] },
    expired: { nodes: [{ id, state: 'EXPIRED' }] },
  });
  const filter = { state: 'EXPIRED' };
  const { shopOrders } = await client.data(SHOP_ORDERS, { id: shop.id, filter }, shop.owner.token);
  expect(shopOrders.nodes).toEqual([{ id, state: 'EXPIRED' }]);

  const late = await payOrder(client, id, hanako.token);
  expect(late.data?.payOrder).toMatchObject({ __typename: 'OrderNotPayable' });
  const cancel =
    'mutation ($id: ID!) { cancelOrder(input: { orderId: $id }) { ... on InvalidStateTransition { from } } }';
  expect(await client.data(cancel, { id }, hanako.token)).toEqual({ cancelOrder: { from: 'EXPIRED' } });
  const written = await graph.database('reservations').query<{ state: string }>('SELECT state FROM "order"');
  expect(written.rows.map(({ state }) => state)).toEqual(['PENDING', 'PENDING']);
});
