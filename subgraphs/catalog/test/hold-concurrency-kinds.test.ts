import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { HoldOutcome, HoldRequest } from '../src/stock/hold.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { StockEngine } from '../src/stock/stock-engine.ts';
import { CatalogScene, type WantedLine } from './catalog-scene.ts';
import { openHouse, section } from './seat-operations.ts';
import { bikes, period, rental } from './stock-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const silent = { changed: () => undefined } as unknown as ConstructorParameters<typeof StockEngine>[2];

/** Engines as several processes of this subgraph have them: none knows what the others have under way. */
const engines = (count: number): StockEngine[] =>
  Array.from({ length: count }, () => new StockEngine(scene.subgraph.kit.database, scene.subgraph.kit.clock, silent));

const request = (lines: readonly WantedLine[]): HoldRequest => ({
  shopId: scene.shopId,
  orderId: randomId(),
  accountId: randomId(),
  expiresAt: new Date(scene.clock.now().getTime() + 60_000).toISOString(),
  lines: lines.map((line) => ({ lineId: randomId(), ...line })),
});

/** So many orders through four processes at once. */
function rush(count: number, linesOf: (index: number) => readonly WantedLine[]): Promise<HoldOutcome[]> {
  const all = engines(4);
  return Promise.all(Array.from({ length: count }, (_, index) => all[index % 4]!.hold(request(linesOf(index)))));
}

const held = (outcomes: readonly HoldOutcome[]) => outcomes.filter(({ outcome }) => outcome === 'HELD');

const unitsOf = (outcomes: readonly HoldOutcome[]): Uuid[] =>
  outcomes.flatMap((outcome) =>
    outcome.outcome === 'HELD' ? outcome.lines.flatMap(({ units }) => units.map(({ unitId }) => unitId)) : [],
  );

const reasons = (outcomes: readonly HoldOutcome[]): Set<string> =>
  new Set(
    outcomes.flatMap((outcome) => (outcome.outcome === 'REFUSED' ? outcome.refusals.map(({ reason }) => reason) : [])),
  );

describe('many at once', () => {
  test('300 that want 5 rental pieces over overlapping windows: never more than 5 at an instant', async () => {
    const variantId = await rental(scene, 5);
    const windows = Array.from({ length: 300 }, (_, index) => period(scene, index % 7, (index % 7) + 1 + (index % 3)));
    const outcomes = await rush(300, (index) => [{ variantId, quantity: 1, period: windows[index]! }]);
    expect(held(outcomes).length).toBeGreaterThanOrEqual(5);
    const taken = outcomes.flatMap(({ outcome }, index) => (outcome === 'HELD' ? [windows[index]!] : []));
    for (let hour = 0; hour < 10; hour += 0.5) {
      const { start } = period(scene, hour, hour);
      expect(taken.filter((window) => window.start <= start && start < window.end).length).toBeLessThanOrEqual(5);
    }
    // Every hour that somebody was refused for is full.
    const { start } = period(scene, 3, 3);
    expect(taken.filter((window) => window.start <= start && start < window.end)).toHaveLength(5);
    expect(reasons(outcomes)).toEqual(new Set(['PERIOD_CONFLICT']));
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });

  test('control: reading first and writing then oversells the window', async () => {
    const { database } = scene.subgraph.kit;
    await database.query('CREATE TABLE unguarded (busy tstzrange)');
    const window = period(scene, 1, 2);
    const taken = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const [row] = await database.query<{ taken: number }>(
          'SELECT count(*)::integer AS taken FROM unguarded WHERE busy && tstzrange($1, $2)',
          [window.start, window.end],
        );
        if (!row || row.taken >= 5) return false;
        await database.query('INSERT INTO unguarded VALUES (tstzrange($1, $2))', [window.start, window.end]);
        return true;
      }),
    );
    expect(taken.filter(Boolean).length).toBeGreaterThan(5);
  });

  test('200 buyers of 60 seats, one or two each: each seat goes to one', async () => {
    const { variantIds, performanceId } = await openHouse(scene, [section('Stalls', 'A', 'F', 10, 'S')]);
    const outcomes = await rush(200, (index) => [
      {
        variantId: variantIds[0]!,
        performanceId,
        quantity: 1 + (index % 2),
        ...(index % 4 === 1 && { together: true }),
      },
    ]);
    const seats = unitsOf(outcomes);
    expect(new Set(seats).size).toBe(seats.length);
    expect(seats).toHaveLength(60);
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });

  test('100 who want the same bike by its number: one has it, the others are told', async () => {
    const { variantId, units } = await bikes(scene, ['K-1', 'K-2']);
    const wanted = { variantId, quantity: 1, unitIds: [units[0]!.unitId], period: period(scene, 1, 2) };
    const outcomes = await rush(100, () => [wanted]);
    expect(held(outcomes)).toHaveLength(1);
    expect(reasons(outcomes)).toEqual(new Set(['PERIOD_CONFLICT']));
  });

  test('control: without the locks and the EXCLUDE it goes to several', async () => {
    const { database } = scene.subgraph.kit;
    await database.query('CREATE TABLE loose_seat (unit_id uuid, order_id uuid)');
    const unitId = randomId();
    await Promise.all(
      Array.from({ length: 60 }, async () => {
        const taken = await database.query('SELECT FROM loose_seat WHERE unit_id = $1', [unitId]);
        if (taken.length === 0) await database.query('INSERT INTO loose_seat VALUES ($1, $2)', [unitId, randomId()]);
      }),
    );
    const [row] = await database.query<{ sold: number }>('SELECT count(*)::integer AS sold FROM loose_seat');
    expect(row?.sold).toBeGreaterThan(1);
  });

  test('carts of towels, rooms and bikes in opposite order never block one another for good', async () => {
    const [towels = ''] = (await scene.product([{ initialStock: 10_000 }], { closeWhenSoldOut: false })).variantIds;
    const room = await rental(scene, 10_000);
    const fleet = await bikes(
      scene,
      Array.from({ length: 100 }, (_, index) => `L-${index}`),
    );
    const cart = (index: number): WantedLine[] => [
      { variantId: towels, quantity: 1 },
      { variantId: room, quantity: 1, period: period(scene, index % 5, (index % 5) + 2) },
      { variantId: fleet.variantId, quantity: 1, period: period(scene, index * 2, index * 2 + 3) },
    ];
    const all = engines(4);
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const order = request(index % 2 === 0 ? cart(index) : cart(index).toReversed());
        const outcome = await all[index % 4]!.hold(order);
        if (index % 3 === 0) await all[(index + 1) % 4]!.confirm([order]);
        if (index % 5 === 0) await all[(index + 2) % 4]!.release([order]);
        return outcome;
      }),
    );
    expect(held(outcomes)).toHaveLength(200);
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });
});
