import { accountIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { movementIds, orderIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { adjustStock, receiveStock, stockMovements } from './change-stock.ts';
import { stockChanged } from './stock-changed.ts';
import { movementKey } from './stock-movement.store.ts';

export function stockResolvers(kit: CatalogKit) {
  return {
    Query: {
      stockMovements: (_parent, { variantId, ...page }, context) => stockMovements(kit, context, variantId, page),
    },
    Mutation: {
      receiveStock: (_parent, { input }, context) => receiveStock(kit, context, input),
      adjustStock: (_parent, { input }, context) => adjustStock(kit, context, input),
    },
    Subscription: {
      stockChanged: { subscribe: (_parent, { variantIds }, { viewer }) => stockChanged(kit, viewer, variantIds) },
    },
    StockMovement: {
      __isTypeOf: (value) => 'onHandDelta' in value,
      id: (movement) => movementIds.encode(movement.shopId, movementKey(movement)),
      variant: ({ shopId, variantId }, _arguments, { loaders }) =>
        loaders.variant.load({ tenant: shopId, key: variantId }),
      performance: ({ shopId, performanceId }, _arguments, { loaders }) =>
        performanceId === null ? null : loaders.performance.load({ tenant: shopId, key: performanceId }),
      order: ({ shopId, orderId }) => (orderId === null ? null : { id: orderIds.encode(shopId, orderId) }),
      account: ({ accountId }) => (accountId === null ? null : { id: accountIds.encode(accountId) }),
    },
  } satisfies Resolvers;
}
