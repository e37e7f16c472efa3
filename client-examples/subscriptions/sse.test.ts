import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type Answer, subscribe } from './sse.ts';

let server: Server;
let asked: IncomingHttpHeaders;

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  server = createServer((request, response) => {
    asked = request.headers;
    answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const streaming = { 'content-type': 'text/event-stream; charset=utf-8' };
const watch = (endpoint: string, more: { token?: string; signal?: AbortSignal } = {}) =>
  subscribe({ endpoint, query: 'subscription { x }', variables: {}, ...more });

async function all(answers: AsyncIterable<Answer>): Promise<Answer[]> {
  const collected: Answer[] = [];
  for await (const answer of answers) collected.push(answer);
  return collected;
}

describe('a subscription over server-sent events', () => {
  test('yields every answer, wherever the stream is cut, until it is complete', async () => {
    const text = `:\n\nevent: next\ndata: {"data":{"x":"器"}}\n\n: still here\n\nevent: next\r\ndata: {"data":\r\ndata: {"x":2}}\r\n\r\nevent: complete\ndata:\n\nevent: next\ndata: {"data":{"x":3}}\n\n`;
    const endpoint = await serve((response) => {
      response.writeHead(200, streaming);
      for (const byte of Buffer.from(text)) response.write(Buffer.of(byte));
      response.end();
    });
    expect(await all(watch(endpoint))).toEqual([{ data: { x: '器' } }, { data: { x: 2 } }]);
  });

  test('asks for a stream, and says who asks', async () => {
    const endpoint = await serve((response) => response.writeHead(200, streaming).end());
    await all(watch(endpoint, { token: 'the token' }));
    expect(asked).toMatchObject({ accept: 'text/event-stream', authorization: 'Bearer the token' });
  });

  test('yields the errors of a refusal that is no stream', async () => {
    const errors = [{ message: 'Log in first.', extensions: { code: 'UNAUTHENTICATED' } }];
    const endpoint = await serve((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ errors })),
    );
    expect(await all(watch(endpoint))).toEqual([{ errors }]);
  });

  test('lets go of the server when its reader leaves', async () => {
    const left = Promise.withResolvers<undefined>();
    const endpoint = await serve((response) => {
      response.on('close', () => left.resolve(undefined));
      response.writeHead(200, streaming).write('event: next\ndata: {"data":{"x":1}}\n\n');
    });
    for await (const answer of watch(endpoint)) {
      expect(answer).toEqual({ data: { x: 1 } });
      break;
    }
    await left.promise;
  });
});
