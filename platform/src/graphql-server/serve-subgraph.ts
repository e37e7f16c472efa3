import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createTokenVerifier, remoteTokenKeys } from '../auth/token-verifier.ts';
import { type Clock, systemClock } from '../clock.ts';
import { Database } from '../database/database.ts';
import { createDatabaseIfMissing, migrate } from '../database/migrate.ts';
import type { SubgraphEnvironment } from '../environment.ts';
import type { EventBus } from '../events/bus.ts';
import { requireServiceToken } from '../http/service-token.ts';
import { ServiceClient } from '../http/service-client.ts';
import { JobRunner } from '../jobs/job-runner.ts';
import type { LiveChannels } from '../live/channels.ts';
import { createLogger, type Logger } from '../logging.ts';
import type { ShopDirectory } from '../tenancy/shop-directory.ts';
import { StoredShopDirectory } from '../tenancy/stored-shop-directory.ts';
import { freeAbandonedTimersJob } from '../timers/abandoned-timers.ts';
import { TimerRunner } from '../timers/timer-runner.ts';
import {
  type EventTraffic,
  type NamedConsumer,
  openConsumers,
  openRelay,
  openTransports,
  pruneOutboxJob,
} from './event-traffic.ts';
import { executableSchema } from './executable-schema.ts';
import { errorFormatter } from './format-error.ts';
import { serveGraphqlOverHttp } from './graphql-over-http.ts';
import { serveGraphqlOverWebSocket } from './graphql-over-websocket.ts';
import { healthRoutes } from './health-routes.ts';
import { createHttpServer } from './http-server.ts';
import { eventRoutes } from './internal-routes.ts';
import { shedLoad } from './load-shedding.ts';
import { operationContexts } from './operation-contexts.ts';
import type { Kit, SubgraphDefinition, SubgraphParts } from './subgraph.ts';
import { subgraphMigrations } from './subgraph-migrations.ts';

export interface ServeOptions<Environment extends SubgraphEnvironment> {
  readonly environment: Environment;
  readonly logger?: Logger;
  readonly clock?: Clock;
  /** Unless given: Redis Streams when REDIS_URL is set, else none. Whoever gives it closes it. */
  readonly bus?: EventBus;
  /** Unless given: Redis PubSub when REDIS_URL is set, else within this process. Whoever gives it closes it. */
  readonly live?: LiveChannels;
  /**
   * Whether jobs and timers run by themselves (they do by default), or only by {@link RunningSubgraph.jobs} and
   * {@link RunningSubgraph.timers}.
   */
  readonly runJobs?: boolean;
}

export interface RunningSubgraph<Environment extends SubgraphEnvironment = SubgraphEnvironment> {
  readonly name: string;
  readonly url: string;
  readonly port: number;
  readonly kit: Kit<Environment>;
  readonly jobs: JobRunner;
  readonly timers: TimerRunner;
  readonly events: EventTraffic;
  /**
   * Drains: readiness turns false, subscriptions are completed, requests and jobs under way finish, then the database
   * is closed. May be called more than once.
   */
  close(): Promise<void>;
}

/** How long requests under way may take to finish once the server drains. */
const DRAIN_MILLISECONDS = 10_000;

/**
 * Serves a subgraph: its database is created if missing and migrated, then GraphQL, health, metrics, internal and
 * public routes answer on one port. Rejects, with nothing left running, when any of that fails.
 */
