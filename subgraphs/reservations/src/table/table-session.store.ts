import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { OrderRow } from '../order/order.entity.ts';
import type { OrderPosition } from '../order/order.store.ts';
import { ORDER_COLUMNS } from '../order/order.store.ts';
import type { TableCloseReason, TableGuestRow, TableSessionRow } from './table.entity.ts';

const SESSION_COLUMNS = `
  s.shop_id AS "shopId", s.session_id AS "sessionId", s.table_id AS "tableId", s.state, s.opened_by AS "openedBy",
  s.opened_at AS "openedAt", s.closed_at AS "closedAt", s.close_reason AS "closeReason",
  s.last_change_at AS "lastChangeAt", s.version`;

const columnsOf = (keys: readonly TenantKey[]): [Uuid[], Uuid[]] => [
  keys.map(({ tenant }) => tenant),
  keys.map(({ key }) => key),
];

/** The sessions of these (shop, session) keys that exist, in no order. */
export function findSessions(runner: SqlRunner, keys: readonly TenantKey[]): Promise<TableSessionRow[]> {
  return runner.query<TableSessionRow>(
    `SELECT ${SESSION_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, session_id)
     JOIN table_session s USING (shop_id, session_id)`,
    columnsOf(keys),
  );
}

/** The sessions that are going on at these (shop, table) keys, in no order. */
export function findOpenSessions(runner: SqlRunner, keys: readonly TenantKey[]): Promise<TableSessionRow[]> {
  return runner.query<TableSessionRow>(
    `SELECT ${SESSION_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, table_id)
     JOIN table_session s USING (shop_id, table_id) WHERE s.state = 'OPEN'`,
    columnsOf(keys),
  );
}

/** Whether there has ever been a session at a table. */
export async function wasOpened(runner: SqlRunner, shopId: Uuid, tableId: Uuid): Promise<boolean> {
  const rows = await runner.query('SELECT FROM table_session WHERE shop_id = $1 AND table_id = $2 LIMIT 1', [
    shopId,
    tableId,
  ]);
  return rows.length > 0;
}

/** Where a session stands among those of its table. */
export interface SessionPosition {
  readonly openedAt: Date;
  readonly sessionId: Uuid;
}

