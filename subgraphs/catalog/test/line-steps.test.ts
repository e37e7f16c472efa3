import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import {
  atRisk,
  bikes,
  extend,
  freedTimes,
  handOver,
  heldLines,
  inHours,
  period,
  quote,
  refusalsOf,
  releaseLines,
  rental,
  sold,
  takeBack,
} from './stock-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

const advanceHours = (hours: number) => scene.clock.advance(hours * 3_600_000);

const isFree = async (variantId: string, from: number, to: number): Promise<boolean> => {
  const [line] = await quote(scene, [{ variantId, quantity: 1, period: period(scene, from, to) }]);
  return line?.refusals.length === 0;
};

describe('handing over', () => {
  test('uses up what is merely counted, once', async () => {
    const [variantId = ''] = (await scene.product([{ initialStock: 5 }])).variantIds;
    const { orderId, lineId } = await sold(scene, { variantId, quantity: 2 });
    expect(await handOver(scene, orderId, lineId, randomId())).toEqual(['DONE', 'GONE']);
    expect(await handOver(scene, orderId, lineId)).toEqual(['DONE']);
    expect(await scene.stock(variantId)).toEqual({ available: 3, onHand: 3, held: 0, confirmed: 0 });
    await scene.release(orderId);
    expect(await scene.stock(variantId)).toMatchObject({ available: 3, onHand: 3 });
  });

  test('is for what is sold, not for what is only held', async () => {
    const [variantId = ''] = (await scene.product([{ initialStock: 5 }])).variantIds;
    const [orderId, lineId] = [randomId(), randomId()];
    await scene.hold(orderId, [{ lineId, variantId, quantity: 1 }]);
    expect(await handOver(scene, orderId, lineId)).toEqual(['GONE']);
  });

  test('of what is had for a time leaves it promised; once out of the house it is not released', async () => {
    const variantId = await rental(scene, 1);
    const { orderId, lineId } = await sold(scene, { variantId, quantity: 1, period: period(scene, 1, 3) });
    expect(await handOver(scene, orderId, lineId)).toEqual(['DONE']);
    await scene.release(orderId);
    expect(await isFree(variantId, 1, 3)).toBe(false);
    expect(await takeBack(scene, orderId, lineId)).toEqual(['DONE']);
    expect(await isFree(variantId, 1, 3)).toBe(true);
  });
});

describe('what is out', () => {
  test('is free at once when it comes back early, and that is told once', async () => {
    const variantId = await rental(scene, 1);
    const { orderId, lineId } = await sold(scene, { variantId, quantity: 1, period: period(scene, 0, 10) });
    await handOver(scene, orderId, lineId);
    advanceHours(2);
    expect(await isFree(variantId, 1, 2)).toBe(false);
    const before = await freedTimes(scene, variantId);
    expect(await takeBack(scene, orderId, lineId)).toEqual(['DONE']);
    expect(await takeBack(scene, orderId, lineId)).toEqual(['DONE']);
    expect(await freedTimes(scene, variantId)).toBe(before + 1);
    expect(await isFree(variantId, 1, 2)).toBe(true);
    expect(await scene.stock(variantId)).toEqual({ available: 1, onHand: 1, held: 0, confirmed: 0 });
  });

  test('blocks every later period while it is overdue', async () => {
    const variantId = await rental(scene, 1);
    const fleet = await bikes(scene, ['O-1']);
    const wanted = { quantity: 1, period: period(scene, 0, 2) };
    const room = await sold(scene, { variantId, ...wanted });
    const bike = await sold(scene, { variantId: fleet.variantId, ...wanted });
    for (const { orderId, lineId } of [room, bike]) await handOver(scene, orderId, lineId);
    expect(await isFree(variantId, 500, 501)).toBe(true);
    advanceHours(3);
    expect(await isFree(variantId, 500, 501)).toBe(false);
    expect(await isFree(fleet.variantId, 500, 501)).toBe(false);
    const named = { variantId: fleet.variantId, unitIds: [fleet.units[0]!.unitId] };
    const refused = await scene.hold(randomId(), [{ ...named, quantity: 1, period: period(scene, 500, 501) }]);
    expect(refusalsOf(refused)).toMatchObject([{ reason: 'PERIOD_CONFLICT', nextFreeWindow: null }]);
    expect(await scene.stock(variantId)).toMatchObject({ available: 0, confirmed: 1 });
    for (const { orderId, lineId } of [room, bike]) await takeBack(scene, orderId, lineId);
    expect(await isFree(variantId, 500, 501)).toBe(true);
    expect(await isFree(fleet.variantId, 500, 501)).toBe(true);
  });

  test('does not block when nobody has fetched it', async () => {
    const variantId = await rental(scene, 1);
    await sold(scene, { variantId, quantity: 1, period: period(scene, 0, 2) });
    advanceHours(3);
    expect(await isFree(variantId, 1, 2)).toBe(true);
  });

  test('puts at risk who would have that very unit, or who came last', async () => {
    const variantId = await rental(scene, 2);
    const fleet = await bikes(scene, ['R-1', 'R-2']);
    const out = await sold(scene, { variantId, quantity: 1, period: period(scene, 0, 2) });
    const ridden = await sold(scene, { variantId: fleet.variantId, quantity: 1, period: period(scene, 0, 2) });
    for (const { orderId, lineId } of [out, ridden]) await handOver(scene, orderId, lineId);
    scene.clock.advance(1000);
    const first = await sold(scene, { variantId, quantity: 1, period: period(scene, 4, 6) });
    scene.clock.advance(1000);
    const last = await sold(scene, { variantId, quantity: 1, period: period(scene, 5, 7) });
    const [line] = [await sold(scene, { variantId: fleet.variantId, quantity: 2, period: period(scene, 4, 6) })];
    await sold(scene, { variantId, quantity: 2, period: period(scene, 40, 41) });
    expect(await atRisk(scene)).toEqual([]);
    const [startOfLast, startOfLine] = [period(scene, 5, 7).start, period(scene, 4, 6).start];
    advanceHours(3);
    expect(first.orderId).not.toBe(last.orderId);
    expect(await atRisk(scene)).toEqual([
      { ...line, periodStart: startOfLine },
      { ...last, periodStart: startOfLast },
    ]);
    for (const { orderId, lineId } of [out, ridden]) await takeBack(scene, orderId, lineId);
    expect(await atRisk(scene)).toEqual([]);
  });
});

