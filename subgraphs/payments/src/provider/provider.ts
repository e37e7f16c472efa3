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
  /** Lets go of an authorisation, or of what still waits for the customer's approval. */
  void(payment: ProviderCall): Promise<ProviderAnswer>;
  /** Gives back some of what was captured; amount in minor units of the payment's currency. */
  refund(payment: ProviderCall & { readonly amount: number }): Promise<RefundAnswer>;
  /** What the provider knows of a payment. UNKNOWN is said only when it surely has nothing of it at this moment. */
  find(payment: FindRequest): Promise<ProviderAnswer | { readonly outcome: 'UNKNOWN' }>;
  /** Checks and reads a webhook call by its headers and raw body; `now` judges its age. */
  readCallback(headers: CallbackHeaders, rawBody: Buffer, now: Date): Callback;
  close(): Promise<void>;
}

/** With what to pay. Kept with the payment until the provider has it, so it holds nothing that must not be stored. */
export type PaymentMethod =
  /** The card as the provider's token for it. */
  | { readonly kind: 'CARD'; readonly cardToken: string }
  /** The customer approves on the provider's own page and comes back to `returnUrl` (http or https). */
  | { readonly kind: 'EASY_PAY'; readonly returnUrl: string };

export interface AuthorizeRequest {
  /** Our name for the payment, by which it is found again. */
  readonly reference: string;
  readonly idempotencyKey: string;
  readonly amount: Money;
  readonly method: PaymentMethod;
}

export interface FindRequest {
  /** Our name for the payment, as it was authorised under. */
  readonly reference: string;
  /** Null: its answer has never come. */
  readonly providerPaymentId: string | null;
  /** The key it was authorised under. */
  readonly idempotencyKey: string;
  /** When we made the payment: the provider cannot have had it before. */
  readonly createdAt: Date;
}

/** As Node gives them: names in lower case. */
export type CallbackHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface ProviderCall {
  readonly providerPaymentId: string;
  readonly idempotencyKey: string;
}

export type FailureReason =
  | 'CARD_DECLINED'
  | 'INSUFFICIENT_FUNDS'
  | 'EXPIRED_CARD'
  | 'UNKNOWN_CARD'
  | 'APPROVAL_DECLINED'
  | 'APPROVAL_EXPIRED'
  | 'PROVIDER_REFUSED'
  | 'NEVER_RECEIVED'
  | 'ORDER_ENDED'
  | 'SUPERSEDED';

/** A payment as the provider has it. Amounts are in minor units. */
export interface ProviderPayment {
  readonly providerPaymentId: string | null;
  readonly reference: string;
  readonly state: 'PROCESSING' | 'AUTHORIZED' | 'FAILED' | 'CAPTURED' | 'VOIDED';
  readonly failureReason: FailureReason | null;
  /** The page on which the customer must approve; only while PROCESSING, and null when nothing is asked of the customer. */
  readonly actionUrl: string | null;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
}

/** No answer. AMBIGUOUS: it may have been done. UNAVAILABLE: surely not, since the request was not taken. */
export type NoAnswer =
  | { readonly outcome: 'AMBIGUOUS'; /** For the log. */ readonly cause: string }
  | {
      readonly outcome: 'UNAVAILABLE';
      /** For the log. */
      readonly cause: string;
      /** When it makes sense to try again; null when nobody can tell. */
      readonly retryAt: Date | null;
    };

/** REFUSED: the provider will not do this in the payment's present state; ask it what that is. */
export interface Refused {
  readonly outcome: 'REFUSED';
  readonly cause: string;
}

export type ProviderAnswer = { readonly outcome: 'ANSWERED'; readonly payment: ProviderPayment } | Refused | NoAnswer;

/**
 * FAILED: the provider took the refund down and could not carry it out. PENDING: it has taken it down and is at it; ask
 * again with the same key.
 */
export type RefundAnswer = { readonly outcome: 'REFUNDED' | 'FAILED' | 'PENDING' } | Refused | NoAnswer;

/** IRRELEVANT: genuine, and about nothing that concerns us. */
export type Callback =
  | {
      readonly outcome: 'GENUINE';
      /** The provider's name for what happened: the same each time it tells of it. */
      readonly eventId: string;
      readonly payment: ProviderPayment;
    }
  | { readonly outcome: 'FORGED' | 'STALE' | 'MALFORMED' | 'IRRELEVANT' };
