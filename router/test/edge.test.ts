import { once } from 'node:events';
import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEdge } from '../edge/edge.ts';
import type { LiveGateway } from '../live/gateway.ts';
import { ask, codesOf, eventStream, next, post, socketClient, until } from './support/clients.ts';
import { silent, startToyGateway } from './support/live-gateway.ts';
import { freePort, listen, urlOf } from './support/listening.ts';
import { nginxBinary, startNginx } from './support/nginx.ts';
import { startToys, type Toys } from './support/toy-subgraphs.ts';

const LOAN = 'subscription { loanChanged(id: "l1") { state book { title } } }';
const NOWHERE = '127.0.0.1:9';

interface Upstreams {
  readonly router: string;
  readonly live: string;
  readonly payments: string;
}

interface StartedEdge {
  readonly url: string;
  stop(): Promise<void>;
}

const EDGES = {
  'edge.ts': {
    skipped: false,
    start: ({ router, live, payments }: Upstreams): Promise<StartedEdge> =>
      startEdge({
        port: 0,
        routerUrl: `http://${router}`,
        liveUrl: `http://${live}`,
        paymentsUrl: `http://${payments}`,
        mostSocketsPerAddress: 3,
        logger: silent,
      }),
  },
  'nginx.conf': {
    skipped: nginxBinary === null,
    start: async ({ router, live, payments }: Upstreams): Promise<StartedEdge> =>
      startNginx({
        EDGE_PORT: String(await freePort()),
        ROUTER_ADDRESS: router,
        LIVE_ADDRESS: live,
        PAYMENTS_ADDRESS: payments,
        EDGE_CONNECTIONS: '3',
      }),
  },
};

