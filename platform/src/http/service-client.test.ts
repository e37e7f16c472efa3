import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type StandIn, type StandInAnswer, type StandInRequest, startStandIn } from '../testing/stand-in.ts';
import { testLogger } from '../testing/test-logger.ts';
import { ServiceCallError, ServiceClient } from './service-client.ts';

const schema = z.object({ n: z.number() });
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function service(
  answer: (request: StandInRequest) => StandInAnswer | null | Promise<StandInAnswer | null>,
): Promise<StandIn & { readonly client: ServiceClient }> {
  const standIn = await startStandIn(answer);
  const client = clientOf(standIn.url);
  closing.push(() => standIn.close());
  return { ...standIn, client };
}

function clientOf(url: string, timeoutMilliseconds = 5_000): ServiceClient {
  const { logger } = testLogger('test', true);
  const client = new ServiceClient({ service: 'catalog', url, token: 'the token', logger, timeoutMilliseconds });
  closing.push(() => client.close());
  return client;
}

async function failure(call: Promise<unknown>): Promise<ServiceCallError> {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof ServiceCallError)) throw new Error(`no ServiceCallError but ${String(error)}`);
  expect(error.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
  return error;
}

describe('answers', () => {
  test('a call carries the token and JSON, and its answer is read', async () => {
    const { client, requests } = await service(() => ({ body: { n: 1 } }));
    expect(await client.post('/internal/hold', { a: 1 }, schema)).toEqual({ n: 1 });
    expect(requests).toMatchObject([
      { method: 'POST', path: '/internal/hold', body: { a: 1 }, headers: { authorization: 'Bearer the token' } },
    ]);
  });

  test('no answer is needed where none is expected', async () => {
    const { client } = await service(() => ({ status: 204 }));
    await expect(client.send('/internal/release', {})).resolves.toBeUndefined();
  });

  test('find takes 404 for null, get does not', async () => {
    const { client } = await service(() => null);
    expect(await client.find('/internal/things/1', schema)).toBeNull();
    expect((await failure(client.get('/internal/things/1', schema))).mayHaveBeenCarriedOut).toBe(false);
  });
});

describe('failures', () => {
  test('a refused connection: it has not been carried out', async () => {
    const { client, close } = await service(() => null);
    await close();
    expect((await failure(client.post('/', {}, schema))).mayHaveBeenCarriedOut).toBe(false);
  });

  test('a refusal: it has not been carried out', async () => {
    const { client } = await service(() => ({ status: 401, body: {} }));
    expect((await failure(client.post('/', {}, schema))).mayHaveBeenCarriedOut).toBe(false);
  });

  test('a server error: it may have been carried out', async () => {
    const { client } = await service(() => ({ status: 500, body: {} }));
    expect((await failure(client.post('/', {}, schema))).mayHaveBeenCarriedOut).toBe(true);
  });

  test('no answer in time: it may have been carried out', async () => {
    const standIn = await startStandIn(() => new Promise(() => undefined));
    closing.push(() => standIn.close());
    const error = await failure(clientOf(standIn.url, 50).post('/', {}, schema));
    expect(error.mayHaveBeenCarriedOut).toBe(true);
  });

  test.each([
    ['of another shape', { body: { n: 'one' } }],
    ['of no shape', {}],
  ])('an answer %s: it may have been carried out', async (_, answer) => {
    const { client } = await service(() => answer);
    expect((await failure(client.post('/', {}, schema))).mayHaveBeenCarriedOut).toBe(true);
  });
});

describe('the log', () => {
  test('has a failed call as a warning, unless the caller expected it', async () => {
    const standIn = await startStandIn(() => ({ status: 500, body: {} }));
    closing.push(() => standIn.close());
    const { logger, log } = testLogger('test', true);
    const client = new ServiceClient({ service: 'catalog', url: standIn.url, token: 'the token', logger });
    closing.push(() => client.close());
    await failure(client.get('/expected', schema, { failureExpected: true }));
    await failure(client.get('/not-expected', schema));
    expect(log.map(({ level, path }) => [level, path])).toEqual([[40, '/not-expected']]);
  });
});

describe('connections that break', () => {
  /** Answers every connection after the first few, which it cuts once they have sent something. */
  async function cutting(cuts: number): Promise<{ url: string; server: Server; connections: Socket[] }> {
    const connections: Socket[] = [];
    const server = createServer((socket) => {
      connections.push(socket);
      const cut = connections.length <= cuts;
      socket.once('data', () => {
        if (cut) socket.destroy();
        else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n{"n":1}');
      });
      socket.on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(async () => {
      for (const socket of connections) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, server, connections };
  }

  test('a call that the closing of a connection swallowed is made again', async () => {
    const { url, connections } = await cutting(1);
    expect(await clientOf(url).post('/', {}, schema)).toEqual({ n: 1 });
    expect(connections).toHaveLength(2);
  });

  test('once only', async () => {
    const { url, connections } = await cutting(2);
    expect((await failure(clientOf(url).post('/', {}, schema))).mayHaveBeenCarriedOut).toBe(true);
    expect(connections).toHaveLength(2);
  });
});
