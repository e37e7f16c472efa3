import type { IncomingHttpHeaders } from 'node:http';

export type Upstream = 'router' | 'live' | 'payments';

export type Route =
  | { readonly to: Upstream | 'graphiql' | 'health' | 'nowhere' }
  | { readonly to: 'redirect'; readonly location: string };

/**
 * What goes where, for a request at the edge. nginx.conf says the same in its own words.
 * @param hasRouter without one, a browser that opens /graphql gets GraphiQL instead of the Router's Sandbox
 */
export function routeOf(
  method: string | undefined,
  url: string | undefined,
  headers: IncomingHttpHeaders,
  hasRouter: boolean,
): Route {
  const path = url?.split('?', 1)[0] ?? '/';
  if (path === '/graphql') {
    if (headers.upgrade?.toLowerCase() === 'websocket') return { to: 'live' };
    const accept = headers.accept ?? '';
    if (accept.includes('text/event-stream')) return { to: 'live' };
    if (!hasRouter && method === 'GET' && accept.includes('text/html')) return { to: 'graphiql' };
    return { to: 'router' };
  }
  if (path.startsWith('/webhooks/')) return { to: 'payments' };
  if (path === '/graphiql') return { to: 'graphiql' };
  if (path === '/') return { to: 'redirect', location: '/graphiql' };
  if (path === '/health') return { to: 'health' };
  return { to: 'nowhere' };
}
