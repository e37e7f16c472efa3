import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import type { UnitRow } from './unit.entity.ts';
import type { UnitStatus } from './unit.state.ts';
import { blocks, UNIT_COLUMNS } from './unit.store.ts';

/** strpos and not LIKE: nothing in the text has a special meaning. */
const CHOSEN = `
  WITH wanted AS MATERIALIZED (
    SELECT tstzrange($9::timestamptz - make_interval(mins => p.buffer_before_minutes),
                     $10::timestamptz + make_interval(mins => p.buffer_after_minutes)) AS busy
      FROM variant v JOIN product p USING (shop_id, product_id)
     WHERE v.shop_id = $1 AND v.variant_id = $4 AND $9::timestamptz IS NOT NULL
  )
  SELECT ${UNIT_COLUMNS} FROM stock_unit u
   WHERE u.shop_id = $1 AND u.pool_id = $2
     AND ($5::text IS NULL OR u.status = $5)
     AND ($6::text IS NULL OR strpos(lower(u.label), lower($6)) > 0)
     AND ($7::text IS NULL OR u.attributes ->> $7 = $8::text)
     AND NOT EXISTS (SELECT FROM wanted w JOIN allocation a ON a.shop_id = u.shop_id AND a.unit_id = u.unit_id
                      WHERE ${blocks('$11', 'w.busy')})`;

/** One constant text for each order, each with an index of its own. */
const PAGES = {
  LABEL: `${CHOSEN} AND ($12::text IS NULL OR (u.label, u.unit_id) > ($12 COLLATE "C", $13::uuid))
    ORDER BY u.label, u.unit_id LIMIT $3`,
  NEWEST: `${CHOSEN} AND ($12::timestamptz IS NULL OR (u.created_at, u.unit_id) < ($12, $13::uuid))
    ORDER BY u.created_at DESC, u.unit_id DESC LIMIT $3`,
} as const;

export type UnitOrder = keyof typeof PAGES;

export interface UnitChoice {
  readonly status: UnitStatus | null;
  readonly text: string | null;
  readonly attribute: { readonly name: string; readonly value: string } | null;
  /** Only those that nobody has in this time, the product's buffers included. */
  readonly free: { readonly from: Date; readonly to: Date } | null;
}

export function pageOfUnits(
  runner: SqlRunner,
  { shopId, poolId, variantId }: { readonly shopId: Uuid; readonly poolId: Uuid; readonly variantId: Uuid },
  { status, text, attribute, free }: UnitChoice,
  now: Date,
  order: UnitOrder,
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<UnitRow[]> {
  const chosen = [
    status,
    text,
    attribute?.name ?? null,
    attribute?.value ?? null,
    free?.from ?? null,
    free?.to ?? null,
  ];
  return runner.query(PAGES[order], [shopId, poolId, limit, variantId, ...chosen, now, ...(after ?? [null, null])]);
}
