import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { requestHash } from '@yoyaku/platform/idempotency';
import { deriveId, randomId, type Uuid } from '@yoyaku/platform/ids';
import { orderIds, paymentIds } from '../ids.ts';
import type { OrderDirectory } from '../order/order-directory.ts';
import type { FailureReason, PaymentProvider } from '../provider/provider.ts';
import { type Beginning, beginnings, type Begun, takeBackBeginning } from './begin-payment.store.ts';
import type { OutcomeRecorder } from './outcome-recorder.ts';
import { toOutcome } from './outcome-recorder.ts';
import type { PaymentRow } from './payment.entity.ts';
import { findPayment } from './payment.store.ts';
import { after, type Timing } from './timing.ts';

export interface PayOrderRequest {
  /** As given; may be anything. */
  readonly orderId: string;
  readonly cardToken: string;
  readonly idempotencyKey: string | null;
}

/** What paying came to. `payment` is what the caller may see of it. */
export type PayOrderOutcome =
  | { readonly outcome: 'PAYMENT'; readonly payment: PaymentRow }
  | { readonly outcome: 'DECLINED'; readonly payment: PaymentRow; readonly reason: FailureReason }
  | { readonly outcome: 'NOT_FOUND' | 'KEY_REUSED' }
  | { readonly outcome: 'INVALID_INPUT'; readonly field: string; readonly message: string }
  | { readonly outcome: 'NOT_PAYABLE'; readonly orderState: string }
  | { readonly outcome: 'IN_PROGRESS' | 'ALREADY_PAID'; readonly payment: PaymentRow }
  | { readonly outcome: 'PROVIDER_UNAVAILABLE'; readonly retryAt: Date };

export interface PayOrderOptions {
  readonly database: Database;
  readonly provider: PaymentProvider;
  readonly recorder: OutcomeRecorder;
  readonly orders: OrderDirectory;
  readonly clock: Clock;
  readonly timing: Timing;
}

/** Others may be faster at the very same moment; more often than this something else is wrong. */
const MOST_LOOKS = 5;
const MOST_CHARACTERS = 200;

/** Pays orders: writes down that it will ask, asks the provider, writes down what it said. Two statements. */
export class PayOrder {
  readonly #options: PayOrderOptions;
  readonly #beginnings: ReturnType<typeof beginnings>;
  /** Requests of this process that have not been answered, by payment: the same request waits for the same answer. */
  readonly #underWay = new Map<Uuid, Promise<PayOrderOutcome>>();

  constructor(options: PayOrderOptions) {
    this.#options = options;
    this.#beginnings = beginnings(options.database);
  }

