import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { createLogger } from '@yoyaku/platform/logging';
import { testRedisUrl } from '@yoyaku/platform/testing/environment';
import { type OwnRedis, startOwnRedis } from '@yoyaku/platform/testing/redis-server';
import { createPasswords } from '../src/account/passwords.ts';
import {
  connectForLimits,
  createLogInLimits,
  type LogInLimits,
  MOST_FAILURES_PER_ACCOUNT,
  network,
} from '../src/session/log-in-limits.ts';

const logger = createLogger('test', 'silent');
const RATE_LIMITED = { extensions: { code: 'RATE_LIMITED' } };

/** Counts failures until the limit refuses one; how many it let pass. */
async function failuresLetThrough(limits: LogInLimits, email: string): Promise<number> {
  for (let failures = 0; failures <= MOST_FAILURES_PER_ACCOUNT; failures++) {
    try {
      await limits.attempt(email, null).count();
    } catch {
      return failures;
    }
  }
  return Number.POSITIVE_INFINITY;
}

const withRedis = testRedisUrl() === null ? describe.skip : describe;

withRedis('with Redis', () => {
  let redis: OwnRedis;
  const connections: ReturnType<typeof connectForLimits>[] = [];

  beforeAll(async () => {
    redis = await startOwnRedis();
  });

  afterAll(async () => {
    for (const connection of connections) connection.disconnect();
    await redis.kill();
  });

  /** The limits of one process. */
  async function process(): Promise<LogInLimits> {
    const connection = connectForLimits(redis.url, logger);
    connections.push(connection);
    await once(connection, 'ready');
    return createLogInLimits(connection, 'yoyaku_test');
  }

  test('all processes count together', async () => {
    const [one, other] = [await process(), await process()];
    const email = `${randomId()}@example.com`;
    for (let failures = 0; failures < MOST_FAILURES_PER_ACCOUNT; failures++) {
      await (failures % 2 === 0 ? one : other).attempt(email, null).count();
    }
    await expect(one.attempt(email, null).refuseIfExhausted()).rejects.toMatchObject(RATE_LIMITED);
    await expect(other.attempt(email, null).count()).rejects.toMatchObject(RATE_LIMITED);
    await one.attempt(email, null).succeeded();
    expect(await failuresLetThrough(other, email)).toBe(MOST_FAILURES_PER_ACCOUNT);
  });

  test('while it is down, each process counts for itself', async () => {
    const limits = await process();
    await redis.kill();
    expect(await failuresLetThrough(limits, `${randomId()}@example.com`)).toBe(MOST_FAILURES_PER_ACCOUNT);
  });
});

describe('a password check', () => {
  test('is refused at once when too many wait already', async () => {
    const passwords = createPasswords({ atATime: 1, mostWaiting: 2 });
    await passwords.hash('the first one lets the doors open');
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => passwords.hash('long enough')));
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 3 }, () => 'fulfilled'),
      ...Array.from({ length: 3 }, () => 'rejected'),
    ]);
    const refused = answers.find(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({ reason: { extensions: { code: 'OVERLOADED', retryAfterSeconds: 5 } } });
  });

  test('does not happen when its turn is refused', async () => {
    const passwords = createPasswords();
    const hash = await passwords.hash('long enough');
    const refusal = new Error('not your turn');
    await expect(passwords.check('long enough', hash, () => Promise.reject(refusal))).rejects.toBe(refusal);
    expect(await passwords.check('long enough', hash, () => Promise.resolve())).toBe(true);
    expect(await passwords.check('another one', hash, () => Promise.resolve())).toBe(false);
    expect(await passwords.check('the password of an account that does not exist', null, () => Promise.resolve())).toBe(
      false,
    );
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('the client at %s counts as %s', (address, counted) => {
  expect(network(address)).toBe(counted);
});
