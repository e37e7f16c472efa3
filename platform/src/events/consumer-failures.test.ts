import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createLogger } from '../logging.ts';
import { Collected, collectedLog } from '../testing/collected.ts';
import { EventScene, SOURCE, upTo } from '../testing/event-scene.ts';
import { testRedisUrl } from '../testing/environment.ts';
import { startOwnRedis } from '../testing/redis-server.ts';
import { testLogger } from '../testing/test-logger.ts';
import { readEvents } from './feed.ts';
import { InProcessBus } from './in-process-bus.ts';
import { RedisStreamsBus } from './redis-streams-bus.ts';

let scene: EventScene;

beforeAll(async () => {
  scene = await EventScene.open();
});

afterEach(() => scene.clear());
afterAll(() => scene.close());

describe('a consumer that fails', () => {
  test('tries again until it works, leaving no half effect, and logs the beginning and the end', async () => {
    const relay = scene.startRelay(null);
    await scene.append();
    await relay.flush();
    let failures = 0;
    const log = collectedLog();
    const consumer = scene.startConsumer({
      logger: log.logger,
      then: () => {
        if (failures++ < 4) throw new Error('not now');
      },
    });
    await consumer.caughtUpTo(1);
    expect(await scene.effects()).toEqual([1]);
    await log.messages.count(2);
    expect(log.messages.items).toEqual([
      'counter taking things events does not work; trying on',
      'counter taking things events works again',
    ]);
  });

  test('keeps the good events before a bad one, and goes on in runs when that is mended', async () => {
    const relay = scene.startRelay(null);
    await scene.appendMany(9);
    await relay.flush();
    let mended = false;
    const refused = new Collected<number>();
    const consumer = scene.startConsumer({
      then: (events) => {
        if (mended || !events.some(({ position }) => position === 6)) return;
        refused.add(events.length);
        throw new Error('a bad event');
      },
    });
    await consumer.caughtUpTo(5);
    await refused.until((lengths) => lengths.includes(1));
    expect(await scene.effects()).toEqual(upTo(5));
    mended = true;
    await consumer.caughtUpTo(9);
    await scene.appendTogether({}, {}, {}, {});
    await relay.flush();
    consumer.wake();
    await consumer.caughtUpTo(13);
    expect(await scene.effects()).toEqual(upTo(13));
    expect(scene.runs.items.at(-1)).toEqual([10, 11, 12, 13]);
  });

  test('waits for a source that does not answer', async () => {
    const relay = scene.startRelay(null);
    await scene.appendMany(2);
    await relay.flush();
    let refusals = 0;
    const consumer = scene.startConsumer({
      readSource: (after, limit) =>
        refusals++ < 3 ? Promise.reject(new Error('away')) : readEvents(scene.database, SOURCE, after, limit),
    });
    await consumer.caughtUpTo(2);
    expect(await scene.effects()).toEqual(upTo(2));
  });

  test('outlives an outage of its database in the middle of a run', async () => {
    const relay = scene.startRelay(null);
    await scene.appendMany(3);
    await relay.flush();
    const source = await readEvents(scene.database, SOURCE, 0, 10);
    const outage = Promise.withResolvers<undefined>();
    const consumer = scene.startConsumer({
      readSource: (after) => Promise.resolve(source.slice(after)),
      then: async () => {
        if (scene.runs.items.length > 1) return;
        await scene.setReachable(false);
        outage.resolve(undefined);
      },
    });
    await outage.promise;
    await scene.setReachable(true);
    await consumer.caughtUpTo(3);
    expect(await scene.effects()).toEqual(upTo(3));
  });
});

describe('a source that does not answer', () => {
  const NEVER = { firstMilliseconds: 3_600_000, mostMilliseconds: 3_600_000 };

  test.each([
    ['refuses', () => Promise.reject(new Error('away'))],
    ['keeps silent', async (mended: Promise<undefined>) => mended.then(() => [])],
  ])('and %s holds back nothing that the bus delivers', async (_, readSource) => {
    const bus = new InProcessBus();
    const relay = scene.startRelay(bus);
    const mended = Promise.withResolvers<undefined>();
    const asked = Promise.withResolvers<undefined>();
    const consumer = scene.startConsumer({
      bus,
      backOff: NEVER,
      readSource: () => {
        asked.resolve(undefined);
        return readSource(mended.promise);
      },
    });
    await asked.promise;
    await scene.appendMany(3);
    await consumer.caughtUpTo(await relay.flush());
    await scene.appendMany(2);
    await consumer.caughtUpTo(await relay.flush());
    expect(await scene.effects()).toEqual(upTo(5));
    mended.resolve(undefined);
  });

  test('while it may still be starting is asked again soon, and is worth one quiet line', async () => {
    const relay = scene.startRelay(null);
    await scene.appendMany(2);
    await relay.flush();
    const { logger, log } = testLogger('test', true);
    let refusals = 0;
    const consumer = scene.startConsumer({
      logger,
      backOff: NEVER,
      readSource: (after, limit) =>
        refusals++ < 3 ? Promise.reject(new Error('away')) : readEvents(scene.database, SOURCE, after, limit),
    });
    await consumer.caughtUpTo(2);
    expect(log.map(({ level, msg }) => [level, msg])).toEqual([
      [30, 'counter asking for things events waits for its first answer'],
    ]);
  });

  test('after it has answered, or for long, is trouble if it goes on, and the log tells when it begins and ends', async () => {
    const relay = scene.startRelay(null);
    const { logger, log } = testLogger('test', true);
    let [most, refusals, away] = [5, 0, true];
    const consumer = scene.startConsumer({
      logger,
      startMilliseconds: 0,
      readSource: (after, limit) => {
        if (!away) return readEvents(scene.database, SOURCE, after, limit);
        if (++refusals === most) away = false;
        return Promise.reject(new Error('away'));
      },
    });
    const TOO_FEW = 3;
    for (const [index, failures] of [5, 5, TOO_FEW].entries()) {
      [most, refusals, away] = [failures, 0, true];
      await scene.append();
      await relay.flush();
      consumer.wake();
      await consumer.caughtUpTo(index + 1);
    }
    const begins = [50, 'counter asking for things events does not work; trying on'];
    const ends = [30, 'counter asking for things events works again'];
    expect(log.map(({ level, msg }) => [level, msg])).toEqual([begins, ends, begins, ends]);
  });
});

(testRedisUrl() === null ? describe.skip : describe)('a consumer over Redis', () => {
  test('takes every event once though Redis is flushed and killed meanwhile', async () => {
    const redis = await startOwnRedis();
    scene.opened({ close: () => redis.kill() });
    const connect = () => scene.opened(new RedisStreamsBus({ url: redis.url, logger: createLogger('test', 'silent') }));
    const [ours, theirs] = [connect(), connect()];
    const relay = scene.startRelay(ours);
    const consumer = scene.startConsumer({ bus: theirs, askMilliseconds: 50 });
    const write = async (count: number) => Promise.all(upTo(count).map(() => scene.append()));

    await Promise.all([write(40), redis.flush()]);
    await Promise.all([write(40), redis.flush()]);
    await consumer.caughtUpTo(await relay.flush());
    await redis.kill();
    await write(40);
    // The source answers though the bus does not.
    await consumer.caughtUpTo(120);
    await redis.restart();
    await write(40);
    await consumer.caughtUpTo(160);
    expect(await scene.effects()).toEqual(upTo(160));
  });
});
