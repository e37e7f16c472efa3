import type { TaskList } from 'graphile-worker';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logging.ts';
import { jobRuns } from '../telemetry/job-metrics.ts';
import type { Timer } from './timer.ts';
import { TimerWorker } from './timer-worker.ts';

export interface TimerRunnerOptions {
  readonly subgraph: string;
  readonly url: string;
  readonly database: Database;
  readonly logger: Logger;
}

interface DueTimer {
  readonly id: string;
  readonly timer: string;
  readonly payload: unknown;
}

/** Runs the timers of a subgraph when they are due. Several processes of one subgraph share them. */
export class TimerRunner {
  readonly #options: TimerRunnerOptions;
  readonly #timers: ReadonlyMap<string, Timer>;
  #worker: TimerWorker | null = null;

  constructor(timers: readonly Timer[], options: TimerRunnerOptions) {
    this.#options = options;
    this.#timers = new Map(timers.map((timer) => [timer.name, timer]));
    if (this.#timers.size < timers.length) throw new Error(`two timers of ${options.subgraph} have the same name`);
  }

  /** Begins to run what is due. Does nothing for a subgraph without timers. */
  async start(): Promise<void> {
    if (this.#timers.size === 0) return;
    const { subgraph, url, logger } = this.#options;
    this.#worker = await TimerWorker.start({ subgraph, url, logger, tasks: this.#tasks() });
  }

  /** Starts no further one, and waits for those that are running. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.stop();
  }

  /**
   * Runs, one after the other, whatever is due at this moment, and what that schedules if it is due as well. Rejects with
   * the first error; the timer then stays. For tests, whose clock need not be the database's.
   */
  async runDue(now: Date): Promise<void> {
    for (let due = await this.#takeDue(now); due; due = await this.#takeDue(now)) {
      try {
        await this.#run(due.timer, due.payload);
      } catch (error) {
        await this.#options.database.query(
          'UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL WHERE id = $1',
          [due.id],
        );
        throw error;
      }
      // Its complete_jobs passes over jobs that are locked.
      await this.#options.database.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [due.id]);
    }
  }

  /** Locked as graphile-worker would, so that a timer may schedule itself again under its key. */
  async #takeDue(now: Date): Promise<DueTimer | null> {
    const [due] = await this.#options.database.query<DueTimer>(
      `UPDATE graphile_worker._private_jobs j SET locked_at = now(), locked_by = 'run due'
         FROM graphile_worker._private_tasks t
        WHERE t.id = j.task_id AND j.id = (
                SELECT d.id FROM graphile_worker._private_jobs d
                 WHERE d.locked_at IS NULL AND d.run_at <= $1 AND d.attempts < d.max_attempts
                 ORDER BY d.run_at, d.id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING j.id, t.identifier AS timer, j.payload`,
      [now],
    );
    return due ?? null;
  }

  #tasks(): TaskList {
    return Object.fromEntries([...this.#timers.keys()].map((name) => [name, (payload) => this.#run(name, payload)]));
  }

  async #run(name: string, payload: unknown): Promise<void> {
    const { subgraph, logger } = this.#options;
    const timer = this.#timers.get(name);
    if (!timer) throw new Error(`there is no timer named ${name}`);
    try {
      await timer.run(payload);
      jobRuns.inc({ subgraph, job: name, outcome: 'done' });
    } catch (error) {
      jobRuns.inc({ subgraph, job: name, outcome: 'failed' });
      logger.error({ err: error, timer: name }, 'a timer failed; it runs again later');
      throw error;
    }
  }
}
