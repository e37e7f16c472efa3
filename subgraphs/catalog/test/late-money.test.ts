import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { performanceIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { CANCEL_PERFORMANCE, CREATE_PERFORMANCE, hoursFromNow } from './seat-operations.ts';
import { bikes, confirmLate, heldLines, orderEvent, period, releaseLines, rental } from './stock-scene.ts';

// Orders that were not paid in time, and whose money comes after all.

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterEach(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
});

afterAll(() => scene.close());

/** A variant with this many pieces, one of them held by an order. */
async function held(pieces = 1): Promise<{ variantId: Uuid; orderId: Uuid }> {
  const { variantIds } = await scene.product([{ initialStock: pieces }]);
  const [variantId = ''] = variantIds;
  const orderId = randomId();
  heldLines(await scene.hold(orderId, [{ variantId, quantity: 1 }]));
  return { variantId, orderId };
}

const sold = { held: 0, confirmed: 1 };
const free = { held: 0, confirmed: 0 };

describe('an order that has expired', () => {
  test('keeps nothing back, and is sold its stock late if that is still there', async () => {
    const { variantId, orderId } = await held();
    await orderEvent(scene, 'OrderExpired', orderId);
    expect(await scene.stock(variantId)).toMatchObject({ available: 1, ...free });
    expect(await confirmLate(scene, orderId, orderId)).toEqual(['CONFIRMED', 'CONFIRMED']);
    expect(await scene.stock(variantId)).toMatchObject({ available: 0, ...sold });
  });

  test('is not, where somebody else has it by now', async () => {
    const { variantId, orderId } = await held();
    await orderEvent(scene, 'OrderExpired', orderId);
    heldLines(await scene.hold(randomId(), [{ variantId, quantity: 1 }]));
    expect(await confirmLate(scene, orderId)).toEqual(['GONE']);
  });

  test.each([
    ['before', true],
    ['after', false],
  ])('keeps what it was sold late, its hold having been taken away %s that', async (_, lapsed) => {
    const { variantId, orderId } = await held();
    if (lapsed) {
      scene.letHoldsLapse();
      await orderEvent(scene, 'OrderExpired', randomId());
    }
    expect(await confirmLate(scene, orderId)).toEqual(['CONFIRMED']);
    await orderEvent(scene, 'OrderExpired', orderId, orderId);
    expect(await scene.stock(variantId)).toMatchObject(sold);
    // Called off later, it goes back as ever.
    await orderEvent(scene, 'OrderCancelled', orderId);
    expect(await scene.stock(variantId)).toMatchObject(free);
  });

  test('control: sold as if it had not expired, it loses that by the event', async () => {
    const { variantId, orderId } = await held();
    await scene.confirm(orderId);
    await orderEvent(scene, 'OrderExpired', orderId);
    expect(await scene.stock(variantId)).toMatchObject(free);
    // Whoever asked for that will ask again.
    expect(await confirmLate(scene, orderId)).toEqual(['CONFIRMED']);
    await orderEvent(scene, 'OrderExpired', orderId);
    expect(await scene.stock(variantId)).toMatchObject(sold);
  });

  test('never gets back a line that was called off', async () => {
    const { variantIds } = await scene.product([{ initialStock: 5 }]);
    const [variantId = ''] = variantIds;
    const [orderId, stays, goes] = [randomId(), randomId(), randomId()];
    await scene.hold(orderId, [
      { lineId: stays, variantId, quantity: 1 },
      { lineId: goes, variantId, quantity: 3 },
    ]);
    await releaseLines(scene, orderId, goes);
    await orderEvent(scene, 'OrderExpired', orderId);
    expect(await confirmLate(scene, orderId)).toEqual(['CONFIRMED']);
    expect(await scene.stock(variantId)).toMatchObject(sold);
  });

  test('gets the very same things for the very same time, or nothing', async () => {
    const { variantId, units } = await bikes(scene, ['B-1', 'B-2']);
    const unitIds = [units[0]?.unitId ?? ''];
    const when = period(scene, 2, 4);
    const [early, late, other] = [randomId(), randomId(), randomId()];
    for (const orderId of [early, late]) {
      heldLines(await scene.hold(orderId, [{ variantId, quantity: 1, period: when, unitIds }]));
      await orderEvent(scene, 'OrderExpired', orderId);
    }
    expect(await confirmLate(scene, early, late)).toEqual(['CONFIRMED', 'GONE']);
    heldLines(await scene.hold(other, [{ variantId, quantity: 1, period: when }]));
  });

  test('is sold nothing that has begun meanwhile', async () => {
    const variantId = await rental(scene, 1);
    const orderId = randomId();
    heldLines(await scene.hold(orderId, [{ variantId, quantity: 1, period: period(scene, 1, 9) }]));
    await orderEvent(scene, 'OrderExpired', orderId);
    scene.clock.advance(2 * 3_600_000 + 1);
    expect(await confirmLate(scene, orderId)).toEqual(['GONE']);
  });
});

