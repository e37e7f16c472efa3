import { anId, type Expectation, refused, someText, textWith, won } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

/** Half an hour, beginning so many minutes from now. */
const ride = (kept: Kept, ahead: number, idempotencyKey?: string) => {
  const start = (Math.ceil(Date.now() / 60_000) + ahead) * 60_000;
  return {
    input: {
      shopId: kept('pointsShopId'),
      lines: [{ variantId: kept('motorId'), quantity: 1 }],
      period: { start: new Date(start).toISOString(), end: new Date(start + 1_800_000).toISOString() },
      idempotencyKey,
    },
  };
};

const topUp = (kept: Kept, points: number, idempotencyKey?: string) => ({
  shopId: kept('pointsShopId'),
  points,
  method: { cardToken: 'tok_visa' },
  idempotencyKey,
});

const refusedTopUp = (name: string, points: number, field: string): Step => ({
  name,
  as: 'customer',
  operation: 'top-up-points',
  variables: (kept) => ({ input: topUp(kept, points) }),
  expected: () => refused('topUpPoints', 'InvalidInput', 'INVALID_INPUT', { field }),
});

const walletHolds = (name: string, balance: number, nodes: (kept: Kept) => readonly Expectation[]): Step => ({
  name,
  as: 'customer',
  operation: 'wallet',
  variables: (kept) => ({ shopId: kept('pointsShopId') }),
  eventually: true,
  expected: (kept) => ({ data: { wallet: { balance, entries: { nodes: nodes(kept) } } } }),
});

const orderBecomes = (
  name: string,
  key: string,
  order: Readonly<Record<string, Expectation>>,
  keep: Readonly<Record<string, string>> = {},
): Step => ({
  name,
  as: 'customer',
  operation: 'order',
  variables: (kept) => ({ id: kept(key) }),
  eventually: true,
  expected: () => ({ data: { order } }),
  keep,
});

