import type { Money } from '@yoyaku/platform/money';

/**
 * The port to whoever moves the money. Glossary: to authorise is to set an amount aside on a card; to capture is to take
 * it; to void is to let go of what is not captured; to refund is to give back what is.
 */
export interface PaymentProvider {
  /** Sets the amount aside. The same key never charges twice, however often it is asked. */
  authorize(request: AuthorizeRequest): Promise<ProviderAnswer>;
  /** Takes the whole authorised amount. */
  capture(payment: ProviderCall): Promise<ProviderAnswer>;
  /** Lets go of an authorisation. */
  void(payment: ProviderCall): Promise<ProviderAnswer>;
  /** Gives back some of what was captured; amount in minor units of the payment's currency. */
  refund(payment: ProviderCall & { readonly amount: number }): Promise<RefundAnswer>;
  /** What the provider knows under our reference. */
  find(reference: string): Promise<ProviderAnswer | { readonly outcome: 'UNKNOWN' }>;
  /** Checks and reads a webhook call; `now` judges its age. */
  readCallback(signature: string | undefined, rawBody: Buffer, now: Date): Callback;
  close(): Promise<void>;
}

export interface AuthorizeRequest {
  /** Our name for the payment, by which it is found again. */
  readonly reference: string;
  readonly idempotencyKey: string;
  readonly amount: Money;
  readonly cardToken: string;
}

export interface ProviderCall {
  readonly providerPaymentId: string;
  readonly idempotencyKey: string;
}

export type FailureReason =
  'CARD_DECLINED' | 'INSUFFICIENT_FUNDS' | 'EXPIRED_CARD' | 'UNKNOWN_CARD' | 'PROVIDER_REFUSED' | 'NEVER_RECEIVED';

/** A payment as the provider has it. Amounts are in minor units. */
export interface ProviderPayment {
  readonly providerPaymentId: string | null;
  readonly reference: string;
  readonly state: 'PROCESSING' | 'AUTHORIZED' | 'FAILED' | 'CAPTURED' | 'VOIDED';
  readonly failureReason: FailureReason | null;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
}

/** No answer. AMBIGUOUS: it may have been done. UNAVAILABLE: the request never left, so nothing was done. */
export interface NoAnswer {
  readonly outcome: 'AMBIGUOUS' | 'UNAVAILABLE';
  /** For the log. */
  readonly cause: string;
}

/** REFUSED: the provider will not do this in the payment's present state; ask it what that is. */
export interface Refused {
  readonly outcome: 'REFUSED';
  readonly cause: string;
}

export type ProviderAnswer = { readonly outcome: 'ANSWERED'; readonly payment: ProviderPayment } | Refused | NoAnswer;

/** FAILED: the provider took the refund down and could not carry it out. */
export type RefundAnswer = { readonly outcome: 'REFUNDED' | 'FAILED' } | Refused | NoAnswer;

export type Callback =
  | { readonly outcome: 'GENUINE'; readonly payment: ProviderPayment }
  | { readonly outcome: 'FORGED' | 'STALE' | 'MALFORMED' };
