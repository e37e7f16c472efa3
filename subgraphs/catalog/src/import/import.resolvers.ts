import type { Resolvers } from '../__generated__/resolver-types.ts';
import type { CatalogKit } from '../kit.ts';
import { importProducts } from './import-products.ts';

export function importResolvers(kit: CatalogKit) {
  return {
    Mutation: {
      importProducts: (_parent, { input }, context) => importProducts(kit, context, input),
    },
  } satisfies Resolvers;
}
