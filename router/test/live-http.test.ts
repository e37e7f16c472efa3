import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LiveGateway } from '../live/gateway.ts';
import { ask, codesOf, eventStream, next, post, socketClient, until } from './support/clients.ts';
import { startToyGateway } from './support/live-gateway.ts';
import { startToys, TOY_SECRET, type Toys } from './support/toy-subgraphs.ts';

const LOAN = 'subscription { loanChanged(id: "l1") { id } }';

let toys: Toys;
let gateway: LiveGateway;

beforeAll(async () => {
  toys = await startToys();
  gateway = await startToyGateway(toys, { mostConnectionsPerAddress: 3, mostSubscriptionsPerSocket: 2 });
});

afterAll(async () => {
  await gateway.stop();
  await toys.stop();
});

describe('what a subgraph is told', () => {
  test('is the named headers and the secret, never a forged one or another header', async () => {
    const answer = await ask(gateway.url, '{ caller { authorization requestId traceparent clientAddress headers } }', {
      headers: {
        authorization: 'Bearer ann',
        'x-request-id': 'r1',
        traceparent: '00-1-2-01',
        'x-client-address': '10.1.1.1',
        'x-gateway-secret': 'forged',
        'x-other': '1',
        cookie: 'a=b',
      },
    });
    expect(answer.body).toMatchObject({
      data: {
        caller: { authorization: 'Bearer ann', requestId: 'r1', traceparent: '00-1-2-01', clientAddress: '10.1.1.1' },
      },
    });
    const request = toys.shelf.requests.at(-1);
    expect(request).toMatchObject({ 'x-gateway-secret': TOY_SECRET });
    expect(request).not.toHaveProperty('x-other');
    expect(request).not.toHaveProperty('cookie');
  });

  test('is each client’s own authorization, though equal queries run at the same time', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `Bearer ${index % 3}`);
    const answers = await Promise.all(
      names.map((authorization) =>
        ask(gateway.url, '{ loan(id: "l1") { book { seenBy } } caller { authorization } }', {
          headers: { authorization },
        }),
      ),
    );
    answers.forEach(({ body }, index) => {
      expect(body).toEqual({
        data: { loan: { book: { seenBy: names[index] } }, caller: { authorization: names[index] } },
      });
    });
  });
});

describe('errors', () => {
  test('that a subgraph means for its caller keep message, code and retry hints, and nothing else', async () => {
    const { body } = await ask(gateway.url, '{ detailed }');
    expect(body.errors).toEqual([
      {
        message: 'Log in first.',
        path: ['detailed'],
        extensions: { code: 'UNAUTHENTICATED', retryable: true, retryAt: '2026-01-31T09:30:00.000Z' },
      },
    ]);
  });

  test('that are not meant for anybody are masked', async () => {
    const answer = await ask(gateway.url, '{ broken }');
    expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(answer.body)).not.toMatch(/ECONNREFUSED|10\.0\.0\.7|stacktrace/);
  });

  test('of a subgraph that cannot be reached tell no address', async () => {
    const lonely = await startToyGateway(toys, { subgraphUrls: { catalog: 'http://127.0.0.1:9' } });
    const answer = await ask(lonely.url, '{ book(id: "b1") { title } }');
    expect(codesOf(answer)).toEqual(['SUBREQUEST_HTTP_ERROR']);
    expect(JSON.stringify(answer.body)).not.toContain('127.0.0.1');
    await lonely.stop();
  });

  test('of a subgraph that does not answer come in time', async () => {
    const hasty = await startToyGateway(toys, { upstreamTimeout: 200 });
    expect(codesOf(await ask(hasty.url, '{ slow }'))).toEqual(['GATEWAY_TIMEOUT']);
    await hasty.stop();
  });
});

