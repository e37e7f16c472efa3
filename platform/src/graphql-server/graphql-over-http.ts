import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import { CLIENT_ADDRESS_HEADER, GATEWAY_ONLY, GATEWAY_SECRET_HEADER } from '../auth/gateway.ts';
import { secretCheck } from '../auth/shared-secret.ts';
import { countedAsRequest } from '../database/statement-counter.ts';
import { badInput } from '../errors.ts';
import type { Logger } from '../logging.ts';
import { graphqlErrors, graphqlRequests, graphqlSeconds } from '../telemetry/graphql-metrics.ts';
import { documentLimits, MOST_TOKENS } from './document-limits.ts';
import type { FormatError } from './format-error.ts';
import { errorBody } from './http-server.ts';
import { isMutation } from './is-mutation.ts';
import type { LoadShedding } from './load-shedding.ts';
import type { OperationContexts } from './operation-contexts.ts';
import type { OperationContext } from './request-context.ts';

export const GRAPHQL_PATH = '/graphql';

export interface GraphqlServingOptions<Loaders> {
  readonly subgraph: string;
  readonly schema: GraphQLSchema;
  readonly contexts: OperationContexts<Loaders>;
  readonly formatError: FormatError;
  readonly gatewaySecret: string;
  readonly load: LoadShedding;
  readonly logger: Logger;
}

/** Serves queries and mutations at POST /graphql, to gateways only. */
export async function serveGraphqlOverHttp<Loaders>(
  server: FastifyInstance,
  options: GraphqlServingOptions<Loaders>,
): Promise<void> {
  const { subgraph, contexts, formatError, load } = options;
  const requestIds: RequestIds = new WeakMap();
  const apollo = new ApolloServer<OperationContext<Loaders>>({
    schema: options.schema,
    formatError: (_, error) => formatError(error, requestIds.get(error as object)),
    validationRules: [documentLimits],
    parseOptions: { maxLexicalTokens: MOST_TOKENS },
    includeStacktraceInErrorResponses: false,
    introspection: true,
    // The gateway secret is a header that no browser sends across sites.
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    stringifyResult: (result) => JSON.stringify(result),
    logger: options.logger,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      answering(subgraph, requestIds),
    ],
  });
  await apollo.start();
  server.addHook('onClose', () => apollo.stop());

  const isGateway = secretCheck(options.gatewaySecret);
  const onRequest: onRequestHookHandler = (request, reply, done) => {
    if (isGateway(request.headers[GATEWAY_SECRET_HEADER])) done();
    else void reply.code(403).send(errorBody(GATEWAY_ONLY.code, GATEWAY_ONLY.message));
  };
  server.get(GRAPHQL_PATH, { onRequest }, (_request, reply) =>
    reply.code(405).header('allow', 'POST').send(errorBody('METHOD_NOT_ALLOWED', 'Send operations by POST.')),
  );
  const handler = fastifyApolloHandler(apollo, {
    context: (request) =>
      contexts.open({
        authorization: request.headers.authorization,
        clientAddress: single(request.headers[CLIENT_ADDRESS_HEADER]),
        requestId: request.id,
      }),
  });
  const refused = graphqlRequests.labels(subgraph, 'refused');
  const overloads = graphqlErrors.labels(subgraph, 'OVERLOADED');
  server.route({
    method: 'POST',
    url: GRAPHQL_PATH,
    onRequest,
    async handler(request, reply) {
      const refusal = load.refusal(() => isMutation(request.body));
      if (refusal) {
        refused.inc();
        overloads.inc();
        return reply.type('application/json; charset=utf-8').send(refusal.body);
      }
      return load.during(() => countedAsRequest(() => handler.call(server, request, reply)));
    },
  });
}

/** Which request an error belongs to: Apollo Server does not tell its formatter. */
type RequestIds = WeakMap<object, string>;

/** Counts and times operations, and keeps GraphQL errors at HTTP 200: a gateway adds an error of its own to others. */
function answering<Loaders>(subgraph: string, requestIds: RequestIds): ApolloServerPlugin<OperationContext<Loaders>> {
  const metrics = Object.fromEntries(
    ['query', 'mutation', 'subscription', 'refused'].map((kind) => [
      kind,
      { count: graphqlRequests.labels(subgraph, kind), seconds: graphqlSeconds.labels(subgraph, kind) },
    ]),
  );
  const listener: GraphQLRequestListener<OperationContext<Loaders>> = {
    didResolveOperation({ operation }) {
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
      return Promise.reject(badInput('Subscriptions are served over WebSocket.'));
    },
    didEncounterErrors({ errors, contextValue }) {
      for (const error of errors) requestIds.set(error, contextValue.requestId);
      return Promise.resolve();
    },
    willSendResponse({ operation, response, contextValue, source }) {
      const kind = metrics[operation?.operation ?? 'refused'];
      kind?.count.inc();
      kind?.seconds.observe((performance.now() - contextValue.startedAt) / 1000);
      // Without a document it is no GraphQL request at all.
      if ((source as string | undefined) !== undefined) response.http.status = 200;
      return Promise.resolve();
    },
  };
  const listening = Promise.resolve(listener);
  return {
    requestDidStart: () => listening,
    contextCreationDidFail() {
      metrics['refused']?.count.inc();
      return Promise.resolve();
    },
  };
}

const single = (header: string | string[] | undefined): string | null =>
  typeof header === 'string' && header !== '' ? header : null;
