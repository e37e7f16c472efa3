import { day } from '../../walk/days.ts';
import { aMoment, anId, refused, refusedOutright, yen } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';
import { waitingSteps } from './waiting.ts';

/** From and to a time of day in Tokyo, so many days ahead. */
const local = (kept: Kept, ahead: number, from: string, to: string, endsAhead = ahead) => ({
  startLocal: `${day(kept, ahead)}T${from}`,
  endLocal: `${day(kept, endsAhead)}T${to}`,
});

/** The same moment in UTC: Tokyo is nine hours ahead. */
const utc = (kept: Kept, ahead: number, hour: number, minute = 0) =>
  `${day(kept, ahead)}T${String(hour - 9).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`;

const cameras = (kept: Kept, period: object, quantity = 1) => ({
  input: { shopId: kept('shopId'), lines: [{ variantId: kept('cameraId'), quantity }], period },
});

const refusedPeriod = (
  name: string,
  period: (kept: Kept) => object,
  type: string,
  code: string,
  more: Parameters<typeof refused>[3] = {},
): Step => ({
  name,
  as: 'customer',
  operation: 'place-order',
  variables: (kept) => cameras(kept, period(kept)),
  expected: () => refused('placeOrder', type, code, more),
});

/** Customers reserve, and learn why when they cannot. */
export const reservingSteps: readonly Step[] = [
  {
    name: 'before anybody has reserved, the cameras are free all day long',
    operation: 'availability',
    variables: (kept) => ({
      variantId: kept('cameraId'),
      from: utc(kept, 10, 9),
      to: utc(kept, 10, 20),
      quantity: 2,
    }),
    expected: (kept) => ({
      data: { availability: { windows: [{ start: utc(kept, 10, 9), end: utc(kept, 10, 20), available: 2 }] } },
    }),
  },
  {
    name: 'the customer reserves a camera and the tent for two days, and is confirmed at once',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        lines: [
          { variantId: kept('cameraId'), quantity: 1 },
          { variantId: kept('tentId'), quantity: 1 },
        ],
        period: local(kept, 10, '10:00', '18:00', 11),
        remark: '三脚はいりません',
      },
    }),
    expected: (kept) => ({
      data: {
        placeOrder: {
          __typename: 'Order',
          id: anId('ord'),
          state: 'CONFIRMED',
          total: yen('8000'),
          lines: [
            {
              quantity: 1,
              period: { start: utc(kept, 10, 10), end: utc(kept, 11, 18) },
              product: { name: 'ミラーレスカメラ' },
              reservation: { id: anId('res'), state: 'CONFIRMED' },
            },
            { product: { name: '二人用テント' }, reservation: { state: 'CONFIRMED' } },
          ],
        },
      },
    }),
    keep: {
      orderId: 'placeOrder.id',
      orderVersion: 'placeOrder.version',
      cameraReservation: 'placeOrder.lines.0.reservation.id',
      tentReservation: 'placeOrder.lines.1.reservation.id',
    },
  },
  {
    name: 'the owner is told',
    arrivesAt: 'feed',
    expected: (kept) => ({
      data: { orderFeed: { type: 'ORDER_CONFIRMED', order: { id: kept('orderId'), state: 'CONFIRMED' } } },
    }),
  },
  {
    name: 'the tent is gone for that time: four hours are free again two days later, when the shop is open',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        lines: [{ variantId: kept('tentId'), quantity: 1 }],
        period: local(kept, 11, '12:00', '16:00'),
      },
    }),
    expected: (kept) =>
      refused('placeOrder', 'PeriodConflict', 'PERIOD_CONFLICT', {
        requested: 1,
        available: 0,
        nextFreeWindow: { start: utc(kept, 13, 9), end: utc(kept, 13, 13) },
      }),
  },
  ...waitingSteps,
  {
    name: 'the neighbour reserves the other camera for the next morning',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => cameras(kept, local(kept, 11, '09:00', '12:00')),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', state: 'CONFIRMED' } } }),
    keep: { neighboursReservation: 'placeOrder.lines.0.reservation.id' },
  },
  {
    name: 'two cameras are free only before and after, with half an hour for cleaning',
    operation: 'availability',
    variables: (kept) => ({
      variantId: kept('cameraId'),
      from: utc(kept, 10, 9),
      to: utc(kept, 11, 20),
      quantity: 2,
    }),
    expected: (kept) => ({
      data: {
        availability: {
          windows: [
            { start: utc(kept, 10, 9), end: utc(kept, 10, 9, 30), available: 2 },
            { start: utc(kept, 11, 18, 30), end: utc(kept, 11, 20), available: 2 },
          ],
        },
      },
    }),
  },
  refusedPeriod(
    'an end before its beginning is no period',
    (kept) => local(kept, 10, '18:00', '10:00'),
    'InvalidPeriod',
    'INVALID_PERIOD',
  ),
  refusedPeriod(
    'a quarter past is no slot',
    (kept) => local(kept, 13, '10:15', '12:15'),
    'InvalidPeriod',
    'INVALID_PERIOD',
  ),
  {
    name: 'nothing can be rented without a time',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({
      input: { shopId: kept('shopId'), lines: [{ variantId: kept('cameraId'), quantity: 1 }] },
    }),
    expected: () => refused('placeOrder', 'InvalidPeriod', 'INVALID_PERIOD'),
  },
  refusedPeriod('last week is over', (kept) => local(kept, -7, '10:00', '12:00'), 'PeriodInPast', 'PERIOD_IN_PAST'),
  refusedPeriod(
    'the day after tomorrow is too soon',
    (kept) => local(kept, 2, '10:00', '12:00'),
    'NoticeTooShort',
    'NOTICE_TOO_SHORT',
    { earliestStart: aMoment },
  ),
  refusedPeriod(
    'half an hour is too short',
    (kept) => local(kept, 13, '10:00', '10:30'),
    'DurationOutOfRange',
    'DURATION_OUT_OF_RANGE',
    { minimumMinutes: 60, maximumMinutes: 20_160 },
  ),
  refusedPeriod(
    'a year is too long',
    (kept) => local(kept, 13, '10:00', '10:00', 378),
    'DurationOutOfRange',
    'DURATION_OUT_OF_RANGE',
  ),
  refusedPeriod(
    'at night nobody opens',
    (kept) => local(kept, 13, '03:00', '10:00'),
    'OutsideOpeningHours',
    'OUTSIDE_OPENING_HOURS',
    { earliestStart: aMoment },
  ),
  refusedPeriod(
    'nor on a closed day',
    (kept) => local(kept, 12, '10:00', '12:00'),
    'OutsideOpeningHours',
    'OUTSIDE_OPENING_HOURS',
  ),
  {
    name: 'a minute of the 31st hour is no time at all',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => cameras(kept, { startLocal: `${day(kept, 13)}T31:00`, endLocal: `${day(kept, 13)}T12:00` }),
    expected: () => refusedOutright('BAD_USER_INPUT'),
  },
];
