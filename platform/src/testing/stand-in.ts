import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInRequest {
  readonly method: string;
  /** With the query string. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The JSON body; undefined without one. */
  readonly body: unknown;
}

export interface StandInAnswer {
  /** 200 by default, 204 without a body. */
  readonly status?: number;
  readonly body?: unknown;
}

export interface StandIn {
  readonly url: string;
  /** All requests so far. */
  readonly requests: readonly StandInRequest[];
  /** From here on the service is down. May be called more than once. */
  readonly close: () => Promise<void>;
}

/**
 * A real HTTP server that stands in for another service. What `answer` returns is sent as JSON; null is a 404 (but for
 * /internal/events, where it means that nothing has happened), a promise that never settles a service that hangs, and a
 * rejected one a connection that breaks off.
 */
export async function startStandIn(
  answer: (request: StandInRequest) => StandInAnswer | null | Promise<StandInAnswer | null>,
): Promise<StandIn> {
  const requests: StandInRequest[] = [];

  async function take(incoming: IncomingMessage): Promise<StandInAnswer> {
    const { method = '', url: path = '', headers } = incoming;
    const text = await read(incoming);
    const request = { method, path, headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
    requests.push(request);
    const nothing = path.startsWith('/internal/events')
      ? { body: { events: [] } }
      : { status: 404, body: { errors: [] } };
    return (await answer(request)) ?? nothing;
  }

  const server = createServer((incoming, response) => {
    take(incoming).then(
      ({ status, body }) => {
        response.writeHead(status ?? (body === undefined ? 204 : 200), { 'content-type': 'application/json' });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      },
      () => incoming.socket.destroy(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
