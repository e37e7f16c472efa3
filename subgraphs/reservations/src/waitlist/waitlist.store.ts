import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { OrderParty } from '../order/order.entity.ts';
import type { WaitlistEntryRow, WaitlistPool } from './waitlist.entity.ts';
import type { WaitlistState } from './waitlist.state.ts';

/** A row `e` as {@link WaitlistEntryRow}. */
export const ENTRY_COLUMNS = `
  e.shop_id AS "shopId", e.entry_id AS "entryId", e.account_id AS "accountId", e.position, e.variant_id AS "variantId",
  e.performance_id AS "performanceId", e.period_start AS "periodStart", e.period_end AS "periodEnd", e.quantity, e.state,
  e.order_id AS "orderId", e.offered_at AS "offeredAt", e.offer_expires_at AS "offerExpiresAt", e.ended_at AS "endedAt",
  e.cancelled_by AS "cancelledBy", e.cancel_reason AS "cancelReason", e.version, e.joined_at AS "joinedAt"`;

/** An equation, so that the index serves it. */
const IN_POOL = `
  e.shop_id = $1 AND e.variant_id = $2 AND coalesce(e.performance_id, e.variant_id) = coalesce($3::uuid, $2)`;

const valuesOf = ({ shopId, variantId, performanceId }: WaitlistPool) => [shopId, variantId, performanceId];

/**
 * One at a time: JOIN gives positions whose order is that of the commits, OFFER gives out what is free. Different locks,
 * for whoever offers waits for catalog, and nobody who joins must wait for that.
 */
export async function lockPool(transaction: Transaction, pool: WaitlistPool, what: 'JOIN' | 'OFFER'): Promise<void> {
  await transaction.query(
    `SELECT pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'waitlist', $4::text, $1::text, $2::text, $3::text), 0))`,
    [...valuesOf(pool), what],
  );
}

export type NewEntry = Pick<
  WaitlistEntryRow,
  'entryId' | 'accountId' | 'periodStart' | 'periodEnd' | 'quantity' | 'joinedAt' | keyof WaitlistPool
>;

const INSERT = `
  WITH e AS (
    INSERT INTO waitlist_entry (shop_id, variant_id, performance_id, entry_id, account_id, period_start, period_end,
                                quantity, joined_at, state)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'WAITING')
    ON CONFLICT DO NOTHING
    RETURNING *
  ), mine AS (
    INSERT INTO account_waitlist_entry (account_id, joined_at, shop_id, entry_id)
    SELECT account_id, joined_at, shop_id, entry_id FROM e
  )
  SELECT ${ENTRY_COLUMNS} FROM e`;

/** Null when the account waits for the same thing already. The caller has the pool's JOIN lock. */
export async function insertEntry(transaction: Transaction, entry: NewEntry): Promise<WaitlistEntryRow | null> {
  const { entryId, accountId, periodStart, periodEnd, quantity, joinedAt } = entry;
  const [row] = await transaction.query<WaitlistEntryRow>(INSERT, [
    ...valuesOf(entry),
    entryId,
    accountId,
    periodStart,
    periodEnd,
    quantity,
    joinedAt,
  ]);
  return row ?? null;
}

/** The account's entry for the same thing that is not over as written down. */
export async function lockSame(transaction: Transaction, entry: NewEntry): Promise<WaitlistEntryRow | null> {
  const [row] = await transaction.query<WaitlistEntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM waitlist_entry e
     WHERE ${IN_POOL} AND e.account_id = $4 AND e.state IN ('WAITING', 'OFFERED')
       AND e.period_start IS NOT DISTINCT FROM $5::timestamptz AND e.period_end IS NOT DISTINCT FROM $6::timestamptz
     FOR UPDATE`,
    [...valuesOf(entry), entry.accountId, entry.periodStart, entry.periodEnd],
  );
  return row ?? null;
}

export async function lockEntry(transaction: Transaction, key: TenantKey): Promise<WaitlistEntryRow | null> {
  const [row] = await transaction.query<WaitlistEntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM waitlist_entry e WHERE e.shop_id = $1 AND e.entry_id = $2 FOR UPDATE`,
    [key.tenant, key.key],
  );
  return row ?? null;
}

export function findEntries(runner: SqlRunner, keys: readonly TenantKey[]): Promise<WaitlistEntryRow[]> {
  return runner.query<WaitlistEntryRow>(
    `SELECT ${ENTRY_COLUMNS}
     FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, entry_id)
     CROSS JOIN LATERAL (
       SELECT * FROM waitlist_entry WHERE shop_id = wanted.shop_id AND entry_id = wanted.entry_id OFFSET 0) e`,
    [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)],
  );
}

