import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { poolIdOf } from '../src/stock/pool.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { openHouse, seatMapOf, seatsOf, section } from './seat-operations.ts';

// Seats side by side: on random maps against a model that tries every run, and by many callers at once.

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const together = async (poolId: Uuid, count: number, inSection: string | null, taken: readonly Uuid[] = []) => {
  const [row] = await scene.subgraph.kit.database.query<{ units: Uuid[] | null; largest: number }>(
    'SELECT best_together($1, $2, $3, $4, $5, $6) AS units, largest_together($1, $2, $4, $5, $6) AS largest',
    [scene.shopId, poolId, count, inSection, scene.clock.now(), taken],
  );
  return row as { units: Uuid[] | null; largest: number };
};

/** Only of this pool: the random maps below are written behind the engine's back. */
const differencesOf = async (pool: Uuid) =>
  (await reconcileStock(scene.subgraph.kit.database)).filter(({ poolId }) => poolId === pool);

type State = 'FREE' | 'GIVEN' | 'RETIRED' | 'HELD' | 'LAPSED' | 'CONFIRMED' | 'RELEASED' | 'EXPIRED';
const IS_FREE: readonly State[] = ['FREE', 'LAPSED', 'RELEASED', 'EXPIRED'];

interface ModelSeat {
  readonly unitId: Uuid;
  readonly section: string;
  readonly rank: number;
  readonly number: number;
  readonly state: State;
}

/** Every run of so many free seats, the best first. */
function runsOf(seats: readonly ModelSeat[], count: number, inSection: string | null): Uuid[][] {
  const runs: { rank: number; offCentre: number; start: number; units: Uuid[] }[] = [];
  const rows = Map.groupBy(
    seats.filter((seat) => inSection === null || seat.section === inSection),
    ({ rank }) => rank,
  );
  for (const [rank, row] of rows) {
    const numbers = row.map(({ number }) => number);
    const middle = (Math.min(...numbers) + Math.max(...numbers)) / 2;
    for (const start of numbers) {
      const run = Array.from({ length: count }, (_, step) => row.find(({ number }) => number === start + step));
      const units = run.flatMap((seat) => (seat && IS_FREE.includes(seat.state) ? [seat.unitId] : []));
      if (units.length === count) {
        runs.push({ rank, offCentre: Math.abs(start + (count - 1) / 2 - middle), start, units });
      }
    }
  }
  runs.sort((a, b) => a.rank - b.rank || a.offCentre - b.offCentre || a.start - b.start);
  return runs.map(({ units }) => units);
}

const INSERT_UNITS = `
  INSERT INTO stock_unit (shop_id, unit_id, pool_id, variant_id, performance_id, label, section, row_name, row_rank,
                          seat_number, status, retired_at, created_at)
  SELECT $1, g.unit_id, $2, $3, $4, g.rank || '-' || g.number, g.section, g.rank::text, g.rank, g.number,
         CASE WHEN g.retired THEN 'RETIRED' ELSE 'ACTIVE' END, CASE WHEN g.retired THEN $5::timestamptz END, $5
    FROM unnest($6::uuid[], $7::text[], $8::integer[], $9::integer[], $10::boolean[])
           AS g(unit_id, section, rank, number, retired)`;
const INSERT_ALLOCATIONS = `
  INSERT INTO allocation (shop_id, order_id, line_id, pool_id, variant_id, product_id, performance_id, unit_id, quantity,
                          unit_price, currency, state, expires_at, busy, created_at, updated_at)
  SELECT $1, gen_random_uuid(), gen_random_uuid(), $2, $3, gen_random_uuid(), $4, g.unit_id, 1, 0, 'JPY',
         CASE g.state WHEN 'LAPSED' THEN 'HELD' ELSE g.state END,
         $5::timestamptz + CASE g.state WHEN 'HELD' THEN interval '1 second' ELSE interval '0' END, '(,)', $5, $5
    FROM unnest($6::uuid[], $7::text[]) AS g(unit_id, state)`;

