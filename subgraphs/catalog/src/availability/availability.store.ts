import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';

/** Within it the stock suffices for any period. */
export interface FreeWindow {
  readonly start: Date;
  readonly end: Date;
  /** How many can be had for all of it. */
  readonly available: number;
}

export interface WindowsWanted {
  readonly variant: TenantKey;
  readonly from: Date;
  readonly to: Date;
  readonly quantity: number;
  /** The one unit that is wanted; null for any. */
  readonly unitId: Uuid | null;
  readonly limit: number;
}

// A window begins when one can still order for it. The product is looked up by its full key, whatever the plan.
const FIND = `
  SELECT w.starts AS start, w.ends AS end, w.available
    FROM (SELECT v.shop_id, v.variant_id, v.product_id FROM variant v
           WHERE v.shop_id = $1 AND v.variant_id = $2 AND v.archived_at IS NULL OFFSET 0) v
    JOIN product p ON p.shop_id = $1 AND p.product_id = v.product_id
     AND p.sold_by = 'PERIOD' AND p.archived_at IS NULL
    LEFT JOIN LATERAL free_windows($1, $2, greatest($3::timestamptz, $5::timestamptz + make_interval(mins => p.min_notice_minutes)),
                                   $4, $5, $6, $7, $8) w ON true
   WHERE $7::uuid IS NULL
      OR EXISTS (SELECT FROM stock_unit u WHERE u.shop_id = $1 AND u.unit_id = $7 AND u.pool_id = $2)
   ORDER BY w.starts`;

/** The free windows of a variant, by their starts; null when nothing of it, or of the unit, is let by period. */
export async function findFreeWindows(
  runner: SqlRunner,
  now: Date,
  { variant, from, to, quantity, unitId, limit }: WindowsWanted,
): Promise<FreeWindow[] | null> {
  const rows = await runner.query<FreeWindow | { readonly start: null }>(FIND, [
    variant.tenant,
    variant.key,
    from,
    to,
    now,
    quantity,
    unitId,
    limit,
  ]);
  return rows.length === 0 ? null : rows.filter((row) => row.start !== null);
}
