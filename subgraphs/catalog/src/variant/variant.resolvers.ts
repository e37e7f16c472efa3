import { formatMoney } from '@yoyaku/platform/money';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { available, type StockLevel } from '../stock/stock-level.store.ts';
import type { VariantRow } from './variant.entity.ts';
import { archiveVariant } from './archive-variant.ts';
import { variants } from './variant-list.ts';
import { createVariant, deleteVariant, updateVariant } from './variant.service.ts';

const stockOf = ({ shopId, variantId }: VariantRow, { loaders }: Context): Promise<StockLevel> =>
  loaders.stock.load({ tenant: shopId, key: variantId });

async function stockForStaff(variant: VariantRow, context: Context): Promise<StockLevel | null> {
  return (await context.loaders.role.load(variant.shopId)) ? stockOf(variant, context) : null;
}

export function variantResolvers(kit: CatalogKit) {
  return {
    Query: {
      variants: (_parent, { shopId, filter, ...page }) => variants(kit, shopId, filter, page),
    },
    Mutation: {
      createVariant: (_parent, { input }, context) => createVariant(kit, context, input),
      updateVariant: (_parent, { input }, context) => updateVariant(kit, context, input),
      deleteVariant: (_parent, { input }, context) => deleteVariant(kit, context, input),
      archiveVariant: (_parent, { input }, context) => archiveVariant(kit, context, 'archive', input),
      restoreVariant: (_parent, { input }, context) => archiveVariant(kit, context, 'restore', input),
    },
    Variant: {
      __isTypeOf: (value) => 'price' in value,
      __resolveReference: ({ id }, { loaders }) => {
        const key = variantIds.decode(id);
        return key && loaders.variant.load(key);
      },
      id: ({ shopId, variantId }) => variantIds.encode(shopId, variantId),
      async product({ shopId, productId }, _arguments, { loaders }) {
        const product = await loaders.product.load({ tenant: shopId, key: productId });
        if (!product) throw new Error(`the product ${productId} of a variant is gone`);
        return product;
      },
      price: ({ price, currency }) => formatMoney({ amount: price, currency }),
      available: async (variant, _arguments, context) => available(await stockOf(variant, context)),
      onHand: async (variant, _arguments, context) => (await stockForStaff(variant, context))?.onHand ?? null,
      held: async (variant, _arguments, context) => (await stockForStaff(variant, context))?.held ?? null,
      confirmed: async (variant, _arguments, context) => (await stockForStaff(variant, context))?.confirmed ?? null,
    },
  } satisfies Resolvers;
}
