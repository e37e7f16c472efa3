import { type KeyObject, randomUUID } from 'node:crypto';
import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER } from '@yoyaku/platform/auth/token-claims';
import { accountIds } from '@yoyaku/platform/tenancy/ids';
import { importJWK, type JWK, SignJWT } from 'jose';
import type pg from 'pg';
import type { Person } from './store.ts';

/** The users subgraph's own database, where the signing keys are. */
export type TestDatabase = Pick<pg.Pool, 'query'>;

/** What is to be wrong about a token. */
interface TokenFlaws {
  readonly expirationTime?: string;
  readonly key?: KeyObject;
}

/** An access token as the users subgraph would sign it, for an account of its own, with these flaws. */
export async function signToken(users: TestDatabase, flaws: TokenFlaws): Promise<string> {
  const sign = await signer(users);
  return sign(randomUUID(), flaws);
}

/** People who are logged in, without the seconds of password hashing that as many sign-ups would take. */
export async function signTokens(users: TestDatabase, count: number): Promise<Person[]> {
  const sign = await signer(users);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const accountId = randomUUID();
      return { id: accountIds.encode(accountId), token: await sign(accountId, {}) };
    }),
  );
}

async function signer(users: TestDatabase): Promise<(accountId: string, flaws: TokenFlaws) => Promise<string>> {
  const { rows } = await users.query<{ key_id: string; private_key: JWK }>(
    'SELECT key_id, private_key FROM signing_key WHERE retired_at IS NULL',
  );
  const [{ key_id, private_key } = { key_id: '', private_key: {} }] = rows;
  const realKey = await importJWK(private_key, TOKEN_ALGORITHM);
  return (accountId, { expirationTime = '15m', key = realKey }) =>
    new SignJWT()
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: key === realKey ? key_id : 'unknown' })
      .setSubject(accountId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(expirationTime)
      .sign(key);
}
