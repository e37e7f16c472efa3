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
  if (text.includes('\0') || !text.isWellFormed()) return invalidInput(field, 'The text holds no valid Unicode.');
  return Array.from(text).length > most ? invalidInput(field, `At most ${most} characters are allowed.`) : null;
}

/** Why this cannot be an idempotency key, or null. */
export function keyProblem(key: string | null | undefined) {
  if (key === '') return invalidInput('idempotencyKey', 'The key must have at least one character.');
  return textProblem('idempotencyKey', key, LONGEST_KEY);
}

/** The text without blanks around it; null when nothing is left. */
export function trimmed(text: string | null | undefined): string | null {
  const inner = text?.trim() ?? '';
  return inner === '' ? null : inner;
}
