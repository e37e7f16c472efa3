import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';

/** A pool that is not what its journal, or its allocations, say. */
export interface StockDifference {
  readonly shopId: Uuid;
  readonly poolId: Uuid;
  readonly figure: 'on_hand' | 'held' | 'confirmed' | 'movements';
  /** What the pool says; null where there is none. */
  readonly pool: number | null;
  readonly journal: number;
  /** Null for what allocations say nothing about. */
  readonly allocations: number | null;
}

/** All three are read at one moment, since it is one statement: it may run while the shop is selling. */
const RECONCILE = `
  WITH journal AS (
    SELECT shop_id, pool_id, sum(on_hand_delta)::bigint AS on_hand, sum(held_delta)::bigint AS held,
           sum(confirmed_delta)::bigint AS confirmed, count(*) AS movements, max(number) AS last,
           bool_or(reason = 'DELETED') AS deleted
      FROM stock_movement GROUP BY shop_id, pool_id
  ), allocated AS (
    SELECT shop_id, pool_id, coalesce(sum(quantity) FILTER (WHERE state = 'HELD'), 0)::bigint AS held,
           coalesce(sum(quantity) FILTER (WHERE state = 'CONFIRMED'), 0)::bigint AS confirmed
      FROM allocation GROUP BY shop_id, pool_id
  )
  SELECT shop_id AS "shopId", pool_id AS "poolId", f.figure, f.pool::bigint, f.journal::bigint,
         f.allocations::bigint
    FROM stock_pool s FULL JOIN journal j USING (shop_id, pool_id) FULL JOIN allocated a USING (shop_id, pool_id)
   CROSS JOIN LATERAL (VALUES
     ('on_hand', s.on_hand, coalesce(j.on_hand, 0), NULL),
     ('held', s.held, coalesce(j.held, 0), coalesce(a.held, 0)),
     ('confirmed', s.confirmed, coalesce(j.confirmed, 0), coalesce(a.confirmed, 0)),
     ('movements', CASE WHEN j.deleted THEN coalesce(s.movements, j.last) ELSE s.movements END,
      coalesce(j.movements, 0), NULL)
   ) AS f(figure, pool, journal, allocations)
   WHERE coalesce(f.pool, 0) <> f.journal OR coalesce(f.allocations, f.journal) <> f.journal
   ORDER BY 1, 2, 3`;

/**
 * Recounts every pool from its journal and its allocations. Returns the differences; there are none unless somebody has
 * written to the tables behind the engine's back.
 */
export function reconcileStock(runner: SqlRunner): Promise<StockDifference[]> {
  return runner.query(RECONCILE);
}