describe('another end', () => {
  test('is given as long as it fits, and otherwise the latest that would', async () => {
    const variantId = await rental(scene, 2, { timeRules: { slotMinutes: 30, bufferAfterMinutes: 15 } });
    const wanted = { variantId, quantity: 1 };
    const { orderId, lineId } = await sold(scene, { ...wanted, period: period(scene, 1, 3) });
    await sold(scene, { ...wanted, period: period(scene, 2, 8) });
    await sold(scene, { ...wanted, period: period(scene, 6, 7) });
    expect(await extend(scene, orderId, lineId, inHours(scene, 5))).toEqual({
      outcome: 'EXTENDED',
      period: period(scene, 1, 5),
    });
    expect(await extend(scene, orderId, lineId, inHours(scene, 6))).toEqual({
      outcome: 'CONFLICT',
      latestEnd: inHours(scene, 5.5),
    });
    expect(await extend(scene, orderId, lineId, inHours(scene, 5.5))).toMatchObject({ outcome: 'EXTENDED' });
    expect(await extend(scene, orderId, lineId, inHours(scene, 6))).toEqual({
      outcome: 'CONFLICT',
      latestEnd: inHours(scene, 5.5),
    });
  });

  test('of a unit is as far as that unit is free', async () => {
    const { variantId, units } = await bikes(scene, ['X-1', 'X-2']);
    const named = { variantId, quantity: 1, unitIds: [units[0]!.unitId] };
    const { orderId, lineId } = await sold(scene, { ...named, period: period(scene, 1, 2) });
    await sold(scene, { ...named, period: period(scene, 5, 6) });
    expect(await extend(scene, orderId, lineId, inHours(scene, 5.5))).toEqual({
      outcome: 'CONFLICT',
      latestEnd: inHours(scene, 5),
    });
    expect(await extend(scene, orderId, lineId, inHours(scene, 5))).toMatchObject({ outcome: 'EXTENDED' });
  });

  test('may be earlier: what is given up is free, and that is told', async () => {
    const variantId = await rental(scene, 1);
    const { orderId, lineId } = await sold(scene, { variantId, quantity: 1, period: period(scene, 1, 5) });
    const before = await freedTimes(scene, variantId);
    expect(await extend(scene, orderId, lineId, inHours(scene, 3))).toMatchObject({ outcome: 'EXTENDED' });
    expect(await isFree(variantId, 3, 5)).toBe(true);
    expect(await freedTimes(scene, variantId)).toBe(before + 1);
  });

  test('must be one that the rules allow, of a line that is there', async () => {
    const variantId = await rental(scene, 1, { timeRules: { maximumDurationMinutes: 300, slotMinutes: 60 } });
    const { orderId, lineId } = await sold(scene, { variantId, quantity: 1, period: period(scene, 1, 2) });
    const reason = async (hours: number) => {
      const outcome = await extend(scene, orderId, lineId, inHours(scene, hours));
      return outcome.outcome === 'REFUSED' ? outcome.refusals.map((refusal) => refusal.reason) : outcome.outcome;
    };
    expect(await reason(7)).toEqual(['DURATION_OUT_OF_RANGE']);
    expect(await reason(1)).toEqual(['INVALID_PERIOD']);
    expect(await reason(2.5)).toEqual(['INVALID_PERIOD']);
    expect(await reason(-1)).toEqual(['INVALID_PERIOD']);
    expect(await extend(scene, orderId, randomId(), inHours(scene, 3))).toEqual({ outcome: 'GONE' });
    await scene.release(orderId);
    expect(await extend(scene, orderId, lineId, inHours(scene, 3))).toEqual({ outcome: 'GONE' });
  });

  test('of what is overdue goes on from where it is, unless others have it', async () => {
    const variantId = await rental(scene, 1);
    const { orderId, lineId } = await sold(scene, { variantId, quantity: 1, period: period(scene, 0, 2) });
    await sold(scene, { variantId, quantity: 1, period: period(scene, 6, 7) });
    const [later, latest] = [inHours(scene, 5), inHours(scene, 6.5)];
    await handOver(scene, orderId, lineId);
    advanceHours(3);
    expect(await extend(scene, orderId, lineId, latest)).toMatchObject({ outcome: 'CONFLICT' });
    expect(await extend(scene, orderId, lineId, later)).toMatchObject({ outcome: 'EXTENDED' });
    expect(await atRisk(scene)).toEqual([]);
  });
});

