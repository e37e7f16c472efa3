import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';

/** How much of a variant there is. What can be ordered is onHand − held − confirmed. */
export interface StockLevel {
  readonly shopId: Uuid;
  readonly variantId: Uuid;
  readonly onHand: number;
  /** Only what is held at that moment: a hold that has lapsed does not count, whether it was tidied up or not. */
  readonly held: number;
  readonly confirmed: number;
}

const FIND = `
  SELECT s.shop_id AS "shopId", s.variant_id AS "variantId", s.on_hand AS "onHand", s.confirmed,
         (s.held - (SELECT coalesce(sum(a.quantity), 0) FROM allocation a
                     WHERE a.shop_id = s.shop_id AND a.pool_id = s.pool_id AND a.state = 'HELD'
                       AND a.expires_at <= $1))::integer AS held
    FROM unnest($2::uuid[], $3::uuid[]) AS k(shop_id, pool_id) JOIN stock_pool s USING (shop_id, pool_id)`;

export function findStockLevels(runner: SqlRunner, now: Date, variants: readonly TenantKey[]): Promise<StockLevel[]> {
  return runner.query(FIND, [now, variants.map(({ tenant }) => tenant), variants.map(({ key }) => key)]);
}

export const available = ({ onHand, held, confirmed }: StockLevel): number => onHand - held - confirmed;
