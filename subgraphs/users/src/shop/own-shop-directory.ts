import type { Database } from '@yoyaku/platform/database/database';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import { findRoles } from '../membership/membership.store.ts';
import { findShops } from './shop.store.ts';

/** The directory as its owner keeps it: the tables themselves. */
export const ownShopDirectory = (database: Database): ShopDirectory => ({
  async find(shopId) {
    const [shop] = await findShops(database, [shopId]);
    return shop ?? null;
  },
  async role(shopId, accountId) {
    const [member] = await findRoles(database, accountId, [shopId]);
    return member?.role ?? null;
  },
});
