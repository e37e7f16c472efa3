import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PaymentRow, PaymentEventRow, RefundRow } from '../payment/payment.entity.ts';
import type { Quote, QuotedLine } from '../refund/refund-quote.ts';
import type { StuckPaymentPage } from '../refund/stuck-payments.ts';
import type { DecimalMoney } from '@yoyaku/platform/money';
import type { WalletRow, WalletEntryRow, WalletEntryPage } from '../wallet/wallet.entity.ts';
import type { OrderReference } from '../order/order.resolvers.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment, RFC 3339 in UTC, e.g. `2026-01-31T09:30:00.000Z`. */
  DateTime: { input: Date; output: Date | string; }
  /** An exact decimal number in a string, e.g. `"1200"` or `"12.50"`. */
  Decimal: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** The order is paid already, by another request. */
export type AlreadyPaid = Failure & {
  __typename?: 'AlreadyPaid';
  /** Always `ALREADY_PAID`. */
  code: FailureCode;
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** The payment that paid the order. */
  payment: Payment;
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** A payment that the customer approves on a page of the provider's. */
export type EasyPayInput = {
  /** Where the customer comes back to afterwards: an http or https URL of at most 2000 characters. */
  returnUrl: Scalars['String']['input'];
};

/** An expected refusal. Nothing has changed, and the same idempotency key may be used again. */
export type Failure = {
  /** What went wrong, for programs. */
  code: FailureCode;
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** What can go wrong, for programs. */
export type FailureCode =
  /** The order is paid. */
  | 'ALREADY_PAID'
  /** The idempotency key has been used for a different request. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A field of the input has a value that is never accepted. */
  | 'INVALID_INPUT'
  /** The thing named does not exist, or not for you. */
  | 'NOT_FOUND'
  /** The order's state does not allow paying it. */
  | 'ORDER_NOT_PAYABLE'
  /** The card was not accepted. */
  | 'PAYMENT_DECLINED'
  /** A payment of the order has not come to its end. */
  | 'PAYMENT_IN_PROGRESS'
  /** The payment's state does not allow giving it back. */
  | 'PAYMENT_NOT_REFUNDABLE'
  /** The payment provider cannot be reached. */
  | 'PAYMENT_PROVIDER_UNAVAILABLE'
  /** More is to be given back than is left of the payment. */
  | 'REFUND_TOO_LARGE';

/** The idempotency key has been used for a different request of this account. */
export type IdempotencyKeyReused = Failure & {
  __typename?: 'IdempotencyKeyReused';
  /** Always `IDEMPOTENCY_KEY_REUSED`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: no, use another key. */
  retryable: Scalars['Boolean']['output'];
};

/** A field of the input has a value that is never accepted. */
export type InvalidInput = Failure & {
  __typename?: 'InvalidInput';
  /** Always `INVALID_INPUT`. */
  code: FailureCode;
  /** The field of the input, e.g. `lines.0.quantity`. */
  field: Scalars['String']['output'];
  /** What is wrong with the value. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** An amount of money. */
export type Money = {
  __typename?: 'Money';
  /** The amount in the currency's main unit, with exactly the currency's decimals. */
  amount: Scalars['Decimal']['output'];
  /** ISO 4217 code, e.g. `JPY`. */
  currency: Scalars['String']['output'];
};

/** An amount of money, as given by a caller. */
export type MoneyInput = {
  /** The amount in the currency's main unit; more decimals than the currency has are refused. */
  amount: Scalars['Decimal']['input'];
  /** ISO 4217 code; must be the shop's currency. */
  currency: Scalars['String']['input'];
};

/** What can be done. */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Pays the whole total of a PENDING order. The amount is set aside at once and taken when the goods are confirmed, which
   * follows by itself; until then the order stays PENDING. A card may need time, and easy-pay the customer's approval on the
   * page `actionUrl`: then the payment is answered PROCESSING and settles later.
   */
  payOrder: PayOrderResult;
  /**
   * Gives back a part or all of a payment of a shop you work in, beyond what cancellations give back; repeatedly, if need be.
   * It is on its way when this answers, and often back: see the payment's `refunds`. One that fails is tried again by itself.
   * The order stays as it is.
   */
  refundPayment: RefundPaymentResult;
  /**
   * Tries a payment again. One that waits for the provider, CREATED, is tried now, unless another method is given; one that is
   * FAILED or VOIDED is followed by another payment of the same order, by the method given or the one it had. A payment that
   * buys points is refused as InvalidInput: buy them anew with `topUpPoints`.
   */
  retryPayment: RetryPaymentResult;
  /**
   * Buys points for your own wallet at a shop. They are credited as soon as the money is taken, which follows by itself: with a
   * card mostly at once, with easy-pay when you have approved it on the page `actionUrl`.
   */
  topUpPoints: TopUpPointsResult;
};


/** What can be done. */
export type MutationPayOrderArgs = {
  input: PayOrderInput;
};


/** What can be done. */
export type MutationRefundPaymentArgs = {
  input: RefundPaymentInput;
};


/** What can be done. */
export type MutationRetryPaymentArgs = {
  input: RetryPaymentInput;
};


/** What can be done. */
export type MutationTopUpPointsArgs = {
  input: TopUpPointsInput;
};

/** No such thing, or it is not yours: the two are never told apart. */
export type NotFound = Failure & {
  __typename?: 'NotFound';
  /** Always `NOT_FOUND`. */
  code: FailureCode;
  /** The id as it was given. */
  id: Scalars['ID']['output'];
  /** What was not found. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** An order, of which this subgraph knows the payment. */
export type Order = {
  __typename?: 'Order';
  /** Opaque id, `ord_…`. */
  id: Scalars['ID']['output'];
  /** The payment that pays the order or is about to, else the latest that tried; null when none did, and for strangers. */
  payment: Maybe<Payment>;
  /**
   * The points that it was paid with and that were not given back, for its customer and the shop's staff; null where it is not
   * paid with points, or not yet.
   */
  points: Maybe<Scalars['Int']['output']>;
};

/** The order's state does not allow paying it: only a PENDING order that has not expired can be paid. */
export type OrderNotPayable = Failure & {
  __typename?: 'OrderNotPayable';
  /** Always `ORDER_NOT_PAYABLE`. */
  code: FailureCode;
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** The order's state, one of the values of `OrderState`, e.g. `CANCELLED`. */
  orderState: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** Where a page lies in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last row; give it as `after` for the next page. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** Whether more rows follow this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether rows come before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first row; null on an empty page. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** Which order to pay, and how. */
export type PayOrderInput = {
  /** 1 to 200 characters, unique per account: the same key never charges twice. Made up by the server when absent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** With what to pay. */
  method: PaymentMethodInput;
  /** Id of the order, `ord_…`. Only its customer can pay it. */
  orderId: Scalars['ID']['input'];
};

/** The payment, AUTHORIZED or still PROCESSING, or the reason why there is none. */
export type PayOrderResult = AlreadyPaid | IdempotencyKeyReused | InvalidInput | NotFound | OrderNotPayable | Payment | PaymentDeclined | PaymentInProgress | PaymentProviderUnavailable;

/** The payment of one order, or of points, by one method. Visible to the customer and to the shop's staff. */
export type Payment = {
  __typename?: 'Payment';
  /** The provider's page on which the customer is to approve it: send them there. Null when nothing is asked of them. */
  actionUrl: Maybe<Scalars['String']['output']>;
  /** The order's total. */
  amount: Money;
  /** How much of it was taken. */
  captured: Money;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** Why it failed; null unless it is FAILED. */
  failureReason: Maybe<PaymentFailureReason>;
  /** All it has been, oldest first. */
  history: Array<PaymentEvent>;
  /** Opaque id, `pay_…`. */
  id: Scalars['ID']['output'];
  /** The order that is paid; null while reservations does not answer, and when it buys points. */
  order: Maybe<Order>;
  /** How many points it buys; null when it pays an order. */
  points: Maybe<Scalars['Int']['output']>;
  /** What it is for. */
  purpose: PaymentPurpose;
  /**
   * How much of it goes back in all, as far as that is known; it may change without a new version. What of it went back is
   * `refunded`. Before the money is taken it is the part that will go back once it is; 0 when all of it is to be let go of
   * instead, and when the payment ended without taking anything, VOIDED or FAILED.
   */
  refundOwed: Money;
  /** How much of what was taken went back. */
  refunded: Money;
  /** The refunds, oldest first. */
  refunds: Array<Refund>;
  /** How far it has come. */
  state: PaymentState;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Rises by one with every change. */
  version: Scalars['Int']['output'];
};

/**
 * The card was not accepted and nothing was charged. The order is as it was and can be paid with another card. The failed
 * payment is kept: the same idempotency key answers the same refusal again, so use a new key for the next try.
 */
export type PaymentDeclined = Failure & {
  __typename?: 'PaymentDeclined';
  /** Always `PAYMENT_DECLINED`. */
  code: FailureCode;
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** The payment, now FAILED. */
  payment: Payment;
  /** Why the card was not accepted. */
  reason: PaymentFailureReason;
  /** Whether the very same request may succeed later: no, it takes a new idempotency key. */
  retryable: Scalars['Boolean']['output'];
};

/** A payment as it was after one of its changes. */
export type PaymentEvent = {
  __typename?: 'PaymentEvent';
  /** How much of it had been taken. */
  captured: Money;
  /** Why it failed; null unless it is FAILED. */
  failureReason: Maybe<PaymentFailureReason>;
  /** When that was. */
  occurredAt: Scalars['DateTime']['output'];
  /** How much of what was taken had gone back. */
  refunded: Money;
  /** How far it had come. */
  state: PaymentState;
  /** Its version: 1, 2, 3 … */
  version: Scalars['Int']['output'];
};

/** Why a payment failed. */
export type PaymentFailureReason =
  /** The customer refused on the provider's page. */
  | 'APPROVAL_DECLINED'
  /** The customer did not approve on the provider's page in time. */
  | 'APPROVAL_EXPIRED'
  /** The bank declined the card and gives no reason. */
  | 'CARD_DECLINED'
  /** The card has expired. */
  | 'EXPIRED_CARD'
  /** The card's account does not hold the amount. */
  | 'INSUFFICIENT_FUNDS'
  /** The provider never got the request, and said so when asked long enough afterwards. */
  | 'NEVER_RECEIVED'
  /** The order ended before the provider was asked. */
  | 'ORDER_ENDED'
  /** The provider refused the request itself. */
  | 'PROVIDER_REFUSED'
  /** Another payment took its place, or the order costs another sum by now: pay it anew. */
  | 'SUPERSEDED'
  /** The provider does not know the card token. */
  | 'UNKNOWN_CARD';

/** A payment of the order has not come to its end, another one or the very one to try again. Wait for it, or ask for it by its id. */
export type PaymentInProgress = Failure & {
  __typename?: 'PaymentInProgress';
  /** Always `PAYMENT_IN_PROGRESS`. */
  code: FailureCode;
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** The payment under way. */
  payment: Payment;
  /** Whether the very same request may succeed later: yes, when that payment fails. */
  retryable: Scalars['Boolean']['output'];
};

/** With what to pay: exactly one of these. */
export type PaymentMethodInput = {
  /**
   * The card, as the provider's token for it, e.g. `tok_visa`; 1 to 200 characters. Card numbers never come here: 12 to 19
   * digits, with blanks and dashes between them or without, are refused.
   */
  cardToken?: InputMaybe<Scalars['String']['input']>;
  /** The customer approves the payment on a page of the provider's. */
  easyPay?: InputMaybe<EasyPayInput>;
};

/** Only a payment that was taken, and that paid an order, can be given back by hand. */
export type PaymentNotRefundable = Failure & {
  __typename?: 'PaymentNotRefundable';
  /** Always `PAYMENT_NOT_REFUNDABLE`. */
  code: FailureCode;
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** How far the payment has come. */
  paymentState: PaymentState;
  /** Whether the very same request may succeed later: yes while it may still be taken. */
  retryable: Scalars['Boolean']['output'];
};

/**
 * The payment provider cannot be reached; the request never left, so nothing was charged. The payment of an order waits,
 * CREATED, and is asked for as soon as the provider is back, while its order can be paid; the same idempotency key tries it at
 * once. Paying with another key and method takes its place. Points are only bought if you ask again: within ten minutes with
 * the same idempotency key, or with another.
 */
export type PaymentProviderUnavailable = Failure & {
  __typename?: 'PaymentProviderUnavailable';
  /** Always `PAYMENT_PROVIDER_UNAVAILABLE`. */
  code: FailureCode;
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** When it makes sense to try again, not before. */
  retryAt: Scalars['DateTime']['output'];
  /** Whether the very same request may succeed later: yes, with the same idempotency key. */
  retryable: Scalars['Boolean']['output'];
};

/** What a payment is for. */
export type PaymentPurpose =
  /** It pays an order. */
  | 'ORDER'
  /** It buys points for the customer's wallet. */
  | 'TOP_UP';

/** How far a payment has come. */
export type PaymentState =
  /** The amount is set aside on the card. It is taken when the shop has confirmed the goods, else let go. */
  | 'AUTHORIZED'
  /** The amount is taken. It stays CAPTURED when refunded; `refunded` tells how much. */
  | 'CAPTURED'
  /** Wanted, and not yet with the provider: its turn has not come, or the provider could not be reached. */
  | 'CREATED'
  /** Nothing was charged; see `failureReason`. */
  | 'FAILED'
  /** With the provider; its answer is not known yet. It will be, without further ado. */
  | 'PROCESSING'
  /** The authorisation was let go; nothing was charged. */
  | 'VOIDED';

/** What is done for a payment at its provider, by itself. */
export type PaymentStep =
  /** To find out what became of it. */
  | 'ASK'
  /** To ask for the money. */
  | 'AUTHORIZE'
  /** To take what was set aside. */
  | 'CAPTURE'
  /** To let go of a payment that was never asked for. */
  | 'DROP'
  /** To give back what was taken. */
  | 'REFUND'
  /** To let go of what was set aside. */
  | 'VOID';

/** What can be looked up. */
export type Query = {
  __typename?: 'Query';
  /** The payment with this id; null when there is none, or when it is neither yours nor of a shop you work in. */
  payment: Maybe<Payment>;
  /**
   * What would go back if the customer called the order off now. For its customer and the shop's staff; null when there is no
   * such order, when it is not yours, and when nothing of it can be called off any more: it is over, or has run out.
   */
  refundQuote: Maybe<RefundQuote>;
  /** The payments of a shop you work in that are stuck, longest first; null for everybody else. */
  stuckPayments: Maybe<StuckPaymentConnection>;
  /** Your own wallet at a shop; null when there is no such shop, or when its orders are not paid with points. */
  wallet: Maybe<Wallet>;
  /** What has moved the balance of your own wallet at a shop, the latest first; null when there is no such wallet. */
  walletEntries: Maybe<WalletEntryConnection>;
};


/** What can be looked up. */
export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};


/** What can be looked up. */
export type QueryRefundQuoteArgs = {
  orderId: Scalars['ID']['input'];
};


/** What can be looked up. */
export type QueryStuckPaymentsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
};


/** What can be looked up. */
export type QueryWalletArgs = {
  shopId: Scalars['ID']['input'];
};


/** What can be looked up. */
export type QueryWalletEntriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
};

/** One return of captured money. */
export type Refund = {
  __typename?: 'Refund';
  /** How much goes back. */
  amount: Money;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** When the provider's answer came; null before. */
  settledAt: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  state: RefundState;
};

/** What to give back, and why. */
export type RefundPaymentInput = {
  /** How much, above 0 and in the payment's currency; together with what goes back already no more than was taken. */
  amount: MoneyInput;
  /** 1 to 200 characters, unique per account: the same key never gives back twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the payment, `pay_…`, of a shop you work in. */
  paymentId: Scalars['ID']['input'];
  /** Why, for the shop's own records; 1 to 500 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** The payment, or the reason why nothing of it goes back. */
export type RefundPaymentResult = IdempotencyKeyReused | InvalidInput | NotFound | Payment | PaymentNotRefundable | RefundTooLarge;

/**
 * What would go back if the customer called off, at this moment, all of an order that is not called off yet. Each line is
 * reckoned by itself, so calling off one of them gives back what its line says, and calling off several what these say
 * together, but never more than `total`: less when staff has given back a part by hand. What the shop calls off goes back in
 * full, within the same bound.
 */
export type RefundQuote = {
  __typename?: 'RefundQuote';
  /** Line by line, without those that are called off already. */
  lines: Array<RefundQuoteLine>;
  /** The points that would go back; null where the shop's orders are not paid with points. */
  points: Maybe<Scalars['Int']['output']>;
  /** What of that would go back; an amount that is only set aside is let go. */
  refund: Money;
  /** What is paid for it and has not been given back: nothing when the order is not paid, or paid with points. */
  total: Money;
  /**
   * The last moment at which this holds: then a line comes to the shop's next cancellation tier. Null when time alone changes
   * nothing.
   */
  validUntil: Maybe<Scalars['DateTime']['output']>;
};

/** What would go back for one line of an order. */
export type RefundQuoteLine = {
  __typename?: 'RefundQuoteLine';
  /** Id of the order line, `lin_…`. */
  orderLineId: Scalars['ID']['output'];
  /** The share of its price that would go back, in percent; 100 as long as the order is not confirmed. */
  percent: Scalars['Int']['output'];
  /** That share in points, rounded half to even; null where the shop's orders are not paid with points. */
  points: Maybe<Scalars['Int']['output']>;
  /**
   * That share in money, rounded half to even, at most the quote's `total`; nothing when the order is not paid, or paid with
   * points.
   */
  refund: Money;
};

/** How far a refund has come. */
export type RefundState =
  /** The provider could not carry it out. Another refund follows by itself. */
  | 'FAILED'
  /** Asked for; the provider has not confirmed it yet. */
  | 'PENDING'
  /** The amount went back to the card. */
  | 'SUCCEEDED';

/** More is to be given back than is left of what was taken: what is on its way back already is not left. */
export type RefundTooLarge = Failure & {
  __typename?: 'RefundTooLarge';
  /** Always `REFUND_TOO_LARGE`. */
  code: FailureCode;
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** The most that can be given back now. */
  refundable: Money;
  /** Whether the very same request may succeed later: no, what is left only ever falls. */
  retryable: Scalars['Boolean']['output'];
};

/** Which payment to try again, and how. */
export type RetryPaymentInput = {
  /** 1 to 200 characters, unique per account: the same key never charges twice. Made up by the server when absent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** With what to pay; absent: as before. */
  method?: InputMaybe<PaymentMethodInput>;
  /** Id of the payment, `pay_…`, of an order. Only its customer can try it again. */
  paymentId: Scalars['ID']['input'];
};

/** The payment tried, or the one that follows it, AUTHORIZED or still PROCESSING; or the reason why there is none. */
export type RetryPaymentResult = AlreadyPaid | IdempotencyKeyReused | InvalidInput | NotFound | OrderNotPayable | Payment | PaymentDeclined | PaymentInProgress | PaymentProviderUnavailable;

/** A shop; the users subgraph knows it. */
export type Shop = {
  __typename?: 'Shop';
  /** Opaque id, `shp_…`. */
  id: Scalars['ID']['output'];
};

/** A payment whose next step has failed several times in a row. It is tried on by itself, at pauses that grow to some minutes. */
export type StuckPayment = {
  __typename?: 'StuckPayment';
  /** What the step is about: of a refund what has yet to go back, else the whole amount. */
  amount: Money;
  /** How often in a row it has failed; at least 5. */
  failures: Scalars['Int']['output'];
  /** When it is tried again; null when it has just been done. */
  nextAttemptAt: Maybe<Scalars['DateTime']['output']>;
  /** The payment. */
  payment: Payment;
  /** Since when it counts as stuck: the fifth failure. */
  since: Scalars['DateTime']['output'];
  /** The step that keeps failing; null when it has just been done. */
  step: Maybe<PaymentStep>;
};

/** A page of stuck payments. */
export type StuckPaymentConnection = {
  __typename?: 'StuckPaymentConnection';
  /** The stuck payments with their cursors. */
  edges: Array<StuckPaymentEdge>;
  /** The stuck payments alone. */
  nodes: Array<StuckPayment>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A stuck payment within a list. */
export type StuckPaymentEdge = {
  __typename?: 'StuckPaymentEdge';
  /** Opaque position of this payment in the list. */
  cursor: Scalars['String']['output'];
  /** The stuck payment. */
  node: StuckPayment;
};

/** What can be watched: first the present state, then every change. */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * The payment that pays the order or is about to, else the latest that tried; null as long as there is none. For the order's
   * customer and the shop's staff. One that needs the customer's approval tells the page in `actionUrl`.
   */
  paymentChanged: Maybe<Payment>;
};


/** What can be watched: first the present state, then every change. */
export type SubscriptionPaymentChangedArgs = {
  orderId: Scalars['ID']['input'];
};

/** How many points to buy, and how to pay for them. */
export type TopUpPointsInput = {
  /** 1 to 200 characters, unique per account: the same key never charges twice. Made up by the server when absent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** With what to pay. */
  method: PaymentMethodInput;
  /**
   * How many points, 1 to 1,000,000,000; a wallet takes no more than so many in all. A point costs one minor unit of the shop's
   * currency: 1 yen, 1 cent.
   */
  points: Scalars['Int']['input'];
  /** Id of the shop, `shp_…`, whose orders are paid with points. */
  shopId: Scalars['ID']['input'];
};

/**
 * The payment of the points; they are in the wallet when it is CAPTURED, which may still follow. Or the reason why there is
 * none.
 */
export type TopUpPointsResult = IdempotencyKeyReused | InvalidInput | NotFound | Payment | PaymentDeclined | PaymentProviderUnavailable;

/** The points of one customer at one shop, for whom alone it is visible. It is never below zero. */
export type Wallet = {
  __typename?: 'Wallet';
  /** How many points it holds. */
  balance: Scalars['Int']['output'];
  /** What has moved its balance, the latest first. */
  entries: WalletEntryConnection;
  /** Opaque id, `wal_…`. */
  id: Scalars['ID']['output'];
  /** The shop at which the points can be spent. */
  shop: Maybe<Shop>;
};


/** The points of one customer at one shop, for whom alone it is visible. It is never below zero. */
export type WalletEntriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** One movement of a wallet's balance. None is ever changed or deleted. */
export type WalletEntry = {
  __typename?: 'WalletEntry';
  /** The balance with this entry. */
  balance: Scalars['Int']['output'];
  /** Opaque id, `ent_…`. */
  id: Scalars['ID']['output'];
  /** Why the balance moved. */
  kind: WalletEntryKind;
  /** When it happened. */
  occurredAt: Scalars['DateTime']['output'];
  /** The order that the points were for; null for those that were bought. */
  order: Maybe<Order>;
  /** The payment that bought the points; null for all else. */
  payment: Maybe<Payment>;
  /** By how many points: above zero into the wallet, below zero out of it. */
  points: Scalars['Int']['output'];
};

/** A page of a wallet's entries. */
export type WalletEntryConnection = {
  __typename?: 'WalletEntryConnection';
  /** The entries with their cursors. */
  edges: Array<WalletEntryEdge>;
  /** The entries alone. */
  nodes: Array<WalletEntry>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A wallet's entry within a list. */
export type WalletEntryEdge = {
  __typename?: 'WalletEntryEdge';
  /** Opaque position of this entry in the list. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: WalletEntry;
};

/** Why a wallet's balance has moved. */
export type WalletEntryKind =
  /** An order was paid with points. */
  | 'DEBITED'
  /** Points of an order were given back. */
  | 'REVERSED'
  /** Points were bought. */
  | 'TOPPED_UP';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Order: Order;
  Payment: Payment;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  PayOrderResult:
    | ( Omit<AlreadyPaid, 'payment'> & { payment: _RefType['Payment'] } )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( OrderNotPayable )
    | ( PaymentRow )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<PaymentInProgress, 'payment'> & { payment: _RefType['Payment'] } )
    | ( PaymentProviderUnavailable )
  ;
  RefundPaymentResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( PaymentRow )
    | ( PaymentNotRefundable )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } )
  ;
  RetryPaymentResult:
    | ( Omit<AlreadyPaid, 'payment'> & { payment: _RefType['Payment'] } )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( OrderNotPayable )
    | ( PaymentRow )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<PaymentInProgress, 'payment'> & { payment: _RefType['Payment'] } )
    | ( PaymentProviderUnavailable )
  ;
  TopUpPointsResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( PaymentRow )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } )
    | ( PaymentProviderUnavailable )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Failure:
    | ( Omit<AlreadyPaid, 'payment'> & { payment: _RefType['Payment'] } )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( OrderNotPayable )
    | ( Omit<PaymentDeclined, 'payment'> & { payment: _RefType['Payment'] } )
    | ( Omit<PaymentInProgress, 'payment'> & { payment: _RefType['Payment'] } )
    | ( PaymentNotRefundable )
    | ( PaymentProviderUnavailable )
    | ( Omit<RefundTooLarge, 'refundable'> & { refundable: _RefType['Money'] } )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AlreadyPaid: ResolverTypeWrapper<Omit<AlreadyPaid, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  EasyPayInput: EasyPayInput;
  Failure: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Failure']>;
  FailureCode: FailureCode;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  Money: ResolverTypeWrapper<DecimalMoney>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Order: ResolverTypeWrapper<OrderReference>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  OrderNotPayable: ResolverTypeWrapper<OrderNotPayable>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PayOrderInput: PayOrderInput;
  PayOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PayOrderResult']>;
  Payment: ResolverTypeWrapper<PaymentRow>;
  PaymentDeclined: ResolverTypeWrapper<Omit<PaymentDeclined, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PaymentEvent: ResolverTypeWrapper<PaymentEventRow>;
  PaymentFailureReason: PaymentFailureReason;
  PaymentInProgress: ResolverTypeWrapper<Omit<PaymentInProgress, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PaymentMethodInput: PaymentMethodInput;
  PaymentNotRefundable: ResolverTypeWrapper<PaymentNotRefundable>;
  PaymentProviderUnavailable: ResolverTypeWrapper<PaymentProviderUnavailable>;
  PaymentPurpose: PaymentPurpose;
  PaymentState: PaymentState;
  PaymentStep: PaymentStep;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refund: ResolverTypeWrapper<RefundRow>;
  RefundPaymentInput: RefundPaymentInput;
  RefundPaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefundPaymentResult']>;
  RefundQuote: ResolverTypeWrapper<Quote>;
  RefundQuoteLine: ResolverTypeWrapper<QuotedLine>;
  RefundState: RefundState;
  RefundTooLarge: ResolverTypeWrapper<Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversTypes['Money'] }>;
  RetryPaymentInput: RetryPaymentInput;
  RetryPaymentResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetryPaymentResult']>;
  Shop: ResolverTypeWrapper<Shop>;
  StuckPayment: ResolverTypeWrapper<PaymentRow>;
  StuckPaymentConnection: ResolverTypeWrapper<StuckPaymentPage>;
  StuckPaymentEdge: ResolverTypeWrapper<Omit<StuckPaymentEdge, 'node'> & { node: ResolversTypes['StuckPayment'] }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TopUpPointsInput: TopUpPointsInput;
  TopUpPointsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TopUpPointsResult']>;
  Wallet: ResolverTypeWrapper<WalletRow>;
  WalletEntry: ResolverTypeWrapper<WalletEntryRow>;
  WalletEntryConnection: ResolverTypeWrapper<WalletEntryPage>;
  WalletEntryEdge: ResolverTypeWrapper<Omit<WalletEntryEdge, 'node'> & { node: ResolversTypes['WalletEntry'] }>;
  WalletEntryKind: WalletEntryKind;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AlreadyPaid: Omit<AlreadyPaid, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  EasyPayInput: EasyPayInput;
  Failure: ResolversInterfaceTypes<ResolversParentTypes>['Failure'];
  IdempotencyKeyReused: IdempotencyKeyReused;
  InvalidInput: InvalidInput;
  Money: DecimalMoney;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  ID: Scalars['ID']['output'];
  Order: OrderReference;
  Int: Scalars['Int']['output'];
  OrderNotPayable: OrderNotPayable;
  PageInfo: PageInfo;
  PayOrderInput: PayOrderInput;
  PayOrderResult: ResolversUnionTypes<ResolversParentTypes>['PayOrderResult'];
  Payment: PaymentRow;
  PaymentDeclined: Omit<PaymentDeclined, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PaymentEvent: PaymentEventRow;
  PaymentInProgress: Omit<PaymentInProgress, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PaymentMethodInput: PaymentMethodInput;
  PaymentNotRefundable: PaymentNotRefundable;
  PaymentProviderUnavailable: PaymentProviderUnavailable;
  Query: Record<PropertyKey, never>;
  Refund: RefundRow;
  RefundPaymentInput: RefundPaymentInput;
  RefundPaymentResult: ResolversUnionTypes<ResolversParentTypes>['RefundPaymentResult'];
  RefundQuote: Quote;
  RefundQuoteLine: QuotedLine;
  RefundTooLarge: Omit<RefundTooLarge, 'refundable'> & { refundable: ResolversParentTypes['Money'] };
  RetryPaymentInput: RetryPaymentInput;
  RetryPaymentResult: ResolversUnionTypes<ResolversParentTypes>['RetryPaymentResult'];
  Shop: Shop;
  StuckPayment: PaymentRow;
  StuckPaymentConnection: StuckPaymentPage;
  StuckPaymentEdge: Omit<StuckPaymentEdge, 'node'> & { node: ResolversParentTypes['StuckPayment'] };
  Subscription: Record<PropertyKey, never>;
  TopUpPointsInput: TopUpPointsInput;
  TopUpPointsResult: ResolversUnionTypes<ResolversParentTypes>['TopUpPointsResult'];
  Wallet: WalletRow;
  WalletEntry: WalletEntryRow;
  WalletEntryConnection: WalletEntryPage;
  WalletEntryEdge: Omit<WalletEntryEdge, 'node'> & { node: ResolversParentTypes['WalletEntry'] };
};

