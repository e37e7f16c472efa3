import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { unitIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import {
  CANCEL_PERFORMANCE,
  CREATE_PERFORMANCE,
  DELETE_PERFORMANCE,
  hoursFromNow,
  openHouse,
  RETIRE,
  seatMapOf,
  seatsOf,
  section,
} from './seat-operations.ts';

// What staff do to seats while customers are after them.

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const SEATS = 20;

test('of a seat that is taken and retired at the same time, one of the two comes about', async () => {
  const house = await openHouse(scene, [section('1F', 'A', 'A', SEATS, 'R')]);
  const seats = seatsOf(await seatMapOf(scene, house.performance));
  const outcomes = await Promise.all(
    seats.map(async ({ id }) => {
      const line = {
        variantId: house.variantIds[0] ?? '',
        performanceId: house.performanceId,
        quantity: 1,
        unitIds: [unitIds.decode(id)?.key ?? ''],
      };
      const [held, retired] = await Promise.all([
        scene.hold(randomId(), [line]),
        scene.mutate(RETIRE, { unitId: id, expectedVersion: 1 }),
      ]);
      return { isHeld: held.outcome === 'HELD', isRetired: retired.__typename === 'StockUnit' };
    }),
  );
  for (const { isHeld, isRetired } of outcomes) expect(isHeld).toBe(!isRetired);
  const states = seatsOf(await seatMapOf(scene, house.performance)).map(({ state }) => state);
  expect(states).toEqual(outcomes.map(({ isHeld }) => (isHeld ? 'HELD' : 'RETIRED')));
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
});

test('nobody is promised a seat of a performance after it was called off or deleted', async () => {
  for (const document of [CANCEL_PERFORMANCE, DELETE_PERFORMANCE]) {
    const house = await openHouse(scene, [section('1F', 'A', 'A', SEATS, 'R')]);
    const line = { variantId: house.variantIds[0] ?? '', performanceId: house.performanceId, quantity: 1 };
    let isOver = false;
    const late: string[] = [];
    const buy = async () => {
      const wasOver = isOver;
      const { outcome } = await scene.hold(randomId(), [line]);
      if (wasOver) late.push(outcome);
    };
    const buyers = Array.from({ length: SEATS / 2 }, buy);
    const done = scene.mutate(document, { performanceId: house.performance, expectedVersion: 1 }).then((result) => {
      isOver = result.__typename !== 'PerformanceInUse';
      return result;
    });
    const { __typename } = await done;
    await Promise.all([...buyers, ...Array.from({ length: SEATS / 2 }, buy)]);
    if (__typename === 'PerformanceInUse') expect(late).toEqual([]);
    else expect(late).toEqual(Array(SEATS / 2).fill('REFUSED'));
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  }
});

test('a performance that is asked for many times at once by one key is there once', async () => {
  const { id: productId, variantIds } = await scene.product([{}], { soldBy: 'PERFORMANCE' });
  const input = {
    productId,
    startsAt: hoursFromNow(scene, 24),
    endsAt: hoursFromNow(scene, 26),
    stock: [{ variantId: scene.variant(variantIds[0] ?? ''), quantity: 5 }],
    idempotencyKey: 'once',
  };
  const created = await Promise.all(Array.from({ length: 8 }, () => scene.mutate(CREATE_PERFORMANCE, input)));
  expect(new Set(created.map(({ id }) => id as string)).size).toBe(1);
  const { data } = await scene.subgraph.query(
    'query ($productId: ID!) { performances(productId: $productId) { nodes { pools { available } } } }',
    { productId },
  );
  expect(data.performances.nodes).toEqual([{ pools: [{ available: 5 }] }]);
});
