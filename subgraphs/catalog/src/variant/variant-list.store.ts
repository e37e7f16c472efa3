import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import type { VariantRow } from './variant.entity.ts';
import { VARIANT_COLUMNS } from './variant.store.ts';

export interface VariantChoice {
  readonly text: string | null;
  readonly sku: string | null;
  readonly archived: boolean;
}

/** strpos and not LIKE: nothing in the text has a special meaning. */
const PAGE = `
  SELECT ${VARIANT_COLUMNS} FROM variant v
   CROSS JOIN LATERAL (SELECT p.name, p.archived_at FROM product p
                        WHERE p.shop_id = v.shop_id AND p.product_id = v.product_id OFFSET 0) p
   WHERE v.shop_id = $1 AND (v.archived_at IS NOT NULL OR p.archived_at IS NOT NULL) = $5
     AND ($6::text IS NULL OR strpos(lower(concat_ws(E'\\n', v.name, v.sku, p.name)), lower($6)) > 0)
     AND ($3::timestamptz IS NULL OR (v.created_at, v.variant_id) < ($3, $4::uuid))`;

const NEWEST = `${PAGE} ORDER BY v.created_at DESC, v.variant_id DESC LIMIT $2`;

/** A stock keeping unit names one variant. */
const OF_SKU = `${PAGE} AND v.sku = $7 ORDER BY v.created_at DESC, v.variant_id DESC LIMIT $2`;

export function pageOfVariants(
  runner: SqlRunner,
  shopId: Uuid,
  { text, sku, archived }: VariantChoice,
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<VariantRow[]> {
  const values = [shopId, limit, ...(after ?? [null, null]), archived, text];
  return sku === null ? runner.query(NEWEST, values) : runner.query(OF_SKU, [...values, sku]);
}
