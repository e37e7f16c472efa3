import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { requiredTextProblem } from '@yoyaku/platform/given-text';
import { requestHash } from '@yoyaku/platform/idempotency';
import { deriveId, randomId, type TenantKey, type Uuid } from '@yoyaku/platform/ids';
import { orderIds } from '../ids.ts';
import type { OrderDirectory } from '../order/order-directory.ts';
import type { FailureReason, PaymentMethod } from '../provider/provider.ts';
import type { Providers } from '../provider/providers.ts';
import type { Authorized, Authorizer } from './authorizer.ts';
import { type Beginning, beginnings, type Begun } from './begin-payment.store.ts';
import type { PaymentRow } from './payment.entity.ts';
import {
  type GivenMethod,
  type InputProblem,
  methodBody,
  methodNotTaken,
  readPaymentMethod,
} from './payment-method.ts';
import { findPayment } from './payment.store.ts';
import { supersedeWaiting } from './postpone-payment.store.ts';
import { after, type Timing } from './timing.ts';

export interface PayOrderRequest {
  /** As given; may be anything. */
  readonly orderId: string;
  readonly method: GivenMethod;
  readonly idempotencyKey: string | null;
}

/** What asking for the money came to. */
export type PaymentOutcome =
  | { readonly outcome: 'PAYMENT'; readonly payment: PaymentRow }
  | { readonly outcome: 'DECLINED'; readonly payment: PaymentRow; readonly reason: FailureReason }
  | { readonly outcome: 'PROVIDER_UNAVAILABLE'; readonly retryAt: Date };

/** What paying came to. `payment` is what the caller may see of it. */
export type PayOrderOutcome =
  | PaymentOutcome
  | { readonly outcome: 'NOT_FOUND' | 'KEY_REUSED' }
  | InputProblem
  | { readonly outcome: 'NOT_PAYABLE'; readonly orderState: string }
  | { readonly outcome: 'IN_PROGRESS' | 'ALREADY_PAID'; readonly payment: PaymentRow };

export interface PayOrderOptions {
  readonly database: Database;
  readonly providers: Providers;
  readonly authorizer: Authorizer;
  readonly orders: OrderDirectory;
  readonly clock: Clock;
  readonly timing: Timing;
}

/** A request to pay an order, once it is understood. */
export interface OrderPayment {
  readonly accountId: Uuid;
  readonly order: TenantKey;
  readonly method: PaymentMethod;
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
}

