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

describe('a hold', () => {
  test('answers each line with its product and the price of the moment', async () => {
    const { variantIds } = await scene.product([
      { initialStock: 5, price: '1200' },
      { initialStock: 5, price: '80' },
    ]);
    const [first = '', second = ''] = variantIds;
    const lines = [
      { lineId: randomId(), variantId: second, quantity: 2 },
      { lineId: randomId(), variantId: first, quantity: 1 },
    ];
    const outcome = await scene.hold(randomId(), lines);
    const plain = {
      productId: expect.any(String),
      performanceId: null,
      startsAt: null,
      period: null,
      returnable: false,
      units: [],
    };
    expect(outcome).toEqual({
      outcome: 'HELD',
      expiresAt: new Date(scene.clock.now().getTime() + HOLD_SECONDS * 1000).toISOString(),
      lines: [
        { ...lines[0], ...plain, unitPrice: { amount: 80, currency: 'JPY' } },
        { ...lines[1], ...plain, unitPrice: { amount: 1200, currency: 'JPY' } },
      ],
    });
    expect(await scene.stock(second)).toEqual({ available: 3, onHand: 5, held: 2, confirmed: 0 });
  });

  test('sums the lines of one variant before it checks', async () => {
    const variantId = await oneVariant(5);
    const lines = [
      { variantId, quantity: 3 },
      { variantId, quantity: 3 },
    ];
    expect(await scene.hold(randomId(), lines)).toEqual({
      outcome: 'REFUSED',
      refusals: [{ reason: 'INSUFFICIENT_STOCK', lineId: expect.any(String), variantId, requested: 6, available: 5 }],
    });
    const fitting = await scene.hold(randomId(), [lines[0]!, { variantId, quantity: 2 }]);
    expect(fitting).toMatchObject({ outcome: 'HELD', lines: [{ quantity: 3 }, { quantity: 2 }] });
  });

  test('is all or nothing, and names every variant that is short, unknown or discontinued', async () => {
    const plenty = await oneVariant(100);
    const short = await oneVariant(1);
    const alsoShort = await oneVariant(0);
    const gone = await scene.product([{ initialStock: 9 }]);
    await scene.mutate(
      'mutation ($input: DiscontinueProductInput!) { discontinueProduct(input: $input) { __typename } }',
      { productId: gone.id, expectedVersion: 1 },
    );
    const unknown = randomId();
    const outcome = await scene.hold(
      randomId(),
      [plenty, short, alsoShort, gone.variantIds[0] ?? '', unknown].map((variantId) => ({ variantId, quantity: 2 })),
    );
    expect(outcome.outcome).toBe('REFUSED');
    const lineId: unknown = expect.any(String);
    expect(new Set(outcome.outcome === 'REFUSED' ? outcome.refusals : [])).toEqual(
      new Set([
        { reason: 'INSUFFICIENT_STOCK', lineId, variantId: short, requested: 2, available: 1 },
        { reason: 'INSUFFICIENT_STOCK', lineId, variantId: alsoShort, requested: 2, available: 0 },
        { reason: 'PRODUCT_DISCONTINUED', lineId, variantId: gone.variantIds[0] },
        { reason: 'PRODUCT_NOT_FOUND', lineId, variantId: unknown },
      ]),
    );
    expect(await scene.stock(plenty)).toMatchObject({ available: 100, held: 0 });
  });

  test('does not find the variants of another shop', async () => {
    const variantId = await oneVariant(5);
    const { shopId } = scene.subgraph.users.addShop();
    const request = {
      shopId,
      orderId: randomId(),
      accountId: randomId(),
      expiresAt: '2030-01-01T00:00:00Z',
      lines: [{ lineId: randomId(), variantId, quantity: 1 }],
    };
    const { body } = await scene.subgraph.service.post('/internal/hold', { holds: [request] });
    expect(body.outcomes).toMatchObject([{ outcome: 'REFUSED', refusals: [{ reason: 'PRODUCT_NOT_FOUND' }] }]);
  });

  test('refuses bodies that are not what they must be', async () => {
    const variantId = await oneVariant(10);
    const good = {
      shopId: scene.shopId,
      orderId: randomId(),
      accountId: randomId(),
      expiresAt: '2030-01-01T00:00:00Z',
      lines: [{ lineId: randomId(), variantId, quantity: 1 }],
    };
    const [line] = good.lines;
    const bad = [
      { ...good, shopId: 'shp_x' },
      { ...good, orderId: undefined },
      { ...good, accountId: undefined },
      { ...good, expiresAt: 'tomorrow' },
      { ...good, lines: [{ ...line, unitIds: [] }] },
      { ...good, lines: [{ ...line, unitIds: ['uni_x'] }] },
      { ...good, lines: [{ ...line, period: { start: '2030-01-01T00:00:00Z' } }] },
      { ...good, lines: [{ ...line, period: { start: '2030-01-01T00:00:00Z', end: 'infinity' } }] },
      { ...good, lines: [{ ...line, performanceId: 'prf_x' }] },
      { ...good, lines: [] },
      { ...good, lines: [{ ...line, quantity: 0 }] },
      { ...good, lines: [{ ...line, quantity: -1 }] },
      { ...good, lines: [{ ...line, quantity: 1.5 }] },
      { ...good, lines: [{ ...line, quantity: 10_001 }] },
      { ...good, lines: [{ ...line, quantity: 2 ** 31 }] },
      { ...good, lines: [line, line] },
      { ...good, lines: Array.from({ length: 101 }, () => ({ ...line, lineId: randomId() })) },
    ];
    for (const body of [...bad.map((hold) => ({ holds: [hold] })), { holds: [] }, '{"holds":']) {
      const { status, body: answer } = await scene.subgraph.service.post('/internal/hold', body);
      expect({ status, code: answer.errors[0].extensions.code }).toEqual({
        status: 400,
        code: expect.stringMatching(/^BAD_(REQUEST|USER_INPUT)$/),
      });
    }
    expect((await scene.subgraph.service.post('/internal/confirm', { holds: [] })).status).toBe(400);
    expect((await scene.subgraph.service.post('/internal/hold', { holds: [good] }, {})).status).toBe(401);
    expect(await scene.stock(variantId)).toMatchObject({ held: 0 });
  });
});

