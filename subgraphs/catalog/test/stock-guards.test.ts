import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { violates } from '@yoyaku/platform/database/sql-state';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { bikes, heldLines, inHours, period, rental, sold } from './stock-scene.ts';

// The database itself refuses what the engine would never write.

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const COLUMNS = `shop_id, order_id, line_id, piece, pool_id, variant_id, product_id, unit_id, quantity, unit_price,
  currency, state, expires_at, period_start, period_end, busy, created_at, updated_at`;

/** Writes an allocation behind the engine's back, and gives the constraint that it breaks, if any. */
async function forge(
  poolId: Uuid,
  {
    unitId = null,
    quantity = 1,
    from = 1,
    to = 2,
  }: { unitId?: Uuid | null; quantity?: number; from?: number; to?: number },
): Promise<string> {
  const { start, end } = period(scene, from, to);
  try {
    await scene.subgraph.kit.database.query(
      `INSERT INTO allocation (${COLUMNS}) SELECT $1, $2, $3, 0, s.pool_id, s.variant_id, s.product_id, $5, $6, 0, 'JPY',
              'HELD', $7, $7, $8, tstzrange($7, $8), $7, $7
         FROM stock_pool s WHERE s.shop_id = $1 AND s.pool_id = $4`,
      [scene.shopId, randomId(), randomId(), poolId, unitId, quantity, start, end],
    );
    return 'WRITTEN';
  } catch (error) {
    const known = ['window_never_oversold', 'allocation_unit_once'].find((name) => violates(error, name));
    return known ?? (error as Error).message;
  }
}

describe('the database', () => {
  test('refuses an allocation that oversells a window at one instant', async () => {
    const variantId = await rental(scene, 2);
    await sold(scene, { variantId, quantity: 1, period: period(scene, 1, 3) });
    expect(await forge(variantId, { quantity: 2, from: 3, to: 4 })).toBe('WRITTEN');
    expect(await forge(variantId, { quantity: 2, from: 2, to: 3 })).toBe('window_never_oversold');
    expect(await forge(variantId, { quantity: 1, from: 2, to: 4 })).toBe('window_never_oversold');
  });

  test('refuses two of these at once, though neither sees the other', async () => {
    const variantId = await rental(scene, 1);
    const results = await Promise.all(Array.from({ length: 8 }, () => forge(variantId, {})));
    expect(results.filter((result) => result === 'WRITTEN')).toHaveLength(1);
    expect(new Set(results)).toEqual(new Set(['WRITTEN', 'window_never_oversold']));
  });

  test('control: without the guard the same is written', async () => {
    const variantId = await rental(scene, 1);
    const { database } = scene.subgraph.kit;
    await database.query('ALTER TABLE allocation DISABLE TRIGGER allocation_guard_new_window');
    try {
      expect(await Promise.all([forge(variantId, {}), forge(variantId, {})])).toEqual(['WRITTEN', 'WRITTEN']);
    } finally {
      await database.query('ALTER TABLE allocation ENABLE TRIGGER allocation_guard_new_window');
    }
    // And the recount finds it.
    expect(await reconcileStock(database)).toContainEqual({
      shopId: scene.shopId,
      poolId: variantId,
      figure: 'peak',
      pool: 1,
      journal: 1,
      counted: 2,
    });
  });

  test('refuses to make a window longer, or to bring one back, into what others have', async () => {
    const variantId = await rental(scene, 1);
    const { database } = scene.subgraph.kit;
    const first = await sold(scene, { variantId, quantity: 1, period: period(scene, 1, 2) });
    await sold(scene, { variantId, quantity: 1, period: period(scene, 3, 4) });
    const stretch = 'UPDATE allocation SET busy = tstzrange(lower(busy), $3) WHERE shop_id = $1 AND order_id = $2';
    await expect(database.query(stretch, [scene.shopId, first.orderId, inHours(scene, 4)])).rejects.toThrow('promised');
    await scene.release(first.orderId);
    await sold(scene, { variantId, quantity: 1, period: period(scene, 1, 2) });
    const revive = "UPDATE allocation SET state = 'CONFIRMED' WHERE shop_id = $1 AND order_id = $2";
    await expect(database.query(revive, [scene.shopId, first.orderId])).rejects.toThrow('promised');
  });

  test('refuses to take pieces out that are promised', async () => {
    const variantId = await rental(scene, 3);
    await sold(scene, { variantId, quantity: 2, period: period(scene, 1, 2) });
    const { database } = scene.subgraph.kit;
    const take = 'UPDATE stock_pool SET on_hand = $3 WHERE shop_id = $1 AND pool_id = $2';
    await expect(database.query(take, [scene.shopId, variantId, 1])).rejects.toThrow('promised');
    const adjust = `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) {
      __typename ... on InsufficientStock { available } } }`;
    const input = { variantId: scene.variant(variantId), reason: 'lost' };
    expect(await scene.mutate(adjust, { ...input, delta: -2 })).toEqual({
      __typename: 'InsufficientStock',
      available: 1,
    });
    expect(await scene.mutate(adjust, { ...input, delta: -1 })).toEqual({ __typename: 'StockMovement' });
    scene.clock.advance(10 * 3_600_000);
    expect(await scene.mutate(adjust, { ...input, delta: -2 })).toEqual({ __typename: 'StockMovement' });
  });

  test('refuses a unit to two at once', async () => {
    const { variantId, units } = await bikes(scene, ['Z-1']);
    const { unitId } = units[0]!;
    heldLines(
      await scene.hold(randomId(), [{ variantId, quantity: 1, unitIds: [unitId], period: period(scene, 1, 3) }]),
    );
    expect(await forge(variantId, { unitId, from: 2, to: 4 })).toBe('allocation_unit_once');
    expect(await forge(variantId, { unitId, from: 3, to: 4 })).toBe('WRITTEN');
  });

  test('keeps no unit apart from its time, and none twice in one row', async () => {
    const { variantId, units } = await bikes(scene, ['Y-1']);
    expect(await forge(variantId, { unitId: units[0]!.unitId, quantity: 2 })).toMatch('allocation_unit_check');
  });
});

test('what is kept one by one, or by performance, does not come and go by number', async () => {
  const { variantId } = await bikes(scene, ['W-1']);
  const receive =
    'mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { __typename ... on InvalidInput { field } } }';
  expect(await scene.mutate(receive, { variantId: scene.variant(variantId), quantity: 3 })).toEqual({
    __typename: 'InvalidInput',
    field: 'variantId',
  });
  expect(await scene.stock(variantId)).toMatchObject({ onHand: 1 });
});
