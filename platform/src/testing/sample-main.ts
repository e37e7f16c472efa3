import { readEnvironment, subgraphVariables } from '../environment.ts';
import { runSubgraph } from '../graphql-server/run-subgraph.ts';
import { SampleSubgraph } from './sample-subgraph.ts';

/** The sample subgraph as a process of its own, for run-subgraph.test.ts. */
await runSubgraph(new SampleSubgraph().definition(), () => readEnvironment(subgraphVariables, process.env));
