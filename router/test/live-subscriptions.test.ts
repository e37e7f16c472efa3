import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LiveGateway } from '../live/gateway.ts';
import { ask, codesOf, eventStream, next, type SocketClient, socketClient, until } from './support/clients.ts';
import { startToyGateway } from './support/live-gateway.ts';
import { startToys, TOY_SECRET, type Toys } from './support/toy-subgraphs.ts';

const LOAN = 'subscription { loanChanged(id: "l1") { id state number borrower book { title seenBy seenSecret } } }';

let toys: Toys;
let gateway: LiveGateway;
let clients: SocketClient[];

beforeEach(async () => {
  clients = [];
  toys = await startToys();
  gateway = await startToyGateway(toys, { mode: 'subscriptions-only' });
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await gateway.stop();
  await toys.stop();
});

function connect(connectionParams?: Record<string, unknown>, headers?: Record<string, string>): SocketClient {
  const client = socketClient(gateway.url, connectionParams, headers);
  clients.push(client);
  return client;
}

describe('a subscription over a WebSocket', () => {
  test('starts with the present state, follows every change, and joins fields of another subgraph', async () => {
    const results = connect({ authorization: 'Bearer ann' }).subscribe(LOAN);
    expect(await next(results)).toEqual({
      data: {
        loanChanged: {
          id: 'l1',
          state: 'PENDING',
          number: 0,
          borrower: 'Bearer ann',
          book: { title: 'Kokoro', seenBy: 'Bearer ann', seenSecret: true },
        },
      },
    });
    toys.advance();
    expect(await next(results)).toMatchObject({ data: { loanChanged: { state: 'CONFIRMED', number: 1 } } });
  });

  test('asks for joined fields anew with every event', async () => {
    const results = connect().subscribe(LOAN);
    expect(await next(results)).toMatchObject({ data: { loanChanged: { book: { title: 'Kokoro' } } } });
    toys.setTitle('Botchan');
    toys.advance();
    expect(await next(results)).toMatchObject({ data: { loanChanged: { book: { title: 'Botchan' } } } });
  });

  test('takes authorization from the upgrade request too', async () => {
    const results = connect({}, { authorization: 'Bearer bob' }).subscribe(LOAN);
    expect(await next(results)).toMatchObject({ data: { loanChanged: { borrower: 'Bearer bob' } } });
  });

  test('sends the gateway secret and never what a client forges in connectionParams', async () => {
    const forged = {
      'x-gateway-secret': 'forged',
      'x-client-address': '6.6.6.6',
      cookie: 'a=b',
      authorization: 'Bearer ann',
    };
    await next(connect(forged).subscribe(LOAN));
    const [socket] = toys.sockets;
    expect(socket?.headers).toMatchObject({ 'x-gateway-secret': TOY_SECRET, authorization: 'Bearer ann' });
    expect(socket?.connectionParams).toEqual({ authorization: 'Bearer ann' });
    const request = toys.shelf.requests.at(-1);
    expect(request).toMatchObject({ 'x-gateway-secret': TOY_SECRET, authorization: 'Bearer ann' });
    expect(request).not.toHaveProperty('cookie');
    expect(request?.['x-client-address']).toBeUndefined();
  });

  test('is never mixed up with that of another account, sockets and entity requests alike', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `Bearer ${index % 2 ? 'ann' : 'bob'}`);
    const streams = names.map((authorization) => connect({ authorization }).subscribe(LOAN));
    for (let round = 0; round < 5; round += 1) {
      const results = await Promise.all(streams.map(next));
      results.forEach((result, index) => {
        const name = names[index];
        expect(result).toMatchObject({
          data: { loanChanged: { number: round, borrower: name, book: { seenBy: name } } },
        });
      });
      toys.advance();
    }
    expect(toys.sockets.map(({ headers }) => headers.authorization).toSorted()).toEqual(['Bearer ann', 'Bearer bob']);
  });

  test('ends upstream when the client completes it, even while no event comes', async () => {
    const client = connect();
    const [first, second] = [client.subscribe(LOAN), client.subscribe(LOAN)];
    await Promise.all([next(first), next(second)]);
    expect(toys.active()).toBe(2);
    await first.return?.();
    await until(() => toys.active() === 1);
  });

  test('ends upstream when the client vanishes', async () => {
    const client = connect();
    await next(client.subscribe(LOAN));
    expect(toys.active()).toBe(1);
    client.client.terminate();
    await until(() => toys.active() === 0 && gateway.connections() === 0);
  });

  test('is refused with the code of the subgraph', async () => {
    const results = connect().subscribe('subscription { refusedLoan(id: "l1") { id } }');
    expect((await next(results)).errors).toMatchObject([
      { message: 'Log in first.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  test('that breaks in the subgraph ends with a masked error', async () => {
    const results = connect().subscribe('subscription { brokenLoan(id: "l1") { id } }');
    expect(await next(results)).toEqual({ data: { brokenLoan: { id: 'l1' } } });
    const last = await next(results);
    expect(last.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(last)).not.toContain('10.0.0.7');
  });

  test('ends with a code, and does not start over in silence, when the connection to the subgraph is lost', async () => {
    const results = connect().subscribe(LOAN);
    await next(results);
    toys.desk.crashSockets();
    expect((await next(results)).errors).toMatchObject([
      { extensions: { code: 'SUBSCRIPTION_INTERRUPTED', retryable: true } },
    ]);
    expect((await results.next()).done).toBe(true);
    await until(() => toys.active() === 0);
    expect(await next(connect().subscribe(LOAN))).toMatchObject({ data: { loanChanged: { number: 0 } } });
  });

  test('refuses queries and mutations: those go to the Router', async () => {
    const outcome = connect().subscribe('{ book(id: "b1") { title } }');
    expect((await next(outcome)).errors).toMatchObject([{ extensions: { code: 'SUBSCRIPTIONS_ONLY' } }]);
    expect(toys.shelf.requests).toEqual([]);
  });

  test('is refused when it is not valid, before anything is asked upstream', async () => {
    const outcome = connect().subscribe('subscription { loanChanged(id: "l1") { nothing } }');
    expect((await next(outcome)).errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(toys.sockets).toEqual([]);
  });
});

describe('a subscription as an event stream', () => {
  test('carries the same, with the authorization of the request', async () => {
    const stream = await eventStream(gateway.url, LOAN, { authorization: 'Bearer ann' });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(await stream.next()).toMatchObject({
      data: { loanChanged: { state: 'PENDING', borrower: 'Bearer ann', book: { seenBy: 'Bearer ann' } } },
    });
    toys.advance();
    expect(await stream.next()).toMatchObject({ data: { loanChanged: { state: 'CONFIRMED' } } });
    stream.abort();
    await until(() => toys.active() === 0 && gateway.connections() === 0);
  });

  test('carries a refusal, and completes', async () => {
    const stream = await eventStream(gateway.url, 'subscription { refusedLoan(id: "l1") { id } }');
    expect((await stream.next())?.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await stream.next()).toBeNull();
  });

  test.each(['application/json', '*/*', 'multipart/mixed', 'application/graphql-response+json'])(
    'without text/event-stream in Accept (%s) is refused with 406 and opens nothing upstream',
    async (accept) => {
      const answer = await ask(gateway.url, LOAN, { headers: { accept } });
      expect(answer.status).toBe(406);
      expect(toys.active()).toBe(0);
      expect(toys.sockets).toEqual([]);
    },
  );

  test('refuses queries: those go to the Router', async () => {
    const answer = await ask(gateway.url, '{ book(id: "b1") { title } }');
    expect([answer.status, codesOf(answer)]).toEqual([400, ['SUBSCRIPTIONS_ONLY']]);
  });
});

describe('stopping', () => {
  test('closes sockets so that clients connect again, cuts event streams off, and leaves nothing upstream', async () => {
    const client = connect();
    const closed = new Promise<unknown>((resolve) => client.client.on('closed', resolve));
    const results = client.subscribe(LOAN);
    await next(results);
    const stream = await eventStream(gateway.url, LOAN);
    await stream.next();
    expect(toys.active()).toBe(2);
    const after = results.next().catch((error: unknown) => error);
    await gateway.stop();
    expect(await closed).toMatchObject({ code: 1001 });
    expect(await after).toMatchObject({ code: 1001 });
    await expect(stream.next()).rejects.toThrow();
    await until(() => toys.active() === 0);
    gateway = await startToyGateway(toys);
  });
});
