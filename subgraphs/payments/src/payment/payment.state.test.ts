import { describe, expect, test } from '@jest/globals';
import {
  GOAL_CHANGE_PAIRS,
  GOALS,
  nextStep,
  PAYMENT_STATES,
  type PaymentState,
  TRANSITION_PAIRS,
  TRANSITIONS,
  willGoBack,
} from './payment.state.ts';

const progress = { amount: 100, capturedAmount: 0, refundedAmount: 0, refundOwed: 0, actionUrl: null };

describe('the state machine of a payment', () => {
  test.each(PAYMENT_STATES)('knows every way out of %s', (state) => {
    const expected: Record<PaymentState, readonly PaymentState[]> = {
      CREATED: ['PROCESSING', 'AUTHORIZED', 'FAILED'],
      PROCESSING: ['CREATED', 'AUTHORIZED', 'FAILED', 'VOIDED'],
      AUTHORIZED: ['CAPTURED', 'VOIDED'],
      CAPTURED: [],
      FAILED: ['AUTHORIZED'],
      VOIDED: [],
    };
    expect(TRANSITIONS[state]).toEqual(expected[state]);
  });

  test('lists the allowed pairs for SQL, no more and no fewer', () => {
    const allowed = new Set(TRANSITION_PAIRS.map(([from, to]) => `${from} → ${to}`));
    for (const from of PAYMENT_STATES)
      for (const to of PAYMENT_STATES) expect(allowed.has(`${from} → ${to}`)).toBe(TRANSITIONS[from].includes(to));
  });

  test('never lets a goal turn back from giving back', () => {
    expect(GOAL_CHANGE_PAIRS).toEqual([
      ['AUTHORIZE', 'CAPTURE'],
      ['AUTHORIZE', 'GIVE_BACK'],
      ['CAPTURE', 'GIVE_BACK'],
    ]);
  });

  test.each([
    ['AUTHORIZE', 'CREATED', 'AUTHORIZE'],
    ['AUTHORIZE', 'PROCESSING', 'ASK'],
    ['AUTHORIZE', 'AUTHORIZED', null],
    ['AUTHORIZE', 'FAILED', null],
    ['CAPTURE', 'CREATED', 'AUTHORIZE'],
    ['CAPTURE', 'PROCESSING', 'ASK'],
    ['CAPTURE', 'AUTHORIZED', 'CAPTURE'],
    ['CAPTURE', 'CAPTURED', null],
    ['CAPTURE', 'VOIDED', null],
    ['GIVE_BACK', 'CREATED', 'DROP'],
    ['GIVE_BACK', 'PROCESSING', 'ASK'],
    ['GIVE_BACK', 'AUTHORIZED', 'VOID'],
    ['GIVE_BACK', 'FAILED', null],
    ['GIVE_BACK', 'VOIDED', null],
  ] as const)('with the goal %s, a payment that is %s needs %s', (goal, state, step) => {
    expect(nextStep({ ...progress, goal, state })).toBe(step);
  });

  test('takes back what waits for an approval that nobody wants any more', () => {
    const payment = { ...progress, state: 'PROCESSING', actionUrl: 'https://pay.example/approve' } as const;
    expect(nextStep({ ...payment, goal: 'AUTHORIZE' })).toBe('ASK');
    expect(nextStep({ ...payment, goal: 'GIVE_BACK' })).toBe('VOID');
  });

  test('refunds what was captured, and then rests', () => {
    const payment = { ...progress, goal: 'GIVE_BACK', state: 'CAPTURED', capturedAmount: 100 } as const;
    expect(nextStep({ ...payment, refundedAmount: 0 })).toBe('REFUND');
    expect(nextStep({ ...payment, refundedAmount: 40 })).toBe('REFUND');
    expect(nextStep({ ...payment, refundedAmount: 100 })).toBeNull();
  });

  test('gives back what is owed of what was captured, and keeps the rest', () => {
    const payment = { ...progress, goal: 'CAPTURE', state: 'CAPTURED', capturedAmount: 100, refundOwed: 30 } as const;
    expect(nextStep({ ...payment, refundOwed: 0 })).toBeNull();
    expect(nextStep(payment)).toBe('REFUND');
    expect(nextStep({ ...payment, refundedAmount: 30 })).toBeNull();
    expect(nextStep({ ...payment, refundedAmount: 30, refundOwed: 31 })).toBe('REFUND');
  });

  test('takes what is kept in part, and lets go of what goes back as a whole', () => {
    const payment = { ...progress, goal: 'CAPTURE', state: 'AUTHORIZED' } as const;
    expect(nextStep({ ...payment, refundOwed: 99 })).toBe('CAPTURE');
    expect(nextStep({ ...payment, refundOwed: 100 })).toBe('VOID');
  });

  test.each([
    ['AUTHORIZE', 'PROCESSING', 0, 0],
    ['CAPTURE', 'AUTHORIZED', 30, 30],
    ['CAPTURE', 'AUTHORIZED', 100, 0],
    ['GIVE_BACK', 'AUTHORIZED', 100, 0],
    ['GIVE_BACK', 'PROCESSING', 100, 0],
    ['CAPTURE', 'CAPTURED', 30, 30],
    ['GIVE_BACK', 'CAPTURED', 100, 100],
    ['GIVE_BACK', 'VOIDED', 100, 0],
    ['CAPTURE', 'VOIDED', 100, 0],
    ['CAPTURE', 'FAILED', 30, 0],
    ['GIVE_BACK', 'FAILED', 100, 0],
  ] as const)('of one whose goal is %s, that is %s and owes %d, %d goes back', (goal, state, refundOwed, back) => {
    const capturedAmount = state === 'CAPTURED' ? 100 : 0;
    expect(willGoBack({ ...progress, goal, state, capturedAmount, refundOwed })).toBe(back);
  });

  test('leads from every state to a rest, whatever the goal, when the provider does as it is told', () => {
    const asked = { AUTHORIZE: 'PROCESSING', DROP: 'FAILED', ASK: 'AUTHORIZED' } as const;
    const done = { ...asked, CAPTURE: 'CAPTURED', VOID: 'VOIDED' } as const;
    for (const goal of GOALS) {
      for (const start of PAYMENT_STATES) {
        let payment: Parameters<typeof nextStep>[0] = {
          ...progress,
          goal,
          state: start,
          capturedAmount: start === 'CAPTURED' ? 100 : 0,
        };
        let steps = 0;
        for (let step = nextStep(payment); step !== null; step = nextStep(payment)) {
          expect(++steps).toBeLessThan(5);
          payment =
            step === 'REFUND'
              ? { ...payment, refundedAmount: payment.capturedAmount }
              : { ...payment, state: done[step], capturedAmount: step === 'CAPTURE' ? 100 : payment.capturedAmount };
        }
        expect(payment.state === 'PROCESSING').toBe(false);
      }
    }
  });
});
