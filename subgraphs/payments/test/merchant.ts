import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallbackEvent } from '../simulator/callbacks.ts';
import { eventually } from './eventually.ts';

export interface ReceivedCall {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly event: CallbackEvent;
}

/** A merchant's webhook that keeps what it is told. */
export class Merchant implements AsyncDisposable {
  readonly calls: ReceivedCall[] = [];
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** @param answers the status it answers a call with; 200 unless given */
  static async start(answers: (call: ReceivedCall) => number = () => 200): Promise<Merchant> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const merchant = new Merchant(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const call = { headers: request.headers, body, event: JSON.parse(body.toString()) as CallbackEvent };
        merchant.calls.push(call);
        response.writeHead(answers(call)).end();
      });
    });
    return merchant;
  }

  /** What was told about a payment, in the order it came. */
  about(reference: string): ReceivedCall[] {
    return this.calls.filter(({ event }) => (event.payment ?? event.approval)?.reference === reference);
  }

  /** Waits until so much was told about a payment, and returns all of it. */
  hears(reference: string, calls: number): Promise<ReceivedCall[]> {
    return eventually(
      () => Promise.resolve(this.about(reference)),
      (heard) => heard.length >= calls,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
