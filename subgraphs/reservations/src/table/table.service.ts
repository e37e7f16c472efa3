import { requireAccount } from '@yoyaku/platform/auth/viewer';
import { badInput } from '@yoyaku/platform/errors';
import { isUuid } from '@yoyaku/platform/ids';
import { connection, encodeCursor, type PageArguments, pageRequest } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { TableFilter } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { tableIds, tableSessionIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import type { OrderPage } from '../order/order.entity.ts';
import { latestFirst, pageOf } from '../order/order.service.ts';
import { findSessionOrders, findTableSessions, type SessionPosition } from './table-session.store.ts';
import type { TablePage, TableRow, TableSessionPage, TableSessionRow } from './table.entity.ts';
import { findShopTables, type TablePosition } from './table.store.ts';

/** A table of a shop the viewer works in; null for all others. @throws UNAUTHENTICATED */
export async function table({ viewer, loaders }: Context, id: string): Promise<TableRow | null> {
  requireAccount(viewer);
  const key = tableIds.decode(id);
  return key && (await loaders.role.load(key.tenant)) && loaders.table.load(key);
}

/** A session that the viewer has joined, or of a shop the viewer works in; null for all others. @throws UNAUTHENTICATED */
export async function tableSession({ viewer, loaders }: Context, id: string): Promise<TableSessionRow | null> {
  requireAccount(viewer);
  const key = tableSessionIds.decode(id);
  return key && loaders.visibleSession.load(key);
}

const BY_NAME = 'tables, by name';

/** A shop's tables, for its staff; null for everybody else. @throws UNAUTHENTICATED, BAD_USER_INPUT */
export async function tables(
  { database }: ReservationsKit,
  { viewer, loaders }: Context,
  id: string,
  filter: TableFilter | null | undefined,
  page: PageArguments,
): Promise<TablePage | null> {
  requireAccount(viewer);
  const request = pageRequest(BY_NAME, 2, page);
  const after = request.after && tablePosition(request.after);
  const shopId = shopIds.decode(id);
  if (!shopId || !(await loaders.role.load(shopId))) return null;
  const rows = await findShopTables(database, {
    shopId,
    open: filter?.open ?? null,
    archived: filter ? (filter.archived ?? null) : false,
    after,
    limit: request.limit,
  });
  return connection(rows, request, ({ name, tableId }) => encodeCursor(BY_NAME, [name, tableId]));
}

function tablePosition([name, tableId]: readonly unknown[]): TablePosition {
  const valid = typeof name === 'string' && !name.includes('\0') && typeof tableId === 'string' && isUuid(tableId);
  if (!valid) throw badInput('after is not a cursor of this list.');
  return { name, tableId };
}

const LATEST_SESSIONS = 'table sessions, latest first';

/** The sessions of a table, the latest first, for the shop's staff; null for everybody else. @throws BAD_USER_INPUT */
export async function tableSessions(
  { database }: ReservationsKit,
  { loaders }: Context,
  { shopId, tableId }: TableRow,
  page: PageArguments,
): Promise<TableSessionPage | null> {
  const request = pageRequest(LATEST_SESSIONS, 2, page);
  const after = request.after && sessionPosition(request.after);
  if (!(await loaders.role.load(shopId))) return null;
  const rows = await findTableSessions(database, { tenant: shopId, key: tableId }, { after, limit: request.limit });
  return connection(rows, request, ({ openedAt, sessionId }) =>
    encodeCursor(LATEST_SESSIONS, [openedAt.toISOString(), sessionId]),
  );
}

function sessionPosition([openedAt, sessionId]: readonly unknown[]): SessionPosition {
  const moment = typeof openedAt === 'string' ? new Date(openedAt) : null;
  if (!moment || Number.isNaN(moment.getTime()) || typeof sessionId !== 'string' || !isUuid(sessionId)) {
    throw badInput('after is not a cursor of this list.');
  }
  return { openedAt: moment, sessionId };
}

/** What was ordered in a session that the viewer may see, the latest first. @throws BAD_USER_INPUT */
export async function sessionOrders(
  { database }: ReservationsKit,
  { shopId, sessionId }: TableSessionRow,
  page: PageArguments,
): Promise<OrderPage> {
  const request = latestFirst(page);
  return pageOf(await findSessionOrders(database, { shopId, sessionId, ...request }), request);
}
