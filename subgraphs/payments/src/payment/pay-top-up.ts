import { requestHash } from '@yoyaku/platform/idempotency';
import { deriveId, type Uuid } from '@yoyaku/platform/ids';
import type { Money } from '@yoyaku/platform/money';
import type { PaymentMethod } from '../provider/provider.ts';
import { outcomeOf, type PaymentOutcome, paymentOutcome, type PayOrderOptions } from './pay-order.ts';
import { type InputProblem, methodBody, methodNotTaken } from './payment-method.ts';
import { findPayment } from './payment.store.ts';
import { beginTopUp } from './top-up-payment.store.ts';
import { after } from './timing.ts';

/** A request to buy points, once it is understood and allowed. */
export interface TopUpRequest {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
  readonly points: number;
  /** What they cost. */
  readonly price: Money;
  readonly method: PaymentMethod;
  readonly idempotencyKey: string;
}

/** What paying for points came to; the payment is PROCESSING, AUTHORIZED or CAPTURED. */
export type TopUpOutcome = PaymentOutcome | { readonly outcome: 'KEY_REUSED' } | InputProblem;

/** The payment that a request makes: always the same one, so that it is never made twice. */
export function topUpPaymentId(request: Pick<TopUpRequest, 'shopId' | 'accountId' | 'idempotencyKey'>): Uuid {
  return deriveId('topUpPoints', request.accountId, request.shopId, request.idempotencyKey);
}

/**
 * Pays for points once under the key: a payment without an order, that is taken as soon as it is authorised. What it buys
 * is credited by whoever records the capture.
 */
export async function payTopUp(
  { database, providers, authorizer, clock, timing }: Omit<PayOrderOptions, 'orders'>,
  { shopId, accountId, points, price, method, idempotencyKey }: TopUpRequest,
): Promise<TopUpOutcome> {
  const provider = providers.for(method)?.name;
  if (provider === undefined) return methodNotTaken();
  const now = clock.now();
  const paymentId = topUpPaymentId({ shopId, accountId, idempotencyKey });
  const hash = requestHash({ operation: 'topUpPoints', body: { shopId, points, ...methodBody(method) } });
  const { begun, sameRequest, earlierPaymentId } = await beginTopUp(database, {
    ...{ shopId, accountId, paymentId, points, price, provider, method, idempotencyKey, now },
    requestHash: hash,
    askAt: after(now, timing.askAfter),
  });
  if (begun) return outcomeOf(await authorizer.authorize({ shopId, paymentId, provider, method, amount: price }));
  if (sameRequest === false) return { outcome: 'KEY_REUSED' };
  const payment = await findPayment(database, shopId, earlierPaymentId ?? paymentId);
  if (!payment) throw new Error(`payment ${paymentId} is gone`);
  return paymentOutcome(payment);
}
