import { Pool } from 'undici';
import type { z } from 'zod';
import { RequestError } from '../errors.ts';
import type { Logger } from '../logging.ts';

export interface ServiceClientOptions {
  /** The service called, as it is named in errors and logs. */
  readonly service: string;
  readonly url: string;
  readonly token: string;
  readonly logger: Logger;
  /** For the whole call; 5 seconds by default. */
  readonly timeoutMilliseconds?: number;
  /** Connections at most; 16 by default. */
  readonly connections?: number;
}

/** How one call is made. */
export interface CallOptions {
  /** The caller reckons with a failure and says itself what there is to say: it is logged for debugging only. */
  readonly failureExpected?: boolean;
}

/**
 * SERVICE_UNAVAILABLE, with what the caller needs to know for a decision: after a refused connection nothing has
 * happened, after a timeout anything may have.
 */
export class ServiceCallError extends RequestError {
  readonly mayHaveBeenCarriedOut: boolean;

  constructor(service: string, mayHaveBeenCarriedOut: boolean, cause: unknown) {
    super('SERVICE_UNAVAILABLE', `${service} does not answer at the moment; try again.`, { retryable: true });
    this.mayHaveBeenCarriedOut = mayHaveBeenCarriedOut;
    this.cause = cause;
  }
}

/** Calls another subgraph's internal routes over connections that are kept open; answers are checked. */
export class ServiceClient {
  readonly #options: ServiceClientOptions;
  readonly #pool: Pool;
  readonly #path: string;
  readonly #timeout: number;

  constructor(options: ServiceClientOptions) {
    const { origin, pathname } = new URL(options.url);
    this.#timeout = options.timeoutMilliseconds ?? 5_000;
    this.#options = options;
    this.#path = pathname.replace(/\/$/, '');
    this.#pool = new Pool(origin, {
      connections: options.connections ?? 16,
      // Ahead of the whole call's, so that it is known that nothing was sent.
      connectTimeout: this.#timeout / 2,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /** @throws ServiceCallError */
  async get<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    options: CallOptions = {},
  ): Promise<z.infer<Schema>> {
    return this.#checked(path, schema, await this.#call('GET', path, options), options);
  }

  /** Null when the service answers 404. @throws ServiceCallError */
  async find<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema> | null> {
    const answer = await this.#call('GET', path, { fine: [404] });
    return answer.status === 404 ? null : this.#checked(path, schema, answer);
  }

  /** Sends JSON and reads the answer. @throws ServiceCallError */
  async post<Schema extends z.ZodType>(path: string, body: unknown, schema: Schema): Promise<z.infer<Schema>> {
    return this.#checked(path, schema, await this.#call('POST', path, { body }));
  }

  /** Sends JSON where no answer but success is expected. @throws ServiceCallError */
  async send(path: string, body: unknown): Promise<void> {
    await this.#call('POST', path, { body });
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #call(method: 'GET' | 'POST', path: string, call: Call): Promise<Answer> {
    const { body, fine = [] } = call;
    const signal = AbortSignal.timeout(this.#timeout);
    let answer: Answer;
    try {
      answer = await this.#attempt(method, path, body, signal).catch((error: unknown) => {
        // The other side closed an idle connection just as we used it. Internal routes are idempotent: ask again, once.
        if (codeOf(error) !== 'UND_ERR_SOCKET' && codeOf(error) !== 'ECONNRESET') throw error;
        return this.#attempt(method, path, body, signal);
      });
    } catch (error) {
      throw this.#failed(path, !NEVER_SENT.has(codeOf(error)), error, call);
    }
    if (answer.status < 300 || fine.includes(answer.status)) return answer;
    const cause = new Error(`HTTP ${answer.status}: ${answer.text.slice(0, 200)}`);
    throw this.#failed(path, answer.status >= 500, cause, call);
  }

  async #attempt(method: 'GET' | 'POST', path: string, body: unknown, signal: AbortSignal): Promise<Answer> {
    const { statusCode, body: stream } = await this.#pool.request({
      method,
      path: this.#path + path,
      signal,
      headers: {
        authorization: `Bearer ${this.#options.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: statusCode, text: await stream.text() };
  }

  #checked<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    { text }: Answer,
    options: CallOptions = {},
  ): z.infer<Schema> {
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      throw this.#failed(path, true, error, options);
    }
  }

  #failed(
    path: string,
    mayHaveBeenCarriedOut: boolean,
    cause: unknown,
    { failureExpected = false }: CallOptions,
  ): ServiceCallError {
    const { service, logger } = this.#options;
    const details = { err: cause, service, path, mayHaveBeenCarriedOut };
    logger[failureExpected ? 'debug' : 'warn'](details, 'a call to another service failed');
    return new ServiceCallError(service, mayHaveBeenCarriedOut, cause);
  }
}

interface Call extends CallOptions {
  readonly body?: unknown;
  /** Statuses that are answers like success. */
  readonly fine?: readonly number[];
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Failures before the first byte was sent. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

// Not `instanceof Error`: Node's own errors are of another realm where tests run.
const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
