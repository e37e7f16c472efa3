import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Behaviour } from '../simulator/behaviour.ts';
import type { Charge, RefundEntry } from '../simulator/books.ts';
import type { CallbackEvent } from '../simulator/callbacks.ts';

export const PROVIDER_SECRET = 'provider secret of the tests';
export const WEBHOOK_SECRET = 'webhook secret of the tests';

const MAIN = fileURLToPath(new URL('../simulator/main.ts', import.meta.url));

export interface Books {
  readonly payments: readonly Charge[];
  readonly refunds: readonly RefundEntry[];
}

/** The provider simulator as a process of its own, and its admin routes. */
export class SimulatorProcess implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  /** Starts it, on any free port unless one is given, and waits until it listens. */
  static async start(port = 0, variables: Record<string, string> = {}): Promise<SimulatorProcess> {
    const environment = { PORT: String(port), PROVIDER_SECRET, WEBHOOK_SECRET, LOG_LEVEL: 'info', ...variables };
    const child = spawn(process.execPath, [MAIN], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const { url } = JSON.parse(line) as { url?: string };
      if (url !== undefined) return new SimulatorProcess(url, child);
    }
    throw new Error('the simulator ended before it listened');
  }

  /** A raw request; give no key for the admin's and the merchant's own. */
  async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${PROVIDER_SECRET}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  }

  async books(): Promise<Books> {
    return (await this.request('GET', '/admin/books')).json() as Promise<Books>;
  }

  /** What was charged under one of our references. */
  async charges(reference: string): Promise<Charge[]> {
    return (await this.books()).payments.filter((charge) => charge.reference === reference);
  }

  async behave(behaviour: Partial<Behaviour>): Promise<void> {
    const response = await this.request('PATCH', '/admin/behaviour', behaviour);
    if (!response.ok) throw new Error(`no such behaviour: ${await response.text()}`);
  }

  async behaveNormally(): Promise<void> {
    await this.request('DELETE', '/admin/behaviour');
  }

  /** The bank answers a delayed charge now. */
  async settle(reference: string): Promise<void> {
    await this.request('POST', '/admin/settle', { reference });
  }

  /** The customer approves or refuses. */
  async decide(reference: string, approves: boolean): Promise<void> {
    await this.request('POST', '/admin/decide', { reference, approves });
  }

  async callbacks(): Promise<{ attempts: number; delivered: boolean; event: CallbackEvent }[]> {
    return (await this.request('GET', '/admin/callbacks')).json() as Promise<
      { attempts: number; delivered: boolean; event: CallbackEvent }[]
    >;
  }

  /** Merchant requests since the last look. */
  async traffic(): Promise<{ received: number; mostAtOnce: number }> {
    return (await this.request('GET', '/admin/traffic')).json() as Promise<{ received: number; mostAtOnce: number }>;
  }

  async releaseCallbacks(): Promise<void> {
    await this.request('POST', '/admin/callbacks/release');
  }

  /** Ends it without a chance to say anything. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exited;
  }
}
