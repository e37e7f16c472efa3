import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import { deriveId, type TenantKey, type Uuid } from '@yoyaku/platform/ids';
import type { Connection, PageRequest } from '@yoyaku/platform/paging';
import type { StockMovementReason } from '../__generated__/resolver-types.ts';

/** One entry of the stock journal. */
export interface StockMovementRow {
  readonly shopId: Uuid;
  /** The variant's id, unless it is the pool of a performance. */
  readonly poolId: Uuid;
  readonly variantId: Uuid;
  /** Null where it is the variant's own pool, and of a performance that was deleted. */
  readonly performanceId: Uuid | null;
  /** 1, 2, 3 … within the pool, without a gap. */
  readonly number: number;
  readonly reason: StockMovementReason;
  readonly onHandDelta: number;
  readonly heldDelta: number;
  readonly confirmedDelta: number;
  readonly availableDelta: number;
  readonly orderId: Uuid | null;
  readonly accountId: Uuid | null;
  readonly note: string | null;
  readonly occurredAt: Date;
}

export type StockMovementPage = Connection<StockMovementRow>;

const COLUMNS = `
  m.shop_id AS "shopId", m.pool_id AS "poolId", m.variant_id AS "variantId", m.number, m.reason, m.on_hand_delta AS "onHandDelta",
  m.held_delta AS "heldDelta", m.confirmed_delta AS "confirmedDelta", m.available_delta AS "availableDelta",
  (SELECT s.performance_id FROM stock_pool s WHERE s.shop_id = m.shop_id AND s.pool_id = m.pool_id) AS "performanceId",
  m.order_id AS "orderId", m.account_id AS "accountId", m.note, m.occurred_at AS "occurredAt"`;

const PAGE = `
  SELECT ${COLUMNS} FROM stock_movement m
   WHERE m.shop_id = $1 AND m.pool_id = $2 AND ($4::bigint IS NULL OR m.number < $4)
   ORDER BY m.number DESC LIMIT $3`;

/** A variant without a pool of its own has one for each performance; their numbers say nothing about one another. */
const PAGE_OF_PERFORMANCES = `
  SELECT ${COLUMNS} FROM stock_movement m
   WHERE m.shop_id = $1 AND m.variant_id = $2 AND m.pool_id <> m.variant_id
     AND ($4::timestamptz IS NULL OR (m.occurred_at, m.pool_id, m.number) < ($4, $5::uuid, $6::integer))
   ORDER BY m.occurred_at DESC, m.pool_id DESC, m.number DESC LIMIT $3`;

const FIND_BY_ID = `SELECT ${COLUMNS} FROM stock_movement m WHERE m.shop_id = $1 AND m.pool_id = $2 AND m.number = $3`;

/** The key within a movement's id. Nothing is looked up by it: a movement is found by its pool and number. */
export const movementKey = ({ poolId, number }: Pick<StockMovementRow, 'poolId' | 'number'>): Uuid =>
  deriveId('stockMovement', poolId, String(number));

/** Of all performances of a variant, the latest first. */
export function pageOfPerformanceMovements(
  runner: SqlRunner,
  { tenant, key }: TenantKey,
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<StockMovementRow[]> {
  return runner.query(PAGE_OF_PERFORMANCES, [tenant, key, limit, ...(after ?? [null, null, null])]);
}

/** Of a variant's own pool, the latest first. */
export function pageOfMovements(
  runner: SqlRunner,
  { tenant, key }: TenantKey,
  { limit, after }: PageRequest<readonly (string | number | null)[]>,
): Promise<StockMovementRow[]> {
  return runner.query(PAGE, [tenant, key, limit, after?.[0] ?? null]);
}

export async function findMovement(
  runner: SqlRunner,
  { tenant, key }: TenantKey,
  number: number,
): Promise<StockMovementRow | null> {
  const [row] = await runner.query<StockMovementRow>(FIND_BY_ID, [tenant, key, number]);
  return row ?? null;
}

/** A change of the pieces on hand, by staff. */
export interface StockChange {
  readonly delta: number;
  readonly reason: 'RECEIVED' | 'ADJUSTED' | 'REGISTERED' | 'RETIRED';
  readonly accountId: Uuid;
  readonly note: string | null;
  readonly now: Date;
}

export interface StockChanged {
  /** BY_UNIT: its pieces come and go one by one. */
  readonly outcome: 'DONE' | 'NOT_FOUND' | 'BY_UNIT' | 'INSUFFICIENT' | 'TOO_MUCH';
  /** What could be ordered then. */
  readonly available: number;
  /** Of the movement. */
  readonly number: number;
  /** The variants of a product that this closed or opened. */
  readonly settled: readonly Uuid[] | null;
  /** Whether events were written. */
  readonly told: boolean;
}

const CHANGE = 'SELECT * FROM change_stock($1, $2, $3, $4, $5, $6, $7)';

/** Changes the pieces of a pool, and tells who waits for them. */
export async function changeStock(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  { delta, reason, accountId, note, now }: StockChange,
): Promise<StockChanged> {
  const [row] = await transaction.query<StockChanged>(CHANGE, [tenant, now, key, delta, reason, accountId, note]);
  if (!row) throw new Error('change_stock gave no answer');
  if (row.told) wakeRelayAfterCommit(transaction);
  return row;
}
