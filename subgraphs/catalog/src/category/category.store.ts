import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import { CategoryEntity, type CategoryRow, type StoredCategory } from './category.entity.ts';

const COLUMNS = `
  c.shop_id AS "shopId", c.category_id AS "categoryId", c.name, c.position, c.version, c.created_at AS "createdAt",
  c.sort_name AS "sortName", c.archived_at AS "archivedAt"`;

const FIND = `
  SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, category_id) JOIN category c USING (shop_id, category_id)`;

/** strpos and not LIKE: nothing in the text has a special meaning. */
const page = (which: string) => `
  SELECT ${COLUMNS} FROM category c
   WHERE c.shop_id = $1 AND c.archived_at ${which} AND ($6::text IS NULL OR strpos(lower(c.name), lower($6)) > 0)
     AND ($3::bigint IS NULL OR (c.position, c.sort_name, c.category_id) > ($3, $4::text, $5::uuid))
   ORDER BY c.position, c.sort_name, c.category_id LIMIT $2`;

const CURRENT = page('IS NULL');
const ARCHIVED = page('IS NOT NULL');

export function findCategories(runner: SqlRunner, keys: readonly TenantKey[]): Promise<CategoryRow[]> {
  return runner.query(FIND, [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

export function pageOfCategories(
  runner: SqlRunner,
  shopId: Uuid,
  { text, archived }: { readonly text: string | null; readonly archived: boolean },
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<CategoryRow[]> {
  return runner.query(archived ? ARCHIVED : CURRENT, [shopId, limit, ...(after ?? [null, null, null]), text]);
}

/** The category, kept from being changed by others until the transaction ends; null when there is none. */
export async function lockCategory(transaction: Transaction, { tenant, key }: TenantKey): Promise<CategoryRow | null> {
  const [row] = await transaction.query<CategoryRow>(
    `SELECT ${COLUMNS} FROM category c WHERE c.shop_id = $1 AND c.category_id = $2 FOR NO KEY UPDATE`,
    [tenant, key],
  );
  return row ?? null;
}

/** Archives a category that is locked, or restores it, when the moment is null. */
export async function archiveCategoryRow(
  transaction: Transaction,
  { shopId, categoryId }: CategoryRow,
  archivedAt: Date | null,
): Promise<void> {
  await transaction.query(
    'UPDATE category SET archived_at = $3, version = version + 1 WHERE shop_id = $1 AND category_id = $2',
    [shopId, categoryId, archivedAt],
  );
}

export async function insertCategory(transaction: Transaction, row: StoredCategory): Promise<void> {
  await transaction.manager.insert(CategoryEntity, row);
}

/** Whether it was still at the version expected. */
export async function updateCategory(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  expectedVersion: number,
  changes: Partial<Pick<StoredCategory, 'name' | 'position'>>,
): Promise<boolean> {
  const { affected } = await transaction.manager.update(
    CategoryEntity,
    { shopId: tenant, categoryId: key, version: expectedVersion },
    { ...changes, version: expectedVersion + 1 },
  );
  return affected === 1;
}

/** Whether it was still at the version expected. @throws the breach of product_category_fkey while products are in it. */
export async function deleteCategory(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  expectedVersion: number,
): Promise<boolean> {
  const { affected } = await transaction.manager.delete(CategoryEntity, {
    shopId: tenant,
    categoryId: key,
    version: expectedVersion,
  });
  return affected === 1;
}

export async function countProductsIn(runner: SqlRunner, { tenant, key }: TenantKey): Promise<number> {
  const [row] = await runner.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM product WHERE shop_id = $1 AND category_id = $2',
    [tenant, key],
  );
  return row?.count ?? 0;
}
