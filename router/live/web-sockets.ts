import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type GatewayRuntime, getGraphQLWSOptions } from '@graphql-hive/gateway-runtime';
import { CLIENT_ADDRESS_HEADER } from '@yoyaku/platform/auth/gateway';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, type ServerOptions } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { ClientLimits } from '../client-limits.ts';
import { refuseUpgrade } from '../refusals.ts';
import { gatewayError } from './errors.ts';
import type { ClientHeaders } from './upstream-headers.ts';

export interface WebSocketOptions {
  readonly limits: ClientLimits;
  readonly mostSubscriptions: number;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly mayCall: (request: IncomingMessage) => boolean;
}

export interface WebSockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends every subscription and closes every socket with 1001, upon which graphql-ws clients connect again. */
  drain(): Promise<void>;
}

const MOST_MESSAGE_BYTES = 262_144;
const CONNECTION_INIT_WITHIN_MS = 10_000;
const PING_EVERY_MS = 12_000;
const CLOSE_WITHIN_MS = 2_000;

type Params = Record<string, unknown>;

/** Serves the graphql-transport-ws protocol by executing on the gateway runtime. */
export function serveWebSockets(runtime: GatewayRuntime, options: WebSocketOptions): WebSockets {
  const { limits, mostSubscriptions, addressOf, mayCall } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  let draining = false;

  const execution = getGraphQLWSOptions<Record<string, unknown>, Extra>(runtime, ({ connectionParams, extra }) => ({
    // Not the client's whole connectionParams: the runtime would make headers of all of them.
    connectionParams: undefined,
    headers: clientHeaders(extra.request, connectionParams),
  })) as unknown as ServerOptions<Params, Partial<Extra>>;

  const protocol = useServer<Params>(
    {
      ...(execution as object),
      connectionInitWaitTimeout: CONNECTION_INIT_WITHIN_MS,
      onSubscribe: (connection, id, payload) => {
        if (Object.keys(connection.subscriptions).length > mostSubscriptions) {
          const message = `At most ${mostSubscriptions} operations may run on one socket.`;
          return [gatewayError('TOO_MANY_SUBSCRIPTIONS', message)];
        }
        return execution.onSubscribe?.(connection, id, payload);
      },
    },
    sockets,
    PING_EVERY_MS,
  );

  return {
    upgrade(request, socket, head) {
      if (draining) {
        refuseUpgrade(socket, 503, 'SERVICE_UNAVAILABLE', 'Shutting down; connect again.');
        return;
      }
      if (!mayCall(request)) {
        refuseUpgrade(socket, 403, 'FORBIDDEN_ORIGIN', 'This page may not connect here.');
        return;
      }
      const address = addressOf(request);
      if (!limits.enter(address)) {
        refuseUpgrade(socket, 429, 'TOO_MANY_CONNECTIONS', 'You hold too many connections already.');
        return;
      }
      socket.once('close', () => {
        limits.leave(address);
      });
      sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
    },
    async drain() {
      draining = true;
      const closed = [...sockets.clients].map(async (client) => {
        if (client.readyState !== client.CLOSED) await once(client, 'close');
      });
      const deadline = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, CLOSE_WITHIN_MS);
      await protocol.dispose();
      await Promise.all(closed);
      clearTimeout(deadline);
    },
  };
}

/** The headers of the upgrade, as a request of its own; `authorization` is better given in connectionParams. */
function clientHeaders(request: IncomingMessage, connectionParams: Params | undefined): ClientHeaders {
  const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
  const authorization = typeof given === 'string' ? given : request.headers.authorization;
  const address = request.headers[CLIENT_ADDRESS_HEADER];
  return {
    'x-request-id': randomUUID(),
    ...(authorization !== undefined && { authorization }),
    ...(typeof address === 'string' && { [CLIENT_ADDRESS_HEADER]: address }),
  };
}
