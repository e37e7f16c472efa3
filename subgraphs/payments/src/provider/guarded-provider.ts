import type { Clock } from '@yoyaku/platform/clock';
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  CountBreaker,
  handleAll,
  type IPolicy,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import type {
  AuthorizeRequest,
  Callback,
  CallbackHeaders,
  FindRequest,
  NoAnswer,
  PaymentProvider,
  ProviderAnswer,
  ProviderCall,
  RefundAnswer,
} from './provider.ts';
import { providerCalls, providerCircuit } from './provider-metrics.ts';

/** How a provider in trouble is kept from becoming our trouble. Times in milliseconds. */
export interface Isolation {
  /** How long an answer may take. */
  readonly timeout: number;
  /** Calls under way at once … */
  readonly mostCalls: number;
  /** … and how many more may wait for their turn; whatever exceeds both is refused at once. */
  readonly mostWaiting: number;
  /** The breaker opens when more than this share of the latest calls got no answer … */
  readonly failureShare: number;
  /** … of so many of them … */
  readonly latestCalls: number;
  /** … but of no fewer than this. */
  readonly fewestCalls: number;
  /** How long it stays open before one call may try. */
  readonly openFor: number;
  /** When to come again after there was no room. */
  readonly retryAfterFull: number;
}

export const ISOLATION: Isolation = {
  timeout: 4_000,
  mostCalls: 64,
  mostWaiting: 256,
  failureShare: 0.5,
  latestCalls: 20,
  fewestCalls: 5,
  openFor: 5_000,
  retryAfterFull: 1_000,
};

type Verb = 'authorize' | 'capture' | 'void' | 'refund' | 'find';

/**
 * Stands before a provider: a timeout, a circuit breaker and a bulkhead, so that one that is slow or down costs neither
 * our connections nor our customers' time. No answer counts as a failure; a decline or a refusal is an answer. With the
 * breaker open or no room left nothing is sent: UNAVAILABLE, and when to come again.
 */
export class GuardedProvider implements PaymentProvider {
  readonly #name: string;
  readonly #inner: PaymentProvider;
  readonly #clock: Clock;
  readonly #isolation: Isolation;
  readonly #breaker: CircuitBreakerPolicy;
  readonly #policy: IPolicy;
  #openedAt = 0;

  constructor(name: string, inner: PaymentProvider, clock: Clock, isolation: Isolation) {
    this.#name = name;
    this.#inner = inner;
    this.#clock = clock;
    this.#isolation = isolation;
    const { failureShare, latestCalls, fewestCalls, openFor, mostCalls, mostWaiting } = isolation;
    this.#breaker = circuitBreaker(handleAll.orWhenResult(isNoAnswer), {
      halfOpenAfter: openFor,
      breaker: new CountBreaker({ threshold: failureShare, size: latestCalls, minimumNumberOfCalls: fewestCalls }),
    });
    this.#breaker.onBreak(() => {
      this.#openedAt = clock.now().getTime();
    });
    this.#breaker.onStateChange((state) => {
      providerCircuit.set({ provider: name }, state);
    });
    providerCircuit.set({ provider: name }, CircuitState.Closed);
    // The breaker is inside of the bulkhead: whoever waits for room learns at once that it has opened.
    this.#policy = wrap(
      bulkhead(mostCalls, mostWaiting),
      this.#breaker,
      // Nobody listens for the abort of a call that has ended.
      timeout(isolation.timeout, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false }),
    );
  }

  /** Calls the listener whenever the provider answers again after the breaker was open. */
  onClosed(listener: () => void): void {
    this.#breaker.onReset(listener);
  }

  authorize(request: AuthorizeRequest): Promise<ProviderAnswer> {
    return this.#guard('authorize', () => this.#inner.authorize(request));
  }

  capture(call: ProviderCall): Promise<ProviderAnswer> {
    return this.#guard('capture', () => this.#inner.capture(call));
  }

  void(call: ProviderCall): Promise<ProviderAnswer> {
    return this.#guard('void', () => this.#inner.void(call));
  }

  refund(call: ProviderCall & { readonly amount: number }): Promise<RefundAnswer> {
    return this.#guard('refund', () => this.#inner.refund(call));
  }

  find(payment: FindRequest): Promise<ProviderAnswer | { readonly outcome: 'UNKNOWN' }> {
    return this.#guard('find', () => this.#inner.find(payment));
  }

  readCallback(headers: CallbackHeaders, rawBody: Buffer, now: Date): Callback {
    return this.#inner.readCallback(headers, rawBody, now);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  async #guard<Answer extends { readonly outcome: string }>(
    verb: Verb,
    call: () => Promise<Answer>,
  ): Promise<Answer | NoAnswer> {
    const answer = await this.#call(call);
    providerCalls.inc({ provider: this.#name, call: verb, outcome: answer.outcome });
    return answer;
  }

  async #call<Answer>(call: () => Promise<Answer>): Promise<Answer | NoAnswer> {
    const { openFor, retryAfterFull } = this.#isolation;
    // One call is trying whether the provider is back; the library would let the others wait for what it finds.
    if (this.#breaker.state === CircuitState.HalfOpen) return this.#notSent('the breaker is half open', retryAfterFull);
    try {
      return await this.#policy.execute(call);
    } catch (error) {
      if (error instanceof TaskCancelledError) return { outcome: 'AMBIGUOUS', cause: 'no answer in time' };
      if (error instanceof BulkheadRejectedError) return this.#notSent('too many calls under way', retryAfterFull);
      if (!(error instanceof BrokenCircuitError)) throw error;
      const left = this.#openedAt + openFor - this.#clock.now().getTime();
      return this.#notSent('the breaker is open', Math.max(left, 1));
    }
  }

  #notSent(cause: string, retryAfter: number): NoAnswer {
    return { outcome: 'UNAVAILABLE', cause, retryAt: new Date(this.#clock.now().getTime() + retryAfter) };
  }
}

function isNoAnswer(answer: unknown): boolean {
  const outcome = (answer as { readonly outcome?: unknown } | undefined)?.outcome;
  return outcome === 'AMBIGUOUS' || outcome === 'UNAVAILABLE';
}
