import { definePayments } from '@yoyaku/payments';
import { environment } from '@yoyaku/payments/environment';
import { runSubgraph } from '@yoyaku/platform/graphql-server/run-subgraph';
import { TIMING } from '../../../subgraphs/payments/src/payment/timing.ts';
import { ISOLATION } from '../../../subgraphs/payments/src/provider/guarded-provider.ts';

/**
 * The payments subgraph as its own main.ts starts it, but impatient: what it leaves to its next start, or asks the
 * provider about, comes about within a round.
 */
const payments = definePayments(
  {
    ...TIMING,
    providerTimeout: 600,
    askAfter: 300,
    lease: 1_200,
    neverReceivedAfter: 1_500,
    firstPause: 50,
    longestPause: 200,
    retryAfter: 200,
    longestWait: 300,
  },
  { ...ISOLATION, fewestCalls: 8, openFor: 200, retryAfterFull: 100 },
);

await runSubgraph(
  {
    ...payments,
    build(kit) {
      const parts = payments.build(kit);
      const build = (given: Awaited<typeof parts>) => ({
        ...given,
        jobs: (given.jobs ?? []).map((job) => ({ ...job, everyMilliseconds: Math.min(job.everyMilliseconds, 100) })),
      });
      return parts instanceof Promise ? parts.then(build) : build(parts);
    },
  },
  environment,
);
