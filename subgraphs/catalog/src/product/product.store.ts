import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey } from '@yoyaku/platform/ids';
import type { StoredTimeRules } from '../time-rules/time-rules.ts';
import { ProductEntity, type ProductRow, type StoredProduct } from './product.entity.ts';

export const PRODUCT_COLUMNS = `
  p.shop_id AS "shopId", p.product_id AS "productId", p.category_id AS "categoryId", p.name, p.description,
  p.image_url AS "imageUrl", p.status, p.discontinued_reason AS "discontinuedReason",
  p.close_when_sold_out AS "closeWhenSoldOut", p.sold_by AS "soldBy", p.tracks_units AS "tracksUnits",
  p.min_notice_minutes AS "minNoticeMinutes", p.min_duration_minutes AS "minDurationMinutes",
  p.max_duration_minutes AS "maxDurationMinutes", p.slot_minutes AS "slotMinutes",
  p.buffer_before_minutes AS "bufferBeforeMinutes", p.buffer_after_minutes AS "bufferAfterMinutes",
  p.max_per_order AS "maxPerOrder", p.max_per_customer AS "maxPerCustomer", p.once_per_order AS "oncePerOrder",
  p.table_only AS "tableOnly", p.sale_from AS "saleFrom", p.sale_until AS "saleUntil", p.mains,
  p.archived_at AS "archivedAt", p.version, p.created_at AS "createdAt", p.sort_name AS "sortName",
  p.lowest_price AS "lowestPrice"`;

const FIND = `
  SELECT ${PRODUCT_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, product_id) JOIN product p USING (shop_id, product_id)`;

export function findProducts(runner: SqlRunner, keys: readonly TenantKey[]): Promise<ProductRow[]> {
  return runner.query(FIND, [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

/** The product, kept from being changed by others until the transaction ends; null when there is none. */
export async function lockProduct(transaction: Transaction, { tenant, key }: TenantKey): Promise<ProductRow | null> {
  const [row] = await transaction.query<ProductRow>(
    `SELECT ${PRODUCT_COLUMNS} FROM product p WHERE p.shop_id = $1 AND p.product_id = $2 FOR NO KEY UPDATE`,
    [tenant, key],
  );
  return row ?? null;
}

/** Adds a product; without time rules it has the default ones. */
export async function insertProduct(
  transaction: Transaction,
  row: StoredProduct & Partial<StoredTimeRules>,
): Promise<void> {
  await transaction.manager.insert(ProductEntity, row);
}

/** Changes a product that is locked. */
export async function updateProductRow(
  transaction: Transaction,
  { shopId, productId, version }: StoredProduct,
  changes: Partial<Omit<StoredProduct & StoredTimeRules, 'shopId' | 'productId' | 'version' | 'createdAt'>>,
): Promise<void> {
  await transaction.manager.update(ProductEntity, { shopId, productId }, { ...changes, version: version + 1 });
}

/** @throws the breach of variant_product_fkey while it has variants. */
export async function deleteProductRow(transaction: Transaction, { tenant, key }: TenantKey): Promise<void> {
  await transaction.manager.delete(ProductEntity, { shopId: tenant, productId: key });
}

/** Archives a product that is locked, or restores it, when the moment is null. */
export async function archiveProductRow(
  transaction: Transaction,
  { shopId, productId }: StoredProduct,
  archivedAt: Date | null,
): Promise<void> {
  await transaction.query(
    'UPDATE product SET archived_at = $3, version = version + 1 WHERE shop_id = $1 AND product_id = $2',
    [shopId, productId, archivedAt],
  );
}
