import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { wakeRelay } from '@yoyaku/platform/events/outbox';
import type { Logger } from '@yoyaku/platform/logging';
import type { PaymentRow } from '../payment/payment.entity.ts';
import type { FindRequest, PaymentProvider, ProviderCall } from '../provider/provider.ts';
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

/** So often in a row a refund is refused before it counts as one that will never be made. */
const REFUSALS_TO_FAIL = 3;

/**
 * Gives back what a payment owes: one attempt. One whose answer is lost is made again under its own number, so it is never
 * made twice; one that failed is followed by another, unless the provider's books say that the money is back after all.
 */
export async function refundOwed(
  { database, clock, logger }: { readonly database: Database; readonly clock: Clock; readonly logger: Logger },
  payment: PaymentRow,
  calls: RefundCalls,
): Promise<RefundResult> {
  const refund = await openRefund(database, payment, clock.now());
  if (!refund) return 'LOOK_AGAIN';
  const { number, amount, before, followsFailure } = refund;
  const found = followsFailure ? await givenBack(calls, before) : 0;
  if (found === null) return 'FAILED';
  const answer = found > 0 ? null : await calls.provider.refund({ ...calls.call(number), amount });
  if (answer?.outcome === 'PENDING') return 'WAIT';
  // Refused: it had been done in a way unknown to us, or part of it, or it cannot be done now.
  const unknown = answer?.outcome === 'REFUSED' ? await givenBack(calls, before) : found;
  const given = answer?.outcome === 'REFUNDED' ? amount : Math.min(amount, unknown ?? 0);
  if (given > 0) {
    await recordRefunded(database, payment, { number, given, now: clock.now() });
    wakeRelay(database);
    return 'LOOK_AGAIN';
  }
  logger.warn({ paymentId: payment.paymentId, number, answer }, 'a refund did not succeed and will be tried again');
  // The first refusals may be about a request of the same number that is still being worked on.
  const isRefused = answer?.outcome === 'REFUSED' && unknown === 0 && payment.failures + 1 >= REFUSALS_TO_FAIL;
  if (answer?.outcome === 'FAILED' || isRefused) await recordRefundFailed(database, payment, number, clock.now());
  return 'FAILED';
}

/** How much went back by the provider's books beyond what did by ours; null when they cannot be read. */
async function givenBack({ provider, find }: RefundCalls, before: number): Promise<number | null> {
  const found = await provider.find(find);
  return found.outcome === 'ANSWERED' ? Math.max(0, found.payment.refundedAmount - before) : null;
}
