import { badInput } from '@yoyaku/platform/errors';
import { MoneyError, parseMoney } from '@yoyaku/platform/money';
import { type Connection, connection, encodeCursor, type PageArguments } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { ProductFilter } from '../__generated__/resolver-types.ts';
import { checkedPage, type cursorValue } from '../cursor.ts';
import { textProblem } from '../given-values.ts';
import { categoryIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import type { ProductRow } from './product.entity.ts';
import { pageOfProducts, type ProductOrder } from './product-list.store.ts';

/** What a product without a variant has for its lowest price. */
const NO_PRICE = Number.MAX_SAFE_INTEGER;

/** What each order sorts by, besides the product's key. */
const SORT_KEY: Readonly<
  Record<ProductOrder, { type: keyof typeof cursorValue; of: (row: ProductRow) => string | number }>
> = {
  NAME: { type: 'text', of: ({ sortName }) => sortName },
  PRICE: { type: 'integer', of: ({ lowestPrice }) => lowestPrice },
  PRICE_DESC: { type: 'integer', of: ({ lowestPrice }) => (lowestPrice === NO_PRICE ? -1 : lowestPrice) },
  NEWEST: { type: 'moment', of: ({ createdAt }) => createdAt.toISOString() },
  OLDEST: { type: 'moment', of: ({ createdAt }) => createdAt.toISOString() },
};

/**
 * The products of a shop; a shop that does not exist has none, nor has a category of another.
 * @throws BAD_USER_INPUT for a page, a text or a price that cannot be.
 */
export async function products(
  kit: CatalogKit,
  shopId: string,
  filter: ProductFilter | null | undefined,
  order: ProductOrder,
  page: PageArguments,
): Promise<Connection<ProductRow>> {
  const list = filter?.archived ? `archived products ${order}` : `products ${order}`;
  const sortKey = SORT_KEY[order];
  const request = checkedPage(list, [sortKey.type, 'uuid'], page);
  const text = filter?.text ?? null;
  const problem = textProblem('filter.text', text, 1, 100);
  if (problem) throw badInput(`filter.text: ${problem.message}`);
  const shop = shopIds.decode(shopId);
  // Only prices need to know the shop's currency.
  const isPriced = (filter?.priceFrom ?? filter?.priceTo ?? null) !== null;
  const currency = isPriced && shop ? ((await kit.shops.find(shop))?.currency ?? null) : null;
  const categoryId = filter?.categoryId ?? null;
  const category = categoryId === null ? null : categoryIds.decode(categoryId);
  if (!shop || (categoryId !== null && category?.tenant !== shop) || (isPriced && !currency))
    return connection([], request, () => '');
  const choice = {
    text: text?.trim() ?? null,
    categoryId: category?.key ?? null,
    status: filter?.status ?? null,
    soldBy: filter?.soldBy ?? null,
    priceFrom: minorUnits('filter.priceFrom', filter?.priceFrom, currency),
    priceTo: minorUnits('filter.priceTo', filter?.priceTo, currency) ?? (filter?.priceFrom ? NO_PRICE - 1 : null),
    archived: filter?.archived ?? false,
  };
  const rows = await pageOfProducts(kit.database, shop, choice, order, request);
  return connection(rows, request, (row) => encodeCursor(list, [sortKey.of(row), row.productId]));
}

function minorUnits(field: string, amount: string | null | undefined, currency: string | null): number | null {
  if (amount === null || amount === undefined || currency === null) return null;
  try {
    return parseMoney({ amount, currency }).amount;
  } catch (error) {
    if (error instanceof MoneyError) throw badInput(`${field}: ${error.message}.`);
    throw error;
  }
}
