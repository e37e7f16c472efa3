import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RequestError } from '@yoyaku/platform/errors';
import type { Logger } from '@yoyaku/platform/logging';
import { connectRedis } from '@yoyaku/platform/redis/connection';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 900;

/** Wrong passwords for one e-mail address within the window, from wherever. */
export const MOST_FAILURES_PER_ACCOUNT = 10;

/** Wrong passwords from one client address within the window: many people may share one. */
export const MOST_FAILURES_PER_ADDRESS = 100;

type Redis = ReturnType<typeof connectRedis>;

/** A connection whose commands fail at once while Redis is down, so that counting goes on in memory without a wait. */
export const connectForLimits = (url: string, logger: Logger): Redis =>
  connectRedis(url, 'log-in-limits', logger, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
  });

/** One try to log in. */
interface LogInAttempt {
  /** Refuses cheaply, before anybody waits for a turn. @throws RATE_LIMITED */
  refuseIfExhausted(): Promise<void>;
  /**
   * Counts the try as a failure before the password is even looked at: of a hundred tries at once, no more are checked
   * than the limit allows. @throws RATE_LIMITED
   */
  count(): Promise<void>;
  /** Takes the count back; the account's failures are forgiven. */
  succeeded(): Promise<void>;
}

/** Counts wrong passwords by e-mail address, whether or not it has an account, and by client address. */
export interface LogInLimits {
  attempt(email: string, clientAddress: string | null): LogInAttempt;
}

/** Counts in Redis, for all processes together; without one, or while it is down, in this process's memory. */
export function createLogInLimits(redis: Redis | null, prefix: string): LogInLimits {
  const accounts = limiter(`${prefix}:log-in:account`, MOST_FAILURES_PER_ACCOUNT, redis);
  const addresses = limiter(`${prefix}:log-in:address`, MOST_FAILURES_PER_ADDRESS, redis);

  return {
    attempt(email, clientAddress) {
      // A digest, so that the counters do not tell who has an account.
      const account = { limiter: accounts, key: createHash('sha256').update(email).digest('base64url') };
      const address = clientAddress === null ? null : { limiter: addresses, key: network(clientAddress) };
      const counters = address ? [address, account] : [account];
      return {
        async refuseIfExhausted() {
          for (const counter of counters) {
            const state = await counter.limiter.get(counter.key);
            if (state && state.consumedPoints >= counter.limiter.points) throw rateLimited(state);
          }
        },
        async count() {
          for (const counter of counters) {
            await counter.limiter.consume(counter.key).catch((error: unknown) => {
              throw error instanceof RateLimiterRes ? rateLimited(error) : error;
            });
          }
        },
        async succeeded() {
          await Promise.all([accounts.delete(account.key), address?.limiter.reward(address.key)]);
        },
      };
    },
  };
}

function limiter(keyPrefix: string, points: number, redis: Redis | null): RateLimiterAbstract {
  const options = { keyPrefix, points, duration: WINDOW_SECONDS };
  const memory = new RateLimiterMemory(options);
  if (!redis) return memory;
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
  });
}

function rateLimited({ msBeforeNext }: RateLimiterRes): RequestError {
  return new RequestError('RATE_LIMITED', 'Too many wrong passwords; try again later.', {
    retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  });
}

/** A client's address as far as one client has but one: of IPv6 the first 64 bits, within which one may choose at will. */
export function network(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
