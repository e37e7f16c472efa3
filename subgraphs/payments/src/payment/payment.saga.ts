import { nextStep, GOAL_CHANGES, type Goal, type PaymentState, type Step, TRANSITIONS } from './payment.state.ts';

// The whole of what a payment does about anything that can happen to it, without a database. The statements do the same
// to many rows at once (start-payment, record-outcome, postpone-payment, goals, refund: each its *.store.ts), and
// test/payment-saga.test.ts holds them against these functions, every state with every event.

/** A payment as far as the saga goes. Amounts in minor units. */
export interface PaymentSaga {
  readonly state: PaymentState;
  readonly goal: Goal;
  readonly amount: number;
  readonly captured: number;
  readonly refunded: number;
  /** How much is to go back in all; all of it once the goal is GIVE_BACK. */
  readonly owed: number;
  /** The provider has told its own name for it. */
  readonly atProvider: boolean;
  /** The customer is to approve it on a page of the provider's. */
  readonly awaitsApproval: boolean;
  /** It was announced as delayed, which it is once. */
  readonly delayed: boolean;
}

export type PaymentSagaEvent =
  /** What its order's fate asks of it. An order that expires lets go only of what was never asked for. */
  | { readonly type: 'WISH'; readonly goal: 'CAPTURE' | 'GIVE_BACK'; readonly onlyWaiting: boolean }
  /** More of it is to go back: `owed` in all. */
  | { readonly type: 'OWE'; readonly owed: number }
  /**
   * Its turn has come to be asked for. `order`: LAPSED is about to be EXPIRED, or to be held longer. `total`: what the order
   * costs now.
   */
  | {
      readonly type: 'START';
      readonly order: 'PENDING' | 'LAPSED' | 'OVER';
      readonly total: number;
      readonly otherIsLive: boolean;
    }
  /** The request never left: the provider cannot be reached. */
  | { readonly type: 'UNREACHABLE' }
  /** Its customer pays with another method. */
  | { readonly type: 'SUPERSEDE' }
  /** What the provider says it is, whenever and however often. */
  | {
      readonly type: 'REPORT';
      readonly state: Exclude<PaymentState, 'CREATED'>;
      readonly atProvider: boolean;
      readonly awaitsApproval: boolean;
      readonly orderIsCancelled: boolean;
      readonly otherIsLive: boolean;
    }
  /** So much went back. */
  | { readonly type: 'REFUNDED'; readonly amount: number };

export type Announcement =
  'PaymentAuthorized' | 'PaymentFailed' | 'PaymentCaptured' | 'PaymentVoided' | 'PaymentRefunded' | 'PaymentDelayed';

/** ANNOUNCE: an event of that name is in the outbox. DO: the step that is missing now. */
export type PaymentCommand =
  { readonly kind: 'ANNOUNCE'; readonly event: Announcement } | { readonly kind: 'DO'; readonly step: Step };

/** A payment as it was asked for, before the provider knows of it. */
export function newPayment(amount: number): PaymentSaga {
  const nothing = { captured: 0, refunded: 0, owed: 0, atProvider: false, awaitsApproval: false, delayed: false };
  return { state: 'CREATED', goal: 'AUTHORIZE', amount, ...nothing };
}

/** What an event makes of a payment, and what is to be done. An event that changes nothing asks for nothing. */
export function paymentStep(payment: PaymentSaga, event: PaymentSagaEvent): [PaymentSaga, readonly PaymentCommand[]] {
  const next = paymentAfter(payment, event);
  if (next === payment) return [payment, []];
  const told = announcement(payment, next, event);
  const step = missingStep(next);
  return [
    next,
    [...(told ? [{ kind: 'ANNOUNCE', event: told } as const] : []), ...(step ? [{ kind: 'DO', step } as const] : [])],
  ];
}

