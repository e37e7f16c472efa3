import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { data?: unknown; errors?: { message: string; extensions?: Record<string, unknown> }[] };
}

/** One operation over HTTP. */
export async function ask(
  url: string,
  query: string,
  { headers = {}, ...rest }: { headers?: Record<string, string>; variables?: object; operationName?: string } = {},
): Promise<Answer> {
  return post(url, JSON.stringify({ query, ...rest }), headers);
}

export async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : {} };
}

export const codesOf = ({ body }: Answer): unknown[] =>
  (body.errors ?? []).map(({ extensions }) => extensions?.['code']);

export interface SocketClient {
  readonly client: Client;
  /** Results of a subscription as they come; ends when it completes, throws what it fails with. */
  readonly subscribe: (query: string, variables?: Record<string, unknown>) => AsyncIterableIterator<Result>;
  readonly close: () => Promise<void>;
}

export interface Result {
  data?: Record<string, never> | null;
  errors?: readonly { extensions?: Record<string, unknown> }[];
}

/** A graphql-ws client that never connects again by itself. */
export function socketClient(
  url: string,
  connectionParams: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): SocketClient {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers });
      }
    },
    connectionParams,
    retryAttempts: 0,
  });
  return {
    client,
    subscribe: (query, variables) =>
      client.iterate({ query, variables: variables ?? null }) as unknown as AsyncIterableIterator<Result>,
    close: async () => {
      await client.dispose();
    },
  };
}

/** The next result, or an error saying that there is none. */
export async function next(results: AsyncIterator<Result>): Promise<Result> {
  const { done, value } = await results.next();
  if (done) throw new Error('the subscription has ended');
  return value;
}

export interface EventStream {
  readonly status: number;
  readonly headers: Headers;
  /** The next `next` event's data; null after `complete`. */
  next(): Promise<Result | null>;
  abort(): void;
}

/** A subscription as server-sent events (the protocol of graphql-sse, one connection an operation). */
export async function eventStream(
  url: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const abort = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
    signal: abort.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    status: response.status,
    headers: response.headers,
    abort: () => {
      abort.abort();
    },
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end >= 0) {
          const event = text.slice(0, end);
          text = text.slice(end + 2);
          if (event.includes('event: complete')) return null;
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (data) return JSON.parse(data) as Result;
          continue;
        }
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error('the stream was cut off');
        text += chunk.value;
      }
    },
  };
}

/** Waits until a condition holds; fails after half a minute, since a process may come up slowly on a busy machine. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`never came true: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
