// TimeRules: the times for which a product that is sold by period may be had. They are columns of the product, and
// judged when stock is held, by the database function period_problem.
import { type InvalidInputFailure, invalidInput } from '@yoyaku/platform/failures';
import type { TimeRules, TimeRulesInput } from '../__generated__/resolver-types.ts';
import { firstProblem, rangeProblem } from '../given-values.ts';
import type { SoldBy } from '../product/product.entity.ts';

/** All in minutes. */
export interface StoredTimeRules {
  readonly minNoticeMinutes: number;
  readonly minDurationMinutes: number;
  readonly maxDurationMinutes: number;
  /** Divides a day. */
  readonly slotMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
}

const DAY = 24 * 60;
const MOST_BUFFER = 7 * DAY;
const LONGEST = 366 * DAY;

/** The rules of a product that gives none; the database has the same. */
export const DEFAULT_TIME_RULES: StoredTimeRules = {
  minNoticeMinutes: 0,
  minDurationMinutes: 1,
  maxDurationMinutes: 30 * DAY,
  slotMinutes: 1,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
};

/**
 * The rules with those that are given instead of those there were, or what is wrong with them. Nothing when none are
 * given.
 */
export function readTimeRules(
  given: TimeRulesInput | null | undefined,
  soldBy: SoldBy,
  before: StoredTimeRules,
): StoredTimeRules | InvalidInputFailure | null {
  if (given === null || given === undefined) return null;
  if (soldBy !== 'PERIOD') return invalidInput('timeRules', 'Only a product that is sold by period has time rules.');
  const rules: StoredTimeRules = {
    minNoticeMinutes: given.minimumNoticeMinutes ?? before.minNoticeMinutes,
    minDurationMinutes: given.minimumDurationMinutes ?? before.minDurationMinutes,
    maxDurationMinutes: given.maximumDurationMinutes ?? before.maxDurationMinutes,
    slotMinutes: given.slotMinutes ?? before.slotMinutes,
    bufferBeforeMinutes: given.bufferBeforeMinutes ?? before.bufferBeforeMinutes,
    bufferAfterMinutes: given.bufferAfterMinutes ?? before.bufferAfterMinutes,
  };
  const problem = firstProblem(
    rangeProblem('timeRules.minimumNoticeMinutes', rules.minNoticeMinutes, 0, LONGEST),
    rangeProblem('timeRules.minimumDurationMinutes', rules.minDurationMinutes, 1, LONGEST),
    rangeProblem('timeRules.maximumDurationMinutes', rules.maxDurationMinutes, 1, LONGEST),
    rangeProblem('timeRules.slotMinutes', rules.slotMinutes, 1, DAY),
    rangeProblem('timeRules.bufferBeforeMinutes', rules.bufferBeforeMinutes, 0, MOST_BUFFER),
    rangeProblem('timeRules.bufferAfterMinutes', rules.bufferAfterMinutes, 0, MOST_BUFFER),
    DAY % rules.slotMinutes === 0
      ? null
      : invalidInput('timeRules.slotMinutes', `It must divide a day of ${DAY} minutes.`),
    rules.minDurationMinutes <= rules.maxDurationMinutes
      ? null
      : invalidInput('timeRules.minimumDurationMinutes', 'It must not be longer than the longest duration.'),
  );
  return problem ?? rules;
}

/** The rules as the API shows them; null for a product that is not sold by period. */
export function timeRulesOf(product: StoredTimeRules & { readonly soldBy: SoldBy }): TimeRules | null {
  if (product.soldBy !== 'PERIOD') return null;
  return {
    minimumNoticeMinutes: product.minNoticeMinutes,
    minimumDurationMinutes: product.minDurationMinutes,
    maximumDurationMinutes: product.maxDurationMinutes,
    slotMinutes: product.slotMinutes,
    bufferBeforeMinutes: product.bufferBeforeMinutes,
    bufferAfterMinutes: product.bufferAfterMinutes,
  };
}