/** The step that is missing; see nextStep. */
export function missingStep({ captured, refunded, owed, awaitsApproval, ...payment }: PaymentSaga): Step | null {
  return nextStep({
    ...payment,
    capturedAmount: captured,
    refundedAmount: refunded,
    refundOwed: owed,
    actionUrl: awaitsApproval ? 'its page' : null,
  });
}

function paymentAfter(payment: PaymentSaga, event: PaymentSagaEvent): PaymentSaga {
  const { state, goal, amount } = payment;
  switch (event.type) {
    case 'WISH': {
      if (!GOAL_CHANGES[goal].includes(event.goal) || (event.onlyWaiting && state !== 'CREATED')) return payment;
      return { ...payment, goal: event.goal, owed: event.goal === 'GIVE_BACK' ? amount : payment.owed };
    }
    case 'OWE':
      return event.owed > payment.owed ? { ...payment, owed: Math.min(event.owed, amount) } : payment;
    case 'START': {
      if (state !== 'CREATED') return payment;
      // Asked for before, it may have arrived after all, whatever we were told: under its key only the same amount is safe.
      const isAnother = payment.delayed && event.total !== amount;
      if (goal === 'GIVE_BACK' || event.otherIsLive || event.order === 'OVER' || event.total === 0 || isAnother)
        return { ...payment, state: 'FAILED' };
      return event.order === 'LAPSED' ? payment : { ...payment, state: 'PROCESSING', amount: event.total };
    }
    case 'UNREACHABLE': {
      if (state !== 'PROCESSING' || payment.atProvider) return payment;
      return { ...payment, state: 'CREATED', delayed: payment.delayed || goal !== 'GIVE_BACK' };
    }
    case 'SUPERSEDE':
      return state === 'CREATED' ? { ...payment, state: 'FAILED' } : payment;
    case 'REPORT':
      return reported(payment, event);
    case 'REFUNDED': {
      const refunded = Math.min(payment.refunded + event.amount, payment.captured);
      return refunded === payment.refunded ? payment : { ...payment, refunded };
    }
  }
}

function reported(payment: PaymentSaga, report: Extract<PaymentSagaEvent, { type: 'REPORT' }>): PaymentSaga {
  const { state, amount } = payment;
  const isFirstSign = state === 'PROCESSING' && report.state === 'PROCESSING' && !payment.atProvider;
  if (!TRANSITIONS[state].includes(report.state) && !isFirstSign) return payment;
  // Late money that nobody waits for: it goes straight back.
  const isUnwanted =
    (report.state === 'AUTHORIZED' && (state === 'FAILED' || report.orderIsCancelled)) ||
    (state === 'CREATED' && report.state !== 'FAILED' && report.otherIsLive);
  const goal = isUnwanted ? 'GIVE_BACK' : payment.goal;
  return {
    ...payment,
    state: report.state,
    goal,
    owed: goal === 'GIVE_BACK' ? amount : payment.owed,
    captured: report.state === 'CAPTURED' ? amount : payment.captured,
    atProvider: payment.atProvider || report.atProvider,
    awaitsApproval: report.state === 'PROCESSING' && report.awaitsApproval,
  };
}

const ANNOUNCEMENTS = {
  CREATED: 'PaymentDelayed',
  PROCESSING: null,
  AUTHORIZED: 'PaymentAuthorized',
  CAPTURED: 'PaymentCaptured',
  FAILED: 'PaymentFailed',
  VOIDED: 'PaymentVoided',
} as const;

function announcement(before: PaymentSaga, now: PaymentSaga, { type }: PaymentSagaEvent): Announcement | null {
  if (type === 'REFUNDED') return 'PaymentRefunded';
  if (now.state === before.state) return null;
  if (now.state === 'CREATED' && now.delayed === before.delayed) return null;
  // Or the order would be confirmed by money that is on its way home.
  if (now.state === 'AUTHORIZED' && now.goal === 'GIVE_BACK') return null;
  return ANNOUNCEMENTS[now.state];
}
