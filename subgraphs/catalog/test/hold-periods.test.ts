import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { bikes, heldLines, labelsOf, period, quote, refusalsOf, rental } from './stock-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

/** Promises so many pieces from one hour to another, and says whether it could. */
const take = async (variantId: string, quantity: number, from: number, to: number) =>
  (await scene.hold(randomId(), [{ variantId, quantity, period: period(scene, from, to) }])).outcome;

describe('a hold for a period', () => {
  test('answers with the period, and that it comes back', async () => {
    const variantId = await rental(scene, 2);
    const [line] = heldLines(await scene.hold(randomId(), [{ variantId, quantity: 2, period: period(scene, 1, 3) }]));
    expect(line).toMatchObject({ quantity: 2, period: period(scene, 1, 3), returnable: true, units: [] });
  });

  test('fits where at every instant there is enough; periods are half-open', async () => {
    const variantId = await rental(scene, 3);
    expect(await take(variantId, 2, 10, 12)).toBe('HELD');
    expect(await take(variantId, 2, 12, 14)).toBe('HELD');
    expect(await take(variantId, 1, 9, 15)).toBe('HELD');
    expect(await take(variantId, 1, 11, 13)).toBe('REFUSED');
    expect(await take(variantId, 3, 14, 15)).toBe('REFUSED');
    expect(await take(variantId, 2, 14, 15)).toBe('HELD');
    expect(await take(variantId, 3, 15, 16)).toBe('HELD');
  });

  test('that does not fit is told how many there are throughout, and when next', async () => {
    const variantId = await rental(scene, 3);
    await take(variantId, 1, 10, 12);
    await take(variantId, 2, 12, 14);
    const outcome = await scene.hold(randomId(), [{ variantId, quantity: 2, period: period(scene, 11, 13) }]);
    expect(refusalsOf(outcome)).toEqual([
      {
        reason: 'PERIOD_CONFLICT',
        lineId: expect.any(String),
        variantId,
        requested: 2,
        available: 1,
        nextFreeWindow: period(scene, 14, 16),
      },
    ]);
  });

  test('sums the lines of an order where their periods overlap', async () => {
    const variantId = await rental(scene, 3);
    const line = (quantity: number, from: number, to: number) => ({
      variantId,
      quantity,
      period: period(scene, from, to),
    });
    const refused = await scene.hold(randomId(), [line(2, 1, 4), line(1, 2, 5), line(1, 3, 6)]);
    expect(refusalsOf(refused)).toMatchObject([
      { reason: 'PERIOD_CONFLICT', requested: 4, available: 3 },
      { reason: 'PERIOD_CONFLICT', requested: 4, available: 3 },
      { reason: 'PERIOD_CONFLICT', requested: 4, available: 3 },
    ]);
    heldLines(await scene.hold(randomId(), [line(2, 1, 4), line(1, 2, 5), line(2, 4, 6)]));
    expect(await take(variantId, 1, 2, 3)).toBe('REFUSED');
  });

  test('keeps the buffers of the product free', async () => {
    const variantId = await rental(scene, 1, { timeRules: { bufferBeforeMinutes: 30, bufferAfterMinutes: 60 } });
    expect(await take(variantId, 1, 10, 12)).toBe('HELD');
    expect(await take(variantId, 1, 13, 14)).toBe('REFUSED');
    expect(await take(variantId, 1, 13.5, 14)).toBe('HELD');
    expect(await take(variantId, 1, 8, 9)).toBe('REFUSED');
    expect(await take(variantId, 1, 7, 8.5)).toBe('HELD');
  });

  test('is refused for what is wrong with the period itself', async () => {
    const variantId = await rental(scene, 5, {
      timeRules: {
        minimumNoticeMinutes: 120,
        minimumDurationMinutes: 60,
        maximumDurationMinutes: 600,
        slotMinutes: 30,
      },
    });
    const refusal = async (from: number, to: number) =>
      refusalsOf(await scene.hold(randomId(), [{ variantId, quantity: 1, period: period(scene, from, to) }]));
    expect(await refusal(5, 4)).toMatchObject([{ reason: 'INVALID_PERIOD' }]);
    expect(await refusal(5.1, 7)).toMatchObject([{ reason: 'INVALID_PERIOD' }]);
    expect(await refusal(-5, 4)).toMatchObject([{ reason: 'PERIOD_IN_PAST' }]);
    expect(await refusal(5, 5.5)).toMatchObject([
      { reason: 'DURATION_OUT_OF_RANGE', minimumMinutes: 60, maximumMinutes: 600 },
    ]);
    expect(await refusal(5, 8765)).toMatchObject([{ reason: 'DURATION_OUT_OF_RANGE' }]);
    expect(await refusal(1, 3)).toMatchObject([
      { reason: 'NOTICE_TOO_SHORT', earliestStart: period(scene, 2, 3).start },
    ]);
  });

  test('must have a period where the product is had for one, and must not elsewhere', async () => {
    const rented = await rental(scene, 1);
    const [bought = ''] = (await scene.product([{ initialStock: 1 }])).variantIds;
    const outcome = await scene.hold(randomId(), [
      { variantId: rented, quantity: 1 },
      { variantId: bought, quantity: 1, period: period(scene, 1, 2) },
    ]);
    expect(refusalsOf(outcome)).toMatchObject([
      { reason: 'PERIOD_REQUIRED', variantId: rented },
      { reason: 'PERIOD_NOT_ALLOWED', variantId: bought },
    ]);
  });

  test('that has lapsed blocks nobody, and is confirmed if nobody has come meanwhile', async () => {
    const variantId = await rental(scene, 2);
    const [early, late] = [randomId(), randomId()];
    const wanted = { variantId, quantity: 2, period: period(scene, 10, 12) };
    await scene.hold(early, [wanted]);
    await scene.hold(late, [{ ...wanted, period: period(scene, 20, 22) }]);
    scene.letHoldsLapse();
    const [free] = await quote(scene, [wanted]);
    expect(free?.refusals).toEqual([]);
    heldLines(await scene.hold(randomId(), [{ ...wanted, quantity: 1 }]));
    expect(await scene.confirm(early, late)).toEqual([
      { orderId: early, outcome: 'GONE', shortages: [{ variantId, requested: 2, available: 1 }] },
      { orderId: late, outcome: 'CONFIRMED' },
    ]);
  });

  test('is taken once, prolonged when asked for again, and is another promise with another period', async () => {
    const variantId = await rental(scene, 1);
    const orderId = randomId();
    const line = { lineId: randomId(), variantId, quantity: 1, period: period(scene, 1, 2) };
    const first = await scene.hold(orderId, [line]);
    expect(await scene.hold(orderId, [line])).toEqual(first);
    expect(await scene.hold(orderId, [{ ...line, period: period(scene, 1, 3) }])).toEqual({ outcome: 'MISMATCH' });
  });
});

