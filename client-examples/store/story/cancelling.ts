import { refused, refusedOutright, yen } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** The customer looks at their orders and calls the bowls off; the money goes back, and so do the bowls. */
export const cancellingSteps: readonly Step[] = [
  {
    name: 'the customer has two orders, the latest first',
    as: 'customer',
    operation: 'my-orders',
    variables: () => ({ first: 10 }),
    eventually: true,
    expected: (kept) => ({
      data: {
        myOrders: {
          nodes: [
            { id: kept('plateOrderId'), state: 'CONFIRMED', payment: { state: 'CAPTURED' } },
            {
              id: kept('orderId'),
              state: 'CONFIRMED',
              lines: [{ quantity: 2, variant: { product: { name: '波佐見焼 飯碗' } } }],
              payment: { state: 'CAPTURED' },
            },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    }),
  },
  {
    name: 'the neighbour has none',
    as: 'neighbour',
    operation: 'my-orders',
    expected: () => ({ data: { myOrders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } }),
  },
  {
    name: 'nobody has no orders at all',
    operation: 'my-orders',
    expected: () => refusedOutright('UNAUTHENTICATED'),
  },
  {
    name: 'the owner sees who ordered what',
    as: 'owner',
    operation: 'shop-orders',
    variables: (kept) => ({ shopId: kept('shopId'), filter: { state: 'CONFIRMED' } }),
    expected: (kept) => ({
      data: {
        shopOrders: {
          nodes: [
            { id: kept('plateOrderId'), customer: { displayName: '山田 花子' }, total: yen('3200') },
            { id: kept('orderId'), remark: '贈り物です', total: yen('4800') },
          ],
        },
      },
    }),
  },
  {
    name: 'the neighbour does not',
    as: 'neighbour',
    operation: 'shop-orders',
    variables: (kept) => ({ shopId: kept('shopId') }),
    expected: () => ({ data: { shopOrders: null } }),
  },
  {
    name: 'the customer calls the bowls off',
    as: 'customer',
    operation: 'cancel-order',
    variables: (kept) => ({ input: { orderId: kept('orderId'), reason: 'one too many' } }),
    expected: (kept) => ({
      data: {
        cancelOrder: { __typename: 'Order', id: kept('orderId'), state: 'CANCELLED', cancelReason: 'one too many' },
      },
    }),
  },
  {
    name: 'what is called off cannot be called off again',
    as: 'customer',
    operation: 'cancel-order',
    variables: (kept) => ({ input: { orderId: kept('orderId'), reason: 'really' } }),
    expected: () =>
      refused('cancelOrder', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION', {
        from: 'CANCELLED',
        to: 'CANCELLED',
        allowed: [],
      }),
  },
  {
    name: 'the money goes back by itself',
    as: 'customer',
    operation: 'order',
    variables: (kept) => ({ id: kept('orderId') }),
    eventually: true,
    expected: () => ({
      data: { order: { state: 'CANCELLED', payment: { state: 'CAPTURED', refunded: yen('4800') } } },
    }),
  },
  {
    name: 'so do the bowls',
    operation: 'product',
    variables: (kept) => ({ id: kept('bowlId') }),
    eventually: true,
    expected: () => ({ data: { product: { variants: [{ available: 10 }, { available: 5 }] } } }),
  },
  {
    name: 'the journal of the white bowl tells it all, the latest first',
    as: 'owner',
    operation: 'stock-movements',
    variables: (kept) => ({ variantId: kept('whiteBowlId') }),
    expected: (kept) => ({
      data: {
        stockMovements: {
          nodes: [
            { number: 5, reason: 'RELEASED', confirmedDelta: -2, order: { id: kept('orderId') } },
            { number: 4, reason: 'CONFIRMED', heldDelta: -2, confirmedDelta: 2, order: { id: kept('orderId') } },
            { number: 3, reason: 'HELD', heldDelta: 2, order: { id: kept('orderId') } },
            { number: 2, reason: 'RECEIVED', onHandDelta: 6, note: 'delivery 1', order: null },
            { number: 1, reason: 'RECEIVED', onHandDelta: 4, order: null },
          ],
        },
      },
    }),
  },
  {
    name: 'to a customer the journal does not exist',
    as: 'customer',
    operation: 'stock-movements',
    variables: (kept) => ({ variantId: kept('whiteBowlId') }),
    expected: () => ({ data: { stockMovements: null } }),
  },
  {
    name: 'the owner connects again where the feed was left',
    as: 'owner',
    opens: 'the feed again',
    operation: 'order-feed',
    variables: (kept) => ({ shopId: kept('shopId'), after: kept('feedCursor') }),
  },
  {
    name: 'and finds what has happened since',
    arrivesAt: 'the feed again',
    expected: (kept) => ({
      data: { orderFeed: { type: 'ORDER_CANCELLED', order: { id: kept('orderId'), state: 'CANCELLED' } } },
    }),
  },
];
