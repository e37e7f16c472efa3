import type { SqlRunner } from '@yoyaku/platform/database/database';
import DataLoader from 'dataloader';
import {
  type BestSellerRow,
  type BestSellersOf,
  type Dashboard,
  findBestSellers,
  findDashboards,
  type ShopOfDay,
} from './dashboard.store.ts';

/** Batches what one operation asks of many shops. */
export interface DashboardLoaders {
  readonly dashboard: DataLoader<ShopOfDay, Dashboard, string>;
  readonly bestSellers: DataLoader<BestSellersOf, BestSellerRow[], string>;
}

export function dashboardLoaders(database: SqlRunner): DashboardLoaders {
  return {
    dashboard: new DataLoader((wanted) => findDashboards(database, wanted), {
      cacheKeyFn: ({ shop, today }) => `${shop.shopId} ${today}`,
    }),
    bestSellers: new DataLoader((wanted) => findBestSellers(database, wanted), {
      cacheKeyFn: ({ shop, first }) => `${shop.shopId} ${first}`,
    }),
  };
}
