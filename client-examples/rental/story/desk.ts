import { day } from '../../walk/days.ts';
import { aMoment, refused, yen } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';
import { offerSteps } from './waiting.ts';

const utc = (kept: Kept, ahead: number, time: string) => `${day(kept, ahead)}T${time}:00.000Z`;

/** At the desk: things go out, stay longer, come back, or are not fetched at all. */
export const deskSteps: readonly Step[] = [
  {
    name: 'the customer sees both reservations',
    as: 'customer',
    operation: 'my-reservations',
    expected: (kept) => ({
      data: {
        myReservations: {
          nodes: [
            { id: kept('cameraReservation'), state: 'CONFIRMED', overdue: false, endingSoon: false },
            { id: kept('tentReservation'), state: 'CONFIRMED' },
          ],
        },
      },
    }),
    keep: { cameraVersion: 'myReservations.nodes.0.version' },
  },
  {
    name: 'at the desk they stand by when they begin',
    as: 'owner',
    operation: 'shop-reservations',
    variables: (kept) => ({ shopId: kept('shopId'), sort: 'PERIOD_START', filter: { states: ['CONFIRMED'] } }),
    expected: (kept) => ({
      data: {
        shopReservations: {
          nodes: [
            { order: { id: kept('orderId'), remark: '三脚はいりません', customer: { displayName: '山田 花子' } } },
            { order: { id: kept('orderId') } },
            { id: kept('neighboursReservation') },
          ],
        },
      },
    }),
  },
  {
    name: 'to the neighbour the desk does not exist',
    as: 'neighbour',
    operation: 'shop-reservations',
    variables: (kept) => ({ shopId: kept('shopId') }),
    expected: () => ({ data: { shopReservations: null } }),
  },
  {
    name: 'the customer keeps the camera until the evening after',
    as: 'customer',
    operation: 'extend-reservation',
    variables: (kept) => ({
      input: {
        reservationId: kept('cameraReservation'),
        expectedVersion: kept('cameraVersion'),
        newEndLocal: `${day(kept, 11)}T19:00`,
      },
    }),
    expected: (kept) => ({
      data: { extendReservation: { __typename: 'Reservation', period: { end: utc(kept, 11, '10:00') } } },
    }),
    keep: { cameraVersion: 'extendReservation.version' },
  },
  {
    name: 'whoever saw an older version changes nothing',
    as: 'customer',
    operation: 'extend-reservation',
    variables: (kept) => ({
      input: {
        reservationId: kept('cameraReservation'),
        expectedVersion: 1,
        newEndLocal: `${day(kept, 11)}T20:00`,
      },
    }),
    expected: (kept) =>
      refused('extendReservation', 'VersionConflict', 'VERSION_CONFLICT', { currentVersion: kept('cameraVersion') }),
  },
  {
    name: 'the neighbour wants the tent after that',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        lines: [{ variantId: kept('tentId'), quantity: 1 }],
        period: { startLocal: `${day(kept, 13)}T10:00`, endLocal: `${day(kept, 13)}T18:00` },
      },
    }),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', state: 'CONFIRMED' } } }),
    keep: { noShow: 'placeOrder.lines.0.reservation.id', noShowVersion: 'placeOrder.lines.0.reservation.version' },
  },
  {
    name: 'so the customer may keep it until then, and no longer',
    as: 'customer',
    operation: 'extend-reservation',
    variables: (kept) => ({
      input: { reservationId: kept('tentReservation'), expectedVersion: 1, newEndLocal: `${day(kept, 13)}T12:00` },
    }),
    expected: (kept) =>
      refused('extendReservation', 'ExtensionConflict', 'EXTENSION_CONFLICT', {
        latestEnd: utc(kept, 13, '01:00'),
      }),
  },
  {
    name: 'the customer goes without the tent after all, and the price falls',
    as: 'customer',
    operation: 'cancel-reservations',
    variables: (kept) => ({
      input: { orderId: kept('orderId'), reservationIds: [kept('tentReservation')], reason: '晴れないので' },
    }),
    expected: () => ({
      data: {
        cancelReservations: {
          __typename: 'Order',
          state: 'CONFIRMED',
          total: yen('4800'),
          lines: [{ reservation: { state: 'CONFIRMED' } }, { reservation: { state: 'CANCELLED' } }],
        },
      },
    }),
  },
  ...offerSteps,
  {
    name: 'a customer does not hand things over to themselves',
    as: 'customer',
    operation: 'hand-over-reservation',
    variables: (kept) => ({
      input: { reservationId: kept('cameraReservation'), expectedVersion: kept('cameraVersion') },
    }),
    expected: () =>
      refused('handOverReservation', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION', {
        from: 'CONFIRMED',
        to: 'HANDED_OVER',
        allowed: ['CANCELLED'],
      }),
  },
  {
    name: 'what is not out cannot come back',
    as: 'owner',
    operation: 'return-reservation',
    variables: (kept) => ({
      input: { reservationId: kept('cameraReservation'), expectedVersion: kept('cameraVersion') },
    }),
    expected: () =>
      refused('returnReservation', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION', {
        from: 'CONFIRMED',
        to: 'RETURNED',
      }),
  },
  {
    name: 'the camera goes over the desk',
    as: 'owner',
    operation: 'hand-over-reservation',
    variables: (kept) => ({
      input: { reservationId: kept('cameraReservation'), expectedVersion: kept('cameraVersion') },
    }),
    expected: () => ({
      data: { handOverReservation: { __typename: 'Reservation', state: 'HANDED_OVER', handedOverAt: aMoment } },
    }),
    keep: { cameraVersion: 'handOverReservation.version' },
  },
  {
    name: 'the owner sees it in the feed',
    arrivesAt: 'feed',
    expected: (kept) => ({
      data: { orderFeed: { type: 'RESERVATION_HANDED_OVER', order: { id: kept('orderId') } } },
    }),
  },
  {
    name: 'it comes back early, which completes the order',
    as: 'owner',
    operation: 'return-reservation',
    variables: (kept) => ({
      input: { reservationId: kept('cameraReservation'), expectedVersion: kept('cameraVersion') },
    }),
    expected: (kept) => ({
      data: {
        returnReservation: {
          __typename: 'Reservation',
          state: 'RETURNED',
          endedAt: aMoment,
          order: { id: kept('orderId'), state: 'COMPLETED' },
        },
      },
    }),
  },
  {
    name: 'nobody comes for the tent: the shop closes that reservation',
    as: 'owner',
    operation: 'end-reservation',
    variables: (kept) => ({
      input: { reservationId: kept('noShow'), expectedVersion: kept('noShowVersion') },
    }),
    expected: () => ({ data: { endReservation: { __typename: 'Reservation', state: 'RETURNED' } } }),
  },
  {
    name: 'the tent is free again but for the neighbour’s afternoon',
    operation: 'availability',
    variables: (kept) => ({
      variantId: kept('tentId'),
      from: utc(kept, 10, '00:00'),
      to: utc(kept, 14, '00:00'),
    }),
    expected: (kept) => ({
      data: {
        availability: {
          windows: [
            { start: utc(kept, 10, '00:00'), end: utc(kept, 11, '03:00'), available: 1 },
            { start: utc(kept, 11, '07:00'), end: utc(kept, 14, '00:00'), available: 1 },
          ],
        },
      },
    }),
  },
];
