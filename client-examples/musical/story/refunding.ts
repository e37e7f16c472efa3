import { aMoment, type Expectation, won } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

/** A performance that begins so many hours from now; its id is kept under this name. */
const played = (name: string, key: string, hours: number): Step => ({
  name,
  as: 'owner',
  operation: 'create-performance',
  variables: (kept) => {
    const begins = Math.ceil(Date.now() / 60_000) * 60_000 + hours * 3_600_000;
    return {
      input: {
        productId: kept('showId'),
        startsAt: new Date(begins).toISOString(),
        endsAt: new Date(begins + 9_000_000).toISOString(),
        seatPlanId: kept('seatPlanId'),
        tiers: [
          { tier: 'VIP', variantId: kept('vipId') },
          { tier: 'R', variantId: kept('rId') },
        ],
      },
    };
  },
  expected: () => ({ data: { createPerformance: { __typename: 'Performance', status: 'SCHEDULED' } } }),
  keep: { [key]: 'createPerformance.id', [`${key}.version`]: 'createPerformance.version' },
});

/** The neighbour orders seats behind the first rows, and pays; keeps the order's id under this name. */
const buys = (name: string, key: string, performance: string, quantity: number): readonly Step[] => [
  {
    name,
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        lines: [{ variantId: kept('rId'), performanceId: kept(performance), quantity, together: true }],
        payment: { cardToken: 'tok_visa' },
      },
    }),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', total: won(String(quantity * 110_000)) } } }),
    keep: { [key]: 'placeOrder.id' },
  },
  orderBecomes(`${name}: it is paid, which was asked for with the order`, key, {
    state: 'CONFIRMED',
    payment: { state: 'CAPTURED', refunded: won('0') },
  }),
];

const orderBecomes = (name: string, key: string, order: Readonly<Record<string, Expectation>>): Step => ({
  name,
  as: 'neighbour',
  operation: 'order',
  variables: (kept) => ({ id: kept(key) }),
  eventually: true,
  expected: () => ({ data: { order } }),
});

const quoted = (name: string, as: string, key: string, quote: Expectation): Step => ({
  name,
  as,
  operation: 'refund-quote',
  variables: (kept) => ({ orderId: kept(key) }),
  expected: () => ({ data: { refundQuote: quote } }),
});

const callsOff = (name: string, key: string): Step => ({
  name,
  as: 'neighbour',
  operation: 'cancel-order',
  variables: (kept) => ({ input: { orderId: kept(key) } }),
  expected: () => ({ data: { cancelOrder: { __typename: 'Order', state: 'CANCELLED' } } }),
});

const allFree = (name: string, performance: string): Step => ({
  name,
  operation: 'seat-map',
  variables: (kept: Kept) => ({ performanceId: kept(performance) }),
  eventually: true,
  expected: () => ({ data: { seatMap: { available: 1000 } } }),
});

/** The later one calls off, the less goes back: everything until three days before, half until three hours before. */
export const refundingSteps: readonly Step[] = [
  quoted('a week before, the customer would get everything back', 'customer', 'orderId', {
    refund: won('300000'),
    total: won('300000'),
    lines: [{ percent: 100, refund: won('300000') }],
    validUntil: aMoment,
  }),
  quoted('what somebody else would get is nobody’s business', 'neighbour', 'orderId', null),
  played('it is played tonight, too', 'tonight', 12),
  ...buys('the neighbour buys two seats for tonight', 'tonightsOrder', 'tonight', 2),
  quoted('twelve hours before, half of it would go back', 'neighbour', 'tonightsOrder', {
    refund: won('110000'),
    total: won('220000'),
    lines: [{ percent: 50, refund: won('110000') }],
    validUntil: aMoment,
  }),
  callsOff('the neighbour calls it off all the same', 'tonightsOrder'),
  orderBecomes('half of the money goes back', 'tonightsOrder', {
    state: 'CANCELLED',
    cancelledBy: 'CUSTOMER',
    payment: { state: 'CAPTURED', refunded: won('110000') },
  }),
  allFree('and the seats are free again', 'tonight'),
  played('it begins in an hour, too', 'soon', 1),
  ...buys('the neighbour buys a seat for that', 'soonOrder', 'soon', 1),
  quoted('an hour before, nothing goes back any more', 'neighbour', 'soonOrder', {
    refund: won('0'),
    lines: [{ percent: 0, refund: won('0') }],
    validUntil: null,
  }),
  callsOff('the neighbour stays at home', 'soonOrder'),
  allFree('that seat is free for others', 'soon'),
  orderBecomes('and the theatre keeps the money', 'soonOrder', {
    state: 'CANCELLED',
    payment: { state: 'CAPTURED', refunded: won('0') },
  }),
  ...buys('the neighbour buys a seat for tonight once more', 'tonightAgain', 'tonight', 1),
];

/** What the theatre calls off is given back in full, however late. */
export const calledOffTonightSteps: readonly Step[] = [
  {
    name: 'tonight the singer has no voice: the theatre calls it off',
    as: 'owner',
    operation: 'cancel-performance',
    variables: (kept) => ({
      input: { performanceId: kept('tonight'), expectedVersion: kept('tonight.version') },
    }),
    expected: () => ({ data: { cancelPerformance: { __typename: 'Performance', status: 'CANCELLED' } } }),
  },
  orderBecomes('the neighbour gets everything back, though it is only hours before', 'tonightAgain', {
    state: 'CANCELLED',
    cancelledBy: 'SHOP',
    payment: { state: 'CAPTURED', refunded: won('110000') },
  }),
  allFree('and nobody sits there any more', 'tonight'),
];
