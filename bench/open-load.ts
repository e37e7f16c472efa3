import { setTimeout } from 'node:timers/promises';
import { Pool } from 'undici';

export interface OpenLoad {
  readonly seconds: number;
  /** Requests a second, sent whether those before them have been answered or not. */
  readonly rate: number;
  /** The body of the nth request. */
  readonly body: (turn: number) => string;
}

export interface Answered {
  readonly text: string;
  /** From the moment that the request was due. */
  readonly milliseconds: number;
}

/** More requests at once wait for one of the others, which their times show. */
const MOST_CONNECTIONS = 2_000;

/** Sends requests at a fixed rate over connections that it keeps, as a gateway does. */
export class OpenLoadGenerator {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #headers: readonly Readonly<Record<string, string>>[];

  /** @param headers of the requests, one after the other */
  constructor(endpoint: string, headers: readonly Readonly<Record<string, string>>[]) {
    const { origin, pathname } = new URL(endpoint);
    this.#pool = new Pool(origin, { connections: MOST_CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 });
    this.#path = pathname;
    this.#headers = headers;
  }

  /** All answers; one that never came is an empty text. */
  async run({ seconds, rate, body }: OpenLoad): Promise<readonly Answered[]> {
    const started = performance.now();
    const answers: Promise<Answered>[] = [];
    const count = Math.round(seconds * rate);
    while (answers.length < count) {
      // Looked at once a pass: one that is late must take answers, too.
      const dueNow = Math.min(count, ((performance.now() - started) * rate) / 1000);
      while (answers.length < dueNow) {
        const turn = answers.length;
        answers.push(this.#send(started + (turn * 1000) / rate, turn, body(turn)));
      }
      await setTimeout(1);
    }
    return Promise.all(answers);
  }

  async #send(due: number, turn: number, body: string): Promise<Answered> {
    const headers = this.#headers[turn % this.#headers.length] ?? {};
    const text = await this.#pool
      .request({ path: this.#path, method: 'POST', headers, body })
      .then((response) => response.body.text())
      .catch(() => '');
    return { text, milliseconds: performance.now() - due };
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
