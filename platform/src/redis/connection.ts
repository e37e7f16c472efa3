import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../logging.ts';

/**
 * A connection that comes back by itself for as long as the process lives. Logged once when it is lost and once when it
 * is back. By default commands wait for it; give `maxRetriesPerRequest` to have them fail.
 */
export function connectRedis(url: string, name: string, logger: Logger, options: RedisOptions = {}): Redis {
  const redis = new Redis(url, {
    connectionName: `yoyaku-${name}`,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(50 * attempt, 1_000),
    ...options,
  });
  let lost = false;
  redis.on('error', (error) => {
    if (!lost) logger.warn({ err: error, connection: name }, 'Redis does not answer; trying on');
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) logger.info({ connection: name }, 'Redis answers again');
    lost = false;
  });
  return redis;
}
