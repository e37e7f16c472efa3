import type { Resolvers } from '../__generated__/resolver-types.ts';
import type { CatalogKit } from '../kit.ts';
import { importProducts } from './import-products.ts';
import { importUnits } from './import-units.ts';

export function importResolvers(kit: CatalogKit) {
  return {
    Mutation: {
      importProducts: (_parent, { input }, context) => importProducts(kit, context, input),
      importUnits: (_parent, { input }, context) => importUnits(kit, context, input),
    },
  } satisfies Resolvers;
}
