import { afterEach, describe, expect, test } from '@jest/globals';
import { register } from 'prom-client';
import { randomId } from '../ids.ts';
import { SampleSubgraph } from '../testing/sample-subgraph.ts';
import { type Answer, startTestSubgraph, type TestSubgraph } from '../testing/test-subgraph.ts';
import { until } from '../testing/until.ts';

const account = randomId();
const OVERLOADED = { code: 'OVERLOADED', retryAfterSeconds: expect.any(Number) };
let sample: SampleSubgraph;
let subgraph: TestSubgraph;

async function start(limits: { MOST_REQUESTS_IN_FLIGHT?: number; MOST_EVENT_LOOP_DELAY_MS?: number }): Promise<void> {
  sample = new SampleSubgraph();
  subgraph = await startTestSubgraph(sample.definition(), { environment: limits, quiet: true });
}
afterEach(() => subgraph.close());

const happen = () => subgraph.query('mutation Happen { happen(what: "tea") }', {}, { as: account });
const extensions = ({ errors }: Answer) => errors?.map((error) => error.extensions);

/** A mutation that is being worked on until `sample.answer` is resolved. */
async function admitted(): Promise<{ readonly answer: Promise<Answer> }> {
  const answer = subgraph.query('mutation { slow }', {}, { as: account });
  await sample.asked.promise;
  return { answer };
}

async function refusals(reason: string): Promise<number> {
  const metric = await register.getSingleMetric('yoyaku_graphql_overload_refusals_total')?.get();
  return metric?.values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
}

describe('with as many requests in flight as there may be', () => {
  test('a new mutation is refused, typed and without effect, and is welcome when there is room', async () => {
    await start({ MOST_REQUESTS_IN_FLIGHT: 1 });
    const before = await refusals('requests in flight');
    const first = await admitted();

    const refused = await happen();
    expect(refused).toEqual({ errors: [{ message: expect.any(String), extensions: OVERLOADED }] });
    expect(refused.errors?.[0]?.extensions['retryAfterSeconds']).toBe(1);
    expect(await refusals('requests in flight')).toBe(before + 1);
    expect(await subgraph.emitted()).toEqual([]);

    sample.answer.resolve('done');
    expect(await first.answer).toEqual({ data: { slow: 'done' } });
    expect(await happen()).toEqual({ data: { happen: true } });
  });

  test('queries, entities and internal routes go on, and health answers', async () => {
    await start({ MOST_REQUESTS_IN_FLIGHT: 1 });
    const first = await admitted();
    expect(await subgraph.query('query mutation { hello }')).toEqual({ data: { hello: 'Hello.' } });
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { id } } }';
    const representations = { r: [{ __typename: 'Thing', id: 'a' }] };
    expect((await subgraph.query(entities, representations)).data._entities).toEqual([{ id: 'a' }]);
    expect((await subgraph.service.post('/internal/echo', { a: 1 })).body).toEqual({ echo: { a: 1 } });
    expect((await subgraph.service.get('/health/ready', {})).status).toBe(200);
    sample.answer.resolve('done');
    await first.answer;
  });

  test('a mutation over a WebSocket is refused as well', async () => {
    await start({ MOST_REQUESTS_IN_FLIGHT: 1 });
    const first = await admitted();
    const refused = subgraph.subscribe('mutation { happen(what: "tea") }', {}, { as: account });
    await expect(refused.next()).rejects.toMatchObject([{ extensions: OVERLOADED }]);
    sample.answer.resolve('done');
    await first.answer;
    const welcome = subgraph.subscribe('mutation { happen(what: "tea") }', {}, { as: account });
    expect((await welcome.next()).value).toEqual({ data: { happen: true } });
    await welcome.return?.();
  });

  test('who is no gateway is not even told that it is busy', async () => {
    await start({ MOST_REQUESTS_IN_FLIGHT: 1 });
    const first = await admitted();
    const answer = await subgraph.service.post('/graphql', { query: 'mutation { happen(what: "tea") }' }, {});
    expect(answer.body.errors).toMatchObject([{ extensions: { code: 'GATEWAY_ONLY' } }]);
    sample.answer.resolve('done');
    await first.answer;
  });

  test('a control with a higher limit refuses nobody', async () => {
    await start({ MOST_REQUESTS_IN_FLIGHT: 2 });
    const first = await admitted();
    expect(await happen()).toEqual({ data: { happen: true } });
    sample.answer.resolve('done');
    await first.answer;
  });
});

describe('while the event loop keeps everything waiting', () => {
  const block = () => subgraph.query('{ blocks(milliseconds: 1300) }');

  test('mutations are refused, and are welcome again by themselves', async () => {
    await start({ MOST_EVENT_LOOP_DELAY_MS: 250 });
    const before = await refusals('event-loop delay');
    expect((await block()).data).toEqual({ blocks: true });
    expect(extensions(await happen())).toEqual([OVERLOADED]);
    expect(await refusals('event-loop delay')).toBe(before + 1);
    expect((await subgraph.query('{ hello }')).data).toEqual({ hello: 'Hello.' });
    await until(async () => (await happen()).errors === undefined);
  });

  test('a control without the limit refuses nobody', async () => {
    await start({ MOST_EVENT_LOOP_DELAY_MS: 60_000 });
    await block();
    expect(await happen()).toEqual({ data: { happen: true } });
  });
});
