import type { Database } from '@yoyaku/platform/database/database';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { resultOf } from '../failures.ts';
import type { UsersLoaders } from '../loaders.ts';
import { shopMembers } from '../membership/membership-page.ts';
import type { ShopChanges } from './change-shop.ts';
import { shopPage } from './shop-page.ts';
import type { ShopService } from './shop.service.ts';

export function shopResolvers(database: Database, service: ShopService, changes: ShopChanges): Resolvers {
  return {
    Query: {
      shop: (_parent, { id }, { loaders }) => findShop(loaders, id),
      async shops(_parent, args, { loaders }) {
        const page = await shopPage(database, args);
        for (const shop of page.nodes) loaders.shops.prime(shop.shopId, shop);
        return page;
      },
    },
    Mutation: {
      createShop: (_parent, { input }, { viewer, loaders }) => service.create(viewer, loaders.shops, input),
      updateShop: (_parent, { input }, { viewer, loaders }) => changes.update(viewer, loaders.shops, input),
      archiveShop: (_parent, { input }, { viewer, loaders }) => changes.archive(viewer, loaders.shops, input),
      reopenShop: (_parent, { input }, { viewer, loaders }) => changes.reopen(viewer, loaders.shops, input),
    },
    Shop: {
      __resolveReference: ({ id }, { loaders }) => findShop(loaders, id),
      id: ({ shopId }) => shopIds.encode(shopId),
      members: (shop, args, { loaders }) => shopMembers(loaders, shop.shopId, args),
    },
    CreateShopResult: { __resolveType: resultOf('Shop') },
    UpdateShopResult: { __resolveType: resultOf('Shop') },
    ArchiveShopResult: { __resolveType: resultOf('Shop') },
    ReopenShopResult: { __resolveType: resultOf('Shop') },
  };
}

async function findShop({ shops }: UsersLoaders, id: string) {
  const shopId = shopIds.decode(id);
  return shopId === null ? null : shops.load(shopId);
}
