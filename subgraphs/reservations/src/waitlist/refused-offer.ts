import type { HoldRefusal } from '../catalog/catalog.answers.ts';
import type { Reason, RefusalFailure } from '../order/hold-refusal.ts';

/**
 * What a refusal means for whoever waits. WAIT: until stock is freed. PASS: this customer may not have it now, others
 * may. STOP: nobody may have it now. NEVER: it will not be had any more, or not like this.
 */
export type Verdict = 'WAIT' | 'PASS' | 'STOP' | 'NEVER';

const VERDICTS: Readonly<Record<Reason, Verdict>> = {
  INSUFFICIENT_STOCK: 'WAIT',
  PERIOD_CONFLICT: 'WAIT',
  SEAT_TAKEN: 'WAIT',
  UNIT_TAKEN: 'WAIT',
  SEATS_NOT_TOGETHER: 'WAIT',
  QUANTITY_LIMIT_EXCEEDED: 'PASS',
  // It may have been closed because it was sold out, and comes back with the stock.
  PRODUCT_DISCONTINUED: 'STOP',
  NOT_ON_SALE: 'STOP',
  TABLE_REQUIRED: 'STOP',
  MAIN_ITEM_REQUIRED: 'STOP',
  PRODUCT_NOT_FOUND: 'NEVER',
  PERFORMANCE_NOT_FOUND: 'NEVER',
  PERFORMANCE_REQUIRED: 'NEVER',
  PERIOD_REQUIRED: 'NEVER',
  PERIOD_NOT_ALLOWED: 'NEVER',
  INVALID_PERIOD: 'NEVER',
  PERIOD_IN_PAST: 'NEVER',
  DURATION_OUT_OF_RANGE: 'NEVER',
  NOTICE_TOO_SHORT: 'NEVER',
  OUTSIDE_OPENING_HOURS: 'NEVER',
  UNIT_NOT_FOUND: 'NEVER',
  INVALID_INPUT: 'NEVER',
};

const WORST_FIRST: readonly Verdict[] = ['NEVER', 'STOP', 'PASS', 'WAIT'];

/** What several refusals of one entry come to. */
export function worstVerdict(refusals: readonly HoldRefusal[]): { readonly verdict: Verdict; readonly reason: Reason } {
  const judged = refusals.map(({ reason }) => ({ reason, verdict: VERDICTS[reason] }));
  const [worst] = judged.toSorted(
    (left, right) => WORST_FIRST.indexOf(left.verdict) - WORST_FIRST.indexOf(right.verdict),
  );
  if (!worst) throw new Error('catalog refused a hold without a reason');
  return worst;
}

/** Refusals that do not keep anybody from waiting. */
export const waitsFor = ({ reason }: HoldRefusal): boolean =>
  VERDICTS[reason] === 'WAIT' || reason === 'PRODUCT_DISCONTINUED';

const SHORTAGES = [
  'InsufficientStock',
  'PeriodConflict',
  'SeatTaken',
  'UnitTaken',
  'SeatsNotTogether',
  'ProductDiscontinued',
  'UnitNotFound',
] as const;

type Shortage = Extract<RefusalFailure, { readonly __typename: (typeof SHORTAGES)[number] }>;

/** Whether it is one that keeps somebody from waiting: what {@link waitsFor} lets pass, or units, is none. */
export function keepsFromWaiting(failure: RefusalFailure): failure is Exclude<RefusalFailure, Shortage> {
  return !SHORTAGES.some((name) => name === failure.__typename);
}
