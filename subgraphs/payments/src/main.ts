import { runSubgraph } from '@yoyaku/platform/graphql-server/run-subgraph';
import { environment } from './environment.ts';
import { paymentsSubgraph } from './subgraph.ts';

await runSubgraph(paymentsSubgraph, environment);
