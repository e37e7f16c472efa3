import { setTimeout as pause } from 'node:timers/promises';
import { idempotencyKeyReused, invalidInput, notFound } from '@yoyaku/platform/failures';
import type { Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import type { ResolversTypes, TopUpPointsInput } from '../__generated__/resolver-types.ts';
import type { GoalWorker } from '../payment/goal-worker.ts';
import { paymentOutcome, type PayOrderOptions, readKey } from '../payment/pay-order.ts';
import { payTopUp, topUpPaymentId, type TopUpOutcome } from '../payment/pay-top-up.ts';
import { paymentDeclined, providerUnavailable } from '../payment/pay-order-result.ts';
import type { PaymentRow } from '../payment/payment.entity.ts';
import { findPayment } from '../payment/payment.store.ts';
import { readPaymentMethod } from '../payment/payment-method.ts';
import { expectedBalance } from './wallet.store.ts';

export interface TopUpKit extends Omit<PayOrderOptions, 'orders'> {
  readonly shops: ShopDirectory;
  readonly worker: GoalWorker;
}

/** So many at once, and in a wallet by buying. Below what a GraphQL integer holds, so that reversals fit, too. */
const MOST_POINTS = 1_000_000_000;

type TopUpPointsResult = Awaited<ResolversTypes['TopUpPointsResult']>;

/** Buys points for the account's own wallet at a shop; they cost one minor unit of the shop's currency each. */
export async function topUpPoints(kit: TopUpKit, accountId: Uuid, input: TopUpPointsInput): Promise<TopUpPointsResult> {
  const key = shopIds.decode(input.shopId);
  const shop = key === null ? null : await kit.shops.find(key);
  if (shop?.status !== 'ACTIVE') return notFound('shop', input.shopId);
  const { shopId, currency, paymentPolicy } = shop;
  if (paymentPolicy !== 'POINTS') return invalidInput('shopId', 'The orders of this shop are not paid with points.');
  const { points } = input;
  if (points < 1 || points > MOST_POINTS) return invalidInput('points', `It must be from 1 to ${MOST_POINTS}.`);
  const idempotencyKey = readKey(input.idempotencyKey ?? null);
  if (typeof idempotencyKey !== 'string') return invalidInput(idempotencyKey.field, idempotencyKey.message);
  const method = readPaymentMethod(input.method);
  if ('outcome' in method) return invalidInput(method.field, method.message);
  const wallet = { shopId, accountId };
  const paymentId = topUpPaymentId({ ...wallet, idempotencyKey });
  if ((await expectedBalance(kit.database, wallet, paymentId)) > MOST_POINTS - points) {
    return invalidInput('points', `A wallet takes no more than ${MOST_POINTS} points.`);
  }
  const price = { amount: points, currency };
  const outcome = await payTopUp(kit, { ...wallet, points, price, method, idempotencyKey });
  return resultOf(outcome.outcome === 'PAYMENT' ? paymentOutcome(await taken(kit, outcome.payment)) : outcome);
}

/** The payment once its money is taken, or while it is being taken: that is not waited for longer. */
async function taken({ database, worker, timing }: TopUpKit, payment: PaymentRow): Promise<PaymentRow> {
  if (payment.state !== 'AUTHORIZED') return payment;
  const waiting = new AbortController();
  await Promise.race([
    worker.drive([payment]),
    pause(timing.providerTimeout, undefined, { signal: waiting.signal }).catch(() => undefined),
  ]);
  waiting.abort();
  return (await findPayment(database, payment.shopId, payment.paymentId)) ?? payment;
}

function resultOf(outcome: TopUpOutcome): TopUpPointsResult {
  switch (outcome.outcome) {
    case 'PAYMENT':
      return outcome.payment;
    case 'DECLINED':
      return paymentDeclined(outcome.payment, outcome.reason);
    case 'KEY_REUSED':
      return idempotencyKeyReused();
    case 'INVALID_INPUT':
      return invalidInput(outcome.field, outcome.message);
    case 'PROVIDER_UNAVAILABLE':
      return providerUnavailable(outcome.retryAt, 'Nothing will be, unless you ask again.');
  }
}
