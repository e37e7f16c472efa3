import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { register } from 'prom-client';
import type { SubgraphEnvironment } from '../environment.ts';
import { randomId } from '../ids.ts';
import { SampleSubgraph } from '../testing/sample-subgraph.ts';
import { type Answer, startTestSubgraph, type TestSubgraph } from '../testing/test-subgraph.ts';
import { until } from '../testing/until.ts';

const account = randomId();
const HAPPEN = 'mutation Happen { happen(what: "tea") }';
const HAPPENED = { data: { happen: true } };
const OVERLOADED = { code: 'OVERLOADED', retryAfterSeconds: expect.any(Number) };

/** A subgraph with these limits, for the tests of one block. */
function served(limits: Partial<SubgraphEnvironment>) {
  const sample = new SampleSubgraph();
  let subgraph: TestSubgraph | undefined;
  beforeAll(async () => {
    subgraph = await startTestSubgraph(sample.definition(), { environment: limits, quiet: true });
  });
  afterAll(() => subgraph?.close());
  const running = () => subgraph!;
  return {
    running,
    sample,
    happen: () => running().query(HAPPEN, {}, { as: account }),
    happenBySocket: () => running().subscribe(HAPPEN, {}, { as: account }),
    /** Keeps the event loop busy for longer than a look at it takes. */
    block: () => running().query('{ blocks(milliseconds: 1300) }'),
    /** Sends a mutation that is being worked on until `sample.answer` is resolved. */
    admit: async (): Promise<{ readonly answer: Promise<Answer> }> => {
      const answer = running().query('mutation { slow }', {}, { as: account });
      await sample.asked.promise;
      return { answer };
    },
  };
}

async function refusals(reason: string): Promise<number> {
  const metric = await register.getSingleMetric('yoyaku_graphql_overload_refusals_total')?.get();
  return metric?.values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
}

describe('while as many requests are in flight as there may be', () => {
  const { running, sample, happen, happenBySocket, admit } = served({ MOST_REQUESTS_IN_FLIGHT: 1 });
  let first: Awaited<ReturnType<typeof admit>>;
  beforeAll(async () => {
    first = await admit();
  });

  test('a new mutation is refused, typed, counted and without effect', async () => {
    const before = await refusals('requests in flight');
    const refused = await happen();
    expect(refused).toEqual({ errors: [{ message: expect.any(String), extensions: OVERLOADED }] });
    expect(refused.errors?.[0]?.extensions['retryAfterSeconds']).toBeGreaterThanOrEqual(1);
    expect(await refusals('requests in flight')).toBe(before + 1);
    expect(await running().emitted()).toEqual([]);
  });

  test('a mutation over a WebSocket is refused as well', async () => {
    await expect(happenBySocket().next()).rejects.toMatchObject([{ extensions: OVERLOADED }]);
  });

  test('queries, entities, internal routes and health answer', async () => {
    const subgraph = running();
    expect(await subgraph.query('query mutation { hello }')).toEqual({ data: { hello: 'Hello.' } });
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { id } } }';
    const representations = { r: [{ __typename: 'Thing', id: 'a' }] };
    expect((await subgraph.query(entities, representations)).data._entities).toEqual([{ id: 'a' }]);
    expect((await subgraph.service.post('/internal/echo', { a: 1 })).body).toEqual({ echo: { a: 1 } });
    expect((await subgraph.service.get('/health/ready', {})).status).toBe(200);
  });

  test('who is no gateway is not even told', async () => {
    const answer = await running().service.post('/graphql', { query: HAPPEN }, {});
    expect(answer.body.errors).toMatchObject([{ extensions: { code: 'GATEWAY_ONLY' } }]);
  });

  test('the mutation that was admitted finishes, and the next ones are welcome', async () => {
    sample.answer.resolve('done');
    expect(await first.answer).toEqual({ data: { slow: 'done' } });
    expect(await happen()).toEqual(HAPPENED);
    const bySocket = happenBySocket();
    expect((await bySocket.next()).value).toEqual(HAPPENED);
    await bySocket.return?.();
  });
});

describe('while the event loop keeps everything waiting', () => {
  const { running, happen, block } = served({ MOST_EVENT_LOOP_DELAY_MS: 250 });

  test('mutations are refused, queries are not, and mutations are welcome again by themselves', async () => {
    const before = await refusals('event-loop delay');
    expect((await block()).data).toEqual({ blocks: true });
    expect((await happen()).errors).toMatchObject([{ extensions: OVERLOADED }]);
    expect(await refusals('event-loop delay')).toBe(before + 1);
    expect((await running().query('{ hello }')).data).toEqual({ hello: 'Hello.' });
    await until(async () => (await happen()).errors === undefined);
  });
});

describe('a control with higher limits', () => {
  const { sample, happen, admit, block } = served({ MOST_REQUESTS_IN_FLIGHT: 2, MOST_EVENT_LOOP_DELAY_MS: 60_000 });

  test('refuses nobody', async () => {
    const first = await admit();
    await block();
    expect(await happen()).toEqual(HAPPENED);
    sample.answer.resolve('done');
    expect(await first.answer).toEqual({ data: { slow: 'done' } });
  });
});
