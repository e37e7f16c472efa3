import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLIENT_ADDRESS_HEADER } from '@yoyaku/platform/auth/gateway';
import type { Logger } from '@yoyaku/platform/logging';
import { clientLimits } from '../client-limits.ts';
import { answerJson, coded, refuseUpgrade } from '../refusals.ts';
import type { LiveMode } from './admission.ts';
import { hostOf, originCheck } from './origins.ts';
import { createRuntime } from './runtime.ts';
import { serveWebSockets } from './web-sockets.ts';

export interface LiveGatewayOptions {
  readonly host?: string;
  /** 0 for any free one. */
  readonly port: number;
  /** The composed supergraph; schema/supergraph.graphql unless given. */
  readonly supergraphFile?: string;
  /** Base URLs by subgraph name, e.g. `{ users: 'http://users:4001' }`; others are as the supergraph says. */
  readonly subgraphUrls?: Readonly<Record<string, string>>;
  readonly gatewaySecret: string;
  readonly mode: LiveMode;
  readonly introspection: boolean;
  /** A regular expression of the origins whose pages may call; pages of this very host always may. */
  readonly corsOriginPattern?: string;
  /** Sockets and event streams that one client address may hold; 100 unless given. */
  readonly mostConnectionsPerAddress?: number;
  /** Operations that may run at once on one socket; 100 unless given. */
  readonly mostSubscriptionsPerSocket?: number;
  /** For an answer of a subgraph, in milliseconds; 15,000 unless given, as in router.yaml. */
  readonly upstreamTimeout?: number;
  readonly logger: Logger;
}

export interface LiveGateway {
  readonly url: string;
  /** Sockets and event streams open now. */
  connections(): number;
  /** Refuses new work, ends the subscriptions, lets running requests finish, and closes. */
  stop(): Promise<void>;
}

const GRAPHQL_PATH = '/graphql';
const SUPERGRAPH_FILE = `${import.meta.dirname}/../../schema/supergraph.graphql`;

/** Serves subscriptions over graphql-ws and SSE at /graphql, joined across the subgraphs; see router/README.md. */
export async function startLiveGateway(options: LiveGatewayOptions): Promise<LiveGateway> {
  const { mostConnectionsPerAddress = 100, mostSubscriptionsPerSocket = 100, host = '127.0.0.1' } = options;
  const limits = clientLimits(mostConnectionsPerAddress);
  const allowsOrigin = originCheck(options.corsOriginPattern);
  const runtime = await createRuntime({
    supergraphSdl: readFileSync(options.supergraphFile ?? SUPERGRAPH_FILE, 'utf8'),
    subgraphUrls: options.subgraphUrls ?? {},
    gatewaySecret: options.gatewaySecret,
    mode: options.mode,
    introspection: options.introspection,
    allowsOrigin,
    upstreamTimeout: options.upstreamTimeout ?? 15_000,
    logger: options.logger,
  });
  const sockets = serveWebSockets(runtime, {
    limits,
    mostSubscriptions: mostSubscriptionsPerSocket,
    addressOf,
    mayCall: ({ headers: { origin, host: called } }) =>
      origin === undefined || allowsOrigin(origin) || hostOf(origin) === called,
  });
  const streams = new Set<ServerResponse>();
  let draining = false;

  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path === GRAPHQL_PATH && !draining) serve(request, response);
    else if (path === GRAPHQL_PATH)
      answerJson(response, 503, coded('SERVICE_UNAVAILABLE', 'Shutting down; try again.'));
    else if (path === '/health/live') answerJson(response, 200, { status: 'live' });
    else if (path !== '/health/ready') answerJson(response, 404, coded('NOT_FOUND', 'Nothing answers here.'));
    else if (draining) answerJson(response, 503, { status: 'draining' });
    else answerJson(response, 200, { status: 'ready' });
  });

  function serve(request: IncomingMessage, response: ServerResponse): void {
    if (request.headers.accept?.includes('text/event-stream')) {
      const address = addressOf(request);
      if (!limits.enter(address)) {
        answerJson(response, 429, coded('TOO_MANY_CONNECTIONS', 'You hold too many connections already.'));
        return;
      }
      streams.add(response);
      response.once('close', () => {
        streams.delete(response);
        limits.leave(address);
      });
    }
    void runtime(request, response);
  }

  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] === GRAPHQL_PATH) sockets.upgrade(request, socket, head);
    else refuseUpgrade(socket, 404, 'NOT_FOUND', 'No socket answers here.');
  });
  // Longer than nginx keeps its idle connections to us, so that none is closed under a request.
  server.keepAliveTimeout = 75_000;
  server.listen(options.port, host);
  await once(server, 'listening');

  return {
    url: `http://${host}:${String((server.address() as AddressInfo).port)}`,
    connections: limits.total,
    async stop() {
      draining = true;
      await sockets.drain();
      // An event stream cut off without `complete` makes clients connect again, which is what a restart wants.
      for (const response of streams) response.destroy();
      await close(server);
      await runtime.dispose();
    },
  };
}

/** The client's address as the edge tells it, else the peer's. */
function addressOf({ headers, socket }: IncomingMessage): string {
  const given = headers[CLIENT_ADDRESS_HEADER];
  return typeof given === 'string' && given !== '' ? given : (socket.remoteAddress ?? 'unknown');
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
}
