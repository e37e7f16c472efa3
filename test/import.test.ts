import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createShop, type TestShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

const IMPORT = `mutation ($input: ImportProductsInput!) {
  importProducts(input: $input) {
    __typename
    ... on ImportReport { rows created updated }
    ... on ImportRefused { rows problemCount problems { row column message } }
    ... on InvalidInput { field }
  }
}`;

const HEADER = 'product,category,variant,sku,price,stock';

let graph: TestGraph;
let shop: TestShop;
beforeAll(async () => {
  graph = await startTestGraph();
  shop = await createShop(graph.client);
});
afterAll(() => graph.close());

const load = (rows: readonly string[], more: object = {}) =>
  graph.client.send(
    IMPORT,
    { input: { shopId: shop.id, csv: [HEADER, ...rows].join('\n'), ...more } },
    shop.owner.token,
  );

const rows = Array.from(
  { length: 10_000 },
  (_, index) => `手ぬぐい ${index >> 2},布 ${(index >> 2) % 20},柄 ${index % 4},T-${index},1200,3`,
);

test('a file whose row 9,999 of 10,000 is bad is refused through the edge, with that row named, and leaves nothing', async () => {
  const bad = rows.with(9_998, '手ぬぐい 2499,布 19,柄 2,T-9998,12.50,3');
  const { data, errors } = await load(bad);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    importProducts: {
      __typename: 'ImportRefused',
      rows: 10_000,
      problemCount: 1,
      problems: [{ row: 9_999, column: 'price', message: 'JPY has 0 decimals, "12.50" has more.' }],
    },
  });
  const list = await graph.client.data('query ($shopId: ID!) { products(shopId: $shopId) { nodes { id } } }', {
    shopId: shop.id,
  });
  expect(list).toEqual({ products: { nodes: [] } });
});

test('a good file of 10,000 rows is taken over through the edge', async () => {
  const { data, errors } = await load(rows, { idempotencyKey: 'spring' });
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    importProducts: { __typename: 'ImportReport', rows: 10_000, created: 10_000, updated: 0 },
  });
}, 60_000);

test('a file as large as allowed comes through, a larger one is refused by name, and one beyond all limits at the door', async () => {
  const description = (bytes: number) => [`${'x'.repeat(bytes)},,,,1,1`];
  const length = 1_000_000 - Buffer.byteLength(`${HEADER}\n,,,,1,1`);
  expect((await load(description(length))).data).toMatchObject({
    importProducts: {
      __typename: 'ImportRefused',
      problems: [
        { row: 1, column: 'product' },
        { row: 1, column: 'variant' },
      ],
    },
  });
  expect((await load(description(length + 1))).data).toMatchObject({
    importProducts: { __typename: 'InvalidInput', field: 'csv' },
  });
  const { errors } = await load(description(1_100_000));
  expect(errors).toHaveLength(1);
});
