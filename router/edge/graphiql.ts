import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { DEFAULT_QUERY } from './default-query.ts';

interface Page {
  readonly plain: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

let page: Page | undefined;

/** GraphiQL in one page that loads nothing from elsewhere; 9 MB, a quarter of it compressed. Made when first asked for. */
export function graphiqlPage(request: IncomingMessage, response: ServerResponse): void {
  const { plain, gzipped, etag } = (page ??= makePage());
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    etag,
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, { allow: 'GET, HEAD' }).end();
  else if (request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
  else if (/\bgzip\b/.test(String(request.headers['accept-encoding']))) {
    response.writeHead(200, { ...headers, 'content-encoding': 'gzip', 'content-length': gzipped.length }).end(gzipped);
  } else response.writeHead(200, { ...headers, 'content-length': plain.length }).end(plain);
}

function makePage(): Page {
  const html = renderGraphiQL({
    title: 'Yoyaku',
    endpoint: '/graphql',
    // Over event streams the headers tab, and so the login, goes for subscriptions too; over sockets it does not.
    subscriptionsProtocol: 'SSE',
    // GraphiQL subscribes by GET, which the gateways take only with this.
    additionalHeaders: { 'apollo-require-preflight': 'true' },
    defaultQuery: DEFAULT_QUERY,
    shouldPersistHeaders: false,
  });
  const plain = Buffer.from(html);
  return { plain, gzipped: gzipSync(plain), etag: `"${createHash('sha256').update(plain).digest('base64url')}"` };
}
