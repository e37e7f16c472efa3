import { runSubgraph } from '@yoyaku/platform/graphql-server/run-subgraph';
import { environment } from './environment.ts';
import { catalogSubgraph } from './subgraph.ts';

await runSubgraph(catalogSubgraph, environment);
