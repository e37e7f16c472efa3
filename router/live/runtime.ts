import { createGatewayRuntime, type GatewayPlugin, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import type { Logger } from '@yoyaku/platform/logging';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { admission, type LiveMode } from './admission.ts';
import { SANDBOX_ORIGIN } from './origins.ts';
import { presentError } from './errors.ts';
import { parseRequest } from './request-parser.ts';
import { runtimeLogger } from './runtime-logger.ts';
import { type ClientHeaders, upstreamHeaders } from './upstream-headers.ts';
import { upstreamSockets } from './upstream-sockets.ts';

export interface RuntimeOptions {
  readonly supergraphSdl: string;
  readonly subgraphUrls: Readonly<Record<string, string>>;
  readonly gatewaySecret: string;
  readonly mode: LiveMode;
  readonly introspection: boolean;
  readonly allowsOrigin: (origin: string) => boolean;
  readonly upstreamTimeout: number;
  readonly logger: Logger;
}

/** The gateway runtime of @graphql-hive, bent to answer as the Router does; see the traps in router/README.md. */
export async function createRuntime(options: RuntimeOptions): Promise<GatewayRuntime> {
  const { supergraphSdl, subgraphUrls, gatewaySecret, allowsOrigin, upstreamTimeout, logger } = options;
  const create = () =>
    createGatewayRuntime({
      supergraph: supergraphSdl,
      logging: runtimeLogger(logger),
      transports: { http: httpTransport, ws: upstreamSockets(gatewaySecret) },
      transportEntries: {
        '*.http': {
          options: {
            // The runtime would share one answer between clients: its key leaves out the headers that we add below.
            deduplicateInflightRequests: false,
            subscriptions: { kind: 'ws' },
          },
        },
        ...Object.fromEntries(
          Object.entries(subgraphUrls).map(([name, url]) => [name, { location: `${url.replace(/\/$/, '')}/graphql` }]),
        ),
      },
      plugins: () => [sendingHeaders(gatewaySecret), admitting(options, () => runtime)],
      // The runtime's entity loaders live as long as a subscription: with their cache, an event would be joined with what
      // the events before it have found. (An option of DataLoader, which the runtime's type does not list.)
      __experimental__batchDelegateOptions: { cache: false } as object,
      cors: (request) => {
        const origin = request.headers.get('origin');
        if (origin === null || !allowsOrigin(origin)) return false;
        // Two, because for a list of one the runtime forgets `Vary: Origin`, and for an empty one it allows any.
        return {
          origin: [origin, SANDBOX_ORIGIN],
          credentials: false,
          methods: ['GET', 'POST', 'OPTIONS'],
          maxAge: 600,
        };
      },
      maskedErrors: { maskError: (error) => presentError(error, logger) },
      subgraphErrors: false,
      upstreamTimeout: ({ executionRequest }) =>
        executionRequest?.operationType === OperationTypeNode.SUBSCRIPTION ? undefined : upstreamTimeout,
      requestId: false,
      graphiql: false,
      landingPage: false,
      batching: false,
      multipart: false,
    });
  const runtime: GatewayRuntime = leavingSignalsAlone(() => {
    const created = create();
    // Makes it register its handlers, which it otherwise does at some request.
    created.waitUntil(Promise.resolve());
    return created;
  });
  await runtime.getSchema();
  return runtime;
}

/**
 * On a signal the runtime would complete all subscriptions by itself, which tells clients that they are over for good.
 * When and how to end is for the owner of the process to say.
 */
function leavingSignalsAlone<Created>(create: () => Created): Created {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const created = create();
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) if (!before.has(listener)) process.off(signal, listener);
  }
  return created;
}

/** Gives every request to a subgraph, those for entities of a subscription's event included, its client's headers. */
function sendingHeaders(gatewaySecret: string): GatewayPlugin {
  return {
    onFetch(fetching) {
      const { context, options } = fetching;
      const client = 'headers' in context ? (context.headers as ClientHeaders) : {};
      fetching.setOptions({ ...options, headers: { ...options.headers, ...upstreamHeaders(client, gatewaySecret) } });
      // As the Router: an answer other than 2xx is a failed request, whatever it says.
      return ({ response, setResponse }) => {
        if (response.ok) return;
        const errors = [{ message: '', extensions: { code: 'SUBREQUEST_HTTP_ERROR' } }];
        setResponse(Response.json({ errors }));
      };
    },
  };
}

/** Reads requests as the Router does, and refuses what may not run before it is executed. */
function admitting(options: RuntimeOptions, runtime: () => GatewayRuntime): GatewayPlugin {
  const { mode, introspection } = options;
  const admit = admission({ mode, introspection, schema: () => runtime().getSchema() });
  return {
    onRequestParse({ request, setRequestParser, fetchAPI }) {
      setRequestParser(async () => {
        try {
          return await parseRequest(request);
        } catch (error) {
          if (!(error instanceof GraphQLError)) throw error;
          const { code, http } = error.extensions as { code: string; http: { status: number } };
          const body = { errors: [{ message: error.message, extensions: { code } }] };
          return fetchAPI.Response.json(body, { status: http.status }) as never;
        }
      });
    },
    async onParams({ params, request, setResult }) {
      // graphql-ws operations come without a request.
      const streams = (request as Request | undefined)?.headers.get('accept')?.includes('text/event-stream') ?? true;
      const errors = await admit(params, streams ? 'many-results' : 'one-result');
      if (errors) setResult({ errors });
    },
  };
}
