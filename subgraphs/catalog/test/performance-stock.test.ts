import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { register } from 'prom-client';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { performanceIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { CREATE_PERFORMANCE, hoursFromNow, openHouse, section } from './seat-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const MOVED = `__typename ... on StockMovement { reason onHandDelta number performance { id } variant { id } }
  ... on Failure { code } ... on InvalidInput { field } ... on NotFound { id }`;
const RECEIVE = `mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { ${MOVED} } }`;
const ADJUST = `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { ${MOVED}
  ... on InsufficientStock { requested available } } }`;

async function counted(): Promise<{ variant: string; variantId: Uuid; performance: string; productId: string }> {
  const { id, variantIds } = await scene.product([{}], { soldBy: 'PERFORMANCE' });
  const variantId = variantIds[0] ?? '';
  const variant = scene.variant(variantId);
  const created = await scene.mutate(CREATE_PERFORMANCE, {
    productId: id,
    startsAt: hoursFromNow(scene, 24),
    endsAt: hoursFromNow(scene, 26),
    stock: [{ variantId: variant, quantity: 5 }],
  });
  return { variant, variantId, performance: created.id as string, productId: id };
}

describe('the stock of a performance', () => {
  test('comes in and is corrected by the shop’s staff, never below what is promised', async () => {
    const { variant, variantId, performance } = await counted();
    const input = { variantId: variant, performanceId: performance };
    expect(await scene.mutate(RECEIVE, { ...input, quantity: 3, idempotencyKey: 'more' }, scene.staff)).toMatchObject({
      reason: 'RECEIVED',
      onHandDelta: 3,
      number: 2,
      performance: { id: performance },
      variant: { id: variant },
    });
    expect(await scene.mutate(RECEIVE, { ...input, quantity: 3, idempotencyKey: 'more' }, scene.staff)).toMatchObject({
      number: 2,
    });
    const line = { variantId, quantity: 6, performanceId: performanceIds.decode(performance)?.key ?? '' };
    expect((await scene.hold(randomId(), [line])).outcome).toBe('HELD');
    expect(await scene.mutate(ADJUST, { ...input, delta: -3, reason: 'Broken' })).toMatchObject({
      __typename: 'InsufficientStock',
      requested: 3,
      available: 2,
    });
    expect(await scene.mutate(ADJUST, { ...input, delta: -2, reason: 'Broken' })).toMatchObject({ onHandDelta: -2 });
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });

  test('is that of one performance, and of counted pieces', async () => {
    const { variant, performance } = await counted();
    const other = await counted();
    const house = await openHouse(scene, [section('1F', 'A', 'A', 3, 'R')]);
    const seat = scene.variant(house.variantIds[0] ?? '');
    const foreign = performanceIds.encode(randomId(), performanceIds.decode(performance)?.key ?? '');
    for (const [input, answer] of [
      [{ variantId: variant }, { __typename: 'InvalidInput', field: 'performanceId' }],
      [
        { variantId: variant, performanceId: other.performance },
        { __typename: 'NotFound', id: other.performance },
      ],
      [
        { variantId: variant, performanceId: foreign },
        { __typename: 'NotFound', id: foreign },
      ],
      [
        { variantId: variant, performanceId: 'nonsense' },
        { __typename: 'NotFound', id: 'nonsense' },
      ],
      [
        { variantId: seat, performanceId: house.performance },
        { __typename: 'InvalidInput', field: 'variantId' },
      ],
    ] as const) {
      expect(await scene.mutate(RECEIVE, { ...input, quantity: 1 })).toMatchObject(answer);
      expect(await scene.mutate(ADJUST, { ...input, delta: 1, reason: 'x' })).toMatchObject(answer);
    }
  });
});

/** SQL statements that requests have sent. */
async function statements(): Promise<number> {
  const metrics = await register.getMetricsAsJSON();
  const values = metrics.find(({ name }) => name === 'yoyaku_sql_statements_total')?.values ?? [];
  return values.reduce((sum, { labels, value }) => (labels['origin'] === 'request' ? sum + value : sum), 0);
}

test('lists of 1 and of 10 with all their joins cost the same statements', async () => {
  const { variant, productId } = await counted();
  for (let hour = 30; hour < 39; hour++) {
    await scene.mutate(CREATE_PERFORMANCE, {
      productId,
      startsAt: hoursFromNow(scene, hour),
      endsAt: hoursFromNow(scene, hour + 1),
      stock: [{ variantId: variant, quantity: 5 }],
    });
  }
  const house = await openHouse(scene, [section('1F', 'A', 'A', 10, 'R')]);
  const cost = async (first: number) => {
    const before = await statements();
    const { data, errors } = await scene.subgraph.query(
      `query ($shopId: ID!, $productId: ID!, $variantId: ID!, $performanceId: ID!, $first: Int) {
         products(shopId: $shopId, first: $first) { nodes { performances(first: $first) { nodes { id } } } }
         performances(productId: $productId, first: $first) {
           nodes { id product { name } seatPlan { name } pools { available onHand variant { name product { name } } } } }
         stockUnits(variantId: $variantId, performanceId: $performanceId, first: $first) {
           nodes { label state variant { name } performance { id } } } }`,
      {
        shopId: scene.shop,
        productId,
        variantId: scene.variant(house.variantIds[0] ?? ''),
        performanceId: house.performance,
        first,
      },
      { as: scene.owner },
    );
    expect(errors).toBeUndefined();
    const rows = [data.performances.nodes.length, data.stockUnits.nodes.length] as const;
    return { rows, statements: (await statements()) - before };
  };
  await cost(1);
  const [one, ten] = [await cost(1), await cost(10)];
  expect([one.rows, ten.rows]).toEqual([
    [1, 1],
    [10, 10],
  ]);
  expect(ten.statements).toBe(one.statements);
});
