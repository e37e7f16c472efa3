import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { GATEWAY_SECRET_HEADER } from '../auth/gateway.ts';
import { randomId } from '../ids.ts';
import { SampleSubgraph } from '../testing/sample-subgraph.ts';
import { type Answer, startTestSubgraph, type TestSubgraph } from '../testing/test-subgraph.ts';

const account = randomId();
const sample = new SampleSubgraph();
let subgraph: TestSubgraph;
let secret: string;
let address: string;

beforeAll(async () => {
  subgraph = await startTestSubgraph(sample.definition(), { quiet: true });
  secret = subgraph.kit.environment.GATEWAY_SECRET;
  address = `${subgraph.url.replace('http', 'ws')}/graphql`;
});
afterAll(() => subgraph.close());

describe('who may connect', () => {
  test('a gateway that gives the secret in connectionParams', async () => {
    const client = createClient({
      url: address,
      webSocketImpl: WebSocket,
      connectionParams: { [GATEWAY_SECRET_HEADER]: secret },
    });
    expect(await client.iterate({ query: '{ hello }' }).next()).toMatchObject({ value: { data: { hello: 'Hello.' } } });
    await client.dispose();
  });

  test.each([
    ['no secret', {}],
    ['a wrong secret', { [GATEWAY_SECRET_HEADER]: 'wrong' }],
    ['a secret that is no string', { [GATEWAY_SECRET_HEADER]: [1] }],
  ])('%s in connectionParams closes the socket with 4403', async (_, connectionParams) => {
    const client = createClient({ url: address, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
    await expect(client.iterate({ query: '{ hello }' }).next()).rejects.toMatchObject({ code: 4403 });
    await client.dispose();
  });

  test('a wrong secret in a header is refused at the upgrade, whatever connectionParams would say', async () => {
    const socket = new WebSocket(address, 'graphql-transport-ws', { headers: { [GATEWAY_SECRET_HEADER]: 'wrong' } });
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(403);
    const [body] = await once(response as IncomingMessage, 'data');
    expect(JSON.parse(String(body)).errors[0].extensions.code).toBe('GATEWAY_ONLY');
  });

  test('there is no socket anywhere else', async () => {
    const socket = new WebSocket(`${address}/other`, 'graphql-transport-ws', {
      headers: { [GATEWAY_SECRET_HEADER]: secret },
    });
    const [, response] = await once(socket, 'unexpected-response');
    expect(response.statusCode).toBe(404);
  });

  test('an operation before the handshake closes the socket with 4401', async () => {
    const socket = new WebSocket(address, 'graphql-transport-ws', { headers: { [GATEWAY_SECRET_HEADER]: secret } });
    await once(socket, 'open');
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ hello }' } }));
    expect((await once(socket, 'close'))[0]).toBe(4401);
  });
});

describe('who the viewer is', () => {
  const listener = 'subscription { listener }';

  test('the account of connectionParams', async () => {
    const events = subgraph.subscribe(listener, {}, { as: account });
    expect(await events.next()).toEqual({ done: false, value: { data: { listener: account } } });
    expect(await events.next()).toMatchObject({ done: true });
    await events.return?.();
  });

  test('the account of the upgrade request', async () => {
    const authorization = `Bearer ${await subgraph.users.token(account)}`;
    const events = subgraph.subscribe(listener, {}, { headers: { authorization } });
    expect((await events.next()).value).toEqual({ data: { listener: account } });
    await events.return?.();
  });

  test('nobody, without a token', async () => {
    const events = subgraph.subscribe(listener);
    expect((await events.next()).value.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await events.return?.();
  });

  test('of each operation its own, when a gateway carries many clients on one socket', async () => {
    const [first, second] = [randomId(), randomId()];
    const bearer = async (accountId: string) => ({ authorization: `Bearer ${await subgraph.users.token(accountId)}` });
    const client = createClient({
      url: address,
      webSocketImpl: WebSocket,
      connectionParams: { [GATEWAY_SECRET_HEADER]: secret, ...(await bearer(first)) },
    });
    const ask = async (extensions?: Record<string, unknown>) => {
      const events = client.iterate({ query: listener, ...(extensions && { extensions }) });
      return (await events.next()).value as Answer;
    };
    expect(await ask()).toEqual({ data: { listener: first } });
    expect(await ask({ headers: await bearer(second) })).toEqual({ data: { listener: second } });
    expect((await ask({ headers: {} })).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await client.dispose();
  });

  test.each([
    ['an expired token', () => subgraph.users.expiredToken(account)],
    ['a token of an unknown key', () => subgraph.users.foreignToken(account)],
    ['garbage', () => Promise.resolve('garbage')],
  ])('%s is refused with the whole operation', async (_, token) => {
    const events = subgraph.subscribe('subscription { ticks { nth } }', {}, { as: await token() });
    await expect(events.next()).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await events.return?.();
  });
});

describe('subscriptions', () => {
  test('each event has fresh loaders', async () => {
    const events = subgraph.subscribe('subscription { ticks { nth loader again: loader } }');
    const first = (await events.next()).value.data.ticks;
    sample.tick();
    const second = (await events.next()).value.data.ticks;
    expect([first.nth, second.nth]).toEqual([1, 2]);
    expect(first.again).toBe(first.loader);
    expect(second.loader).toBeGreaterThan(Number(first.loader));
    await events.return?.();
  });

  test.each([
    ['a syntax error', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { other }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a deep query',
      `{ thing(id: 1) ${'{ itself '.repeat(20)} { id } ${'}'.repeat(20)} }`,
      {},
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s answers a coded error', async (_, query, variables, code) => {
    const events = subgraph.subscribe(query, variables);
    await expect(events.next()).rejects.toMatchObject([{ extensions: { code } }]);
    await events.return?.();
  });

  test('a variable that is no good is BAD_USER_INPUT', async () => {
    const events = subgraph.subscribe('query ($at: DateTime!) { moment(at: $at) }', { at: 'tomorrow' });
    expect((await events.next()).value.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    await events.return?.();
  });

  test('what breaks while an event is answered is masked, and the subscription goes on', async () => {
    const events = subgraph.subscribe('subscription { ticks { nth breaks } }');
    const { value } = await events.next();
    expect(value).toMatchObject({
      data: { ticks: { nth: 1, breaks: null } },
      errors: [
        { path: ['ticks', 'breaks'], extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) } },
      ],
    });
    expect(JSON.stringify(value)).not.toContain('hunter2');
    sample.tick();
    expect((await events.next()).value.data.ticks.nth).toBe(2);
    await events.return?.();
  });

  test('a stream that breaks ends in a masked error', async () => {
    const events = subgraph.subscribe('subscription { snaps { nth } }');
    expect((await events.next()).value).toEqual({ data: { snaps: { nth: 1 } } });
    const error: unknown = await events.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) } }]);
    expect(JSON.stringify(error)).not.toContain('hunter2');
    await events.return?.();
  });

  test('who leaves while nothing happens is let go at once', async () => {
    const events = subgraph.subscribe('subscription { silence { nth } }');
    const next = events.next();
    await eventuallyOpen(1);
    await events.return?.();
    await sample.silenceReturned.promise;
    await next;
    await eventuallyOpen(0);
  });
});

/** Resolves when so many subscriptions are open by the subgraph's own metric. */
async function eventuallyOpen(count: number): Promise<void> {
  for (;;) {
    const { body } = await subgraph.service.get('/metrics');
    if (String(body).includes(`yoyaku_graphql_live_subscriptions{subgraph="sample"} ${count}\n`)) return;
  }
}
