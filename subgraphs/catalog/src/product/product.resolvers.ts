import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { productIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { performances } from '../performance/performance.service.ts';
import { rulesOf } from '../rule/product-rule.ts';
import { timeRulesOf } from '../time-rules/time-rules.ts';
import { archiveProduct } from './archive-product.ts';
import { createProduct } from './create-product.ts';
import { products } from './product-list.ts';
import { deleteProduct, moveProduct, updateProduct } from './product.service.ts';

export function productResolvers(kit: CatalogKit) {
  return {
    Query: {
      product: (_parent, { id }, { loaders }) => {
        const key = productIds.decode(id);
        return key && loaders.product.load(key);
      },
      products: (_parent, { shopId, filter, sort, ...page }) => products(kit, shopId, filter, sort, page),
    },
    Mutation: {
      createProduct: (_parent, { input }, context) => createProduct(kit, context, input),
      updateProduct: (_parent, { input }, context) => updateProduct(kit, context, input),
      discontinueProduct: (_parent, { input }, context) => moveProduct(kit, context, 'discontinueProduct', input),
      reactivateProduct: (_parent, { input }, context) => moveProduct(kit, context, 'reactivateProduct', input),
      deleteProduct: (_parent, { input }, context) => deleteProduct(kit, context, input),
      archiveProduct: (_parent, { input }, context) => archiveProduct(kit, context, 'archive', input),
      restoreProduct: (_parent, { input }, context) => archiveProduct(kit, context, 'restore', input),
    },
    Product: {
      __isTypeOf: (value) => 'closeWhenSoldOut' in value,
      __resolveReference: ({ id }, { loaders }) => {
        const key = productIds.decode(id);
        return key && loaders.product.load(key);
      },
      id: ({ shopId, productId }) => productIds.encode(shopId, productId),
      shop: ({ shopId }) => ({ id: shopIds.encode(shopId) }),
      category: ({ shopId, categoryId }, _arguments, { loaders }) =>
        categoryId === null ? null : loaders.category.load({ tenant: shopId, key: categoryId }),
      performances: ({ shopId, productId }, given, context) =>
        performances(context, { tenant: shopId, key: productId }, given),
      timeRules: timeRulesOf,
      rules: rulesOf,
      async variants({ shopId, productId }, { archived }, { loaders }) {
        const variants = await loaders.variantsOfProduct.load({ tenant: shopId, key: productId });
        return variants.filter(({ archivedAt }) => archived || archivedAt === null);
      },
    },
  } satisfies Resolvers;
}
