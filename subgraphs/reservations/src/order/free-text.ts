import { characterProblem, requiredTextProblem } from '@yoyaku/platform/given-text';
import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';

export const LONGEST_TEXT = 500;
const LONGEST_KEY = 200;

/** Why a text cannot be kept, or null. Length is in characters as PostgreSQL counts them: code points. */
export function textProblem(
  field: string,
  text: string | null | undefined,
  most: number = LONGEST_TEXT,
): InvalidInputFailure | null {
  if (text === null || text === undefined) return null;
  const unkept = characterProblem(text);
  if (unkept !== null) return invalidInput(field, unkept);
  return Array.from(text).length > most ? invalidInput(field, `At most ${most} characters are allowed.`) : null;
}

/** Why this cannot be an idempotency key, or null. */
export function keyProblem(key: string | null | undefined): InvalidInputFailure | null {
  if (key === null || key === undefined) return null;
  const problem = requiredTextProblem(key, LONGEST_KEY);
  return problem === null ? null : invalidInput('idempotencyKey', problem);
}

/** The text without blanks around it; null when nothing is left. */
export function trimmed(text: string | null | undefined): string | null {
  const inner = text?.trim() ?? '';
  return inner === '' ? null : inner;
}
