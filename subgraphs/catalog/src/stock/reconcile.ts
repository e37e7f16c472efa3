import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';

/** A pool that is not what its journal, its units, or its allocations, say. */
export interface StockDifference {
  readonly shopId: Uuid;
  readonly poolId: Uuid;
  /**
   * peak: the most pieces that are promised at one instant, of what is had for a time; more than on hand is too many.
   * misplaced: promises of a unit that has another at the same time, or is not in service in this pool; there are none.
   */
  readonly figure: 'on_hand' | 'held' | 'confirmed' | 'movements' | 'peak' | 'misplaced';
  /** What the pool says; null where there is none. */
  readonly pool: number | null;
  readonly journal: number;
  /** What is counted row by row: units for on_hand, allocations for the others. Null where there is nothing to count. */
  readonly counted: number | null;
}

/** All are read at one moment, since it is one statement: it may run while the shop is selling. */
const RECONCILE = `
  WITH journal AS (
    SELECT shop_id, pool_id, sum(on_hand_delta)::bigint AS on_hand, sum(held_delta)::bigint AS held,
           sum(confirmed_delta)::bigint AS confirmed, count(*) AS movements, max(number) AS last,
           bool_or(reason = 'DELETED') AS deleted,
           max(occurred_at) FILTER (WHERE on_hand_delta < 0) AS reduced_at
      FROM stock_movement GROUP BY shop_id, pool_id
  ), allocated AS (
    SELECT shop_id, pool_id, coalesce(sum(quantity) FILTER (WHERE state = 'HELD'), 0)::bigint AS held,
           coalesce(sum(quantity) FILTER (WHERE state = 'CONFIRMED'), 0)::bigint AS confirmed
      FROM allocation GROUP BY shop_id, pool_id
  ), units AS (
    SELECT shop_id, pool_id, count(*) AS active FROM stock_unit WHERE status = 'ACTIVE' GROUP BY shop_id, pool_id
  ), misplaced AS (
    SELECT a.shop_id, a.pool_id, count(*) AS promises FROM allocation a
     WHERE a.unit_id IS NOT NULL AND a.state IN ('HELD', 'CONFIRMED')
       AND (NOT EXISTS (SELECT FROM stock_unit u WHERE u.shop_id = a.shop_id AND u.unit_id = a.unit_id
                           AND u.pool_id = a.pool_id
                           -- What was over when the unit was taken out of use, and was never fetched, did not need it.
                           AND (u.status = 'ACTIVE' OR (a.handed_over_at IS NULL AND upper(a.busy) <= u.retired_at)))
            OR EXISTS (SELECT FROM allocation b
                        WHERE b.shop_id = a.shop_id AND b.unit_id = a.unit_id AND b.busy && a.busy
                          AND b.state IN ('HELD', 'CONFIRMED')
                          AND (b.order_id, b.line_id, b.piece) <> (a.order_id, a.line_id, a.piece)))
     GROUP BY a.shop_id, a.pool_id
  )
  SELECT shop_id AS "shopId", pool_id AS "poolId", f.figure, f.pool::bigint, f.journal::bigint, f.counted::bigint
    FROM stock_pool s FULL JOIN journal j USING (shop_id, pool_id) FULL JOIN allocated a USING (shop_id, pool_id)
    LEFT JOIN units u USING (shop_id, pool_id) LEFT JOIN misplaced m USING (shop_id, pool_id)
   CROSS JOIN LATERAL (VALUES
     ('on_hand', s.on_hand, coalesce(j.on_hand, 0), CASE WHEN s.by_unit THEN coalesce(u.active, 0) END),
     ('held', s.held, coalesce(j.held, 0), coalesce(a.held, 0)),
     ('confirmed', s.confirmed, coalesce(j.confirmed, 0), coalesce(a.confirmed, 0)),
     ('movements', CASE WHEN j.deleted THEN coalesce(s.movements, j.last) ELSE s.movements END,
      coalesce(j.movements, 0), NULL),
     -- When pieces were last taken out, what was over did not need them any more.
     ('peak', s.on_hand, coalesce(j.on_hand, 0), CASE WHEN s.by_period AND NOT s.by_unit
        THEN window_peak(s.shop_id, s.pool_id, tstzrange(j.reduced_at, NULL)) END),
     ('misplaced', 0, 0, coalesce(m.promises, 0))
   ) AS f(figure, pool, journal, counted)
   WHERE CASE WHEN f.figure = 'peak' THEN f.counted > f.pool
              ELSE coalesce(f.pool, 0) <> f.journal OR coalesce(f.counted, f.journal) <> f.journal END
   ORDER BY 1, 2, 3`;

/**
 * Recounts every pool from its journal, its units and its allocations. Returns the differences; there are none unless
 * somebody has written to the tables behind the engine's back.
 */
export function reconcileStock(runner: SqlRunner): Promise<StockDifference[]> {
  return runner.query(RECONCILE);
}
