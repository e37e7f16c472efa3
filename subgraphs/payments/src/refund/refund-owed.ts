import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { wakeRelay } from '@yoyaku/platform/events/outbox';
import type { Logger } from '@yoyaku/platform/logging';
import type { PaymentRow } from '../payment/payment.entity.ts';
import type { FindRequest, PaymentProvider, ProviderCall, RefundAnswer } from '../provider/provider.ts';
import { openRefund, recordRefunded, recordRefundFailed } from './refund.store.ts';

/** How the provider is asked about a payment. */
export interface RefundCalls {
  readonly provider: PaymentProvider;
  readonly find: FindRequest;
  /** The call that refunds under this number. */
  call(number: number): ProviderCall;
}

/** LOOK_AGAIN: the row may have changed. WAIT: the provider is at it. FAILED: it did not work this time. */
export type RefundResult = 'LOOK_AGAIN' | 'WAIT' | 'FAILED';

/**
 * Gives back what a payment owes: one attempt. One whose answer is lost is made again under its own number, so it is never
 * made twice; one that surely failed is followed by another. When in doubt the provider's books decide.
 */
export async function refundOwed(
  { database, clock, logger }: { readonly database: Database; readonly clock: Clock; readonly logger: Logger },
  payment: PaymentRow,
  calls: RefundCalls,
): Promise<RefundResult> {
  const refund = await openRefund(database, payment, clock.now());
  if (!refund) return 'LOOK_AGAIN';
  const { number, amount } = refund;
  const answer = await calls.provider.refund({ ...calls.call(number), amount });
  const given = await givenBack(payment, amount, answer, calls);
  if (given !== null && given > 0) {
    await recordRefunded(database, payment, { number, given, now: clock.now() });
    wakeRelay(database);
    return 'LOOK_AGAIN';
  }
  if (answer.outcome === 'PENDING') return 'WAIT';
  if (answer.outcome === 'FAILED' || given === 0) await recordRefundFailed(database, payment, number, clock.now());
  logger.warn({ paymentId: payment.paymentId, number, answer }, 'a refund did not succeed and will be tried again');
  return 'FAILED';
}

/** How much went back by now beyond what we know; null when that cannot be told. */
async function givenBack(
  { refundedAmount }: PaymentRow,
  amount: number,
  { outcome }: RefundAnswer,
  { provider, find }: RefundCalls,
): Promise<number | null> {
  if (outcome === 'REFUNDED') return amount;
  if (outcome !== 'REFUSED') return null;
  // Refused: it had been done in a way unknown to us, or part of it, or it cannot be done now.
  const found = await provider.find(find);
  if (found.outcome !== 'ANSWERED') return null;
  return Math.min(amount, Math.max(0, found.payment.refundedAmount - refundedAmount));
}
