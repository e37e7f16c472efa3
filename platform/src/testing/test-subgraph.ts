/**
 * How a subgraph is tested: served for real, on a free port, with a database of its own, and asked through GraphQL.
 *
 *     let subgraph: TestSubgraph;
 *     beforeAll(async () => {
 *       subgraph = await startTestSubgraph(catalogSubgraph);
 *     });
 *     afterAll(() => subgraph.close());
 *
 *     test('a stranger sees no stock', async () => {
 *       const shop = subgraph.users.addShop({ ownerId: owner });
 *       const { data, errors } = await subgraph.query('query ($id: ID!) { variant(id: $id) { onHand } }', { id }, { as: account });
 *     });
 *
 * - `as` is an account's UUID (a token is signed for it) or a token; without it the caller is anonymous.
 * - Shops and members: `subgraph.users`, a stand-in for the users subgraph that answers the platform's own questions.
 * - Subscriptions, over a real WebSocket:
 *       const changes = subgraph.subscribe('subscription …', {}, { as: account });
 *       await changes.next();   // { done: false, value: { data } }
 *       await changes.return(); // completes it
 * - Internal and public routes: `subgraph.service.post('/internal/hold', {…})` answers `{ status, body }`.
 * - Events of others: `await subgraph.deliver('reservations', { type: 'OrderPlaced', … })` resolves when they have had
 *   their effect. Its own: `await subgraph.emitted()`.
 * - Redis: pass `{ redis: true }`, in a suite that is skipped without TEST_REDIS_URL.
 * - Time: pass `{ clock: new ManualClock() }` and advance it.
 * - Jobs run only by `subgraph.jobs.runNow('name')`, timers only by `subgraph.timers.runDue()`: all that are due by the
 *   test's clock, one by one in the order of their moments, and what they schedule if that is due as well. It rejects with
 *   the first error.
 * - `subgraph.kit.database` looks behind the API.
 * - What the subgraph calls: pass its URL in `environment`, e.g. of `startStandIn` (stand-in.ts).
 */
import { createClient } from 'graphql-ws';
import { type Dispatcher, Pool } from 'undici';
import { WebSocket } from 'ws';
import { CLIENT_ADDRESS_HEADER, GATEWAY_SECRET_HEADER } from '../auth/gateway.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { SubgraphEnvironment } from '../environment.ts';
import type { EventBus } from '../events/bus.ts';
import type { NewEvent, RecordedEvent } from '../events/event.ts';
import { readEvents } from '../events/feed.ts';
import { InProcessBus } from '../events/in-process-bus.ts';
import { RedisStreamsBus } from '../events/redis-streams-bus.ts';
import type { Transports } from '../graphql-server/event-traffic.ts';
import { type RunningSubgraph, serveSubgraph } from '../graphql-server/serve-subgraph.ts';
import type { SubgraphDefinition } from '../graphql-server/subgraph.ts';
import { subgraphMigrations } from '../graphql-server/subgraph-migrations.ts';
import { isUuid, randomId } from '../ids.ts';
import type { LiveChannels } from '../live/channels.ts';
import { RedisChannels } from '../live/redis-channels.ts';
import type { Logger } from '../logging.ts';
import { testRedisUrl } from './environment.ts';
import { createTestDatabase } from './test-database.ts';
import { type LogLine, testLogger } from './test-logger.ts';
import { TestUsers } from './test-users.ts';

export interface TestSubgraphOptions<Environment extends SubgraphEnvironment> {
  /** The subgraph's own variables, as they are after parsing, and any of the platform's that a test wants otherwise. */
  readonly environment?: Partial<Environment>;
  readonly clock?: Clock;
  /** Takes events and wake-ups through the tests' Redis, under a prefix of its own. @throws without TEST_REDIS_URL */
  readonly redis?: boolean;
  /** An in-process bus of its own unless given. Whoever gives it closes it. */
  readonly bus?: EventBus;
  /** Within this process unless given. Whoever gives it closes it. */
  readonly live?: LiveChannels;
  /** Keeps errors that the test provokes out of the test's output. They are in `log` all the same. */
  readonly quiet?: boolean;
}

export interface CallOptions {
  /** An account's UUID, or an access token. */
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer as GraphQL gives it; tests look into it freely. */
export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states what it expects by expecting it
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
  }[];
}

export interface HttpAnswer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  readonly body: any;
}

/** Calls HTTP routes with the service token (or with the headers given instead). */
export interface TestService {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>;
}

export interface TestSubgraph<Environment extends SubgraphEnvironment = SubgraphEnvironment> extends Pick<
  RunningSubgraph<Environment>,
  'url' | 'kit' | 'jobs' | 'events'
