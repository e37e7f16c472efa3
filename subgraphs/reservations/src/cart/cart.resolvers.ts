import { requireAccount } from '@yoyaku/platform/auth/viewer';
import { formatMoney } from '@yoyaku/platform/money';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import type { Loaders } from '../context.ts';
import { cartIds, cartLineIds, performanceIds, productIds, unitIds, variantIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { type Quote, totalOf } from './cart-quote.ts';
import type { CartLineRow, CartRow } from './cart.entity.ts';
import { addToCart, clearCart, removeCartLine, updateCartLine } from './change-cart.ts';
import { checkout } from './checkout.ts';
import { findAccountCart } from './cart.store.ts';

export function cartResolvers(kit: ReservationsKit): Resolvers {
  return {
    Query: {
      async cart(_parent, { id }, { viewer, loaders }) {
        requireAccount(viewer);
        const key = cartIds.decode(id);
        return key && loaders.visibleCart.load(key);
      },
      async myCart(_parent, { shopId: id }, { viewer }) {
        const accountId = requireAccount(viewer);
        const shopId = shopIds.decode(id);
        return shopId === null ? null : findAccountCart(kit.database, shopId, accountId);
      },
    },
    Mutation: {
      addToCart: async (_parent, { input }, { viewer, loaders }) =>
        shownAnew(loaders, await addToCart(kit, requireAccount(viewer), input)),
      updateCartLine: async (_parent, { input }, context) =>
        shownAnew(context.loaders, await updateCartLine(kit, context, requireAccount(context.viewer), input)),
      removeCartLine: async (_parent, { input }, context) =>
        shownAnew(context.loaders, await removeCartLine(kit, context, requireAccount(context.viewer), input)),
      clearCart: async (_parent, { input }, context) =>
        shownAnew(context.loaders, await clearCart(kit, context, requireAccount(context.viewer), input)),
      async checkout(_parent, { input }, context) {
        const placed = await checkout(kit, context, requireAccount(context.viewer), input);
        if ('__typename' in placed) return placed;
        const { shopId, orderId } = placed.order;
        if (placed.lines) context.loaders.lines.prime({ tenant: shopId, key: orderId }, placed.lines);
        return placed.order;
      },
    },
    Cart: {
      // In a result, failures carry their type's name; the cart itself does not.
      __isTypeOf: (value) => 'cartId' in value,
      id: ({ shopId, cartId }) => cartIds.encode(shopId, cartId),
      shop: ({ shopId }) => ({ id: shopIds.encode(shopId) }),
      tableSession: ({ shopId, tableSessionId }, _arguments, { loaders }) =>
        tableSessionId === null ? null : loaders.visibleSession.load({ tenant: shopId, key: tableSessionId }),
      lines: ({ shopId, cartId }, _arguments, { loaders }) => loaders.cartLines.load({ tenant: shopId, key: cartId }),
      hints: async (cart, _arguments, { loaders }) => (await loaders.quote.load(cart))?.hints ?? null,
      async total(cart, _arguments, { loaders }) {
        const total = (await loaders.quote.load(cart))?.total;
        return total ? formatMoney(total) : null;
      },
    },
    CartLine: {
      id: ({ shopId, lineId }) => cartLineIds.encode(shopId, lineId),
      variant: ({ shopId, variantId }) => ({ id: variantIds.encode(shopId, variantId) }),
      async product(line, _arguments, { loaders }) {
        const productId = (await quoteOf(loaders, line))?.lines.get(line.lineId)?.productId;
        return productId ? { id: productIds.encode(line.shopId, productId) } : null;
      },
      performance: ({ shopId, performanceId }) =>
        performanceId === null ? null : { id: performanceIds.encode(shopId, performanceId) },
      period: ({ periodStart, periodEnd }) => periodStart && periodEnd && { start: periodStart, end: periodEnd },
      units: ({ shopId, unitIds: units }) => (units ?? []).map((unitId) => ({ id: unitIds.encode(shopId, unitId) })),
      addedBy: ({ addedBy }) => ({ id: accountIds.encode(addedBy) }),
      async unitPrice(line, _arguments, { loaders }) {
        const price = (await quoteOf(loaders, line))?.lines.get(line.lineId)?.unitPrice;
        return price ? formatMoney(price) : null;
      },
      async total(line, _arguments, { loaders }) {
        const total = totalOf(line, (await quoteOf(loaders, line))?.lines.get(line.lineId));
        return total && formatMoney(total);
      },
      async hints(line, _arguments, { loaders }) {
        const quote = await quoteOf(loaders, line);
        return quote?.hints.filter((hint) => hint.line.lineId === line.lineId) ?? null;
      },
    },
    CartHint: {
      code: ({ failure }) => failure.code,
      message: ({ failure }) => failure.message,
      retryable: ({ failure }) => failure.retryable,
      lineId: ({ line }) => cartLineIds.encode(line.shopId, line.lineId),
      variant: ({ line }) => ({ id: variantIds.encode(line.shopId, line.variantId) }),
    },
  };
}

/** A cart that was just changed; what was loaded of it before is no longer so. */
function shownAnew<Failure extends { readonly __typename: string }>(
  loaders: Loaders,
  cart: CartRow | Failure,
): CartRow | Failure {
  if ('__typename' in cart) return cart;
  const key = { tenant: cart.shopId, key: cart.cartId };
  loaders.visibleCart.clear(key).prime(key, cart);
  loaders.cartLines.clear(key);
  loaders.quote.clear(cart);
  if (cart.tableSessionId !== null) loaders.tableCart.clear({ tenant: cart.shopId, key: cart.tableSessionId });
  return cart;
}

async function quoteOf(loaders: Loaders, { shopId, cartId }: CartLineRow): Promise<Quote | null> {
  const cart = await loaders.visibleCart.load({ tenant: shopId, key: cartId });
  return cart && loaders.quote.load(cart);
}
