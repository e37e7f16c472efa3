import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import { idempotencyKeyReused } from '@yoyaku/platform/failures';
import { type IdempotentRequest, recall, type Recalled, runOnce } from '@yoyaku/platform/idempotency';
import { deriveId, randomId, type Uuid } from '@yoyaku/platform/ids';
import type { EmailTaken, IdempotencyKeyReused, InvalidInput, SignUpInput } from '../__generated__/resolver-types.ts';
import { emailTaken } from '../failures.ts';
import type { LogInService } from '../session/log-in.ts';
import type { OpenSession } from '../session/session.entity.ts';
import type { SessionService } from '../session/session.service.ts';
import { EMAIL_CONSTRAINT, findAccountIdByEmail, insertAccount } from './account.store.ts';
import type { Passwords } from './passwords.ts';
import { readSignUp, type SignUp } from './sign-up-input.ts';

/** What is kept under the idempotency key: that the account was opened. Its id is the key's own scope. */
type Opened = Record<string, never>;

interface SignUpParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly sessions: SessionService;
  readonly logIns: LogInService;
}

export type SignUpService = (
  input: SignUpInput,
  clientAddress: string | null,
) => Promise<OpenSession | EmailTaken | InvalidInput | IdempotencyKeyReused>;

/**
 * Opens accounts. Who signs up has no account yet to scope the idempotency key by: the account's id is derived from
 * address and key, and the record is that account's. The record knows neither password nor tokens; who repeats the call
 * proves to be the same by the password, as in a log-in and under the same limits, and gets a session of their own.
 */
export function signUpService({ database, clock, passwords, sessions, logIns }: SignUpParts): SignUpService {
  async function open(accountId: Uuid, signUp: SignUp, request: IdempotentRequest | null) {
    const { email, displayName, password } = signUp;
    // Asked first to spare the hashing; what decides is the constraint.
    if (await findAccountIdByEmail(database, email)) return null;
    const passwordHash = await passwords.hash(password);
    try {
      return await runOnce<Opened>(database, 'sign up', request, async (transaction) => {
        await insertAccount(transaction, { accountId, email, displayName, createdAt: clock.now() }, passwordHash);
        return {};
      });
    } catch (error) {
      if (violates(error, EMAIL_CONSTRAINT)) return null;
      throw error;
    }
  }

  async function repeat(recalled: Recalled<Opened>, { email, password }: SignUp, clientAddress: string | null) {
    const accountId = await logIns.authenticate(email, password, clientAddress);
    if (accountId === null || recalled.outcome === 'REUSED') return idempotencyKeyReused();
    return sessions.start(accountId);
  }

  return async (input, clientAddress) => {
    const signUp = readSignUp(input);
    if ('code' in signUp) return signUp;
    const { email, displayName, idempotencyKey: key } = signUp;
    const accountId = key === null ? randomId() : deriveId('signUp', email, key);
    const request = key === null ? null : { accountId, key, operation: 'signUp', body: { email, displayName } };
    const earlier = request && (await recall<Opened>(database, request));
    if (earlier) return repeat(earlier, signUp, clientAddress);
    const outcome = await open(accountId, signUp, request);
    if (outcome?.outcome === 'DONE') return sessions.start(accountId);
    if (outcome) return repeat(outcome, signUp, clientAddress);
    // Taken: by somebody else, or meanwhile by the same call.
    const theSame = request && (await recall<Opened>(database, request));
    return theSame ? repeat(theSame, signUp, clientAddress) : emailTaken();
  };
}
