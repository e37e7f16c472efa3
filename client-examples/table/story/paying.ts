import { aMoment, anId, type Expectation, refused, someText, textWith, won } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

const returnUrl = 'https://hiorder.example/paid';
const easyPay = { easyPay: { returnUrl } };

/** The kitchen's list, as its screen asks for it. */
const kitchenSees = (
  name: string,
  nodes: (kept: Kept) => readonly Expectation[],
  more: { eventually?: true; shop?: string } = {},
): Step => ({
  name,
  as: 'owner',
  operation: 'kitchen',
  variables: (kept) => ({ shopId: kept(more.shop ?? 'shopId') }),
  expected: (kept) => ({ data: { shopReservations: { nodes: nodes(kept) } } }),
  ...(more.eventually && { eventually: true }),
});

const payment = (more: Record<string, Expectation>): Expectation => ({ data: { paymentChanged: more } });

/** The table pays on the provider's page, at the second attempt; what is not paid never reaches the kitchen. */
export const payingSteps: readonly Step[] = [
  kitchenSees('the kitchen sees nothing of an order that is not paid', () => []),
  {
    name: 'the customer’s phone watches the payment',
    as: 'customer',
    opens: 'payment',
    operation: 'payment-changed',
    variables: (kept) => ({ orderId: kept('orderId') }),
  },
  {
    name: 'it is told where to approve it',
    arrivesAt: 'payment',
    expected: () => payment({ state: 'PROCESSING', amount: won('16000'), actionUrl: someText }),
    keep: { paymentId: 'paymentChanged.id', page: 'paymentChanged.actionUrl' },
  },
  {
    name: 'while that page is open, nobody pays the order a second time',
    as: 'customer',
    operation: 'pay-order',
    variables: (kept) => ({ input: { orderId: kept('orderId'), method: { cardToken: 'tok_visa' } } }),
    expected: () => refused('payOrder', 'PaymentInProgress', 'PAYMENT_IN_PROGRESS'),
  },
  {
    name: 'the customer does not like what the page says',
    visits: (kept) => kept('page'),
    presses: 'Decline',
    expected: () => ({ data: { cameBackTo: textWith(returnUrl, 'result=declined') } }),
  },
  {
    name: 'the phone shows that nothing was paid',
    arrivesAt: 'payment',
    expected: (kept) =>
      payment({ id: kept('paymentId'), state: 'FAILED', failureReason: 'APPROVAL_DECLINED', actionUrl: null }),
  },
  {
    name: 'the order waits for another try',
    as: 'customer',
    operation: 'order',
    variables: (kept) => ({ id: kept('orderId') }),
    expected: () => ({ data: { order: { state: 'PENDING', payment: { state: 'FAILED' } } } }),
  },
  kitchenSees('a declined order is nothing to the kitchen', () => []),
  {
    name: 'somebody else’s payment is not the stranger’s to try again',
    as: 'stranger',
    operation: 'retry-payment',
    variables: (kept) => ({ input: { paymentId: kept('paymentId'), method: { cardToken: 'tok_visa' } } }),
    expected: () => refused('retryPayment', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'a card will not do either',
    as: 'customer',
    operation: 'retry-payment',
    variables: (kept) => ({
      input: { paymentId: kept('paymentId'), method: { cardToken: 'tok_insufficient_funds' } },
    }),
    expected: () => refused('retryPayment', 'PaymentDeclined', 'PAYMENT_DECLINED', { reason: 'INSUFFICIENT_FUNDS' }),
  },
  {
    name: 'so the customer tries the page again',
    as: 'customer',
    operation: 'retry-payment',
    variables: (kept) => ({
      input: { paymentId: kept('paymentId'), method: easyPay, idempotencyKey: 'second try' },
    }),
    expected: () => ({
      data: {
        retryPayment: { __typename: 'Payment', id: anId('pay'), state: 'PROCESSING', actionUrl: someText },
      },
    }),
    keep: { secondPaymentId: 'retryPayment.id', secondPage: 'retryPayment.actionUrl' },
  },
  kitchenSees('until it is approved, the kitchen sees nothing', () => []),
  {
    name: 'this time the customer approves',
    visits: (kept) => kept('secondPage'),
    presses: 'Approve',
    expected: () => ({ data: { cameBackTo: textWith(returnUrl, 'result=approved') } }),
  },
  {
    name: 'the phone shows that it is paid',
    arrivesAt: 'payment',
    expected: (kept) => payment({ id: kept('secondPaymentId'), state: 'CAPTURED', failureReason: null }),
  },
  kitchenSees(
    'now the kitchen sees it',
    (kept) => [
      { state: 'CONFIRMED', order: { id: kept('orderId'), remark: '덜 맵게 해 주세요' } },
      { state: 'CONFIRMED', order: { id: kept('orderId') } },
    ],
    { eventually: true },
  ),
  {
    name: 'and so does the table',
    arrivesAt: 'table',
    expected: (kept) => ({
      data: { tableChanged: { orders: { nodes: [{ id: kept('orderId'), state: 'CONFIRMED' }] } } },
    }),
  },
];

/** A stand at the door, which holds an order for a second only. */
export const standSteps: readonly Step[] = [
  {
    name: 'the owner opens a stand at the door, where one must pay at once',
    as: 'owner',
    operation: 'create-shop',
    variables: () => ({
      input: { name: '하이오더 포장마차', kind: 'TABLE', currency: 'KRW', timezone: 'Asia/Seoul', holdTtlSeconds: 1 },
    }),
    expected: () => ({ data: { createShop: { __typename: 'Shop' } } }),
    keep: { standId: 'createShop.id' },
  },
  {
    name: 'it has waffles',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('standId'),
        name: '와플',
        variants: [{ name: '한 개', price: { amount: '3000', currency: 'KRW' }, initialStock: 10 }],
      },
    }),
    expected: () => ({ data: { createProduct: { __typename: 'Product' } } }),
    keep: { waffle: 'createProduct.variants.0.id' },
  },
  {
    name: 'the stranger orders one and forgets about it',
    as: 'stranger',
    operation: 'place-order',
    variables: (kept) => ({
      input: { shopId: kept('standId'), lines: [{ variantId: kept('waffle'), quantity: 1 }] },
    }),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', state: 'PENDING', expiresAt: aMoment } } }),
    keep: { forgotten: 'placeOrder.id' },
  },
  {
    name: 'a second later it has run out',
    as: 'stranger',
    operation: 'order',
    variables: (kept) => ({ id: kept('forgotten') }),
    eventually: true,
    expected: () => ({ data: { order: { state: 'EXPIRED' } } }),
  },
  {
    name: 'it cannot be paid any more',
    as: 'stranger',
    operation: 'pay-order',
    variables: (kept) => ({ input: { orderId: kept('forgotten'), method: { cardToken: 'tok_visa' } } }),
    expected: () => refused('payOrder', 'OrderNotPayable', 'ORDER_NOT_PAYABLE', { orderState: 'EXPIRED' }),
  },
  kitchenSees('and nobody bakes it', () => [], { shop: 'standId' }),
];
