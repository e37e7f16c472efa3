import { randomBytes } from 'node:crypto';
import { catalogSubgraph } from '@yoyaku/catalog';
import { catalogVariables } from '@yoyaku/catalog/environment';
import { dashboardSubgraph } from '@yoyaku/dashboard';
import { dashboardVariables } from '@yoyaku/dashboard/environment';
import { paymentsSubgraph } from '@yoyaku/payments';
import { paymentsVariables } from '@yoyaku/payments/environment';
import { startSimulator } from '@yoyaku/payments/simulator';
import { readEnvironment, type subgraphVariables } from '@yoyaku/platform/environment';
import type { EventBus } from '@yoyaku/platform/events/bus';
import { InProcessBus } from '@yoyaku/platform/events/in-process-bus';
import { type RunningSubgraph, serveSubgraph } from '@yoyaku/platform/graphql-server/serve-subgraph';
import type { SubgraphDefinition } from '@yoyaku/platform/graphql-server/subgraph';
import { createLogger } from '@yoyaku/platform/logging';
import { reservationsSubgraph } from '@yoyaku/reservations';
import { reservationsVariables } from '@yoyaku/reservations/environment';
import { startEdge } from '@yoyaku/router/edge';
import { startLiveGateway } from '@yoyaku/router/live';
import { startRouter } from '@yoyaku/router/process';
import { usersSubgraph } from '@yoyaku/users';
import { usersVariables } from '@yoyaku/users/environment';
import type { z } from 'zod';
import type { Ports } from './ports.ts';

export interface GraphOptions {
  readonly ports: Ports;
  /** A PostgreSQL server whose user may create databases; each subgraph gets its own, `yoyaku_<name>`. */
  readonly databaseServer: string;
  /** Goes before the databases' names; `yoyaku_` unless given. */
  readonly databasePrefix?: string;
  /** Where the provider simulator keeps its books; in memory unless given. */
  readonly simulatorFile?: string;
  /** Variables of payments that name another provider than the simulator. */
  readonly cardProvider?: Readonly<Record<string, string | undefined>>;
  /** The event bus and the live channels go through this Redis; unset, they stay inside this process. */
  readonly redisUrl?: string | undefined;
  /** Apollo Router's program; null leaves everything to the live gateway. */
  readonly routerBinary: string | null;
  readonly logLevel: string;
  /** Go before the variables that the subgraphs would be given. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Told in one line when a part fails and is started anew. */
  readonly onTrouble: (line: string) => void;
}

/** The whole graph, running. */
export interface Graph {
  /** The one URL, for HTTP, server-sent events and WebSockets. */
  readonly endpoint: string;
  /** Where the Router and the live gateway themselves answer; the Router's are null without one. */
  readonly router: { readonly endpoint: string; readonly metricsUrl: string; pid(): number | undefined } | null;
  readonly liveEndpoint: string;
  readonly subgraphs: Readonly<Record<SubgraphName, RunningSubgraph>>;
  readonly secrets: Secrets;
  /** Stops all of it, from the edge inwards, each part finishing what it has begun. */
  close(): Promise<void>;
}

/** How to serve a subgraph, given its variables. */
const served =
  <Loaders, Schema extends typeof subgraphVariables>(
    definition: SubgraphDefinition<Loaders, z.infer<Schema>>,
    schema: Schema,
  ) =>
  (variables: Record<string, string | undefined>, bus: EventBus | undefined): Promise<RunningSubgraph> =>
    serveSubgraph(definition, { environment: readEnvironment(schema, variables), ...(bus && { bus }) });

const SUBGRAPHS = {
  users: served(usersSubgraph, usersVariables),
  catalog: served(catalogSubgraph, catalogVariables),
  reservations: served(reservationsSubgraph, reservationsVariables),
  payments: served(paymentsSubgraph, paymentsVariables),
  dashboard: served(dashboardSubgraph, dashboardVariables),
} as const;

export type SubgraphName = keyof typeof SUBGRAPHS;

/** What the parts show one another; made anew at every start, since all of them start together. */
function newSecrets() {
  const secret = () => randomBytes(24).toString('base64url');
  return {
    GATEWAY_SECRET: secret(),
    SERVICE_TOKEN: secret(),
    PROVIDER_SECRET: secret(),
    WEBHOOK_SECRET: secret(),
  };
}

