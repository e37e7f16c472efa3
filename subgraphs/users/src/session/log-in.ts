import type { Database } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { InvalidCredentials, LogInInput } from '../__generated__/resolver-types.ts';
import { findCredentials } from '../account/account.store.ts';
import type { Passwords } from '../account/passwords.ts';
import { readEmail } from '../account/sign-up-input.ts';
import { invalidCredentials } from '../failures.ts';
import type { LogInLimits } from './log-in-limits.ts';
import type { OpenSession } from './session.entity.ts';
import type { SessionService } from './session.service.ts';

interface LogInParts {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly sessions: SessionService;
  readonly limits: LogInLimits;
}

export interface LogInService {
  /**
   * The account that the address and the password belong to; null when they do not. It takes as long, and counts as
   * much, whether or not the address has an account.
   * @throws RATE_LIMITED after too many failures, OVERLOADED when too many log in at once.
   */
  authenticate(email: string, password: string, clientAddress: string | null): Promise<Uuid | null>;
  logIn(input: LogInInput, clientAddress: string | null): Promise<OpenSession | InvalidCredentials>;
}

export function logInService({ database, passwords, sessions, limits }: LogInParts): LogInService {
  async function authenticate(given: string, password: string, clientAddress: string | null): Promise<Uuid | null> {
    const email = readEmail(given);
    const attempt = limits.attempt(email ?? given, clientAddress);
    await attempt.refuseIfExhausted();
    const credentials = email === null ? null : await findCredentials(database, email);
    const matches = await passwords.check(password, credentials?.passwordHash ?? null, () => attempt.count());
    if (!matches || credentials === null) return null;
    await attempt.succeeded();
    return credentials.accountId;
  }

  return {
    authenticate,
    async logIn({ email, password }, clientAddress) {
      const accountId = await authenticate(email, password, clientAddress);
      return accountId === null ? invalidCredentials() : sessions.start(accountId);
    },
  };
}