/** Others may be faster at the very same moment; more often than this something else is wrong. */
const MOST_LOOKS = 5;
const LONGEST_KEY = 200;

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
    const { orderId } = request;
    const order = orderIds.decode(orderId);
    if (!order) return { outcome: 'NOT_FOUND' };
    const idempotencyKey = readKey(request.idempotencyKey);
    if (typeof idempotencyKey !== 'string') return idempotencyKey;
    const method = readPaymentMethod(request.method);
    if ('outcome' in method) return method;
    const body = { orderId, ...methodBody(method) };
    const hash = requestHash({ operation: 'payOrder', body });
    return this.payOnce({ accountId, order, method, idempotencyKey, requestHash: hash });
  }

  /** Pays an order once under its key. */
  async payOnce({ accountId, order, method, idempotencyKey, requestHash }: OrderPayment): Promise<PayOrderOutcome> {
    const { clock, providers, timing } = this.#options;
    const provider = providers.for(method)?.name;
    if (provider === undefined) return methodNotTaken();
    const now = clock.now();
    const beginning: Beginning = {
      shopId: order.tenant,
      orderId: order.key,
      accountId,
      paymentId: deriveId('payOrder', accountId, order.key, idempotencyKey),
      ...{ idempotencyKey, requestHash, provider, method, now },
      askAt: after(now, timing.askAfter),
    };
    for (let look = 1; look <= MOST_LOOKS; look++) {
      const outcome = await this.#tryToPay(beginning);
      if (outcome) return outcome;
    }
    throw new Error(`payment ${beginning.paymentId} could not be begun in ${MOST_LOOKS} looks`);
  }

  /** Null: somebody else was faster, look again. */
  async #tryToPay(beginning: Beginning): Promise<PayOrderOutcome | null> {
    const { authorizer, orders } = this.#options;
    const { shopId, orderId, paymentId } = beginning;
    const found = await this.#beginnings.add(beginning);
    if (!found) return (await orders.fetch(shopId, orderId)) ? null : { outcome: 'NOT_FOUND' };
    if (!found.begun) return this.#whyNot(beginning, found);
    const { amount, currency } = found;
    const answer = authorizer.authorize({ ...beginning, amount: { amount, currency } });
    return this.#shared(paymentId, answer.then(outcomeOf));
  }

  async #whyNot(beginning: Beginning, found: Begun): Promise<PayOrderOutcome | null> {
    const { database } = this.#options;
    const { shopId, accountId, now } = beginning;
    if (found.accountId !== accountId) return { outcome: 'NOT_FOUND' };
    if (found.sameRequest === false) return { outcome: 'KEY_REUSED' };
    const earlierId = found.isWaiting ? beginning.paymentId : found.earlierPaymentId;
    if (earlierId !== null) {
      const earlier = await this.#replay(shopId, earlierId, found.isWaiting);
      const isSuperseded = earlier.outcome === 'DECLINED' && earlier.reason === 'SUPERSEDED';
      // What took its place is the answer.
      if (!isSuperseded || found.livePaymentId === null) return earlier;
    }
    // What is kept of a cancelled order has not paid for anything that could be had.
    if (found.livePaymentId !== null && found.orderState !== 'CANCELLED') {
      const payment = await findPayment(database, shopId, found.livePaymentId);
      return payment && liveOutcome(payment);
    }
    if (found.orderState !== 'PENDING') return { outcome: 'NOT_PAYABLE', orderState: found.orderState };
    // Judged here and not left to reservations' sweeper.
    if (found.expiresAt !== null && found.expiresAt <= now) return { outcome: 'NOT_PAYABLE', orderState: 'EXPIRED' };
    // Nothing to pay in money: an order of free things, or of a shop that takes points.
    if (found.amount === 0 || found.paymentPolicy !== 'PREPAY')
      return { outcome: 'NOT_PAYABLE', orderState: found.orderState };
    if (found.waitingPaymentIds !== null) await supersedeWaiting(database, shopId, found.waitingPaymentIds, now);
    return null;
  }

  async #replay(shopId: Uuid, paymentId: Uuid, isWaiting: boolean): Promise<PayOrderOutcome> {
    return (
      this.#underWay.get(paymentId) ??
      (isWaiting
        ? this.#shared(paymentId, tryWaiting(this.#options, shopId, paymentId))
        : paymentOutcome(await existing(this.#options.database, shopId, paymentId)))
    );
  }

  /** Whoever asks for the same payment meanwhile gets the same answer. */
  #shared(paymentId: Uuid, answer: Promise<PayOrderOutcome>): Promise<PayOrderOutcome> {
    this.#underWay.set(paymentId, answer);
    return answer.finally(() => this.#underWay.delete(paymentId));
  }
}

/** Tries a payment now that waits for its provider. */
export async function tryWaiting(
  { database, authorizer }: Pick<PayOrderOptions, 'database' | 'authorizer'>,
  shopId: Uuid,
  paymentId: Uuid,
): Promise<PayOrderOutcome> {
  const started = await authorizer.start(await existing(database, shopId, paymentId));
  if (started) return outcomeOf(started);
  const payment = await existing(database, shopId, paymentId);
  // What still waits was not started because its order is about to expire.
  return payment.state === 'CREATED' ? { outcome: 'NOT_PAYABLE', orderState: 'EXPIRED' } : paymentOutcome(payment);
}

async function existing(database: Database, shopId: Uuid, paymentId: Uuid): Promise<PaymentRow> {
  const payment = await findPayment(database, shopId, paymentId);
  if (!payment) throw new Error(`payment ${paymentId} is gone`);
  return payment;
}

/** What asking the provider came to. */
export function outcomeOf(authorized: Authorized): PaymentOutcome {
  return authorized.outcome === 'UNAVAILABLE'
    ? { outcome: 'PROVIDER_UNAVAILABLE', retryAt: authorized.retryAt }
    : paymentOutcome(authorized.payment);
}

/** What a payment is to whoever wanted it. */
export function paymentOutcome(payment: PaymentRow): PaymentOutcome {
  return payment.state === 'FAILED'
    ? { outcome: 'DECLINED', payment, reason: payment.failureReason ?? 'PROVIDER_REFUSED' }
    : { outcome: 'PAYMENT', payment };
}

/** What a payment is to whoever wants another one of its order; null: it is in nobody's way. */
export function liveOutcome(payment: PaymentRow): PayOrderOutcome | null {
  if (payment.goal === 'GIVE_BACK') return null;
  if (payment.state === 'PROCESSING') return { outcome: 'IN_PROGRESS', payment };
  if (payment.state === 'AUTHORIZED' || payment.state === 'CAPTURED') return { outcome: 'ALREADY_PAID', payment };
  return null;
}

/** The idempotency key that was given, or a new one. */
export function readKey(given: string | null): string | InputProblem {
  const key = given ?? randomId();
  const message = requiredTextProblem(key, LONGEST_KEY);
  return message === null ? key : { outcome: 'INVALID_INPUT', field: 'idempotencyKey', message };
}
