import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../logging.ts';
import { InProcessChannels } from '../live/in-process-channels.ts';
import type { LiveMessage } from '../live/channels.ts';
import { Collected, collectedLog, type EventScene, openEventScene, positionsOf, upTo } from '../testing/event-scene.ts';
import { type OwnRedis, startOwnRedis } from '../testing/redis-server.ts';
import type { EventBus } from './bus.ts';
import type { RecordedEvent } from './event.ts';
import { pruneOutbox } from './feed.ts';
import { InProcessBus } from './in-process-bus.ts';
import { RedisStreamsBus } from './redis-streams-bus.ts';
import { Relay, type RelayOptions } from './relay.ts';
import { sequence } from './sequencer.ts';

const SOURCE = 'things';
const logger = createLogger('test', 'silent');
const backOff = { firstMilliseconds: 1, mostMilliseconds: 10 };

let scene: EventScene;
let closing: { close(): Promise<void> }[];

beforeEach(async () => {
  scene = await openEventScene();
  closing = [];
});

afterEach(async () => {
  for (const { close } of closing.reverse()) await close();
  await scene.close();
});

function startRelay(bus: EventBus | null, options: Partial<RelayOptions> = {}): Relay {
  const live = new InProcessChannels();
  const relay = new Relay({ source: SOURCE, database: scene.database, bus, live, logger, backOff, ...options });
  closing.push({ close: () => relay.close() });
  return relay;
}

/** Everything that ever comes over the bus. */
function follow(bus: EventBus): Collected<RecordedEvent> {
  const delivered = new Collected<RecordedEvent>();
  const following = bus.follow(SOURCE, 0, (events) => delivered.add(...events));
  closing.push(following);
  return delivered;
}

