import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import type { SeatPlanRow } from './seat-plan.entity.ts';

const COLUMNS = `
  s.shop_id AS "shopId", s.seat_plan_id AS "seatPlanId", s.name, s.sections, s.seat_count AS "seatCount", s.version,
  s.created_at AS "createdAt", s.archived_at AS "archivedAt", s.sort_name AS "sortName"`;

const FIND = `
  SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS k(shop_id, seat_plan_id) JOIN seat_plan s USING (shop_id, seat_plan_id)`;

const LOCK = `SELECT ${COLUMNS} FROM seat_plan s WHERE s.shop_id = $1 AND s.seat_plan_id = $2 FOR NO KEY UPDATE`;

const PAGE = `
  SELECT ${COLUMNS} FROM seat_plan s
   WHERE s.shop_id = $1 AND ($3 OR s.archived_at IS NULL)
     AND ($4::text IS NULL OR (s.sort_name, s.seat_plan_id) > ($4 COLLATE "C", $5::uuid))
   ORDER BY s.sort_name, s.seat_plan_id LIMIT $2`;

const INSERT = `
  INSERT INTO seat_plan (shop_id, seat_plan_id, name, sections, seat_count, created_at) VALUES ($1, $2, $3, $4, $5, $6)`;

const UPDATE = `
  UPDATE seat_plan SET name = $3, sections = $4, seat_count = $5, archived_at = $6, version = version + 1
   WHERE shop_id = $1 AND seat_plan_id = $2`;

/** What staff decide about a seat plan. */
export type SeatPlanContent = Pick<SeatPlanRow, 'name' | 'sections' | 'seatCount'>;

export function findSeatPlans(runner: SqlRunner, keys: readonly TenantKey[]): Promise<SeatPlanRow[]> {
  return runner.query(FIND, [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)]);
}

/** The seat plan, kept from being changed by others until the transaction ends; null when there is none. */
export async function lockSeatPlan(transaction: Transaction, { tenant, key }: TenantKey): Promise<SeatPlanRow | null> {
  const [row] = await transaction.query<SeatPlanRow>(LOCK, [tenant, key]);
  return row ?? null;
}

export function pageOfSeatPlans(
  runner: SqlRunner,
  shopId: Uuid,
  withArchived: boolean,
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<SeatPlanRow[]> {
  return runner.query(PAGE, [shopId, limit, withArchived, ...(after ?? [null, null])]);
}

export async function insertSeatPlan(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  { name, sections, seatCount }: SeatPlanContent,
  now: Date,
): Promise<void> {
  await transaction.query(INSERT, [tenant, key, name, JSON.stringify(sections), seatCount, now]);
}

/** Changes a seat plan that is locked. */
export async function updateSeatPlanRow(
  transaction: Transaction,
  row: SeatPlanRow,
  changes: Partial<SeatPlanContent & Pick<SeatPlanRow, 'archivedAt'>>,
): Promise<void> {
  const { shopId, seatPlanId, name, sections, seatCount, archivedAt } = { ...row, ...changes };
  await transaction.query(UPDATE, [shopId, seatPlanId, name, JSON.stringify(sections), seatCount, archivedAt]);
}

/** @throws the breach of performance_seat_plan_fkey while performances name it. */
export async function deleteSeatPlanRow(transaction: Transaction, { tenant, key }: TenantKey): Promise<void> {
  await transaction.query('DELETE FROM seat_plan WHERE shop_id = $1 AND seat_plan_id = $2', [tenant, key]);
}

export async function countPerformancesWith(runner: SqlRunner, { tenant, key }: TenantKey): Promise<number> {
  const [row] = await runner.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM performance WHERE shop_id = $1 AND seat_plan_id = $2',
    [tenant, key],
  );
  return row?.count ?? 0;
}
