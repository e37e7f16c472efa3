import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { SubgraphEnvironment } from '../environment.ts';
import type { EventBus } from '../events/bus.ts';
import type { Consumer } from '../events/consumer.ts';
import { ConsumerRunner } from '../events/consumer-runner.ts';
import type { RecordedEvent } from '../events/event.ts';
import { pruneOutbox } from '../events/feed.ts';
import { RedisStreamsBus } from '../events/redis-streams-bus.ts';
import { Relay } from '../events/relay.ts';
import { ServiceClient } from '../http/service-client.ts';
import type { Job } from '../jobs/job.ts';
import type { LiveChannels } from '../live/channels.ts';
import { InProcessChannels } from '../live/in-process-channels.ts';
import { RedisChannels } from '../live/redis-channels.ts';
import type { Logger } from '../logging.ts';
import type { Kit, SubgraphParts } from './subgraph.ts';

/** Answer of GET /internal/events. */
export const eventsAnswer = z.object({
  events: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      position: z.number().int(),
      type: z.string(),
      shopId: z.string(),
      aggregateId: z.string(),
      version: z.number().int(),
      occurredAt: z.string(),
      data: z.unknown(),
    }),
  ),
});

export interface Transports {
  /** null: consumers ask the sources over HTTP only. */
  readonly bus: EventBus | null;
  readonly live: LiveChannels;
}

/** Opens what carries events and wake-ups between processes, unless it is given; what is given stays its owner's. */
export function openTransports(
  name: string,
  { REDIS_URL: url, REDIS_PREFIX: prefix }: SubgraphEnvironment,
  given: Partial<Transports>,
  logger: Logger,
  opened: AsyncDisposableStack,
): Transports {
  let { bus, live } = given;
  if (live === undefined) {
    const ours = url === undefined ? new InProcessChannels() : new RedisChannels({ url, prefix, name, logger });
    opened.defer(() => ours.close());
    live = ours;
  }
  if (bus === undefined && url !== undefined) {
    const ours = new RedisStreamsBus({ url, prefix, logger });
    opened.defer(() => ours.close());
    bus = ours;
  }
  return { bus: bus ?? null, live };
}

/** A consumer, and the name under which the inbox remembers how far it is. */
export interface NamedConsumer {
  readonly name: string;
  readonly consumer: Consumer;
}

/** Whatever moves a subgraph's events, in and out. */
export interface EventTraffic {
  /** Resolves with the last position, when everything committed so far has its position and is on the bus. */
  flush(): Promise<number>;
  /** Resolves when all events of the source up to this position have had their effect here. */
  caughtUp(source: string, position: number): Promise<void>;
}

/** Starts the relay. To be opened before anything that appends events, so that it is closed after it. */
export function openRelay(
  name: string,
  kit: Kit,
  bus: EventBus | null,
  wakes: SubgraphParts<unknown>['wakes'],
  opened: AsyncDisposableStack,
): Relay {
  const { database, live, logger } = kit;
  const relay = new Relay({ source: name, database, bus, live, logger, wakes: (event) => wakes?.(event) ?? [] });
  opened.defer(() => relay.close());
  return relay;
}

/** Starts consumers; closing lets each finish the run of events in its hands. */
export function openConsumers(
  consumers: readonly NamedConsumer[],
  { database, environment, logger }: Kit,
  bus: EventBus | null,
  opened: AsyncDisposableStack,
): EventTraffic['caughtUp'] {
  const runners = new Map<string, { readonly source: string; readonly runner: ConsumerRunner }>();
  for (const { name, consumer } of consumers) {
    const { source, sourceUrl } = consumer;
    const key = `${name} ${source}`;
    if (runners.has(key)) throw new Error(`${name} has two consumers of ${source}, who would share one watermark`);
    const client = new ServiceClient({ service: source, url: sourceUrl, token: environment.SERVICE_TOKEN, logger });
    opened.defer(() => client.close());
    const runner = new ConsumerRunner({
      name,
      consumer,
      database,
      bus,
      logger,
      readSource: async (after, limit): Promise<readonly RecordedEvent[]> => {
        const path = `/internal/events?after=${after}&limit=${limit}`;
        // The runner logs when failing begins and when it ends; a source that is still starting is no trouble at all.
        return (await client.get(path, eventsAnswer, { failureExpected: true })).events;
      },
    });
    opened.defer(() => runner.close());
    runners.set(key, { source, runner });
  }
  return async (source, position) => {
    const following = [...runners.values()].filter((follower) => follower.source === source);
    await Promise.all(following.map(({ runner }) => runner.caughtUpTo(position)));
  };
}

export const pruneOutboxJob = (database: Database, clock: Clock): Job => ({
  name: 'prune the outbox',
  everyMilliseconds: 3_600_000,
  async run() {
    await pruneOutbox(database, clock);
  },
});
