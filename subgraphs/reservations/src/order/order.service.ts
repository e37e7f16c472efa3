import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import { badInput } from '@yoyaku/platform/errors';
import { isUuid, type TenantKey, type Uuid } from '@yoyaku/platform/ids';
import { connection, encodeCursor, type PageArguments, type PageRequest, pageRequest } from '@yoyaku/platform/paging';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import type { OrderFilter } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { orderIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import type { OrderPage, OrderRow } from './order.entity.ts';
import type { OrderLoaders } from './order.loaders.ts';
import { type OrderState, writtenAs } from './order.state.ts';
import { findAccountOrders, findOrders, findShopOrders, type OrderPosition } from './order.store.ts';

/** An order of the viewer's or of a shop the viewer works in; null for all others. @throws UNAUTHENTICATED */
export async function order({ viewer, loaders }: Context, id: string): Promise<OrderRow | null> {
  requireAccount(viewer);
  return orderReference({ loaders }, id);
}

/** As {@link order}, for links from other subgraphs: nobody in particular sees nothing. */
export async function orderReference({ loaders }: Pick<Context, 'loaders'>, id: string): Promise<OrderRow | null> {
  const key = orderIds.decode(id);
  return key && loaders.visibleOrder.load(key);
}

/** An order that was just changed, as it is now; what was loaded before is no longer so. */
export async function presentOrder(
  { database }: Pick<ReservationsKit, 'database'>,
  loaders: OrderLoaders,
  key: TenantKey,
): Promise<OrderRow> {
  loaders.visibleOrder.clear(key);
  loaders.lines.clear(key);
  const [found] = await findOrders(database, [key]);
  if (!found) throw new Error(`order ${key.key} is gone`);
  return found;
}

/** The viewer's own orders, the latest first. @throws UNAUTHENTICATED, BAD_USER_INPUT */
export async function myOrders(
  kit: ReservationsKit,
  viewer: Viewer,
  state: OrderState | null,
  page: PageArguments,
): Promise<OrderPage> {
  return accountOrders(kit, requireAccount(viewer), state, page);
}

/** An account's orders, for itself; null for everybody else. @throws BAD_USER_INPUT */
export async function ordersOfAccount(
  kit: ReservationsKit,
  viewer: Viewer,
  accountId: string,
  page: PageArguments,
): Promise<OrderPage | null> {
  if (viewer.kind !== 'ACCOUNT' || accountIds.decode(accountId) !== viewer.accountId) return null;
  return accountOrders(kit, viewer.accountId, null, page);
}

async function accountOrders(
  { database, clock }: ReservationsKit,
  accountId: Uuid,
  state: OrderState | null,
  page: PageArguments,
): Promise<OrderPage> {
  const request = latestFirst(page);
  const states = writtenAs(state, clock.now());
  return pageOf(await findAccountOrders(database, { accountId, states, ...request }), request);
}

/** A shop's orders, the latest first, for its staff; null for everybody else. @throws UNAUTHENTICATED, BAD_USER_INPUT */
export async function shopOrders(
  { database, clock }: ReservationsKit,
  { viewer, loaders }: Context,
  id: string,
  filter: OrderFilter | null | undefined,
  page: PageArguments,
): Promise<OrderPage | null> {
  requireAccount(viewer);
  const request = latestFirst(page);
  const shopId = shopIds.decode(id);
  if (!shopId || !(await loaders.role.load(shopId))) return null;
  const rows = await findShopOrders(database, {
    shopId,
    states: writtenAs(filter?.state ?? null, clock.now()),
    placedFrom: filter?.placedFrom ?? null,
    placedTo: filter?.placedTo ?? null,
    ...request,
  });
  return pageOf(rows, request);
}

const LATEST_FIRST = 'orders, latest first';

/** Reads the arguments of a list of orders, the latest first. @throws BAD_USER_INPUT */
export function latestFirst(page: PageArguments): PageRequest<OrderPosition> {
  const { limit, after } = pageRequest(LATEST_FIRST, 2, page);
  if (!after) return { limit, after };
  const [placedAt, orderId] = after;
  const valid = typeof placedAt === 'string' && isMoment(placedAt) && typeof orderId === 'string' && isUuid(orderId);
  if (!valid) throw badInput('after is not a cursor of this list.');
  return { limit, after: { placedAt, orderId } };
}

/** Whether this is a moment exactly as cursors have it. */
function isMoment(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

/** The page of such a list. */
export function pageOf(rows: readonly OrderRow[], request: PageRequest<unknown>): OrderPage {
  return connection(rows, request, ({ placedAt, orderId }) =>
    encodeCursor(LATEST_FIRST, [placedAt.toISOString(), orderId]),
  );
}
