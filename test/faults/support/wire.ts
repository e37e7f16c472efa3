import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What passes over a wire and may be cut there: a request, or the first piece of the answer to one. */
export type Passing = 'REQUEST' | 'ANSWER';

/** What becomes of it: it goes on; the connection is cut before it has gone on; or right after. */
export type Verdict = 'PASS' | 'CUT_BEFORE' | 'CUT_AFTER';

/** Looks at what passes over one connection, to find out what is worth stopping. */
export interface Reader {
  /** Whether a request of interest is in it. */
  sent(chunk: Buffer): boolean;
  received(chunk: Buffer): void;
}

/** HTTP without pipelining: whatever comes after an answer, or first, begins a request. */
export function httpReader(): Reader {
  let answered = true;
  return {
    sent() {
      const begins = answered;
      answered = false;
      return begins;
    },
    received() {
      answered = true;
    },
  };
}

/** A TCP connection's middle: everything passes, is counted, and can be cut by a judge at the very moment. */
export class Wire {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #judge: ((passing: Passing) => Verdict) | null = null;
  #edit: (chunk: Buffer) => Buffer = (chunk) => chunk;

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async open(target: { host: string; port: number }, reader: () => Reader): Promise<Wire> {
    const server = createServer({ noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const wire = new Wire(server);
    server.on('connection', (near) => wire.#join(near, connect({ ...target, noDelay: true }), reader()));
    return wire;
  }

  /** Who decides what becomes of all that passes from now on; null: all of it goes on. */
  judge(judge: ((passing: Passing) => Verdict) | null): void {
    this.#judge = judge;
  }

  /** Has what is sent changed on its way, for controls. */
  edit(edit: (chunk: Buffer) => Buffer): void {
    this.#edit = edit;
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }

  #join(near: Socket, far: Socket, reader: Reader): void {
    let asked = false;
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    }
    near.on('close', () => far.end());
    far.on('close', () => near.destroy());
    near.on('data', (chunk: Buffer) => {
      const interesting = reader.sent(chunk);
      asked ||= interesting;
      const verdict = interesting ? this.#ask('REQUEST') : 'PASS';
      if (verdict !== 'CUT_BEFORE') far.write(this.#edit(chunk));
      // The far side takes what has been sent, and then sees that nobody is there any more.
      if (verdict !== 'PASS') near.destroy();
    });
    far.on('data', (chunk: Buffer) => {
      reader.received(chunk);
      const verdict = asked ? this.#ask('ANSWER') : 'PASS';
      asked = false;
      if (near.destroyed) return;
      if (verdict !== 'CUT_BEFORE') near.write(chunk);
      if (verdict !== 'PASS') near.destroy();
    });
  }

  #ask(passing: Passing): Verdict {
    return this.#judge?.(passing) ?? 'PASS';
  }
}
