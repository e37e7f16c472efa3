import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between reservations and catalog, and lets nothing pass after a hold that has been taken. */
export interface HoldFault {
  readonly url: string;
  /** Whatever this does happens after the next hold is taken, and before reservations hears of it. */
  strikeAfterNextHold(strike: () => Promise<void>): void;
  close(): void;
}

/** Passes every request on to catalog as it is. */
export async function holdFault(catalogUrl: string): Promise<HoldFault> {
  let strike: (() => Promise<void>) | null = null;
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await fetch(`${catalogUrl}${request.url ?? ''}`, {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    if (strike && request.url === '/internal/hold') {
      const struck = strike;
      strike = null;
      await struck();
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
  }
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    strikeAfterNextHold(action) {
      strike = action;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