/** Elsewhere a ride is paid with points, which are bought, spent, and given back. */
export const pointsSteps: readonly Step[] = [
  {
    name: 'the owner opens a second service, for points',
    as: 'owner',
    operation: 'create-shop',
    variables: () => ({
      input: {
        name: '따릉이 프리미엄',
        kind: 'BIKES',
        currency: 'KRW',
        timezone: 'Asia/Seoul',
        paymentPolicy: 'POINTS',
      },
    }),
    expected: () => ({ data: { createShop: { __typename: 'Shop', id: anId('shp'), paymentPolicy: 'POINTS' } } }),
    keep: { pointsShopId: 'createShop.id' },
  },
  {
    name: 'it warns its riders ten minutes before the end',
    as: 'owner',
    operation: 'update-shop',
    variables: (kept) => ({ input: { shopId: kept('pointsShopId'), expectedVersion: 1, endingSoonMinutes: 10 } }),
    expected: () => ({ data: { updateShop: { __typename: 'Shop', paymentPolicy: 'POINTS', version: 2 } } }),
  },
  {
    name: 'whoever saw an older version changes nothing',
    as: 'owner',
    operation: 'update-shop',
    variables: (kept) => ({ input: { shopId: kept('pointsShopId'), expectedVersion: 1, paymentPolicy: 'NONE' } }),
    expected: () => refused('updateShop', 'VersionConflict', 'VERSION_CONFLICT', { currentVersion: 2 }),
  },
  {
    name: 'it has bikes with a motor',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('pointsShopId'),
        name: '전기 따릉이',
        soldBy: 'PERIOD',
        tracksUnits: true,
        variants: [{ name: '전기', price: { amount: '1000', currency: 'KRW' } }],
      },
    }),
    expected: () => ({ data: { createProduct: { __typename: 'Product' } } }),
    keep: { motorId: 'createProduct.variants.0.id' },
  },
  {
    name: 'two, to begin with',
    as: 'owner',
    operation: 'register-units',
    variables: (kept) => ({
      input: { variantId: kept('motorId'), units: [{ label: 'E-1' }, { label: 'E-2' }] },
    }),
    expected: () => ({ data: { registerUnits: { __typename: 'UnitsRegistered', variant: { onHand: 2 } } } }),
  },
  walletHolds('the customer’s wallet there is empty', 0, () => []),
  {
    name: 'without points nothing is reserved',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ride(kept, 60),
    expected: () =>
      refused('placeOrder', 'InsufficientBalance', 'INSUFFICIENT_BALANCE', { balance: 0, required: 1000 }),
  },
  {
    name: 'and nothing is held: both bikes stand there',
    operation: 'stock-units',
    variables: (kept) => ({ variantId: kept('motorId') }),
    expected: () => ({ data: { stockUnits: { nodes: [{ state: 'AVAILABLE' }, { state: 'AVAILABLE' }] } } }),
  },
  refusedTopUp('nobody buys less than nothing', -1, 'points'),
  refusedTopUp('nor nothing', 0, 'points'),
  {
    name: 'where rides are free, there are no points to buy',
    as: 'customer',
    operation: 'top-up-points',
    variables: (kept) => ({ input: { ...topUp(kept, 1000), shopId: kept('shopId') } }),
    expected: () => refused('topUpPoints', 'InvalidInput', 'INVALID_INPUT', { field: 'shopId' }),
  },
  {
    name: 'a card is declined',
    as: 'customer',
    operation: 'top-up-points',
    variables: (kept) => ({ input: { ...topUp(kept, 2500), method: { cardToken: 'tok_declined' } } }),
    expected: () => refused('topUpPoints', 'PaymentDeclined', 'PAYMENT_DECLINED', { reason: 'CARD_DECLINED' }),
  },
  walletHolds('which brought no points', 0, () => []),
  {
    name: 'another one is good for 1,500 points',
    as: 'customer',
    operation: 'top-up-points',
    variables: (kept) => ({ input: topUp(kept, 1500, 'first points') }),
    expected: () => ({
      data: { topUpPoints: { __typename: 'Payment', purpose: 'TOP_UP', points: 1500, amount: won('1500') } },
    }),
    keep: { topUpId: 'topUpPoints.id' },
  },
  {
    name: 'the same purchase, sent again, is the same',
    as: 'customer',
    operation: 'top-up-points',
    variables: (kept) => ({ input: topUp(kept, 1500, 'first points') }),
    expected: (kept) => ({ data: { topUpPoints: { __typename: 'Payment', id: kept('topUpId') } } }),
  },
  walletHolds('the points are in the wallet, once', 1500, () => [{ kind: 'TOPPED_UP', points: 1500, balance: 1500 }]),
  {
    name: 'a thousand more are bought on the provider’s page',
    as: 'customer',
    operation: 'top-up-points',
    variables: (kept) => ({
      input: { ...topUp(kept, 1000), method: { easyPay: { returnUrl: 'https://bikes.example/points' } } },
    }),
    expected: () => ({ data: { topUpPoints: { __typename: 'Payment', state: 'PROCESSING', actionUrl: someText } } }),
    keep: { page: 'topUpPoints.actionUrl' },
  },
  walletHolds('not before the customer has approved', 1500, () => [{ points: 1500 }]),
  {
    name: 'which the customer does',
    visits: (kept) => kept('page'),
    presses: 'Approve',
    expected: () => ({ data: { cameBackTo: textWith('https://bikes.example/points', 'result=approved') } }),
  },
  walletHolds('now there are 2,500', 2500, () => [
    { kind: 'TOPPED_UP', points: 1000, balance: 2500 },
    { kind: 'TOPPED_UP', points: 1500, balance: 1500 },
  ]),
  {
    name: 'a reservation costs a thousand of them',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ride(kept, 60, 'a ride'),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', total: won('1000'), lines: [{ units: [{}] }] } } }),
    keep: { firstRide: 'placeOrder.id' },
  },
  orderBecomes('it is confirmed, which follows by itself', 'firstRide', { state: 'CONFIRMED', points: 1000 }),
  walletHolds('1,500 are left', 1500, (kept) => [
    { kind: 'DEBITED', points: -1000, balance: 1500, order: { id: kept('firstRide') } },
    { points: 1000 },
    { points: 1500 },
  ]),
  {
    name: 'it rains: the customer calls the ride off',
    as: 'customer',
    operation: 'cancel-order',
    variables: (kept) => ({ input: { orderId: kept('firstRide') } }),
    expected: () => ({ data: { cancelOrder: { __typename: 'Order', state: 'CANCELLED' } } }),
  },
  {
    name: 'no ride is called off twice',
    as: 'customer',
    operation: 'cancel-order',
    variables: (kept) => ({ input: { orderId: kept('firstRide') } }),
    expected: () => refused('cancelOrder', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION'),
  },
  walletHolds('its points are given back, once', 2500, (kept) => [
    { kind: 'REVERSED', points: 1000, balance: 2500, order: { id: kept('firstRide') } },
    { points: -1000 },
    { points: 1000 },
    { points: 1500 },
  ]),
  orderBecomes('so that it has cost nothing', 'firstRide', { state: 'CANCELLED', points: 0 }),
  {
    name: 'the sun comes out',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ride(kept, 1),
    expected: () => ({ data: { placeOrder: { __typename: 'Order' } } }),
    keep: { secondRide: 'placeOrder.id' },
  },
  {
    name: 'a friend is to come along',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ride(kept, 1),
    expected: () => ({ data: { placeOrder: { __typename: 'Order' } } }),
    keep: { friendsRide: 'placeOrder.id' },
  },
  orderBecomes('both bikes are paid', 'friendsRide', { state: 'CONFIRMED', points: 1000 }),
  walletHolds('five hundred points are left', 500, () => [{}, {}, {}, {}, {}, {}]),
  {
    name: 'which is too little for tomorrow',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ride(kept, 1440),
    expected: () =>
      refused('placeOrder', 'InsufficientBalance', 'INSUFFICIENT_BALANCE', { balance: 500, required: 1000 }),
  },
  {
    name: 'the points of one are of no use to another',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ride(kept, 1440),
    expected: () => refused('placeOrder', 'InsufficientBalance', 'INSUFFICIENT_BALANCE', { balance: 0 }),
  },
  {
    name: 'to the neighbour the ride does not exist',
    as: 'neighbour',
    operation: 'cancel-order',
    variables: (kept) => ({ input: { orderId: kept('friendsRide') } }),
    expected: () => refused('cancelOrder', 'NotFound', 'NOT_FOUND'),
  },
  orderBecomes(
    'the customer looks which bike it is',
    'secondRide',
    { state: 'CONFIRMED', lines: [{ reservation: { state: 'CONFIRMED' } }] },
    { motor: 'order.lines.0.reservation.id', motorVersion: 'order.lines.0.reservation.version' },
  ),
  {
    name: 'takes it',
    as: 'customer',
    operation: 'pick-up-reservation',
    variables: (kept) => ({ input: { reservationId: kept('motor'), expectedVersion: kept('motorVersion') } }),
    expected: () => ({ data: { pickUpReservation: { __typename: 'Reservation', state: 'HANDED_OVER' } } }),
    keep: { motorVersion: 'pickUpReservation.version' },
  },
  {
    name: 'and brings it back',
    as: 'customer',
    operation: 'return-reservation',
    variables: (kept) => ({ input: { reservationId: kept('motor'), expectedVersion: kept('motorVersion') } }),
    expected: () => ({
      data: { returnReservation: { __typename: 'Reservation', state: 'RETURNED', order: { state: 'COMPLETED' } } },
    }),
  },
  walletHolds('a ride that was ridden stays paid', 500, () => [{}, {}, {}, {}, {}, {}]),
];
