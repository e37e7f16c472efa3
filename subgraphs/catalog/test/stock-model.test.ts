import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveId, randomId, type Uuid } from '@yoyaku/platform/ids';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene, HOLD_SECONDS } from './catalog-scene.ts';

// Random sequences of everything that changes stock, against a model that is too simple to be wrong.

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const VARIANTS = 3;
const ORDERS = 6;
const INITIAL_STOCK = 6;

type Step =
  | { readonly do: 'HOLD'; readonly order: number; readonly quantities: readonly number[] }
  | { readonly do: 'CONFIRM' | 'RELEASE'; readonly orders: readonly number[] }
  | { readonly do: 'ADJUST'; readonly variant: number; readonly delta: number }
  | { readonly do: 'LAPSE' | 'PASS' | 'SWEEP' };

interface ModelOrder {
  readonly quantities: readonly number[];
  state: 'HELD' | 'CONFIRMED' | 'RELEASED';
  expiresAt: number;
}

/** A hold that has lapsed is an order in the state HELD whose time is over: it keeps nothing back. */
class Model {
  readonly onHand: number[] = Array.from({ length: VARIANTS }, () => INITIAL_STOCK);
  readonly orders = new Map<number, ModelOrder>();
  now = 0;

  taken(variant: number, but?: number): number {
    let sum = 0;
    for (const [number, order] of this.orders) {
      if (number !== but && (order.state === 'CONFIRMED' || this.isLive(order))) sum += order.quantities[variant] ?? 0;
    }
    return sum;
  }

  isLive(order: ModelOrder | undefined): boolean {
    return order?.state === 'CONFIRMED' || (order?.state === 'HELD' && order.expiresAt > this.now);
  }

  available(variant: number): number {
    return (this.onHand[variant] ?? 0) - this.taken(variant);
  }

  fits(order: number, quantities: readonly number[]): boolean {
    return quantities.every(
      (quantity, variant) => quantity === 0 || (this.onHand[variant] ?? 0) - this.taken(variant, order) >= quantity,
    );
  }

  hold(number: number, quantities: readonly number[]): string {
    const earlier = this.orders.get(number);
    if (earlier && this.isLive(earlier)) {
      if (earlier.quantities.join() !== quantities.join()) return 'MISMATCH';
      earlier.expiresAt = this.now + HOLD_SECONDS;
      return 'HELD';
    }
    if (!this.fits(number, quantities)) return 'REFUSED';
    this.orders.set(number, { quantities, state: 'HELD', expiresAt: this.now + HOLD_SECONDS });
    return 'HELD';
  }

  confirm(number: number): string {
    const order = this.orders.get(number);
    if (!order || order.state === 'RELEASED') return 'GONE';
    if (!this.isLive(order) && !this.fits(number, order.quantities)) return 'GONE';
    order.state = 'CONFIRMED';
    return 'CONFIRMED';
  }

  release(number: number): void {
    const order = this.orders.get(number);
    if (order) order.state = 'RELEASED';
  }
}

const some = (most: number) =>
  fc.array(fc.nat(most - 1), { minLength: 1, maxLength: 3 }).map((all) => [...new Set(all)]);

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('HOLD' as const),
        order: fc.nat(ORDERS - 1),
        quantities: fc
          .array(fc.nat(4), { minLength: VARIANTS, maxLength: VARIANTS })
          .filter((quantities) => quantities.some((quantity) => quantity > 0)),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constantFrom('CONFIRM' as const, 'RELEASE' as const), orders: some(ORDERS) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('ADJUST' as const),
        variant: fc.nat(VARIANTS - 1),
        delta: fc.integer({ min: -4, max: 3 }).filter((delta) => delta !== 0),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('LAPSE' as const, 'PASS' as const, 'SWEEP' as const) }) },
  ),
  { minLength: 5, maxLength: 25 },
);

const ADJUST = 'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }';

/** Another one each time; it stands in the test's name, and a failure names the path to it. */
const seed = Date.now() % 2 ** 31;