/** A page of the sessions of a table, the latest first. */
export function findTableSessions(
  runner: SqlRunner,
  { tenant, key }: TenantKey,
  { after, limit }: { readonly after: SessionPosition | null; readonly limit: number },
): Promise<TableSessionRow[]> {
  return runner.query<TableSessionRow>(
    `SELECT ${SESSION_COLUMNS} FROM table_session s
     WHERE s.shop_id = $1 AND s.table_id = $2 AND (s.opened_at, s.session_id) < ($3, $4)
     ORDER BY s.opened_at DESC, s.session_id DESC LIMIT $5`,
    [tenant, key, after?.openedAt ?? 'infinity', after?.sessionId ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
  );
}

/** A session, locked until the transaction ends. Whatever changes at a table does so under this lock. */
export async function lockSession(
  transaction: Transaction,
  { tenant, key }: TenantKey,
): Promise<TableSessionRow | null> {
  const [session] = await transaction.query<TableSessionRow>(
    `SELECT ${SESSION_COLUMNS} FROM table_session s WHERE s.shop_id = $1 AND s.session_id = $2 FOR UPDATE`,
    [tenant, key],
  );
  return session ?? null;
}

/** Opens a session at a table that is locked and has none. */
export async function insertSession(transaction: Transaction, session: TableSessionRow): Promise<void> {
  const { shopId, sessionId, tableId, openedBy, openedAt } = session;
  await transaction.query(
    `INSERT INTO table_session (shop_id, session_id, table_id, state, opened_by, opened_at, last_change_at)
     VALUES ($1, $2, $3, 'OPEN', $4, $5, $5)`,
    [shopId, sessionId, tableId, openedBy, openedAt],
  );
}

/** Writes down that something changed at a table whose session is locked. */
export async function touchSession(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  { now, steps }: { readonly now: Date; /** By how much the version rises. */ readonly steps: 0 | 1 },
): Promise<TableSessionRow> {
  const [session] = await transaction.query<TableSessionRow>(
    `UPDATE table_session s SET last_change_at = $3, version = version + $4::integer
     WHERE s.shop_id = $1 AND s.session_id = $2 RETURNING ${SESSION_COLUMNS}`,
    [tenant, key, now, steps],
  );
  return known(session);
}

/** Closes an open session that is locked. */
export async function markClosed(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  reason: TableCloseReason,
  now: Date,
): Promise<TableSessionRow> {
  const [session] = await transaction.query<TableSessionRow>(
    `UPDATE table_session s SET state = 'CLOSED', closed_at = $3, close_reason = $4, version = version + 1
     WHERE s.shop_id = $1 AND s.session_id = $2 RETURNING ${SESSION_COLUMNS}`,
    [tenant, key, now, reason],
  );
  return known(session);
}

function known(session: TableSessionRow | undefined): TableSessionRow {
  if (!session) throw new Error('a locked table session is gone');
  return session;
}

/** Adds a guest to a locked session; false when it was one already. */
export async function insertGuest(transaction: Transaction, guest: TableGuestRow): Promise<boolean> {
  const rows = await transaction.query(
    `INSERT INTO table_guest (shop_id, session_id, account_id, joined_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING account_id`,
    [guest.shopId, guest.sessionId, guest.accountId, guest.joinedAt],
  );
  return rows.length > 0;
}

/** The guests of these (shop, session) keys, in the order of joining. */
export function findGuests(runner: SqlRunner, keys: readonly TenantKey[]): Promise<TableGuestRow[]> {
  return runner.query<TableGuestRow>(
    `SELECT g.shop_id AS "shopId", g.session_id AS "sessionId", g.account_id AS "accountId", g.joined_at AS "joinedAt"
     FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, session_id)
     JOIN table_guest g USING (shop_id, session_id) ORDER BY g.joined_at, g.account_id`,
    columnsOf(keys),
  );
}

export interface SessionOrdersQuery {
  readonly shopId: Uuid;
  readonly sessionId: Uuid;
  readonly after: OrderPosition | null;
  readonly limit: number;
}

/** A page of what was ordered in a session, the latest first. */
export function findSessionOrders(runner: SqlRunner, query: SessionOrdersQuery): Promise<OrderRow[]> {
  const { shopId, sessionId, after, limit } = query;
  return runner.query<OrderRow>(
    `SELECT ${ORDER_COLUMNS} FROM "order" o
     WHERE o.shop_id = $1 AND o.table_session_id = $2 AND (o.placed_at, o.order_id) < ($3, $4)
     ORDER BY o.placed_at DESC, o.order_id DESC LIMIT $5`,
    [shopId, sessionId, after?.placedAt ?? 'infinity', after?.orderId ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
  );
}

/** What a session's orders come to. */
export interface SessionOrders {
  readonly shopId: Uuid;
  readonly sessionId: Uuid;
  /** Minor units, without what was called off or has expired. */
  readonly total: number;
  /** Sum of the orders' versions: rises with every change of one of them. */
  readonly versions: number;
  /** How many stand, as far as the clock tells. */
  readonly standing: number;
  /** When one of them last took a step; null when there is none. */
  readonly lastStepAt: Date | null;
}

/** What the orders of these (shop, session) keys come to, in no order. */
export function sumSessionOrders(runner: SqlRunner, keys: readonly TenantKey[], now: Date): Promise<SessionOrders[]> {
  return runner.query<SessionOrders>(
    `SELECT wanted.shop_id AS "shopId", wanted.session_id AS "sessionId", sums.*
     FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, session_id)
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(o.total) FILTER (WHERE standing), 0)::bigint AS total,
              coalesce(sum(o.version), 0)::bigint AS versions,
              count(*) FILTER (WHERE standing) AS standing,
              max(greatest(o.placed_at, o.confirmed_at, o.completed_at, o.cancelled_at)) AS "lastStepAt"
       FROM "order" o
       CROSS JOIN LATERAL (
         SELECT o.state IN ('CONFIRMED', 'COMPLETED') OR o.state = 'PENDING' AND o.expires_at > $3 AS standing) judged
       WHERE o.shop_id = wanted.shop_id AND o.table_session_id = wanted.session_id) sums`,
    [...columnsOf(keys), now],
  );
}
