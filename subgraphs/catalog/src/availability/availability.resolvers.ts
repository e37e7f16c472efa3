import type { Resolvers } from '../__generated__/resolver-types.ts';
import type { CatalogKit } from '../kit.ts';
import { availability } from './availability.service.ts';

export function availabilityResolvers(kit: CatalogKit) {
  return {
    Query: {
      availability: (_parent, wanted) => availability(kit, wanted),
    },
    Availability: {
      async variant({ variantKey }, _arguments, { loaders }) {
        const variant = await loaders.variant.load(variantKey);
        if (!variant) throw new Error(`the variant ${variantKey.key} has gone meanwhile`);
        return variant;
      },
    },
  } satisfies Resolvers;
}
