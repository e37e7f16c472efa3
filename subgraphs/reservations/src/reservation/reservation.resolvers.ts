import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { performanceIds, productIds, reservationIds, unitIds, variantIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { cancelReservations } from './cancel-reservations.ts';
import { extendReservation } from './extend-reservation.ts';
import { moveReservation, type MOVES, handOverReservation, pickUpReservation } from './move-reservation.ts';
import type { ReservationInput } from './change-reservation.ts';
import {
  isEndingSoon,
  isOverdue,
  overdueSince,
  reservationStateAt,
  type ReservationRow,
} from './reservation.entity.ts';
import { myReservations, shopReservations } from './reservation-list.ts';
import { allowedSteps } from './reservation.state.ts';
import { endingSoonMinutes } from './reservation.timers.ts';

export function reservationResolvers(kit: ReservationsKit): Resolvers {
  const move =
    (operation: keyof typeof MOVES) =>
    (_parent: object, { input }: { input: ReservationInput }, { viewer, loaders }: Context) =>
      moveReservation(kit, { loaders, accountId: requireAccount(viewer), operation, input });
  const now = () => kit.clock.now();

  return {
    Query: {
      reservation: (_parent, { id }, context) => {
        requireAccount(context.viewer);
        return visibleReservation(context, id);
      },
      myReservations: (_parent, { filter, ...page }, { viewer }) => myReservations(kit, viewer, filter, page),
      shopReservations: (_parent, { shopId, filter, sort, ...page }, context) =>
        shopReservations(kit, context, shopId, filter, sort, page),
    },
    Mutation: {
      prepareReservation: move('prepareReservation'),
      readyReservation: move('readyReservation'),
      handOverReservation: (_parent, { input }, { viewer, loaders }) =>
        handOverReservation(kit, {
          loaders,
          accountId: requireAccount(viewer),
          operation: 'handOverReservation',
          input,
        }),
      pickUpReservation: (_parent, { input }, { viewer, loaders }) =>
        pickUpReservation(kit, { loaders, accountId: requireAccount(viewer), operation: 'pickUpReservation', input }),
      returnReservation: move('returnReservation'),
      endReservation: move('endReservation'),
      extendReservation: (_parent, { input }, { viewer, loaders }) =>
        extendReservation(kit, { loaders, accountId: requireAccount(viewer), input }),
      cancelReservations: (_parent, { input }, { viewer, loaders }) =>
        cancelReservations(kit, loaders, requireAccount(viewer), input),
    },
    OrderLine: {
      reservation: async (line, _arguments, { loaders }) => {
        const order = await loaders.visibleOrder.load({ tenant: line.shopId, key: line.orderId });
        if (!order) throw new Error(`the order of line ${line.lineId} is gone`);
        return { order, line };
      },
    },
    OrderFeedEvent: {
      reservation: ({ order: key, lineId }, _arguments, { loaders }) =>
        lineId === null ? null : reservationOf({ loaders }, key, lineId),
    },
    Reservation: {
      // In a result, failures carry their type's name; the reservation itself does not.
      __isTypeOf: (value) => 'line' in value,
      __resolveReference: ({ id }, context) => visibleReservation(context, id),
      id: ({ line: { shopId, orderId, lineId } }) => reservationIds.encode(shopId, orderId, lineId),
      variant: ({ line: { shopId, variantId } }) => ({ id: variantIds.encode(shopId, variantId) }),
      product: ({ line: { shopId, productId } }) => ({ id: productIds.encode(shopId, productId) }),
      performance: ({ line: { shopId, performanceId } }) =>
        performanceId === null ? null : { id: performanceIds.encode(shopId, performanceId) },
      period: ({ line: { periodStart, periodEnd } }) =>
        periodStart && periodEnd && { start: periodStart, end: periodEnd },
      units: ({ line: { shopId, units } }) =>
        (units ?? []).map(({ unitId, label, section, rowName, seatNumber }) => ({
          unit: { id: unitIds.encode(shopId, unitId) },
          label,
          section,
          row: rowName,
          seatNumber,
        })),
      quantity: ({ line }) => line.quantity,
      state: (parent) => reservationStateAt(now(), parent),
      allowedSteps: async (parent, _arguments, { viewer, loaders }) => {
        const staff = (await loaders.role.load(parent.line.shopId)) !== null;
        if (!staff && !isCustomer(viewer, parent)) return [];
        return allowedSteps(reservationStateAt(now(), parent), parent.line.returnable, staff ? 'STAFF' : 'CUSTOMER');
      },
      returnable: ({ line }) => line.returnable,
      version: ({ line }) => line.reservationVersion,
      handedOverAt: ({ line }) => line.handedOverAt,
      endedAt: ({ line }) => line.endedAt,
      cancelledAt: (parent) =>
        parent.line.cancelledAt ??
        (reservationStateAt(now(), parent) === 'CANCELLED' ? parent.order.cancelledAt : null),
      overdue: (parent) => isOverdue(now(), parent),
      overdueSince: (parent) => overdueSince(now(), parent),
      endingSoon: async (parent) => isEndingSoon(now(), parent, await endingSoonMinutes(kit, parent.line.shopId)),
      atRisk: ({ line }) => line.atRisk,
    },
  };
}

const isCustomer = (viewer: Viewer, { order }: ReservationRow) =>
  viewer.kind === 'ACCOUNT' && viewer.accountId === order.accountId;

/** A reservation of the viewer's or of a shop the viewer works in; null for all others. */
function visibleReservation({ loaders }: Pick<Context, 'loaders'>, id: string): Promise<ReservationRow | null> | null {
  const key = reservationIds.decode(id);
  return key && reservationOf({ loaders }, { tenant: key.tenant, key: key.whole }, key.key);
}

async function reservationOf(
  { loaders }: Pick<Context, 'loaders'>,
  orderKey: { readonly tenant: string; readonly key: string },
  lineId: string,
): Promise<ReservationRow | null> {
  const order = await loaders.visibleOrder.load(orderKey);
  const lines = order ? await loaders.lines.load(orderKey) : [];
  const line = lines.find((each) => each.lineId === lineId);
  return order && line ? { order, line } : null;
}