describe('pages of other sites', () => {
  const origins = (origin: string) => ask(gateway.url, '{ __typename }', { headers: { origin } });

  test.each(['http://localhost:3000', 'https://studio.apollographql.com'])(
    'from %s may read answers',
    async (origin) => {
      const { headers } = await origins(origin);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toContain('Origin');
    },
  );

  test.each(['https://evil.example', 'http://localhost.evil.example', 'null'])('from %s may not', async (origin) => {
    expect((await origins(origin)).headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('may not open sockets either; pages of this host may', async () => {
    const opens = async (origin: string) => {
      const { subscribe, close } = socketClient(gateway.url, {}, { origin });
      const outcome = await next(subscribe(LOAN)).then(
        () => true,
        () => false,
      );
      await close();
      return outcome;
    };
    expect(await opens('https://evil.example')).toBe(false);
    expect(await opens(gateway.url)).toBe(true);
    expect(await opens('http://localhost:3000')).toBe(true);
    await until(() => gateway.connections() === 0);
  });

  test.each([
    ['application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
    ['text/plain', '{"query":"{__typename}"}'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('send no forms: %s', async (contentType, body) => {
    const answer = await post(gateway.url, body, { 'content-type': contentType });
    expect([answer.status, codesOf(answer)]).toEqual([400, ['CSRF_ERROR']]);
  });

  test('send no simple GET, not even for a subscription', async () => {
    for (const query of ['{__typename}', LOAN]) {
      const url = `${gateway.url}/graphql?query=${encodeURIComponent(query)}`;
      const response = await fetch(url, { headers: { accept: 'text/event-stream' } });
      expect([response.status, await response.json()]).toMatchObject([
        400,
        { errors: [{ extensions: { code: 'CSRF_ERROR' } }] },
      ]);
    }
    expect(toys.active()).toBe(0);
    const url = `${gateway.url}/graphql?query=${encodeURIComponent('{__typename}')}`;
    const response = await fetch(url, { headers: { 'apollo-require-preflight': '1', accept: 'application/json' } });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('one client', () => {
  test('holds only so many sockets and streams, and gets its places back', async () => {
    const open = () => {
      const client = socketClient(gateway.url);
      return { client, results: client.subscribe(LOAN) };
    };
    const [first, second] = [open(), open()];
    await Promise.all([next(first.results), next(second.results)]);
    const stream = await eventStream(gateway.url, LOAN);
    await stream.next();
    expect(gateway.connections()).toBe(3);

    await expect(next(open().results)).rejects.toMatchObject({ message: expect.stringContaining('429') });
    const refused = await ask(gateway.url, LOAN, { headers: { accept: 'text/event-stream' } });
    expect([refused.status, codesOf(refused)]).toEqual([429, ['TOO_MANY_CONNECTIONS']]);
    const other = await eventStream(gateway.url, LOAN, { 'x-client-address': '10.0.0.2' });
    await other.next();
    other.abort();

    stream.abort();
    await first.client.close();
    await until(() => gateway.connections() === 1);
    const third = open();
    await next(third.results);
    await Promise.all([second.client.close(), third.client.close()]);
    await until(() => gateway.connections() === 0 && toys.active() === 0);
  });

  test('runs only so many subscriptions on one socket', async () => {
    const { subscribe, close } = socketClient(gateway.url);
    const running = [subscribe(LOAN), subscribe(LOAN)];
    await Promise.all(running.map(next));
    await expect(next(subscribe(LOAN))).rejects.toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
    await running[0]?.return?.();
    await until(() => toys.active() === 1);
    await next(subscribe(LOAN));
    await close();
    await until(() => gateway.connections() === 0);
  });

  test('sends no body beyond a megabyte', async () => {
    const answer = await post(gateway.url, JSON.stringify({ query: `{ __typename } #${'x'.repeat(1_100_000)}` }));
    expect(answer.status).toBe(413);
  });
});

describe('the live gateway', () => {
  test('tells its health', async () => {
    for (const path of ['live', 'ready']) expect((await fetch(`${gateway.url}/health/${path}`)).status).toBe(200);
  });

  test('answers nothing else', async () => {
    const response = await fetch(`${gateway.url}/other`);
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  test('does not describe itself without introspection', async () => {
    const closed = await startToyGateway(toys, { introspection: false });
    expect(codesOf(await ask(closed.url, '{ __schema { queryType { name } } }'))).toEqual(['INTROSPECTION_DISABLED']);
    expect((await ask(closed.url, '{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    await closed.stop();
  });
});
