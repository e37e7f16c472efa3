import { runSubgraph } from '@yoyaku/platform/graphql-server/run-subgraph';
import { environment } from './environment.ts';
import { reservationsSubgraph } from './subgraph.ts';

await runSubgraph(reservationsSubgraph, environment);
