import type { Transport } from '@graphql-mesh/transport-common';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError, print } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type ClientHeaders, upstreamHeaders } from './upstream-headers.ts';

/** An upstream socket without subscriptions is kept this long for the next one, in milliseconds. */
const IDLE_MS = 1_000;
/** Dead peers are found by a ping this often, answered within the second time, in milliseconds. */
const PING_EVERY_MS = 15_000;
const PONG_WITHIN_MS = 5_000;
const CONNECT_WITHIN_MS = 5_000;

/**
 * Subscriptions to the subgraphs over graphql-ws: a transport of the gateway runtime.
 *
 * A subgraph takes who the viewer is from the socket, so a socket is shared only by operations with the same
 * authorization and client address. A lost socket ends its subscriptions with SUBSCRIPTION_INTERRUPTED and is never
 * silently tried again: only the client knows the cursor that it has seen (@graphql-mesh/transport-ws would subscribe
 * anew with the first cursor and replay).
 */
export function upstreamSockets(gatewaySecret: string): Transport {
  return {
    getSubgraphExecutor({ transportEntry, subgraphName }) {
      const url = (transportEntry.location ?? '').replace(/^http/, 'ws');
      const clients = new Map<string, Client>();

      function clientFor(context: { headers?: ClientHeaders } | undefined): Client {
        const { authorization, 'x-client-address': address } = context?.headers ?? {};
        const headers = upstreamHeaders(
          { ...(authorization && { authorization }), ...(address && { 'x-client-address': address }) },
          gatewaySecret,
        );
        const key = JSON.stringify([authorization, address]);
        const known = clients.get(key);
        if (known) return known;
        const client = connect(url, headers, authorization);
        clients.set(key, client);
        client.on('closed', () => {
          if (clients.get(key) === client) clients.delete(key);
        });
        return client;
      }

      const execute = (request: Parameters<Awaited<ReturnType<Transport['getSubgraphExecutor']>>>[0]) => {
        const { document, variables, operationName, context, signal } = request;
        const results = clientFor(context as { headers?: ClientHeaders } | undefined).iterate({
          query: print(document),
          variables: variables as Record<string, unknown>,
          operationName: operationName ?? null,
        });
        const end = () => void results.return?.();
        signal?.addEventListener('abort', end, { once: true });
        return withFailuresAsResults(results as AsyncIterableIterator<ExecutionResult>, subgraphName, () =>
          signal?.removeEventListener('abort', end),
        );
      };
      return Object.assign(execute as never, {
        [Symbol.asyncDispose]: async () => {
          await Promise.all([...clients.values()].map(async (client) => client.dispose()));
          clients.clear();
        },
      });
    },
  };
}

function connect(url: string, headers: Record<string, string>, authorization: string | undefined): Client {
  let waiting: NodeJS.Timeout | undefined;
  let socket: WebSocket | undefined;
  return createClient({
    url,
    lazy: true,
    lazyCloseTimeout: IDLE_MS,
    keepAlive: PING_EVERY_MS,
    connectionAckWaitTimeout: CONNECT_WITHIN_MS,
    retryAttempts: 0,
    connectionParams: authorization === undefined ? {} : { authorization },
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string | string[]) {
        super(address, protocols, { headers, handshakeTimeout: CONNECT_WITHIN_MS, perMessageDeflate: false });
      }
    },
    on: {
      opened: (opened) => (socket = opened as WebSocket),
      ping: (received) => {
        if (!received) waiting = setTimeout(() => socket?.terminate(), PONG_WITHIN_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(waiting);
      },
      closed: () => {
        clearTimeout(waiting);
      },
    },
  });
}

/** What a subgraph refuses, and a lost connection, become a last result; `return` works even while `next` waits. */
function withFailuresAsResults(
  results: AsyncIterableIterator<ExecutionResult>,
  subgraph: string,
  ended: () => void,
): AsyncIterableIterator<ExecutionResult> {
  let failed = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (failed) return { done: true, value: undefined };
      try {
        const result = await results.next();
        if (result.done) ended();
        return result;
      } catch (error) {
        failed = true;
        ended();
        return { done: false, value: { errors: errorsOf(error, subgraph) } };
      }
    },
    async return() {
      failed = true;
      ended();
      await results.return?.();
      return { done: true, value: undefined };
    },
    async throw(error: unknown) {
      await this.return?.();
      throw error;
    },
  };
}

function errorsOf(thrown: unknown, subgraph: string): readonly GraphQLError[] {
  if (Array.isArray(thrown)) {
    return (thrown as GraphQLFormattedError[]).map(
      ({ message, extensions }) => new GraphQLError(message, { extensions: { ...extensions } }),
    );
  }
  return [
    new GraphQLError(`The connection to ${subgraph} is lost; subscribe again from what you have seen.`, {
      extensions: { code: 'SUBSCRIPTION_INTERRUPTED', retryable: true },
    }),
  ];
}
