import { aMoment, anId, type Expectation, refused, refusedOutright, yen } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

interface Line {
  readonly variantId: string | number;
  readonly quantity: number;
}

const attempt = (
  name: string,
  lines: (kept: Kept) => readonly Line[],
  expected: (kept: Kept) => Expectation,
): Step => ({
  name,
  as: 'customer',
  operation: 'place-order',
  variables: (kept) => ({ input: { shopId: kept('shopId'), lines: lines(kept) } }),
  expected,
});

const twoBowls = (kept: Kept) => ({
  shopId: kept('shopId'),
  lines: [{ variantId: kept('whiteBowlId'), quantity: 2 }],
  remark: '贈り物です',
  idempotencyKey: 'two bowls',
});

/** The customer orders. What is ordered is held for them until they pay. */
export const orderingSteps: readonly Step[] = [
  {
    name: 'without a token nothing is ordered',
    operation: 'place-order',
    variables: (kept) => ({ input: twoBowls(kept) }),
    expected: () => refusedOutright('UNAUTHENTICATED'),
  },
  {
    name: 'the customer orders two bowls',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({ input: twoBowls(kept) }),
    expected: (kept) => ({
      data: {
        placeOrder: {
          __typename: 'Order',
          id: anId('ord'),
          state: 'PENDING',
          total: yen('4800'),
          lines: [
            {
              quantity: 2,
              unitPrice: yen('2400'),
              variant: { id: kept('whiteBowlId'), product: { name: '波佐見焼 飯碗' } },
            },
          ],
          remark: '贈り物です',
          expiresAt: aMoment,
          version: 1,
        },
      },
    }),
    keep: { orderId: 'placeOrder.id' },
  },
  {
    name: 'the same request, sent again, is the same order',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({ input: twoBowls(kept) }),
    expected: (kept) => ({ data: { placeOrder: { __typename: 'Order', id: kept('orderId'), total: yen('4800') } } }),
  },
  {
    name: 'another request under the same idempotency key is refused',
    as: 'customer',
    operation: 'place-order',
    variables: (kept) => ({
      input: { ...twoBowls(kept), lines: [{ variantId: kept('whiteBowlId'), quantity: 3 }] },
    }),
    expected: () => refused('placeOrder', 'IdempotencyKeyReused', 'IDEMPOTENCY_KEY_REUSED', { retryable: false }),
  },
  {
    name: 'the two bowls are spoken for',
    operation: 'product',
    variables: (kept) => ({ id: kept('bowlId') }),
    expected: () => ({ data: { product: { variants: [{ available: 8 }, { available: 5 }] } } }),
  },
  attempt(
    'an unknown product is refused',
    () => [{ variantId: 'var_nothing', quantity: 1 }],
    () => refused('placeOrder', 'ProductNotFound', 'PRODUCT_NOT_FOUND', { variantId: 'var_nothing' }),
  ),
  attempt(
    'a discontinued product is refused',
    (kept) => [{ variantId: kept('tenuguiId'), quantity: 1 }],
    (kept) => refused('placeOrder', 'ProductDiscontinued', 'PRODUCT_DISCONTINUED', { variantId: kept('tenuguiId') }),
  ),
  attempt(
    'more than there is, is refused',
    (kept) => [{ variantId: kept('blueBowlId'), quantity: 6 }],
    (kept) =>
      refused('placeOrder', 'InsufficientStock', 'INSUFFICIENT_STOCK', {
        variantId: kept('blueBowlId'),
        requested: 6,
        available: 5,
        retryable: true,
      }),
  ),
  attempt(
    'two lines of one variant count together',
    (kept) => [
      { variantId: kept('blueBowlId'), quantity: 3 },
      { variantId: kept('blueBowlId'), quantity: 3 },
    ],
    (kept) =>
      refused('placeOrder', 'InsufficientStock', 'INSUFFICIENT_STOCK', {
        variantId: kept('blueBowlId'),
        requested: 6,
        available: 5,
      }),
  ),
  attempt(
    'all or nothing: a good line does not save a bad one',
    (kept) => [
      { variantId: kept('whiteBowlId'), quantity: 1 },
      { variantId: kept('blueBowlId'), quantity: 6 },
    ],
    () => refused('placeOrder', 'InsufficientStock', 'INSUFFICIENT_STOCK'),
  ),
  attempt(
    'a quantity of 0 is refused',
    (kept) => [{ variantId: kept('blueBowlId'), quantity: 0 }],
    () => refused('placeOrder', 'InvalidInput', 'INVALID_INPUT', { field: 'lines.0.quantity' }),
  ),
  attempt(
    'a negative quantity is refused',
    (kept) => [{ variantId: kept('blueBowlId'), quantity: -1 }],
    () => refused('placeOrder', 'InvalidInput', 'INVALID_INPUT', { field: 'lines.0.quantity' }),
  ),
  attempt(
    'a quantity that is no 32-bit integer is refused by the gateway itself',
    (kept) => [{ variantId: kept('blueBowlId'), quantity: 2 ** 31 }],
    () => refusedOutright('VALIDATION_INVALID_TYPE_VARIABLE'),
  ),
  {
    name: 'after all refusals the stock is as it was',
    operation: 'product',
    variables: (kept) => ({ id: kept('bowlId') }),
    expected: () => ({ data: { product: { variants: [{ available: 8 }, { available: 5 }] } } }),
  },
  {
    name: "to a neighbour the customer's order does not exist",
    as: 'neighbour',
    operation: 'order',
    variables: (kept) => ({ id: kept('orderId') }),
    expected: () => ({ data: { order: null } }),
  },
  {
    name: 'nor does it to nobody',
    operation: 'order',
    variables: (kept) => ({ id: kept('orderId') }),
    expected: () => refusedOutright('UNAUTHENTICATED'),
  },
  {
    name: 'a neighbour cannot call it off',
    as: 'neighbour',
    operation: 'cancel-order',
    variables: (kept) => ({ input: { orderId: kept('orderId') } }),
    expected: () => refused('cancelOrder', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'the customer watches the order',
    as: 'customer',
    opens: 'order',
    operation: 'order-changed',
    variables: (kept) => ({ orderId: kept('orderId') }),
  },
  {
    name: 'the order comes at once as it stands, with its product joined in',
    arrivesAt: 'order',
    expected: (kept) => ({
      data: {
        orderChanged: {
          id: kept('orderId'),
          state: 'PENDING',
          version: 1,
          lines: [{ quantity: 2, variant: { product: { name: '波佐見焼 飯碗' } } }],
          payment: null,
        },
      },
    }),
  },
  {
    name: 'a neighbour cannot watch it',
    as: 'neighbour',
    opens: "the neighbour's watch",
    operation: 'order-changed',
    variables: (kept) => ({ orderId: kept('orderId') }),
  },
  {
    name: 'the neighbour is told that there is no such order',
    arrivesAt: "the neighbour's watch",
    expected: () => refusedOutright('NOT_FOUND'),
  },
];
