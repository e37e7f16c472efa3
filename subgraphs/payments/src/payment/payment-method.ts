import { cardTokenProblem } from '@yoyaku/platform/card-token';
import { requiredTextProblem } from '@yoyaku/platform/given-text';
import type { PaymentMethod } from '../provider/provider.ts';

/** With what to pay, as the API takes it; may be anything. */
export interface GivenMethod {
  readonly cardToken?: string | null | undefined;
  readonly easyPay?: { readonly returnUrl: string } | null | undefined;
}

/** What is wrong with a field of the input. */
export interface InputProblem {
  readonly outcome: 'INVALID_INPUT';
  readonly field: string;
  readonly message: string;
}

const LONGEST_URL = 2_000;

/** The method that was given, or what is wrong with it. */
export function readPaymentMethod({ cardToken, easyPay }: GivenMethod): PaymentMethod | InputProblem {
  if (typeof cardToken === 'string' && !easyPay) {
    const wrong = cardTokenProblem(cardToken);
    return wrong === null ? { kind: 'CARD', cardToken } : problem('method.cardToken', wrong);
  }
  if (typeof cardToken === 'string' || !easyPay) return problem('method', 'Exactly one way to pay must be given.');
  const { returnUrl } = easyPay;
  const field = 'method.easyPay.returnUrl';
  const wrong = requiredTextProblem(returnUrl, LONGEST_URL);
  if (wrong !== null) return problem(field, wrong);
  const { protocol = null } = URL.parse(returnUrl) ?? {};
  if (protocol !== 'http:' && protocol !== 'https:') return problem(field, 'Only an http or https URL is allowed.');
  return { kind: 'EASY_PAY', returnUrl };
}

/** The same method in the same words, for telling whether a request is the same as an earlier one. */
export function methodBody(method: PaymentMethod): object {
  return method.kind === 'CARD' ? { cardToken: method.cardToken } : { returnUrl: method.returnUrl };
}

/** The method is none of those that this installation takes. */
export const methodNotTaken = (): InputProblem => problem('method', 'This way to pay is not taken here.');

function problem(field: string, message: string): InputProblem {
  return { outcome: 'INVALID_INPUT', field, message };
}
