import { runSubgraph } from '@yoyaku/platform/graphql-server/run-subgraph';
import { environment } from './environment.ts';
import { dashboardSubgraph } from './subgraph.ts';

await runSubgraph(dashboardSubgraph, environment);
