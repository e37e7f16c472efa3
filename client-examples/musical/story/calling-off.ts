import { refused, won } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** The performance is called off: its orders are, and the money goes back. */
export const callingOffSteps: readonly Step[] = [
  {
    name: 'to the customer the performance is not theirs to call off',
    as: 'customer',
    operation: 'cancel-performance',
    variables: (kept) => ({
      input: { performanceId: kept('performanceId'), expectedVersion: kept('performanceVersion') },
    }),
    expected: () => refused('cancelPerformance', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'the theatre calls the performance off',
    as: 'owner',
    operation: 'cancel-performance',
    variables: (kept) => ({
      input: { performanceId: kept('performanceId'), expectedVersion: kept('performanceVersion') },
    }),
    expected: () => ({ data: { cancelPerformance: { __typename: 'Performance', status: 'CANCELLED' } } }),
    keep: { cancelledVersion: 'cancelPerformance.version' },
  },
  {
    name: 'it can be called off once only',
    as: 'owner',
    operation: 'cancel-performance',
    variables: (kept) => ({
      input: { performanceId: kept('performanceId'), expectedVersion: kept('cancelledVersion') },
    }),
    expected: () =>
      refused('cancelPerformance', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION', { from: 'CANCELLED' }),
  },
  {
    name: 'the order has been called off by the shop, and is paid back by itself',
    as: 'customer',
    operation: 'order',
    variables: (kept) => ({ id: kept('orderId') }),
    eventually: true,
    expected: () => ({
      data: { order: { state: 'CANCELLED', cancelledBy: 'SHOP', payment: { refunded: won('300000') } } },
    }),
  },
  {
    name: 'nothing of it can be ordered any more',
    as: 'neighbour',
    operation: 'place-order',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        lines: [{ variantId: kept('rId'), performanceId: kept('performanceId'), quantity: 1 }],
      },
    }),
    expected: (kept) =>
      refused('placeOrder', 'PerformanceNotFound', 'PERFORMANCE_NOT_FOUND', { performanceId: kept('performanceId') }),
  },
  {
    name: 'the customer sees on their own page what became of the order',
    as: 'customer',
    operation: 'my-orders',
    expected: (kept) => ({ data: { myOrders: { nodes: [{ id: kept('orderId'), state: 'CANCELLED' }] } } }),
  },
];
