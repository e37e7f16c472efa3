import { day } from '../../walk/days.ts';
import { aMoment, anId, refused, won } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

const seats = (kept: Kept, ...names: readonly string[]) => ({
  variantId: kept('vipId'),
  performanceId: kept('performanceId'),
  quantity: names.length,
  unitIds: names.map(kept),
});

const order = (kept: Kept, line: object) => ({ input: { shopId: kept('shopId'), lines: [line] } });

/** Seats are picked, picked too late, and picked side by side. */
export const bookingSteps: readonly Step[] = [
  {
    name: 'the customer picks two seats of the first row',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => order(kept, seats(kept, 'a1', 'a2')),
    expected: (kept) => ({
      data: {
        placeOrder: {
          __typename: 'Order',
          id: anId('ord'),
          state: 'PENDING',
          total: won('300000'),
          expiresAt: aMoment,
          lines: [
            {
              quantity: 2,
              units: [{ unit: { id: kept('a1') } }, { unit: { id: kept('a2') } }],
              performance: { product: { name: '뮤지컬 〈달빛 우편배달부〉' } },
            },
          ],
        },
      },
    }),
    keep: { orderId: 'placeOrder.id', a2Label: 'placeOrder.lines.0.units.1.label' },
  },
  {
    name: 'the neighbour is told exactly which of the seats is gone',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => order(kept, seats(kept, 'a2', 'a3')),
    expected: (kept) => refused('placeOrder', 'SeatTaken', 'SEAT_TAKEN', { labels: [kept('a2Label')] }),
  },
  {
    name: 'a seat that was asked for in vain is still free',
    operation: 'seat-map',
    variables: (kept) => ({ performanceId: kept('performanceId') }),
    expected: () => ({ data: { seatMap: { available: 998 } } }),
  },
  {
    name: 'the neighbour takes the best two together',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) =>
      order(kept, {
        variantId: kept('vipId'),
        performanceId: kept('performanceId'),
        quantity: 2,
        together: true,
      }),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', total: won('300000'), lines: [{ quantity: 2 }] } } }),
    keep: { neighboursOrderId: 'placeOrder.id', neighboursVersion: 'placeOrder.version' },
  },
  {
    name: 'a third pair is more than one customer may have',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => order(kept, { variantId: kept('rId'), performanceId: kept('performanceId'), quantity: 3 }),
    expected: () =>
      refused('placeOrder', 'QuantityLimitExceeded', 'QUANTITY_LIMIT_EXCEEDED', {
        limit: 4,
        scope: 'CUSTOMER',
        requested: 5,
      }),
  },
  {
    name: 'one seat cannot be had twice',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => order(kept, seats(kept, 'b1', 'b1')),
    expected: () => refused('placeOrder', 'InvalidInput', 'INVALID_INPUT'),
  },
  {
    name: 'a seat of nowhere is no seat',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => order(kept, { ...seats(kept, 'b1'), unitIds: ['uni_nowhere'] }),
    expected: () => refused('placeOrder', 'UnitNotFound', 'UNIT_NOT_FOUND', { unitIds: ['uni_nowhere'] }),
  },
  {
    name: 'a broken seat is taken off sale',
    as: 'owner',
    operation: 'retire-unit',
    variables: (kept) => ({ input: { unitId: kept('b1'), expectedVersion: 1 } }),
    expected: () => ({ data: { retireUnit: { __typename: 'StockUnit', status: 'RETIRED' } } }),
  },
  {
    name: 'and cannot be ordered any more',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => order(kept, seats(kept, 'b1')),
    expected: (kept) => refused('placeOrder', 'UnitNotFound', 'UNIT_NOT_FOUND', { unitIds: [kept('b1')] }),
  },
  {
    name: 'what is announced is not on sale yet',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) =>
      order(kept, { variantId: kept('rId'), performanceId: kept('laterPerformanceId'), quantity: 1 }),
    expected: (kept) =>
      refused('placeOrder', 'NotOnSale', 'NOT_ON_SALE', { saleFrom: `${day(kept, 13)}T00:00:00.000Z` }),
  },
  {
    name: 'a performance of nowhere is none',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => order(kept, { variantId: kept('rId'), performanceId: 'prf_nowhere', quantity: 1 }),
    expected: () =>
      refused('placeOrder', 'PerformanceNotFound', 'PERFORMANCE_NOT_FOUND', { performanceId: 'prf_nowhere' }),
  },
  {
    name: 'a seat without a performance is no seat',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => order(kept, { variantId: kept('rId'), quantity: 1 }),
    expected: () => refused('placeOrder', 'InvalidInput', 'INVALID_INPUT'),
  },
  {
    name: 'the customer pays',
    as: 'customer',
    operation: 'pay-order',
    variables: (kept) => ({ input: { orderId: kept('orderId'), method: { cardToken: 'tok_visa' } } }),
    expected: () => ({ data: { payOrder: { __typename: 'Payment', amount: won('300000') } } }),
  },
  {
    name: 'the order is confirmed, which follows by itself',
    as: 'customer',
    operation: 'order',
    variables: (kept) => ({ id: kept('orderId') }),
    eventually: true,
    expected: () => ({
      data: {
        order: {
          state: 'CONFIRMED',
          lines: [
            {
              units: [
                { section: '1층', row: 'A', seatNumber: 1 },
                { section: '1층', row: 'A', seatNumber: 2 },
              ],
              reservation: { state: 'CONFIRMED' },
            },
          ],
          payment: { state: 'CAPTURED' },
        },
      },
    }),
  },
  {
    name: 'the neighbour has no time and calls off',
    as: 'neighbour',
    operation: 'cancel-order',
    variables: (kept) => ({
      input: { orderId: kept('neighboursOrderId'), expectedVersion: kept('neighboursVersion') },
    }),
    expected: () => ({ data: { cancelOrder: { __typename: 'Order', state: 'CANCELLED' } } }),
  },
  {
    name: 'those two seats are free again; two are sold and one is broken',
    operation: 'seat-map',
    variables: (kept) => ({ performanceId: kept('performanceId') }),
    eventually: true,
    expected: () => ({ data: { seatMap: { available: 997 } } }),
  },
];