export async function serveSubgraph<Loaders, Environment extends SubgraphEnvironment>(
  definition: SubgraphDefinition<Loaders, Environment>,
  options: ServeOptions<Environment>,
): Promise<RunningSubgraph<Environment>> {
  // Whatever has been opened is closed in the opposite order, at the end or when opening the next thing fails.
  const opened = new AsyncDisposableStack();
  try {
    return await open(definition, options, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function open<Loaders, Environment extends SubgraphEnvironment>(
  definition: SubgraphDefinition<Loaders, Environment>,
  options: ServeOptions<Environment>,
  opened: AsyncDisposableStack,
): Promise<RunningSubgraph<Environment>> {
  const { name } = definition;
  const { environment, clock = systemClock } = options;
  const logger = options.logger ?? createLogger(name, environment.LOG_LEVEL);

  await createDatabaseIfMissing(environment.DATABASE_URL);
  const database = await Database.connect({
    url: environment.DATABASE_URL,
    name,
    entities: definition.entities,
    migrations: subgraphMigrations(definition),
    logger,
  });
  opened.defer(() => database.close());
  await migrate(database);

  const { bus, live } = openTransports(name, environment, options, logger, opened);
  const base = { environment, logger, clock, database, live };
  const { shops, follower } = openDirectory(definition, base, opened);
  const kit: Kit<Environment> = { ...base, shops };
  const parts = await definition.build(kit);
  const relay = openRelay(name, kit, bus, (event) => parts.wakes?.(event) ?? [], opened);
  opened.defer(async () => parts.close?.());
  const own = (parts.consumers ?? []).map((consumer) => ({ name, consumer }));
  const caughtUp = openConsumers([...follower, ...own], kit, bus, opened);
  const ofTimers = parts.timers?.length ? [freeAbandonedTimersJob(database)] : [];
  const jobs = new JobRunner(name, [pruneOutboxJob(database, clock), ...ofTimers, ...(parts.jobs ?? [])], logger);
  opened.defer(() => jobs.stop());
  const timers = new TimerRunner(parts.timers ?? [], {
    subgraph: name,
    url: environment.DATABASE_URL,
    database,
    logger,
  });
  opened.defer(() => timers.stop());

  const state = { accepting: false };
  const server = createHttpServer(logger);
  opened.defer(() => closeHttpServer(server));
  healthRoutes(server, { database, accepting: () => state.accepting });
  await server.register((scope, _options, done) => {
    scope.addHook('onRequest', requireServiceToken(environment.SERVICE_TOKEN));
    eventRoutes(scope, database, name);
    parts.internalRoutes?.(scope);
    done();
  });
  await server.register((scope, _options, done) => {
    parts.publicRoutes?.(scope);
    done();
  });
  await serveGraphql(definition, parts, kit, server, opened);

  await server.listen({ host: environment.HOST, port: environment.PORT });
  if (options.runJobs ?? true) {
    jobs.start();
    await timers.start();
  }
  opened.defer(() => {
    state.accepting = false;
  });
  state.accepting = true;

  const { address, port } = server.server.address() as AddressInfo;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
  logger.info({ url }, 'ready');
  const events: EventTraffic = { flush: () => relay.flush(), caughtUp };
  return { name, url, port, kit, jobs, timers, events, close: () => opened.disposeAsync() };
}

function openDirectory<Environment extends SubgraphEnvironment>(
  definition: SubgraphDefinition<unknown, Environment>,
  kit: Omit<Kit<Environment>, 'shops'>,
  opened: AsyncDisposableStack,
): { readonly shops: ShopDirectory; readonly follower: readonly NamedConsumer[] } {
  if (definition.shops) return { shops: definition.shops(kit), follower: [] };
  const { USERS_URL: url, SERVICE_TOKEN: token } = kit.environment;
  const users = new ServiceClient({ service: 'users', url, token, logger: kit.logger });
  opened.defer(() => users.close());
  const shops = new StoredShopDirectory(kit.database, users);
  return { shops, follower: [{ name: 'shop-directory', consumer: shops.consumer(url) }] };
}

async function serveGraphql<Loaders, Environment extends SubgraphEnvironment>(
  definition: SubgraphDefinition<Loaders, Environment>,
  parts: SubgraphParts<Loaders>,
  { environment, clock, logger }: Kit<Environment>,
  server: FastifyInstance,
  opened: AsyncDisposableStack,
): Promise<void> {
  const load = shedLoad(definition.name, {
    mostInFlight: environment.MOST_REQUESTS_IN_FLIGHT,
    mostDelayMilliseconds: environment.MOST_EVENT_LOOP_DELAY_MS,
  });
  opened.defer(() => {
    load.close();
  });
  const verifier = createTokenVerifier(parts.tokenKeys ?? remoteTokenKeys(environment.USERS_URL), clock);
  const serving = {
    subgraph: definition.name,
    schema: executableSchema(definition.schemaFile, parts.resolvers),
    contexts: operationContexts(verifier, (viewer) => parts.loaders(viewer), logger),
    formatError: errorFormatter(definition.name, logger),
    gatewaySecret: environment.GATEWAY_SECRET,
    load,
    logger,
  };
  await serveGraphqlOverHttp(server, serving);
  const sockets = serveGraphqlOverWebSocket(server, serving);
  opened.defer(() => sockets.drain());
}

/** Stops listening and waits for the requests under way, though not for ever. */
async function closeHttpServer(server: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => {
    server.server.closeAllConnections();
  }, DRAIN_MILLISECONDS);
  await server.close();
  clearTimeout(cut);
}
