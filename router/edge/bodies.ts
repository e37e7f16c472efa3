import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { answerJson, coded } from '../refusals.ts';
import type { Upstream } from './routes.ts';

/** As in nginx.conf, and as what is behind the edge takes: http-server.ts and webhook.routes.ts, router.yaml. */
const MOST_BYTES: Readonly<Record<Upstream, number>> = {
  router: 1_048_576,
  live: 1_048_576,
  payments: 256 * 1024,
};
/** How long what is too large is still read, so that the client gets to read the answer. */
const LINGER_MS = 10_000;

/** The body of a request that may go on: as it comes, or as it was read because nobody had said how long it is. */
export type Body = 'AS_IT_COMES' | Readable;

/**
 * Judges the size of a request's body here: an upstream that refuses it closes the connection while it is still being
 * written to, and then its answer is mostly lost. One of unknown length is read first; it goes on with its length.
 * @returns null for a request that has been answered, or has gone
 */
export async function admitBody(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: Upstream,
): Promise<Body | null> {
  const most = MOST_BYTES[upstream];
  const { headers } = request;
  if (headers['transfer-encoding'] === undefined) {
    if (Number(headers['content-length'] ?? 0) <= most) return 'AS_IT_COMES';
    refuse(request, response);
    return null;
  }
  const body = await read(request, most);
  if (body === 'GONE') return null;
  if (body === 'TOO_LARGE') {
    refuse(request, response);
    return null;
  }
  delete headers['transfer-encoding'];
  headers['content-length'] = String(body.length);
  return Readable.from([body], { objectMode: false });
}

async function read(request: IncomingMessage, most: number): Promise<Buffer | 'TOO_LARGE' | 'GONE'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Its connection is to outlive it.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) return 'TOO_LARGE';
      chunks.push(chunk);
    }
  } catch {
    return 'GONE';
  }
  return Buffer.concat(chunks);
}

/** The rest is read and dropped: after it the connection is good for the next request. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  answerJson(response, 413, coded('PAYLOAD_TOO_LARGE', 'The request is too large.'));
  request.resume();
  const lingering = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, LINGER_MS).unref();
  request.once('close', () => {
    clearTimeout(lingering);
  });
}
