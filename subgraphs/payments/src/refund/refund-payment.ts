import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database, Transaction } from '@yoyaku/platform/database/database';
import { idempotencyKeyReused, invalidInput, notFound } from '@yoyaku/platform/failures';
import { requiredTextProblem } from '@yoyaku/platform/given-text';
import { type IdempotentRequest, Refusal, runOnce } from '@yoyaku/platform/idempotency';
import { randomId, type TenantKey, type Uuid } from '@yoyaku/platform/ids';
import { type DecimalMoney, MoneyError, parseMoney } from '@yoyaku/platform/money';
import type { ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import type { RefundPaymentInput } from '../__generated__/resolver-types.ts';
import { paymentIds } from '../ids.ts';
import type { GoalWorker } from '../payment/goal-worker.ts';
import type { PaymentRow } from '../payment/payment.entity.ts';
import { owedOf } from '../payment/payment.state.ts';
import { findPayment } from '../payment/payment.store.ts';
import { after, type Timing } from '../payment/timing.ts';
import { paymentNotRefundable, refundTooLarge } from './refund.failures.ts';
import { oweByStaff } from './refund-payment.store.ts';

export interface RefundPaymentKit {
  readonly database: Database;
  readonly shops: ShopDirectory;
  readonly worker: GoalWorker;
  readonly clock: Clock;
  readonly timing: Timing;
}

type Refused =
  ReturnType<typeof notFound | typeof invalidInput | typeof refundTooLarge> | ReturnType<typeof paymentNotRefundable>;
export type RefundPaymentFailure = Refused | ReturnType<typeof idempotencyKeyReused>;

const MOST_KEY_CHARACTERS = 200;
const MOST_REASON_CHARACTERS = 500;

/**
 * Gives back money of a captured payment, by a member of the shop's staff. That it is owed is durable when this answers;
 * whether it is back already is told by the payment's refunds.
 */
export async function refundPayment(
  kit: RefundPaymentKit,
  accountId: Uuid,
  input: RefundPaymentInput,
): Promise<PaymentRow | RefundPaymentFailure> {
  const { database, shops } = kit;
  const key = paymentIds.decode(input.paymentId);
  // Customers see their payments, but for them there is nothing to refund.
  if (!key || (await shops.role(key.tenant, accountId)) === null) return notFound('payment', input.paymentId);
  const { idempotencyKey, ...body } = input;
  const problem = textProblem('idempotencyKey', idempotencyKey, MOST_KEY_CHARACTERS) ?? reasonProblem(input.reason);
  if (problem) return problem;

  const request: IdempotentRequest | null =
    typeof idempotencyKey === 'string' ? { accountId, key: idempotencyKey, operation: 'refundPayment', body } : null;
  const outcome = await runOnce<Refused | null>(database, 'refundPayment', request, async (transaction) => {
    const refused = await owe(kit, transaction, accountId, { key, input });
    return refused && new Refusal<Refused>(refused);
  });
  if (outcome.outcome === 'REUSED') return idempotencyKeyReused();
  if (outcome.result) return outcome.result;
  return afterTrying(kit, key);
}

async function owe(
  { database, clock, timing }: RefundPaymentKit,
  transaction: Transaction,
  staffId: Uuid,
  { key, input }: { readonly key: TenantKey; readonly input: RefundPaymentInput },
): Promise<Refused | null> {
  const { tenant: shopId, key: paymentId } = key;
  const payment = await findPayment(transaction, shopId, paymentId);
  if (!payment) return notFound('payment', input.paymentId);
  const amount = readAmount(input.amount, payment.currency);
  if (typeof amount !== 'number') return amount;
  if (payment.purpose !== 'ORDER' || payment.state !== 'CAPTURED') return paymentNotRefundable(payment);

  const now = clock.now();
  const refund = { shopId, paymentId, refundId: randomId(), amount, reason: input.reason?.trim() ?? null, staffId };
  const owing = await oweByStaff(transaction, { ...refund, now, leasedUntil: after(now, timing.lease) });
  if (owing) return null;
  // Read anew: somebody else may have given back some of it meanwhile.
  return refundTooLarge((await findPayment(database, shopId, paymentId)) ?? payment);
}

/** The payment after the provider was asked for the refund, or while it is being asked: no answer is waited for longer. */
async function afterTrying({ database, worker, timing }: RefundPaymentKit, key: TenantKey): Promise<PaymentRow> {
  const { tenant: shopId, key: paymentId } = key;
  const payment = await findPayment(database, shopId, paymentId);
  if (payment && payment.refundedAmount < owedOf(payment)) {
    const waiting = new AbortController();
    await Promise.race([
      worker.drive([payment]),
      pause(timing.providerTimeout, undefined, { signal: waiting.signal }).catch(() => undefined),
    ]);
    waiting.abort();
  }
  const refunded = await findPayment(database, shopId, paymentId);
  if (!refunded) throw new Error(`payment ${paymentId} is gone`);
  return refunded;
}

/** Minor units, or what is wrong with them. */
function readAmount(given: DecimalMoney, currency: string): number | ReturnType<typeof invalidInput> {
  if (given.currency !== currency) return invalidInput('amount.currency', `The payment's currency is ${currency}.`);
  try {
    const { amount } = parseMoney(given);
    return amount > 0 ? amount : invalidInput('amount.amount', 'The amount must be above 0.');
  } catch (error) {
    if (error instanceof MoneyError) return invalidInput('amount.amount', `${error.message}.`);
    throw error;
  }
}

function reasonProblem(reason: string | null | undefined): ReturnType<typeof invalidInput> | null {
  const trimmed = reason?.trim();
  return textProblem('reason', trimmed, MOST_REASON_CHARACTERS);
}

function textProblem(
  field: string,
  text: string | null | undefined,
  most: number,
): ReturnType<typeof invalidInput> | null {
  if (text === null || text === undefined) return null;
  const problem = requiredTextProblem(text, most);
  return problem === null ? null : invalidInput(field, problem);
}