export type Secrets = ReturnType<typeof newSecrets>;

/** Starts the subgraphs and the simulator in this process, the Router when there is one, the live gateway, the edge. */
export async function startGraph(options: GraphOptions): Promise<Graph> {
  const opened = new AsyncDisposableStack();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function open(options: GraphOptions, opened: AsyncDisposableStack): Promise<Graph> {
  const { ports, routerBinary } = options;
  const secrets = newSecrets();
  const url = (port: number) => `http://127.0.0.1:${port}`;
  const subgraphUrls = Object.fromEntries(subgraphNames().map((name) => [name, url(ports[name])]));

  const simulator = await startSimulator({
    host: '127.0.0.1',
    port: ports.simulator,
    providerSecret: secrets.PROVIDER_SECRET,
    webhookSecret: secrets.WEBHOOK_SECRET,
    webhookUrl: `${url(ports.payments)}/webhooks/simulator`,
    easyPayWebhookUrl: `${url(ports.payments)}/webhooks/easy-pay`,
    storeFile: options.simulatorFile ?? ':memory:',
    publicUrl: null,
    logger: createLogger('simulator', options.logLevel),
  });
  opened.defer(() => simulator.close());
  const subgraphs = await startSubgraphs(options, secrets, subgraphUrls, opened);

  const router = routerBinary
    ? await startRouter({
        binary: routerBinary,
        port: ports.router,
        healthPort: ports.routerHealth,
        metricsPort: ports.routerMetrics,
        gatewaySecret: secrets.GATEWAY_SECRET,
        subgraphUrls,
        development: true,
        onTrouble: options.onTrouble,
        logger: createLogger('router', options.logLevel),
      })
    : null;
  opened.defer(async () => router?.stop());
  const live = await startLiveGateway({
    port: ports.live,
    subgraphUrls,
    gatewaySecret: secrets.GATEWAY_SECRET,
    mode: router ? 'subscriptions-only' : 'everything',
    introspection: true,
    logger: createLogger('live', options.logLevel),
  });
  opened.defer(() => live.stop());
  const edge = await startEdge({
    port: ports.edge,
    ...(router && { routerUrl: url(ports.router) }),
    liveUrl: url(ports.live),
    paymentsUrl: url(ports.payments),
    logger: createLogger('edge', options.logLevel),
  });
  opened.defer(() => edge.stop());

  return {
    endpoint: `http://localhost:${ports.edge}/graphql`,
    router: router && {
      endpoint: `${url(ports.router)}/graphql`,
      metricsUrl: router.metricsUrl,
      pid: () => router.pid(),
    },
    liveEndpoint: `${url(ports.live)}/graphql`,
    subgraphs,
    secrets,
    close: () => opened.disposeAsync(),
  };
}

/** All subgraphs at once: they find one another by HTTP when they need to, so no order is needed. */
async function startSubgraphs(
  options: GraphOptions,
  secrets: Secrets,
  urls: Readonly<Record<string, string>>,
  opened: AsyncDisposableStack,
): Promise<Graph['subgraphs']> {
  const bus = options.redisUrl === undefined ? new InProcessBus() : undefined;
  const start = async (name: SubgraphName): Promise<[SubgraphName, RunningSubgraph]> => {
    const database = new URL(options.databaseServer);
    database.pathname = `/${options.databasePrefix ?? 'yoyaku_'}${name}`;
    const variables = {
      ...secrets,
      DATABASE_URL: database.href,
      REDIS_URL: options.redisUrl,
      REDIS_PREFIX: options.databasePrefix,
      PORT: String(options.ports[name]),
      LOG_LEVEL: options.logLevel,
      // All of them, the gateways and their start share one event loop here.
      MOST_EVENT_LOOP_DELAY_MS: '5000',
      PROVIDER_URL: `http://127.0.0.1:${options.ports.simulator}`,
      ...options.cardProvider,
      ...Object.fromEntries(Object.entries(urls).map(([other, url]) => [`${other.toUpperCase()}_URL`, url])),
      ...options.variables,
    };
    const subgraph = await SUBGRAPHS[name](variables, bus);
    opened.defer(() => subgraph.close());
    return [name, subgraph];
  };
  return Object.fromEntries(await Promise.all(subgraphNames().map(start))) as Graph['subgraphs'];
}

const subgraphNames = () => Object.keys(SUBGRAPHS) as SubgraphName[];