describe('some lines of an order', () => {
  test('are given back once, and the rest lives on', async () => {
    const [first = '', second = ''] = (await scene.product([{ initialStock: 5 }, { initialStock: 5 }])).variantIds;
    const [orderId, left, right] = [randomId(), randomId(), randomId()];
    const lines = [
      { lineId: left, variantId: first, quantity: 2 },
      { lineId: right, variantId: second, quantity: 3 },
    ];
    await scene.hold(orderId, lines);
    await Promise.all(Array.from({ length: 5 }, () => releaseLines(scene, orderId, left)));
    expect(await scene.stock(first)).toMatchObject({ available: 5, held: 0 });
    expect(await scene.hold(orderId, lines)).toEqual({ outcome: 'MISMATCH' });
    heldLines(await scene.hold(orderId, lines.slice(1)));
    expect(await scene.confirm(orderId)).toEqual([{ orderId, outcome: 'CONFIRMED' }]);
    expect(await scene.stock(first)).toMatchObject({ available: 5, confirmed: 0 });
    expect(await scene.stock(second)).toMatchObject({ available: 2, confirmed: 3 });
    await releaseLines(scene, orderId, right);
    await scene.release(orderId);
    expect(await scene.stock(second)).toEqual({ available: 5, onHand: 5, held: 0, confirmed: 0 });
    expect(await scene.confirm(orderId)).toEqual([{ orderId, outcome: 'GONE' }]);
  });

  test('never come back, not even when the rest has lapsed', async () => {
    const [variantId = ''] = (await scene.product([{ initialStock: 5 }])).variantIds;
    const [orderId, left, right] = [randomId(), randomId(), randomId()];
    const lines = [left, right].map((lineId) => ({ lineId, variantId, quantity: 1 }));
    await scene.hold(orderId, lines);
    await releaseLines(scene, orderId, left);
    scene.letHoldsLapse();
    expect(await scene.hold(orderId, lines)).toEqual({ outcome: 'MISMATCH' });
    heldLines(await scene.hold(orderId, lines.slice(1)));
    expect(await scene.hold(orderId, lines)).toEqual({ outcome: 'MISMATCH' });
    expect(await scene.stock(variantId)).toMatchObject({ available: 4, held: 1 });
  });

  test('are given back when reservations says that they were cancelled', async () => {
    const [variantId = ''] = (await scene.product([{ initialStock: 5 }])).variantIds;
    const [orderId, left, right] = [randomId(), randomId(), randomId()];
    await scene.hold(
      orderId,
      [left, right].map((lineId) => ({ lineId, variantId, quantity: 1 })),
    );
    await scene.confirm(orderId);
    const data = { orderId, lineIds: [left] };
    const event = { type: 'OrderLinesCancelled', shopId: scene.shopId, aggregateId: orderId, version: 3, data };
    await scene.subgraph.deliver('reservations', event, event);
    expect(await scene.stock(variantId)).toMatchObject({ available: 4, confirmed: 1 });
  });
});