export type AlreadyPaidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlreadyPaid'] = ResolversParentTypes['AlreadyPaid']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type FailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Failure'] = ResolversParentTypes['Failure']> = {
  __resolveType: TypeResolveFn<'AlreadyPaid' | 'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'OrderNotPayable' | 'PaymentDeclined' | 'PaymentInProgress' | 'PaymentNotRefundable' | 'PaymentProviderUnavailable' | 'RefundTooLarge', ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  payOrder?: Resolver<ResolversTypes['PayOrderResult'], ParentType, ContextType, RequireFields<MutationPayOrderArgs, 'input'>>;
  refundPayment?: Resolver<ResolversTypes['RefundPaymentResult'], ParentType, ContextType, RequireFields<MutationRefundPaymentArgs, 'input'>>;
  retryPayment?: Resolver<ResolversTypes['RetryPaymentResult'], ParentType, ContextType, RequireFields<MutationRetryPaymentArgs, 'input'>>;
  topUpPoints?: Resolver<ResolversTypes['TopUpPointsResult'], ParentType, ContextType, RequireFields<MutationTopUpPointsArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  points?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrderNotPayableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderNotPayable'] = ResolversParentTypes['OrderNotPayable']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  orderState?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PayOrderResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PayOrderResult'] = ResolversParentTypes['PayOrderResult']> = {
  __resolveType: TypeResolveFn<'AlreadyPaid' | 'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'OrderNotPayable' | 'Payment' | 'PaymentDeclined' | 'PaymentInProgress' | 'PaymentProviderUnavailable', ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actionUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  captured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['PaymentFailureReason']>, ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['PaymentEvent']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  points?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  purpose?: Resolver<ResolversTypes['PaymentPurpose'], ParentType, ContextType>;
  refundOwed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['Refund']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentDeclinedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentDeclined'] = ResolversParentTypes['PaymentDeclined']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['PaymentFailureReason'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentEvent'] = ResolversParentTypes['PaymentEvent']> = {
  captured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['PaymentFailureReason']>, ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PaymentInProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentInProgress'] = ResolversParentTypes['PaymentInProgress']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentNotRefundableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentNotRefundable'] = ResolversParentTypes['PaymentNotRefundable']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paymentState?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PaymentProviderUnavailableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentProviderUnavailable'] = ResolversParentTypes['PaymentProviderUnavailable']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  refundQuote?: Resolver<Maybe<ResolversTypes['RefundQuote']>, ParentType, ContextType, RequireFields<QueryRefundQuoteArgs, 'orderId'>>;
  stuckPayments?: Resolver<Maybe<ResolversTypes['StuckPaymentConnection']>, ParentType, ContextType, RequireFields<QueryStuckPaymentsArgs, 'first' | 'shopId'>>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType, RequireFields<QueryWalletArgs, 'shopId'>>;
  walletEntries?: Resolver<Maybe<ResolversTypes['WalletEntryConnection']>, ParentType, ContextType, RequireFields<QueryWalletEntriesArgs, 'first' | 'shopId'>>;
};

