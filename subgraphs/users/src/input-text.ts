import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';

/** C0 and C1 control characters: PostgreSQL takes no NUL, and nobody's name needs the others. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;

/** A name without blanks around it, composed (NFC); null when it is empty, too long or holds control characters. */
export function readName(given: string, mostCharacters: number): string | null {
  const name = given.normalize('NFC').trim();
  const length = characters(name);
  return length >= 1 && length <= mostCharacters && isText(name) ? name : null;
}

/** Unicode code points, as PostgreSQL's length() counts. */
export const characters = (text: string): number => Array.from(text).length;

/** Whether the text can be stored and comes back the same. */
const isText = (text: string): boolean => text.isWellFormed() && !CONTROL.test(text);

/** Whether an idempotency key, if there is one, can be kept. */
export const isIdempotencyKey = (key: string | null): boolean =>
  key === null || (key.length >= 1 && characters(key) <= 200 && isText(key));

/** What is wrong with an idempotency key, if anything is. */
export const keyProblem = (key: string | null | undefined): InvalidInputFailure | null =>
  isIdempotencyKey(key ?? null)
    ? null
    : invalidInput('idempotencyKey', 'A key has from 1 to 200 characters, without control characters.');
