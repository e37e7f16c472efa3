import { characterProblem } from '@yoyaku/platform/given-text';
import { invalidInput } from '@yoyaku/platform/failures';
import { type Money, MoneyError, parseMoney } from '@yoyaku/platform/money';
import type { MoneyInput } from './__generated__/resolver-types.ts';

/** The most one piece may cost, in minor units, so that no order's total can be too large to be exact. */
const HIGHEST_PRICE = 1_000_000_000_000;

type Problem = ReturnType<typeof invalidInput>;

/** The first of these that is a problem. */
export function firstProblem(...problems: readonly (Problem | null)[]): Problem | null {
  return problems.find((problem) => problem !== null) ?? null;
}

/** Why a text cannot be kept, or null. Length is in characters as PostgreSQL counts them: code points. */
export function textProblem(
  field: string,
  text: string | null | undefined,
  least: number,
  most: number,
): Problem | null {
  if (text === null || text === undefined) return null;
  const unkept = characterProblem(text);
  if (unkept !== null) return invalidInput(field, unkept);
  const { length } = Array.from(text.trim());
  if (length < least) {
    return invalidInput(field, least === 1 ? 'It must not be empty.' : `At least ${least} characters are needed.`);
  }
  return length > most ? invalidInput(field, `At most ${most} characters are allowed.`) : null;
}

export function urlProblem(field: string, url: string | null | undefined): Problem | null {
  if (url === null || url === undefined) return null;
  const isHttp = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return isHttp ? textProblem(field, url, 1, 2000) : invalidInput(field, 'Only http and https URLs are allowed.');
}

export function rangeProblem(
  field: string,
  value: number | null | undefined,
  least: number,
  most: number,
): Problem | null {
  if (value === null || value === undefined || (value >= least && value <= most)) return null;
  return invalidInput(field, `Only ${least} to ${most} is allowed.`);
}

/** The price of one piece in a shop of this currency, or why it cannot be. */
export function readPrice(field: string, given: MoneyInput, currency: string): Money | Problem {
  if (given.currency !== currency) return invalidInput(`${field}.currency`, `The shop's currency is ${currency}.`);
  try {
    const price = parseMoney(given);
    return price.amount >= 0 && price.amount <= HIGHEST_PRICE
      ? price
      : invalidInput(`${field}.amount`, 'The price must be 0 or more, and not beyond all measure.');
  } catch (error) {
    if (error instanceof MoneyError) return invalidInput(`${field}.amount`, `${error.message}.`);
    throw error;
  }
}

export const isProblem = (value: object): value is Problem => '__typename' in value;

/** The text without blanks around it; null when nothing is left. */
export function trimmed(text: string | null | undefined): string | null {
  const rest = text?.trim() ?? '';
  return rest === '' ? null : rest;
}