export type RefundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RefundState'], ParentType, ContextType>;
};

export type RefundPaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundPaymentResult'] = ResolversParentTypes['RefundPaymentResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'Payment' | 'PaymentNotRefundable' | 'RefundTooLarge', ParentType, ContextType>;
};

export type RefundQuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundQuote'] = ResolversParentTypes['RefundQuote']> = {
  lines?: Resolver<Array<ResolversTypes['RefundQuoteLine']>, ParentType, ContextType>;
  points?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type RefundQuoteLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundQuoteLine'] = ResolversParentTypes['RefundQuoteLine']> = {
  orderLineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  points?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type RefundTooLargeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundTooLarge'] = ResolversParentTypes['RefundTooLarge']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refundable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetryPaymentResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryPaymentResult'] = ResolversParentTypes['RetryPaymentResult']> = {
  __resolveType: TypeResolveFn<'AlreadyPaid' | 'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'OrderNotPayable' | 'Payment' | 'PaymentDeclined' | 'PaymentInProgress' | 'PaymentProviderUnavailable', ParentType, ContextType>;
};

export type ShopResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Shop'] = ResolversParentTypes['Shop']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StuckPaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StuckPayment'] = ResolversParentTypes['StuckPayment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['PaymentStep']>, ParentType, ContextType>;
};

