import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { register } from 'prom-client';
import { randomId } from '@yoyaku/platform/ids';
import { performanceIds, unitIds } from '../src/ids.ts';
import { CatalogScene } from './catalog-scene.ts';
import { CREATE_PERFORMANCE, openHouse, RETIRE, seatMapOf, seatsOf, section } from './seat-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

/** SQL statements that requests have sent. */
async function statements(): Promise<number> {
  const metrics = await register.getMetricsAsJSON();
  const values = metrics.find(({ name }) => name === 'yoyaku_sql_statements_total')?.values ?? [];
  return values.reduce((sum, { labels, value }) => (labels['origin'] === 'request' ? sum + value : sum), 0);
}

describe('a seat map', () => {
  test('shows every seat in its place, whoever asks', async () => {
    const house = await openHouse(scene, [
      section('1F', '9', '10', 2, 'R'),
      { ...section('1F', '9', '10', 1, 'S'), firstSeat: 3 } as ReturnType<typeof section>,
      section('2F', 'A', 'A', 1, 'S'),
    ]);
    const map = await seatMapOf(scene, house.performance);
    expect(map.available).toBe(7);
    expect(
      map.sections.map(({ name, rows }) => [name, ...rows.map((row) => [row.name, row.seats.map(({ tier }) => tier)])]),
    ).toEqual([
      ['1F', ['9', ['R', 'R', 'S']], ['10', ['R', 'R', 'S']]],
      ['2F', ['A', ['S']]],
    ]);
    expect(seatsOf(map)[0]).toMatchObject({
      label: '1F 9-1',
      number: 1,
      tier: 'R',
      state: 'AVAILABLE',
      variant: { id: scene.variant(house.variantIds[0] ?? ''), price: { amount: '100000' } },
    });
  });

  test('tells what is held, sold and out of use; a hold that has lapsed keeps no seat', async () => {
    const house = await openHouse(scene, [section('1F', 'A', 'A', 5, 'R')]);
    const seats = seatsOf(await seatMapOf(scene, house.performance));
    const keys = seats.map(({ id }) => unitIds.decode(id)?.key ?? '');
    const line = (unit: number) => ({
      variantId: house.variantIds[0] ?? '',
      performanceId: house.performanceId,
      quantity: 1,
      unitIds: [keys[unit] ?? ''],
    });
    const sold = randomId();
    await scene.hold(sold, [line(0)]);
    await scene.confirm(sold);
    expect((await scene.hold(randomId(), [line(1)])).outcome).toBe('HELD');
    expect(await scene.mutate(RETIRE, { unitId: seats[4]?.id, expectedVersion: 1 })).toMatchObject({
      status: 'RETIRED',
    });
    expect(await scene.mutate(RETIRE, { unitId: seats[0]?.id, expectedVersion: 1 })).toMatchObject({
      __typename: 'UnitInUse',
    });
    const states = async () => {
      const map = await seatMapOf(scene, house.performance);
      return [map.available, ...seatsOf(map).map(({ state }) => state)];
    };
    expect(await states()).toEqual([2, 'SOLD', 'HELD', 'AVAILABLE', 'AVAILABLE', 'RETIRED']);
    expect(await scene.hold(randomId(), [line(0)])).toMatchObject({
      outcome: 'REFUSED',
      refusals: [{ reason: 'SEAT_TAKEN', units: [{ unitId: keys[0], label: '1F A-1' }] }],
    });
    expect(await scene.hold(randomId(), [line(4)])).toMatchObject({
      outcome: 'REFUSED',
      refusals: [{ reason: 'UNIT_NOT_FOUND', unitIds: [keys[4]] }],
    });
    scene.letHoldsLapse();
    expect(await states()).toEqual([3, 'SOLD', 'AVAILABLE', 'AVAILABLE', 'AVAILABLE', 'RETIRED']);
    expect((await scene.hold(randomId(), [line(1)])).outcome).toBe('HELD');
    await scene.release(sold);
    expect(await states()).toEqual([3, 'AVAILABLE', 'HELD', 'AVAILABLE', 'AVAILABLE', 'RETIRED']);
  });

  test('of 3,000 seats, half of them sold or held, takes three statements', async () => {
    const house = await openHouse(scene, [
      section('1F', '1', '20', 50, 'R'),
      section('1F', '21', '40', 50, 'S'),
      section('2F', '1', '20', 50, 'A'),
    ]);
    for (const [tier, variantId] of house.variantIds.entries()) {
      const orders = Array.from({ length: 5 }, () => randomId());
      const line = { variantId, performanceId: house.performanceId, quantity: 100 };
      for (const orderId of orders) expect((await scene.hold(orderId, [line])).outcome).toBe('HELD');
      if (tier === 0) await scene.confirm(...orders);
    }
    await seatMapOf(scene, house.performance);
    const before = await statements();
    const started = performance.now();
    const map = await seatMapOf(scene, house.performance);
    const took = performance.now() - started;
    expect((await statements()) - before).toBeLessThanOrEqual(3);
    const states = Map.groupBy(seatsOf(map), ({ state }) => state);
    expect([...states].map(([state, seats]) => [state, seats.length]).toSorted()).toEqual([
      ['AVAILABLE', 1500],
      ['HELD', 1000],
      ['SOLD', 500],
    ]);
    expect(map.available).toBe(1500);
    // Not a benchmark: a guard against what grows with the square of the seats.
    expect(took).toBeLessThan(5_000);
  });

  test('is empty where pieces are only counted, and null where there is no performance', async () => {
    const product = await scene.product([{}], { soldBy: 'PERFORMANCE' });
    const { id } = await scene.mutate(CREATE_PERFORMANCE, {
      productId: product.id,
      startsAt: '2027-01-01T10:00:00Z',
      endsAt: '2027-01-01T12:00:00Z',
      stock: [{ variantId: scene.variant(product.variantIds[0] ?? ''), quantity: 5 }],
    });
    expect(await seatMapOf(scene, id as string)).toMatchObject({ available: 0, sections: [] });
    const renamed = performanceIds.encode(randomId(), performanceIds.decode(id as string)?.key ?? '');
    for (const none of [renamed, 'prf_', 'nonsense', scene.shop]) expect(await seatMapOf(scene, none)).toBeNull();
  });
});
