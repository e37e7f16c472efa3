import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import type { ProductRow, SoldBy } from './product.entity.ts';
import type { ProductStatus } from './product.state.ts';
import { PRODUCT_COLUMNS } from './product.store.ts';

export interface ProductChoice {
  readonly text: string | null;
  readonly categoryId: Uuid | null;
  readonly status: ProductStatus | null;
  readonly soldBy: SoldBy | null;
  /** Minor units. */
  readonly priceFrom: number | null;
  readonly priceTo: number | null;
  readonly archived: boolean;
}

/** As the index of the order PRICE_DESC has it: what has no variant has no price. */
const DEAREST = 'CASE p.lowest_price WHEN 9007199254740991 THEN -1 ELSE p.lowest_price END';

/** strpos and not LIKE: nothing in the text has a special meaning. */
const CHOSEN = `
  SELECT ${PRODUCT_COLUMNS} FROM product p
   WHERE p.shop_id = $1
     AND ($3::text IS NULL OR strpos(lower(p.name || ' ' || p.description), lower($3)) > 0)
     AND ($4::text IS NULL OR p.status = $4)
     AND ($5::text IS NULL OR p.sold_by = $5)
     AND ($6::bigint IS NULL OR p.lowest_price >= $6)
     AND ($7::bigint IS NULL OR p.lowest_price <= $7)`;

/** How the pages of each order go on, each along an index of its own. */
const ORDERS = {
  NAME: `AND ($8::text IS NULL OR (p.sort_name, p.product_id) > ($8 COLLATE "C", $9::uuid))
    ORDER BY p.sort_name, p.product_id LIMIT $2`,
  PRICE: `AND ($8::bigint IS NULL OR (p.lowest_price, p.product_id) > ($8, $9::uuid))
    ORDER BY p.lowest_price, p.product_id LIMIT $2`,
  PRICE_DESC: `AND ($8::bigint IS NULL OR (${DEAREST}, p.product_id) < ($8, $9::uuid))
    ORDER BY ${DEAREST} DESC, p.product_id DESC LIMIT $2`,
  NEWEST: `AND ($8::timestamptz IS NULL OR (p.created_at, p.product_id) < ($8, $9::uuid))
    ORDER BY p.created_at DESC, p.product_id DESC LIMIT $2`,
  OLDEST: `AND ($8::timestamptz IS NULL OR (p.created_at, p.product_id) > ($8, $9::uuid))
    ORDER BY p.created_at, p.product_id LIMIT $2`,
} as const;

export type ProductOrder = keyof typeof ORDERS;

/** One constant text for each order of each list, so that its plan is one of its own. */
const pages = (which: string) =>
  Object.fromEntries(
    Object.entries(ORDERS).map(([order, rest]) => [order, `${CHOSEN} AND ${which} ${rest}`]),
  ) as Readonly<Record<ProductOrder, string>>;

const CURRENT = pages('p.archived_at IS NULL');
const ARCHIVED = pages('p.archived_at IS NOT NULL');
const CURRENT_OF_CATEGORY = pages('p.archived_at IS NULL AND p.category_id = $10');
const ARCHIVED_OF_CATEGORY = pages('p.archived_at IS NOT NULL AND p.category_id = $10');

export function pageOfProducts(
  runner: SqlRunner,
  shopId: Uuid,
  { text, categoryId, status, soldBy, priceFrom, priceTo, archived }: ProductChoice,
  order: ProductOrder,
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<ProductRow[]> {
  const values = [shopId, limit, text, status, soldBy, priceFrom, priceTo, ...(after ?? [null, null])];
  if (categoryId === null) return runner.query((archived ? ARCHIVED : CURRENT)[order], values);
  return runner.query((archived ? ARCHIVED_OF_CATEGORY : CURRENT_OF_CATEGORY)[order], [...values, categoryId]);
}
