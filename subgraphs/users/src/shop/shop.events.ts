import type { NewEvent } from '@yoyaku/platform/events/event';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import type { ShopRow } from './shop.entity.ts';

/** A shop was opened. Its aggregate is the shop. */
export type ShopCreated = NewEvent<'ShopCreated', Shop>;

/** A shop's settings or its status changed; the data are the whole shop as it is now. Its aggregate is the shop. */
export type ShopUpdated = NewEvent<'ShopUpdated', Shop>;

export const shopCreated = (shop: ShopRow): ShopCreated => event('ShopCreated', shop);
export const shopUpdated = (shop: ShopRow): ShopUpdated => event('ShopUpdated', shop);

const event = <Type extends string>(type: Type, shop: ShopRow): NewEvent<Type, Shop> => ({
  type,
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
  openingHours: shop.openingHours,
  closedDays: shop.closedDays,
  endingSoonMinutes: shop.endingSoonMinutes,
  offerTtlSeconds: shop.offerTtlSeconds,
  tableIdleMinutes: shop.tableIdleMinutes,
  cancellationTiers: shop.cancellationTiers,
  pointsPerReservation: shop.pointsPerReservation,
  paymentGraceSeconds: shop.paymentGraceSeconds,
  status: shop.status,
  version: shop.version,
});
