import { Pool } from 'undici';
import type { z } from 'zod';
import type { NoAnswer, Refused } from './provider.ts';

export interface ProviderHttpOptions {
  readonly url: string;
  /** The API key. */
  readonly secret: string;
  /** How long an answer may take. */
  readonly timeoutMilliseconds: number;
  readonly connections: number;
}

export type Reply = { readonly outcome: 'REPLY'; readonly status: number; readonly body: unknown } | NoAnswer;

/** Errors that come before a request is written: nothing can have been done. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
/** A kept-alive connection that the other side had closed, most often. */
const CONNECTION_LOST = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);
/** Turned away at the door, because of our key or of too many calls: nothing was done, and nothing is wrong with it. */
const NOT_LET_IN = new Set([401, 403, 429]);

/** Speaks JSON with a provider over connections that are kept open. */
export class ProviderHttp {
  readonly #pool: Pool;
  readonly #secret: string;

  constructor({ url, secret, timeoutMilliseconds, connections }: ProviderHttpOptions) {
    this.#secret = secret;
    this.#pool = new Pool(new URL(url).origin, {
      connections,
      connect: { timeout: timeoutMilliseconds },
      headersTimeout: timeoutMilliseconds,
      bodyTimeout: timeoutMilliseconds,
    });
  }

  async post(path: string, idempotencyKey: string, body: object): Promise<Reply> {
    return this.#send('POST', path, idempotencyKey, body);
  }

  async get(path: string): Promise<Reply> {
    return this.#send('GET', path);
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #send(method: 'GET' | 'POST', path: string, idempotencyKey?: string, body?: object): Promise<Reply> {
    const first = await this.#sendOnce(method, path, idempotencyKey, body);
    if (first.outcome !== 'AMBIGUOUS' || !CONNECTION_LOST.has(first.cause)) return first;
    // Safe to repeat: the key, or that it is a GET, makes two of it one.
    const second = await this.#sendOnce(method, path, idempotencyKey, body);
    return second.outcome === 'UNAVAILABLE' ? first : second;
  }

  async #sendOnce(method: 'GET' | 'POST', path: string, idempotencyKey?: string, body?: object): Promise<Reply> {
    try {
      const response = await this.#pool.request({
        method,
        path,
        headers: {
          authorization: `Bearer ${this.#secret}`,
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.body.text();
      return { outcome: 'REPLY', status: response.statusCode, body: parseJson(text) };
    } catch (error) {
      const code = codeOf(error) ?? String(error);
      return neverSent(code)
        ? { outcome: 'UNAVAILABLE', cause: code, retryAt: null }
        : { outcome: 'AMBIGUOUS', cause: code };
    }
  }
}

/** Whether an error with this code came before the request was written. */
export function neverSent(code: string): boolean {
  return NEVER_SENT.has(code);
}

/** 2xx is an answer, 4xx a refusal; anything else says nothing about what was done. */
export function read<Schema extends z.ZodType>(
  reply: Reply,
  schema: Schema,
): { readonly outcome: 'READ'; readonly value: z.infer<Schema> } | Refused | NoAnswer {
  if (reply.outcome !== 'REPLY') return reply;
  const { status, body } = reply;
  const cause = codeOf(body) ?? `status ${status}`;
  if (NOT_LET_IN.has(status)) return { outcome: 'UNAVAILABLE', cause, retryAt: null };
  if (status >= 400 && status < 500) return { outcome: 'REFUSED', cause };
  const parsed = status < 300 ? schema.safeParse(body) : null;
  return parsed?.success
    ? { outcome: 'READ', value: parsed.data }
    : { outcome: 'AMBIGUOUS', cause: parsed ? 'an answer of another shape' : `status ${status}` };
}

/** The `code` of an answer's body, or of an error. */
export function codeOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : null;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
