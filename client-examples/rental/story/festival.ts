import { day } from '../../walk/days.ts';
import { aMoment, anId, type Expectation, refused, yen } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

/** Everything goes back until three days before, half of it until a day before, then nothing. */
const cancellationTiers = [
  { hoursBefore: 72, percent: 100 },
  { hoursBefore: 24, percent: 50 },
];

const evening = (kept: Kept, ahead: number) => ({
  start: `${day(kept, ahead)}T08:00:00.000Z`,
  end: `${day(kept, ahead)}T13:00:00.000Z`,
});

const orderBecomes = (name: string, order: Readonly<Record<string, Expectation>>): Step => ({
  name,
  as: 'customer',
  operation: 'order',
  variables: (kept) => ({ id: kept('festivalOrder') }),
  eventually: true,
  expected: () => ({ data: { order } }),
});

const quoted = (name: string, as: string, quote: Expectation): Step => ({
  name,
  as,
  operation: 'refund-quote',
  variables: (kept) => ({ orderId: kept('festivalOrder') }),
  expected: () => ({ data: { refundQuote: quote } }),
});

/** Next door things are paid beforehand, and what goes back depends on when each of them was to begin. */
export const festivalSteps: readonly Step[] = [
  {
    name: 'the owner opens a second shop, for festivals, where one pays beforehand',
    as: 'owner',
    operation: 'create-shop',
    variables: () => ({
      input: { name: 'おむそば堂 祭り', kind: 'RENTAL', currency: 'JPY', timezone: 'Asia/Tokyo', cancellationTiers },
    }),
    expected: () => ({ data: { createShop: { __typename: 'Shop', id: anId('shp'), paymentPolicy: 'PREPAY' } } }),
    keep: { festivalShop: 'createShop.id' },
  },
  {
    name: 'it has yukata',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('festivalShop'),
        name: '浴衣',
        soldBy: 'PERIOD',
        variants: [{ name: '朝顔', price: { amount: '3501', currency: 'JPY' }, initialStock: 3 }],
      },
    }),
    expected: () => ({ data: { createProduct: { __typename: 'Product' } } }),
    keep: { yukata: 'createProduct.variants.0.id' },
  },
  {
    name: 'the customer takes one for each of three evenings, and pays with the order',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('festivalShop'),
        lines: [2, 10, 11].map((ahead) => ({
          variantId: kept('yukata'),
          quantity: 1,
          period: evening(kept, ahead),
        })),
        payment: { cardToken: 'tok_visa' },
      },
    }),
    expected: () => ({
      data: { placeOrder: { __typename: 'Order', state: 'PENDING', total: yen('10503'), lines: [{}, {}, {}] } },
    }),
    keep: { festivalOrder: 'placeOrder.id', lastEvening: 'placeOrder.lines.2.reservation.id' },
  },
  orderBecomes('it is confirmed once the money is there', {
    state: 'CONFIRMED',
    payment: { state: 'CAPTURED', captured: yen('10503'), refunded: yen('0') },
  }),
  quoted(
    'half would go back for the evening that is near, rounded to the even yen, and all for the others',
    'customer',
    {
      refund: yen('8752'),
      total: yen('10503'),
      lines: [
        { percent: 50, refund: yen('1750') },
        { percent: 100, refund: yen('3501') },
        { percent: 100, refund: yen('3501') },
      ],
      validUntil: aMoment,
    },
  ),
  quoted('which is the customer’s own business', 'neighbour', null),
  {
    name: 'the customer gives up the last evening',
    as: 'customer',
    operation: 'cancel-reservations',
    variables: (kept) => ({
      input: { orderId: kept('festivalOrder'), reservationIds: [kept('lastEvening')] },
    }),
    expected: () => ({
      data: { cancelReservations: { __typename: 'Order', state: 'CONFIRMED', total: yen('7002') } },
    }),
  },
  orderBecomes('its price goes back in full, so long before', {
    state: 'CONFIRMED',
    payment: { state: 'CAPTURED', refunded: yen('3501') },
  }),
  quoted('the rest is worth what is left of it', 'customer', {
    refund: yen('5251'),
    lines: [{ refund: yen('1750') }, { refund: yen('3501') }],
  }),
  {
    name: 'then the customer calls off the rest',
    as: 'customer',
    operation: 'cancel-order',
    variables: (kept) => ({ input: { orderId: kept('festivalOrder') } }),
    expected: () => ({ data: { cancelOrder: { __typename: 'Order', state: 'CANCELLED' } } }),
  },
  orderBecomes('and gets what the quote said', {
    state: 'CANCELLED',
    payment: { state: 'CAPTURED', captured: yen('10503'), refunded: yen('8752') },
  }),
  {
    name: 'all yukata are free again',
    operation: 'availability',
    variables: (kept) => ({
      variantId: kept('yukata'),
      from: `${day(kept, 10)}T00:00:00.000Z`,
      to: `${day(kept, 11)}T00:00:00.000Z`,
      quantity: 3,
    }),
    eventually: true,
    expected: (kept) => ({
      data: {
        availability: {
          windows: [{ start: `${day(kept, 10)}T00:00:00.000Z`, end: `${day(kept, 11)}T00:00:00.000Z`, available: 3 }],
        },
      },
    }),
  },
  {
    name: 'where nothing is paid, there is no way to pay either',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        lines: [{ variantId: kept('tentId'), quantity: 1 }],
        period: evening(kept, 20),
        payment: { cardToken: 'tok_visa' },
      },
    }),
    expected: () => refused('placeOrder', 'InvalidInput', 'INVALID_INPUT', { field: 'payment' }),
  },
];
