import type { onRequestHookHandler } from 'fastify';
import { secretCheck } from '../auth/shared-secret.ts';
import { unauthenticated } from '../errors.ts';

/** Admits only requests that bear the service token: 401 to all others. */
export function requireServiceToken(token: string): onRequestHookHandler {
  const isService = secretCheck(`Bearer ${token}`);
  return (request, _reply, done) => {
    if (isService(request.headers.authorization)) done();
    else done(unauthenticated('This route answers services only.'));
  };
}
