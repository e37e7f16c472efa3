import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { ProductRow, StoredProduct } from '../product/product.entity.ts';
import { PRODUCT_COLUMNS } from '../product/product.store.ts';
import type { StoredVariant, VariantRow } from '../variant/variant.entity.ts';
import { findVariantsOfProducts, insertPools, VARIANT_COLUMNS } from '../variant/variant.store.ts';
import type { ShopGoods } from './plan-products.ts';

/** Two files of one shop are taken over one after the other, or both would make the same products. */
export async function lockImports(transaction: Transaction, shopId: Uuid): Promise<void> {
  await transaction.query("SELECT pg_advisory_xact_lock(hashtextextended('imports', uuid_hash_extended($1, 0)))", [
    shopId,
  ]);
}

const LOCK_VARIANTS = `
  SELECT ${VARIANT_COLUMNS} FROM variant v WHERE v.shop_id = $1 AND v.sku = ANY ($2)
   ORDER BY v.variant_id FOR NO KEY UPDATE`;

/** Along the list by name, or by reading the shop once: never once for each name. */
const FIND_NAMED = `
  SELECT p.product_id AS "productId" FROM product p
   WHERE p.shop_id = $1 AND p.archived_at IS NULL AND p.name = ANY ($2)
     AND p.sort_name = ANY (SELECT lower(k.name) COLLATE "C" FROM unnest($2::text[]) AS k(name))`;

const LOCK_PRODUCTS = `
  SELECT ${PRODUCT_COLUMNS} FROM product p WHERE p.shop_id = $1 AND p.product_id = ANY ($2)
   ORDER BY p.product_id FOR NO KEY UPDATE`;

const FIND_CATEGORIES = `
  SELECT c.name, c.category_id AS "categoryId", c.archived_at AS "archivedAt" FROM category c
   WHERE c.shop_id = $1 AND c.name = ANY ($2)`;

/** What a file names; products and variants stay as they are until the transaction ends. */
export async function lockGoods(
  transaction: Transaction,
  shopId: Uuid,
  named: {
    readonly skus: readonly string[];
    readonly products: readonly string[];
    readonly categories: readonly string[];
  },
): Promise<ShopGoods> {
  // Variants before products, as all who change prices do.
  const bySku = await transaction.query<VariantRow>(LOCK_VARIANTS, [shopId, named.skus]);
  const byName = await transaction.query<{ productId: Uuid }>(FIND_NAMED, [shopId, named.products]);
  const keys = [...new Set([...bySku, ...byName].map(({ productId }) => productId))];
  const products = await transaction.query<ProductRow>(LOCK_PRODUCTS, [shopId, keys]);
  const variants = await findVariantsOfProducts(
    transaction,
    keys.map((key) => ({ tenant: shopId, key })),
  );
  return { products, variants, categories: await findCategoriesByName(transaction, shopId, named.categories) };
}

export async function findCategoriesByName(
  runner: SqlRunner,
  shopId: Uuid,
  names: readonly string[],
): Promise<ShopGoods['categories']> {
  const rows = await runner.query<{ name: string; categoryId: Uuid; archivedAt: Date | null }>(FIND_CATEGORIES, [
    shopId,
    names,
  ]);
  return new Map(rows.map((row) => [row.name, row]));
}

/** One that somebody else has made meanwhile is as good. */
const INSERT_CATEGORIES = `
  INSERT INTO category (shop_id, category_id, name, position, created_at)
  SELECT $1, k.category_id, k.name, 0, $4 FROM unnest($2::uuid[], $3::text[]) AS k(category_id, name)
  ON CONFLICT ON CONSTRAINT category_name_key DO NOTHING`;

export async function insertCategories(
  transaction: Transaction,
  shopId: Uuid,
  categories: readonly { readonly categoryId: Uuid; readonly name: string }[],
  now: Date,
): Promise<void> {
  const ids = categories.map(({ categoryId }) => categoryId);
  await transaction.query(INSERT_CATEGORIES, [shopId, ids, categories.map(({ name }) => name), now]);
}

export type ImportedProduct = Pick<
  StoredProduct,
  'productId' | 'name' | 'description' | 'imageUrl' | 'categoryId' | 'closeWhenSoldOut'
>;

const RECORDS = `jsonb_to_recordset($2::jsonb) AS r("productId" uuid, name text, description text, "imageUrl" text,
                                                   "categoryId" uuid, "closeWhenSoldOut" boolean)`;

const INSERT_PRODUCTS = `
  INSERT INTO product (shop_id, product_id, category_id, name, description, image_url, close_when_sold_out, created_at)
  SELECT $1, r."productId", r."categoryId", r.name, r.description, r."imageUrl", r."closeWhenSoldOut", $3
    FROM ${RECORDS}`;

const UPDATE_PRODUCTS = `
  UPDATE product p
     SET description = r.description, image_url = r."imageUrl", category_id = r."categoryId",
         close_when_sold_out = r."closeWhenSoldOut", version = p.version + 1
    FROM ${RECORDS}
   WHERE p.shop_id = $1 AND p.product_id = r."productId"`;

export async function insertProducts(
  transaction: Transaction,
  shopId: Uuid,
  products: readonly ImportedProduct[],
  now: Date,
): Promise<void> {
  await transaction.query(INSERT_PRODUCTS, [shopId, JSON.stringify(products), now]);
}

/** Changes products that are locked. */
export async function updateProducts(
  transaction: Transaction,
  shopId: Uuid,
  products: readonly ImportedProduct[],
): Promise<void> {
  await transaction.query(UPDATE_PRODUCTS, [shopId, JSON.stringify(products)]);
}

const INSERT_VARIANTS = `
  INSERT INTO variant (shop_id, variant_id, product_id, position, name, sku, price, currency, created_at)
  SELECT $1, r."variantId", r."productId", r.position, r.name, r.sku, r.price, r.currency, $3
    FROM jsonb_to_recordset($2::jsonb) AS r("variantId" uuid, "productId" uuid, position integer, name text, sku text,
                                            price bigint, currency text)
  ON CONFLICT ON CONSTRAINT variant_sku_key DO NOTHING
  RETURNING variant_id AS "variantId"`;

/** With a stock pool for each, still empty. Gives those whose stock keeping unit somebody else has taken meanwhile. */
export async function insertNewVariants(
  transaction: Transaction,
  shopId: Uuid,
  variants: readonly StoredVariant[],
  now: Date,
): Promise<Uuid[]> {
  const rows = await transaction.query<{ variantId: Uuid }>(INSERT_VARIANTS, [shopId, JSON.stringify(variants), now]);
  await insertPools(transaction, variants);
  const made = new Set(rows.map(({ variantId }) => variantId));
  return variants.map(({ variantId }) => variantId).filter((variantId) => !made.has(variantId));
}

const UPDATE_VARIANTS = `
  UPDATE variant v SET name = r.name, price = r.price, version = v.version + 1
    FROM jsonb_to_recordset($2::jsonb) AS r("variantId" uuid, name text, price bigint)
   WHERE v.shop_id = $1 AND v.variant_id = r."variantId"`;

/** Changes variants that are locked. */
export async function updateVariants(
  transaction: Transaction,
  shopId: Uuid,
  variants: readonly Pick<VariantRow, 'variantId' | 'name' | 'price'>[],
): Promise<void> {
  await transaction.query(UPDATE_VARIANTS, [shopId, JSON.stringify(variants)]);
}
