import { z } from 'zod';
import { invalidInput } from '@yoyaku/platform/failures';
import type { InvalidInput, SignUpInput } from '../__generated__/resolver-types.ts';
import { characters, isIdempotencyKey, readName } from '../input-text.ts';

const LEAST_PASSWORD = 10;
const MOST_PASSWORD = 128;
const MOST_DISPLAY_NAME = 50;

export interface SignUp {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
  readonly idempotencyKey: string | null;
}

const emailAddress = z.email().max(254);

/** The one spelling under which an address is kept; null when it is no address. */
export function readEmail(given: string): string | null {
  const email = given.trim().toLowerCase();
  return emailAddress.safeParse(email).success ? email : null;
}

export function readSignUp(input: SignUpInput): SignUp | InvalidInput {
  const email = readEmail(input.email);
  if (email === null) return invalidInput('email', 'This is not an e-mail address.');
  const { password, idempotencyKey = null } = input;
  const length = characters(password);
  if (length < LEAST_PASSWORD || length > MOST_PASSWORD) {
    return invalidInput('password', `A password has from ${LEAST_PASSWORD} to ${MOST_PASSWORD} characters.`);
  }
  if (password.trim().toLowerCase() === email) {
    return invalidInput('password', 'The e-mail address must not be the password.');
  }
  const displayName = readName(input.displayName, MOST_DISPLAY_NAME);
  if (displayName === null) {
    return invalidInput(
      'displayName',
      `A name has from 1 to ${MOST_DISPLAY_NAME} characters, without control characters.`,
    );
  }
  if (!isIdempotencyKey(idempotencyKey)) {
    return invalidInput('idempotencyKey', 'A key has from 1 to 200 characters, without control characters.');
  }
  return { email, password, displayName, idempotencyKey };
}
