import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../logging.ts';
import { InProcessChannels } from '../live/in-process-channels.ts';
import type { LiveMessage } from '../live/channels.ts';
import { Collected, collectedLog } from '../testing/collected.ts';
import { testRedisUrl } from '../testing/environment.ts';
import { EventScene, positionsOf, SOURCE, upTo } from '../testing/event-scene.ts';
import { type OwnRedis, startOwnRedis } from '../testing/redis-server.ts';
import type { EventBus } from './bus.ts';
import type { RecordedEvent } from './event.ts';
import { pruneOutbox } from './feed.ts';
import { InProcessBus } from './in-process-bus.ts';
import { RedisStreamsBus } from './redis-streams-bus.ts';
import { sequence } from './sequencer.ts';

let scene: EventScene;

beforeAll(async () => {
  scene = await EventScene.open();
});

afterEach(() => scene.clear());
afterAll(() => scene.close());

/** Everything that ever comes over the bus. */
function follow(bus: EventBus): Collected<RecordedEvent> {
  const delivered = new Collected<RecordedEvent>();
  scene.opened(bus.follow(SOURCE, 0, (events) => delivered.add(...events)));
  return delivered;
}

describe('the relay', () => {
  test('brings committed events to the bus without being asked', async () => {
    const bus = new InProcessBus();
    const delivered = follow(bus);
    scene.startRelay(bus, { pollMilliseconds: 60_000 });
    await Promise.all(upTo(20).map(() => scene.append()));
    await delivered.count(20);
    expect(positionsOf(delivered.items)).toEqual(upTo(20));
  });

  test('finds by itself what a process without a relay has committed', async () => {
    const bus = new InProcessBus();
    const delivered = follow(bus);
    scene.startRelay(bus, { pollMilliseconds: 5 });
    await scene.database.query(
      `INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)
       VALUES (gen_random_uuid(), gen_random_uuid(), 'ThingHappened', gen_random_uuid(), 1, now(), '{}')`,
    );
    await delivered.count(1);
  });

  test('publishes what was sequenced by a process that was killed before it could publish', async () => {
    await scene.appendMany(3);
    await sequence(scene.database, SOURCE, 100);
    const bus = new InProcessBus();
    const delivered = follow(bus);
    await scene.append();
    expect(await scene.startRelay(bus).flush()).toBe(4);
    expect(positionsOf(delivered.items)).toEqual(upTo(4));
  });

  test('of several processes brings each event to the bus once and in order', async () => {
    const bus = new InProcessBus();
    const delivered = follow(bus);
    const relays = upTo(3).map(() => scene.startRelay(bus, { pollMilliseconds: 1 }));
    await Promise.all(upTo(200).map(() => scene.append()));
    await Promise.all(relays.map((relay) => relay.flush()));
    expect(positionsOf(delivered.items)).toEqual(upTo(200));
  });

  test('wakes the live channels after the events are there to be read', async () => {
    const live = new InProcessChannels();
    const message: LiveMessage = { channel: 'shop', key: scene.shopId };
    const wakeUps = await live.subscribe([message]);
    const relay = scene.startRelay(new InProcessBus(), {
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
    scene.startRelay(null, { live, wakes: ({ shopId }) => [{ channel: 'shop', key: shopId }] });
    await scene.append();
    await wakeUps.next();
    await wakeUps.return?.();
  });

  test('throws away what a bus holds of another database', async () => {
    const bus = new InProcessBus();
    const foreign = { ...(await oneEvent()), position: 500 };
    await bus.publish(SOURCE, 0, [foreign]);
    expect(await scene.startRelay(bus).flush()).toBe(1);
    expect(await bus.head(SOURCE)).toBe(1);
  });

  test('refills a bus that has lost everything, no further back than it holds', async () => {
    const bus = new InProcessBus(4);
    const relay = scene.startRelay(bus);
    await scene.appendMany(9);
    await relay.flush();
    await bus.clear(SOURCE);
    const delivered = follow(bus);
    await scene.append();
    expect(await relay.flush()).toBe(10);
    expect(positionsOf(delivered.items)).toEqual([7, 8, 9, 10]);
  });

  test('goes on from the last position though every event has been pruned', async () => {
    const bus = new InProcessBus();
    const relay = scene.startRelay(bus);
    await scene.appendMany(2);
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
    const relay = scene.startRelay(bus, { logger: log.logger, pollMilliseconds: 1 });
    await scene.append();
    await relay.flush();
    await scene.setReachable(false);
    await log.messages.until((lines) => lines.some((line) => line.includes('sequencing things events does not work')));
    await scene.setReachable(true);
    await log.messages.until((lines) => lines.some((line) => line.includes('sequencing things events works again')));
    await scene.append();
    await delivered.count(2);
    expect(positionsOf(delivered.items)).toEqual([1, 2]);
    const failures = log.messages.items.filter((line) => line.includes('sequencing things events does not work'));
    expect(failures).toHaveLength(1);
  });

  async function oneEvent(): Promise<RecordedEvent> {
    await scene.append();
    const events = await sequence(scene.database, SOURCE, 1);
    if (events === 'BUSY' || !events[0]) throw new Error('there is no event');
    return events[0];
  }
});

(testRedisUrl() === null ? describe.skip : describe)('the relay and a Redis that fails', () => {
  let redis: OwnRedis;
  beforeEach(async () => {
    redis = await startOwnRedis();
    scene.opened({ close: () => redis.kill() });
  });

  test('gives positions while Redis is away, and brings everything there when it is back', async () => {
    const log = collectedLog();
    const bus = scene.opened(new RedisStreamsBus({ url: redis.url, logger: createLogger('test', 'silent') }));
    const delivered = follow(bus);
    const relay = scene.startRelay(bus, { logger: log.logger });
    await scene.append();
    await relay.flush();

    await redis.kill();
    await scene.append();
    await log.messages.until((lines) => lines.some((line) => line.includes('publishing things events does not work')));
    await scene.append();
    await expect(relay.flush()).rejects.toThrow();
    await redis.restart();
    await delivered.count(3);
    expect(positionsOf(delivered.items)).toEqual([1, 2, 3]);
    expect(await bus.head(SOURCE)).toBe(3);
  });

  test('refills a flushed Redis though no new event comes', async () => {
    const bus = scene.opened(new RedisStreamsBus({ url: redis.url, logger: createLogger('test', 'silent') }));
    const relay = scene.startRelay(bus, { pollMilliseconds: 5 });
    await scene.appendMany(5);
    await relay.flush();
    await redis.flush();
    const delivered = follow(bus);
    await delivered.count(5);
    expect(positionsOf(delivered.items)).toEqual(upTo(5));
  });
});
