import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import type { PerformancePoolRow, PerformanceRow } from './performance.entity.ts';
import type { PerformanceStatus } from './performance.state.ts';

const COLUMNS = `
  f.shop_id AS "shopId", f.performance_id AS "performanceId", f.product_id AS "productId",
  f.seat_plan_id AS "seatPlanId", f.name, f.starts_at AS "startsAt", f.ends_at AS "endsAt", f.sale_from AS "saleFrom",
  f.sale_until AS "saleUntil", f.status, f.version, f.created_at AS "createdAt"`;

const FIND = `
  SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, performance_id)
    JOIN performance f USING (shop_id, performance_id)`;

const LOCK = `
  SELECT ${COLUMNS} FROM performance f WHERE f.shop_id = $1 AND f.performance_id = $2 FOR NO KEY UPDATE`;

/** The first page of each product, or the page after one performance of a single product. */
const PAGES = `
  SELECT f.* FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, product_id)
   CROSS JOIN LATERAL (
     SELECT ${COLUMNS} FROM performance f
      WHERE f.shop_id = k.shop_id AND f.product_id = k.product_id
        AND ($4::text IS NULL OR f.status = $4)
        AND ($5::timestamptz IS NULL OR f.starts_at >= $5)
        AND ($6::timestamptz IS NULL OR f.starts_at < $6)
        AND ($7::timestamptz IS NULL OR (f.starts_at, f.performance_id) > ($7, $8::uuid))
      ORDER BY f.starts_at, f.performance_id LIMIT $3) f
   ORDER BY f."startsAt", f."performanceId"`;

const POOLS = `
  SELECT s.shop_id AS "shopId", s.performance_id AS "performanceId", s.pool_id AS "poolId",
         s.variant_id AS "variantId", s.tier, s.on_hand AS "onHand", s.confirmed,
         (s.held - (SELECT coalesce(sum(a.quantity), 0) FROM allocation a
                     WHERE a.shop_id = s.shop_id AND a.pool_id = s.pool_id AND a.state = 'HELD'
                       AND a.expires_at <= $1))::integer AS held
    FROM unnest($2::uuid[], $3::uuid[]) AS k(shop_id, performance_id)
    JOIN stock_pool s USING (shop_id, performance_id) JOIN variant v USING (shop_id, variant_id)
   ORDER BY v.position, s.variant_id`;

const LOCK_POOLS = `
  SELECT s.pool_id FROM stock_pool s WHERE s.shop_id = $1 AND s.performance_id = $2
   ORDER BY s.pool_id FOR NO KEY UPDATE`;

const UPDATE = `
  UPDATE performance
     SET name = $3, starts_at = $4, ends_at = $5, sale_from = $6, sale_until = $7, status = $8, version = version + 1
   WHERE shop_id = $1 AND performance_id = $2`;

/** The journal remembers also holds that have lapsed. */
const EVER_ORDERED = `
  SELECT EXISTS (SELECT FROM stock_pool s JOIN stock_movement m USING (shop_id, pool_id)
                  WHERE s.shop_id = $1 AND s.performance_id = $2 AND m.reason = 'HELD') AS ordered`;

/** What is left goes out of the journal too, so that it still adds up. */
const WRITE_OFF = `
  INSERT INTO stock_movement (shop_id, pool_id, variant_id, number, reason, on_hand_delta, held_delta, confirmed_delta,
                              account_id, occurred_at)
  SELECT shop_id, pool_id, variant_id, movements + 1, 'DELETED', -on_hand, 0, 0, $3, $4
    FROM stock_pool WHERE shop_id = $1 AND performance_id = $2 AND movements > 0`;

const DELETES = [
  `DELETE FROM stock_unit u USING stock_pool s
    WHERE s.shop_id = $1 AND s.performance_id = $2 AND u.shop_id = s.shop_id AND u.pool_id = s.pool_id`,
  'DELETE FROM stock_pool WHERE shop_id = $1 AND performance_id = $2',
  'DELETE FROM performance WHERE shop_id = $1 AND performance_id = $2',
] as const;

/** Which performances are wanted. */
export interface PerformanceChoice {
  readonly status: PerformanceStatus | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

export type PerformancePageRequest = PageRequest<readonly (string | number | null)[]>;

export function findPerformances(runner: SqlRunner, keys: readonly TenantKey[]): Promise<PerformanceRow[]> {
  return runner.query(FIND, [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

/** A page of each of these products, the earliest first. */
export function pagesOfPerformances(
  runner: SqlRunner,
  products: readonly TenantKey[],
  { status, from, to }: PerformanceChoice,
  { limit, after }: PerformancePageRequest,
): Promise<PerformanceRow[]> {
  const keys = [products.map(({ tenant }) => tenant), products.map(({ key }) => key)];
  return runner.query(PAGES, [...keys, limit, status, from, to, ...(after ?? [null, null])]);
}

/** What there is of these performances at that moment, in the shop's order of the variants. */
export function findPerformancePools(
  runner: SqlRunner,
  now: Date,
  keys: readonly TenantKey[],
): Promise<PerformancePoolRow[]> {
  return runner.query(POOLS, [now, keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

/**
 * The performance with its pools, kept from being changed until the transaction ends; null when there is none. Nothing
 * of it can be promised to anybody meanwhile: pools are locked before all else, by everybody.
 */
export async function lockPerformance(
  transaction: Transaction,
  { tenant, key }: TenantKey,
): Promise<PerformanceRow | null> {
  await transaction.query(LOCK_POOLS, [tenant, key]);
  const [row] = await transaction.query<PerformanceRow>(LOCK, [tenant, key]);
  return row ?? null;
}

/** Changes a performance that is locked. */
export async function updatePerformanceRow(
  transaction: Transaction,
  row: PerformanceRow,
  changes: Partial<Pick<PerformanceRow, 'name' | 'startsAt' | 'endsAt' | 'saleFrom' | 'saleUntil' | 'status'>>,
): Promise<void> {
  const { name, startsAt, endsAt, saleFrom, saleUntil, status } = { ...row, ...changes };
  const values = [name, startsAt, endsAt, saleFrom, saleUntil, status];
  await transaction.query(UPDATE, [row.shopId, row.performanceId, ...values]);
}

/** Deletes a locked performance with all that is left of it; nothing is done, and false the answer, when it was ordered. */
export async function deletePerformanceRows(
  transaction: Transaction,
  { shopId, performanceId }: PerformanceRow,
  by: { readonly accountId: Uuid; readonly now: Date },
): Promise<boolean> {
  const [row] = await transaction.query<{ ordered: boolean }>(EVER_ORDERED, [shopId, performanceId]);
  if (row?.ordered) return false;
  await transaction.query(WRITE_OFF, [shopId, performanceId, by.accountId, by.now]);
  for (const statement of DELETES) await transaction.query(statement, [shopId, performanceId]);
  return true;
}
