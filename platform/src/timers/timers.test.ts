import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Database } from '../database/database.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { testLogger } from '../testing/test-logger.ts';
import { until } from '../testing/until.ts';
import { CreateTimers1700000000004 } from './create-timers.migration.ts';
import {
  cancelTimers,
  scheduleSharedTimersSql,
  scheduleTimers,
  scheduleTimersSql,
  timerRows,
} from './schedule-timers.ts';
import { type Schedule, timer } from './timer.ts';
import { TimerRunner } from './timer-runner.ts';

const migrations = [CreateTimers1700000000004];
const { logger, log } = testLogger('timers', true);
const noon = new Date('2026-01-01T12:00:00Z');
const later = new Date('2026-01-01T13:00:00Z');

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase({ name: 'timers', migrations });
  database = await Database.connect({ url: testDatabase.url, name: 'timers', entities: [], migrations, logger });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const runners: TimerRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await database.query('DELETE FROM graphile_worker._private_jobs');
});

/** A runner whose one timer, `ring`, notes what it was told. */
function scene(ring: (bell: string) => Promise<void> = () => Promise.resolve()) {
  const rung: string[] = [];
  const options = { subgraph: 'timers', url: testDatabase.url, database, logger };
  const timers = [
    timer({
      name: 'ring',
      payload: z.object({ bell: z.string() }),
      async run({ bell }) {
        rung.push(bell);
        await ring(bell);
      },
    }),
  ];
  const runner = new TimerRunner(timers, options);
  runners.push(runner);
  return { runner, rung };
}

const bell = (key: string, runAt: Date, name = key): Schedule => ({
  timer: 'ring',
  key,
  runAt,
  payload: { bell: name },
});
const schedule = (...schedules: readonly Schedule[]) =>
  database.transaction('schedule', (transaction) => scheduleTimers(transaction, schedules));

