import { setTimeout } from 'node:timers/promises';
import { type Runner, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from '../logging.ts';
import { graphileLogger } from './graphile-logger.ts';

export interface TimerWorkerOptions {
  readonly subgraph: string;
  readonly url: string;
  readonly tasks: TaskList;
  readonly logger: Logger;
}

/** How late a timer may be: one that is scheduled for later than now makes no noise when its moment comes. */
const POLL_MILLISECONDS = 1_000;
const CONCURRENCY = 2;
/** One connection listens, the others fetch and complete. The work itself uses the subgraph's own pool. */
const CONNECTIONS = 3;
const RESTART_MILLISECONDS = 1_000;

/**
 * graphile-worker at work in this process. It ends itself when it cannot write down how a timer ended, e.g. because the
 * database went away; then it is started again, until it is stopped.
 */
export class TimerWorker {
  readonly #options: TimerWorkerOptions;
  readonly #pool: pg.Pool;
  readonly #stopping = new AbortController();
  #runner: Runner | null = null;
  #kept = Promise.resolve();

  private constructor(options: TimerWorkerOptions) {
    this.#options = options;
    this.#pool = new pg.Pool({
      connectionString: options.url,
      application_name: `yoyaku-${options.subgraph}-timers`,
      max: CONNECTIONS,
    });
    const lost = (error: Error) => {
      if (!this.#stopping.signal.aborted)
        options.logger.warn({ err: error }, 'a database connection of timers was lost');
    };
    // An idle connection tells the pool, a busy one only whoever listens to it.
    this.#pool.on('error', lost);
    this.#pool.on('connect', (client) => client.on('error', lost));
  }

  /** Resolves when it looks for timers. @throws when the database cannot be used. */
  static async start(options: TimerWorkerOptions): Promise<TimerWorker> {
    const worker = new TimerWorker(options);
    try {
      const runner = await worker.#run();
      worker.#kept = worker.#keep(runner);
    } catch (error) {
      await worker.#pool.end();
      throw error;
    }
    return worker;
  }

  /** Starts no further timer, waits for those that run, and closes its connections. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    // One that has just ended by itself says that it cannot be stopped.
    await this.#runner?.stop().catch(() => undefined);
    await this.#kept;
    await this.#pool.end();
  }

  async #keep(first: Runner): Promise<void> {
    for (let runner: Runner | null = first; runner; runner = await this.#runAgain()) {
      this.#runner = runner;
      if (this.#stopping.signal.aborted) await runner.stop();
      await runner.promise.catch(() => undefined);
      this.#runner = null;
    }
  }

  /** Null when it is being stopped. */
  async #runAgain(): Promise<Runner | null> {
    const { signal } = this.#stopping;
    if (!signal.aborted) this.#options.logger.error('the timers have stopped; starting them again');
    for (;;) {
      await setTimeout(RESTART_MILLISECONDS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return null;
      const runner = await this.#run().catch((error: unknown) => {
        this.#options.logger.warn({ err: error }, 'the timers cannot start yet');
        return null;
      });
      if (runner) return runner;
    }
  }

  #run(): Promise<Runner> {
    return run({
      pgPool: this.#pool,
      taskList: this.#options.tasks,
      concurrency: CONCURRENCY,
      pollInterval: POLL_MILLISECONDS,
      // Without a delay it writes down a timer's end unwatched, and an error there would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      // It would read a file named crontab.
      parsedCronItems: [],
      noHandleSignals: true,
      logger: graphileLogger(this.#options.logger),
    });
  }
}
