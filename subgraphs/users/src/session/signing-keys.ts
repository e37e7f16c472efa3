import { hkdfSync } from 'node:crypto';
import { TOKEN_ALGORITHM } from '@yoyaku/platform/auth/token-claims';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { findSigningKeys, insertFirstSigningKey, type SigningKeyRow } from './signing-key.store.ts';

/** How long a retired key is still shown: far longer than any token that it signed may live. */
const SHOWN_AFTER_RETIREMENT_MILLISECONDS = 86_400_000;

export interface SigningKeys {
  readonly active: { readonly keyId: string; readonly privateKey: CryptoKey };
  /** The public keys by which tokens are verified (JWKS, RFC 7517). */
  readonly publicKeys: JSONWebKeySet;
  /** A secret of this installation for other purposes than signing (HKDF, RFC 5869). */
  deriveSecret(purpose: string): Buffer;
}

/**
 * Loads the Ed25519 keys (RFC 8037) that sign access tokens. The very first start makes one; of several processes that
 * start at once, all use the one that came first.
 */
export async function loadSigningKeys(database: Database, clock: Clock): Promise<SigningKeys> {
  const retiredAfter = new Date(clock.now().getTime() - SHOWN_AFTER_RETIREMENT_MILLISECONDS);
  let rows = await findSigningKeys(database, retiredAfter);
  if (!rows.some(isActive)) {
    await insertFirstSigningKey(database, await newSigningKey());
    rows = await findSigningKeys(database, retiredAfter);
  }
  const active = rows.find(isActive);
  if (!active) throw new Error('there is no active signing key');
  const { d: secret = '' } = active.privateKey;
  return {
    active: {
      keyId: active.keyId,
      privateKey: (await importJWK({ ...active.privateKey, ext: false }, TOKEN_ALGORITHM)) as CryptoKey,
    },
    publicKeys: { keys: rows.map(publicPart) },
    deriveSecret: (purpose) => Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', purpose, 32)),
  };
}

const isActive = ({ retiredAt }: SigningKeyRow) => retiredAt === null;

async function newSigningKey(): Promise<Pick<SigningKeyRow, 'keyId' | 'privateKey'>> {
  const pair = await generateKeyPair(TOKEN_ALGORITHM, { crv: 'Ed25519', extractable: true });
  const privateKey = await exportJWK(pair.privateKey);
  return { keyId: await calculateJwkThumbprint(privateKey), privateKey };
}

function publicPart({ keyId, privateKey: { kty = '', crv = '', x = '' } }: SigningKeyRow): JWK {
  return { kty, crv, x, kid: keyId, alg: TOKEN_ALGORITHM, use: 'sig' };
}
