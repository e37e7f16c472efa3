import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { CLIENT_ADDRESS_HEADER, GATEWAY_SECRET_HEADER } from '@yoyaku/platform/auth/gateway';
import type { Logger } from '@yoyaku/platform/logging';
import { createProxyServer } from 'httpxy';
import { clientLimits } from '../client-limits.ts';
import { answerJson, coded, refuseUpgrade } from '../refusals.ts';
import { admitBody } from './bodies.ts';
import { graphiqlPage } from './graphiql.ts';
import { routeOf, type Upstream } from './routes.ts';

export interface EdgeOptions {
  readonly host?: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Base URL of the Router; without one the live gateway serves everything. */
  readonly routerUrl?: string;
  readonly liveUrl: string;
  /** Base URL of the payments subgraph, whose /webhooks/ are public. */
  readonly paymentsUrl?: string;
  /** Sockets that one client address may hold; 50 unless given. */
  readonly mostSocketsPerAddress?: number;
  readonly logger: Logger;
}

export interface Edge {
  readonly url: string;
  /** Sockets open now. */
  sockets(): number;
  stop(): Promise<void>;
}

const UPGRADE_WITHIN_MS = 10_000;
/** Longer than any timeout behind the edge, and than the pings of an idle event stream. */
const ANSWER_WITHIN_MS = 60_000;

/** One URL for everything: the little brother of nginx.conf, for `npm start`. See routes.ts for what goes where. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const { host = '127.0.0.1', liveUrl, routerUrl = liveUrl, paymentsUrl, mostSocketsPerAddress = 50, logger } = options;
  const live = new URL(liveUrl).origin;
  const targets: Readonly<Record<Upstream, string | undefined>> = {
    router: new URL(routerUrl).origin,
    live,
    payments: paymentsUrl && new URL(paymentsUrl).origin,
  };
  const limits = clientLimits(mostSocketsPerAddress);
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 256, scheduling: 'lifo' });
  const proxy = createProxyServer({ agent, proxyTimeout: ANSWER_WITHIN_MS, upgradeTimeout: UPGRADE_WITHIN_MS });

  proxy.on('error', (error, request, response) => {
    logger.warn({ err: error.message, path: request?.url }, 'an upstream failed');
    if (response instanceof ServerResponse) {
      if (response.headersSent) response.destroy();
      else answerJson(response, 503, UNAVAILABLE);
    } else if (response) unavailable(response);
  });

  const forward = async (request: IncomingMessage, response: ServerResponse, to: Upstream, target: string) => {
    const body = await admitBody(request, response, to);
    if (body === null) return;
    claimInternalHeaders(request);
    await proxy.web(request, response, body === 'AS_IT_COMES' ? { target } : { target, buffer: body });
  };

  const server = createServer((request, response) => {
    const route = routeOf(request.method, request.url, request.headers, routerUrl !== liveUrl);
    switch (route.to) {
      case 'graphiql':
        graphiqlPage(request, response);
        return;
      case 'redirect':
        response.writeHead(302, { location: route.location }).end();
        return;
      case 'health':
        answerJson(response, 200, { status: 'live' });
        return;
      case 'nowhere':
        answerJson(response, 404, coded('NOT_FOUND', 'Nothing answers here; GraphQL is at /graphql.'));
        return;
      case 'router':
      case 'live':
      case 'payments': {
        const target = targets[route.to];
        if (target === undefined) answerJson(response, 503, UNAVAILABLE);
        else void forward(request, response, route.to, target);
      }
    }
  });

  const open = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!(socket instanceof Socket)) return;
    if (routeOf(request.method, request.url, request.headers, true).to !== 'live') {
      refuseUpgrade(socket, 404, 'NOT_FOUND', 'No socket answers here; GraphQL is at /graphql.');
      return;
    }
    claimInternalHeaders(request);
    const address = addressOf(request);
    if (!limits.enter(address)) {
      refuseUpgrade(socket, 429, 'TOO_MANY_CONNECTIONS', 'You hold too many connections already.');
      return;
    }
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      limits.leave(address);
    });
    // The pool is for requests: a socket stays taken.
    void proxy.ws(request, socket, { target: live, agent: false }, head);
  });

  server.listen(options.port, host);
  await once(server, 'listening');
  return {
    url: `http://${host}:${String((server.address() as AddressInfo).port)}`,
    sockets: () => open.size,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      for (const socket of open) socket.destroy();
      // What still runs are event streams; their upstream has ended them if it was stopped first.
      server.closeAllConnections();
      await closed;
      agent.destroy();
    },
  };
}

const SANE_REQUEST_ID = /^[\w.:-]{1,100}$/;

/** Internal headers are ours to set: what a client sends under their names is dropped. */
function claimInternalHeaders({ headers, socket }: IncomingMessage): void {
  Reflect.deleteProperty(headers, GATEWAY_SECRET_HEADER);
  if (!SANE_REQUEST_ID.test(String(headers['x-request-id'] ?? ''))) headers['x-request-id'] = randomUUID();
  headers[CLIENT_ADDRESS_HEADER] = addressOf({ socket });
}

const addressOf = ({ socket }: Pick<IncomingMessage, 'socket'>): string =>
  (socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');

const UNAVAILABLE = coded('SERVICE_UNAVAILABLE', 'The service does not answer at the moment; try again.', {
  retryable: true,
});

function unavailable(socket: Socket): void {
  refuseUpgrade(socket, 503, 'SERVICE_UNAVAILABLE', 'The service does not answer at the moment; connect again.');
}
