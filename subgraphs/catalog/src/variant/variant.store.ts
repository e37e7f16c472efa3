import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import { type StoredVariant, VariantEntity, type VariantRow } from './variant.entity.ts';

export const VARIANT_COLUMNS = `
  v.shop_id AS "shopId", v.variant_id AS "variantId", v.product_id AS "productId", v.position, v.name, v.sku, v.price,
  v.currency, v.version, v.created_at AS "createdAt", v.archived_at AS "archivedAt"`;

const FIND = `
  SELECT ${VARIANT_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, variant_id) JOIN variant v USING (shop_id, variant_id)`;

const FIND_OF_PRODUCTS = `
  SELECT ${VARIANT_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, product_id) JOIN variant v USING (shop_id, product_id)
   ORDER BY v.product_id, v.position, v.variant_id`;

export function findVariants(runner: SqlRunner, keys: readonly TenantKey[]): Promise<VariantRow[]> {
  return runner.query(FIND, [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

export function findVariantsOfProducts(runner: SqlRunner, products: readonly TenantKey[]): Promise<VariantRow[]> {
  return runner.query(FIND_OF_PRODUCTS, [products.map(({ tenant }) => tenant), products.map(({ key }) => key)]);
}

/** Tickets of a performance are counted by performance. */
const INSERT_POOLS = `
  INSERT INTO stock_pool (shop_id, pool_id, variant_id, product_id, by_period, by_unit)
  SELECT v.shop_id, v.variant_id, v.variant_id, v.product_id, p.sold_by = 'PERIOD', p.tracks_units
    FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, variant_id)
    JOIN variant v USING (shop_id, variant_id) JOIN product p USING (shop_id, product_id)
   WHERE p.sold_by <> 'PERFORMANCE'`;

/** With a stock pool for each, still empty, unless it is sold by performance. */
export async function insertVariants(transaction: Transaction, rows: readonly StoredVariant[]): Promise<void> {
  await transaction.manager.insert(VariantEntity, [...rows]);
  await insertPools(transaction, rows);
}

export async function insertPools(
  transaction: Transaction,
  variants: readonly Pick<StoredVariant, 'shopId' | 'variantId'>[],
): Promise<void> {
  const keys = [variants.map(({ shopId }) => shopId), variants.map(({ variantId }) => variantId)];
  await transaction.query(INSERT_POOLS, keys);
}

/** Whether it was still at the version expected. */
export async function updateVariantRow(
  transaction: Transaction,
  { shopId, variantId }: VariantRow,
  expectedVersion: number,
  changes: Partial<Pick<VariantRow, 'name' | 'sku' | 'price'>>,
): Promise<boolean> {
  const { affected } = await transaction.manager.update(
    VariantEntity,
    { shopId, variantId, version: expectedVersion },
    { ...changes, version: expectedVersion + 1 },
  );
  return affected === 1;
}

/** The variant, kept from being changed by others until the transaction ends; null when there is none. */
export async function lockVariant(transaction: Transaction, { tenant, key }: TenantKey): Promise<VariantRow | null> {
  const [row] = await transaction.query<VariantRow>(
    `SELECT ${VARIANT_COLUMNS} FROM variant v WHERE v.shop_id = $1 AND v.variant_id = $2 FOR NO KEY UPDATE`,
    [tenant, key],
  );
  return row ?? null;
}

/** Archives a variant that is locked, or restores it, when the moment is null. */
export async function archiveVariantRow(
  transaction: Transaction,
  { shopId, variantId }: VariantRow,
  archivedAt: Date | null,
): Promise<void> {
  await transaction.query(
    'UPDATE variant SET archived_at = $3, version = version + 1 WHERE shop_id = $1 AND variant_id = $2',
    [shopId, variantId, archivedAt],
  );
}

/** The pools of these variants, kept from being changed until the transaction ends, in the order all take them in. */
const LOCK_POOLS = `
  SELECT s.pool_id FROM stock_pool s WHERE s.shop_id = $1 AND s.variant_id = ANY ($2)
   ORDER BY s.pool_id FOR UPDATE`;

/** Under the lock: nobody can be promised anything any more. The journal remembers also holds that have lapsed. */
const EVER_ORDERED = `
  SELECT EXISTS (SELECT FROM stock_movement m
                  WHERE m.shop_id = $1 AND m.pool_id = ANY ($2) AND m.reason = 'HELD')
      OR EXISTS (SELECT FROM stock_pool s
                  WHERE s.shop_id = $1 AND s.variant_id = ANY ($2)
                    AND (s.performance_id IS NOT NULL
                         OR EXISTS (SELECT FROM stock_unit u WHERE u.shop_id = $1 AND u.pool_id = s.pool_id))) AS ordered`;

/** What is left of them goes out of the journal too, so that it still adds up. */
const WRITE_OFF = `
  INSERT INTO stock_movement (shop_id, pool_id, variant_id, number, reason, on_hand_delta, held_delta, confirmed_delta,
                              account_id, occurred_at)
  SELECT shop_id, pool_id, variant_id, movements + 1, 'DELETED', -on_hand, 0, 0, $3, $4
    FROM stock_pool WHERE shop_id = $1 AND pool_id = ANY ($2) AND movements > 0`;

/** Deletes variants with whatever is left of them; nothing is done, and false the answer, when one was ever ordered. */
export async function deleteVariantRows(
  transaction: Transaction,
  shopId: Uuid,
  variantIds: readonly Uuid[],
  by: { readonly accountId: Uuid; readonly now: Date },
): Promise<boolean> {
  await transaction.query(LOCK_POOLS, [shopId, variantIds]);
  const [row] = await transaction.query<{ ordered: boolean }>(EVER_ORDERED, [shopId, variantIds]);
  if (row?.ordered) return false;
  await transaction.query(WRITE_OFF, [shopId, variantIds, by.accountId, by.now]);
  await transaction.query('DELETE FROM stock_pool WHERE shop_id = $1 AND pool_id = ANY ($2)', [shopId, variantIds]);
  await transaction.query('DELETE FROM variant WHERE shop_id = $1 AND variant_id = ANY ($2)', [shopId, variantIds]);
  return true;
}
