import type { SqlRunner, Transaction } from '../database/database.ts';
import type { Schedule } from './timer.ts';

/** The rows of a {@link timerRows} parameter, as graphile-worker takes them. */
const specsOf = (parameter: string, condition: string) => `
  SELECT count(*) AS scheduled
    FROM (SELECT array_agg(ROW(t.timer, t.payload, NULL, t.run_at, NULL, t.key, NULL, NULL)::graphile_worker.job_spec
                           ORDER BY t.key) AS specs
            FROM jsonb_to_recordset(${parameter}::jsonb) AS t (timer text, key text, run_at timestamptz, payload json)
           WHERE ${condition}
          HAVING count(*) > 0) asked
   CROSS JOIN LATERAL graphile_worker.add_jobs(asked.specs)`;

/**
 * For a statement that writes rows and their timers together: a SELECT that schedules, reading {@link timerRows} from a
 * parameter, and answers one row, `scheduled`. PostgreSQL runs it only if the statement reads it:
 *
 *     WITH placed AS (INSERT INTO … RETURNING …), timers AS (${scheduleTimersSql('$9')})
 *     SELECT …, (SELECT scheduled FROM timers) FROM placed
 *
 * For keys that are new, or not about to run: one that begins to run at this very moment may be passed over, and
 * `scheduled` is then smaller. {@link scheduleTimers} asks again.
 */
export const scheduleTimersSql = (parameter: `$${number}`): string => specsOf(parameter, 'true');

/**
 * The same with rows that the statement makes itself.
 * @param rows SQL for a jsonb array as {@link timerRows} writes it, or null; each key once.
 */
export const scheduleTimersOfSql = (rows: string): string => specsOf(`(${rows})`, 'true');

/**
 * The same for timers that many changes share, e.g. one for all orders of a shop that lapse within the same seconds:
 * schedules only what is not there yet, without a lock on what is. The one that is there may be running this very
 * moment, so a shared timer must look again for what came too late for it.
 */
export const scheduleSharedTimersSql = (parameter: `$${number}`): string =>
  specsOf(parameter, 'NOT EXISTS (SELECT FROM graphile_worker._private_jobs j WHERE j.key = t.key)');

/** The parameter of {@link scheduleTimersSql} and {@link scheduleSharedTimersSql}. */
export function timerRows(schedules: readonly Schedule[]): string {
  // A statement may touch a row once only; the last one says when.
  const latest = new Map(schedules.map((schedule) => [keyOf(schedule), schedule]));
  return JSON.stringify(
    [...latest].map(([key, { timer, runAt, payload }]) => ({ timer, key, run_at: runAt.toISOString(), payload })),
  );
}

const SCHEDULE = scheduleTimersSql('$1');

/** Schedules timers; they are there if the transaction commits. One statement. */
export async function scheduleTimers(transaction: Transaction, schedules: readonly Schedule[]): Promise<void> {
  if (schedules.length === 0) return;
  const rows = timerRows(schedules);
  const asked = new Set(schedules.map(keyOf)).size;
  // graphile-worker looks which ones are running, then writes, and passes over one that began to run in between. Asked
  // again, it sees that one running and puts a new one beside it.
  for (let scheduled = 0; scheduled < asked;) {
    const [answer] = await transaction.query<{ scheduled: number }>(SCHEDULE, [rows]);
    scheduled = answer?.scheduled ?? asked;
  }
}

/** Drops timers that still wait; one that is running goes on. One statement. */
export async function cancelTimers(
  transaction: SqlRunner,
  timers: readonly Pick<Schedule, 'timer' | 'key'>[],
): Promise<void> {
  if (timers.length === 0) return;
  await transaction.query(
    'SELECT count(*) FROM unnest($1::text[]) AS t (key) CROSS JOIN LATERAL graphile_worker.remove_job(t.key) removed',
    [timers.map(keyOf).sort()],
  );
}

/** Keys are one namespace in graphile-worker. */
const keyOf = ({ timer, key }: Pick<Schedule, 'timer' | 'key'>) => `${timer}:${key}`;
