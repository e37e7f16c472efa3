import { anId, refused, refusedOutright, yen } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** The customer pays, at the second attempt; and the last plate is sold. */
export const payingSteps: readonly Step[] = [
  {
    name: 'without a token nothing is paid',
    operation: 'pay-order',
    variables: (kept) => ({ input: { orderId: kept('orderId'), method: { cardToken: 'tok_visa' } } }),
    expected: () => refusedOutright('UNAUTHENTICATED'),
  },
  {
    name: 'a neighbour cannot pay the order',
    as: 'neighbour',
    operation: 'pay-order',
    variables: (kept) => ({ input: { orderId: kept('orderId'), method: { cardToken: 'tok_visa' } } }),
    expected: () => refused('payOrder', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'a card is declined',
    as: 'customer',
    operation: 'pay-order',
    variables: (kept) => ({
      input: { orderId: kept('orderId'), method: { cardToken: 'tok_declined' }, idempotencyKey: 'first card' },
    }),
    expected: () => refused('payOrder', 'PaymentDeclined', 'PAYMENT_DECLINED', { reason: 'CARD_DECLINED' }),
  },
  {
    name: 'the order is still there to be paid',
    as: 'customer',
    operation: 'order',
    variables: (kept) => ({ id: kept('orderId') }),
    expected: () => ({
      data: { order: { state: 'PENDING', payment: { state: 'FAILED', failureReason: 'CARD_DECLINED' } } },
    }),
  },
  {
    name: 'another card is good',
    as: 'customer',
    operation: 'pay-order',
    variables: (kept) => ({
      input: { orderId: kept('orderId'), method: { cardToken: 'tok_visa' }, idempotencyKey: 'second card' },
    }),
    expected: () => ({ data: { payOrder: { __typename: 'Payment', id: anId('pay'), amount: yen('4800') } } }),
    keep: { paymentId: 'payOrder.id' },
  },
  {
    name: 'the order is confirmed and its payment taken, which follows by itself',
    as: 'customer',
    operation: 'order',
    variables: (kept) => ({ id: kept('orderId') }),
    eventually: true,
    expected: (kept) => ({
      data: {
        order: {
          state: 'CONFIRMED',
          total: yen('4800'),
          shop: { id: kept('shopId'), name: kept('shopName') },
          customer: { id: kept('customer.id'), displayName: '山田 花子' },
          lines: [{ quantity: 2, total: yen('4800'), variant: { name: '白', product: { id: kept('bowlId') } } }],
          payment: { id: kept('paymentId'), state: 'CAPTURED', failureReason: null, refunded: yen('0') },
        },
      },
    }),
  },
  {
    name: 'the customer has seen it happen',
    arrivesAt: 'order',
    expected: (kept) => ({
      data: {
        orderChanged: {
          id: kept('orderId'),
          state: 'CONFIRMED',
          lines: [{ variant: { product: { name: '波佐見焼 飯碗' } } }],
        },
      },
    }),
  },
  {
    name: 'so has the owner',
    arrivesAt: 'feed',
    expected: (kept) => ({
      data: {
        orderFeed: {
          __typename: 'OrderFeedEvent',
          type: 'ORDER_CONFIRMED',
          order: { id: kept('orderId'), total: yen('4800') },
        },
      },
    }),
    keep: { feedCursor: 'orderFeed.cursor' },
  },
  {
    name: 'and the figures have moved',
    arrivesAt: 'figures',
    expected: () => ({
      data: {
        dashboardStats: {
          revenueToday: yen('4800'),
          bestSellers: [{ quantity: 2, variant: { product: { name: '波佐見焼 飯碗' } } }],
        },
      },
    }),
  },
  {
    name: 'nobody pays twice',
    as: 'customer',
    operation: 'pay-order',
    variables: (kept) => ({
      input: { orderId: kept('orderId'), method: { cardToken: 'tok_visa' }, idempotencyKey: 'third card' },
    }),
    expected: () => refused('payOrder', 'AlreadyPaid', 'ALREADY_PAID'),
  },
  {
    name: 'the customer orders the last plate',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        lines: [{ variantId: kept('plateId'), quantity: 1 }],
        idempotencyKey: 'the plate',
      },
    }),
    expected: () => ({ data: { placeOrder: { __typename: 'Order', total: yen('3200') } } }),
    keep: { plateOrderId: 'placeOrder.id' },
  },
  {
    name: 'while it is held, a neighbour cannot have it',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ({ input: { shopId: kept('shopId'), lines: [{ variantId: kept('plateId'), quantity: 1 }] } }),
    expected: () => refused('placeOrder', 'InsufficientStock', 'INSUFFICIENT_STOCK', { requested: 1, available: 0 }),
  },
  {
    name: 'the customer pays for the plate',
    as: 'customer',
    operation: 'pay-order',
    variables: (kept) => ({ input: { orderId: kept('plateOrderId'), method: { cardToken: 'tok_visa' } } }),
    expected: () => ({ data: { payOrder: { __typename: 'Payment', amount: yen('3200') } } }),
  },
  {
    name: 'the plate is sold out, and so discontinued',
    operation: 'product',
    variables: (kept) => ({ id: kept('plateProductId') }),
    eventually: true,
    expected: () => ({
      data: { product: { status: 'DISCONTINUED', discontinuedReason: 'SOLD_OUT', variants: [{ available: 0 }] } },
    }),
  },
  {
    name: 'the neighbour comes too late',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ({ input: { shopId: kept('shopId'), lines: [{ variantId: kept('plateId'), quantity: 1 }] } }),
    expected: (kept) =>
      refused('placeOrder', 'ProductDiscontinued', 'PRODUCT_DISCONTINUED', { variantId: kept('plateId') }),
  },
];
