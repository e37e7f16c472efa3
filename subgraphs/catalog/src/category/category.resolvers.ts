import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { categoryIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { archiveCategory } from './archive-category.ts';
import { categories, createCategory, deleteCategory, updateCategory } from './category.service.ts';

export function categoryResolvers(kit: CatalogKit) {
  return {
    Query: {
      categories: (_parent, { shopId, filter, ...page }) => categories(kit, shopId, filter, page),
    },
    Mutation: {
      createCategory: (_parent, { input }, context) => createCategory(kit, context, input),
      updateCategory: (_parent, { input }, context) => updateCategory(kit, context, input),
      deleteCategory: (_parent, { input }, context) => deleteCategory(kit, context, input),
      archiveCategory: (_parent, { input }, context) => archiveCategory(kit, context, 'archive', input),
      restoreCategory: (_parent, { input }, context) => archiveCategory(kit, context, 'restore', input),
    },
    Category: {
      // In a result, failures carry their type's name; the category itself does not.
      __isTypeOf: (value) => 'categoryId' in value && 'position' in value,
      __resolveReference: ({ id }, { loaders }) => {
        const key = categoryIds.decode(id);
        return key && loaders.category.load(key);
      },
      id: ({ shopId, categoryId }) => categoryIds.encode(shopId, categoryId),
      shop: ({ shopId }) => ({ id: shopIds.encode(shopId) }),
    },
  } satisfies Resolvers;
}