describe.each(Object.entries(EDGES))('%s', (_, { skipped, start }) => {
  const run = skipped ? test.skip : test;
  let toys: Toys;
  let gateway: LiveGateway;
  let edge: StartedEdge;
  let stopRouter: () => Promise<void>;
  let seen: { path: string | undefined; headers: IncomingHttpHeaders }[];
  /** Of the bodies that came to the Router and to payments. */
  let sizes: number[];

  beforeAll(async () => {
    if (skipped) return;
    toys = await startToys();
    gateway = await startToyGateway(toys, { mode: 'subscriptions-only' });
    seen = [];
    sizes = [];
    const router = createServer((request, response) => {
      seen.push({ path: request.url, headers: request.headers });
      let size = 0;
      request.on('data', (chunk: Buffer) => (size += chunk.length));
      request.on('end', () => sizes.push(size));
      request.on('end', () => response.setHeader('x-from', 'router').end('{"data":{"from":"router"}}'));
    });
    stopRouter = await listen(router);
    const address = new URL(urlOf(router)).host;
    edge = await start({ router: address, live: new URL(gateway.url).host, payments: address });
  });

  afterAll(async () => {
    if (skipped) return;
    await edge.stop();
    await gateway.stop();
    await stopRouter();
    await toys.stop();
  });

  run('sends queries to the Router, with the address of the client and without forged headers', async () => {
    const forged = { 'x-gateway-secret': 'forged', 'x-client-address': '6.6.6.6', authorization: 'Bearer ann' };
    const answer = await ask(edge.url, '{ book }', { headers: forged });
    expect(answer.body).toEqual({ data: { from: 'router' } });
    const { headers } = seen.at(-1) ?? {};
    expect(headers).toMatchObject({ 'x-client-address': '127.0.0.1', authorization: 'Bearer ann' });
    expect(headers).not.toHaveProperty('x-gateway-secret');
    expect(headers?.['x-request-id']).toMatch(/^[\w-]{20,}$/);
    expect(headers?.host).toBe(new URL(edge.url).host);
    await ask(edge.url, '{ book }', { headers: { 'x-request-id': 'mine-1' } });
    expect(seen.at(-1)?.headers['x-request-id']).toBe('mine-1');
  });

  run('gives a browser the Router’s page', async () => {
    const response = await fetch(`${edge.url}/graphql`, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(response.headers.get('x-from')).toBe('router');
  });

  run('sends sockets to the live gateway, and ends them with the client', async () => {
    const { subscribe, client } = socketClient(edge.url, { authorization: 'Bearer ann' });
    const results = subscribe(LOAN);
    expect(await next(results)).toMatchObject({
      data: { loanChanged: { state: 'PENDING', book: { title: 'Kokoro' } } },
    });
    toys.advance();
    expect(await next(results)).toMatchObject({ data: { loanChanged: { state: 'CONFIRMED' } } });
    expect(toys.sockets.at(-1)?.headers).toMatchObject({
      'x-client-address': '127.0.0.1',
      authorization: 'Bearer ann',
    });
    client.terminate();
    await until(() => toys.active() === 0 && gateway.connections() === 0);
  });

  run('sends event streams to the live gateway, event by event, and ends them with the client', async () => {
    const stream = await eventStream(edge.url, LOAN);
    expect(await stream.next()).toMatchObject({ data: { loanChanged: { state: 'PENDING' } } });
    toys.advance();
    expect(await stream.next()).toMatchObject({ data: { loanChanged: { state: 'CONFIRMED' } } });
    stream.abort();
    await until(() => toys.active() === 0 && gateway.connections() === 0);
  });

  run('lets one address hold only so many sockets', async () => {
    const clients = Array.from({ length: 3 }, () => socketClient(edge.url));
    await Promise.all(clients.map(({ subscribe }) => next(subscribe(LOAN))));
    const fourth = socketClient(edge.url);
    await expect(next(fourth.subscribe(LOAN))).rejects.toMatchObject({ message: expect.stringContaining('429') });
    await Promise.all(clients.map(({ close }) => close()));
    await until(() => gateway.connections() === 0);
    const again = socketClient(edge.url);
    await until(() => next(again.subscribe(LOAN)).then(Boolean, () => false));
    await again.close();
    await until(() => gateway.connections() === 0);
  });

  run('sends webhooks to payments', async () => {
    await fetch(`${edge.url}/webhooks/simulator`, { method: 'POST', body: '{}', headers: { 'x-signature': 's' } });
    expect(seen.at(-1)).toMatchObject({ path: '/webhooks/simulator', headers: { 'x-signature': 's' } });
  });

  run('answers everything else with a coded 404, sockets too', async () => {
    for (const path of ['/internal/events', '/graphql/x', '/metrics', '/nothing']) {
      const response = await fetch(`${edge.url}${path}`);
      expect([path, response.status, await response.json()]).toMatchObject([
        path,
        404,
        { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
      ]);
    }
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(`${edge.url}/internal`);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });

  run('answers a coded 503 when what is behind it is down', async () => {
    const lonely = await start({ router: NOWHERE, live: NOWHERE, payments: NOWHERE });
    const answer = await ask(lonely.url, '{ book }');
    expect([answer.status, codesOf(answer)]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
    const stream = await ask(lonely.url, LOAN, { headers: { accept: 'text/event-stream' } });
    expect([stream.status, codesOf(stream)]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
    const { subscribe } = socketClient(lonely.url);
    await expect(next(subscribe(LOAN))).rejects.toMatchObject({ message: expect.stringContaining('503') });
    await lonely.stop();
  });

  describe.each([
    ['/graphql', 'application/json', 1_048_576],
    ['/graphql', 'text/event-stream', 1_048_576],
    ['/webhooks/easy-pay', 'application/json', 262_144],
  ])('a body to %s that asks for %s', (path, accept, most) => {
    run.each([
      ['one byte too many', most + 1, false],
      ['one byte too many, of a length not told', most + 1, true],
      ['5 MB', 5_000_000, false],
      ['5 MB, of a length not told', 5_000_000, true],
    ])('of %s is refused here, and the connection serves the next request', async (_size, bytes, isChunked) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const before = seen.length;
      const refused = await send(agent, `${edge.url}${path}`, { accept, bytes, isChunked });
      expect([refused.status, refused.body]).toEqual([
        413,
        { errors: [{ message: 'The request is too large.', extensions: { code: 'PAYLOAD_TOO_LARGE' } }] },
      ]);
      expect(seen).toHaveLength(before);
      const next = await send(agent, `${edge.url}/graphql`, { accept: 'application/json', bytes: 100, isChunked });
      expect([next.status, next.body]).toEqual([200, { data: { from: 'router' } }]);
      agent.destroy();
    });
  });

  run.each([
    ['/graphql', 1_048_576],
    ['/webhooks/easy-pay', 262_144],
  ])('carries the largest body that %s takes, whether its length is told or not', async (path, bytes) => {
    for (const isChunked of [false, true]) {
      const agent = new Agent();
      const answer = await send(agent, `${edge.url}${path}`, { accept: 'application/json', bytes, isChunked });
      expect([answer.status, sizes.at(-1)]).toEqual([200, bytes]);
    }
  });

  run('carries bodies of half a megabyte, both ways at once, over few connections', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(edge.url, `"${'x'.repeat(500_000)}"`)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('edge.ts without a Router', () => {
  test('lets the live gateway serve queries, and shows GraphiQL where the Router would show Sandbox', async () => {
    const toys = await startToys();
    const gateway = await startToyGateway(toys);
    const edge = await startEdge({ port: 0, liveUrl: gateway.url, logger: silent });
    expect((await ask(edge.url, '{ book(id: "1") { title } }')).body).toEqual({ data: { book: { title: 'Kokoro' } } });
    for (const path of ['/graphql', '/graphiql', '/']) {
      const response = await fetch(`${edge.url}${path}`, { headers: { accept: 'text/html' } });
      const page = await response.text();
      expect([path, response.status, page.includes('renderYogaGraphiQL')]).toEqual([path, 200, true]);
      expect(page).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
    }
    const first = await fetch(`${edge.url}/graphiql`);
    const etag = first.headers.get('etag') ?? '';
    expect((await fetch(`${edge.url}/graphiql`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    await Promise.all([edge.stop(), gateway.stop(), toys.stop()]);
  });
});

interface Sending {
  readonly accept: string;
  readonly bytes: number;
  readonly isChunked: boolean;
}

/** POSTs a body of so many bytes piece by piece, to the end even when the answer comes before. */
async function send(agent: Agent, url: string, { accept, bytes, isChunked }: Sending) {
  const sent = request(url, {
    ...{ method: 'POST', agent },
    headers: {
      ...{ accept, 'content-type': 'application/json' },
      ...(isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': bytes }),
    },
  });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  const PIECE = 64 * 1024;
  for (let left = bytes; left > 0; left -= PIECE) sent.write('x'.repeat(Math.min(left, PIECE)));
  sent.end();
  const [response] = await answered;
  return { status: response.statusCode, body: await json(response) };
}