export type StuckPaymentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StuckPaymentConnection'] = ResolversParentTypes['StuckPaymentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StuckPaymentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StuckPayment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StuckPaymentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StuckPaymentEdge'] = ResolversParentTypes['StuckPaymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StuckPayment'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  paymentChanged?: SubscriptionResolver<Maybe<ResolversTypes['Payment']>, "paymentChanged", ParentType, ContextType, RequireFields<SubscriptionPaymentChangedArgs, 'orderId'>>;
};

export type TopUpPointsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TopUpPointsResult'] = ResolversParentTypes['TopUpPointsResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'Payment' | 'PaymentDeclined' | 'PaymentProviderUnavailable', ParentType, ContextType>;
};

export type WalletResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Wallet'] = ResolversParentTypes['Wallet']> = {
  balance?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['WalletEntryConnection'], ParentType, ContextType, RequireFields<WalletEntriesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
};

export type WalletEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WalletEntry'] = ResolversParentTypes['WalletEntry']> = {
  balance?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['WalletEntryKind'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WalletEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WalletEntryConnection'] = ResolversParentTypes['WalletEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WalletEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['WalletEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WalletEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WalletEntryEdge'] = ResolversParentTypes['WalletEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WalletEntry'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AlreadyPaid?: AlreadyPaidResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Failure?: FailureResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderNotPayable?: OrderNotPayableResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PayOrderResult?: PayOrderResultResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentDeclined?: PaymentDeclinedResolvers<ContextType>;
  PaymentEvent?: PaymentEventResolvers<ContextType>;
  PaymentInProgress?: PaymentInProgressResolvers<ContextType>;
  PaymentNotRefundable?: PaymentNotRefundableResolvers<ContextType>;
  PaymentProviderUnavailable?: PaymentProviderUnavailableResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  RefundPaymentResult?: RefundPaymentResultResolvers<ContextType>;
  RefundQuote?: RefundQuoteResolvers<ContextType>;
  RefundQuoteLine?: RefundQuoteLineResolvers<ContextType>;
  RefundTooLarge?: RefundTooLargeResolvers<ContextType>;
  RetryPaymentResult?: RetryPaymentResultResolvers<ContextType>;
  Shop?: ShopResolvers<ContextType>;
  StuckPayment?: StuckPaymentResolvers<ContextType>;
  StuckPaymentConnection?: StuckPaymentConnectionResolvers<ContextType>;
  StuckPaymentEdge?: StuckPaymentEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TopUpPointsResult?: TopUpPointsResultResolvers<ContextType>;
  Wallet?: WalletResolvers<ContextType>;
  WalletEntry?: WalletEntryResolvers<ContextType>;
  WalletEntryConnection?: WalletEntryConnectionResolvers<ContextType>;
  WalletEntryEdge?: WalletEntryEdgeResolvers<ContextType>;
};

