// Product: something a shop sells, in one or more variants. It is ACTIVE or DISCONTINUED.
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { invalidStateTransition, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { TenantKey } from '@yoyaku/platform/ids';
import { type Connection, connection, encodeCursor, type PageArguments } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type {
  DeleteProductInput,
  DiscontinueProductInput,
  ProductFilter,
  UpdateProductInput,
} from '../__generated__/resolver-types.ts';
import { badInput } from '@yoyaku/platform/errors';
import type { Context } from '../context.ts';
import { checkedPage, type cursorValue } from '../cursor.ts';
import { productInUse } from '../failures.ts';
import { firstProblem, textProblem, urlProblem } from '../given-values.ts';
import { categoryIds, productIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { deleteVariantRows, findVariantsOfProducts } from '../variant/variant.store.ts';
import type { ProductRow } from './product.entity.ts';
import type { ProductEvent } from './product.events.ts';
import { PRODUCT_TRANSITIONS, type ProductStatus } from './product.state.ts';
import { deleteProductRow, lockProduct, pageOfProducts, type ProductOrder, updateProductRow } from './product.store.ts';

/** What each order sorts by, besides the product's key. */
const SORT_KEY: Readonly<
  Record<ProductOrder, { type: keyof typeof cursorValue; of: (row: ProductRow) => string | number }>
> = {
  NAME: { type: 'text', of: ({ sortName }) => sortName },
  PRICE: { type: 'integer', of: ({ lowestPrice }) => lowestPrice },
  NEWEST: { type: 'moment', of: ({ createdAt }) => createdAt.toISOString() },
};

/**
 * The products of a shop; a shop that does not exist has none, nor has a category of another.
 * @throws BAD_USER_INPUT for a page or a text that cannot be.
 */
export async function products(
  kit: CatalogKit,
  shopId: string,
  filter: ProductFilter | null | undefined,
  order: ProductOrder,
  page: PageArguments,
): Promise<Connection<ProductRow>> {
  const list = `products ${order}`;
  const sortKey = SORT_KEY[order];
  const request = checkedPage(list, [sortKey.type, 'uuid'], page);
  const text = filter?.text ?? null;
  const problem = textProblem('filter.text', text, 1, 100);
  if (problem) throw badInput(`filter.text: ${problem.message}`);
  const shop = shopIds.decode(shopId);
  const category = filter?.categoryId ? categoryIds.decode(filter.categoryId) : null;
  const nothing = !shop || (filter?.categoryId && category?.tenant !== shop);
  const choice = { text: text?.trim() ?? null, categoryId: category?.key ?? null, status: filter?.status ?? null };
  const rows = nothing ? [] : await pageOfProducts(kit.database, shop, choice, order, request);
  return connection(rows, request, (row) => encodeCursor(list, [sortKey.of(row), row.productId]));
}

/** What is wrong with the fields that are given. */
export function productProblem(input: Pick<UpdateProductInput, 'name' | 'description' | 'imageUrl'>) {
  return firstProblem(
    textProblem('name', input.name, 1, 200),
    textProblem('description', input.description, 0, 5000),
    urlProblem('imageUrl', input.imageUrl),
  );
}

/** The key of a category of this shop; null when none is given; a failure for one that is not there. */
export function categoryKey(shopId: string, given: string | null | undefined) {
  if (given === null || given === undefined) return null;
  const category = categoryIds.decode(given);
  return category?.tenant === shopId ? category.key : notFound('category', given);
}

type Failed = ReturnType<typeof notFound> | ReturnType<typeof versionConflict>;

/** What all changes of a product have in common. */
const callFor = (operation: string, input: { productId: string; idempotencyKey?: string | null | undefined }) => ({
  operation,
  what: 'product',
  givenId: input.productId,
  shopId: productIds.decode(input.productId)?.tenant ?? null,
  input,
  problem: null,
});

async function shown<Failure extends { readonly __typename: string }>(
  context: Context,
  productId: string,
  done: TenantKey | Failure,
) {
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.product.load(done)) ?? notFound('product', productId);
}

export async function updateProduct(kit: CatalogKit, context: Context, input: UpdateProductInput) {
  const id = productIds.decode(input.productId);
  const done = await staffMutation<Failed>(
    kit,
    context,
    {
      ...callFor('updateProduct', input),
      problem: productProblem(input),
      breaches: { product_category_fkey: () => notFound('category', input.categoryId ?? '') },
    },
    async (transaction, { shopId }) => {
      const row = id && (await lockProduct(transaction, id));
      if (!row) return notFound('product', input.productId);
      if (row.version !== input.expectedVersion) return versionConflict('product', row.version);
      const category = input.categoryId === undefined ? row.categoryId : categoryKey(shopId, input.categoryId);
      if (category !== null && typeof category !== 'string') return category;
      await updateProductRow(transaction, row, {
        name: input.name?.trim() ?? row.name,
        description: input.description?.trim() ?? row.description,
        imageUrl: input.imageUrl === undefined ? row.imageUrl : input.imageUrl,
        categoryId: category,
        closeWhenSoldOut: input.closeWhenSoldOut ?? row.closeWhenSoldOut,
      });
      return row.productId;
    },
  );
  return shown(context, input.productId, done);
}

/** Takes a product off sale, or puts it on sale again, by the will of the shop's staff. */
export async function moveProduct(
  kit: CatalogKit,
  context: Context,
  operation: 'discontinueProduct' | 'reactivateProduct',
  input: DiscontinueProductInput,
) {
  const id = productIds.decode(input.productId);
  const to: ProductStatus = operation === 'discontinueProduct' ? 'DISCONTINUED' : 'ACTIVE';
  const done = await staffMutation<Failed | ReturnType<typeof invalidStateTransition>>(
    kit,
    context,
    callFor(operation, input),
    async (transaction) => {
      const row = id && (await lockProduct(transaction, id));
      if (!row) return notFound('product', input.productId);
      if (row.version !== input.expectedVersion) return versionConflict('product', row.version);
      const allowed = PRODUCT_TRANSITIONS[row.status];
      if (!allowed.includes(to)) return invalidStateTransition('product', row.status, to, allowed);
      const discontinuedReason = to === 'DISCONTINUED' ? 'BY_STAFF' : null;
      await updateProductRow(transaction, row, { status: to, discontinuedReason });
      const event: ProductEvent = {
        type: to === 'DISCONTINUED' ? 'ProductDiscontinued' : 'ProductReactivated',
        shopId: row.shopId,
        aggregateId: row.productId,
        version: row.version + 1,
        data: { productId: row.productId, reason: 'BY_STAFF' },
      };
      await appendEvents(transaction, kit.clock, [event]);
      const variants = await findVariantsOfProducts(transaction, [id]);
      transaction.afterCommit(() => {
        kit.stockWakeUps.changed(
          row.shopId,
          variants.map(({ variantId }) => variantId),
        );
      });
      return row.productId;
    },
  );
  return shown(context, input.productId, done);
}

export async function deleteProduct(kit: CatalogKit, context: Context, input: DeleteProductInput) {
  const id = productIds.decode(input.productId);
  const done = await staffMutation<Failed | ReturnType<typeof productInUse>>(
    kit,
    context,
    callFor('deleteProduct', input),
    async (transaction, { shopId, accountId }) => {
      if (!id) return notFound('product', input.productId);
      const by = { accountId, now: kit.clock.now() };
      const deleteVariants = async () => {
        const variants = await findVariantsOfProducts(transaction, [id]);
        const keys = variants.map(({ variantId }) => variantId);
        return keys.length === 0 || deleteVariantRows(transaction, shopId, keys, by);
      };
      // Pools are locked before products, by everybody. Once the product is locked no variant can join it.
      const unordered = await deleteVariants();
      const row = await lockProduct(transaction, id);
      if (!row) return notFound('product', input.productId);
      if (row.version !== input.expectedVersion) return versionConflict('product', row.version);
      if (!unordered || !(await deleteVariants())) return productInUse(input.productId);
      await deleteProductRow(transaction, id);
      return row.productId;
    },
  );
  return isCarriedOut(done) ? { __typename: 'ProductDeleted' as const, id: input.productId } : done;
}
