import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '../ids.ts';
import { createLogger } from '../logging.ts';
import { Collected, collectedLog } from '../testing/collected.ts';
import { testRedisUrl } from '../testing/environment.ts';
import { positionsOf, upTo } from '../testing/event-scene.ts';
import { type OwnRedis, startOwnRedis } from '../testing/redis-server.ts';
import type { EventBus } from './bus.ts';
import type { RecordedEvent } from './event.ts';
import { InProcessBus } from './in-process-bus.ts';
import { RedisStreamsBus } from './redis-streams-bus.ts';

const redisUrl = testRedisUrl();
const logger = createLogger('test', 'silent');

const eventAt = (position: number): RecordedEvent => ({
  id: randomId(),
  source: 'things',
  position,
  type: 'ThingHappened',
  shopId: randomId(),
  aggregateId: randomId(),
  version: 1,
  occurredAt: '2026-01-01T00:00:00.000Z',
  data: { text: '予約' },
});

const from = (first: number, last: number) => upTo(last - first + 1).map((nth) => eventAt(first - 1 + nth));

const adapters: [string, () => EventBus][] = [['in one process', () => new InProcessBus()]];
if (redisUrl !== null)
  adapters.push([
    'over Redis Streams',
    () => new RedisStreamsBus({ url: redisUrl, logger, prefix: `yoyaku_test_${randomId()}` }),
  ]);

describe.each(adapters)('the event bus %s', (_name, open) => {
  let bus: EventBus;
  beforeEach(() => {
    bus = open();
  });
  afterEach(async () => {
    await bus.clear('things');
    await bus.close();
  });

  test('delivers what it holds after a position, then what comes, unchanged and in order', async () => {
    const events = from(1, 6);
    await bus.publish('things', 0, events.slice(0, 4));
    const delivered = new Collected<RecordedEvent>();
    bus.follow('things', 2, (some) => delivered.add(...some));
    await delivered.count(2);
    await bus.publish('things', 4, events.slice(4));
    await delivered.count(4);
    expect(delivered.items).toEqual(events.slice(2));
  });

  test('takes events only from whoever knows its head, and tells it to the others', async () => {
    expect(await bus.head('things')).toBe(0);
    expect(await bus.publish('things', 0, from(1, 3))).toBe(3);
    expect(await bus.publish('things', 0, from(1, 3))).toBe(3);
    expect(await bus.publish('things', 2, from(3, 5))).toBe(3);
    expect(await bus.publish('things', 3, from(4, 5))).toBe(5);
    expect(await bus.head('things')).toBe(5);
    const delivered = new Collected<RecordedEvent>();
    bus.follow('things', 0, (some) => delivered.add(...some));
    await delivered.count(5);
    expect(positionsOf(delivered.items)).toEqual(upTo(5));
  });

  test('lets one of many publishers of the same events succeed', async () => {
    await Promise.all(upTo(20).map(() => bus.publish('things', 0, from(1, 2))));
    const delivered = new Collected<RecordedEvent>();
    bus.follow('things', 0, (some) => delivered.add(...some));
    await bus.publish('things', 2, from(3, 3));
    await delivered.until((items) => items.at(-1)?.position === 3);
    expect(positionsOf(delivered.items)).toEqual([1, 2, 3]);
  });

  test('keeps sources apart, and may begin anywhere', async () => {
    const [here, there] = [new Collected<RecordedEvent>(), new Collected<RecordedEvent>()];
    bus.follow('things', 0, (some) => here.add(...some));
    bus.follow('others', 0, (some) => there.add(...some));
    await bus.publish('things', 0, from(900, 901));
    await bus.publish('others', 0, from(1, 1));
    await here.count(2);
    await there.count(1);
    expect([positionsOf(here.items), positionsOf(there.items)]).toEqual([[900, 901], [1]]);
    await bus.clear('others');
  });

  test('delivers nothing more to a follower that has left', async () => {
    const [left, stayed] = [new Collected<RecordedEvent>(), new Collected<RecordedEvent>()];
    const following = bus.follow('things', 0, (some) => left.add(...some));
    bus.follow('things', 0, (some) => stayed.add(...some));
    await bus.publish('things', 0, from(1, 1));
    await left.count(1);
    await following.close();
    await bus.publish('things', 1, from(2, 2));
    await stayed.count(2);
    expect(left.items).toHaveLength(1);
  });

  test('starts anew when cleared', async () => {
    await bus.publish('things', 0, from(1, 5));
    await bus.clear('things');
    expect(await bus.head('things')).toBe(0);
    expect(await bus.publish('things', 0, from(1, 1))).toBe(1);
  });
});

test('the bus in one process holds no more than its capacity', async () => {
  const bus = new InProcessBus(3);
  await bus.publish('things', 0, from(1, 5));
  const delivered = new Collected<RecordedEvent>();
  bus.follow('things', 0, (some) => delivered.add(...some));
  expect(positionsOf(delivered.items)).toEqual([3, 4, 5]);
});

(redisUrl === null ? describe.skip : describe)('over a Redis that is killed', () => {
  let redis: OwnRedis;
  beforeAll(async () => {
    redis = await startOwnRedis();
  });
  afterAll(() => redis.kill());

  test('a follower goes on when it is back, and the outage is logged once', async () => {
    const log = collectedLog();
    const publisher = new RedisStreamsBus({ url: redis.url, logger });
    const bus = new RedisStreamsBus({ url: redis.url, logger: log.logger });
    const delivered = new Collected<RecordedEvent>();
    bus.follow('things', 0, (some) => delivered.add(...some));
    await publisher.publish('things', 0, from(1, 3));
    await delivered.count(3);

    await redis.kill();
    await log.messages.until((lines) => lines.filter((line) => line.includes('does not answer')).length === 2);
    await expect(publisher.publish('things', 3, from(4, 4))).rejects.toThrow();
    await redis.restart();
    await log.messages.until((lines) => lines.filter((line) => line.includes('answers again')).length === 2);
    expect(await publisher.head('things')).toBe(0);
    await publisher.publish('things', 0, from(2, 5));
    await delivered.count(5);

    expect(positionsOf(delivered.items)).toEqual(upTo(5));
    // One connection publishes and one follows.
    expect(log.messages.items.filter((line) => line.includes('does not answer'))).toHaveLength(2);
    await Promise.all([publisher.close(), bus.close()]);
  });
});
