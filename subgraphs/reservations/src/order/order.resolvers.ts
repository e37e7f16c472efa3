import { requireAccount } from '@yoyaku/platform/auth/viewer';
import { formatMoney } from '@yoyaku/platform/money';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { lineIds, orderIds, performanceIds, productIds, unitIds, variantIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { cancelOrder } from './cancel-order.ts';
import { LocalDateTimeScalar } from './local-date-time.ts';
import { orderFeed } from './order-feed.ts';
import { orderChanged } from './order.live.ts';
import { myOrders, order, orderReference, ordersOfAccount, shopOrders } from './order.service.ts';
import { stateAt } from './order.state.ts';
import { placeOrder } from './place-order.ts';

export function orderResolvers(kit: ReservationsKit): Resolvers {
  return {
    LocalDateTime: LocalDateTimeScalar,
    Query: {
      order: (_parent, { id }, context) => order(context, id),
      myOrders: (_parent, { state, ...page }, { viewer }) => myOrders(kit, viewer, state ?? null, page),
      shopOrders: (_parent, { shopId, filter, ...page }, context) => shopOrders(kit, context, shopId, filter, page),
    },
    Mutation: {
      async placeOrder(_parent, { input }, { viewer, loaders }) {
        const placed = await placeOrder(kit, requireAccount(viewer), input);
        if ('__typename' in placed) return placed;
        const { shopId, orderId } = placed.order;
        if (placed.lines) loaders.lines.prime({ tenant: shopId, key: orderId }, placed.lines);
        return placed.order;
      },
      cancelOrder: (_parent, { input }, { viewer, loaders }) =>
        cancelOrder(kit, loaders, requireAccount(viewer), input),
    },
    Subscription: {
      orderChanged: { subscribe: (_parent, { orderId }, { viewer }) => orderChanged(kit, viewer, orderId) },
      orderFeed: {
        subscribe: (_parent, { shopId, after }, { viewer }) => orderFeed(kit, viewer, shopId, after ?? null),
      },
    },
    Order: {
      // In a result, failures carry their type's name; the order itself does not.
      __isTypeOf: (value) => 'orderId' in value,
      __resolveReference: ({ id }, context) => orderReference(context, id),
      id: ({ shopId, orderId }) => orderIds.encode(shopId, orderId),
      shop: ({ shopId }) => ({ id: shopIds.encode(shopId) }),
      customer: ({ accountId }) => ({ id: accountIds.encode(accountId) }),
      state: (parent) => stateAt(kit.clock.now(), parent),
      lines: ({ shopId, orderId }, _arguments, { loaders }) => loaders.lines.load({ tenant: shopId, key: orderId }),
      total: ({ total, currency }) => formatMoney({ amount: total, currency }),
      paymentRequired: ({ paymentPolicy }) => paymentPolicy === 'PREPAY',
    },
    OrderLine: {
      id: ({ shopId, lineId }) => lineIds.encode(shopId, lineId),
      variant: ({ shopId, variantId }) => ({ id: variantIds.encode(shopId, variantId) }),
      product: ({ shopId, productId }) => ({ id: productIds.encode(shopId, productId) }),
      performance: ({ shopId, performanceId }) =>
        performanceId === null ? null : { id: performanceIds.encode(shopId, performanceId) },
      period: ({ periodStart, periodEnd }) => periodStart && periodEnd && { start: periodStart, end: periodEnd },
      units: ({ shopId, units }) =>
        (units ?? []).map(({ unitId, label, section, rowName, seatNumber }) => ({
          unit: { id: unitIds.encode(shopId, unitId) },
          label,
          section,
          row: rowName,
          seatNumber,
        })),
      unitPrice: ({ unitPrice, currency }) => formatMoney({ amount: unitPrice, currency }),
      total: ({ total, currency }) => formatMoney({ amount: total, currency }),
    },
    OrderFeedEvent: {
      order: ({ order: key }, _arguments, { loaders }) => loaders.visibleOrder.load(key),
    },
    Account: {
      __resolveReference: ({ id }) => ({ id }),
      orders: ({ id }, page, { viewer }) => ordersOfAccount(kit, viewer, id, page),
    },
  };
}