describe('the relay', () => {
  test('brings committed events to the bus without being asked', async () => {
    const bus = new InProcessBus();
    const delivered = follow(bus);
    startRelay(bus, { pollMilliseconds: 60_000 });
    await Promise.all(upTo(20).map(() => scene.append()));
    await delivered.until(({ length }) => length >= 20);
    expect(positionsOf(delivered.items)).toEqual(upTo(20));
  });

  test('finds by itself what a process without a relay has committed', async () => {
    const bus = new InProcessBus();
    const delivered = follow(bus);
    startRelay(bus, { pollMilliseconds: 5 });
    await scene.database.query(
      `INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)
       VALUES (gen_random_uuid(), gen_random_uuid(), 'ThingHappened', gen_random_uuid(), 1, now(), '{}')`,
    );
    await delivered.until(({ length }) => length === 1);
  });

  test('publishes what was sequenced by a process that was killed before it could publish', async () => {
    for (let count = 0; count < 3; count++) await scene.append();
    await sequence(scene.database, SOURCE, 100);
    const bus = new InProcessBus();
    const delivered = follow(bus);
    await scene.append();
    expect(await startRelay(bus).flush()).toBe(4);
    expect(positionsOf(delivered.items)).toEqual(upTo(4));
  });

  test('of several processes brings each event to the bus once and in order', async () => {
    const bus = new InProcessBus();
    const delivered = follow(bus);
    const relays = upTo(3).map(() => startRelay(bus, { pollMilliseconds: 1 }));
    await Promise.all(upTo(200).map(() => scene.append()));
    await Promise.all(relays.map((relay) => relay.flush()));
    expect(positionsOf(delivered.items)).toEqual(upTo(200));
  });

  test('wakes the live channels after the events are there to be read', async () => {
    const live = new InProcessChannels();
    const message: LiveMessage = { channel: 'shop', key: scene.shopId };
    const wakeUps = await live.subscribe([message]);
    const relay = startRelay(new InProcessBus(), {
      live,
      wakes: ({ shopId }) => [{ channel: 'shop', key: shopId }],
    });
    await scene.append();
    await wakeUps.next();
    expect(await relay.flush()).toBe(1);
    await wakeUps.return?.();
  });

  test('wakes the live channels and gives positions without any bus', async () => {
    const live = new InProcessChannels();
    const wakeUps = await live.subscribe([{ channel: 'shop', key: scene.shopId }]);
    startRelay(null, { live, wakes: ({ shopId }) => [{ channel: 'shop', key: shopId }] });
    await scene.append();
    await wakeUps.next();
    await wakeUps.return?.();
  });

  test('throws away what a bus holds of another database', async () => {
    const bus = new InProcessBus();
    const foreign = { ...(await oneEvent()), position: 500 };
    await bus.publish(SOURCE, 0, [foreign]);
    expect(await startRelay(bus).flush()).toBe(1);
    expect(await bus.head(SOURCE)).toBe(1);
  });

  test('refills a bus that has lost everything, no further back than it holds', async () => {
    const bus = new InProcessBus(4);
    const relay = startRelay(bus);
    for (let count = 0; count < 9; count++) await scene.append();
    await relay.flush();
    await bus.clear(SOURCE);
    const delivered = follow(bus);
    await scene.append();
    expect(await relay.flush()).toBe(10);
    expect(positionsOf(delivered.items)).toEqual([7, 8, 9, 10]);
  });

  test('goes on from the last position though every event has been pruned', async () => {
    const bus = new InProcessBus();
    const relay = startRelay(bus);
    await scene.append();
    await scene.append();
    await relay.flush();
    scene.clock.advance(1);
    expect(await pruneOutbox(scene.database, scene.clock, 0)).toBe(2);
    await scene.append();
    expect(await relay.flush()).toBe(3);
  });

  test('outlives an outage of the database, logs its beginning and its end, and loses nothing', async () => {
    const log = collectedLog();
    const bus = new InProcessBus();
    const delivered = follow(bus);
    const relay = startRelay(bus, { logger: log.logger, pollMilliseconds: 1 });
    await scene.append();
    await relay.flush();
    await scene.setReachable(false);
    await log.lines.until((lines) => lines.some(({ msg }) => msg.includes('sequencing things events does not work')));
    await scene.setReachable(true);
    await log.lines.until((lines) => lines.some(({ msg }) => msg.includes('sequencing things events works again')));
    await scene.append();
    await delivered.until(({ length }) => length >= 2);
    expect(positionsOf(delivered.items)).toEqual([1, 2]);
    const failures = log.lines.items.filter(({ msg }) => msg.includes('sequencing things events does not work'));
    expect(failures).toHaveLength(1);
  });

  async function oneEvent(): Promise<RecordedEvent> {
    await scene.append();
    const events = await sequence(scene.database, SOURCE, 1);
    if (events === 'BUSY' || !events[0]) throw new Error('there is no event');
    return events[0];
  }
});

(process.env['TEST_REDIS_URL'] === undefined ? describe.skip : describe)('the relay and a Redis that fails', () => {
  let redis: OwnRedis;
  beforeEach(async () => {
    redis = await startOwnRedis();
    closing.push({ close: () => redis.kill() });
  });

  test('gives positions while Redis is away, and brings everything there when it is back', async () => {
    const log = collectedLog();
    const bus = new RedisStreamsBus({ url: redis.url, logger });
    closing.push({ close: () => bus.close() });
    const delivered = follow(bus);
    const relay = startRelay(bus, { logger: log.logger });
    await scene.append();
    await relay.flush();

    await redis.kill();
    const live = new InProcessChannels();
    await scene.append();
    await log.lines.until((lines) => lines.some(({ msg }) => msg.includes('publishing things events does not work')));
    await scene.append();
    await expect(relay.flush()).rejects.toThrow();
    await redis.restart();
    await delivered.until(({ length }) => length >= 3);
    expect(positionsOf(delivered.items)).toEqual([1, 2, 3]);
    expect(await bus.head(SOURCE)).toBe(3);
    await live.close();
  });

  test('refills a flushed Redis though no new event comes', async () => {
    const bus = new RedisStreamsBus({ url: redis.url, logger });
    closing.push({ close: () => bus.close() });
    const relay = startRelay(bus, { pollMilliseconds: 5 });
    for (let count = 0; count < 5; count++) await scene.append();
    await relay.flush();
    await redis.flush();
    const delivered = follow(bus);
    await delivered.until(({ length }) => length >= 5);
    expect(positionsOf(delivered.items)).toEqual(upTo(5));
  });
});
