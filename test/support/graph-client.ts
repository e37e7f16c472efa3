import { createClient } from 'graphql-ws';
import { Pool } from 'undici';
import WebSocket from 'ws';

/** An answer as GraphQL gives it; tests look into it freely. */
export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states what it expects by expecting it
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** A client of one GraphQL endpoint, over real sockets. */
export class GraphClient {
  readonly endpoint: string;
  /** Every HTTP status that came back so far. */
  readonly statuses = new Set<number>();
  readonly #pool: Pool;

  constructor(endpoint: string, connections = 50) {
    this.endpoint = endpoint;
    this.#pool = new Pool(new URL(endpoint).origin, { connections });
  }

  /** Sends an operation and gives its answer with the HTTP status. */
  async post(
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; answer: Answer }> {
    const response = await this.#pool.request({
      path: new URL(this.endpoint).pathname,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    this.statuses.add(response.statusCode);
    return { status: response.statusCode, answer: (await response.body.json()) as Answer };
  }

  /** Sends an operation as the bearer of this token, or as nobody. */
  async send(query: string, variables: object = {}, token?: string): Promise<Answer> {
    const { answer } = await this.post(JSON.stringify({ query, variables }), bearer(token));
    return answer;
  }

  /** The data of an operation that must succeed. */
  async data(query: string, variables: object = {}, token?: string): Promise<NonNullable<Answer['data']>> {
    const { data, errors } = await this.send(query, variables, token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Subscribes over graphql-ws; `return()` ends it. */
  overWebSocket(query: string, variables: object, token?: string): AsyncIterableIterator<Answer> {
    const client = createClient({
      url: this.endpoint.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: bearer(token),
      retryAttempts: 0,
    });
    const events = client.iterate({ query, variables: { ...variables } });
    return {
      next: () => events.next() as Promise<IteratorResult<Answer>>,
      async return() {
        await client.dispose();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** Subscribes over server-sent events (the GraphQL over SSE protocol's distinct connections). */
  async *overServerSentEvents(query: string, variables: object, token?: string): AsyncGenerator<Answer> {
    const abort = new AbortController();
    try {
      const response = await fetch(this.endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...bearer(token) },
        body: JSON.stringify({ query, variables }),
        signal: abort.signal,
      });
      let text = '';
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        const messages = text.split(/\r?\n\r?\n/);
        text = messages.pop() ?? '';
        for (const message of messages) {
          const event = /^event: ?(.*)$/m.exec(message)?.[1];
          const data = /^data: ?(.*)$/m.exec(message)?.[1];
          if (event === 'complete') return;
          if (event === 'next' && data) yield JSON.parse(data) as Answer;
        }
      }
    } finally {
      abort.abort();
    }
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}

export const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };
