// Variant: one orderable kind of a product, with a price and a stock of its own.
import { invalidInput, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { Money } from '@yoyaku/platform/money';
import type { CreateVariantInput, DeleteVariantInput, UpdateVariantInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { productInUse, skuTaken } from '../failures.ts';
import { firstProblem, isProblem, rangeProblem, readPrice, textProblem } from '../given-values.ts';
import { productIds, variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { MOST_PIECES, MOST_VARIANTS } from '../limits.ts';
import { lockProduct } from '../product/product.store.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { notCounted } from '../stock/change-stock.ts';
import { changeStock } from '../stock/stock-movement.store.ts';
import {
  deleteVariantRows,
  findVariants,
  findVariantsOfProducts,
  insertVariants,
  updateVariantRow,
} from './variant.store.ts';

/** What is wrong with the fields that are given, the price apart. */
export function variantProblem(path: string, { name, sku }: Pick<UpdateVariantInput, 'name' | 'sku'>) {
  return firstProblem(textProblem(`${path}name`, name, 1, 100), textProblem(`${path}sku`, sku, 1, 64));
}

type NotThere = ReturnType<typeof notFound>;

export async function createVariant(kit: CatalogKit, context: Context, input: CreateVariantInput) {
  const product = productIds.decode(input.productId);
  const shop = product && (await kit.shops.find(product.tenant));
  const price = readPrice('price', input.price, shop?.currency ?? '');
  const done = await staffMutation<NotThere | ReturnType<typeof skuTaken> | ReturnType<typeof invalidInput>>(
    kit,
    context,
    {
      operation: 'createVariant',
      what: 'product',
      givenId: input.productId,
      shopId: shop?.shopId ?? null,
      input,
      problem: firstProblem(
        variantProblem('', input),
        rangeProblem('initialStock', input.initialStock, 0, MOST_PIECES),
        isProblem(price) ? price : null,
      ),
      breaches: { variant_sku_key: () => skuTaken(input.sku?.trim() ?? '') },
    },
    async (transaction, { shopId, accountId, newId }) => {
      // Locked, lest two new variants take the same place.
      const locked = product && (await lockProduct(transaction, product));
      if (!product || !locked) return notFound('product', input.productId);
      const isCounted = locked.soldBy !== 'PERFORMANCE' && !locked.tracksUnits;
      if (!isCounted && input.initialStock) return notCounted('initialStock');
      const others = await findVariantsOfProducts(transaction, [product]);
      if (others.length >= MOST_VARIANTS) return invalidInput('productId', `It has ${MOST_VARIANTS} variants already.`);
      const now = kit.clock.now();
      await insertVariants(transaction, [
        {
          shopId,
          variantId: newId,
          productId: product.key,
          position: (others.at(-1)?.position ?? -1) + 1,
          name: input.name.trim(),
          sku: input.sku?.trim() ?? null,
          price: (price as Money).amount,
          currency: (price as Money).currency,
          version: 1,
          createdAt: now,
        },
      ]);
      const delta = input.initialStock ?? 0;
      if (delta > 0) {
        const change = { delta, reason: 'RECEIVED', accountId, note: null, now } as const;
        await changeStock(transaction, { tenant: shopId, key: newId }, change);
      }
      return newId;
    },
  );
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.variant.load(done)) ?? notFound('variant', variantIds.encode(done.tenant, done.key));
}

export async function updateVariant(kit: CatalogKit, context: Context, input: UpdateVariantInput) {
  const id = variantIds.decode(input.variantId);
  const shop = id && (await kit.shops.find(id.tenant));
  const price = input.price ? readPrice('price', input.price, shop?.currency ?? '') : null;
  const done = await staffMutation<NotThere | ReturnType<typeof skuTaken> | ReturnType<typeof versionConflict>>(
    kit,
    context,
    {
      operation: 'updateVariant',
      what: 'variant',
      givenId: input.variantId,
      shopId: shop?.shopId ?? null,
      input,
      problem: firstProblem(variantProblem('', input), price && isProblem(price) ? price : null),
      breaches: { variant_sku_key: () => skuTaken(input.sku?.trim() ?? '') },
    },
    async (transaction) => {
      const [row] = id ? await findVariants(transaction, [id]) : [];
      if (!row) return notFound('variant', input.variantId);
      const changes = {
        name: input.name?.trim() ?? row.name,
        sku: input.sku === undefined ? row.sku : (input.sku?.trim() ?? null),
        price: (price as Money | null)?.amount ?? row.price,
      };
      if (await updateVariantRow(transaction, row, input.expectedVersion, changes)) return row.variantId;
      const [now] = await findVariants(transaction, [{ tenant: row.shopId, key: row.variantId }]);
      return now ? versionConflict('variant', now.version) : notFound('variant', input.variantId);
    },
  );
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.variant.load(done)) ?? notFound('variant', input.variantId);
}

export async function deleteVariant(kit: CatalogKit, context: Context, input: DeleteVariantInput) {
  const id = variantIds.decode(input.variantId);
  const done = await staffMutation<NotThere | ReturnType<typeof productInUse> | ReturnType<typeof versionConflict>>(
    kit,
    context,
    {
      operation: 'deleteVariant',
      what: 'variant',
      givenId: input.variantId,
      shopId: id?.tenant ?? null,
      input,
      problem: null,
    },
    async (transaction, { shopId, accountId }) => {
      const [row] = id ? await findVariants(transaction, [id]) : [];
      if (!row) return notFound('variant', input.variantId);
      if (row.version !== input.expectedVersion) return versionConflict('variant', row.version);
      const by = { accountId, now: kit.clock.now() };
      if (await deleteVariantRows(transaction, shopId, [row.variantId], by)) return row.variantId;
      return productInUse(productIds.encode(shopId, row.productId));
    },
  );
  return isCarriedOut(done) ? { __typename: 'VariantDeleted' as const, id: input.variantId } : done;
}
