import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { askAtOnce, counted } from './support/crowd.ts';
import { mostAtOnce, promisedByDatabase, promisedByOrders } from './support/promised.ts';
import { createProduct, createShop, ordersIn, payOrder, placeOrder } from './support/store.ts';
import { until } from './support/until.ts';
import { journalSum, startTestGraph, type TestGraph } from './support/test-graph.ts';

const BUYERS = 10_000;
const UNITS = 100;

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

describe(`${BUYERS} buyers at once of ${UNITS} pieces, through the edge`, () => {
  test('exactly as many are sold as there are, every refusal is typed, and the product is closed', async () => {
    const { client } = graph;
    const shop = await createShop(client);
    const product = await createProduct(client, shop, UNITS);
    const buyers = await graph.people(BUYERS);

    const answers = await Promise.all(buyers.map(({ token }) => placeOrder(client, shop, product, token)));
    expect([...client.statuses]).toEqual([200]);
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
    const results = answers.map(({ data }) => data.placeOrder);
    const placed = results.flatMap((result, index) =>
      result.__typename === 'Order' ? [{ id: result.id as string, token: buyers[index]?.token ?? '' }] : [],
    );
    expect(placed).toHaveLength(UNITS);
    expect(results.filter(({ code }) => code === 'INSUFFICIENT_STOCK')).toHaveLength(BUYERS - UNITS);
    for (const { available, requested } of results.filter(({ code }) => code)) {
      expect([requested, available]).toEqual([1, 0]);
    }

    const payments = await Promise.all(placed.map(({ id, token }) => payOrder(client, id, token)));
    expect(payments.map(({ data }) => data.payOrder.__typename)).toEqual(placed.map(() => 'Payment'));
    await until(async () => (await ordersIn(client, shop, 'CONFIRMED')) === UNITS);
    expect(await ordersIn(client, shop, 'CANCELLED')).toBe(0);

    const { product: after } = await client.data(
      '{ product(id: "' + product.id + '") { status variants { available } } }',
    );
    expect(after).toEqual({ status: 'DISCONTINUED', variants: [{ available: 0 }] });
    expect(await journalSum(graph, product.variantId)).toBe(0);
    const late = await placeOrder(client, shop, product, buyers[0]?.token);
    expect(late.data.placeOrder.code).toBe('PRODUCT_DISCONTINUED');
    expect([...client.statuses]).toEqual([200]);
  }, 150_000);

  test.each([3001, 3002, 3003])(
    'the last piece goes when buyers want one to three each, and no piece more (seed %d)',
    async (seed) => {
      const { client } = graph;
      const shop = await createShop(client);
      const product = await createProduct(client, shop, UNITS);
      const quantities = fc.sample(fc.integer({ min: 1, max: 3 }), { seed, numRuns: 2_000 });
      const lines = quantities.map((quantity) => [{ variantId: product.variantId, quantity }]);
      const outcomes = await askAtOnce(client, shop, await graph.people(quantities.length), lines);
      expect([...client.statuses]).toEqual([200]);
      expect(Object.keys(counted(outcomes)).toSorted()).toEqual(['INSUFFICIENT_STOCK', 'Order']);
      for (const { available, requested } of outcomes.filter(({ code }) => code)) {
        expect(available).toBeLessThan(requested ?? 0);
      }
      const promised = await promisedByDatabase(graph, shop);
      expect(mostAtOnce(promised)).toBe(UNITS);
      expect(await promisedByOrders(client, shop)).toEqual(promised);
    },
    150_000,
  );

  test('control: reading the stock and then writing it sells more than there is', async () => {
    const catalog = graph.database('catalog');
    await catalog.query('CREATE TABLE naive_stock (on_hand integer NOT NULL)');
    await catalog.query('INSERT INTO naive_stock VALUES ($1)', [UNITS]);
    const buy = async (): Promise<boolean> => {
      const { rows } = await catalog.query<{ on_hand: number }>('SELECT on_hand FROM naive_stock');
      const onHand = rows[0]?.on_hand ?? 0;
      if (onHand < 1) return false;
      await catalog.query('UPDATE naive_stock SET on_hand = $1', [onHand - 1]);
      return true;
    };
    const sold = await Promise.all(Array.from({ length: 1_000 }, buy));
    expect(sold.filter(Boolean).length).toBeGreaterThan(UNITS);
  });
});
