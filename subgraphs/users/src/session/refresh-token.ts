import { createHash, createHmac, randomBytes } from 'node:crypto';
import { tenantIdCodec, type Uuid } from '@yoyaku/platform/ids';

/**
 * A refresh token names its account, so that it is looked for among that account's only, and carries 256 random bits:
 * `<account>.<secret>`, e.g. `rft_AZ…w.q3…E`. It is opaque to its bearer.
 */
export interface RefreshToken {
  readonly accountId: Uuid;
  readonly text: string;
  /** What is kept of it. A fast hash does: nobody guesses 256 random bits. */
  readonly hash: Buffer;
}

const SECRET_BYTES = 32;

const accounts = tenantIdCodec('rft');

export const newRefreshToken = (accountId: Uuid): RefreshToken => withSecret(accountId, randomBytes(SECRET_BYTES));

/**
 * The token that follows another one when the call has an idempotency key: the same again for the same call, though
 * nothing is kept of it but its hash. It takes the token before and the server's own secret to know it.
 */
export function followingToken(before: RefreshToken, idempotencyKey: string, serverSecret: Buffer): RefreshToken {
  const secret = createHmac('sha256', serverSecret).update(before.text).update('\n').update(idempotencyKey).digest();
  return withSecret(before.accountId, secret);
}

/** Null for whatever is no refresh token. */
export function readRefreshToken(text: string): RefreshToken | null {
  const [account = '', secret = '', ...more] = text.split('.');
  const accountId = accounts.decode(account);
  const bytes = Buffer.from(secret, 'base64url');
  if (accountId === null || more.length > 0 || bytes.length !== SECRET_BYTES) return null;
  const token = withSecret(accountId, bytes);
  return token.text === text ? token : null;
}

function withSecret(accountId: Uuid, secret: Buffer): RefreshToken {
  const text = `${accounts.encode(accountId)}.${secret.toString('base64url')}`;
  return { accountId, text, hash: createHash('sha256').update(text).digest() };
}
