import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { bikes, handOver, period, quote, rental, sold, takeBack } from './stock-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

const isFree = async (variantId: string, from: number, to: number): Promise<boolean> => {
  const [line] = await quote(scene, [{ variantId, quantity: 1, period: period(scene, from, to) }]);
  return line?.refusals.length === 0;
};

describe('handing over before the time', () => {
  const oneBike = async () => {
    const { variantId, units } = await bikes(scene, ['only']);
    return { variantId, unitIds: units.map(({ unitId }) => unitId) };
  };

  test('keeps it from then on', async () => {
    const variantId = await rental(scene, 1);
    const { orderId, lineId } = await sold(scene, { variantId, quantity: 1, period: period(scene, 4, 6) });
    expect(await isFree(variantId, 1, 3)).toBe(true);
    expect(await handOver(scene, orderId, lineId)).toEqual(['DONE']);
    expect(await isFree(variantId, 1, 3)).toBe(false);
    await takeBack(scene, orderId, lineId);
    expect(await isFree(variantId, 1, 3)).toBe(true);
  });

  test('is refused while somebody else has it until then, and then nothing goes out', async () => {
    const variantId = await rental(scene, 1);
    await sold(scene, { variantId, quantity: 1, period: period(scene, 1, 3) });
    const { orderId, lineId } = await sold(scene, { variantId, quantity: 1, period: period(scene, 4, 6) });
    expect(await handOver(scene, orderId, lineId)).toEqual(['TAKEN']);
    expect(await takeBack(scene, orderId, lineId)).toEqual(['DONE']);
    expect(await isFree(variantId, 4, 6)).toBe(true);
  });

  test('a hold that has lapsed is in nobody’s way', async () => {
    const { variantId, unitIds } = await oneBike();
    await scene.hold(randomId(), [{ variantId, quantity: 1, period: period(scene, 1, 3) }], { seconds: 60 });
    const { orderId, lineId } = await sold(scene, { variantId, quantity: 1, unitIds, period: period(scene, 4, 6) });
    scene.clock.advance(61_000);
    expect(await handOver(scene, orderId, lineId)).toEqual(['DONE']);
  });

  test('a unit that is out already cannot go out again, whoever’s time it is', async () => {
    const { variantId, unitIds } = await oneBike();
    const first = await sold(scene, { variantId, quantity: 1, unitIds, period: period(scene, 1, 2) });
    const second = await sold(scene, { variantId, quantity: 1, unitIds, period: period(scene, 2, 3) });
    await handOver(scene, first.orderId, first.lineId);
    scene.clock.advance(2.5 * 3_600_000);
    expect(await handOver(scene, second.orderId, second.lineId)).toEqual(['TAKEN']);
    await takeBack(scene, first.orderId, first.lineId);
    expect(await handOver(scene, second.orderId, second.lineId)).toEqual(['DONE']);
  });
});
