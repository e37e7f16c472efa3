import { invalidInput, notFound } from '@yoyaku/platform/failures';
import { deriveId } from '@yoyaku/platform/ids';
import type { Money } from '@yoyaku/platform/money';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { CreateProductInput, NewVariantInput } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { skuTaken } from '../failures.ts';
import { firstProblem, isProblem, rangeProblem, readPrice } from '../given-values.ts';
import { productIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { MOST_PIECES, MOST_VARIANTS } from '../limits.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { notCounted } from '../stock/change-stock.ts';
import { changeStock } from '../stock/stock-movement.store.ts';
import { DEFAULT_TIME_RULES, readTimeRules } from '../time-rules/time-rules.ts';
import { takenSku } from '../variant/taken-sku.ts';
import { variantProblem } from '../variant/variant.service.ts';
import { insertVariants } from '../variant/variant.store.ts';
import { insertProduct } from './product.store.ts';
import { categoryKey, productProblem } from './product.service.ts';

function variantsProblem(variants: readonly NewVariantInput[], isCounted: boolean) {
  if (variants.length > MOST_VARIANTS) return invalidInput('variants', `At most ${MOST_VARIANTS} are allowed.`);
  return firstProblem(
    ...variants.flatMap((variant, index) => [
      variantProblem(`variants.${index}.`, variant),
      rangeProblem(`variants.${index}.initialStock`, variant.initialStock, 0, MOST_PIECES),
      isCounted || !variant.initialStock ? null : notCounted(`variants.${index}.initialStock`),
    ]),
  );
}

/** Whether its variants have pieces that come in by number. */
const isCounted = ({ soldBy, tracksUnits }: Pick<CreateProductInput, 'soldBy' | 'tracksUnits'>) =>
  soldBy !== 'PERFORMANCE' && !tracksUnits;

/** Adds a product with its variants and their first stock, all or nothing. */
export async function createProduct(kit: CatalogKit, context: Context, input: CreateProductInput) {
  const given = input.variants ?? [];
  const shopId = shopIds.decode(input.shopId);
  const shop = shopId === null ? null : await kit.shops.find(shopId);
  const prices = given.map(({ price }, index) => readPrice(`variants.${index}.price`, price, shop?.currency ?? ''));
  const timeRules = readTimeRules(input.timeRules, input.soldBy ?? 'QUANTITY', DEFAULT_TIME_RULES);
  const done = await staffMutation<ReturnType<typeof notFound> | ReturnType<typeof skuTaken>>(
    kit,
    context,
    {
      operation: 'createProduct',
      what: 'shop',
      givenId: input.shopId,
      shopId: shop?.shopId ?? null,
      input,
      problem: firstProblem(
        productProblem(input),
        timeRules && isProblem(timeRules) ? timeRules : null,
        variantsProblem(given, isCounted(input)),
        ...prices.filter(isProblem),
      ),
      breaches: {
        product_category_fkey: () => notFound('category', input.categoryId ?? ''),
        variant_sku_key: () => skuTaken(takenSku(given)),
      },
    },
    async (transaction, { shopId: tenant, accountId, newId }) => {
      const category = categoryKey(tenant, input.categoryId);
      if (category !== null && typeof category !== 'string') return category;
      const now = kit.clock.now();
      await insertProduct(transaction, {
        shopId: tenant,
        productId: newId,
        categoryId: category,
        name: input.name.trim(),
        description: input.description?.trim() ?? '',
        imageUrl: input.imageUrl ?? null,
        status: 'ACTIVE',
        discontinuedReason: null,
        closeWhenSoldOut: input.closeWhenSoldOut ?? true,
        soldBy: input.soldBy ?? 'QUANTITY',
        tracksUnits: input.tracksUnits ?? false,
        ...timeRules,
        version: 1,
        createdAt: now,
      });
      const rows = given.map(({ name, sku }, position) => ({
        shopId: tenant,
        variantId: deriveId('createVariant', newId, String(position)),
        productId: newId,
        position,
        name: name.trim(),
        sku: sku?.trim() ?? null,
        price: (prices[position] as Money).amount,
        currency: (prices[position] as Money).currency,
        version: 1,
        createdAt: now,
      }));
      if (rows.length > 0) await insertVariants(transaction, rows);
      for (const [position, { variantId }] of rows.entries()) {
        const delta = given[position]?.initialStock ?? 0;
        if (delta === 0) continue;
        const change = { delta, reason: 'RECEIVED', accountId, note: null, now } as const;
        await changeStock(transaction, { tenant, key: variantId }, change);
      }
      return newId;
    },
  );
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.product.load(done)) ?? notFound('product', productIds.encode(done.tenant, done.key));
}
