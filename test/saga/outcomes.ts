import {
  missingStep,
  newPayment,
  type PaymentSaga,
  type PaymentSagaEvent,
  paymentStep,
} from '../../subgraphs/payments/src/payment/payment.saga.ts';
import { PAYMENT_STATES } from '../../subgraphs/payments/src/payment/payment.state.ts';
import { orderStep, type SagaCommand, type SagaEvent } from '../../subgraphs/reservations/src/order/order.saga.ts';
import { ORDER_STATES, type OrderState } from '../../subgraphs/reservations/src/order/order.state.ts';
import { HELD_UNTIL, LONGEST, momentOf, type Order, placed, TOTAL } from './world.ts';

// The tables of docs/saga.md: for each event, what comes of it in each state.

export type Row = readonly string[];

const now = momentOf(0);
const paid = { by: 'MONEY', paymentId: 'P1', amount: TOTAL } as const;

const ORDER_EVENTS: readonly (readonly [name: string, eventIn: (state: OrderState) => SagaEvent])[] = [
  ['authorised', () => ({ type: 'PAID', paid })],
  ['authorised, another amount', () => ({ type: 'PAID', paid: { ...paid, amount: 1 } })],
  ['catalog: sold', (state) => answered(state, 'CONFIRMED')],
  ['catalog: gone', (state) => answered(state, 'GONE')],
  ['payment delayed', () => ({ type: 'PAYMENT_DELAYED', now, until: LONGEST })],
  ['held longer', () => ({ type: 'HOLD_PROLONGED', now, until: LONGEST })],
  ['time up', () => ({ type: 'TIME_UP', now: HELD_UNTIL })],
  ['called off', () => ({ type: 'CALLED_OFF', now, by: 'CUSTOMER', reason: null })],
  ['a line called off', () => ({ type: 'LINES_CALLED_OFF', now, by: 'CUSTOMER', total: 4 })],
  ['all but free lines called off', () => ({ type: 'LINES_CALLED_OFF', now, by: 'CUSTOMER', total: 0 })],
];

const answered = (state: OrderState, outcome: 'CONFIRMED' | 'GONE'): SagaEvent => ({
  type: 'STOCK_ANSWERED',
  paid,
  late: state === 'EXPIRED',
  outcome,
});

const NOTHING = '—';

/** Of an order that waits for money, by its state. */
export function orderRows(): Row[] {
  const { order } = placed(false, { faults: 0, payments: 0, cancels: 0, lines: 0, rivals: 0, outages: 0 });
  return ORDER_EVENTS.map(([name, eventIn]) => [
    name,
    ...ORDER_STATES.map((state) => {
      const before: Order = { ...order, state, ...(state === 'CANCELLED' && { cancelledBy: 'CUSTOMER' }) };
      const [after, commands] = orderStep(before, eventIn(state));
      const moved = after.state === state ? [] : [`→ ${after.state}`];
      return [...moved, ...commands.flatMap(orderCommand)].join(', ') || NOTHING;
    }),
  ]);
}

function orderCommand(command: SagaCommand): string[] {
  switch (command.do) {
    case 'CONFIRM_STOCK':
      return [command.late ? 'ask catalog, late' : 'ask catalog'];
    case 'RELEASE_STOCK':
      return ['release'];
    case 'PROLONG_HOLD':
      return ['hold longer'];
    case 'TELL':
      return [command.event];
    case 'REFUSE':
      return [`refuse: ${command.reason}`];
  }
}

const report = (state: Exclude<PaymentSaga['state'], 'CREATED'>, orderIsCancelled = false): PaymentSagaEvent => ({
  type: 'REPORT',
  state,
  atProvider: true,
  awaitsApproval: false,
  orderIsCancelled,
  otherIsLive: false,
});

const PAYMENT_EVENTS: readonly (readonly [name: string, event: PaymentSagaEvent])[] = [
  ['its turn', { type: 'START', order: 'PENDING', total: TOTAL, otherIsLive: false }],
  ['its turn, order over', { type: 'START', order: 'OVER', total: TOTAL, otherIsLive: false }],
  ['not reached', { type: 'UNREACHABLE' }],
  ['provider: authorised', report('AUTHORIZED')],
  ['the same, order cancelled', report('AUTHORIZED', true)],
  ['provider: failed', report('FAILED')],
  ['provider: captured', report('CAPTURED')],
  ['provider: voided', report('VOIDED')],
  ['order confirmed', { type: 'WISH', goal: 'CAPTURE', onlyWaiting: false }],
  ['order expired', { type: 'WISH', goal: 'GIVE_BACK', onlyWaiting: true }],
  ['refused, or called off unpaid', { type: 'WISH', goal: 'GIVE_BACK', onlyWaiting: false }],
];

/** Of a payment that is to be authorised and no further yet, by its state. */
export function paymentRows(): Row[] {
  return PAYMENT_EVENTS.map(([name, event]) => [
    name,
    ...PAYMENT_STATES.map((state) => {
      const captured = state === 'CAPTURED' ? TOTAL : 0;
      const before: PaymentSaga = { ...newPayment(TOTAL), state, captured };
      const [after, commands] = paymentStep(before, event);
      if (after === before) return NOTHING;
      const moved = after.state === state ? [] : [`→ ${after.state}`];
      const told = commands.flatMap((command) => (command.kind === 'ANNOUNCE' ? [command.event] : []));
      const step = missingStep(after);
      return [...moved, ...told, ...(step ? [`then ${step}`] : [])].join(', ') || NOTHING;
    }),
  ]);
}
