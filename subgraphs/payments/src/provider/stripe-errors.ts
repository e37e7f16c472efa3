import Stripe from 'stripe';
import type { FailureReason, NoAnswer, Refused } from './provider.ts';
import { neverSent } from './provider-http.ts';

/** What an error of Stripe's SDK says of the request: see https://docs.stripe.com/error-low-level. */
export function whatHappened(error: unknown): Refused | NoAnswer {
  const { errors } = Stripe;
  if (!(error instanceof errors.StripeError)) throw error;
  const cause = [error.type, error.code ?? error.statusCode ?? connectionCode(error)].filter(Boolean).join(' ');
  if (error instanceof errors.StripeConnectionError)
    return neverSent(connectionCode(error) ?? '') ? { outcome: 'UNAVAILABLE', cause, retryAt: null } : ambiguous(cause);
  // Turned away at the door: nothing was done.
  if (
    error instanceof errors.StripeRateLimitError ||
    error instanceof errors.StripeAuthenticationError ||
    error instanceof errors.StripePermissionError
  )
    return { outcome: 'UNAVAILABLE', cause, retryAt: null };
  // Something has been asked for under this key before: look what became of that.
  if (error instanceof errors.StripeIdempotencyError) return ambiguous(cause);
  if (error instanceof errors.StripeInvalidRequestError || error instanceof errors.StripeCardError)
    return { outcome: 'REFUSED', cause };
  return ambiguous(cause);
}

/** Whether Stripe merely repeats an answer that it has stored under the key, a failure of its own in particular. */
export function isReplayedFailure(error: unknown): boolean {
  const { StripeError } = Stripe.errors;
  if (!(error instanceof StripeError) || (error.statusCode ?? 0) < 500) return false;
  return error.headers?.['idempotent-replayed'] === 'true';
}

/** Whether an error is about the card: declined, or there is none. */
export function isAboutCard(error: unknown): error is Stripe.errors.StripeError {
  const { StripeCardError, StripeInvalidRequestError } = Stripe.errors;
  const isMissing = error instanceof StripeInvalidRequestError && error.code === 'resource_missing';
  return error instanceof StripeCardError || (isMissing && error.param === 'payment_method');
}

/** Whether the connection was lost under way: the request may be repeated, its key makes two of it one. */
export function isLostConnection(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeConnectionError && connectionCode(error) === CONNECTION_LOST;
}

/** Stands for the codes on which the SDK would repeat a request by itself, whatever it is told. */
export const CONNECTION_LOST = 'CONNECTION_LOST';

function connectionCode(error: { readonly detail?: unknown }): string | null {
  const { detail } = error;
  return typeof detail === 'object' && detail !== null && 'code' in detail ? String(detail.code) : null;
}

function ambiguous(cause: string): NoAnswer {
  return { outcome: 'AMBIGUOUS', cause };
}

/** https://docs.stripe.com/declines/codes and https://docs.stripe.com/error-codes */
const REASONS: Readonly<Record<string, FailureReason>> = {
  insufficient_funds: 'INSUFFICIENT_FUNDS',
  expired_card: 'EXPIRED_CARD',
  payment_intent_authentication_failure: 'APPROVAL_DECLINED',
  payment_intent_payment_attempt_expired: 'APPROVAL_EXPIRED',
  resource_missing: 'UNKNOWN_CARD',
  token_already_used: 'UNKNOWN_CARD',
};

/** Why a card was not accepted. */
export function declineReason(error: { readonly code?: string; readonly decline_code?: string }): FailureReason {
  return REASONS[error.decline_code ?? ''] ?? REASONS[error.code ?? ''] ?? 'CARD_DECLINED';
}