describe('a hold that has lapsed', () => {
  test('does not count any more, though nobody has tidied it up', async () => {
    const variantId = await oneVariant(5);
    await scene.hold(randomId(), [{ variantId, quantity: 5 }]);
    expect(await scene.hold(randomId(), [{ variantId, quantity: 1 }])).toMatchObject({ outcome: 'REFUSED' });
    scene.letHoldsLapse();
    expect(await scene.stock(variantId)).toEqual({ available: 5, onHand: 5, held: 0, confirmed: 0 });
    expect(await scene.hold(randomId(), [{ variantId, quantity: 4 }])).toMatchObject({ outcome: 'HELD' });
    expect(await scene.stock(variantId)).toMatchObject({ available: 1, held: 4 });
  });

  test('is confirmed all the same when the stock is still there', async () => {
    const variantId = await oneVariant(5);
    const [swept, unswept] = [randomId(), randomId()];
    await scene.hold(swept, [{ variantId, quantity: 2 }]);
    scene.letHoldsLapse();
    await scene.subgraph.jobs.runNow('sweepHolds');
    await scene.hold(unswept, [{ variantId, quantity: 3 }]);
    scene.letHoldsLapse();
    expect(await scene.confirm(swept, unswept)).toEqual([
      { orderId: swept, outcome: 'CONFIRMED' },
      { orderId: unswept, outcome: 'CONFIRMED' },
    ]);
    expect(await scene.stock(variantId)).toEqual({ available: 0, onHand: 5, held: 0, confirmed: 5 });
  });

  test('is gone when the stock went to somebody else, and it is said what is missing', async () => {
    const variantId = await oneVariant(5);
    const late = randomId();
    await scene.hold(late, [{ variantId, quantity: 3 }]);
    scene.letHoldsLapse();
    await scene.hold(randomId(), [{ variantId, quantity: 4 }]);
    expect(await scene.confirm(late)).toEqual([
      { orderId: late, outcome: 'GONE', shortages: [{ variantId, requested: 3, available: 1 }] },
    ]);
    expect(await scene.stock(variantId)).toMatchObject({ held: 4, confirmed: 0 });
  });

  test('gives way to one that is paid for', async () => {
    const variantId = await oneVariant(5);
    const [paid, unpaid] = [randomId(), randomId()];
    await scene.hold(paid, [{ variantId, quantity: 3 }]);
    scene.letHoldsLapse();
    await scene.hold(unpaid, [{ variantId, quantity: 5 }]);
    scene.letHoldsLapse();
    expect(await scene.confirm(paid)).toEqual([{ orderId: paid, outcome: 'CONFIRMED' }]);
    expect(await scene.confirm(unpaid)).toMatchObject([{ outcome: 'GONE' }]);
  });

  test('is written down by the sweeper, once', async () => {
    const variantId = await oneVariant(5);
    await scene.hold(randomId(), [{ variantId, quantity: 2 }]);
    scene.letHoldsLapse();
    await scene.subgraph.jobs.runNow('sweepHolds');
    await scene.subgraph.jobs.runNow('sweepHolds');
    const journal = await scene.subgraph.kit.database.query(
      'SELECT reason, available_delta FROM stock_movement WHERE shop_id = $1 AND variant_id = $2 ORDER BY number',
      [scene.shopId, variantId],
    );
    expect(journal).toEqual([
      { reason: 'RECEIVED', available_delta: 5 },
      { reason: 'HELD', available_delta: -2 },
      { reason: 'EXPIRED', available_delta: 2 },
    ]);
  });
});

