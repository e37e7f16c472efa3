import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import type { HoldOutcome } from '../src/stock/hold.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { StockEngine } from '../src/stock/stock-engine.ts';
import { CatalogScene } from './catalog-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const times = <Result>(count: number, run: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));

const held = (outcomes: readonly HoldOutcome[]) => outcomes.filter(({ outcome }) => outcome === 'HELD').length;

/** Engines as several processes of this subgraph have them: none knows what the others have under way. */
function engines(count: number): StockEngine[] {
  const { database, clock } = scene.subgraph.kit;
  return Array.from({ length: count }, () => new StockEngine(database, clock, silent));
}

const silent = { changed: () => undefined, close: () => Promise.resolve() } as unknown as ConstructorParameters<
  typeof StockEngine
>[2];

const request = (lines: readonly { variantId: string; quantity: number }[]) => ({
  shopId: scene.shopId,
  orderId: randomId(),
  accountId: randomId(),
  expiresAt: new Date(scene.clock.now().getTime() + 60_000).toISOString(),
  lines: lines.map((line) => ({ lineId: randomId(), ...line })),
});

async function variants(...stock: readonly number[]): Promise<readonly string[]> {
  const { variantIds } = await scene.product(
    stock.map((initialStock) => ({ initialStock })),
    { closeWhenSoldOut: false },
  );
  return variantIds;
}

describe('many at once', () => {
  test('300 buyers of 20 pieces: exactly 20 get one, the others are told so', async () => {
    const [variantId = ''] = await variants(20);
    const outcomes = await times(300, () => scene.hold(randomId(), [{ variantId, quantity: 1 }]));
    expect(held(outcomes)).toBe(20);
    expect(outcomes.filter(({ outcome }) => outcome === 'REFUSED')).toHaveLength(280);
    expect(await scene.stock(variantId)).toEqual({ available: 0, onHand: 20, held: 20, confirmed: 0 });
  });

  test('the same through eight processes that do not know of one another', async () => {
    const [variantId = ''] = await variants(20);
    const all = engines(8);
    const outcomes = await times(300, (index) => all[index % 8]!.hold(request([{ variantId, quantity: 1 }])));
    expect(held(outcomes)).toBe(20);
    expect(await scene.stock(variantId)).toMatchObject({ available: 0, held: 20 });
  });

  test('control: reading first and writing then oversells', async () => {
    const [variantId = ''] = await variants(20);
    const { database } = scene.subgraph.kit;
    // The CHECK would stop it: the control goes without.
    await database.query('CREATE TABLE unprotected (variant_id uuid PRIMARY KEY, on_hand integer, held integer)');
    await database.query('INSERT INTO unprotected VALUES ($1, 20, 0)', [variantId]);
    const sold = await times(300, async () => {
      const [pool] = await database.query<{ free: number }>(
        'SELECT on_hand - held AS free FROM unprotected WHERE variant_id = $1',
        [variantId],
      );
      if (!pool || pool.free < 1) return false;
      await database.query('UPDATE unprotected SET held = held + 1 WHERE variant_id = $1', [variantId]);
      return true;
    });
    expect(sold.filter(Boolean).length).toBeGreaterThan(20);
  });

  test('carts in opposite order never block one another for good', async () => {
    const ids = await variants(100_000, 100_000, 100_000, 100_000);
    const all = engines(8);
    const orders: string[] = [];
    const outcomes = await times(400, async (index) => {
      const order = request(
        (index % 2 === 0 ? ids : ids.toReversed()).map((variantId) => ({ variantId, quantity: 1 })),
      );
      const engine = all[index % 8]!;
      const outcome = await engine.hold(order);
      orders.push(order.orderId);
      if (index % 3 === 0) await engine.confirm([order]);
      if (index % 5 === 0) await engine.release([order]);
      return outcome;
    });
    expect(held(outcomes)).toBe(400);
    // Lists of orders that overlap, each in another order.
    const hold = (orderId: string) => ({ shopId: scene.shopId, orderId });
    await times(40, async (index) => {
      const some = orders.slice(index * 5, index * 5 + 50);
      const engine = all[index % 8]!;
      await (index % 2 === 0 ? engine.confirm(some.map(hold)) : engine.release(some.toReversed().map(hold)));
    });
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });

  test('control: pools taken in the order of the cart do block one another', async () => {
    const [left = '', right = ''] = await variants(10, 10);
    const { database } = scene.subgraph.kit;
    const take = 'UPDATE stock_pool SET movements = movements WHERE shop_id = $1 AND variant_id = $2';
    const bothHaveOne = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let attempts = 0;
    await times(2, (index) =>
      database.transaction('unsorted', async (transaction) => {
        attempts++;
        const [first, second] = index === 0 ? [left, right] : [right, left];
        await transaction.query(take, [scene.shopId, first]);
        bothHaveOne[index]?.resolve(undefined);
        await Promise.all(bothHaveOne.map(({ promise }) => promise));
        await transaction.query(take, [scene.shopId, second]);
      }),
    );
    // The database has ended one of them with deadlock_detected, and it ran again.
    expect(attempts).toBeGreaterThan(2);
  });

  test('of a hold that lapses, only as much is given away as there is', async () => {
    const [variantId = ''] = await variants(10);
    await scene.hold(randomId(), [{ variantId, quantity: 10 }]);
    scene.letHoldsLapse();
    const all = engines(4);
    const [outcomes] = await Promise.all([
      times(100, (index) => all[index % 4]!.hold(request([{ variantId, quantity: 1 }]))),
      times(5, () => scene.subgraph.jobs.runNow('sweepHolds')),
    ]);
    expect(held(outcomes)).toBe(10);
  });

  test('confirm and release of one order: it ends released, and nothing is lost', async () => {
    const [variantId = ''] = await variants(50);
    const all = engines(4);
    await times(50, async () => {
      const order = request([{ variantId, quantity: 1 }]);
      await all[0]!.hold(order);
      const [[confirmed]] = await Promise.all([
        all[1]!.confirm([order]),
        all[2]!.release([order]),
        all[3]!.hold(order),
      ]);
      expect(['CONFIRMED', 'GONE']).toContain(confirmed?.outcome);
      await all[1]!.release([order]);
      expect(await all[1]!.confirm([order])).toEqual([{ orderId: order.orderId, outcome: 'GONE' }]);
    });
    expect(await scene.stock(variantId)).toEqual({ available: 50, onHand: 50, held: 0, confirmed: 0 });
    expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  });

  test('a hold that the database cannot carry out takes no other with it', async () => {
    const [variantId = ''] = await variants(50);
    const [engine] = engines(1);
    const bad = { ...request([{ variantId, quantity: 1 }]), expiresAt: 'never' };
    const outcomes = await Promise.allSettled([
      engine!.hold(request([{ variantId, quantity: 1 }])),
      engine!.hold(request([{ variantId, quantity: 1 }])),
      engine!.hold(bad),
      engine!.hold(request([{ variantId, quantity: 1 }])),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await scene.stock(variantId)).toMatchObject({ held: 3 });
  });
});
