import { aMoment, refused, won } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

/** The kitchen cooks what is paid; then the guests leave. */
export const kitchenSteps: readonly Step[] = [
  {
    name: 'the customer looks at the order',
    as: 'customer',
    operation: 'order',
    variables: (kept) => ({ id: kept('orderId') }),
    expected: () => ({
      data: {
        order: {
          state: 'CONFIRMED',
          lines: [
            { product: { name: '김말이 튀김' }, reservation: { state: 'CONFIRMED' } },
            { product: { name: '떡볶이' }, reservation: { state: 'CONFIRMED' } },
          ],
        },
      },
    }),
    keep: {
      side: 'order.lines.0.reservation.id',
      main: 'order.lines.1.reservation.id',
      orderVersion: 'order.version',
    },
  },
  {
    name: 'the main cannot be called off while its side stays',
    as: 'customer',
    operation: 'cancel-reservations',
    variables: (kept) => ({ input: { orderId: kept('orderId'), reservationIds: [kept('main')] } }),
    expected: () =>
      refused('cancelReservations', 'MainItemRequired', 'MAIN_ITEM_REQUIRED', { mainProducts: [{ name: '떡볶이' }] }),
  },
  {
    name: 'the kitchen begins',
    as: 'owner',
    operation: 'prepare-reservation',
    variables: (kept) => ({ input: { reservationId: kept('main'), expectedVersion: 1 } }),
    expected: () => ({ data: { prepareReservation: { __typename: 'Reservation', state: 'PREPARING' } } }),
    keep: { mainVersion: 'prepareReservation.version' },
  },
  {
    name: 'what is in the pan cannot begin again',
    as: 'owner',
    operation: 'prepare-reservation',
    variables: (kept) => ({ input: { reservationId: kept('main'), expectedVersion: kept('mainVersion') } }),
    expected: () =>
      refused('prepareReservation', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION', {
        from: 'PREPARING',
        to: 'PREPARING',
      }),
  },
  {
    name: 'the main is ready',
    as: 'owner',
    operation: 'ready-reservation',
    variables: (kept) => ({ input: { reservationId: kept('main'), expectedVersion: kept('mainVersion') } }),
    expected: () => ({ data: { readyReservation: { __typename: 'Reservation', state: 'READY' } } }),
    keep: { mainVersion: 'readyReservation.version' },
  },
  {
    name: 'and on the table',
    as: 'owner',
    operation: 'hand-over-reservation',
    variables: (kept) => ({ input: { reservationId: kept('main'), expectedVersion: kept('mainVersion') } }),
    expected: () => ({
      data: {
        handOverReservation: { __typename: 'Reservation', state: 'HANDED_OVER', order: { state: 'CONFIRMED' } },
      },
    }),
  },
  {
    name: 'so is the side, which completes the order',
    as: 'owner',
    operation: 'hand-over-reservation',
    variables: (kept) => ({ input: { reservationId: kept('side'), expectedVersion: 1 } }),
    expected: () => ({
      data: { handOverReservation: { __typename: 'Reservation', order: { state: 'COMPLETED' } } },
    }),
  },
  {
    name: 'the table’s history shows what it comes to',
    as: 'friend',
    operation: 'table-session',
    variables: (kept) => ({ id: kept('sessionId') }),
    expected: (kept) => ({
      data: {
        tableSession: {
          state: 'OPEN',
          orders: { nodes: [{ id: kept('orderId'), state: 'COMPLETED', customer: { displayName: '김민지' } }] },
          openTotal: won('16000'),
        },
      },
    }),
    keep: { sessionVersion: 'tableSession.version' },
  },
  {
    name: 'guests do not close the table',
    as: 'customer',
    operation: 'close-table',
    variables: (kept) => ({ input: { tableSessionId: kept('sessionId'), expectedVersion: kept('sessionVersion') } }),
    expected: () => refused('closeTable', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'the staff do, when they have left',
    as: 'owner',
    operation: 'close-table',
    variables: (kept) => ({ input: { tableSessionId: kept('sessionId'), expectedVersion: kept('sessionVersion') } }),
    expected: () => ({
      data: {
        closeTable: { __typename: 'TableSession', state: 'CLOSED', closeReason: 'STAFF', closedAt: aMoment },
      },
    }),
  },
  {
    name: 'at a closed table nothing is ordered any more',
    as: 'customer',
    operation: 'add-to-cart',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        tableSessionId: kept('sessionId'),
        line: { variantId: kept('main.variant'), quantity: 1 },
      },
    }),
    expected: () => refused('addToCart', 'InvalidStateTransition', 'INVALID_STATE_TRANSITION', {}),
  },
];
