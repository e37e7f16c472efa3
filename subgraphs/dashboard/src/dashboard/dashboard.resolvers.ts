import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import { formatMoney } from '@yoyaku/platform/money';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { variantIds } from '../ids.ts';
import { ORDER_STATES } from '../order/order-fact.ts';
import { dashboardStats } from './dashboard.live.ts';
import { bestSellers, shopDashboard } from './dashboard.service.ts';

export function dashboardResolvers(kit: Kit): Resolvers {
  return {
    Query: {
      shopDashboard: (_parent, { shopId }, context) => shopDashboard(kit, context, shopId),
    },
    Subscription: {
      dashboardStats: {
        subscribe: (_parent, { shopId }, { viewer }) => dashboardStats(kit, viewer, shopId),
      },
    },
    ShopDashboard: {
      shop: ({ shop }) => ({ __typename: 'Shop', id: shopIds.encode(shop.shopId) }),
      ordersByState: ({ ordersByState }) => ORDER_STATES.map((state) => ({ state, count: ordersByState[state] ?? 0 })),
      revenueToday: ({ shop, revenueToday }) => formatMoney({ amount: revenueToday, currency: shop.currency }),
      bestSellers: (dashboard, { first }, context) => bestSellers(context, dashboard, first),
    },
    BestSeller: {
      variant: ({ shopId, variantId }) => ({ __typename: 'Variant', id: variantIds.encode(shopId, variantId) }),
      revenue: ({ revenue, currency }) => formatMoney({ amount: revenue, currency }),
    },
  };
}
