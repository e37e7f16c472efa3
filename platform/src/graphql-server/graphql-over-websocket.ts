import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
} from 'graphql';
import type { Context, SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { CLIENT_ADDRESS_HEADER, GATEWAY_ONLY, GATEWAY_SECRET_HEADER } from '../auth/gateway.ts';
import { secretCheck } from '../auth/shared-secret.ts';
import { serviceUnavailable } from '../errors.ts';
import { graphqlRequests, liveSubscriptions } from '../telemetry/graphql-metrics.ts';
import { GRAPHQL_PATH, type GraphqlServingOptions } from './graphql-over-http.ts';
import { errorBody, requestId } from './http-server.ts';
import { interruptible } from './interruptible.ts';
import type { Sender } from './operation-contexts.ts';
import type { OperationContext } from './request-context.ts';
import { documentReader } from './websocket-documents.ts';

type ConnectionParams = Record<string, unknown> | undefined;
type Results = AsyncGenerator<ExecutionResult, void, void>;

export interface GraphqlOverWebSocket {
  /** Completes every subscription, so that clients can tell the end from a lost connection, and closes the sockets. */
  drain(): Promise<void>;
}

const MOST_MESSAGE_BYTES = 262_144;

/** How long subscriptions may take to be completed. */
const COMPLETING_MILLISECONDS = 5_000;

/** How long a peer may take to answer a closing handshake before its socket is cut. */
const CLOSING_MILLISECONDS = 2_000;

/**
 * Serves the graphql-transport-ws protocol (https://github.com/enisdenjo/graphql-ws, PROTOCOL.md) at /graphql, to
 * gateways only: the secret comes as a header of the upgrade request, or in connectionParams by the same name.
 */
export function serveGraphqlOverWebSocket<Loaders>(
  server: FastifyInstance,
  options: GraphqlServingOptions<Loaders>,
): GraphqlOverWebSocket {
  const { subgraph, schema, contexts, formatError, load } = options;
  const isGateway = secretCheck(options.gatewaySecret);
  const readDocument = documentReader(schema);
  const open = new Map<SubscribePayload, Results>();
  const gauge = liveSubscriptions.labels(subgraph);
  const drained = Promise.withResolvers<undefined>();
  let draining = false;

  async function prepare(
    connection: Context<ConnectionParams, Extra>,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    try {
      if (draining) return [serviceUnavailable(subgraph)];
      const read = readDocument(payload.query);
      if ('errors' in read) return read.errors;
      const { operationName, variables: variableValues } = payload;
      const operation = getOperationAST(read.document, operationName);
      const refusal = load.refusal(() => operation?.operation === OperationTypeNode.MUTATION);
      if (refusal) return [refusal.error];
      const contextValue = await contexts.open(senderOf(connection, payload));
      return { schema, document: read.document, operationName, variableValues, contextValue };
    } catch (error) {
      return [
        error instanceof GraphQLError ? error : new GraphQLError('unexpected', { originalError: asError(error) }),
      ];
    }
  }

  async function subscribe(args: ExecutionArgs): Promise<Results | ExecutionResult> {
    graphqlRequests.inc({ subgraph, kind: 'subscription' });
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return source;
    const context = args.contextValue as OperationContext<Loaders>;
    return interruptible(source, (event) =>
      execute({ ...args, rootValue: event, contextValue: contexts.renew(context) }),
    );
  }

  function opened(payload: SubscribePayload, results: Results): void {
    open.set(payload, results);
    gauge.set(open.size);
    if (draining) void results.return();
  }

  /** Called for every operation that has been begun, whoever ends it. */
  function completed(payload: SubscribePayload): void {
    open.delete(payload);
    gauge.set(open.size);
    if (draining && open.size === 0) drained.resolve(undefined);
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE_BYTES });
  const protocol = useServer<ConnectionParams>(
    {
      isProd: true,
      onConnect: ({ connectionParams, extra }) =>
        isGateway(extra.request.headers[GATEWAY_SECRET_HEADER] ?? connectionParams?.[GATEWAY_SECRET_HEADER]),
      onSubscribe: (connection, _id, payload) => prepare(connection, payload),
      execute: (args) => {
        graphqlRequests.inc({ subgraph, kind: 'query' });
        return load.during(async () => execute(args));
      },
      subscribe,
      onNext: (_connection, _id, _payload, { contextValue }, { errors, data }) => {
        if (!errors) return undefined;
        const { requestId: id } = contextValue as OperationContext<Loaders>;
        return { data: data ?? null, errors: errors.map((error) => formatError(error, id)) };
      },
      onError: (_connection, _id, _payload, errors) => errors.map((error) => formatError(error)),
      onOperation: (_connection, _id, payload, _args, result) => {
        if (Symbol.asyncIterator in result) opened(payload, result as Results);
      },
      onComplete: (_connection, _id, payload) => {
        completed(payload);
      },
    },
    sockets,
  );

  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const secret = request.headers[GATEWAY_SECRET_HEADER];
    if (request.url?.split('?')[0] !== GRAPHQL_PATH) refuse(socket, '404 Not Found', 'NOT_FOUND', 'No socket here.');
    else if (draining) refuse(socket, '503 Service Unavailable', 'SERVICE_UNAVAILABLE', 'Shutting down; try again.');
    else if (secret !== undefined && !isGateway(secret)) {
      refuse(socket, '403 Forbidden', GATEWAY_ONLY.code, GATEWAY_ONLY.message);
    } else sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  });

  return {
    async drain() {
      draining = true;
      if (open.size > 0) {
        for (const results of open.values()) void results.return();
        // A client that does not read keeps its last event, and so its subscription, from ending.
        const late = setTimeout(() => drained.resolve(undefined), COMPLETING_MILLISECONDS);
        await drained.promise;
        clearTimeout(late);
        // graphql-ws sends the completions right after its hook, before the closing frames go out.
        await setImmediate();
      }
      const cut = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, CLOSING_MILLISECONDS);
      await protocol.dispose();
      clearTimeout(cut);
    },
  };
}

/**
 * Who sends an operation. A gateway may carry many clients on one socket: when the operation's `extensions.headers` is
 * an object, it alone counts (and without `authorization` in it the sender is anonymous); else connectionParams, then
 * the headers of the upgrade request.
 */
function senderOf({ connectionParams, extra }: Context<ConnectionParams, Extra>, payload: SubscribePayload): Sender {
  const { headers } = extra.request;
  const own = payload.extensions?.['headers'];
  const given = isRecord(own)
    ? own['authorization']
    : (connectionParams?.['authorization'] ?? connectionParams?.['Authorization'] ?? headers.authorization);
  const address = connectionParams?.[CLIENT_ADDRESS_HEADER] ?? headers[CLIENT_ADDRESS_HEADER];
  return {
    // What is no string is no good token either, and must not pass for none.
    authorization: given === undefined || given === null || typeof given === 'string' ? (given ?? undefined) : '?',
    clientAddress: typeof address === 'string' && address !== '' ? address : null,
    requestId: requestId(extra.request),
  };
}

function refuse(socket: Duplex, status: string, code: string, message: string): void {
  const body = JSON.stringify(errorBody(code, message));
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)));
