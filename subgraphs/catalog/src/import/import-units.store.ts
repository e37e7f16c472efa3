import type { Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { UnitRow } from '../unit/unit.entity.ts';
import { UNIT_COLUMNS } from '../unit/unit.store.ts';

/** A variant that units are to be of. */
export interface UnitVariant {
  readonly variantId: Uuid;
  readonly productId: Uuid;
  readonly sku: string | null;
  /** Whether its pieces are registered one by one. */
  readonly fits: boolean;
  readonly archived: boolean;
}

const VARIANTS = `
  SELECT v.variant_id AS "variantId", v.product_id AS "productId", v.sku,
         p.tracks_units AND p.sold_by <> 'PERFORMANCE' AS fits,
         v.archived_at IS NOT NULL OR p.archived_at IS NOT NULL AS archived
    FROM variant v JOIN product p USING (shop_id, product_id) WHERE v.shop_id = $1`;

/** The variant of this key, or those of these stock keeping units. */
export function findUnitVariants(
  transaction: Transaction,
  shopId: Uuid,
  variantId: Uuid | null,
  skus: readonly string[],
): Promise<UnitVariant[]> {
  if (variantId !== null) return transaction.query(`${VARIANTS} AND v.variant_id = $2`, [shopId, variantId]);
  return transaction.query(`${VARIANTS} AND v.sku = ANY ($2)`, [shopId, skus]);
}

const LOCK_POOLS = `
  SELECT s.pool_id FROM stock_pool s WHERE s.shop_id = $1 AND s.pool_id = ANY ($2)
   ORDER BY s.pool_id FOR NO KEY UPDATE`;

/** Units of any of the labels in any of the pools: read at once, never once for each unit. */
const LOCK_UNITS = `
  SELECT ${UNIT_COLUMNS} FROM stock_unit u
   WHERE u.shop_id = $1 AND u.pool_id = ANY ($2) AND u.label = ANY ($3)
   ORDER BY u.unit_id FOR NO KEY UPDATE`;

/** Locks the pools, and then their units of these labels. A pool of a variant is called by the variant's id. */
export async function lockUnits(
  transaction: Transaction,
  shopId: Uuid,
  poolIds: readonly Uuid[],
  labels: readonly string[],
): Promise<UnitRow[]> {
  await transaction.query(LOCK_POOLS, [shopId, poolIds]);
  return transaction.query(LOCK_UNITS, [shopId, poolIds, labels]);
}

export interface ImportedUnit {
  readonly unitId: Uuid;
  readonly poolId: Uuid;
  readonly label: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const RECORDS = 'jsonb_to_recordset($2::jsonb) AS r("unitId" uuid, "poolId" uuid, label text, attributes jsonb)';

const INSERT = `
  INSERT INTO stock_unit (shop_id, unit_id, pool_id, variant_id, label, attributes, created_at)
  SELECT $1, r."unitId", r."poolId", r."poolId", r.label, r.attributes, $3 FROM ${RECORDS}`;

const UPDATE = `
  UPDATE stock_unit u SET attributes = r.attributes, version = u.version + 1 FROM ${RECORDS}
   WHERE u.shop_id = $1 AND u.unit_id = r."unitId"`;

/** Writes units into locked pools, but not into their counts. */
export async function insertUnits(
  transaction: Transaction,
  shopId: Uuid,
  units: readonly ImportedUnit[],
  now: Date,
): Promise<void> {
  await transaction.query(INSERT, [shopId, JSON.stringify(units), now]);
}

export async function updateAttributes(
  transaction: Transaction,
  shopId: Uuid,
  units: readonly ImportedUnit[],
): Promise<void> {
  await transaction.query(UPDATE, [shopId, JSON.stringify(units)]);
}
