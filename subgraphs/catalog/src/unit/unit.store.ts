import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { StockUnitState } from '../__generated__/resolver-types.ts';
import type { UnitRow } from './unit.entity.ts';
import type { UnitStatus } from './unit.state.ts';

export const UNIT_COLUMNS = `
  u.shop_id AS "shopId", u.unit_id AS "unitId", u.pool_id AS "poolId", u.variant_id AS "variantId",
  u.performance_id AS "performanceId", u.label, u.attributes, u.section, u.row_name AS "rowName",
  u.seat_number AS "seatNumber", u.status, u.version, u.created_at AS "createdAt"`;

/**
 * An allocation that somebody has a unit by, as far as `a.busy` says when: a live hold or a sale. What is out of the
 * house and overdue blocks every period until it is back.
 */
export const blocks = (now: `$${number}`, busy: string): string => `
  a.busy IS NOT NULL AND a.state IN ('HELD', 'CONFIRMED') AND (a.state = 'CONFIRMED' OR a.expires_at > ${now})
  AND (a.busy && ${busy} OR (a.handed_over_at IS NOT NULL AND upper(a.busy) <= ${now}))`;

const FIND = `
  SELECT ${UNIT_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, unit_id) JOIN stock_unit u USING (shop_id, unit_id)`;

/** A sale counts for more than a hold: during a buffer both may touch this moment. */
const STATES = `
  SELECT u.shop_id AS "shopId", u.unit_id AS "unitId",
         CASE WHEN u.status = 'RETIRED' THEN 'RETIRED' ELSE coalesce(b.state, 'AVAILABLE') END AS state
    FROM unnest($2::uuid[], $3::uuid[]) AS k(shop_id, unit_id) JOIN stock_unit u USING (shop_id, unit_id)
    LEFT JOIN LATERAL (SELECT CASE WHEN bool_or(a.state = 'CONFIRMED') THEN 'TAKEN'
                                   WHEN count(*) > 0 THEN 'HELD' END AS state
                         FROM allocation a
                        WHERE a.shop_id = u.shop_id AND a.unit_id = u.unit_id
                          AND ${blocks('$1', "tstzrange($1, $1, '[]')")}) b ON true`;

const LOCK_POOL = `
  SELECT s.pool_id AS "poolId", s.product_id AS "productId", s.variant_id AS "variantId", s.performance_id AS "performanceId",
         s.by_unit AS "byUnit", s.by_period AS "byPeriod"
    FROM stock_pool s WHERE s.shop_id = $1 AND s.pool_id = $2 FOR NO KEY UPDATE`;

const TAKEN_LABEL = `
  SELECT u.label FROM stock_unit u WHERE u.shop_id = $1 AND u.pool_id = $2 AND u.label = ANY ($3) ORDER BY u.label LIMIT 1`;

const INSERT = `
  INSERT INTO stock_unit (shop_id, unit_id, pool_id, variant_id, label, attributes, created_at)
  SELECT $1, g.unit_id, $2, $3, g.label, g.attributes, $4
    FROM unnest($5::uuid[], $6::text[], $7::jsonb[]) AS g(unit_id, label, attributes)`;

const UPDATE = `
  UPDATE stock_unit SET label = $4, attributes = $5, version = version + 1
   WHERE shop_id = $1 AND unit_id = $2 AND version = $3 RETURNING version`;

const MOVE = `
  UPDATE stock_unit SET status = $3, retired_at = $4, version = version + 1 WHERE shop_id = $1 AND unit_id = $2`;

/** Whether somebody has the unit now, or will. What is overdue is not back. */
const IS_NEEDED = `
  SELECT EXISTS (SELECT FROM allocation a
                  WHERE a.shop_id = $1 AND a.unit_id = $2 AND ${blocks('$3', 'tstzrange($3, NULL)')}) AS needed`;

/** A pool of units, locked. */
export interface UnitPool {
  readonly poolId: Uuid;
  readonly productId: Uuid;
  readonly variantId: Uuid;
  readonly performanceId: Uuid | null;
  readonly byUnit: boolean;
  readonly byPeriod: boolean;
}

export interface NewUnit {
  readonly unitId: Uuid;
  readonly label: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface UnitStateRow {
  readonly shopId: Uuid;
  readonly unitId: Uuid;
  readonly state: StockUnitState;
}

export function findUnits(runner: SqlRunner, keys: readonly TenantKey[]): Promise<UnitRow[]> {
  return runner.query(FIND, [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

/** How these units stand at that moment. */
export function findUnitStates(runner: SqlRunner, now: Date, keys: readonly TenantKey[]): Promise<UnitStateRow[]> {
  return runner.query(STATES, [now, keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

/** The pool, kept from being changed by others until the transaction ends. Whoever changes its units locks it first. */
export async function lockUnitPool(transaction: Transaction, shopId: Uuid, poolId: Uuid): Promise<UnitPool | null> {
  const [row] = await transaction.query<UnitPool>(LOCK_POOL, [shopId, poolId]);
  return row ?? null;
}

/** The first of these labels that the pool has already. */
export async function takenLabel(
  runner: SqlRunner,
  { tenant, key }: TenantKey,
  labels: readonly string[],
): Promise<string | null> {
  const [row] = await runner.query<{ label: string }>(TAKEN_LABEL, [tenant, key, labels]);
  return row?.label ?? null;
}

/** Writes units of a locked pool, but not into its count. @throws the breach of stock_unit_label_key */
export async function insertUnits(
  transaction: Transaction,
  shopId: Uuid,
  { poolId, variantId }: Pick<UnitPool, 'poolId' | 'variantId'>,
  units: readonly NewUnit[],
  now: Date,
): Promise<void> {
  await transaction.query(INSERT, [
    shopId,
    poolId,
    variantId,
    now,
    units.map(({ unitId }) => unitId),
    units.map(({ label }) => label),
    units.map(({ attributes }) => JSON.stringify(attributes)),
  ]);
}

/** Whether it was still at the version expected. @throws the breach of stock_unit_label_key */
export async function updateUnitRow(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  expectedVersion: number,
  { label, attributes }: Pick<UnitRow, 'label' | 'attributes'>,
): Promise<boolean> {
  const rows = await transaction.query(UPDATE, [tenant, key, expectedVersion, label, JSON.stringify(attributes)]);
  return rows.length === 1;
}

/** Puts a unit in or out of use under its pool's lock, but not into the pool's count. */
export async function moveUnitRow(
  transaction: Transaction,
  { shopId, unitId }: UnitRow,
  to: UnitStatus,
  now: Date,
): Promise<void> {
  await transaction.query(MOVE, [shopId, unitId, to, to === 'RETIRED' ? now : null]);
}

const EXPIRE = "SELECT count(*) FROM expire_stock($1, $2, ARRAY[$3::uuid], '{}')";

/** Lets what lapsed holds keep of a pool go, which is locked: none of them may come back for a unit that is gone. */
export async function expireHolds(transaction: Transaction, { shopId, poolId }: UnitRow, now: Date): Promise<void> {
  await transaction.query(EXPIRE, [shopId, now, poolId]);
}

export async function isNeeded(transaction: Transaction, { shopId, unitId }: UnitRow, now: Date): Promise<boolean> {
  const [row] = await transaction.query<{ needed: boolean }>(IS_NEEDED, [shopId, unitId, now]);
  return row?.needed ?? false;
}
