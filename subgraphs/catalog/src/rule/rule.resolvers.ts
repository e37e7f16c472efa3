import type { Resolvers } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import type { CatalogKit } from '../kit.ts';
import type { ProductRow } from '../product/product.entity.ts';
import { mainsInWords, type RequiresMainRow } from './product-rule.ts';
import { setProductRules } from './rule.service.ts';

/** A main may be deleted only when nobody requires it, so all of them are there. */
async function mainsOf({ shopId, mains }: RequiresMainRow, { loaders }: Context): Promise<ProductRow[]> {
  const rows = await Promise.all(mains.map((key) => loaders.product.load({ tenant: shopId, key })));
  return rows.filter((row) => row !== null);
}

export function ruleResolvers(kit: CatalogKit) {
  return {
    Mutation: {
      setProductRules: (_parent, { input }, context) => setProductRules(kit, context, input),
    },
    RequiresMain: {
      mainProducts: (rule, _arguments, context) => mainsOf(rule, context),
      message: async (rule, _arguments, context) =>
        mainsInWords((await mainsOf(rule, context)).map(({ name }) => name)),
    },
  } satisfies Resolvers;
}
