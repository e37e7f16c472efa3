import Stripe from 'stripe';
import type { CallbackHeaders } from './provider.ts';

const TOLERANCE_SECONDS = 300;

/**
 * Checks and reads a webhook call of Stripe's. The SDK judges the signature, over the moment and the raw body; the moment
 * is judged here, since the SDK takes any from the future. https://docs.stripe.com/webhooks#verify-manually
 */
export function readStripeEvent(
  stripe: Stripe,
  secret: string,
  header: CallbackHeaders[string],
  rawBody: Buffer,
  now: Date,
):
  | { readonly outcome: 'GENUINE'; readonly event: Stripe.Event }
  | { readonly outcome: 'FORGED' | 'STALE' | 'MALFORMED' } {
  if (typeof header !== 'string') return { outcome: 'FORGED' };
  try {
    // 0: whatever its age.
    const event = stripe.webhooks.constructEvent(rawBody, header, secret, 0);
    // As the SDK reads it: the last one counts.
    const moment = header.split(',').findLast((part) => part.startsWith('t='));
    const age = now.getTime() / 1000 - Number.parseInt(moment?.slice(2) ?? '', 10);
    if (!(Math.abs(age) <= TOLERANCE_SECONDS)) return { outcome: 'STALE' };
    return isEvent(event) ? { outcome: 'GENUINE', event } : { outcome: 'MALFORMED' };
  } catch (error) {
    return { outcome: error instanceof Stripe.errors.StripeSignatureVerificationError ? 'FORGED' : 'MALFORMED' };
  }
}

function isEvent(event: unknown): boolean {
  if (typeof event !== 'object' || event === null) return false;
  const { id, type, data } = event as Partial<Stripe.Event>;
  return typeof id === 'string' && typeof type === 'string' && typeof data?.object === 'object';
}
