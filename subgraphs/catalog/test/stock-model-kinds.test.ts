import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveId, randomId, type Uuid } from '@yoyaku/platform/ids';
import { unitIds } from '../src/ids.ts';
import { poolIdOf } from '../src/stock/pool.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene, type WantedLine } from './catalog-scene.ts';
import { openHouse, REGISTER, RETIRE, section } from './seat-operations.ts';
import { bikes, extend, handOver, inHours, period, releaseLines, rental, takeBack } from './stock-scene.ts';
import { fits, oversold, readStock } from './stock-oracle.ts';

// Random sequences of everything that changes stock of every kind, against an oracle that recounts it by the half hour.

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const ORDERS = 5;
const KINDS = ['COUNT', 'WINDOW', 'BIKE', 'SEAT'] as const;
type Kind = (typeof KINDS)[number];

interface Want {
  readonly quantity: number;
  /** Hours from now. */
  readonly from: number;
  readonly hours: number;
}

type Step =
  | { readonly do: 'HOLD'; readonly order: number; readonly wants: Readonly<Partial<Record<Kind, Want>>> }
  | { readonly do: 'CONFIRM' | 'RELEASE' | 'HAND_OVER' | 'RETURN'; readonly order: number }
  | { readonly do: 'RELEASE_LINE'; readonly order: number; readonly kind: Kind }
  | { readonly do: 'EXTEND'; readonly order: number; readonly kind: 'WINDOW' | 'BIKE'; readonly end: number }
  | { readonly do: 'ADJUST'; readonly kind: 'COUNT' | 'WINDOW'; readonly delta: number }
  | { readonly do: 'HOURS'; readonly hours: number }
  | { readonly do: 'RETIRE'; readonly bike: number }
  | { readonly do: 'REGISTER' | 'IMPORT' | 'LAPSE' | 'SWEEP' };

/** What one run of the test is about. */
interface Stage {
  readonly variants: Readonly<Record<Kind, Uuid>>;
  readonly pools: Readonly<Record<Kind, Uuid>>;
  readonly performanceId: Uuid;
  readonly bikes: readonly Uuid[];
  readonly orderId: (order: number) => Uuid;
}

