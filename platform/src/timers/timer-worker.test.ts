import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { Collected, collectedLog } from '../testing/collected.ts';
import { testDatabaseUrl } from '../testing/environment.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { until } from '../testing/until.ts';
import { freeAbandonedTimersJob } from './abandoned-timers.ts';
import { CreateTimers1700000000004 } from './create-timers.migration.ts';
import { scheduleTimers } from './schedule-timers.ts';
import { timer } from './timer.ts';
import { TimerRunner } from './timer-runner.ts';

const migrations = [CreateTimers1700000000004];
const { logger, messages } = collectedLog();
const past = new Date('2026-01-01T12:00:00Z');

const connect = (url: string) => Database.connect({ url, name: 'timers', entities: [], migrations, logger });

let testDatabase: TestDatabase;
let database: Database;
let server: pg.Client;
beforeAll(async () => {
  testDatabase = await createTestDatabase({ name: 'timers', migrations });
  database = await connect(testDatabase.url);
  server = new pg.Client({ connectionString: testDatabaseUrl() });
  await server.connect();
});
afterAll(async () => {
  await server.end();
  await database.close();
  await testDatabase.drop();
});

/** What is not caught ends the process of a subgraph. */
const uncaught: unknown[] = [];
const catchIt = (error: unknown) => uncaught.push(error);
beforeEach(() => {
  process.on('unhandledRejection', catchIt);
});
const runners: TimerRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await database.query('DELETE FROM graphile_worker._private_jobs');
  process.off('unhandledRejection', catchIt);
  expect(uncaught.splice(0)).toEqual([]);
});

/** A process of the subgraph, whose one timer notes what it was told. */
function processOf(rung: Collected<string>, ring: (bell: string) => Promise<void> = () => Promise.resolve()) {
  const run = async ({ bell }: { bell: string }) => {
    rung.add(bell);
    await ring(bell);
  };
  const timers = [timer({ name: 'ring', payload: z.object({ bell: z.string() }), run })];
  const runner = new TimerRunner(timers, { subgraph: 'timers', url: testDatabase.url, database, logger });
  runners.push(runner);
  return runner;
}

/** Timers that are due. */
const schedule = (...bells: readonly string[]) =>
  database.transaction('schedule', (transaction) =>
    scheduleTimers(
      transaction,
      bells.map((bell) => ({ timer: 'ring', key: bell, runAt: past, payload: { bell } })),
    ),
  );

/** The timers that are there, as graphile-worker shows them to whoever asks. */
const waiting = () =>
  database.query<{ id: number; attempts: number; running: boolean; later: boolean; last_error: string | null }>(
    'SELECT id, attempts, locked_at IS NOT NULL AS running, run_at > now() AS later, last_error FROM graphile_worker.jobs',
  );
const allDone = async () => (await waiting()).length === 0;

/** The connections of the timers' own, in this test's database. */
const CONNECTIONS = "FROM pg_stat_activity WHERE datname = $1 AND application_name = 'yoyaku-timers-timers'";
const databaseName = () => new URL(testDatabase.url).pathname.slice(1);
const connections = async () => (await server.query(`SELECT ${CONNECTIONS}`, [databaseName()])).rows.length;

test('each timer runs once although two processes look for it', async () => {
  const rung = new Collected<string>();
  await Promise.all([processOf(rung).start(), processOf(rung).start()]);
  const bells = Array.from({ length: 40 }, (_, index) => `bell ${index}`);
  await schedule(...bells);
  await until(allDone);
  expect(rung.items.toSorted()).toEqual(bells.toSorted());
});

test('one that is due later runs by itself when its moment comes', async () => {
  const rung = new Collected<string>();
  await processOf(rung).start();
  const soon = new Date(Date.now() + 300);
  await database.transaction('schedule', (transaction) =>
    scheduleTimers(transaction, [{ timer: 'ring', key: 'soon', runAt: soon, payload: { bell: 'soon' } }]),
  );
  await rung.count(1);
  expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
});

test('one that fails waits for a while, and runs again', async () => {
  const rung = new Collected<string>();
  let fails = true;
  const runner = processOf(rung, () => (fails ? Promise.reject(new Error('no rope')) : Promise.resolve()));
  await runner.start();
  await schedule('bell');
  await until(async () => (await waiting()).some(({ running, attempts }) => attempts === 1 && !running));
  expect(await waiting()).toMatchObject([{ attempts: 1, later: true, last_error: 'no rope' }]);
  expect(messages.items).toContain('a timer failed; it runs again later');
  fails = false;
  await database.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
  await until(allDone);
  expect(rung.items).toEqual(['bell', 'bell']);
});

