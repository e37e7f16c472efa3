import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { unitIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { CANCEL_PERFORMANCE, openHouse, RETIRE, seatMapOf, seatsOf, section } from './seat-operations.ts';
import { bikes, heldLines, labelsOf, period, quote, refusalsOf } from './stock-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

describe('units that are had for a time', () => {
  test('are chosen by the engine: the first labels that are free for the whole period', async () => {
    const { variantId } = await bikes(scene, ['B-2', 'B-1', 'B-3']);
    const line = (quantity: number, from: number, to: number) => [
      { variantId, quantity, period: period(scene, from, to) },
    ];
    expect(labelsOf(await scene.hold(randomId(), line(2, 1, 3)))).toEqual([['B-1', 'B-2']]);
    expect(labelsOf(await scene.hold(randomId(), line(1, 2, 5)))).toEqual([['B-3']]);
    expect(labelsOf(await scene.hold(randomId(), line(2, 3, 4)))).toEqual([['B-1', 'B-2']]);
    const refused = await scene.hold(randomId(), line(2, 4, 5).concat(line(1, 4, 5)));
    expect(refusalsOf(refused)).toMatchObject([{ reason: 'PERIOD_CONFLICT', requested: 1, available: 0 }]);
  });

  test('can be named; then that very one must be free, and it is said when it is again', async () => {
    const { variantId, units } = await bikes(scene, ['C-1', 'C-2']);
    const [first] = units.map(({ unitId }) => unitId);
    const named = (from: number, to: number) => [
      { variantId, quantity: 1, unitIds: [first ?? ''], period: period(scene, from, to) },
    ];
    expect(labelsOf(await scene.hold(randomId(), named(1, 2)))).toEqual([['C-1']]);
    expect(refusalsOf(await scene.hold(randomId(), named(1, 3)))).toEqual([
      {
        reason: 'PERIOD_CONFLICT',
        lineId: expect.any(String),
        variantId,
        requested: 1,
        available: 0,
        nextFreeWindow: period(scene, 2, 4),
      },
    ]);
    expect(labelsOf(await scene.hold(randomId(), named(2, 3)))).toEqual([['C-1']]);
  });

  test('that are named come before those that are chosen', async () => {
    const { variantId, units } = await bikes(scene, ['D-1', 'D-2']);
    const held = await scene.hold(randomId(), [
      { variantId, quantity: 1, period: period(scene, 1, 2) },
      { variantId, quantity: 1, unitIds: [units[0]!.unitId], period: period(scene, 1, 2) },
    ]);
    expect(labelsOf(held)).toEqual([['D-2'], ['D-1']]);
  });

  test('make way when their hold has lapsed, and come back if nobody has them', async () => {
    const { variantId, units } = await bikes(scene, ['E-1', 'E-2']);
    const named = (unit: number) => [
      { variantId, quantity: 1, unitIds: [units[unit]!.unitId], period: period(scene, 100, 101) },
    ];
    const [lost, kept] = [randomId(), randomId()];
    const wanted = [named(0), named(1)];
    await scene.hold(lost, wanted[0]!);
    await scene.hold(kept, wanted[1]!);
    scene.letHoldsLapse();
    await scene.subgraph.jobs.runNow('sweepHolds');
    heldLines(await scene.hold(randomId(), wanted[0]!));
    expect(await scene.confirm(lost, kept)).toEqual([
      { orderId: lost, outcome: 'GONE', shortages: [{ variantId, requested: 1, available: 0 }] },
      { orderId: kept, outcome: 'CONFIRMED' },
    ]);
  });

  test('must be there: unknown, retired and foreign ones are named, and none twice', async () => {
    const { variantId, units } = await bikes(scene, ['F-1', 'F-2', 'F-3']);
    const other = await bikes(scene, ['G-1']);
    const [good, retired] = units.map(({ unitId }) => unitId);
    const unitId = unitIds.encode(scene.shopId, retired ?? '');
    expect(await scene.mutate(RETIRE, { unitId, expectedVersion: 1 })).toMatchObject({ __typename: 'StockUnit' });
    const bad = [retired!, other.units[0]!.unitId, randomId()];
    const hold = async (...ids: readonly string[]) =>
      refusalsOf(
        await scene.hold(randomId(), [
          { variantId, quantity: ids.length, unitIds: [...ids], period: period(scene, 1, 2) },
        ]),
      );
    expect(await hold(good!, ...bad)).toMatchObject([{ reason: 'UNIT_NOT_FOUND', unitIds: bad }]);
    expect(await hold(good!, good!)).toMatchObject([{ reason: 'INVALID_INPUT', field: 'unitIds' }]);
    const miscounted = await scene.hold(randomId(), [
      { variantId, quantity: 2, unitIds: [good!], period: period(scene, 1, 2) },
    ]);
    expect(refusalsOf(miscounted)).toMatchObject([{ reason: 'INVALID_INPUT', field: 'unitIds' }]);
  });
});

describe('units that are sold for good', () => {
  test('are taken until they are released', async () => {
    const { variantId, units } = await bikes(scene, ['H-1', 'H-2'], { soldBy: 'QUANTITY' });
    const [first] = units;
    const named = [{ variantId, quantity: 1, unitIds: [first!.unitId] }];
    const orderId = randomId();
    expect(labelsOf(await scene.hold(orderId, named))).toEqual([['H-1']]);
    expect(refusalsOf(await scene.hold(randomId(), named))).toEqual([
      {
        reason: 'UNIT_TAKEN',
        lineId: expect.any(String),
        variantId,
        units: [{ ...first, section: null, rowName: null, seatNumber: null }],
      },
    ]);
    expect(labelsOf(await scene.hold(randomId(), [{ variantId, quantity: 1 }]))).toEqual([['H-2']]);
    expect(refusalsOf(await scene.hold(randomId(), [{ variantId, quantity: 1 }]))).toMatchObject([
      { reason: 'INSUFFICIENT_STOCK', requested: 1, available: 0 },
    ]);
    expect(await scene.stock(variantId)).toMatchObject({ available: 0, onHand: 2, held: 2 });
    await scene.release(orderId);
    expect(labelsOf(await scene.hold(randomId(), named))).toEqual([['H-1']]);
  });
});

describe('seats', () => {
  test('that are gone are named, exactly those', async () => {
    const { variantIds, performance, performanceId } = await openHouse(scene, [section('Stalls', 'A', 'B', 5, 'S')]);
    const seats = seatsOf(await seatMapOf(scene, performance));
    const key = (label: number) => unitIds.decode(seats[label]!.id)!.key;
    const wanted = (...labels: readonly number[]) => [
      { variantId: variantIds[0]!, performanceId, quantity: labels.length, unitIds: labels.map(key) },
    ];
    const [line] = heldLines(await scene.hold(randomId(), wanted(0, 1, 2)));
    expect(line).toMatchObject({ performanceId, quantity: 3, period: null, returnable: false });
    expect(line?.units).toMatchObject([
      { section: 'Stalls', rowName: 'A', seatNumber: 1 },
      { seatNumber: 2 },
      { seatNumber: 3 },
    ]);
    const [refusal] = refusalsOf(await scene.hold(randomId(), wanted(1, 2, 3)));
    expect(refusal).toMatchObject({
      reason: 'SEAT_TAKEN',
      units: [
        { unitId: key(1), seatNumber: 2 },
        { unitId: key(2), seatNumber: 3 },
      ],
    });
    heldLines(await scene.hold(randomId(), wanted(3)));
  });

  test('side by side are the best there are, also for two lines of an order', async () => {
    const { variantIds, performanceId } = await openHouse(scene, [section('Stalls', 'A', 'B', 6, 'S')]);
    const together = (quantity: number) => ({ variantId: variantIds[0]!, performanceId, quantity, together: true });
    const held = await scene.hold(randomId(), [together(4), together(3)]);
    expect(
      heldLines(held).map(({ units }) => units.map(({ rowName, seatNumber }) => `${rowName}${seatNumber}`)),
    ).toEqual([['A2', 'A3', 'A4', 'A5'], expect.arrayContaining([expect.stringMatching(/^B/)])]);
    expect(refusalsOf(await scene.hold(randomId(), [together(4)]))).toMatchObject([
      { reason: 'SEATS_NOT_TOGETHER', requested: 4, available: expect.any(Number) },
    ]);
    expect(refusalsOf(await scene.hold(randomId(), [together(9)]))).toMatchObject([
      { reason: 'SEATS_NOT_TOGETHER', requested: 9 },
    ]);
  });

  test('belong to one performance, which must be named, there, scheduled and not begun', async () => {
    const house = await openHouse(scene, [section('Stalls', 'A', 'A', 3, 'S')]);
    const other = await openHouse(scene, [section('Stalls', 'A', 'A', 3, 'S')]);
    const [variantId = ''] = house.variantIds;
    const refusal = async (line: object) =>
      refusalsOf(await scene.hold(randomId(), [{ variantId, quantity: 1, ...line }]));
    expect(await refusal({})).toMatchObject([{ reason: 'PERFORMANCE_REQUIRED' }]);
    for (const performanceId of [other.performanceId, randomId()]) {
      expect(await refusal({ performanceId })).toMatchObject([{ reason: 'PERFORMANCE_NOT_FOUND', performanceId }]);
    }
    await scene.mutate(CANCEL_PERFORMANCE, { performanceId: house.performance, expectedVersion: 1 });
    expect(await refusal({ performanceId: house.performanceId })).toMatchObject([{ reason: 'PERFORMANCE_NOT_FOUND' }]);
    const wanted = { variantId: other.variantIds[0]!, quantity: 1, performanceId: other.performanceId };
    heldLines(await scene.hold(randomId(), [wanted]));
    scene.clock.advance(25 * 3_600_000);
    expect(refusalsOf(await scene.hold(randomId(), [wanted]))).toMatchObject([{ reason: 'PERFORMANCE_NOT_FOUND' }]);
  });

  test('are sold within the window of their performance', async () => {
    const saleFrom = new Date(scene.clock.now().getTime() + 3_600_000).toISOString();
    const house = await openHouse(scene, [section('Stalls', 'A', 'A', 3, 'S')], { saleFrom });
    const wanted = { variantId: house.variantIds[0]!, quantity: 1, performanceId: house.performanceId };
    expect(refusalsOf(await scene.hold(randomId(), [wanted]))).toMatchObject([
      { reason: 'NOT_ON_SALE', saleFrom, saleUntil: null },
    ]);
    const [quoted] = await quote(scene, [wanted]);
    expect(quoted).toMatchObject({ unitPrice: { amount: 100_000 }, refusals: [{ reason: 'NOT_ON_SALE' }] });
  });

  test('are counted over all performances that are to come', async () => {
    const house = await openHouse(scene, [section('Stalls', 'A', 'A', 3, 'S')]);
    const [variantId = ''] = house.variantIds;
    await scene.hold(randomId(), [{ variantId, quantity: 2, performanceId: house.performanceId }]);
    expect(await scene.stock(variantId)).toEqual({ available: 1, onHand: 3, held: 2, confirmed: 0 });
  });
});