const order = fc.nat(ORDERS - 1);
const want = fc.record({
  quantity: fc.integer({ min: 1, max: 3 }),
  from: fc.nat(6),
  hours: fc.integer({ min: 1, max: 4 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('HOLD' as const),
      order,
      wants: fc
        .record({ COUNT: want, WINDOW: want, BIKE: want, SEAT: want }, { requiredKeys: [] })
        .filter((wants) => Object.keys(wants).length > 0),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'CONFIRM' as const,
        'CONFIRM' as const,
        'RELEASE' as const,
        'HAND_OVER' as const,
        'RETURN' as const,
      ),
      order,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('RELEASE_LINE' as const), order, kind: fc.constantFrom(...KINDS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('EXTEND' as const),
      order,
      kind: fc.constantFrom('WINDOW' as const, 'BIKE' as const),
      end: fc.nat(10),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('ADJUST' as const),
      kind: fc.constantFrom('COUNT' as const, 'WINDOW' as const),
      delta: fc.integer({ min: -3, max: 2 }).filter((delta) => delta !== 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('HOURS' as const), hours: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('RETIRE' as const), bike: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('REGISTER' as const, 'IMPORT' as const, 'LAPSE' as const, 'SWEEP' as const),
    }),
  },
);

async function stage(): Promise<Stage> {
  const [counted = ''] = (await scene.product([{ initialStock: 5 }], { closeWhenSoldOut: false })).variantIds;
  const window = await rental(scene, 3, { timeRules: { bufferAfterMinutes: 30 } });
  const fleet = await bikes(scene, ['1', '2', '3']);
  const house = await openHouse(scene, [section('Stalls', 'A', 'A', 5, 'S')], {
    startsAt: inHours(scene, 2000),
    endsAt: inHours(scene, 2002),
  });
  const [seat = ''] = house.variantIds;
  const run = randomId();
  return {
    variants: { COUNT: counted, WINDOW: window, BIKE: fleet.variantId, SEAT: seat },
    pools: { COUNT: counted, WINDOW: window, BIKE: fleet.variantId, SEAT: poolIdOf(seat, house.performanceId) },
    performanceId: house.performanceId,
    bikes: fleet.units.map(({ unitId }) => unitId),
    orderId: (number) => deriveId(run, String(number)),
  };
}

const lineId = ({ orderId }: Stage, number: number, kind: Kind): Uuid => deriveId(orderId(number), kind);

function linesOf(on: Stage, { order: number, wants }: Extract<Step, { do: 'HOLD' }>): WantedLine[] {
  return KINDS.flatMap((kind) => {
    const wanted = wants[kind];
    if (!wanted) return [];
    return {
      lineId: lineId(on, number, kind),
      variantId: on.variants[kind],
      quantity: wanted.quantity,
      ...((kind === 'WINDOW' || kind === 'BIKE') && { period: period(scene, wanted.from, wanted.from + wanted.hours) }),
      ...(kind === 'SEAT' && { performanceId: on.performanceId }),
    };
  });
}

const ADJUST = 'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }';

const IMPORT = 'mutation ($input: ImportUnitsInput!) { importUnits(input: $input) { __typename } }';

/** Does it, and says of a hold what came of it. */
async function take(now: Step, on: Stage): Promise<string | null> {
  switch (now.do) {
    case 'HOLD':
      return (await scene.hold(on.orderId(now.order), linesOf(on, now))).outcome;
    case 'CONFIRM':
      await scene.confirm(on.orderId(now.order));
      return null;
    case 'RELEASE':
      await scene.release(on.orderId(now.order));
      return null;
    case 'HAND_OVER':
      await handOver(scene, on.orderId(now.order), ...KINDS.map((kind) => lineId(on, now.order, kind)));
      return null;
    case 'RETURN':
      await takeBack(scene, on.orderId(now.order), ...KINDS.map((kind) => lineId(on, now.order, kind)));
      return null;
    case 'RELEASE_LINE':
      await releaseLines(scene, on.orderId(now.order), lineId(on, now.order, now.kind));
      return null;
    case 'EXTEND':
      await extend(scene, on.orderId(now.order), lineId(on, now.order, now.kind), inHours(scene, now.end));
      return null;
    case 'ADJUST':
      await scene.mutate(ADJUST, {
        variantId: scene.variant(on.variants[now.kind]),
        delta: now.delta,
        reason: 'model',
      });
      return null;
    case 'HOURS':
      scene.clock.advance(now.hours * 3_600_000);
      return null;
    case 'LAPSE':
      scene.letHoldsLapse();
      return null;
    case 'SWEEP':
      await scene.subgraph.jobs.runNow('sweepHolds');
      return null;
    case 'RETIRE':
      await scene.mutate(RETIRE, {
        unitId: unitIds.encode(scene.shopId, on.bikes[now.bike] ?? ''),
        expectedVersion: 1,
      });
      return null;
    case 'REGISTER':
      await scene.mutate(REGISTER, { variantId: scene.variant(on.variants.BIKE), units: [{ label: randomId() }] });
      return null;
    case 'IMPORT':
      expect(
        await scene.mutate(IMPORT, {
          shopId: scene.shop,
          variantId: scene.variant(on.variants.BIKE),
          csv: `label\n${randomId()}\n${randomId()}\n`,
        }),
      ).toMatchObject({ __typename: 'ImportReport' });
      return null;
  }
}

/** Another one each time; it stands in the test's name, and a failure names the path to it. */
const seed = Date.now() % 2 ** 31;

async function sound(on: Stage): Promise<void> {
  const stock = await readStock(scene, Object.values(on.pools));
  expect(oversold(stock, scene.clock.now())).toEqual([]);
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
}

test(`whatever happens, an order is held exactly when it fits at every instant (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      const on = await stage();
      for (const now of steps) {
        const before = await readStock(scene, Object.values(on.pools));
        const outcome = await take(now, on);
        if (now.do === 'HOLD' && outcome !== 'MISMATCH') {
          const known = before.allocations.some(
            ({ orderId, state }) => orderId === on.orderId(now.order) && state !== 'RELEASED',
          );
          // A promise that still stands is only repeated.
          if (!known) {
            const fitting = linesOf(on, now).every((line) => fits(before, scene.clock.now(), line));
            expect({ now, outcome }).toEqual({ now, outcome: fitting ? 'HELD' : 'REFUSED' });
          }
        }
        await sound(on);
      }
    }),
    { seed, numRuns: 25 },
  );
});

test(`several clients at once: at no instant too many, and the journal adds up (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 8 }),
      async (rounds) => {
        const on = await stage();
        for (const round of rounds) {
          // Hours pass between the rounds: an access token does not live so long.
          const hours = round.filter((now) => now.do === 'HOURS');
          await Promise.all(round.filter((now) => now.do !== 'HOURS').map((now) => take(now, on)));
          for (const now of hours) await take(now, on);
          await sound(on);
        }
      },
    ),
    { seed, numRuns: 20 },
  );
});
