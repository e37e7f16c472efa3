import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const STRIPE_KEY = 'sk_test_of_the_stand_in';
export const STRIPE_WEBHOOK_SECRET = 'whsec_of_the_stand_in';

const MAIN = fileURLToPath(new URL('./stripe-stand-in.main.ts', import.meta.url));

/** A PaymentIntent in the books of the stand-in; `asked` is the request that made it. */
export interface StandInIntent {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: { readonly reference?: string };
  readonly asked: Readonly<Record<string, unknown>>;
}

export interface StripeBooks {
  readonly requests: number;
  readonly intents: readonly StandInIntent[];
  readonly refunds: readonly { readonly amount: number; readonly status: string; readonly payment_intent: string }[];
}

/** The stand-in for Stripe as a process of its own. */
export class StripeProcess implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  static async start(): Promise<StripeProcess> {
    const child = spawn(process.execPath, [MAIN, STRIPE_KEY], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: child.stdout })) {
      const { url } = JSON.parse(line) as { url?: string };
      if (url !== undefined) return new StripeProcess(url, child);
    }
    throw new Error('the stand-in ended before it listened');
  }

  async behave(behaviour: Record<string, unknown>): Promise<void> {
    await this.#post('/_behave', behaviour);
  }

  behaveNormally(): Promise<void> {
    return this.behave({ mode: 'UP', searchLags: false, refundStatus: 'succeeded' });
  }

  /** The customer ends 3-D Secure. */
  async finish(id: string, succeeds: boolean): Promise<void> {
    await this.#post('/_finish', { id, succeeds });
  }

  /** Puts PaymentIntents into the books as they are given. */
  async make(intents: readonly Record<string, unknown>[]): Promise<{ id: string }[]> {
    return this.#post('/_make', { intents }) as Promise<{ id: string }[]>;
  }

  books(): Promise<StripeBooks> {
    return this.#post('/_books', {}) as Promise<StripeBooks>;
  }

  /** What there is under one of our references. */
  async intents(reference: string): Promise<StandInIntent[]> {
    return (await this.books()).intents.filter(({ metadata }) => metadata.reference === reference);
  }

  async #post(path: string, body: object): Promise<unknown> {
    const response = await fetch(this.url + path, { method: 'POST', body: JSON.stringify(body) });
    return response.json();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
  }
}
