import { requestHash } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import { paymentIds } from '../ids.ts';
import {
  liveOutcome,
  type PayOrder,
  type PayOrderOptions,
  type PayOrderOutcome,
  readKey,
  tryWaiting,
} from './pay-order.ts';
import { type GivenMethod, methodBody, readPaymentMethod } from './payment-method.ts';
import { findMethod, findPayment } from './payment.store.ts';

export interface RetryPaymentRequest {
  /** As given; may be anything. */
  readonly paymentId: string;
  /** Null: the one it had. */
  readonly method: GivenMethod | null;
  readonly idempotencyKey: string | null;
}

export type RetryKit = Pick<PayOrderOptions, 'database' | 'authorizer'> & { readonly payOrder: PayOrder };

/**
 * Tries a payment again. One that waits is tried now, unless another method is given; one that failed is followed by another
 * payment of its order.
 */
export async function retryPayment(
  { database, authorizer, payOrder }: RetryKit,
  accountId: Uuid,
  request: RetryPaymentRequest,
): Promise<PayOrderOutcome> {
  const key = paymentIds.decode(request.paymentId);
  const payment = key && (await findPayment(database, key.tenant, key.key));
  if (payment?.accountId !== accountId) return { outcome: 'NOT_FOUND' };
  const idempotencyKey = readKey(request.idempotencyKey);
  if (typeof idempotencyKey !== 'string') return idempotencyKey;
  const given = request.method && readPaymentMethod(request.method);
  if (given && 'outcome' in given) return given;
  const { shopId, orderId, paymentId } = payment;
  if (orderId === null)
    return { outcome: 'INVALID_INPUT', field: 'paymentId', message: 'Buy points anew with topUpPoints.' };
  if (payment.state === 'CREATED' && !given) return tryWaiting({ database, authorizer }, shopId, paymentId);
  const live = liveOutcome(payment);
  if (live) return live;
  const method = given ?? (await findMethod(database, shopId, paymentId));
  if (!method)
    return { outcome: 'INVALID_INPUT', field: 'method', message: 'That of the payment is not kept any more.' };
  return payOrder.payOnce({
    ...{ accountId, method, idempotencyKey },
    order: { tenant: shopId, key: orderId },
    requestHash: requestHash({
      operation: 'retryPayment',
      body: { paymentId: request.paymentId, ...methodBody(method) },
    }),
  });
}
