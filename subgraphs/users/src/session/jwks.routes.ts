import { TOKEN_KEYS_PATH } from '@yoyaku/platform/auth/token-claims';
import type { FastifyInstance } from 'fastify';
import type { SigningKeys } from './signing-keys.ts';

/** GET /.well-known/jwks.json: the public keys, for everybody. Verifiers ask again for a key they do not know. */
export function jwksRoutes(server: FastifyInstance, { publicKeys }: SigningKeys): void {
  server.get(TOKEN_KEYS_PATH, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=300, stale-while-revalidate=86400')
      .header('content-type', 'application/jwk-set+json')
      .send(JSON.stringify(publicKeys)),
  );
}
