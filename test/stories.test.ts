import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stories } from '../client-examples/stories.ts';
import { walk } from '../client-examples/walk/walk.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

test.each(Object.entries(stories))(
  'the whole story of %s goes as client-examples tells it, step by step, through the edge',
  async (_shop, story) => {
    const steps = [];
    for await (const { name, differences } of walk(story, graph.graph.endpoint)) steps.push({ name, differences });
    expect(steps).toEqual(steps.map(({ name }) => ({ name, differences: [] })));
    expect(steps).toHaveLength(story.steps.length);
  },
);
