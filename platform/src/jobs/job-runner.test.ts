import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { testLogger } from '../testing/test-logger.ts';
import type { Job } from './job.ts';
import { JobRunner } from './job-runner.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A job whose runs the test ends one by one. */
class SlowJob implements Job {
  readonly name = 'slow';
  readonly everyMilliseconds = 1_000;
  readonly runs: PromiseWithResolvers<undefined>[] = [];

  async run(): Promise<void> {
    const run = Promise.withResolvers<undefined>();
    this.runs.push(run);
    await run.promise;
  }

  end(): void {
    this.runs.at(-1)?.resolve(undefined);
  }
}

function runner(...jobs: Job[]) {
  const { logger, log } = testLogger('test', true);
  return { jobs: new JobRunner('test', jobs, logger), log };
}

describe('at intervals', () => {
  test('a run comes an interval after the end of the last, never during it', async () => {
    const job = new SlowJob();
    const { jobs } = runner(job);
    jobs.start();
    expect(job.runs).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(job.runs).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(job.runs).toHaveLength(1);
    job.end();
    await jest.advanceTimersByTimeAsync(999);
    expect(job.runs).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(job.runs).toHaveLength(2);
    job.end();
    await jobs.stop();
  });

  test('a failure is logged, and the next run comes all the same', async () => {
    let runs = 0;
    const run = () => Promise.reject(new Error(`failure ${++runs}`));
    const { jobs, log } = runner({ name: 'failing', everyMilliseconds: 1_000, run });
    jobs.start();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(log.map(({ job, err }) => [job, (err as Error).message])).toEqual([
      ['failing', 'failure 1'],
      ['failing', 'failure 2'],
    ]);
    await jobs.stop();
  });

  test('stopping waits for the run under way and starts no other', async () => {
    const job = new SlowJob();
    const { jobs } = runner(job);
    jobs.start();
    await jest.advanceTimersByTimeAsync(1_000);
    let stopped = false;
    const stopping = jobs.stop().then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(false);
    job.end();
    await stopping;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(job.runs).toHaveLength(1);
  });
});

describe('at once', () => {
  test('a run waits for the one under way', async () => {
    const job = new SlowJob();
    const { jobs } = runner(job);
    const first = jobs.runNow('slow');
    const second = jobs.runNow('slow');
    await jest.advanceTimersByTimeAsync(0);
    expect(job.runs).toHaveLength(1);
    job.end();
    await first;
    await jest.advanceTimersByTimeAsync(0);
    expect(job.runs).toHaveLength(2);
    job.end();
    await second;
  });

  test('the caller learns of a failure', async () => {
    const run = () => Promise.reject(new Error('a failure'));
    const { jobs } = runner({ name: 'failing', everyMilliseconds: 1_000, run });
    await expect(jobs.runNow('failing')).rejects.toThrow('a failure');
  });

  test('a job that is not there is an error', async () => {
    await expect(runner().jobs.runNow('none')).rejects.toThrow('there is no job named none');
  });
});

test('two jobs cannot share a name', () => {
  const job = { name: 'same', everyMilliseconds: 1, run: () => Promise.resolve() };
  expect(() => runner(job, job)).toThrow('two jobs of test have the same name');
});
