import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '../ids.ts';
import { createLogger } from '../logging.ts';
import { testRedisUrl } from '../testing/environment.ts';
import { type OwnRedis, startOwnRedis } from '../testing/redis-server.ts';
import { InProcessChannels } from './in-process-channels.ts';
import { RedisChannels } from './redis-channels.ts';

const logger = createLogger('test', 'silent');
const redisUrl = testRedisUrl();
const order = { channel: 'order', key: '1' };
const other = { channel: 'order', key: '2' };
const woken = { value: undefined, done: false };
const ended = { value: undefined, done: true };

const adapters: [string, () => InProcessChannels | RedisChannels][] = [
  ['in one process', () => new InProcessChannels()],
];
if (redisUrl !== null)
  adapters.push([
    'over Redis',
    () => new RedisChannels({ url: redisUrl, name: 'things', logger, prefix: `yoyaku_test_${randomId()}` }),
  ]);

describe.each(adapters)('live channels %s', (_name, open) => {
  let live: InProcessChannels | RedisChannels;
  beforeEach(() => {
    live = open();
  });
  afterEach(() => live.close());

  test('wake whoever has subscribed, even if they are not waiting yet', async () => {
    const wakeUps = await live.subscribe([order]);
    await live.publish([order]);
    expect(await wakeUps.next()).toEqual(woken);
  });

  test('tell several unseen wake-ups as one, and wake nobody else', async () => {
    const [ours, theirs] = [await live.subscribe([order]), await live.subscribe([other])];
    // Over Redis everybody is woken once when the subscription stands.
    if (live instanceof RedisChannels) await Promise.all([ours.next(), theirs.next()]);
    await live.publish([order, order]);
    await live.publish([order]);
    await live.publish([other]);
    await theirs.next();
    expect(await ours.next()).toEqual(woken);
    const next = ours.next();
    await live.publish([other]);
    await theirs.next();
    await ours.return?.();
    expect(await next).toEqual(ended);
  });

  test('wake a subscriber of several things for each of them', async () => {
    const wakeUps = await live.subscribe([order, other]);
    if (live instanceof RedisChannels) await wakeUps.next();
    for (const message of [order, other]) {
      await live.publish([message]);
      expect(await wakeUps.next()).toEqual(woken);
    }
  });

  test('wake whoever has heard nothing for the idle time', async () => {
    const wakeUps = await live.subscribe([order], 1);
    for (let count = 0; count < 3; count++) expect(await wakeUps.next()).toEqual(woken);
  });

  test('let go of whoever leaves, also while they wait, and leak nothing', async () => {
    const subscribers = await Promise.all(Array.from({ length: 200 }, () => live.subscribe([order, other], 60_000)));
    expect(live.count()).toEqual({ subscribers: 200, listeners: 400 });
    const waiting = subscribers.map((subscriber) => subscriber.next());
    await Promise.all(subscribers.map(async (subscriber) => subscriber.return?.()));
    for (const result of await Promise.all(waiting)) expect([woken, ended]).toContainEqual(result);
    expect(live.count()).toEqual({ subscribers: 0, listeners: 0 });
    expect(await subscribers[0]?.next()).toEqual(ended);
  });

  test('end every subscription when they are closed', async () => {
    const wakeUps = await live.subscribe([order]);
    await live.close();
    expect(await wakeUps.next()).toEqual(ended);
    expect(live.count()).toEqual({ subscribers: 0, listeners: 0 });
  });
});

(redisUrl === null ? describe.skip : describe)('live channels over Redis', () => {
  let redis: OwnRedis;
  beforeAll(async () => {
    redis = await startOwnRedis();
  });
  afterAll(() => redis.kill());

  const connect = (name = 'things') => new RedisChannels({ url: redis.url, name, logger });

  test('reach the other processes of the same subgraph, and no other subgraph', async () => {
    const [here, there, elsewhere] = [connect(), connect(), connect('others')];
    const [ours, theirs] = [await there.subscribe([order]), await elsewhere.subscribe([order])];
    await Promise.all([ours.next(), theirs.next()]);
    await here.publish([order]);
    expect(await ours.next()).toEqual(woken);
    const next = theirs.next();
    await elsewhere.close();
    expect(await next).toEqual(ended);
    await Promise.all([here.close(), there.close()]);
  });

  test('wake everybody when the connection is back, and work as before', async () => {
    const live = connect();
    const wakeUps = await live.subscribe([order]);
    await wakeUps.next();
    await redis.kill();
    await expect(live.publish([order])).rejects.toThrow();
    // Whoever comes meanwhile is served as well.
    const late = await live.subscribe([other]);
    await redis.restart();
    expect(await wakeUps.next()).toEqual(woken);
    expect(await late.next()).toEqual(woken);
    await live.publish([order]);
    expect(await wakeUps.next()).toEqual(woken);
    await live.close();
  });

  test('may be closed while Redis is away', async () => {
    await redis.kill();
    const live = connect();
    await live.subscribe([order]);
    await live.close();
    await redis.restart();
  });
});