test('nobody gets more than a customer may have by paying late', async () => {
  const { id, variantIds } = await scene.product([{ initialStock: 50 }]);
  const rules = [{ kind: 'MAX_PER_CUSTOMER', limit: 2 }];
  const set = `mutation ($input: SetProductRulesInput!) { setProductRules(input: $input) { __typename } }`;
  await scene.mutate(set, { productId: id, expectedVersion: 1, rules });
  const [variantId = ''] = variantIds;
  const accountId = randomId();
  const orders = [randomId(), randomId(), randomId(), randomId()];
  const [first = '', second = '', third = '', last = ''] = orders;
  for (const orderId of orders) {
    heldLines(await scene.hold(orderId, [{ variantId, quantity: 1 }], { accountId }));
    if (orderId !== last) await orderEvent(scene, 'OrderExpired', orderId);
  }
  expect(await confirmLate(scene, first, second)).toEqual(['CONFIRMED', 'GONE']);
  expect(await confirmLate(scene, third)).toEqual(['GONE']);
  await scene.release(last);
  expect(await confirmLate(scene, third)).toEqual(['CONFIRMED']);
});

describe('an expired order for a performance', () => {
  async function show(): Promise<{ variantId: Uuid; performance: string; orderId: Uuid }> {
    const { id, variantIds } = await scene.product([{}], { soldBy: 'PERFORMANCE' });
    const [variantId = ''] = variantIds;
    const startsAt = hoursFromNow(scene, 24);
    const created = await scene.mutate(CREATE_PERFORMANCE, {
      productId: id,
      startsAt,
      endsAt: hoursFromNow(scene, 26),
      stock: [{ variantId: scene.variant(variantId), quantity: 5 }],
    });
    const performance = created.id as string;
    const orderId = randomId();
    const performanceId = performanceIds.decode(performance)?.key ?? '';
    const [line] = heldLines(await scene.hold(orderId, [{ variantId, quantity: 1, performanceId }]));
    expect(line).toMatchObject({ startsAt, period: null });
    await orderEvent(scene, 'OrderExpired', orderId);
    return { variantId, performance, orderId };
  }

  test('is sold its seats late, as long as it has not begun', async () => {
    const { orderId } = await show();
    const { orderId: later } = await show();
    expect(await confirmLate(scene, orderId)).toEqual(['CONFIRMED']);
    scene.clock.advance(24 * 3_600_000);
    expect(await confirmLate(scene, orderId, later)).toEqual(['CONFIRMED', 'GONE']);
  });

  test('is sold none of one that was called off', async () => {
    const { performance, orderId } = await show();
    await scene.mutate(CANCEL_PERFORMANCE, { performanceId: performance, expectedVersion: 1 });
    expect(await confirmLate(scene, orderId)).toEqual(['GONE']);
  });
});

test('many orders expire, are called off and are paid late at once, and the stock is right', async () => {
  const { variantIds } = await scene.product([{ initialStock: 30 }, { name: 'Red', initialStock: 30 }]);
  const orders = Array.from({ length: 30 }, () => randomId());
  for (const orderId of orders) {
    await scene.hold(
      orderId,
      variantIds.map((variantId) => ({ variantId, quantity: 1 })),
    );
  }
  const [expired, cancelled] = [orders.slice(0, 20), orders.slice(20)];
  const [paid] = await Promise.all([
    Promise.all(expired.slice(0, 10).map((orderId) => confirmLate(scene, orderId))),
    orderEvent(scene, 'OrderExpired', ...expired),
    scene.release(...cancelled),
  ]);
  expect(new Set(paid.flat())).toEqual(new Set(['CONFIRMED']));
  for (const variantId of variantIds) {
    expect(await scene.stock(variantId)).toMatchObject({ available: 20, held: 0, confirmed: 10 });
  }
});
