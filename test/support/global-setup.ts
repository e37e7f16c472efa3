import { testPostgres, testRedis } from './servers.ts';

/**
 * Finds or starts the real PostgreSQL and Redis that every suite talks to, and names them in TEST_DATABASE_URL and
 * TEST_REDIS_URL. Without any Redis its suites are skipped, which is a failure where CI is set.
 */
export default async function globalSetup(): Promise<void> {
  const postgres = await testPostgres(process.env['TEST_DATABASE_URL']);
  process.env['TEST_DATABASE_URL'] = postgres.url;
  const redis = await testRedis(process.env['TEST_REDIS_URL']);
  if (redis) process.env['TEST_REDIS_URL'] = redis.url;
  else {
    const reason = 'no TEST_REDIS_URL is set and no redis-server is on the PATH';
    if (process.env['CI']) throw new Error(`The Redis suites cannot run: ${reason}.`);
    console.warn(`\nThe Redis suites are skipped: ${reason}.`);
  }
  globalThis.startedForTests = [postgres, ...(redis ? [redis] : [])];
}