  /** @throws SERVICE_UNAVAILABLE when the order is not known here and reservations does not answer. */
  async pay(accountId: Uuid, request: PayOrderRequest): Promise<PayOrderOutcome> {
    const order = orderIds.decode(request.orderId);
    if (!order) return { outcome: 'NOT_FOUND' };
    const idempotencyKey = request.idempotencyKey ?? randomId();
    if (!isOfGoodLength(idempotencyKey)) return badLength('idempotencyKey');
    if (!isOfGoodLength(request.cardToken)) return badLength('method.cardToken');
    const { orderId, cardToken } = request;
    const now = this.#options.clock.now();
    const beginning: Beginning = {
      shopId: order.tenant,
      orderId: order.key,
      accountId,
      paymentId: deriveId('payOrder', accountId, order.key, idempotencyKey),
      idempotencyKey,
      requestHash: requestHash({ operation: 'payOrder', body: { orderId, cardToken } }),
      now,
      askAt: after(now, this.#options.timing.askAfter),
    };
    for (let look = 1; look <= MOST_LOOKS; look++) {
      const outcome = await this.#tryToPay(beginning, cardToken);
      if (outcome) return outcome;
    }
    throw new Error(`payment ${beginning.paymentId} could not be begun in ${MOST_LOOKS} looks`);
  }

  /** Null: somebody else was faster, look again. */
  async #tryToPay(beginning: Beginning, cardToken: string): Promise<PayOrderOutcome | null> {
    const { orders } = this.#options;
    const { shopId, orderId, paymentId } = beginning;
    const found = await this.#beginnings.add(beginning);
    if (!found) return (await orders.fetch(shopId, orderId)) ? null : { outcome: 'NOT_FOUND' };
    if (!found.begun) return this.#whyNot(beginning, found);
    const answer = this.#ask(beginning, found, cardToken);
    this.#underWay.set(paymentId, answer);
    return answer.finally(() => this.#underWay.delete(paymentId));
  }

  async #whyNot(beginning: Beginning, found: Begun): Promise<PayOrderOutcome | null> {
    const { shopId, accountId, now } = beginning;
    if (found.accountId !== accountId) return { outcome: 'NOT_FOUND' };
    if (found.sameRequest === false) return { outcome: 'KEY_REUSED' };
    if (found.earlierPaymentId !== null) return this.#replay(shopId, found.earlierPaymentId);
    if (found.livePaymentId !== null) {
      const payment = await findPayment(this.#options.database, shopId, found.livePaymentId);
      if (payment?.state === 'PROCESSING') return { outcome: 'IN_PROGRESS', payment };
      if (payment?.state === 'AUTHORIZED' || payment?.state === 'CAPTURED') return { outcome: 'ALREADY_PAID', payment };
      return null;
    }
    if (found.orderState !== 'PENDING') return { outcome: 'NOT_PAYABLE', orderState: found.orderState };
    // Judged here and not left to reservations' sweeper.
    if (found.expiresAt !== null && found.expiresAt <= now) return { outcome: 'NOT_PAYABLE', orderState: 'EXPIRED' };
    // Nothing to pay: an order of free things.
    if (found.amount === 0) return { outcome: 'NOT_PAYABLE', orderState: found.orderState };
    return null;
  }

  async #replay(shopId: Uuid, paymentId: Uuid): Promise<PayOrderOutcome | null> {
    const underWay = this.#underWay.get(paymentId);
    if (underWay) return underWay;
    const payment = await findPayment(this.#options.database, shopId, paymentId);
    return payment && outcomeOf(payment);
  }

  async #ask(beginning: Beginning, { amount, currency }: Begun, cardToken: string): Promise<PayOrderOutcome> {
    const { clock, database, provider, recorder, timing } = this.#options;
    const { shopId, paymentId } = beginning;
    const reference = paymentIds.encode(shopId, paymentId);
    const idempotencyKey = `${reference}:authorize`;
    const method = { kind: 'CARD', cardToken } as const;
    const answer = await provider.authorize({ reference, idempotencyKey, method, amount: { amount, currency } });
    if (answer.outcome === 'UNAVAILABLE') {
      await takeBackBeginning(database, { ...beginning, now: clock.now() });
      return { outcome: 'PROVIDER_UNAVAILABLE', retryAt: answer.retryAt ?? after(clock.now(), timing.retryAfter) };
    }
    const known =
      answer.outcome === 'ANSWERED'
        ? toOutcome(answer.payment)
        : answer.outcome === 'REFUSED'
          ? { shopId, paymentId, state: 'FAILED' as const, providerPaymentId: null, failureReason: refused }
          : null;
    // No answer: it stays PROCESSING until the worker or the webhook knows.
    const recorded = known && (await recorder.record(known));
    const payment = recorded ?? (await findPayment(database, shopId, paymentId));
    if (!payment) throw new Error(`payment ${paymentId} is gone`);
    return outcomeOf(payment);
  }
}

const refused = 'PROVIDER_REFUSED' as const;

function outcomeOf(payment: PaymentRow): PayOrderOutcome {
  return payment.state === 'FAILED'
    ? { outcome: 'DECLINED', payment, reason: payment.failureReason ?? refused }
    : { outcome: 'PAYMENT', payment };
}

function isOfGoodLength(text: string): boolean {
  return text.length >= 1 && text.length <= MOST_CHARACTERS;
}

function badLength(field: string): PayOrderOutcome {
  return { outcome: 'INVALID_INPUT', field, message: `${field} must have 1 to ${MOST_CHARACTERS} characters.` };
}
