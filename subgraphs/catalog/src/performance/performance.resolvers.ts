import type { Resolvers } from '../__generated__/resolver-types.ts';
import { performanceIds, productIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { seatPlan } from '../seat-plan/seat-plan.service.ts';
import { createPerformance } from './create-performance.ts';
import { cancelPerformance, deletePerformance, performances, updatePerformance } from './performance.service.ts';
import { seatMap } from './seat-map.ts';

export function performanceResolvers(kit: CatalogKit) {
  return {
    Query: {
      performances: (_parent, { productId, ...given }, context) =>
        performances(context, productIds.decode(productId), given),
      performance: (_parent, { id }, { loaders }) => {
        const key = performanceIds.decode(id);
        return key && loaders.performance.load(key);
      },
      seatMap: (_parent, { performanceId }, context) => seatMap(kit, context, performanceId),
    },
    Mutation: {
      createPerformance: (_parent, { input }, context) => createPerformance(kit, context, input),
      updatePerformance: (_parent, { input }, context) => updatePerformance(kit, context, input),
      cancelPerformance: (_parent, { input }, context) => cancelPerformance(kit, context, input),
      deletePerformance: (_parent, { input }, context) => deletePerformance(kit, context, input),
    },
    Performance: {
      __isTypeOf: (value) => 'startsAt' in value,
      __resolveReference: ({ id }, { loaders }) => {
        const key = performanceIds.decode(id);
        return key && loaders.performance.load(key);
      },
      id: ({ shopId, performanceId }) => performanceIds.encode(shopId, performanceId),
      product: ({ shopId, productId }, _arguments, { loaders }) =>
        loaders.product.load({ tenant: shopId, key: productId }),
      seatPlan: ({ shopId, seatPlanId }, _arguments, context) =>
        seatPlan(context, seatPlanId === null ? null : { tenant: shopId, key: seatPlanId }),
      pools: async ({ shopId, performanceId }, _arguments, { loaders }) => [
        ...(await loaders.poolsOfPerformance.load({ tenant: shopId, key: performanceId })),
      ],
    },
    PerformancePool: {
      variant: ({ shopId, variantId }, _arguments, { loaders }) =>
        loaders.variant.load({ tenant: shopId, key: variantId }),
      available: ({ onHand, held, confirmed }) => onHand - held - confirmed,
      onHand: async ({ shopId, onHand }, _arguments, { loaders }) =>
        (await loaders.role.load(shopId)) ? onHand : null,
    },
  } satisfies Resolvers;
}