test(`whatever happens in whatever order, stock is what the model says (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { variantIds } = await scene.product(
        Array.from({ length: VARIANTS }, () => ({ initialStock: INITIAL_STOCK })),
        { closeWhenSoldOut: false },
      );
      const run = randomId();
      const orderId = (order: number) => deriveId(run, String(order));
      const model = new Model();
      for (const step of sequence) await take(step, model, variantIds, orderId);
      await agree(model, variantIds);
    }),
    { seed, numRuns: 60 },
  );
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
});

async function take(
  step: Step,
  model: Model,
  variantIds: readonly Uuid[],
  orderId: (order: number) => Uuid,
): Promise<void> {
  switch (step.do) {
    case 'HOLD': {
      // The bigger demands come as two lines of one variant.
      const lines = step.quantities.flatMap((quantity, variant) => {
        const parts = quantity > 2 ? [2, quantity - 2] : [quantity];
        return parts
          .filter((part) => part > 0)
          .map((part, index) => ({
            lineId: deriveId(orderId(step.order), String(variant), String(index)),
            variantId: variantIds[variant] ?? '',
            quantity: part,
          }));
      });
      const { outcome } = await scene.hold(orderId(step.order), lines);
      expect(outcome).toBe(model.hold(step.order, step.quantities));
      break;
    }
    case 'CONFIRM': {
      const outcomes = await scene.confirm(...step.orders.map(orderId));
      const answered = step.orders.map((order, index) => ({ order, outcome: outcomes[index]?.outcome }));
      // Those whose holds still stand do not compete with those that have lapsed. Of these, one whose pieces nobody has
      // needed yet goes before one that must be taken anew: whoever was confirmed must fit, whoever is GONE must not.
      const rank = ({ order, outcome }: (typeof answered)[number]) =>
        model.isLive(model.orders.get(order)) ? 0 : outcome === 'CONFIRMED' ? 1 : 2;
      for (const { order, outcome } of answered.toSorted((one, other) => rank(one) - rank(other))) {
        expect({ order, outcome }).toEqual({ order, outcome: model.confirm(order) });
      }
      break;
    }
    case 'RELEASE':
      await scene.release(...step.orders.map(orderId));
      for (const order of step.orders) model.release(order);
      break;
    case 'ADJUST': {
      const variantId = scene.variant(variantIds[step.variant] ?? '');
      const answer = await scene.mutate(ADJUST, { variantId, delta: step.delta, reason: 'model' });
      const fits = model.available(step.variant) + step.delta >= 0;
      expect(answer.__typename).toBe(fits ? 'StockMovement' : 'InsufficientStock');
      if (fits) model.onHand[step.variant] = (model.onHand[step.variant] ?? 0) + step.delta;
      break;
    }
    case 'LAPSE':
      scene.letHoldsLapse();
      model.now += HOLD_SECONDS + 1;
      break;
    case 'PASS':
      scene.clock.advance((HOLD_SECONDS * 1000) / 2);
      model.now += HOLD_SECONDS / 2;
      break;
    case 'SWEEP':
      await scene.subgraph.jobs.runNow('sweepHolds');
      break;
  }
}

async function agree(model: Model, variantIds: readonly Uuid[]): Promise<void> {
  for (const [variant, variantId] of variantIds.entries()) {
    const stock = await scene.stock(variantId);
    expect({ available: stock.available, onHand: stock.onHand }).toEqual({
      available: model.available(variant),
      onHand: model.onHand[variant],
    });
  }
}

test(`several clients at once: nothing is oversold and the journal adds up (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 4, maxLength: 4 }), async (clients) => {
      const { variantIds } = await scene.product(
        Array.from({ length: VARIANTS }, () => ({ initialStock: INITIAL_STOCK })),
        { closeWhenSoldOut: true },
      );
      const run = randomId();
      await Promise.all(
        clients.map(async (sequence) => {
          for (const step of sequence) await tryTo(step, variantIds, (order) => deriveId(run, String(order)));
        }),
      );
      for (const variantId of variantIds) expect((await scene.stock(variantId)).available).toBeGreaterThanOrEqual(0);
      expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
    }),
    { seed, numRuns: 15 },
  );
});

/** As {@link take}, without knowing what comes of it. */
async function tryTo(step: Step, variantIds: readonly Uuid[], orderId: (order: number) => Uuid): Promise<void> {
  if (step.do === 'HOLD') {
    const lines = step.quantities.map((quantity, variant) => ({
      lineId: deriveId(orderId(step.order), String(variant)),
      variantId: variantIds[variant] ?? '',
      quantity,
    }));
    await scene.hold(
      orderId(step.order),
      lines.filter(({ quantity }) => quantity > 0),
    );
  } else if (step.do === 'CONFIRM') await scene.confirm(...step.orders.map(orderId));
  else if (step.do === 'RELEASE') await scene.release(...step.orders.map(orderId));
  else if (step.do === 'ADJUST') {
    const variantId = scene.variant(variantIds[step.variant] ?? '');
    await scene.mutate(ADJUST, { variantId, delta: step.delta, reason: 'model' });
  } else if (step.do === 'LAPSE') scene.letHoldsLapse();
  else if (step.do === 'PASS') scene.clock.advance((HOLD_SECONDS * 1000) / 2);
  else await scene.subgraph.jobs.runNow('sweepHolds');
}
