import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { GATEWAY_SECRET_HEADER } from '../auth/gateway.ts';
import { deriveId, randomId } from '../ids.ts';
import { testRedisUrl } from '../testing/environment.ts';
import { SampleSubgraph } from '../testing/sample-subgraph.ts';
import { type StandIn, startStandIn } from '../testing/stand-in.ts';
import { startTestSubgraph, type TestSubgraph } from '../testing/test-subgraph.ts';

const account = randomId();
const opened: { close(): Promise<void> }[] = [];

async function start(sample: SampleSubgraph, followed?: string): Promise<TestSubgraph> {
  const subgraph = await startTestSubgraph(sample.definition(followed), { quiet: true });
  opened.push(subgraph);
  return subgraph;
}

const sharedSample = new SampleSubgraph();
let others: StandIn;
let shared: TestSubgraph;

beforeAll(async () => {
  others = await startStandIn(() => null);
  shared = await startTestSubgraph(sharedSample.definition(others.url), { quiet: true });
});
afterAll(async () => {
  await shared.close();
  await others.close();
});
afterEach(async () => {
  for (const thing of opened.splice(0)) await thing.close();
});

describe('health', () => {
  test('live and ready', async () => {
    expect(await shared.service.get('/health/live', {})).toEqual({ status: 200, body: { status: 'LIVE' } });
    expect(await shared.service.get('/health/ready', {})).toEqual({ status: 200, body: { status: 'READY' } });
  });

  test('not ready, but live, while the database is gone, and ready when it is back', async () => {
    const subgraph = await start(new SampleSubgraph());
    const database = new URL(subgraph.kit.environment.DATABASE_URL).pathname.slice(1);
    await shared.kit.database.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
    await shared.kit.database.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      database,
    ]);
    const gone = { status: 'NOT_READY', reason: 'DATABASE_UNREACHABLE' };
    expect(await subgraph.service.get('/health/ready', {})).toEqual({ status: 503, body: gone });
    expect((await subgraph.service.get('/health/live', {})).status).toBe(200);
    await shared.kit.database.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
    expect((await subgraph.service.get('/health/ready', {})).status).toBe(200);
  });

  test('metrics count operations by kind', async () => {
    const count = async () => {
      const { body } = await shared.service.get('/metrics', {});
      return Number(
        /^yoyaku_graphql_requests_total\{subgraph="sample",kind="query"\} (\d+)$/m.exec(String(body))?.[1] ?? 0,
      );
    };
    const before = await count();
    await shared.query('{ hello }');
    await shared.query('{ hello }');
    expect(await count()).toBe(before + 2);
  });
});