describe('a hold of counts, windows and units', () => {
  test('is decided as one: all or nothing, with everything that is short', async () => {
    const [towels = ''] = (await scene.product([{ initialStock: 1 }])).variantIds;
    const room = await rental(scene, 1);
    const fleet = await bikes(scene, ['A-1', 'A-2']);
    const lines = (towel: number, bike: number) => [
      { variantId: towels, quantity: towel },
      { variantId: room, quantity: 1, period: period(scene, 1, 2) },
      { variantId: fleet.variantId, quantity: bike, period: period(scene, 1, 2) },
    ];
    const refused = await scene.hold(randomId(), lines(2, 3));
    expect(refusalsOf(refused)).toMatchObject([
      { reason: 'INSUFFICIENT_STOCK', variantId: towels, requested: 2, available: 1 },
      { reason: 'PERIOD_CONFLICT', variantId: fleet.variantId, requested: 3, available: 2, nextFreeWindow: null },
    ]);
    expect(await scene.stock(towels)).toMatchObject({ held: 0 });
    const held = await scene.hold(randomId(), lines(1, 2));
    expect(labelsOf(held)).toEqual([[], [], ['A-1', 'A-2']]);
    expect(await scene.stock(towels)).toMatchObject({ available: 0, held: 1 });
    expect(refusalsOf(await scene.hold(randomId(), lines(1, 1)))).toHaveLength(3);
  });

  test('of one batch are decided in the order of their arrival, whatever they ask for', async () => {
    const [towels = ''] = (await scene.product([{ initialStock: 2 }])).variantIds;
    const room = await rental(scene, 1);
    const lines = [
      [{ variantId: towels, quantity: 1 }],
      [
        { variantId: towels, quantity: 1 },
        { variantId: room, quantity: 1, period: period(scene, 1, 2) },
      ],
      [{ variantId: towels, quantity: 1 }],
      [{ variantId: room, quantity: 1, period: period(scene, 1, 2) }],
      [{ variantId: room, quantity: 1, period: period(scene, 2, 3) }],
    ];
    const expiresAt = new Date(scene.clock.now().getTime() + 60_000).toISOString();
    const holds = lines.map((wanted) => ({
      shopId: scene.shopId,
      orderId: randomId(),
      accountId: randomId(),
      expiresAt,
      lines: wanted.map((line) => ({ lineId: randomId(), ...line })),
    }));
    const { body } = await scene.subgraph.service.post('/internal/hold', { holds });
    expect(body.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'HELD',
      'HELD',
      'REFUSED',
      'REFUSED',
      'HELD',
    ]);
  });
});
