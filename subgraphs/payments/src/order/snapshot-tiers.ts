import type { Uuid } from '@yoyaku/platform/ids';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import type { PayableOrder } from './payable-order.ts';

/** The orders with the cancellation tiers their shops have now. @throws SERVICE_UNAVAILABLE when nobody knows a shop */
export async function snapshotTiers<Order extends { readonly shopId: Uuid }>(
  shops: ShopDirectory,
  orders: readonly Order[],
): Promise<(Order & Pick<PayableOrder, 'tiers'>)[]> {
  const shopIds = [...new Set(orders.map(({ shopId }) => shopId))];
  const found = new Map(await Promise.all(shopIds.map(async (shopId) => [shopId, await shops.find(shopId)] as const)));
  return orders.map((order) => ({ ...order, tiers: found.get(order.shopId)?.cancellationTiers ?? [] }));
}
