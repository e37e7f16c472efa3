import { anId, refused, refusedOutright, someText, won } from '../../walk/expectation.ts';
import type { Kept, Step } from '../../walk/step.ts';

const line = (kept: Kept, name: string, quantity = 1) => ({ variantId: kept(`${name}.variant`), quantity });

const adds = (kept: Kept, name: string, quantity?: number) => ({
  input: { shopId: kept('shopId'), tableSessionId: kept('sessionId'), line: line(kept, name, quantity) },
});

/** Ordered and paid in one go, on the page of the payment provider. */
const firstRound = (kept: Kept) => ({
  input: {
    cartId: kept('cartId'),
    expectedVersion: kept('cartVersion'),
    remark: '덜 맵게 해 주세요',
    payment: { easyPay: { returnUrl: 'https://hiorder.example/paid' } },
    idempotencyKey: 'first round',
  },
});

/** Two phones at one table share a cart. */
export const cartSteps: readonly Step[] = [
  {
    name: 'nobody joins a table that is not open',
    as: 'friend',
    operation: 'join-table',
    variables: (kept) => ({ input: { code: kept('code') } }),
    expected: () => refused('joinTable', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION'),
  },
  {
    name: 'the customer sits down and scans the code',
    as: 'customer',
    operation: 'open-table',
    variables: (kept) => ({ input: { code: kept('code') } }),
    expected: () => ({
      data: {
        openTable: {
          __typename: 'TableSession',
          id: anId('tbs'),
          state: 'OPEN',
          table: { name: '창가' },
          guests: [{ account: { displayName: '김민지' } }],
        },
      },
    }),
    keep: { sessionId: 'openTable.id' },
  },
  {
    name: 'the customer’s phone watches the table',
    as: 'customer',
    opens: 'table',
    operation: 'table-changed',
    variables: (kept) => ({ tableSessionId: kept('sessionId') }),
  },
  {
    name: 'a friend joins by the same code',
    as: 'friend',
    operation: 'join-table',
    variables: (kept) => ({ input: { code: kept('code') } }),
    expected: (kept) => ({
      data: { joinTable: { __typename: 'TableSession', id: kept('sessionId'), guests: [{}, {}] } },
    }),
  },
  {
    name: 'a made-up code opens nothing',
    as: 'stranger',
    operation: 'open-table',
    variables: () => ({ input: { code: 'made-up' } }),
    expected: () => refused('openTable', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'to a stranger the table does not exist',
    as: 'stranger',
    operation: 'table-session',
    variables: (kept) => ({ id: kept('sessionId') }),
    expected: () => ({ data: { tableSession: null } }),
  },
  {
    name: 'nor can a stranger watch it',
    as: 'stranger',
    opens: 'the stranger’s watch',
    operation: 'table-changed',
    variables: (kept) => ({ tableSessionId: kept('sessionId') }),
  },
  {
    name: 'the stranger is told that there is no such table',
    arrivesAt: 'the stranger’s watch',
    expected: () => refusedOutright('NOT_FOUND'),
  },
  {
    name: 'the friend adds a side, and sees at once that it needs a main',
    as: 'friend',
    operation: 'add-to-cart',
    variables: (kept) => adds(kept, 'side'),
    expected: () => ({
      data: {
        addToCart: {
          __typename: 'Cart',
          lines: [
            {
              quantity: 1,
              unitPrice: won('4000'),
              product: { name: '김말이 튀김' },
              addedBy: { displayName: '이준호' },
              hints: [{ code: 'MAIN_ITEM_REQUIRED', message: someText }],
            },
          ],
        },
      },
    }),
    keep: { cartId: 'addToCart.id', cartVersion: 'addToCart.version', sideLine: 'addToCart.lines.0.id' },
  },
  {
    name: 'the customer’s phone shows who added what',
    arrivesAt: 'table',
    expected: () => ({
      data: {
        tableChanged: {
          cart: { lines: [{ product: { name: '김말이 튀김' }, addedBy: { displayName: '이준호' } }] },
        },
      },
    }),
  },
  {
    name: 'the cart cannot be ordered like that',
    as: 'friend',
    operation: 'checkout',
    variables: (kept) => ({ input: { cartId: kept('cartId'), expectedVersion: kept('cartVersion') } }),
    expected: () =>
      refused('checkout', 'MainItemRequired', 'MAIN_ITEM_REQUIRED', { mainProducts: [{ name: '떡볶이' }] }),
  },
  {
    name: 'the customer adds two mains, and the hint is gone',
    as: 'customer',
    operation: 'add-to-cart',
    variables: (kept) => adds(kept, 'main', 2),
    expected: () => ({
      data: { addToCart: { __typename: 'Cart', total: won('16000'), lines: [{ hints: [] }, { hints: [] }] } },
    }),
    keep: { mainLine: 'addToCart.lines.1.id', cartVersion: 'addToCart.version' },
  },
  {
    name: 'and the dumplings of the house, twice',
    as: 'customer',
    operation: 'add-to-cart',
    variables: (kept) => adds(kept, 'service', 2),
    expected: () => ({
      data: {
        addToCart: {
          __typename: 'Cart',
          lines: [{}, {}, { hints: [{ code: 'QUANTITY_LIMIT_EXCEEDED', message: someText }] }],
        },
      },
    }),
    keep: { serviceLine: 'addToCart.lines.2.id', cartVersion: 'addToCart.version' },
  },
  {
    name: 'which are for once',
    as: 'customer',
    operation: 'checkout',
    variables: (kept) => ({ input: { cartId: kept('cartId'), expectedVersion: kept('cartVersion') } }),
    expected: () =>
      refused('checkout', 'QuantityLimitExceeded', 'QUANTITY_LIMIT_EXCEEDED', {
        limit: 1,
        scope: 'ORDER',
        requested: 2,
      }),
  },
  {
    name: 'so one plate will do',
    as: 'friend',
    operation: 'update-cart-line',
    variables: (kept) => ({
      input: {
        cartId: kept('cartId'),
        lineId: kept('serviceLine'),
        quantity: 1,
        expectedVersion: kept('cartVersion'),
      },
    }),
    expected: () => ({
      data: {
        updateCartLine: { __typename: 'Cart', total: won('16000'), lines: [{}, {}, { quantity: 1, hints: [] }] },
      },
    }),
    keep: { cartVersion: 'updateCartLine.version' },
  },
  {
    name: 'whoever saw an older cart changes nothing',
    as: 'customer',
    operation: 'remove-cart-line',
    variables: (kept) => ({ input: { cartId: kept('cartId'), lineId: kept('serviceLine'), expectedVersion: 1 } }),
    expected: (kept) =>
      refused('removeCartLine', 'VersionConflict', 'VERSION_CONFLICT', { currentVersion: kept('cartVersion') }),
  },
  {
    name: 'the dumplings go out again',
    as: 'customer',
    operation: 'remove-cart-line',
    variables: (kept) => ({
      input: { cartId: kept('cartId'), lineId: kept('serviceLine'), expectedVersion: kept('cartVersion') },
    }),
    expected: () => ({ data: { removeCartLine: { __typename: 'Cart', lines: [{ quantity: 1 }, { quantity: 2 }] } } }),
    keep: { cartVersion: 'removeCartLine.version' },
  },
  {
    name: 'one way to pay must be chosen, not two',
    as: 'customer',
    operation: 'checkout',
    variables: (kept) => ({
      input: {
        cartId: kept('cartId'),
        expectedVersion: kept('cartVersion'),
        payment: { cardToken: 'tok_visa', easyPay: { returnUrl: 'https://hiorder.example/paid' } },
      },
    }),
    expected: () => refused('checkout', 'InvalidInput', 'INVALID_INPUT', { field: 'payment' }),
  },
  {
    name: 'the table orders, and will pay on the provider’s page',
    as: 'customer',
    operation: 'checkout',
    variables: firstRound,
    expected: () => ({
      data: {
        checkout: {
          __typename: 'Order',
          id: anId('ord'),
          state: 'PENDING',
          total: won('16000'),
          lines: [{ product: { name: '김말이 튀김' } }, { quantity: 2, product: { name: '떡볶이' } }],
        },
      },
    }),
    keep: { orderId: 'checkout.id' },
  },
  {
    name: 'sent again, it is the same order',
    as: 'customer',
    operation: 'checkout',
    variables: firstRound,
    expected: (kept) => ({ data: { checkout: { __typename: 'Order', id: kept('orderId') } } }),
  },
  {
    name: 'both phones see the order and a fresh cart',
    arrivesAt: 'table',
    expected: (kept) => ({
      data: {
        tableChanged: {
          cart: { lines: [] },
          orders: { nodes: [{ id: kept('orderId'), state: 'PENDING' }] },
          openTotal: won('16000'),
        },
      },
    }),
  },
  {
    name: 'the friend puts a main into the fresh cart',
    as: 'friend',
    operation: 'add-to-cart',
    variables: (kept) => adds(kept, 'main'),
    expected: () => ({ data: { addToCart: { __typename: 'Cart', lines: [{}] } } }),
    keep: { secondCart: 'addToCart.id', secondVersion: 'addToCart.version' },
  },
  {
    name: 'and thinks better of it',
    as: 'friend',
    operation: 'clear-cart',
    variables: (kept) => ({ input: { cartId: kept('secondCart'), expectedVersion: kept('secondVersion') } }),
    expected: () => ({ data: { clearCart: { __typename: 'Cart', lines: [], total: won('0') } } }),
  },
  {
    name: 'none is no quantity',
    as: 'friend',
    operation: 'add-to-cart',
    variables: (kept) => adds(kept, 'main', 0),
    expected: () => refused('addToCart', 'InvalidInput', 'INVALID_INPUT', { field: 'line.quantity' }),
  },
  {
    name: 'the dumplings of the house are not for taking away',
    as: 'stranger',
    operation: 'place-order',
    variables: (kept) => ({ input: { shopId: kept('shopId'), lines: [line(kept, 'service')] } }),
    expected: () => refused('placeOrder', 'TableRequired', 'TABLE_REQUIRED'),
  },
];
