import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { BoundedCache } from '../bounded-cache.ts';
import type { Clock } from '../clock.ts';
import { serviceUnavailable } from '../errors.ts';
import { isUuid } from '../ids.ts';
import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_KEYS_PATH } from './token-claims.ts';
import { ANONYMOUS, type Viewer } from './viewer.ts';

/** How many tokens are remembered as good until they expire, so that a busy account is verified once. */
const MOST_REMEMBERED = 10_000;

/** How long keys are used before they are asked for again. Old ones go on working while users is down. */
const REFRESH_KEYS_AFTER_MILLISECONDS = 600_000;

/** Reads who asks from an Authorization header. */
export interface TokenVerifier {
  /**
   * ANONYMOUS without a header, REFUSED for anything but a good bearer token.
   * @throws SERVICE_UNAVAILABLE when no keys are known yet and users does not answer: that is not the bearer's fault.
   */
  viewer(authorization: string | undefined): Promise<Viewer>;
}

interface Remembered {
  readonly viewer: Viewer;
  readonly expiresAt: number;
}

/** Verifies access tokens (JWT, RFC 7519) with the given keys. */
export function createTokenVerifier(keys: JWTVerifyGetKey, clock: Clock): TokenVerifier {
  const good = new BoundedCache<Remembered>(MOST_REMEMBERED);

  async function verify(token: string): Promise<Viewer> {
    const now = clock.now();
    const remembered = good.get(token);
    if (remembered && remembered.expiresAt > now.getTime()) return remembered.viewer;
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [TOKEN_ALGORITHM],
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
        requiredClaims: ['sub', 'exp'],
        currentDate: now,
      });
      const { sub = '', exp = 0 } = payload;
      if (!isUuid(sub)) return refused('The access token names no account.');
      const viewer: Viewer = { kind: 'ACCOUNT', accountId: sub };
      good.set(token, { viewer, expiresAt: exp * 1000 });
      return viewer;
    } catch (error) {
      return refusal(error);
    }
  }

  return {
    async viewer(authorization) {
      if (authorization === undefined || authorization === '') return ANONYMOUS;
      const [, token] = /^Bearer +([^\s]+)$/i.exec(authorization) ?? [];
      return token === undefined ? refused('The Authorization header must be "Bearer <access token>".') : verify(token);
    },
  };
}

/**
 * The users subgraph's public keys. Fetched when first needed and when a token names an unknown key (at most every
 * 30 seconds); renewed in the background, so that keys once known outlive an outage of users.
 */
export function remoteTokenKeys(usersUrl: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(TOKEN_KEYS_PATH, usersUrl), {
    cacheMaxAge: Infinity,
    timeoutDuration: 3_000,
  });
  let renewAt = performance.now() + REFRESH_KEYS_AFTER_MILLISECONDS;
  return (header, token) => {
    if (performance.now() > renewAt) {
      renewAt = performance.now() + REFRESH_KEYS_AFTER_MILLISECONDS;
      keys.reload().catch(() => undefined);
    }
    return keys(header, token);
  };
}

const refused = (reason: string): Viewer => ({ kind: 'REFUSED', reason });

function refusal(error: unknown): Viewer {
  if (error instanceof errors.JWTExpired) return refused('The access token has expired; refresh the session.');
  // Of jose's own errors these two alone tell of the keys' source; all others tell of the token.
  const ofTheSource = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC' && !ofTheSource) {
    return refused('The access token is not valid.');
  }
  throw serviceUnavailable('users');
}
