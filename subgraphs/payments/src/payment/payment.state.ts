/** How far a payment has come. */
export type PaymentState = 'CREATED' | 'PROCESSING' | 'AUTHORIZED' | 'CAPTURED' | 'FAILED' | 'VOIDED';

/**
 * Where a payment is meant to come. AUTHORIZE: no further for now. CAPTURE: its order is confirmed. GIVE_BACK: its order
 * will not take the money; what is not captured is voided, what is gets refunded in full.
 */
export type Goal = 'AUTHORIZE' | 'CAPTURE' | 'GIVE_BACK';

/**
 * What has to be done next, at the provider except for DROP. AUTHORIZE: ask for the money. DROP: let go of what was never
 * asked for. ASK: its answer is not known, so ask for that.
 */
export type Step = 'AUTHORIZE' | 'DROP' | 'ASK' | 'CAPTURE' | 'VOID' | 'REFUND';

export const PAYMENT_STATES = ['CREATED', 'PROCESSING', 'AUTHORIZED', 'CAPTURED', 'FAILED', 'VOIDED'] as const;
export const GOALS = ['AUTHORIZE', 'CAPTURE', 'GIVE_BACK'] as const;

/** From → to. Whatever else is reported (late, twice, out of order) changes nothing. */
export const TRANSITIONS: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  // More than PROCESSING only when the provider has it after all, though it had said that it does not.
  CREATED: ['PROCESSING', 'AUTHORIZED', 'FAILED'],
  // Back to CREATED when the request is known not to have reached the provider: then it waits.
  PROCESSING: ['CREATED', 'AUTHORIZED', 'FAILED', 'VOIDED'],
  AUTHORIZED: ['CAPTURED', 'VOIDED'],
  CAPTURED: [],
  // Only when the provider has it after all: it goes straight back (see record-outcome.store.ts).
  FAILED: ['AUTHORIZED'],
  VOIDED: [],
};

/** State and goal → the step that may be missing; none where the payment rests. Whether it is: see nextStep. */
export const NEXT_STEP: Readonly<Record<Goal, Partial<Record<PaymentState, Step>>>> = {
  AUTHORIZE: { CREATED: 'AUTHORIZE', PROCESSING: 'ASK' },
  CAPTURE: { CREATED: 'AUTHORIZE', PROCESSING: 'ASK', AUTHORIZED: 'CAPTURE', CAPTURED: 'REFUND' },
  GIVE_BACK: { CREATED: 'DROP', PROCESSING: 'ASK', AUTHORIZED: 'VOID', CAPTURED: 'REFUND' },
};

/** The goal may only move towards giving back. */
export const GOAL_CHANGES: Readonly<Record<Goal, readonly Goal[]>> = {
  AUTHORIZE: ['CAPTURE', 'GIVE_BACK'],
  CAPTURE: ['GIVE_BACK'],
  GIVE_BACK: [],
};

interface Progress {
  readonly state: PaymentState;
  readonly goal: Goal;
  readonly amount: number;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
  readonly refundOwed: number;
  /** Where the customer approves it; null when nothing is asked of the customer. */
  readonly actionUrl: string | null;
}

/** How much is to go back in all, in minor units: everything once that is the goal. */
export function owedOf({ goal, amount, refundOwed }: Pick<Progress, 'goal' | 'amount' | 'refundOwed'>): number {
  return goal === 'GIVE_BACK' ? amount : refundOwed;
}

/** The part of {@link owedOf} that will have gone back, in minor units: only what is taken ever does. */
export function willGoBack(
  payment: Pick<Progress, 'state' | 'goal' | 'amount' | 'capturedAmount' | 'refundOwed'>,
): number {
  const { state, amount, capturedAmount } = payment;
  if (state === 'FAILED' || state === 'VOIDED') return 0;
  const owed = owedOf(payment);
  if (state === 'CAPTURED') return Math.min(owed, capturedAmount);
  // What goes back as a whole is let go of instead of being taken first.
  return owed < amount ? owed : 0;
}

/** The step that is missing, or null for a payment that is where it is meant to be. Amounts in minor units. */
export function nextStep(payment: Progress): Step | null {
  const { state, goal, amount, capturedAmount, refundedAmount, actionUrl } = payment;
  const step = NEXT_STEP[goal][state] ?? null;
  // Nobody should be able to approve any more what nobody wants.
  if (step === 'ASK' && goal === 'GIVE_BACK' && actionUrl !== null) return 'VOID';
  // What goes back as a whole need not be taken first.
  if (step === 'CAPTURE' && owedOf(payment) === amount) return 'VOID';
  return step === 'REFUND' && refundedAmount >= Math.min(owedOf(payment), capturedAmount) ? null : step;
}

/** The pairs of a table above as an SQL list, e.g. `('A', 'B'), ('A', 'C')`; the tables hold no foreign text. */
export function sqlPairs(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([left, right]) => `('${left}', '${right}')`).join(', ');
}

export const TRANSITION_PAIRS = PAYMENT_STATES.flatMap((from) => TRANSITIONS[from].map((to) => [from, to] as const));
export const GOAL_CHANGE_PAIRS = GOALS.flatMap((from) => GOAL_CHANGES[from].map((to) => [from, to] as const));
/** Goal and state of the payments that a step may be missing for. */
const UNFINISHED_PAIRS = GOALS.flatMap((goal) =>
  PAYMENT_STATES.filter((state) => NEXT_STEP[goal][state] !== undefined).map((state) => [goal, state] as const),
);

/** SQL: whether the payment of this table or alias pays its order or is about to. The index payment_one_live_per_order has it. */
export function isLive(payment: string): string {
  return `${payment}.state IN ('PROCESSING', 'AUTHORIZED', 'CAPTURED') AND ${payment}.goal <> 'GIVE_BACK'`;
}

/** SQL for the columns of a payment, or for what they are about to become. */
interface ProgressSql {
  readonly goal: string;
  readonly state: string;
  readonly amount: string;
  readonly captured: string;
  readonly refunded: string;
  readonly owed: string;
}

/** SQL that is true when {@link nextStep} is not null. */
export function stepIsMissing({ goal, state, amount, captured, refunded, owed }: ProgressSql): string {
  return `((${goal}, ${state}) IN (${sqlPairs(UNFINISHED_PAIRS)})
           AND (${state} <> 'CAPTURED'
                OR ${refunded} < LEAST(${captured}, CASE WHEN ${goal} = 'GIVE_BACK' THEN ${amount} ELSE ${owed} END)))`;
}
