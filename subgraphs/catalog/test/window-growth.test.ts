import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { CatalogScene } from './catalog-scene.ts';
import { period, rental } from './stock-scene.ts';

// A window is weighed by what overlaps with it, however much there has been before.

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const PAST = 100_000;

/** So many orders that are over: every one sold, half of them never fetched, the others brought back. */
const FILL = `
  INSERT INTO allocation (shop_id, order_id, line_id, pool_id, variant_id, product_id, quantity, unit_price, currency, state,
                          expires_at, period_start, period_end, busy, created_at, updated_at)
  SELECT s.shop_id, gen_random_uuid(), gen_random_uuid(), s.pool_id, s.variant_id, s.product_id, 1, 0, 'JPY',
         CASE n % 2 WHEN 0 THEN 'CONFIRMED' ELSE 'CONSUMED' END, w.starts, w.starts, w.starts + interval '1 hour',
         tstzrange(w.starts, w.starts + interval '1 hour'), w.starts, w.starts
    FROM stock_pool s CROSS JOIN generate_series(1, $3) AS n
   CROSS JOIN LATERAL (SELECT $4::timestamptz - n * interval '1 hour' AS starts) w
   WHERE s.shop_id = $1 AND s.pool_id = $2`;

const EXPLAIN = 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)';
const USAGE = `${EXPLAIN} SELECT window_usage($1, $2, $3, $4, $5)`;
const GUARD = `${EXPLAIN} SELECT window_peak($1, $2, tstzrange($3, $4))`;
const HOLD = `${EXPLAIN} SELECT * FROM hold_stock($1, $2, ARRAY[$3::uuid], ARRAY[$4::timestamptz], ARRAY[$3::uuid], ARRAY[false],
  ARRAY[1], ARRAY[$3::uuid], ARRAY[$5::uuid], ARRAY[$5::uuid], ARRAY[1], ARRAY[$6::jsonb])`;

/** Blocks of tables and indexes that a statement touches. */
async function blocksOf(statement: string, valuesOf: () => unknown[]): Promise<number> {
  const { database } = scene.subgraph.kit;
  // The first call of a connection reads the catalogue, too.
  await database.query(statement, valuesOf());
  const [row] = await database.query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(statement, valuesOf());
  const plan = row?.['QUERY PLAN'][0]?.Plan ?? {};
  return (plan['Shared Hit Blocks'] ?? NaN) + (plan['Shared Read Blocks'] ?? NaN);
}

test(`${PAST} past allocations do not slow a window: only those that overlap are read`, async () => {
  const variantId = await rental(scene, 50);
  const { database } = scene.subgraph.kit;
  const now = scene.clock.now();
  const { start, end } = period(scene, 1, 3);
  const measure = async () => ({
    usage: await blocksOf(USAGE, () => [scene.shopId, variantId, start, end, now]),
    guard: await blocksOf(GUARD, () => [scene.shopId, variantId, start, end]),
    hold: await blocksOf(HOLD, () => [scene.shopId, now, randomId(), end, variantId, JSON.stringify({ start, end })]),
  });
  const before = await measure();
  // The guard would weigh each of these by itself.
  await database.query('ALTER TABLE allocation DISABLE TRIGGER allocation_guard_new_window');
  await database.query(FILL, [scene.shopId, variantId, PAST, now]);
  await database.query('ALTER TABLE allocation ENABLE TRIGGER allocation_guard_new_window');
  const after = await measure();
  // The indexes are deeper by a level or two, and that is all.
  expect(after.usage).toBeLessThan(before.usage + 20);
  expect(after.guard).toBeLessThan(before.guard + 20);
  expect(after.hold).toBeLessThan(before.hold + 100);

  const plan = await database.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT FROM allocation a WHERE a.shop_id = $1 AND a.pool_id = $2 AND a.busy && tstzrange($3, $4)
        AND a.busy IS NOT NULL AND a.state IN ('HELD', 'CONFIRMED')`,
    [scene.shopId, variantId, start, end],
  );
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('allocation_busy');
});
