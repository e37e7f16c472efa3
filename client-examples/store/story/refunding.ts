import { anId, type Expectation, refused, yen } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

const orderBecomes = (
  name: string,
  order: Readonly<Record<string, Expectation>>,
  keep: Readonly<Record<string, string>> = {},
): Step => ({
  name,
  as: 'customer',
  operation: 'order',
  variables: (kept) => ({ id: kept('bowlsOrder') }),
  eventually: true,
  expected: () => ({ data: { order } }),
  keep,
});

const refunds = (
  name: string,
  amount: string,
  expected: Expectation,
  more: { as?: string; currency?: string } = {},
) => ({
  name,
  as: more.as ?? 'clerk',
  operation: 'refund-payment',
  variables: (kept: (name: string) => string | number) => ({
    input: {
      paymentId: kept('bowlsPayment'),
      amount: { amount, currency: more.currency ?? 'JPY' },
      reason: '欠けていたため',
    },
  }),
  expected: () => expected,
});

const invalid = refused('refundPayment', 'InvalidInput', 'INVALID_INPUT');

/** Ordered and paid in one go; then some of it goes back: what was called off, and what was not as it should be. */
export const refundingSteps: readonly Step[] = [
  {
    name: 'the customer orders two kinds of bowls, and says with which card they are paid',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        lines: [
          { variantId: kept('blueBowlId'), quantity: 2 },
          { variantId: kept('whiteBowlId'), quantity: 1 },
        ],
        payment: { cardToken: 'tok_visa' },
        idempotencyKey: 'both bowls',
      },
    }),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', state: 'PENDING', total: yen('7600') } } }),
    keep: { bowlsOrder: 'placeOrder.id' },
  },
  orderBecomes(
    'they are paid and confirmed without more ado',
    { state: 'CONFIRMED', payment: { id: anId('pay'), state: 'CAPTURED', refunded: yen('0') } },
    { bowlsPayment: 'order.payment.id', blueLine: 'order.lines.0.id', whiteLine: 'order.lines.1.id' },
  ),
  {
    name: 'calling off would give everything back, while the shop has said nothing else',
    as: 'customer',
    operation: 'refund-quote',
    variables: (kept) => ({ orderId: kept('bowlsOrder') }),
    expected: () => ({
      data: {
        refundQuote: {
          refund: yen('7600'),
          total: yen('7600'),
          lines: [
            { percent: 100, refund: yen('5200') },
            { percent: 100, refund: yen('2400') },
          ],
        },
      },
    }),
  },
  {
    name: 'the customer goes without the white one',
    as: 'customer',
    operation: 'cancel-reservations',
    variables: (kept) => ({ input: { orderId: kept('bowlsOrder'), lineIds: [kept('whiteLine')] } }),
    expected: () => ({
      data: { cancelReservations: { __typename: 'Order', state: 'CONFIRMED', total: yen('5200') } },
    }),
  },
  orderBecomes('its price goes back, and the rest of the order stands', {
    state: 'CONFIRMED',
    total: yen('5200'),
    payment: { state: 'CAPTURED', refunded: yen('2400') },
  }),
  refunds('a blue one is chipped: the clerk gives back five hundred yen', '500', {
    data: { refundPayment: { __typename: 'Payment', state: 'CAPTURED', captured: yen('7600') } },
  }),
  orderBecomes('which the customer gets', { state: 'CONFIRMED', payment: { refunded: yen('2900') } }),
  refunds(
    'more than is left cannot go back',
    '4701',
    refused('refundPayment', 'RefundTooLarge', 'REFUND_TOO_LARGE', { refundable: yen('4700') }),
  ),
  refunds('nor less than nothing', '-500', invalid),
  refunds('nor nothing', '0', invalid),
  refunds('nor dollars', '5.00', invalid, { currency: 'USD' }),
  refunds('customers give themselves nothing back', '100', refused('refundPayment', 'NotFound', 'NOT_FOUND'), {
    as: 'customer',
  }),
  {
    name: 'the payment tells how it came to that',
    as: 'customer',
    operation: 'payment',
    variables: (kept) => ({ id: kept('bowlsPayment') }),
    expected: () => ({
      data: {
        payment: {
          state: 'CAPTURED',
          captured: yen('7600'),
          refunded: yen('2900'),
          refunds: [
            { amount: yen('2400'), state: 'SUCCEEDED' },
            { amount: yen('500'), state: 'SUCCEEDED' },
          ],
        },
      },
    }),
  },
];
