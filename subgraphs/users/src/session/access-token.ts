import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER } from '@yoyaku/platform/auth/token-claims';
import type { Clock } from '@yoyaku/platform/clock';
import type { Uuid } from '@yoyaku/platform/ids';
import { SignJWT } from 'jose';
import type { SigningKeys } from './signing-keys.ts';

const ACCESS_TOKEN_MILLISECONDS = 900_000;

/** Signs access tokens (JWT, RFC 7519), which every subgraph verifies by itself. */
export interface AccessTokens {
  sign(accountId: Uuid): Promise<{ readonly token: string; readonly expiresAt: Date }>;
}

export function accessTokens({ active }: SigningKeys, clock: Clock): AccessTokens {
  return {
    async sign(accountId) {
      const issuedAt = clock.now();
      // Claims count in seconds; what we tell of the token is what it says.
      const expiresAt = new Date(Math.floor(issuedAt.getTime() / 1000) * 1000 + ACCESS_TOKEN_MILLISECONDS);
      const token = await new SignJWT()
        .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: active.keyId, typ: 'JWT' })
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setSubject(accountId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(active.privateKey);
      return { token, expiresAt };
    },
  };
}
