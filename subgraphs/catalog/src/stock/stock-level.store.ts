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

/**
 * What is counted has its figures in the pool, less the holds that have lapsed. What is had for a time is recounted: by
 * what blocks at this moment, the overdue included. Tickets are summed over the performances that are still to come.
 */
const FIND = `
  SELECT s.shop_id AS "shopId", s.variant_id AS "variantId", sum(s.on_hand)::integer AS "onHand",
         sum(taken.held)::integer AS held, sum(taken.confirmed)::integer AS confirmed
    FROM unnest($2::uuid[], $3::uuid[]) AS k(shop_id, variant_id)
    JOIN stock_pool s USING (shop_id, variant_id)
   CROSS JOIN LATERAL (
         SELECT s.held - (SELECT coalesce(sum(a.quantity), 0) FROM allocation a
                           WHERE a.shop_id = s.shop_id AND a.pool_id = s.pool_id AND a.state = 'HELD'
                             AND a.expires_at <= $1) AS held, s.confirmed
          WHERE NOT s.by_period
         UNION ALL
         SELECT coalesce(sum(b.quantity) FILTER (WHERE b.state = 'HELD'), 0),
                coalesce(sum(b.quantity) FILTER (WHERE b.state = 'CONFIRMED'), 0)
           FROM (SELECT a.quantity, a.state FROM allocation a
                  WHERE a.shop_id = s.shop_id AND a.pool_id = s.pool_id AND a.busy && tstzrange($1, $1, '[]')
                    AND a.busy IS NOT NULL AND a.state IN ('HELD', 'CONFIRMED')
                    AND (a.state = 'CONFIRMED' OR a.expires_at > $1)
                 UNION ALL
                 SELECT a.quantity, a.state FROM allocation a
                  WHERE a.shop_id = s.shop_id AND a.pool_id = s.pool_id AND a.handed_over_at IS NOT NULL
                    AND a.state = 'CONFIRMED' AND a.busy IS NOT NULL AND upper(a.busy) <= $1) b
         HAVING s.by_period
        ) taken
   WHERE s.performance_id IS NULL
      OR EXISTS (SELECT FROM performance p WHERE p.shop_id = s.shop_id AND p.performance_id = s.performance_id
                    AND p.status = 'SCHEDULED' AND p.starts_at > $1)
   GROUP BY s.shop_id, s.variant_id`;

export function findStockLevels(runner: SqlRunner, now: Date, variants: readonly TenantKey[]): Promise<StockLevel[]> {
  return runner.query(FIND, [now, variants.map(({ tenant }) => tenant), variants.map(({ key }) => key)]);
}

/** Never below nothing, even while what is overdue keeps more than there should be. */
export const available = ({ onHand, held, confirmed }: StockLevel): number => Math.max(0, onHand - held - confirmed);
