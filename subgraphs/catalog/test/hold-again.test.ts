import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene, HOLD_SECONDS } from './catalog-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

async function oneVariant(initialStock: number): Promise<string> {
  const { variantIds } = await scene.product([{ initialStock }], { closeWhenSoldOut: false });
  return variantIds[0] ?? '';
}

describe('a hold that is asked for again', () => {
  test('is taken once, however often it is asked for', async () => {
    const variantId = await oneVariant(10);
    const orderId = randomId();
    const lines = [{ lineId: randomId(), variantId, quantity: 4 }];
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => scene.hold(orderId, lines)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ outcome: 'HELD' });
    expect(await scene.stock(variantId)).toMatchObject({ available: 6, held: 4 });
  });

  test('keeps the price of the first time when it is repeated', async () => {
    const variantId = await oneVariant(10);
    const orderId = randomId();
    const lines = [{ lineId: randomId(), variantId, quantity: 1 }];
    const first = await scene.hold(orderId, lines);
    await scene.mutate('mutation ($input: UpdateVariantInput!) { updateVariant(input: $input) { __typename } }', {
      variantId: scene.variant(variantId),
      expectedVersion: 1,
      price: { amount: '9999', currency: 'JPY' },
    });
    expect(await scene.hold(orderId, lines)).toEqual(first);
  });

  test('that still stands is prolonged when it is repeated, never shortened, and the answer says until when', async () => {
    const variantId = await oneVariant(5);
    const orderId = randomId();
    const lines = [1, 2].map((quantity) => ({ lineId: randomId(), variantId, quantity }));
    const inSeconds = (seconds: number) => new Date(scene.clock.now().getTime() + seconds * 1000).toISOString();
    await scene.hold(orderId, lines);
    scene.clock.advance(HOLD_SECONDS * 900);
    const prolonged = inSeconds(HOLD_SECONDS);
    expect(await scene.hold(orderId, lines)).toMatchObject({ outcome: 'HELD', expiresAt: prolonged });
    expect(await scene.hold(orderId, lines, { seconds: 1 })).toMatchObject({ outcome: 'HELD', expiresAt: prolonged });
    scene.clock.advance(HOLD_SECONDS * 900);
    await scene.subgraph.jobs.runNow('sweepHolds');
    expect(await scene.stock(variantId)).toMatchObject({ available: 2, held: 3 });
    scene.clock.advance(HOLD_SECONDS * 100);
    expect(await scene.stock(variantId)).toMatchObject({ available: 5, held: 0 });
  });

  test('of which somebody with a clock ahead took a part away is taken anew as a whole', async () => {
    const [first, second] = [await oneVariant(5), await oneVariant(5)];
    const orderId = randomId();
    const lines = [first, second].map((variantId) => ({ lineId: randomId(), variantId, quantity: 3 }));
    await scene.hold(orderId, lines);
    const later = new Date(scene.clock.now().getTime() + HOLD_SECONDS * 1000);
    await scene.subgraph.kit.database.query('SELECT * FROM sweep_stock($1, $2, $3)', [scene.shopId, later, [first]]);
    expect(await scene.hold(orderId, lines)).toMatchObject({ outcome: 'HELD' });
    expect(await scene.stock(first)).toMatchObject({ available: 2, held: 3 });
    expect(await scene.stock(second)).toMatchObject({ available: 2, held: 3 });
  });

  test('of other lines does not pass for the same order', async () => {
    const variantId = await oneVariant(10);
    const orderId = randomId();
    const lineId = randomId();
    await scene.hold(orderId, [{ lineId, variantId, quantity: 1 }]);
    expect(await scene.hold(orderId, [{ lineId, variantId, quantity: 2 }])).toEqual({ outcome: 'MISMATCH' });
    expect(await scene.hold(orderId, [{ variantId, quantity: 1 }])).toEqual({ outcome: 'MISMATCH' });
    expect(
      await scene.hold(orderId, [
        { lineId, variantId, quantity: 1 },
        { variantId, quantity: 1 },
      ]),
    ).toEqual({ outcome: 'MISMATCH' });
    expect(await scene.stock(variantId)).toMatchObject({ held: 1 });
  });

  test('that was released is taken anew, with other lines if need be', async () => {
    const variantId = await oneVariant(10);
    const orderId = randomId();
    await scene.hold(orderId, [{ variantId, quantity: 1 }]);
    await scene.release(orderId);
    expect(await scene.hold(orderId, [{ variantId, quantity: 3 }])).toMatchObject({ outcome: 'HELD' });
    expect(await scene.stock(variantId)).toMatchObject({ available: 7, held: 3 });
  });

  test('that has lapsed is taken anew', async () => {
    const variantId = await oneVariant(5);
    const orderId = randomId();
    const lines = [{ lineId: randomId(), variantId, quantity: 5 }];
    await scene.hold(orderId, lines);
    scene.letHoldsLapse();
    expect(await scene.hold(orderId, lines)).toMatchObject({ outcome: 'HELD' });
    expect(await scene.stock(variantId)).toMatchObject({ available: 0, held: 5 });
    expect(await scene.confirm(orderId)).toMatchObject([{ outcome: 'CONFIRMED' }]);
  });
});
