/** One answer of a GraphQL server, as GraphQL over HTTP and SSE carry it. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

export interface SubscribeOptions {
  readonly endpoint: string;
  readonly query: string;
  readonly variables: object;
  /** An access token; absent: nobody is logged in. */
  readonly token?: string;
  /** Ends the subscription. */
  readonly signal?: AbortSignal;
}

/**
 * Subscribes with nothing but fetch: one POST, whose answer is a stream of server-sent events. `next` carries an answer,
 * `complete` ends it (https://github.com/enisdenjo/graphql-sse, PROTOCOL.md, distinct connections mode).
 * A refused subscription yields one answer with its errors.
 */
export async function* subscribe(options: SubscribeOptions): AsyncGenerator<Answer, void, void> {
  const { endpoint, query, variables, token, signal } = options;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
    ...(signal ? { signal } : {}),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (!isStream || !response.body) {
    yield (await response.json()) as Answer;
    return;
  }
  for await (const { event, data } of serverSentEvents(response.body)) {
    if (event === 'complete') return;
    if (event === 'next' && data !== '') yield JSON.parse(data) as Answer;
  }
}

interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** Cuts a stream into events (https://html.spec.whatwg.org/multipage/server-sent-events.html, §9.2.6). */
async function* serverSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent, void, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop() ?? '';
    for (const block of blocks) yield serverSentEvent(block);
  }
}

function serverSentEvent(block: string): ServerSentEvent {
  const lines = block.split(/\r?\n/);
  // Lines that begin with a colon are comments, which keep the connection open.
  const values = (field: string) =>
    lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ''));
  return { event: values('event').at(-1) ?? 'message', data: values('data').join('\n') };
}
