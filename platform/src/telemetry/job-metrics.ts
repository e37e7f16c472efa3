import { Counter } from 'prom-client';

export const jobRuns = new Counter({
  name: 'yoyaku_job_runs_total',
  help: 'Runs of repeated jobs and of timers, by subgraph, job and outcome (done, failed).',
  labelNames: ['subgraph', 'job', 'outcome'],
});
