import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import { ProductEntity, type ProductRow, type StoredProduct } from './product.entity.ts';
import type { ProductStatus } from './product.state.ts';

const COLUMNS = `
  p.shop_id AS "shopId", p.product_id AS "productId", p.category_id AS "categoryId", p.name, p.description,
  p.image_url AS "imageUrl", p.status, p.discontinued_reason AS "discontinuedReason",
  p.close_when_sold_out AS "closeWhenSoldOut", p.sold_by AS "soldBy", p.tracks_units AS "tracksUnits", p.version, p.created_at AS "createdAt", p.sort_name AS "sortName",
  p.lowest_price AS "lowestPrice"`;

const FIND = `
  SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, product_id) JOIN product p USING (shop_id, product_id)`;

/** strpos and not LIKE: nothing in the text has a special meaning. */
const CHOSEN = `
  SELECT ${COLUMNS} FROM product p
   WHERE p.shop_id = $1
     AND ($3::text IS NULL OR strpos(lower(p.name || ' ' || p.description), lower($3)) > 0)
     AND ($4::uuid IS NULL OR p.category_id = $4)
     AND ($5::text IS NULL OR p.status = $5)`;

/** One constant text for each order, each with an index of its own. */
const PAGES = {
  NAME: `${CHOSEN} AND ($6::text IS NULL OR (p.sort_name, p.product_id) > ($6 COLLATE "C", $7::uuid))
    ORDER BY p.sort_name, p.product_id LIMIT $2`,
  PRICE: `${CHOSEN} AND ($6::bigint IS NULL OR (p.lowest_price, p.product_id) > ($6, $7::uuid))
    ORDER BY p.lowest_price, p.product_id LIMIT $2`,
  NEWEST: `${CHOSEN} AND ($6::timestamptz IS NULL OR (p.created_at, p.product_id) < ($6, $7::uuid))
    ORDER BY p.created_at DESC, p.product_id DESC LIMIT $2`,
} as const;

export type ProductOrder = keyof typeof PAGES;

export interface ProductChoice {
  readonly text: string | null;
  readonly categoryId: Uuid | null;
  readonly status: ProductStatus | null;
}

export function findProducts(runner: SqlRunner, keys: readonly TenantKey[]): Promise<ProductRow[]> {
  return runner.query(FIND, [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

export function pageOfProducts(
  runner: SqlRunner,
  shopId: Uuid,
  { text, categoryId, status }: ProductChoice,
  order: ProductOrder,
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<ProductRow[]> {
  return runner.query(PAGES[order], [shopId, limit, text, categoryId, status, ...(after ?? [null, null])]);
}

/** The product, kept from being changed by others until the transaction ends; null when there is none. */
export async function lockProduct(transaction: Transaction, { tenant, key }: TenantKey): Promise<ProductRow | null> {
  const [row] = await transaction.query<ProductRow>(
    `SELECT ${COLUMNS} FROM product p WHERE p.shop_id = $1 AND p.product_id = $2 FOR NO KEY UPDATE`,
    [tenant, key],
  );
  return row ?? null;
}

export async function insertProduct(transaction: Transaction, row: StoredProduct): Promise<void> {
  await transaction.manager.insert(ProductEntity, row);
}

/** Changes a product that is locked. */
export async function updateProductRow(
  transaction: Transaction,
  { shopId, productId, version }: StoredProduct,
  changes: Partial<Omit<StoredProduct, 'shopId' | 'productId' | 'version' | 'createdAt'>>,
): Promise<void> {
  await transaction.manager.update(ProductEntity, { shopId, productId }, { ...changes, version: version + 1 });
}

/** @throws the breach of variant_product_fkey while it has variants. */
export async function deleteProductRow(transaction: Transaction, { tenant, key }: TenantKey): Promise<void> {
  await transaction.manager.delete(ProductEntity, { shopId: tenant, productId: key });
}
