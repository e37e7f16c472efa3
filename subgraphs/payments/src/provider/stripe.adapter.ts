import type { Agent } from 'node:http';
import type Stripe from 'stripe';
import type {
  AuthorizeRequest,
  Callback,
  CallbackHeaders,
  FailureReason,
  FindRequest,
  NoAnswer,
  PaymentProvider,
  ProviderAnswer,
  ProviderCall,
  RefundAnswer,
} from './provider.ts';
import { toStripeAmount } from './stripe-amounts.ts';
import { type StripeClientOptions, stripeClient } from './stripe-client.ts';
import { declineReason, isAboutCard, isLostConnection, isReplayedFailure, whatHappened } from './stripe-errors.ts';
import { answered, failedPayment, intentSchema, neverConfirmed, refundAnswer, toPayment } from './stripe-payment.ts';
import { readStripeEvent } from './stripe-webhook.ts';

export interface StripeAdapterOptions extends StripeClientOptions {
  readonly webhookSecret: string;
  /** Where customers come back to after 3-D Secure. */
  readonly returnUrl: string;
}

/** Our clock and Stripe's may differ by so much. */
const CLOCK_DIFFERENCE_SECONDS = 300;
const MOST_PAGES = 20;
const MOST_REPEATS = 3;

/**
 * Cards at Stripe: a payment is a PaymentIntent that is confirmed at once and captured later. Our name for it stands in
 * its metadata. https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
export class StripeAdapter implements PaymentProvider {
  readonly #stripe: Stripe;
  readonly #agent: Agent;
  readonly #options: StripeAdapterOptions;

  constructor(options: StripeAdapterOptions) {
    this.#options = options;
    const { stripe, agent } = stripeClient(options);
    this.#stripe = stripe;
    this.#agent = agent;
  }

  async authorize({ reference, idempotencyKey, amount, method }: AuthorizeRequest): Promise<ProviderAnswer> {
    if (method.kind !== 'CARD') return { outcome: 'REFUSED', cause: `it takes cards only, not ${method.kind}` };
    const stripeAmount = toStripeAmount(amount.amount, amount.currency);
    if (stripeAmount === null) return { outcome: 'REFUSED', cause: `${amount.currency} takes no such amount` };
    try {
      const card = await this.#cardOf(method.cardToken, idempotencyKey);
      if (typeof card !== 'string') return card.outcome === 'REFUSED' ? failedPayment(reference, card.reason) : card;
      return answered(
        await this.#repeat(() =>
          this.#stripe.paymentIntents.create(
            {
              amount: stripeAmount,
              currency: amount.currency.toLowerCase(),
              capture_method: 'manual',
              confirm: true,
              payment_method: card,
              allowed_payment_method_types: ['card'],
              return_url: this.#options.returnUrl,
              metadata: { reference },
            },
            { idempotencyKey },
          ),
        ),
      );
    } catch (error) {
      if (!isAboutCard(error)) return whatHappened(error);
      const intent = error.payment_intent;
      return intent ? answered(intent) : failedPayment(reference, declineReason(error));
    }
  }

  capture({ providerPaymentId, idempotencyKey }: ProviderCall): Promise<ProviderAnswer> {
    return this.#change(idempotencyKey, (options) =>
      this.#stripe.paymentIntents.capture(providerPaymentId, { expand: ['latest_charge'] }, options),
    );
  }

  void({ providerPaymentId, idempotencyKey }: ProviderCall): Promise<ProviderAnswer> {
    return this.#change(idempotencyKey, (options) =>
      this.#stripe.paymentIntents.cancel(providerPaymentId, { expand: ['latest_charge'] }, options),
    );
  }

  async refund(call: ProviderCall & { readonly amount: number }): Promise<RefundAnswer> {
    const { providerPaymentId, idempotencyKey, amount } = call;
    try {
      // Stripe forgets keys after a day, and repeats its own failures under them: what it has taken down decides.
      const [{ currency }, earlier] = await Promise.all([
        this.#stripe.paymentIntents.retrieve(providerPaymentId),
        this.#refundUnder(providerPaymentId, idempotencyKey),
      ]);
      if (earlier) return refundAnswer(earlier);
      const stripeAmount = toStripeAmount(amount, currency.toUpperCase());
      if (stripeAmount === null) return { outcome: 'REFUSED', cause: `${currency} takes no such amount` };
      return refundAnswer(
        await this.#underFreshKeys(idempotencyKey, (options) =>
          this.#stripe.refunds.create(
            { payment_intent: providerPaymentId, amount: stripeAmount, metadata: { key: idempotencyKey } },
            options,
          ),
        ),
      );
    } catch (error) {
      return whatHappened(error);
    }
  }

  async find(payment: FindRequest): Promise<ProviderAnswer | { readonly outcome: 'UNKNOWN' }> {
    try {
      const id = payment.providerPaymentId ?? (await this.#search(payment)) ?? (await this.#lookThrough(payment));
      if (id === null) return { outcome: 'UNKNOWN' };
      if (typeof id !== 'string') return id;
      const intent = await this.#retrieve(id);
      return neverConfirmed(intent)
        ? await this.void({ providerPaymentId: id, idempotencyKey: `${payment.idempotencyKey}:never-confirmed` })
        : answered(intent);
    } catch (error) {
      return whatHappened(error);
    }
  }

  readCallback(headers: CallbackHeaders, rawBody: Buffer, now: Date): Callback {
    const read = readStripeEvent(this.#stripe, this.#options.webhookSecret, headers['stripe-signature'], rawBody, now);
    if (read.outcome !== 'GENUINE') return read;
    const { event } = read;
    if (!event.type.startsWith('payment_intent.')) return { outcome: 'IRRELEVANT' };
    const intent = event.data.object as Stripe.PaymentIntent;
    if (!intentSchema.safeParse(intent).success) return { outcome: 'MALFORMED' };
    // Made by somebody else with the same account.
    if (!intent.metadata['reference']) return { outcome: 'IRRELEVANT' };
    return { outcome: 'GENUINE', eventId: event.id, payment: toPayment(intent) };
  }

  close(): Promise<void> {
    this.#agent.destroy();
    return Promise.resolve();
  }

  /** The PaymentMethod that a token stands for. Nothing is charged here, so no answer means surely not done. */
  async #cardOf(
    token: string,
    idempotencyKey: string,
  ): Promise<string | NoAnswer | { readonly outcome: 'REFUSED'; readonly reason: FailureReason }> {
    if (token.startsWith('pm_')) return token;
    try {
      const options = { idempotencyKey: `${idempotencyKey}:card` };
      return (await this.#stripe.paymentMethods.create({ type: 'card', card: { token } }, options)).id;
    } catch (error) {
      const happened = whatHappened(error);
      if (happened.outcome !== 'REFUSED') return { outcome: 'UNAVAILABLE', cause: happened.cause, retryAt: null };
      return { outcome: 'REFUSED', reason: declineReason(error as Stripe.errors.StripeError) };
    }
  }

  async #change(
    idempotencyKey: string,
    call: (options: { idempotencyKey: string }) => Promise<Stripe.PaymentIntent>,
  ): Promise<ProviderAnswer> {
    try {
      return answered(await this.#underFreshKeys(idempotencyKey, call));
    } catch (error) {
      return whatHappened(error);
    }
  }

  /**
   * Stripe stores its own failures under the key and answers them for a day. Such a key is spent: another is taken. Only
   * for what the payment's state, or a look at what is there, keeps from being done twice.
   */
  async #underFreshKeys<Result>(
    idempotencyKey: string,
    call: (options: { idempotencyKey: string }) => Promise<Result>,
  ): Promise<Result> {
    for (let repeat = 0; ; repeat++) {
      const key = repeat === 0 ? idempotencyKey : `${idempotencyKey}:${repeat}`;
      try {
        return await this.#repeat(() => call({ idempotencyKey: key }));
      } catch (error) {
        if (!isReplayedFailure(error) || repeat === MOST_REPEATS) throw error;
      }
    }
  }

  /** A kept-alive connection is lost most often because the other side had closed it: once more, under the same key. */
  async #repeat<Result>(call: () => Promise<Result>): Promise<Result> {
    return call().catch((lost: unknown) => {
      if (!isLostConnection(lost)) throw lost;
      return call().catch((error: unknown) => {
        // Whether the first one arrived stays as unknown as it was.
        throw whatHappened(error).outcome === 'UNAVAILABLE' ? lost : error;
      });
    });
  }

  #retrieve(id: string): Promise<Stripe.PaymentIntent> {
    return this.#repeat(() => this.#stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }));
  }

  /** By Stripe's index, which lags behind: what is not in it may be there all the same. */
  async #search({ reference }: FindRequest): Promise<string | null> {
    try {
      const query = `metadata['reference']:'${reference.replace(/[\\']/g, '\\$&')}'`;
      const { data } = await this.#stripe.paymentIntents.search({ query, limit: 1 });
      return data[0]?.id ?? null;
    } catch (error) {
      // Not offered to every account.
      if (whatHappened(error).outcome === 'REFUSED') return null;
      throw error;
    }
  }

  /** Through everything made since: lists are complete at once. Null when it surely is not there. */
  async #lookThrough({ reference, createdAt }: FindRequest): Promise<string | NoAnswer | null> {
    const gte = Math.floor(createdAt.getTime() / 1000) - CLOCK_DIFFERENCE_SECONDS;
    let after: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const { data, has_more } = await this.#stripe.paymentIntents.list({
        created: { gte },
        limit: 100,
        ...(after !== undefined && { starting_after: after }),
      });
      const found = data.find(({ metadata }) => metadata['reference'] === reference);
      if (found) return found.id;
      after = data.at(-1)?.id;
      if (!has_more || after === undefined) return null;
    }
    return { outcome: 'AMBIGUOUS', cause: 'too many payments to look through' };
  }

  async #refundUnder(payment: string, key: string): Promise<Stripe.Refund | null> {
    for await (const refund of this.#stripe.refunds.list({ payment_intent: payment, limit: 100 }))
      if (refund.metadata?.['key'] === key) return refund;
    return null;
  }
}