test('stopping waits for the one that runs, starts no other, and leaves no connection', async () => {
  const rung = new Collected<string>();
  const going = Promise.withResolvers<undefined>();
  const ended: string[] = [];
  const runner = processOf(rung, async (bell) => {
    await going.promise;
    ended.push(bell);
  });
  await runner.start();
  await schedule('one', 'two');
  await rung.count(2);
  expect(await connections()).toBeGreaterThan(0);
  const stopped = runner.stop().then(() => ended.push('stopped'));
  await schedule('three');
  expect(ended).toEqual([]);
  going.resolve(undefined);
  await stopped;
  expect(ended.toSorted()).toEqual(['one', 'stopped', 'two']);
  expect(ended.at(-1)).toBe('stopped');
  expect(rung.items.toSorted()).toEqual(['one', 'two']);
  expect(await waiting()).toMatchObject([{ running: false, attempts: 0 }]);
  await until(async () => (await connections()) === 0);
});

describe('when the database goes away', () => {
  const allow = (allowed: boolean) => server.query(`ALTER DATABASE ${databaseName()} ALLOW_CONNECTIONS ${allowed}`);
  afterEach(() => allow(true));

  async function cutOff(): Promise<void> {
    await allow(false);
    await server.query(`SELECT pg_terminate_backend(pid) ${CONNECTIONS}`, [databaseName()]);
  }

  test('while a timer runs, timers run on when it is back, and that one again', async () => {
    const rung = new Collected<string>();
    const going = Promise.withResolvers<undefined>();
    const runner = processOf(rung, () => going.promise);
    await runner.start();
    await schedule('cut off');
    await rung.count(1);
    await cutOff();
    going.resolve(undefined);
    await messages.until((all) => all.includes('the timers have stopped; starting them again'));
    await allow(true);
    await schedule('after');
    await rung.count(2);
    await until(async () => (await waiting()).length === 1);
    expect(await waiting()).toMatchObject([{ running: true }]);
    await database.query("UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '6 minutes'");
    await freeAbandonedTimersJob(database).run();
    await until(allDone);
    expect(rung.items).toEqual(['cut off', 'after', 'cut off']);
  });

  test('stopping does not wait for it', async () => {
    const rung = new Collected<string>();
    const going = Promise.withResolvers<undefined>();
    const runner = processOf(rung, () => going.promise);
    await runner.start();
    await schedule('cut off');
    await rung.count(1);
    await cutOff();
    const before = messages.items.length;
    going.resolve(undefined);
    await messages.until((all) => all.slice(before).includes('the timers cannot start yet'));
    await runner.stop();
  });
});

test('only a timer that runs for very long is taken for abandoned', async () => {
  await schedule('abandoned', 'running');
  await database.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = key,
       locked_at = now() - CASE key WHEN 'ring:abandoned' THEN interval '6 minutes' ELSE interval '4 minutes' END`,
  );
  await freeAbandonedTimersJob(database).run();
  expect(await database.query('SELECT key, locked_by FROM graphile_worker.jobs ORDER BY key')).toEqual([
    { key: 'ring:abandoned', locked_by: null },
    { key: 'ring:running', locked_by: 'ring:running' },
  ]);
});

test('what was replaced while it ran and then failed is dropped; what failed for good stays to be seen', async () => {
  await schedule('replaced', 'failed for good', 'fine');
  await database.query("UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key <> 'ring:fine'");
  await database.query("UPDATE graphile_worker._private_jobs SET key = NULL WHERE key = 'ring:replaced'");
  await freeAbandonedTimersJob(database).run();
  expect(await database.query('SELECT key FROM graphile_worker.jobs ORDER BY key')).toEqual([
    { key: 'ring:failed for good' },
    { key: 'ring:fine' },
  ]);
});

test('several processes may bring an empty database up to date at once', async () => {
  const empty = await createTestDatabase({ name: 'without_timers', migrations: [] });
  const databases = await Promise.all(Array.from({ length: 4 }, () => connect(empty.url)));
  try {
    await Promise.all(databases.map((each) => migrate(each)));
    expect(await databases[0]?.query('SELECT FROM graphile_worker.jobs')).toEqual([]);
  } finally {
    await Promise.all(databases.map((each) => each.close()));
    await empty.drop();
  }
});