describe('the best seats together', () => {
  test('are those that a search through all runs finds, on any map', async () => {
    const house = await openHouse(scene, [section('1F', 'A', 'A', 1, 'R')]);
    const variantId = house.variantIds[0] ?? '';
    const { database } = scene.subgraph.kit;
    const now = scene.clock.now();

    async function build(rows: readonly { inSection: string; seats: readonly (State | 'GAP')[] }[]) {
      const performanceId = randomId();
      const poolId = poolIdOf(variantId, performanceId);
      const seats = rows.flatMap(({ inSection, seats: states }, rank) =>
        states.flatMap((state, place): ModelSeat[] =>
          state === 'GAP' ? [] : [{ unitId: randomId(), section: inSection, rank: rank + 1, number: place + 1, state }],
        ),
      );
      await database.query(
        `INSERT INTO performance (shop_id, performance_id, product_id, starts_at, ends_at, created_at)
         SELECT shop_id, $3, product_id, starts_at, ends_at, created_at FROM performance
          WHERE shop_id = $1 AND performance_id = $2`,
        [scene.shopId, house.performanceId, performanceId],
      );
      await database.query(
        `INSERT INTO stock_pool (shop_id, pool_id, variant_id, product_id, performance_id, by_unit)
         SELECT shop_id, $2, variant_id, product_id, $3, true FROM stock_pool
          WHERE shop_id = $1 AND performance_id = $4`,
        [scene.shopId, poolId, performanceId, house.performanceId],
      );
      const keys = [scene.shopId, poolId, variantId, performanceId, now];
      await database.query(INSERT_UNITS, [
        ...keys,
        seats.map(({ unitId }) => unitId),
        seats.map((seat) => seat.section),
        seats.map(({ rank }) => rank),
        seats.map(({ number }) => number),
        seats.map(({ state }) => state === 'RETIRED'),
      ]);
      const promised = seats.filter(({ state }) => !['FREE', 'GIVEN', 'RETIRED'].includes(state));
      await database.query(INSERT_ALLOCATIONS, [
        ...keys,
        promised.map(({ unitId }) => unitId),
        promised.map(({ state }) => state),
      ]);
      return { poolId, seats };
    }

    const state = fc.oneof(
      { weight: 6, arbitrary: fc.constant('FREE' as const) },
      fc.constantFrom<(State | 'GAP')[]>(
        'GAP',
        'GIVEN',
        'RETIRED',
        'HELD',
        'LAPSED',
        'CONFIRMED',
        'RELEASED',
        'EXPIRED',
      ),
    );
    const row = fc.record({
      inSection: fc.constantFrom('1F', '2F'),
      seats: fc.array(state, { minLength: 1, maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const { poolId, seats } = await build(rows);
        const given = seats.filter((seat) => seat.state === 'GIVEN').map(({ unitId }) => unitId);
        for (const inSection of [null, '1F', '3F']) {
          let longest = 0;
          while (runsOf(seats, longest + 1, inSection).length > 0) longest++;
          for (const count of [0, 1, 2, 3, 5, 13]) {
            const { units, largest } = await together(poolId, count, inSection, given);
            expect(units).toEqual(count === 0 ? null : (runsOf(seats, count, inSection)[0] ?? null));
            expect(largest).toBe(longest);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('are in the best row, nearest its middle, from the lower number on', async () => {
    const house = await openHouse(scene, [section('1F', 'A', 'B', 10, 'R')]);
    const poolId = poolIdOf(house.variantIds[0] ?? '', house.performanceId);
    const line = { variantId: house.variantIds[0] ?? '', performanceId: house.performanceId, together: true };
    const labels = async (quantity: number) => {
      const held = await scene.hold(randomId(), [{ ...line, quantity }]);
      if (held.outcome !== 'HELD') return held;
      return held.lines.flatMap(({ units }) => units.map(({ label }) => label));
    };
    expect(await labels(4)).toEqual(['1F A-4', '1F A-5', '1F A-6', '1F A-7']);
    expect(await labels(3)).toEqual(['1F A-1', '1F A-2', '1F A-3']);
    expect(await labels(4)).toEqual(['1F B-4', '1F B-5', '1F B-6', '1F B-7']);
    expect((await together(poolId, 1, null)).largest).toBe(3);
    expect(await labels(4)).toMatchObject({
      outcome: 'REFUSED',
      refusals: [{ reason: 'SEATS_NOT_TOGETHER', requested: 4, available: 3 }],
    });
    scene.letHoldsLapse();
    expect(await labels(10)).toHaveLength(10);
    expect(await differencesOf(poolId)).toEqual([]);
  });
});

describe('fifty callers for four seats together', () => {
  const CALLERS = 50;
  const ROWS = 12;

  test('get no seat twice, and none is refused while four are left side by side', async () => {
    const house = await openHouse(scene, [section('1F', '1', String(ROWS), 11, 'R')]);
    const line = {
      variantId: house.variantIds[0] ?? '',
      performanceId: house.performanceId,
      together: true,
      quantity: 4,
    };
    const outcomes = await Promise.all(Array.from({ length: CALLERS }, () => scene.hold(randomId(), [line])));
    const groups = outcomes.flatMap((outcome) => (outcome.outcome === 'HELD' ? [outcome.lines[0]?.units ?? []] : []));
    const seats = groups.flat().map(({ unitId }) => unitId);
    expect(new Set(seats).size).toBe(seats.length);
    for (const group of groups) {
      expect(group.map(({ seatNumber }) => (seatNumber ?? 0) - (group[0]?.seatNumber ?? 0))).toEqual([0, 1, 2, 3]);
      expect(new Set(group.map(({ rowName }) => rowName)).size).toBe(1);
    }
    // Of a row of eleven, two fours can be had.
    expect(groups).toHaveLength(2 * ROWS);
    const refused = outcomes.filter(({ outcome }) => outcome !== 'HELD');
    for (const outcome of refused) {
      expect(outcome).toMatchObject({ outcome: 'REFUSED', refusals: [{ reason: 'SEATS_NOT_TOGETHER', requested: 4 }] });
    }
    const poolId = poolIdOf(house.variantIds[0] ?? '', house.performanceId);
    expect((await together(poolId, 4, null)).largest).toBeLessThan(4);
    const map = await seatMapOf(scene, house.performance);
    expect(seatsOf(map).filter(({ state }) => state === 'HELD')).toHaveLength(seats.length);
    expect(await differencesOf(poolId)).toEqual([]);
  });

  test('control: asked without the lock of their pool, all of them are told the same seats', async () => {
    const house = await openHouse(scene, [section('1F', '1', String(ROWS), 11, 'R')]);
    const poolId = poolIdOf(house.variantIds[0] ?? '', house.performanceId);
    const told = await Promise.all(Array.from({ length: CALLERS }, () => together(poolId, 4, null)));
    expect(new Set(told.map(({ units }) => String(units))).size).toBe(1);
  });
});
