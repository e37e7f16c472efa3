import type Stripe from 'stripe';
import { z } from 'zod';
import type { FailureReason, ProviderAnswer, ProviderPayment, RefundAnswer } from './provider.ts';
import { fromStripeAmount } from './stripe-amounts.ts';
import { declineReason } from './stripe-errors.ts';

/** What we look at in a PaymentIntent that is brought to us. */
export const intentSchema = z.object({
  id: z.string(),
  status: z.string(),
  currency: z.string().length(3),
  amount_received: z.number().int().min(0),
  metadata: z.record(z.string(), z.string()),
});

const NEVER_CONFIRMED_AFTER_SECONDS = 600;

/** The answer that the payment is as this PaymentIntent has it. */
export function answered(intent: Stripe.PaymentIntent): ProviderAnswer {
  return { outcome: 'ANSWERED', payment: toPayment(intent) };
}

/** The answer that the payment failed before there was a PaymentIntent of it. */
export function failedPayment(reference: string, failureReason: FailureReason): ProviderAnswer {
  const nothing = { providerPaymentId: null, actionUrl: null, capturedAmount: 0, refundedAmount: 0 };
  return { outcome: 'ANSWERED', payment: { ...nothing, reference, state: 'FAILED', failureReason } };
}

/** https://docs.stripe.com/payments/paymentintents/lifecycle */
function stateOf({ status, last_payment_error: error }: Stripe.PaymentIntent): ProviderPayment['state'] {
  switch (status) {
    case 'requires_capture':
      return 'AUTHORIZED';
    case 'succeeded':
      return 'CAPTURED';
    case 'canceled':
      return 'VOIDED';
    case 'requires_payment_method':
      // We give it one method and no second one.
      return error ? 'FAILED' : 'PROCESSING';
    default:
      return 'PROCESSING';
  }
}

/** The payment as a PaymentIntent has it. */
export function toPayment(intent: Stripe.PaymentIntent): ProviderPayment {
  const { id, currency, metadata, amount_received: received, latest_charge: charge } = intent;
  const state = stateOf(intent);
  const refunded = typeof charge === 'object' && charge !== null ? charge.amount_refunded : 0;
  return {
    providerPaymentId: id,
    reference: metadata['reference'] ?? '',
    state,
    failureReason: state === 'FAILED' ? declineReason(intent.last_payment_error ?? {}) : null,
    actionUrl: state === 'PROCESSING' ? (intent.next_action?.redirect_to_url?.url ?? null) : null,
    capturedAmount: state === 'CAPTURED' ? fromStripeAmount(received, currency) : 0,
    // Told by the charge, which comes along only when it is asked for: not in callbacks.
    refundedAmount: fromStripeAmount(refunded, currency),
  };
}

/** Made and never confirmed, although one request asks for both: nobody will confirm it any more. */
export function neverConfirmed({ status, last_payment_error: error, created }: Stripe.PaymentIntent): boolean {
  const unconfirmed = status === 'requires_confirmation' || (status === 'requires_payment_method' && !error);
  return unconfirmed && created < Date.now() / 1000 - NEVER_CONFIRMED_AFTER_SECONDS;
}

/** How far a refund has come. */
export function refundAnswer({ status }: Stripe.Refund): RefundAnswer {
  if (status === 'succeeded') return { outcome: 'REFUNDED' };
  return { outcome: status === 'failed' || status === 'canceled' ? 'FAILED' : 'PENDING' };
}
