import { aMoment, anId, refused, won } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

/** From the next full minute but one, for so many minutes. */
function period(minutes: number, ahead = 0): { start: string; end: string } {
  const start = Math.ceil(Date.now() / 60_000) * 60_000 + 60_000 + ahead * 60_000;
  return { start: new Date(start).toISOString(), end: new Date(start + minutes * 60_000).toISOString() };
}

const ride = (kept: Kept, minutes: number, bike?: string, ahead?: number) => ({
  input: {
    shopId: kept('shopId'),
    lines: [{ variantId: kept('variantId'), quantity: 1, ...(bike === undefined ? {} : { unitIds: [kept(bike)] }) }],
    period: period(minutes, ahead),
  },
});

/** A bike is reserved, picked up, kept longer and brought back. */
export const ridingSteps: readonly Step[] = [
  {
    name: 'the owner watches the fleet',
    as: 'owner',
    opens: 'feed',
    operation: 'order-feed',
    variables: (kept) => ({ shopId: kept('shopId') }),
  },
  {
    name: 'the customer reserves the bike at hand for twenty minutes',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ride(kept, 20, 'bike'),
    expected: (kept) => ({
      data: {
        placeOrder: {
          __typename: 'Order',
          state: 'CONFIRMED',
          total: won('1000'),
          lines: [
            {
              units: [{ label: 'SPB-30101', unit: { id: kept('bike') } }],
              reservation: { id: anId('res'), state: 'CONFIRMED' },
            },
          ],
        },
      },
    }),
    keep: {
      orderId: 'placeOrder.id',
      reservation: 'placeOrder.lines.0.reservation.id',
      version: 'placeOrder.lines.0.reservation.version',
    },
  },
  {
    name: 'nobody else gets that bike for that time',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ride(kept, 30, 'bike'),
    expected: () => refused('placeOrder', 'PeriodConflict', 'PERIOD_CONFLICT', { requested: 1, available: 0 }),
  },
  {
    name: 'the neighbour gets any other one, for later',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ride(kept, 30, undefined, 60),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', state: 'CONFIRMED', lines: [{ units: [{}] }] } } }),
    keep: { laterReservation: 'placeOrder.lines.0.reservation.id' },
  },
  {
    name: 'but not the one with the flat tyre',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ride(kept, 30, 'flatBike'),
    expected: (kept) => refused('placeOrder', 'UnitNotFound', 'UNIT_NOT_FOUND', { unitIds: [kept('flatBike')] }),
  },
  {
    name: 'nor any for three hours',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ride(kept, 180),
    expected: () =>
      refused('placeOrder', 'DurationOutOfRange', 'DURATION_OUT_OF_RANGE', { minimumMinutes: 10, maximumMinutes: 120 }),
  },
  {
    name: 'an hour before the time is too early to take it',
    as: 'neighbour',
    operation: 'pick-up-reservation',
    variables: (kept) => ({ input: { reservationId: kept('laterReservation'), expectedVersion: 1 } }),
    expected: () => refused('pickUpReservation', 'TooEarly', 'TOO_EARLY', { earliest: aMoment }),
  },
  {
    name: 'nobody takes the bike of somebody else',
    as: 'neighbour',
    operation: 'pick-up-reservation',
    variables: (kept) => ({ input: { reservationId: kept('reservation'), expectedVersion: kept('version') } }),
    expected: () => refused('pickUpReservation', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'the customer takes the bike',
    as: 'customer',
    operation: 'pick-up-reservation',
    variables: (kept) => ({ input: { reservationId: kept('reservation'), expectedVersion: kept('version') } }),
    expected: () => ({
      data: { pickUpReservation: { __typename: 'Reservation', state: 'HANDED_OVER', handedOverAt: aMoment } },
    }),
    keep: { version: 'pickUpReservation.version', end: 'pickUpReservation.period.end' },
  },
  {
    name: 'it cannot be taken twice',
    as: 'customer',
    operation: 'pick-up-reservation',
    variables: (kept) => ({ input: { reservationId: kept('reservation'), expectedVersion: kept('version') } }),
    expected: () =>
      refused('pickUpReservation', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION', {
        from: 'HANDED_OVER',
        to: 'HANDED_OVER',
        allowed: ['RETURNED'],
      }),
  },
  {
    name: 'a clock says by itself that the time is nearly over',
    arrivesAt: 'feed',
    expected: (kept) => ({
      data: { orderFeed: { type: 'RESERVATION_ENDING_SOON', order: { id: kept('orderId') } } },
    }),
  },
  {
    name: 'the customer sees it, too',
    as: 'customer',
    operation: 'my-reservations',
    variables: () => ({ filter: { endingSoon: true } }),
    expected: (kept) => ({
      data: { myReservations: { nodes: [{ id: kept('reservation'), endingSoon: true, overdue: false }] } },
    }),
    keep: { version: 'myReservations.nodes.0.version' },
  },
  {
    name: 'and keeps the bike for half an hour more',
    as: 'customer',
    operation: 'extend-reservation',
    variables: (kept) => ({
      input: {
        reservationId: kept('reservation'),
        expectedVersion: kept('version'),
        newEnd: new Date(Date.parse(String(kept('end'))) + 30 * 60_000).toISOString(),
      },
    }),
    expected: (kept) => ({
      data: {
        extendReservation: {
          __typename: 'Reservation',
          period: { end: new Date(Date.parse(String(kept('end'))) + 30 * 60_000).toISOString() },
        },
      },
    }),
    keep: { version: 'extendReservation.version' },
  },
  {
    name: 'the bike comes back early, and is free at once',
    as: 'customer',
    operation: 'return-reservation',
    variables: (kept) => ({ input: { reservationId: kept('reservation'), expectedVersion: kept('version') } }),
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
    name: 'so that the neighbour can have it after all',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ride(kept, 30, 'bike'),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', state: 'CONFIRMED' } } }),
  },
];