describe('routes beside GraphQL', () => {
  test('internal ones admit the service token only', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: 'the service token of tests' }]) {
      const answers = [
        await shared.service.get('/internal/events?after=0', headers),
        await shared.service.post('/internal/echo', { a: 1 }, headers),
      ];
      for (const { status, body } of answers) {
        expect([status, body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
      }
    }
    expect(await shared.service.post('/internal/echo', { a: 1 })).toEqual({ status: 200, body: { echo: { a: 1 } } });
  });

  test('public ones may read their bodies raw', async () => {
    const answer = await shared.service.post('/webhooks/raw', '{ "a" :1}', {});
    expect(answer).toEqual({ status: 200, body: { raw: '{ "a" :1}' } });
  });

  test('what is not there is a coded 404', async () => {
    const { status, body } = await shared.service.get('/nothing', {});
    expect([status, body.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('events', () => {
  test('those emitted can be read after any position', async () => {
    for (const what of ['a', 'b', 'c']) {
      await shared.query('mutation ($what: String!) { happen(what: $what) }', { what }, { as: account });
    }
    const emitted = await shared.emitted();
    expect(emitted.map(({ data }) => data)).toEqual([{ what: 'a' }, { what: 'b' }, { what: 'c' }]);
    expect(emitted[0]).toMatchObject({ source: 'sample', position: 1, aggregateId: deriveId('a'), shopId: account });
    const { body } = await shared.service.get('/internal/events?after=1&limit=1');
    expect(body).toEqual({ events: [emitted[1]] });
  });

  test.each(['', '?after=-1', '?after=x', '?after=0&limit=0', '?after=0&limit=100000'])(
    'asking for "%s" is refused',
    async (query) => {
      const { status, body } = await shared.service.get(`/internal/events${query}`);
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    },
  );

  test('those of others are consumed from the bus', async () => {
    const event = { type: 'OtherHappened', shopId: randomId(), aggregateId: randomId(), version: 1, data: { n: 1 } };
    await shared.deliver('others', event, { ...event, type: 'OfNoInterest' }, event);
    expect(sharedSample.taken.map(({ position }) => position)).toEqual([1, 3]);
  });

  test('what the bus has lost is asked of its source, with the service token', async () => {
    const event = { type: 'OtherHappened', shopId: randomId(), aggregateId: randomId(), version: 1, data: {} };
    const recorded = {
      ...event,
      id: randomId(),
      source: 'others',
      position: 1,
      occurredAt: '2026-01-01T00:00:00.000Z',
    };
    const source = await startStandIn(({ path }) => ({ body: { events: path.includes('after=0') ? [recorded] : [] } }));
    opened.push(source);
    const sample = new SampleSubgraph();
    const subgraph = await start(sample, source.url);
    await subgraph.events.caughtUp('others', 1);
    expect(sample.taken).toEqual([recorded]);
    expect(source.requests[0]?.headers.authorization).toBe(`Bearer ${subgraph.kit.environment.SERVICE_TOKEN}`);
  });
});

const withRedis = testRedisUrl() === null ? test.skip : test;

withRedis('events go through Redis as well', async () => {
  const sample = new SampleSubgraph();
  const subgraph = await startTestSubgraph(sample.definition(others.url), { quiet: true, redis: true });
  opened.push(subgraph);
  const event = { type: 'OtherHappened', shopId: randomId(), aggregateId: randomId(), version: 1, data: {} };
  await subgraph.deliver('others', event);
  expect(sample.taken).toHaveLength(1);
  await subgraph.query('mutation { happen(what: "a") }', {}, { as: account });
  expect(await subgraph.emitted()).toHaveLength(1);
});

describe('draining', () => {
  test('completes subscriptions, lets requests finish, takes no new ones, then closes the rest', async () => {
    const sample = new SampleSubgraph();
    const subgraph = await start(sample);
    const ticks = subgraph.subscribe('subscription { ticks { nth } }');
    expect((await ticks.next()).value.data).toEqual({ ticks: { nth: 1 } });
    const silence = subgraph.subscribe('subscription { silence { nth } }');
    const silent = silence.next();
    const slow = subgraph.query('{ slow }');
    await sample.asked.promise;
    await eventuallyOpen(subgraph, 2);

    const stopped = subgraph.stop();
    // Completed, where a socket that is cut makes the iterator throw.
    expect(await ticks.next()).toMatchObject({ done: true });
    expect(await silent).toMatchObject({ done: true });
    const [refused] = await once(new WebSocket(`${subgraph.url}/graphql`.replace('http', 'ws')), 'error');
    expect(String(refused)).toMatch(/503|ECONNREFUSED/);
    expect(sample.closed).toEqual([]);

    sample.answer.resolve('worth the wait');
    expect(await slow).toEqual({ data: { slow: 'worth the wait' } });
    await stopped;
    expect(sample.closed).toEqual(['parts']);
    expect(subgraph.kit.database.dataSource.isInitialized).toBe(false);
    await expect(subgraph.service.get('/health/live')).rejects.toThrow();
    await subgraph.stop();
  });

  test('turns readiness off first, while the server still answers', async () => {
    const sample = new SampleSubgraph();
    const subgraph = await start(sample);
    const socket = new WebSocket(`${subgraph.url}/graphql`.replace('http', 'ws'), 'graphql-transport-ws', {
      headers: { [GATEWAY_SECRET_HEADER]: subgraph.kit.environment.GATEWAY_SECRET },
    });
    await once(socket, 'open');
    // The closing handshake waits for this peer, and with it the rest of the drain.
    socket.pause();
    const stopped = subgraph.stop();
    const ready = await subgraph.service.get('/health/ready', {});
    expect(ready).toEqual({ status: 503, body: { status: 'NOT_READY', reason: 'DRAINING' } });
    socket.resume();
    await stopped;
  });
});

test('a start that fails on a taken port leaves nothing open', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const sample = new SampleSubgraph();
  const starting = startTestSubgraph(sample.definition(), { environment: { PORT: port } });
  await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(sample.closed).toEqual(['parts']);
  taken.close();
});

async function eventuallyOpen(subgraph: TestSubgraph, count: number): Promise<void> {
  for (;;) {
    const { body } = await subgraph.service.get('/metrics');
    if (String(body).includes(`yoyaku_graphql_live_subscriptions{subgraph="sample"} ${count}\n`)) return;
  }
}
