import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createProduct, createShop, placeOrder, type TestProduct, type TestShop } from './support/store.ts';
import { journalSum, startTestGraph, type TestGraph } from './support/test-graph.ts';

let graph: TestGraph;
let shop: TestShop;
let product: TestProduct;
beforeAll(async () => {
  graph = await startTestGraph();
  shop = await createShop(graph.client);
  product = await createProduct(graph.client, shop, 100);
});
afterAll(() => graph.close());

test('the same order sent 50 times at once under one key is one order, and every answer is the same', async () => {
  const [buyer] = await graph.people(1);
  const options = { quantity: 2, idempotencyKey: 'once' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => placeOrder(graph.client, shop, product, buyer?.token, options)),
  );
  expect(answers[0]?.data.placeOrder.__typename).toBe('Order');
  for (const answer of answers) expect(answer).toEqual(answers[0]);

  const { myOrders } = await graph.client.data('{ myOrders { nodes { id } } }', {}, buyer?.token);
  expect(myOrders.nodes).toEqual([{ id: answers[0]?.data.placeOrder.id }]);
  expect(await journalSum(graph, product.variantId)).toBe(98);
});

test('another order under the same key is refused, and changes nothing', async () => {
  const [buyer] = await graph.people(1);
  const before = await journalSum(graph, product.variantId);
  await placeOrder(graph.client, shop, product, buyer?.token, { quantity: 1, idempotencyKey: 'reused' });
  const other = await placeOrder(graph.client, shop, product, buyer?.token, { quantity: 2, idempotencyKey: 'reused' });
  expect(other.data.placeOrder).toMatchObject({ __typename: 'IdempotencyKeyReused', code: 'IDEMPOTENCY_KEY_REUSED' });
  expect(await journalSum(graph, product.variantId)).toBe(before - 1);
});

test('the same key of two people makes two orders', async () => {
  const people = await graph.people(2);
  const answers = await Promise.all(
    people.map(({ token }) => placeOrder(graph.client, shop, product, token, { idempotencyKey: 'shared' })),
  );
  expect(new Set(answers.map(({ data }) => data.placeOrder.id)).size).toBe(2);
});
