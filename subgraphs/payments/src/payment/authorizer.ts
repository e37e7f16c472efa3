import type { Batches } from '@yoyaku/platform/batches';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Money } from '@yoyaku/platform/money';
import { wakeRelay } from '@yoyaku/platform/events/outbox';
import { paymentIds } from '../ids.ts';
import type { PaymentMethod, ProviderAnswer } from '../provider/provider.ts';
import type { Providers } from '../provider/providers.ts';
import { type OutcomeRecorder, toOutcome } from './outcome-recorder.ts';
import type { PaymentRow } from './payment.entity.ts';
import { findPayment } from './payment.store.ts';
import { type Postponement, postponements } from './postpone-payment.store.ts';
import { type Start, type Started, starts } from './start-payment.store.ts';
import { after, type Timing } from './timing.ts';

/** A payment that is PROCESSING, so that nobody else asks for it, and with what it is to be paid. */
export interface Authorization {
  readonly shopId: Uuid;
  readonly paymentId: Uuid;
  /** The name of the provider that is asked. */
  readonly provider: string;
  readonly method: PaymentMethod;
  readonly amount: Money;
}

/** UNAVAILABLE: nothing was asked; the payment waits, CREATED, until `retryAt` or until the provider is back. */
export type Authorized =
  | { readonly outcome: 'PAYMENT'; readonly payment: PaymentRow }
  | { readonly outcome: 'UNAVAILABLE'; readonly retryAt: Date };

export interface AuthorizerOptions {
  readonly database: Database;
  readonly providers: Providers;
  readonly recorder: OutcomeRecorder;
  readonly clock: Clock;
  readonly timing: Timing;
}

const REFUSED = 'PROVIDER_REFUSED' as const;

/** Asks providers to set money aside, and writes down what came of it; for whoever wants a payment. */
export class Authorizer {
  readonly #options: AuthorizerOptions;
  readonly #starts: Batches<Start, Started | null>;
  readonly #postponements: Batches<Postponement, PaymentRow | null>;
  /** Providers that could not be reached, and until when nobody need try. */
  readonly #unavailable = new Map<string, Date>();

  constructor(options: AuthorizerOptions) {
    this.#options = options;
    this.#starts = starts(options.database);
    this.#postponements = postponements(options.database);
  }

  /**
   * Asks for the money of a payment that waits, unless nobody wants it any more: then it is FAILED. Null: it does not wait
   * any more, or its order is about to expire.
   */
  async start({ shopId, paymentId, provider }: PaymentRow): Promise<Authorized | null> {
    const { clock, database, timing } = this.#options;
    const now = clock.now();
    const started = await this.#starts.add({ shopId, paymentId, now, askAt: after(now, timing.askAfter) });
    if (!started) return null;
    wakeRelay(database);
    const { payment, method } = started;
    if (payment.state !== 'PROCESSING' || !method) return { outcome: 'PAYMENT', payment };
    const { amount, currency } = payment;
    return this.authorize({ shopId, paymentId, provider, method, amount: { amount, currency } });
  }

  /** Asks for the money of a payment that is PROCESSING for the caller. */
  async authorize(authorization: Authorization): Promise<Authorized> {
    const { database, recorder } = this.#options;
    const { shopId, paymentId } = authorization;
    const answer = await this.#ask(authorization);
    if (answer.outcome === 'UNAVAILABLE') {
      const waits = await this.#postpone(authorization, answer.retryAt);
      if (waits) return waits;
    }
    const known =
      answer.outcome === 'ANSWERED'
        ? toOutcome(answer.payment)
        : answer.outcome === 'REFUSED'
          ? refusedOutcome(authorization)
          : null;
    // No answer: it stays PROCESSING until the worker or the webhook knows.
    const recorded = known && (await recorder.record(known));
    const payment = recorded ?? (await findPayment(database, shopId, paymentId));
    if (!payment) throw new Error(`payment ${paymentId} is gone`);
    return { outcome: 'PAYMENT', payment };
  }

  /**
   * Asks once more for a payment of which nobody can tell whether the provider ever got it: under the same key, so that
   * it cannot be charged twice. The payment as it has become, or null when there is no answer again. A refusal is none:
   * it may be about the repetition.
   */
  async repeat(authorization: Authorization): Promise<PaymentRow | null> {
    const answer = await this.#ask(authorization);
    const known = answer.outcome === 'ANSWERED' ? toOutcome(answer.payment) : null;
    return known && this.#options.recorder.record(known);
  }

  /** Until when a provider that could not be reached need not be tried; null when it may be. */
  unavailableUntil(provider: string): Date | null {
    const until = this.#unavailable.get(provider);
    return until && until > this.#options.clock.now() ? until : null;
  }

  /** The provider answers again. */
  isBack(provider: string): void {
    this.#unavailable.delete(provider);
  }

  async #ask({ shopId, paymentId, provider, method, amount }: Authorization): Promise<ProviderAnswer> {
    const reference = paymentIds.encode(shopId, paymentId);
    const idempotencyKey = `${reference}:authorize`;
    return this.#options.providers.named(provider).authorize({ reference, idempotencyKey, method, amount });
  }

  async #postpone({ shopId, paymentId, provider }: Authorization, told: Date | null): Promise<Authorized | null> {
    const { clock, database, timing } = this.#options;
    const now = clock.now();
    const retryAt = told ?? after(now, timing.retryAfter);
    this.#unavailable.set(provider, retryAt);
    const waiting = await this.#postponements.add({
      ...{ shopId, paymentId, now, retryAt },
      topUpUntil: after(retryAt, timing.topUpWaits),
    });
    if (!waiting) return null;
    wakeRelay(database);
    return { outcome: 'UNAVAILABLE', retryAt };
  }
}

function refusedOutcome({ shopId, paymentId }: Authorization) {
  const nothing = { providerPaymentId: null, actionUrl: null };
  return { shopId, paymentId, state: 'FAILED', failureReason: REFUSED, ...nothing } as const;
}
