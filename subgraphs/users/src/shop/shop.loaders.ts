import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import DataLoader from 'dataloader';
import type { ShopRow } from './shop.entity.ts';
import { findShops } from './shop.store.ts';

export type ShopLoader = DataLoader<Uuid, ShopRow | null>;

export const shopLoader = (runner: SqlRunner): ShopLoader =>
  new DataLoader(async (shopIds) => {
    const rows = await findShops(runner, shopIds);
    const found = new Map(rows.map((row) => [row.shopId, row]));
    return shopIds.map((shopId) => found.get(shopId) ?? null);
  });
