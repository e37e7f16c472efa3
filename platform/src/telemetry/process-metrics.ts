import { collectDefaultMetrics, register } from 'prom-client';

/** CPU, memory and event-loop metrics of this process; once, whoever asks. */
export function collectProcessMetrics(): void {
  if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();
}
