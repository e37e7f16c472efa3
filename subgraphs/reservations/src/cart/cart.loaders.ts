import DataLoader from 'dataloader';
import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { ReservationsKit } from '../kit.ts';
import type { TableLoaders } from '../table/table.loaders.ts';
import { type Quote, quoteCart } from './cart-quote.ts';
import type { CartLineRow, CartRow } from './cart.entity.ts';
import { findCartLines, findCarts, findTableCarts } from './cart.store.ts';

/** Batches look-ups of one operation, or of one event of a subscription. */
export interface CartLoaders {
  /** A cart that the viewer may see: their own, or that of a table that they may see. */
  readonly visibleCart: DataLoader<TenantKey, CartRow | null, string>;
  /** The cart of a table session, whoever asks. */
  readonly tableCart: DataLoader<TenantKey, CartRow | null, string>;
  readonly cartLines: DataLoader<TenantKey, CartLineRow[], string>;
  /** What catalog says of a cart at this moment; null when it does not answer. */
  readonly quote: DataLoader<CartRow, Quote | null, string>;
}

const keyOf = ({ tenant, key }: TenantKey) => tenant + key;
const cartKeyOf = ({ shopId, cartId }: { readonly shopId: Uuid; readonly cartId: Uuid }) => shopId + cartId;

export function cartLoaders(
  kit: Pick<ReservationsKit, 'catalog' | 'clock' | 'database' | 'logger' | 'shops'>,
  viewer: Viewer,
  visibleSession: TableLoaders['visibleSession'],
): CartLoaders {
  const { database } = kit;

  async function visible(cart: CartRow | undefined): Promise<CartRow | null> {
    if (!cart || viewer.kind !== 'ACCOUNT') return null;
    const { shopId, accountId, tableSessionId } = cart;
    if (tableSessionId === null) return accountId === viewer.accountId ? cart : null;
    return (await visibleSession.load({ tenant: shopId, key: tableSessionId })) && cart;
  }

  const cartLines = new DataLoader<TenantKey, CartLineRow[], string>(
    async (keys) => {
      const found = Map.groupBy(await findCartLines(database, keys), cartKeyOf);
      return keys.map((key) => found.get(keyOf(key)) ?? []);
    },
    { cacheKeyFn: keyOf },
  );

  return {
    visibleCart: new DataLoader(
      async (keys) => {
        const found = new Map((await findCarts(database, keys)).map((cart) => [cartKeyOf(cart), cart]));
        return Promise.all(keys.map((key) => visible(found.get(keyOf(key)))));
      },
      { cacheKeyFn: keyOf },
    ),
    tableCart: new DataLoader(
      async (keys) => {
        const carts = await findTableCarts(database, keys);
        const found = new Map(carts.map((cart) => [cart.shopId + (cart.tableSessionId ?? ''), cart]));
        return keys.map((key) => found.get(keyOf(key)) ?? null);
      },
      { cacheKeyFn: keyOf },
    ),
    cartLines,
    quote: new DataLoader<CartRow, Quote | null, string>(
      (carts) =>
        Promise.all(
          carts.map(async (cart) => {
            if (viewer.kind !== 'ACCOUNT') return null;
            const lines = await cartLines.load({ tenant: cart.shopId, key: cart.cartId });
            return quoteCart(kit, viewer.accountId, cart, lines);
          }),
        ),
      { cacheKeyFn: cartKeyOf },
    ),
  };
}