describe('a timer', () => {
  test('is there when its transaction commits, and only then', async () => {
    const { runner, rung } = scene();
    await schedule(bell('kept', noon));
    await expect(
      database.transaction('fails', async (transaction) => {
        await scheduleTimers(transaction, [bell('lost', noon)]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await runner.runDue(noon);
    expect(rung).toEqual(['kept']);
  });

  test('runs once, in order of the moments, and not before its own', async () => {
    const { runner, rung } = scene();
    await schedule(bell('second', noon), bell('first', new Date(0)), bell('not yet', later));
    await runner.runDue(noon);
    await runner.runDue(noon);
    expect(rung).toEqual(['first', 'second']);
    await runner.runDue(later);
    expect(rung).toEqual(['first', 'second', 'not yet']);
  });

  test('scheduled again under its key replaces the one that waits; also twice in one call', async () => {
    const { runner, rung } = scene();
    await schedule(bell('end', noon, 'old'));
    await schedule(bell('end', noon, 'older'), bell('end', later, 'new'));
    await runner.runDue(noon);
    expect(rung).toEqual([]);
    await runner.runDue(later);
    expect(rung).toEqual(['new']);
  });

  test('that is cancelled does not run; cancelling one that is not there does nothing', async () => {
    const { runner, rung } = scene();
    await schedule(bell('gone', noon), bell('there', noon));
    await cancelTimers(database, [
      { timer: 'ring', key: 'gone' },
      { timer: 'ring', key: 'never was' },
    ]);
    await runner.runDue(noon);
    expect(rung).toEqual(['there']);
  });

  test('may schedule itself again while it runs', async () => {
    let again = true;
    const { runner, rung } = scene(async () => {
      if (again) await schedule(bell('end', noon, 'second time'));
      again = false;
    });
    await schedule(bell('end', noon, 'first time'));
    await runner.runDue(noon);
    expect(rung).toEqual(['first time', 'second time']);
  });

  test('that fails is told of, stays, and runs again', async () => {
    let fails = true;
    const { runner, rung } = scene(() => (fails ? Promise.reject(new Error('no rope')) : Promise.resolve()));
    await schedule(bell('end', noon));
    await expect(runner.runDue(noon)).rejects.toThrow('no rope');
    expect(log.at(-1)).toMatchObject({ timer: 'ring', msg: 'a timer failed; it runs again later' });
    fails = false;
    await runner.runDue(noon);
    expect(rung).toEqual(['end', 'end']);
  });

  test('with a payload that is none fails without running', async () => {
    const { runner, rung } = scene();
    await schedule({ ...bell('end', noon), payload: { bell: 7 } });
    await expect(runner.runDue(noon)).rejects.toThrow();
    expect(rung).toEqual([]);
  });
});

const HELD_UP = `
  SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory'
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

describe('a timer that begins to run while it is scheduled again', () => {
  const key = 7;
  beforeAll(() =>
    database.query(`
      CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(${key}); RETURN NULL; END'`),
  );
  afterAll(() => database.query('DROP FUNCTION wait CASCADE'));
  afterEach(() => database.query('DROP TRIGGER IF EXISTS waits ON graphile_worker._private_jobs'));

  /** Begins to run `end` when `work` has looked which timers are running, and before it writes. */
  async function beginsToRunWithin(work: () => Promise<unknown>): Promise<void> {
    await schedule(bell('end', noon, 'old'));
    await database.query(
      'CREATE TRIGGER waits BEFORE INSERT ON graphile_worker._private_jobs FOR EACH STATEMENT EXECUTE FUNCTION wait()',
    );
    let working: Promise<unknown> = Promise.resolve();
    await database.transaction('holds it up', async (transaction) => {
      await transaction.query(`SELECT pg_advisory_xact_lock(${key})`);
      working = work();
      await until(async () => (await database.query(HELD_UP)).length > 0);
      await database.query("UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'somebody'");
    });
    await working;
    await database.query("DELETE FROM graphile_worker._private_jobs WHERE locked_by = 'somebody'");
  }

  test('is not lost', async () => {
    const { runner, rung } = scene();
    await beginsToRunWithin(() => schedule(bell('end', noon, 'new')));
    await runner.runDue(noon);
    expect(rung).toEqual(['new']);
  });

  test('control: it is when graphile-worker is asked but once', async () => {
    const { runner, rung } = scene();
    await beginsToRunWithin(() => database.query(scheduleTimersSql('$1'), [timerRows([bell('end', noon, 'new')])]));
    await runner.runDue(noon);
    expect(rung).toEqual([]);
  });
});

describe('within a statement of its own', () => {
  const placeWith = (timers: string) =>
    `WITH placed AS (SELECT 1 AS one), timers AS (${timers}) SELECT one, (SELECT scheduled FROM timers) FROM placed`;

  test('rows and timers are written together; no timers at all is fine', async () => {
    const { runner, rung } = scene();
    const statement = placeWith(scheduleTimersSql('$1'));
    expect(await database.query(statement, [timerRows([bell('a', noon), bell('b', noon)])])).toMatchObject([
      { one: 1, scheduled: 2 },
    ]);
    expect(await database.query(statement, [timerRows([])])).toMatchObject([{ one: 1, scheduled: 0 }]);
    await runner.runDue(noon);
    expect(rung.sort()).toEqual(['a', 'b']);
  });

  test('a shared timer that is there stays as it is, and nobody waits for whoever has locked it', async () => {
    const { runner, rung } = scene();
    const statement = placeWith(scheduleSharedTimersSql('$1'));
    await database.query(statement, [timerRows([bell('shared', noon, 'first')])]);
    await database.transaction('holds the row', async (transaction) => {
      await transaction.query('SELECT FROM graphile_worker._private_jobs FOR UPDATE');
      const [row] = await database.query<{ scheduled: number }>(statement, [
        timerRows([bell('shared', later, 'other')]),
      ]);
      expect(row?.scheduled).toBe(0);
    });
    await runner.runDue(noon);
    expect(rung).toEqual(['first']);
  });
});

test('two timers cannot share a name', () => {
  const same = timer({ name: 'same', payload: z.object({}), run: () => Promise.resolve() });
  expect(() => new TimerRunner([same, same], { subgraph: 'x', url: '', database, logger })).toThrow('the same name');
});
