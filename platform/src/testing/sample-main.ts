import { runSubgraph } from '../graphql-server/run-subgraph.ts';
import { sampleEnvironment } from './environment.ts';
import { SampleSubgraph } from './sample-subgraph.ts';

/** The sample subgraph as a process of its own, for run-subgraph.test.ts. */
await runSubgraph(new SampleSubgraph().definition(), sampleEnvironment);