describe('confirm and release', () => {
  test('take many holds at once, and answer in their order', async () => {
    const variantId = await oneVariant(10);
    const orders = [randomId(), randomId(), randomId()];
    for (const orderId of orders) await scene.hold(orderId, [{ variantId, quantity: 1 }]);
    const unknown = randomId();
    await scene.release(orders[1] ?? '');
    const outcomes = await scene.confirm(orders[0] ?? '', unknown, orders[1] ?? '', orders[2] ?? '');
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['CONFIRMED', 'GONE', 'GONE', 'CONFIRMED']);
    expect(outcomes.map(({ orderId }) => orderId)).toEqual([orders[0], unknown, orders[1], orders[2]]);
    expect(await scene.stock(variantId)).toEqual({ available: 8, onHand: 10, held: 0, confirmed: 2 });
  });

  test('take effect once, however often they come', async () => {
    const variantId = await oneVariant(10);
    const orderId = randomId();
    await scene.hold(orderId, [{ variantId, quantity: 4 }]);
    const confirmed = await Promise.all(Array.from({ length: 10 }, () => scene.confirm(orderId)));
    expect(confirmed.flat().every(({ outcome }) => outcome === 'CONFIRMED')).toBe(true);
    expect(await scene.stock(variantId)).toEqual({ available: 6, onHand: 10, held: 0, confirmed: 4 });
    await Promise.all(Array.from({ length: 10 }, () => scene.release(orderId)));
    expect(await scene.stock(variantId)).toEqual({ available: 10, onHand: 10, held: 0, confirmed: 0 });
    expect(await scene.confirm(orderId)).toEqual([{ orderId, outcome: 'GONE' }]);
  });

  test('happen when reservations says that an order is cancelled or expired', async () => {
    const variantId = await oneVariant(10);
    const [paid, unpaid] = [randomId(), randomId()];
    await scene.hold(paid, [{ variantId, quantity: 4 }]);
    await scene.hold(unpaid, [{ variantId, quantity: 3 }]);
    await scene.confirm(paid);
    const event = (type: string, aggregateId: string) => ({
      type,
      shopId: scene.shopId,
      aggregateId,
      version: 2,
      data: { orderId: aggregateId },
    });
    await scene.subgraph.deliver('reservations', event('OrderPlaced', paid), event('OrderCancelled', paid));
    await scene.subgraph.deliver('reservations', event('OrderExpired', unpaid), event('OrderExpired', unpaid));
    expect(await scene.stock(variantId)).toEqual({ available: 10, onHand: 10, held: 0, confirmed: 0 });
  });
});
