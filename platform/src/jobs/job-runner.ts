import type { Logger } from '../logging.ts';
import { jobRuns } from '../telemetry/job-metrics.ts';
import type { Job } from './job.ts';

/** Runs jobs again and again, each waiting its interval from the end of one run to the start of the next. */
export class JobRunner {
  readonly #subgraph: string;
  readonly #logger: Logger;
  readonly #jobs: ReadonlyMap<string, Job>;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** The last run of each job, going on or over. It never rejects. */
  readonly #runs = new Map<string, Promise<unknown>>();
  #stopped = false;

  constructor(subgraph: string, jobs: readonly Job[], logger: Logger) {
    this.#subgraph = subgraph;
    this.#logger = logger;
    this.#jobs = new Map(jobs.map((job) => [job.name, job]));
    if (this.#jobs.size < jobs.length) throw new Error(`two jobs of ${subgraph} have the same name`);
  }

  start(): void {
    for (const job of this.#jobs.values()) this.#schedule(job);
  }

  /** Runs one job at once, after a run that is going on; rejects with its error. For tests and for impatient callers. */
  runNow(name: string): Promise<void> {
    const job = this.#jobs.get(name);
    return job ? this.#run(job) : Promise.reject(new Error(`there is no job named ${name}`));
  }

  /** Starts no further run, and waits for those going on. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all(this.#runs.values());
  }

  #schedule(job: Job): void {
    if (this.#stopped) return;
    const again = () => {
      this.#schedule(job);
    };
    const timer = setTimeout(() => {
      // Its error has been logged and counted.
      this.#run(job).then(again, again);
    }, job.everyMilliseconds);
    this.#timers.set(job.name, timer);
  }

  #run(job: Job): Promise<void> {
    const before = this.#runs.get(job.name) ?? Promise.resolve();
    const run = before.then(() => this.#attempt(job));
    this.#runs.set(
      job.name,
      run.catch(() => undefined),
    );
    return run;
  }

  async #attempt(job: Job): Promise<void> {
    try {
      await job.run();
      jobRuns.inc({ subgraph: this.#subgraph, job: job.name, outcome: 'done' });
    } catch (error) {
      jobRuns.inc({ subgraph: this.#subgraph, job: job.name, outcome: 'failed' });
      this.#logger.error({ err: error, job: job.name }, 'a job failed; it runs again after its interval');
      throw error;
    }
  }
}
