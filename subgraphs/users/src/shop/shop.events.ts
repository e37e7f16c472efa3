import type { NewEvent } from '@yoyaku/platform/events/event';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import type { ShopRow } from './shop.entity.ts';

/** A shop was opened. Its aggregate is the shop. */
export type ShopCreated = NewEvent<'ShopCreated', Shop>;

export const shopCreated = (shop: ShopRow): ShopCreated => ({
  type: 'ShopCreated',
  shopId: shop.shopId,
  aggregateId: shop.shopId,
  version: shop.version,
  data: publicShop(shop),
});

/** A shop as other subgraphs learn of it. */
export const publicShop = (shop: ShopRow): Shop => ({
  shopId: shop.shopId,
  name: shop.name,
  kind: shop.kind,
  currency: shop.currency,
  timezone: shop.timezone,
  paymentPolicy: shop.paymentPolicy,
  holdTtlSeconds: shop.holdTtlSeconds,
  version: shop.version,
});
