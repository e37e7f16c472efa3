import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { listen, urlOf } from './listening.ts';

export interface ToyContext {
  readonly headers: IncomingHttpHeaders;
}

export type ToyResolvers = Record<string, Record<string, unknown>>;

export interface ToyServer {
  readonly url: string;
  /** Headers of every GraphQL request over HTTP. */
  readonly requests: IncomingHttpHeaders[];
  /** Ends every open socket as a crash does: without a farewell. */
  crashSockets(): void;
  stop(): Promise<void>;
}

export interface ToySocket {
  readonly headers: IncomingHttpHeaders;
  readonly connectionParams: unknown;
}

/** Serves a subgraph at /graphql over HTTP (Apollo Server) and over sockets (graphql-ws). It masks nothing, on purpose. */
export async function serveToy(
  typeDefs: DocumentNode,
  resolvers: ToyResolvers,
  onSocket?: (socket: ToySocket) => void,
): Promise<ToyServer> {
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
  const apollo = new ApolloServer<ToyContext>({
    schema,
    includeStacktraceInErrorResponses: true,
    stopOnTerminationSignals: false,
    csrfPrevention: false,
    introspection: true,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    nodeEnv: 'production',
  });
  apollo.startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests();
  const requests: IncomingHttpHeaders[] = [];

  const server = createServer((request, response) => {
    requests.push(request.headers);
    void answer(apollo, request).then(({ status, headers, body }) => {
      response.writeHead(status, headers).end(body);
    });
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  useServer<Record<string, string>>(
    {
      schema,
      onConnect: ({ extra, connectionParams }) => onSocket?.({ headers: extra.request.headers, connectionParams }),
      context: ({ extra, connectionParams }): ToyContext => ({
        headers: {
          ...extra.request.headers,
          ...(connectionParams?.['authorization'] && { authorization: connectionParams['authorization'] }),
        },
      }),
    },
    sockets,
  );
  const stop = await listen(server);
  const crashSockets = () => {
    for (const client of sockets.clients) client.terminate();
  };
  return {
    url: urlOf(server),
    requests,
    crashSockets,
    stop: async () => {
      crashSockets();
      await Promise.all([stop(), apollo.stop()]);
    },
  };
}

async function answer(apollo: ApolloServer<ToyContext>, request: IncomingMessage) {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  const {
    status,
    body,
    headers: answered,
  } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? 'POST',
      headers,
      search: new URL(request.url ?? '/', 'http://toy').search,
      body: request.method === 'POST' ? await json(request) : undefined,
    },
    context: () => Promise.resolve({ headers: request.headers }),
  });
  return {
    status: status ?? 200,
    headers: Object.fromEntries(answered),
    body: body.kind === 'complete' ? body.string : '',
  };
}

/** Throws as a subgraph's own refusal does: a code, and an HTTP status that gateways leave alone. */
export function refuse(details: Record<string, unknown> = {}): never {
  throw new GraphQLError('Log in first.', {
    extensions: { code: 'UNAUTHENTICATED', ...details, http: { status: 200 } },
  });
}
