// Product: something a shop sells, in one or more variants. It is ACTIVE or DISCONTINUED.
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { type InvalidInputFailure, invalidStateTransition, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { TenantKey } from '@yoyaku/platform/ids';
import type {
  DeleteProductInput,
  DiscontinueProductInput,
  UpdateProductInput,
} from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { productInUse } from '../failures.ts';
import { firstProblem, isProblem, textProblem, urlProblem } from '../given-values.ts';
import { categoryIds, productIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { findSidesOf, lockRules } from '../rule/rule.store.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { readTimeRules } from '../time-rules/time-rules.ts';
import { deleteVariantRows, findVariantsOfProducts } from '../variant/variant.store.ts';
import type { ProductEvent } from './product.events.ts';
import { PRODUCT_TRANSITIONS, type ProductStatus } from './product.state.ts';
import { deleteProductRow, lockProduct, updateProductRow } from './product.store.ts';

/** How many of the products that require one are named when it cannot be deleted. */
const MOST_SIDES_NAMED = 50;

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
export const productCall = (
  operation: string,
  input: { productId: string; idempotencyKey?: string | null | undefined },
) => ({
  operation,
  what: 'product',
  givenId: input.productId,
  shopId: productIds.decode(input.productId)?.tenant ?? null,
  input,
  problem: null,
});

/** The product as it is now, or the failure. */
export async function shownProduct<Failure extends { readonly __typename: string }>(
  context: Context,
  productId: string,
  done: TenantKey | Failure,
) {
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.product.load(done)) ?? notFound('product', productId);
}

export async function updateProduct(kit: CatalogKit, context: Context, input: UpdateProductInput) {
  const id = productIds.decode(input.productId);
  const done = await staffMutation<Failed | InvalidInputFailure>(
    kit,
    context,
    {
      ...productCall('updateProduct', input),
      problem: productProblem(input),
      breaches: { product_category_fkey: () => notFound('category', input.categoryId ?? '') },
    },
    async (transaction, { shopId }) => {
      const row = id && (await lockProduct(transaction, id));
      if (!row) return notFound('product', input.productId);
      if (row.version !== input.expectedVersion) return versionConflict('product', row.version);
      const category = input.categoryId === undefined ? row.categoryId : categoryKey(shopId, input.categoryId);
      if (category !== null && typeof category !== 'string') return category;
      const timeRules = readTimeRules(input.timeRules, row.soldBy, row);
      if (timeRules && isProblem(timeRules)) return timeRules;
      await updateProductRow(transaction, row, {
        ...timeRules,
        name: input.name?.trim() ?? row.name,
        description: input.description?.trim() ?? row.description,
        imageUrl: input.imageUrl === undefined ? row.imageUrl : input.imageUrl,
        categoryId: category,
        closeWhenSoldOut: input.closeWhenSoldOut ?? row.closeWhenSoldOut,
      });
      return row.productId;
    },
  );
  return shownProduct(context, input.productId, done);
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
    productCall(operation, input),
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
  return shownProduct(context, input.productId, done);
}

export async function deleteProduct(kit: CatalogKit, context: Context, input: DeleteProductInput) {
  const id = productIds.decode(input.productId);
  const done = await staffMutation<Failed | ReturnType<typeof productInUse>>(
    kit,
    context,
    productCall('deleteProduct', input),
    async (transaction, { shopId, accountId }) => {
      if (!id) return notFound('product', input.productId);
      const by = { accountId, now: kit.clock.now() };
      const deleteVariants = async () => {
        const variants = await findVariantsOfProducts(transaction, [id]);
        const keys = variants.map(({ variantId }) => variantId);
        return keys.length === 0 || deleteVariantRows(transaction, shopId, keys, by);
      };
      // Until we are done, no product can come to require this one.
      await lockRules(transaction, shopId);
      // Pools are locked before products, by everybody. Once the product is locked no variant can join it.
      const unordered = await deleteVariants();
      const row = await lockProduct(transaction, id);
      if (!row) return notFound('product', input.productId);
      if (row.version !== input.expectedVersion) return versionConflict('product', row.version);
      const sides = await findSidesOf(transaction, id, MOST_SIDES_NAMED);
      if (sides.length > 0)
        return productInUse(
          input.productId,
          sides.map((key) => productIds.encode(shopId, key)),
        );
      if (!unordered || !(await deleteVariants())) return productInUse(input.productId);
      await deleteProductRow(transaction, id);
      return row.productId;
    },
  );
  return isCarriedOut(done) ? { __typename: 'ProductDeleted' as const, id: input.productId } : done;
}
