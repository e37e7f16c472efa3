import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { Database } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import DataLoader from 'dataloader';
import { orderIds } from '../ids.ts';
import { findPointsOfOrders } from '../wallet/wallet.store.ts';

export interface PointsLoaders {
  /** By the order's API id: the points that it was paid with and that were not given back. */
  readonly pointsOfOrder: DataLoader<string, number | null>;
}

/** Loaders of one viewer: an order's points are shown to its customer and to the shop's staff, and to nobody else. */
export function pointsLoaders(database: Database, shops: ShopDirectory, viewer: Viewer): PointsLoaders {
  const accountId = viewer.kind === 'ACCOUNT' ? viewer.accountId : null;
  const isStaff = new DataLoader<Uuid, boolean>(async (shopIds) =>
    Promise.all(shopIds.map(async (shopId) => accountId !== null && (await shops.role(shopId, accountId)) !== null)),
  );
  return {
    pointsOfOrder: new DataLoader(async (ids) => {
      const keys = ids.map((id) => orderIds.decode(id));
      const asked = keys.filter((key) => key !== null);
      const found = accountId === null || asked.length === 0 ? [] : await findPointsOfOrders(database, asked);
      const byKey = new Map(asked.map((key, index) => [key, found[index] ?? null]));
      return Promise.all(
        keys.map(async (key) => {
          const order = (key && byKey.get(key)) ?? null;
          if (!order) return null;
          return order.accountId === accountId || (await isStaff.load(order.shopId)) ? order.points : null;
        }),
      );
    }),
  };
}