/** Who waits in a pool, in order of arrival. */
export function findWaiting(
  runner: SqlRunner,
  pool: WaitlistPool,
  after: number,
  limit: number,
): Promise<WaitlistEntryRow[]> {
  return runner.query<WaitlistEntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM waitlist_entry e
     WHERE ${IN_POOL} AND e.state = 'WAITING' AND e.position > $4
     ORDER BY e.position LIMIT $5`,
    [...valuesOf(pool), after, limit],
  );
}

/** Those of these pools in which anybody waits. */
export function poolsWithWaiting(runner: SqlRunner, pools: readonly WaitlistPool[]): Promise<WaitlistPool[]> {
  return runner.query<WaitlistPool>(
    `SELECT DISTINCT pool.shop_id AS "shopId", pool.variant_id AS "variantId", pool.performance_id AS "performanceId"
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS pool (shop_id, variant_id, performance_id)
     WHERE EXISTS (
       SELECT FROM waitlist_entry e
       WHERE e.shop_id = pool.shop_id AND e.variant_id = pool.variant_id
         AND coalesce(e.performance_id, e.variant_id) = coalesce(pool.performance_id, pool.variant_id) AND e.state = 'WAITING')`,
    [
      pools.map(({ shopId }) => shopId),
      pools.map(({ variantId }) => variantId),
      pools.map(({ performanceId }) => performanceId),
    ],
  );
}

/** How many of the same pool wait before each of these entries. */
export async function countAhead(runner: SqlRunner, entries: readonly WaitlistEntryRow[]): Promise<number[]> {
  const rows = await runner.query<{ ahead: number }>(
    `SELECT (
       SELECT count(*)::integer FROM waitlist_entry e
       WHERE e.shop_id = given.shop_id AND e.variant_id = given.variant_id
         AND coalesce(e.performance_id, e.variant_id) = coalesce(given.performance_id, given.variant_id)
         AND e.state = 'WAITING' AND e.position < given.position) AS ahead
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) WITH ORDINALITY
       AS given (shop_id, variant_id, performance_id, position, place)
     ORDER BY given.place`,
    [
      entries.map(({ shopId }) => shopId),
      entries.map(({ variantId }) => variantId),
      entries.map(({ performanceId }) => performanceId),
      entries.map(({ position }) => position),
    ],
  );
  return rows.map(({ ahead }) => ahead);
}

/** What a step writes. */
export type EntryChange =
  | { readonly state: 'OFFERED'; readonly orderId: Uuid; readonly offerExpiresAt: Date; readonly at: Date }
  | { readonly state: 'PURCHASED' | 'OFFER_EXPIRED'; readonly at: Date }
  | { readonly state: 'CANCELLED'; readonly at: Date; readonly by: OrderParty; readonly reason: string | null };

const CHANGE = `
  UPDATE waitlist_entry e
  SET state = $3, version = e.version + 1, order_id = coalesce($4, e.order_id),
      offered_at = CASE WHEN $3 = 'OFFERED' THEN $6::timestamptz ELSE e.offered_at END,
      offer_expires_at = coalesce($5, e.offer_expires_at),
      ended_at = CASE WHEN $3 <> 'OFFERED' THEN $6::timestamptz END, cancelled_by = $7, cancel_reason = $8
  WHERE e.shop_id = $1 AND e.entry_id = $2
  RETURNING ${ENTRY_COLUMNS}`;

/** Changes an entry that the caller has locked and judged. */
export async function updateEntry(
  transaction: Transaction,
  { shopId, entryId }: WaitlistEntryRow,
  change: EntryChange,
): Promise<WaitlistEntryRow> {
  const offer = change.state === 'OFFERED' ? change : null;
  const end = change.state === 'CANCELLED' ? change : null;
  const [row] = await transaction.query<WaitlistEntryRow>(CHANGE, [
    shopId,
    entryId,
    change.state satisfies WaitlistState,
    offer?.orderId ?? null,
    offer?.offerExpiresAt ?? null,
    change.at,
    end?.by ?? null,
    end?.reason ?? null,
  ]);
  if (!row) throw new Error(`waitlist entry ${entryId} is gone although it was locked`);
  return row;
}

/** Locks, in order of arrival, those who wait for a performance or are offered it. */
export function lockOfPerformance(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  limit: number,
): Promise<WaitlistEntryRow[]> {
  return transaction.query<WaitlistEntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM waitlist_entry e
     WHERE e.shop_id = $1 AND e.performance_id = $2 AND e.state IN ('WAITING', 'OFFERED')
     ORDER BY e.position LIMIT $3
     FOR UPDATE`,
    [tenant, key, limit],
  );
}

/** The shop calls off locked entries: one statement for all. */
export function cancelEntries(
  transaction: Transaction,
  shopId: Uuid,
  entryIds: readonly Uuid[],
  { at, reason }: { readonly at: Date; readonly reason: string },
): Promise<WaitlistEntryRow[]> {
  return transaction.query<WaitlistEntryRow>(
    `UPDATE waitlist_entry e
     SET state = 'CANCELLED', version = e.version + 1, ended_at = $3, cancelled_by = 'SHOP', cancel_reason = $4
     WHERE e.shop_id = $1 AND e.entry_id = ANY ($2::uuid[])
     RETURNING ${ENTRY_COLUMNS}`,
    [shopId, entryIds, at, reason],
  );
}