> {
  readonly users: TestUsers;
  readonly timers: {
    /** Runs what is due by the test's clock, and what that schedules. Rejects with the first error. */
    runDue(): Promise<void>;
  };
  readonly service: TestService;
  /** Everything logged so far, at level info and above. */
  readonly log: readonly LogLine[];
  query(document: string, variables?: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<Answer>;
  /** Subscribes over a socket of its own; `return()` completes the subscription and closes the socket. */
  subscribe(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ): AsyncIterableIterator<Answer>;
  /**
   * Brings events of another subgraph over the bus; resolves when this one's consumers have taken them. They happen now
   * unless they say when.
   */
  deliver(source: string, ...events: readonly (NewEvent & { readonly occurredAt?: string })[]): Promise<void>;
  /** All events that this subgraph has emitted, in order. */
  emitted(): Promise<readonly RecordedEvent[]>;
  /** Drains and stops the subgraph; its database stays until `close()`. */
  stop(): Promise<void>;
  /** Stops everything and drops the database. */
  close(): Promise<void>;
}

const GATEWAY_SECRET = 'the gateway secret of tests';
const SERVICE_TOKEN = 'the service token of tests';

export async function startTestSubgraph<Loaders, Environment extends SubgraphEnvironment>(
  definition: SubgraphDefinition<Loaders, Environment>,
  options: TestSubgraphOptions<Environment> = {},
): Promise<TestSubgraph<Environment>> {
  const { clock = systemClock } = options;
  const users = await TestUsers.start(clock);
  const database = await createTestDatabase({ name: definition.name, migrations: subgraphMigrations(definition) });
  const { logger, log } = testLogger(definition.name, options.quiet ?? false);
  const environment = {
    DATABASE_URL: database.url,
    HOST: '127.0.0.1',
    PORT: 0,
    GATEWAY_SECRET,
    SERVICE_TOKEN,
    USERS_URL: users.url,
    // Tests may crowd a subgraph on a busy machine.
    MOST_REQUESTS_IN_FLIGHT: 10_000,
    MOST_EVENT_LOOP_DELAY_MS: 60_000,
    LOG_LEVEL: 'info',
    ...options.environment,
    // Whatever variables the subgraph adds are the test's to give.
  } as Environment;
  const close = async () => {
    await users.close();
    await database.drop();
  };
  const transports = options.redis === true ? redisTransports(definition.name, logger) : null;
  const bus = options.bus ?? transports?.bus ?? new InProcessBus();
  const live = options.live ?? transports?.live;
  const serving = { environment, logger, clock, bus, ...(live && { live }), runJobs: false };
  const subgraph = await serveSubgraph(definition, serving).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const http = new Pool(subgraph.url, { connections: 50 });

  async function authorization(as: string | undefined): Promise<Record<string, string>> {
    if (as === undefined) return {};
    return { authorization: `Bearer ${isUuid(as) ? await users.token(as) : as}` };
  }

  async function call(
    method: Dispatcher.HttpMethod,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<HttpAnswer> {
    const json = { 'content-type': 'application/json' };
    const response = await http.request({
      method,
      path,
      headers: body === undefined ? headers : { ...json, ...headers },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.body.text();
    return { status: response.statusCode, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text };
  }

  const asService = { authorization: `Bearer ${environment.SERVICE_TOKEN}` };
  const asGateway = { [GATEWAY_SECRET_HEADER]: environment.GATEWAY_SECRET, [CLIENT_ADDRESS_HEADER]: '203.0.113.7' };
  return {
    url: subgraph.url,
    kit: subgraph.kit,
    jobs: subgraph.jobs,
    timers: { runDue: () => subgraph.timers.runDue(clock.now()) },
    events: subgraph.events,
    users,
    log,
    service: {
      get: (path, headers = asService) => call('GET', path, headers),
      post: (path, body, headers = asService) => call('POST', path, headers, body),
    },
    async query(query, variables = {}, { as, headers } = {}) {
      const all = { ...asGateway, ...(await authorization(as)), ...headers };
      const answer = await call('POST', '/graphql', all, { query, variables });
      return answer.body as Answer;
    },
    subscribe(query, variables = {}, { as, headers } = {}) {
      const client = createClient({
        url: `${subgraph.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: gatewaySocket({ ...asGateway, ...headers }),
        connectionParams: () => authorization(as),
        retryAttempts: 0,
      });
      const events = client.iterate({ query, variables: { ...variables } });
      return {
        next: () => events.next() as Promise<IteratorResult<Answer>>,
        async return() {
          await events.return?.();
          await client.dispose();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    async deliver(source, ...events) {
      const head = await bus.head(source);
      const recorded = events.map((event, index): RecordedEvent => ({
        occurredAt: clock.now().toISOString(),
        ...event,
        id: randomId(),
        source,
        position: head + index + 1,
      }));
      await subgraph.events.caughtUp(source, await bus.publish(source, head, recorded));
    },
    async emitted() {
      const last = await subgraph.events.flush();
      return last === 0 ? [] : readEvents(subgraph.kit.database, definition.name, 0, last);
    },
    stop: () => subgraph.close(),
    async close() {
      await http.close();
      await subgraph.close();
      await transports?.close();
      await close();
    },
  };
}

function redisTransports(name: string, logger: Logger): Transports & { readonly close: () => Promise<void> } {
  const url = testRedisUrl();
  if (url === null) throw new Error('TEST_REDIS_URL names no Redis');
  const prefix = `yoyaku_test_${randomId()}`;
  const bus = new RedisStreamsBus({ url, logger, prefix });
  const live = new RedisChannels({ url, name, logger, prefix });
  return {
    bus,
    live,
    async close() {
      await bus.clear(name);
      await Promise.all([bus.close(), live.close()]);
    },
  };
}

/** graphql-ws makes its sockets itself, without a way to give them headers. */
function gatewaySocket(headers: Readonly<Record<string, string>>): unknown {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { ...headers } });
    }
  };
}
