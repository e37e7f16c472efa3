import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { invalidInput } from '@yoyaku/platform/failures';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { Logger } from '@yoyaku/platform/logging';
import type {
  InvalidInput,
  InvalidRefreshToken,
  LoggedOut,
  LogOutInput,
  RefreshSessionInput,
  SessionRevoked,
} from '../__generated__/resolver-types.ts';
import { invalidRefreshToken, sessionRevoked } from '../failures.ts';
import { isIdempotencyKey } from '../input-text.ts';
import type { AccessTokens } from './access-token.ts';
import { followingToken, newRefreshToken, readRefreshToken, type RefreshToken } from './refresh-token.ts';
import type { OpenSession } from './session.entity.ts';
import { insertSession, revokeSession, revokeSessionOf, rotateToken } from './session.store.ts';

const DAY_MILLISECONDS = 86_400_000;

/** How long a session lasts without a refresh, and how long at all. */
const SESSION_LIFE = { idleMilliseconds: 30 * DAY_MILLISECONDS, mostMilliseconds: 90 * DAY_MILLISECONDS };

/** How long a refresh may be repeated under its idempotency key, for whoever has lost the answer. */
const REPEAT_MILLISECONDS = 60_000;

interface SessionParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly accessTokens: AccessTokens;
  /** Makes the tokens that follow others under an idempotency key; see refresh-token.ts. */
  readonly serverSecret: Buffer;
}

export interface SessionService {
  /** Opens a session for an account that has shown its password. */
  start(accountId: Uuid): Promise<OpenSession>;
  /**
   * Rotates a refresh token. One used before ends its session, unless it is the same call again (same key, within a
   * minute), which gets the same token, or a call at the same moment, which gets nothing and harms nothing.
   */
  refresh(input: RefreshSessionInput): Promise<OpenSession | InvalidRefreshToken | SessionRevoked | InvalidInput>;
  /** Ends the session of a refresh token, even one rotated or expired. */
  logOut(input: LogOutInput): Promise<LoggedOut | InvalidRefreshToken>;
}

export function sessionService({ database, clock, logger, accessTokens, serverSecret }: SessionParts): SessionService {
  async function opened(refreshToken: RefreshToken, refreshTokenExpiresAt: Date): Promise<OpenSession> {
    const { accountId, text } = refreshToken;
    const { token: accessToken, expiresAt: accessTokenExpiresAt } = await accessTokens.sign(accountId);
    return { accountId, accessToken, accessTokenExpiresAt, refreshToken: text, refreshTokenExpiresAt };
  }

  return {
    async start(accountId) {
      const now = clock.now();
      const token = newRefreshToken(accountId);
      const expiresAt = new Date(now.getTime() + SESSION_LIFE.idleMilliseconds);
      await insertSession(database, randomId(), token, now, expiresAt);
      return opened(token, expiresAt);
    },

    async refresh({ refreshToken, idempotencyKey: key = null }) {
      if (!isIdempotencyKey(key)) {
        return invalidInput('idempotencyKey', 'A key has from 1 to 200 characters, without control characters.');
      }
      const token = readRefreshToken(refreshToken);
      if (token === null) return invalidRefreshToken();
      const now = clock.now();
      const next = key === null ? newRefreshToken(token.accountId) : followingToken(token, key, serverSecret);
      const rotate = () => rotateToken(database, token, next, now, SESSION_LIFE);
      const first = await rotate();
      if (first === null) return invalidRefreshToken();
      if (first.rotated) return opened(next, first.sessionExpiresAt);
      const { sessionId, sessionRevokedAt, sessionExpiresAt, rotatedBefore } = first;
      if (sessionRevokedAt !== null) return sessionRevoked();
      if (sessionExpiresAt <= now) return invalidRefreshToken();
      // Only when it looks again does a call that has lost a race see what the winner did.
      const { followed } = rotatedBefore === null ? ((await rotate()) ?? first) : first;
      const age = rotatedBefore === null ? 0 : now.getTime() - rotatedBefore.getTime();
      if (followed && age <= REPEAT_MILLISECONDS) return opened(next, sessionExpiresAt);
      if (rotatedBefore === null) return invalidRefreshToken();
      await revokeSession(database, token.accountId, sessionId, now);
      logger.warn({ accountId: token.accountId, sessionId }, 'a refresh token was used twice; its session is over');
      return sessionRevoked();
    },

    async logOut({ refreshToken }) {
      const token = readRefreshToken(refreshToken);
      const loggedOutAt = token && (await revokeSessionOf(database, token, clock.now()));
      return loggedOutAt ? { __typename: 'LoggedOut', loggedOutAt } : invalidRefreshToken();
    },
  };
}
