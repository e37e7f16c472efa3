import { runSubgraph } from '@yoyaku/platform/graphql-server/run-subgraph';
import { environment } from './environment.ts';
import { usersSubgraph } from './subgraph.ts';

await runSubgraph(usersSubgraph, environment);
