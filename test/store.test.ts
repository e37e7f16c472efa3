import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { walkStore } from '../client-examples/store/walk-store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

test('a store’s whole story goes as client-examples/store tells it, step by step, through the edge', async () => {
  const steps = [];
  for await (const { name, differences } of walkStore(graph.graph.endpoint)) steps.push({ name, differences });
  expect(steps).toEqual(steps.map(({ name }) => ({ name, differences: [] })));
  expect(steps.length).toBeGreaterThan(30);
});
