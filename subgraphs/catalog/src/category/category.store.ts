import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import { CategoryEntity, type CategoryRow, type StoredCategory } from './category.entity.ts';

const COLUMNS = `
  c.shop_id AS "shopId", c.category_id AS "categoryId", c.name, c.position, c.version, c.created_at AS "createdAt",
  c.sort_name AS "sortName"`;

const FIND = `
  SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, category_id) JOIN category c USING (shop_id, category_id)`;

const PAGE = `
  SELECT ${COLUMNS} FROM category c
   WHERE c.shop_id = $1 AND ($3::bigint IS NULL OR (c.position, c.sort_name, c.category_id) > ($3, $4::text, $5::uuid))
   ORDER BY c.position, c.sort_name, c.category_id LIMIT $2`;

export function findCategories(runner: SqlRunner, keys: readonly TenantKey[]): Promise<CategoryRow[]> {
  return runner.query(FIND, [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

export function pageOfCategories(
  runner: SqlRunner,
  shopId: Uuid,
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<CategoryRow[]> {
  return runner.query(PAGE, [shopId, limit, ...(after ?? [null, null, null])]);
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
