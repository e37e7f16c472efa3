import type { ShopStatus } from '@yoyaku/platform/tenancy/shop-directory';

/** From each status of a shop, where it can go. */
export const SHOP_TRANSITIONS: Readonly<Record<ShopStatus, readonly ShopStatus[]>> = {
  ACTIVE: ['ARCHIVED'],
  ARCHIVED: ['ACTIVE'],
};
