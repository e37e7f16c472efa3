import { cardTokenProblem } from '@yoyaku/platform/card-token';
import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';
import type { PaymentPolicy } from '@yoyaku/platform/tenancy/shop-directory';
import type { InputMaybe, PaymentMethodInput } from '../__generated__/resolver-types.ts';
import { textProblem } from './free-text.ts';

/**
 * With what an order is to be paid, as payments takes it. It goes into OrderPlaced and is kept nowhere else: not with the
 * order, not in a log, not in what the shop's feed shows.
 */
export type PaymentMethod =
  { readonly kind: 'CARD'; readonly cardToken: string } | { readonly kind: 'EASY_PAY'; readonly returnUrl: string };

const LONGEST_URL = 2_000;

/** The method that was given, or what is wrong with it; null when none was. */
export function readPaymentMethod(
  given: InputMaybe<PaymentMethodInput> | undefined,
): PaymentMethod | InvalidInputFailure | null {
  if (!given) return null;
  const { cardToken, easyPay } = given;
  if (typeof cardToken === 'string' ? Boolean(easyPay) : !easyPay) {
    return invalidInput('payment', 'Exactly one way to pay must be given.');
  }
  if (typeof cardToken === 'string') {
    const wrong = cardTokenProblem(cardToken);
    return wrong === null ? { kind: 'CARD', cardToken } : invalidInput('payment.cardToken', wrong);
  }
  const returnUrl = easyPay?.returnUrl ?? '';
  const field = 'payment.easyPay.returnUrl';
  const problem = textProblem(field, returnUrl, LONGEST_URL);
  if (problem) return problem;
  const { protocol = null } = URL.parse(returnUrl) ?? {};
  if (protocol !== 'http:' && protocol !== 'https:')
    return invalidInput(field, 'Only an http or https URL is allowed.');
  return { kind: 'EASY_PAY', returnUrl };
}

/** Why an order of a shop with this policy cannot be paid with a method, or null. */
export function uncalledForPayment(policy: PaymentPolicy, method: PaymentMethod | null): InvalidInputFailure | null {
  return method && policy !== 'PREPAY' ? invalidInput('payment', 'The shop asks for no payment in money.') : null;
}
