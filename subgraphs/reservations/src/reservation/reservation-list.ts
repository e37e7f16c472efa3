import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import { badInput } from '@yoyaku/platform/errors';
import { type IdCodec, idCodec, isUuid, type Uuid } from '@yoyaku/platform/ids';
import { connection, encodeCursor, type PageArguments, pageRequest } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { MyReservationFilter, ReservationFilter, ReservationSort } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { performanceIds, variantIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import type { ReservationState } from '../order/line.state.ts';
import { writtenAs } from '../order/order.state.ts';
import { findOrders } from '../order/order.store.ts';
import type { ReservationPage } from './reservation.entity.ts';
import {
  findByPeriod,
  findByPlacing,
  findOfAccount,
  type ListedLine,
  type MovedAs,
  type ReservationConditions,
  type ReservationPosition,
  type SoughtStates,
} from './reservation-list.store.ts';
import { OPEN_STATES, RESERVATION_STATES } from './reservation.state.ts';
import { endingSoonMinutes } from './reservation.timers.ts';

/** What a table's id looks like. */
const tableSessionIds = idCodec('tbs');

/** The lines that {@link reservationStateAt} finds in these states. */
export function soughtStates(states: readonly ReservationState[], now: Date): SoughtStates {
  const moved = states.flatMap((state): MovedAs[] => [
    { state, returnable: false },
    { state, returnable: true },
  ]);
  const unmoved = states.flatMap((state) => {
    switch (state) {
      case 'HELD':
        return writtenAs('PENDING', now);
      case 'CONFIRMED':
      case 'CANCELLED':
      case 'EXPIRED':
        return writtenAs(state, now);
      case 'HANDED_OVER':
      case 'PREPARING':
      case 'READY':
      case 'RETURNED':
        return [];
    }
  });
  return { moved, unmoved };
}

/** What is open: of what was handed over, only what is to come back. Never what is merely held. */
function openStates(now: Date): SoughtStates {
  const { moved, unmoved } = soughtStates(OPEN_STATES, now);
  return { moved: moved.filter(({ state, returnable }) => state !== 'HANDED_OVER' || returnable), unmoved };
}

/**
 * A shop's reservations for its staff; null for everybody else. An id of another shop in the filter finds nothing.
 * @throws UNAUTHENTICATED; BAD_USER_INPUT for a page or a combination that cannot be.
 */
export async function shopReservations(
  kit: ReservationsKit,
  { viewer, loaders }: Context,
  id: string,
  filter: ReservationFilter | null | undefined,
  givenSort: ReservationSort | null,
  page: PageArguments,
): Promise<ReservationPage | null> {
  requireAccount(viewer);
  const sort = givenSort ?? 'PLACED';
  const states = filter?.states ?? null;
  if (sort === 'PERIOD_START' && states?.some((state) => state === 'HELD' || state === 'EXPIRED')) {
    throw badInput('HELD and EXPIRED reservations cannot be sorted by PERIOD_START.');
  }
  const order = `reservations by ${sort}`;
  const request = positionOf(order, page);
  const shopId = shopIds.decode(id);
  if (!shopId || !(await loaders.role.load(shopId))) return null;

  const now = kit.clock.now();
  const ids = filteredIds(shopId, filter);
  const query = {
    shopId,
    sought: ids && states?.length !== 0 ? (states ? soughtStates(distinct(states), now) : openStates(now)) : NOTHING,
    conditions: {
      ...ANY,
      ...ids,
      from: filter?.from ?? null,
      to: filter?.to ?? null,
      overdue: filter?.overdue ?? null,
      endingSoon: filter?.endingSoon ?? null,
      atRisk: filter?.atRisk ?? null,
      now,
      endingSoonMinutes: await endingSoonMinutes(kit, shopId),
    },
    ...request,
  };
  const lines = await (sort === 'PLACED' ? findByPlacing : findByPeriod)(kit.database, query);
  return pageOf(kit, order, lines, request.limit, request.after !== null);
}

/** The viewer's own reservations at all shops, those placed latest first. @throws UNAUTHENTICATED, BAD_USER_INPUT */
export async function myReservations(
  kit: ReservationsKit,
  viewer: Viewer,
  filter: MyReservationFilter | null | undefined,
  page: PageArguments,
): Promise<ReservationPage> {
  const accountId = requireAccount(viewer);
  const order = 'reservations, latest first';
  const request = positionOf(order, page);
  const now = kit.clock.now();
  const lines = await findOfAccount(kit.database, {
    accountId,
    sought: soughtStates(distinct(filter?.states ?? RESERVATION_STATES), now),
    conditions: { ...ANY, overdue: filter?.overdue ?? null, endingSoon: filter?.endingSoon ?? null, now },
    ...request,
  });
  return pageOf(kit, order, lines, request.limit, request.after !== null);
}

const NOTHING: SoughtStates = { moved: [], unmoved: [] };

const ANY: Omit<ReservationConditions, 'now'> = {
  variantId: null,
  performanceId: null,
  from: null,
  to: null,
  overdue: null,
  endingSoon: null,
  atRisk: null,
  tableSessionId: null,
  endingSoonMinutes: 60,
};

const distinct = (states: readonly ReservationState[]) => [...new Set(states)];

/** The filter's ids as keys; null when one of them can be nothing of this shop's. */
function filteredIds(
  shopId: Uuid,
  filter: ReservationFilter | null | undefined,
): Pick<ReservationConditions, 'variantId' | 'performanceId' | 'tableSessionId'> | null {
  const keyOf = (codec: IdCodec, id: string | null | undefined): Uuid | null | undefined => {
    if (id === null || id === undefined) return null;
    const key = codec.decode(id);
    return key?.tenant === shopId ? key.key : undefined;
  };
  const variantId = keyOf(variantIds, filter?.variantId);
  const performanceId = keyOf(performanceIds, filter?.performanceId);
  const tableSessionId = keyOf(tableSessionIds, filter?.tableSessionId);
  if (variantId === undefined || performanceId === undefined || tableSessionId === undefined) return null;
  return { variantId, performanceId, tableSessionId };
}

function positionOf(order: string, page: PageArguments): { limit: number; after: ReservationPosition | null } {
  const { limit, after } = pageRequest(order, 3, page);
  if (!after) return { limit, after };
  const [moment, orderId, place] = after;
  const valid =
    typeof moment === 'string' &&
    isMoment(moment) &&
    typeof orderId === 'string' &&
    isUuid(orderId) &&
    typeof place === 'number' &&
    Number.isInteger(place) &&
    place >= 0 &&
    place < 100;
  if (!valid) throw badInput('after is not a cursor of this list.');
  return { limit, after: { moment, orderId, place } };
}

/** Whether this is a moment exactly as cursors have it. */
function isMoment(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

/** Lines with their orders: one statement more. */
async function pageOf(
  { database }: ReservationsKit,
  order: string,
  lines: readonly ListedLine[],
  limit: number,
  continued: boolean,
): Promise<ReservationPage> {
  const keys = new Map(lines.map(({ shopId, orderId }) => [orderId, { tenant: shopId, key: orderId }]));
  const found = keys.size === 0 ? [] : await findOrders(database, [...keys.values()]);
  const orders = new Map(found.map((each) => [each.orderId, each]));
  const rows = lines.flatMap((line) => {
    const own = orders.get(line.orderId);
    return own ? [{ order: own, line, moment: line.moment }] : [];
  });
  return connection(rows, { limit, after: continued ? true : null }, ({ moment, line }) =>
    encodeCursor(order, [moment.toISOString(), line.orderId, line.place]),
  );
}
