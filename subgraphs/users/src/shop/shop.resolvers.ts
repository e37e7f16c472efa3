import type { Database } from '@yoyaku/platform/database/database';
import { connection } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { resultOf } from '../failures.ts';
import type { UsersLoaders } from '../loaders.ts';
import { shopMembers } from '../membership/membership-page.ts';
import { momentCursor, momentPage } from '../moment-page.ts';
import type { ShopService } from './shop.service.ts';
import { findShopPage } from './shop.store.ts';

const ORDER = 'shops';

export function shopResolvers(database: Database, service: ShopService): Resolvers {
  return {
    Query: {
      shop: (_parent, { id }, { loaders }) => findShop(loaders, id),
      async shops(_parent, args, { loaders }) {
        const page = momentPage(ORDER, args);
        const rows = await findShopPage(database, page);
        for (const shop of rows) loaders.shops.prime(shop.shopId, shop);
        return connection(rows, page, ({ createdAt, shopId }) => momentCursor(ORDER, createdAt, shopId));
      },
    },
    Mutation: {
      createShop: (_parent, { input }, { viewer, loaders }) => service.create(viewer, loaders.shops, input),
    },
    Shop: {
      __resolveReference: ({ id }, { loaders }) => findShop(loaders, id),
      id: ({ shopId }) => shopIds.encode(shopId),
      members: (shop, args, { loaders }) => shopMembers(loaders, shop.shopId, args),
    },
    CreateShopResult: { __resolveType: resultOf('Shop') },
  };
}

async function findShop({ shops }: UsersLoaders, id: string) {
  const shopId = shopIds.decode(id);
  return shopId === null ? null : shops.load(shopId);
}
