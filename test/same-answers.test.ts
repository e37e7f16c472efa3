import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLogger } from '@yoyaku/platform/logging';
import { type LiveGateway, startLiveGateway } from '@yoyaku/router/live';
import { stories } from '../client-examples/stories.ts';
import type { Story } from '../client-examples/walk/step.ts';
import { walk } from '../client-examples/walk/walk.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

let graph: TestGraph;
let standIn: LiveGateway;
beforeAll(async () => {
  graph = await startTestGraph();
  standIn = await startLiveGateway({
    port: 0,
    subgraphUrls: Object.fromEntries(Object.entries(graph.graph.subgraphs).map(([name, { url }]) => [name, url])),
    gatewaySecret: graph.graph.secrets.GATEWAY_SECRET,
    mode: 'everything',
    introspection: true,
    logger: createLogger('live', 'silent'),
  });
});
afterAll(async () => {
  await standIn.stop();
  await graph.close();
});

/** What is new in every walk, by its kind: ids, tokens, moments, cursors, and whatever holds the walk's own name. */
function withoutIdentity(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutIdentity(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutIdentity(member, name)]));
  }
  if (typeof value !== 'string') return value;
  if (/^[a-z]{3}_[\w-]{22,}$/.test(value)) return `an id ${value.slice(0, 4)}`;
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return 'a moment';
  if (/token/i.test(key)) return 'a token';
  return /cursor|errorId|email/i.test(key) ? `a ${key}` : value;
}

/** The answers of a story through one endpoint: data, and of errors what programs may rely on. */
async function answersThrough(endpoint: string, story: Story): Promise<object[]> {
  const answers: object[] = [];
  for await (const { name, passed, differences, answer } of walk(story, endpoint, { subscriptions: false })) {
    if (!passed) throw new Error(`${name}: ${differences.join('; ')}`);
    const codes = answer?.errors?.map(({ extensions }) => extensions?.['code']);
    answers.push({ name, data: withoutIdentity(answer?.data ?? null), codes });
  }
  return answers;
}

/** The stories that need no subscription, which the Router alone does not serve, to know when something has come about. */
const asked = Object.entries(stories).filter(([shop]) => ['store', 'musical'].includes(shop));

test.each(asked)(
  'the operations of %s get equal answers from the Router and from the live gateway, refusals included',
  async (_, story) => {
    const byRouter = await answersThrough(graph.graph.router?.endpoint ?? '', story);
    const byLiveGateway = await answersThrough(`${standIn.url}/graphql`, story);
    expect(byRouter.length).toBeGreaterThan(20);
    expect(byLiveGateway).toEqual(byRouter);
  },
);
