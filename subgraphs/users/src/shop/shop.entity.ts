import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { EntitySchema } from 'typeorm';

/** A shop, the tenant. */
export interface ShopRow extends Shop {
  readonly shopId: Uuid;
  readonly createdAt: Date;
}

export type ShopPage = Connection<ShopRow>;
export type ShopPageEdge = ShopPage['edges'][number];

export const ShopEntity = new EntitySchema<ShopRow>({
  name: 'Shop',
  tableName: 'shop',
  columns: {
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    name: { type: 'text' },
    kind: { type: 'text' },
    currency: { type: 'text' },
    timezone: { type: 'text' },
    paymentPolicy: { name: 'payment_policy', type: 'text' },
    holdTtlSeconds: { name: 'hold_ttl_seconds', type: 'integer' },
    openingHours: { name: 'opening_hours', type: 'jsonb' },
    closedDays: { name: 'closed_days', type: 'date', array: true },
    endingSoonMinutes: { name: 'ending_soon_minutes', type: 'integer' },
    offerTtlSeconds: { name: 'offer_ttl_seconds', type: 'integer' },
    tableIdleMinutes: { name: 'table_idle_minutes', type: 'integer' },
    cancellationTiers: { name: 'cancellation_tiers', type: 'jsonb' },
    pointsPerReservation: { name: 'points_per_reservation', type: 'integer' },
    paymentGraceSeconds: { name: 'payment_grace_seconds', type: 'integer' },
    status: { type: 'text' },
    createdAt: { name: 'created_at', type: 'timestamptz', precision: 3 },
    version: { type: 'integer' },
  },
});
