import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountReference, OrderRow, OrderPage, OrderPageEdge, OrderLineRow } from '../order/order.entity.ts';
import type { ReservationRow, ReservationPage, ReservationPageEdge } from '../reservation/reservation.entity.ts';
import type { CartRow, CartLineRow } from '../cart/cart.entity.ts';
import type { LineHint } from '../cart/cart-quote.ts';
import type { TableRow, TablePage, TablePageEdge, TableSessionRow, TableSessionPage, TableSessionPageEdge, TableGuestRow } from '../table/table.entity.ts';
import type { WaitlistEntryRow, WaitlistPage, WaitlistPageEdge } from '../waitlist/waitlist.entity.ts';
import type { FeedEvent } from '../order/order-feed.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
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
  /**
   * A date and a time of day as a clock on the wall of the shop shows them, without an offset, e.g. `2026-01-31T09:30` or
   * `2026-01-31T09:30:00`. Of two moments that show the same time, on the day the clocks go back, the earlier one is meant.
   */
  LocalDateTime: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Which offer to accept. */
export type AcceptOfferInput = {
  /** Id of the waitlist entry, `wai_…`. */
  entryId: Scalars['ID']['input'];
  /** The version of the entry that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same order again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** With what to pay; only where the shop asks for payment in money, and not used for an order that costs nothing. The order is taken even while nothing can be paid, and its payment is asked for as soon as it can be. Absent: it is paid with `payOrder`. */
  payment?: InputMaybe<PaymentMethodInput>;
  /** Words to the shop, at most 500 characters. */
  remark?: InputMaybe<Scalars['String']['input']>;
};

/** The order made of the offer, or why there is none. */
export type AcceptOfferResult = IdempotencyKeyReused | InsufficientBalance | InvalidInput | InvalidStateTransition | NotFound | OfferExpired | Order | VersionConflict;

/** Somebody who can log in; the users subgraph knows more. */
export type Account = {
  __typename?: 'Account';
  /** Opaque id, `acc_…`. */
  id: Scalars['ID']['output'];
  /** The account's own orders at all shops, the latest first. Null for anybody but the account itself. */
  orders: Maybe<OrderConnection>;
};


/** Somebody who can log in; the users subgraph knows more. */
export type AccountOrdersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What to put into which cart. */
export type AddToCartInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What to put in. The same again of the same account becomes one line, unless units are named. */
  line: OrderLineInput;
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
  /** Id of the table session whose cart is meant, `tbs_…`; your own cart when absent. */
  tableSessionId?: InputMaybe<Scalars['ID']['input']>;
};

/** The cart as it is then, or why nothing was put in. */
export type AddToCartResult = Cart | IdempotencyKeyReused | InvalidInput | InvalidPeriod | InvalidStateTransition | NotFound | PerformanceNotFound | ProductNotFound | UnitNotFound;

/** You wait for the same thing already, or it is offered to you: the same variant, performance and period, whatever the quantity. */
export type AlreadyWaiting = Failure & {
  __typename?: 'AlreadyWaiting';
  /** Always `ALREADY_WAITING`. */
  code: FailureCode;
  /** Your entry, `wai_…`. */
  entryId: Scalars['ID']['output'];
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** Which table to take out of use. */
export type ArchiveTableInput = {
  /** The version of the table that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the table, `tbl_…`. */
  tableId: Scalars['ID']['input'];
};

/** The table, archived, or why it is not. */
export type ArchiveTableResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Table | TableInUse | VersionConflict;

/** Which order to call off. */
export type CancelOrderInput = {
  /** The version of the order that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the order, `ord_…`. */
  orderId: Scalars['ID']['input'];
  /** Why, at most 500 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** The order called off, or why it was not. */
export type CancelOrderResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Order | VersionConflict;

/** Which lines of an order to call off. */
export type CancelReservationsInput = {
  /** The version of the order that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Ids of the order's lines, `lin_…`; the same as naming their reservations. */
  lineIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Id of the order, `ord_…`. */
  orderId: Scalars['ID']['input'];
  /** Why, at most 500 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Ids of the reservations, `res_…`. Together with `lineIds` 1 to 100. */
  reservationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The order without the lines, or why they stay. */
export type CancelReservationsResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | MainItemRequired | NotFound | Order | VersionConflict;

/**
 * What is to be ordered, before it is: nothing of it is held or promised until `checkout` makes an order of it. One account has
 * one cart at a shop; all guests of an open table share another one.
 */
export type Cart = {
  __typename?: 'Cart';
  /** Why it could not be checked out as it is, of all lines, the most important first; empty if nothing is known to be in the way. Null while prices are not to be had. */
  hints: Maybe<Array<CartHint>>;
  /** Opaque id, `crt_…`. When the cart has been checked out, its owner goes on with another one. */
  id: Scalars['ID']['output'];
  /** What is in it, as it was added; at most 100 lines. */
  lines: Array<CartLine>;
  /** The shop. */
  shop: Maybe<Shop>;
  /** The open table whose guests share it; null for the cart of one account. */
  tableSession: Maybe<TableSession>;
  /** Sum of the lines at present prices. Null while a price is not to be had. */
  total: Maybe<Money>;
  /** When it was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Rises with every change, and goes on rising in a table's next cart; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** What `checkout` would answer. */
export type CartFailure = DurationOutOfRange | InsufficientStock | InvalidInput | InvalidPeriod | MainItemRequired | NotOnSale | NoticeTooShort | OutsideOpeningHours | PerformanceNotFound | PeriodConflict | PeriodInPast | ProductDiscontinued | ProductNotFound | QuantityLimitExceeded | SeatTaken | SeatsNotTogether | TableRequired | UnitNotFound | UnitTaken;

/** Something that would keep a cart from being checked out if it were tried now. */
export type CartHint = {
  __typename?: 'CartHint';
  /** What is in the way, for programs. */
  code: FailureCode;
  /** The refusal as `checkout` would answer it, with its data. */
  failure: CartFailure;
  /** Id of the line, `cln_…`. */
  lineId: Scalars['ID']['output'];
  /** What is in the way, for people, in English. */
  message: Scalars['String']['output'];
  /** Whether it may pass by itself. */
  retryable: Scalars['Boolean']['output'];
  /** The variant of the line. */
  variant: Maybe<Variant>;
};

/** A quantity of one variant within a cart. */
export type CartLine = {
  __typename?: 'CartLine';
  /** Who put it in. */
  addedBy: Maybe<Account>;
  /** Why this line could not be ordered as the cart is; empty if nothing is known to be in the way. Null while prices are not to be had. */
  hints: Maybe<Array<CartHint>>;
  /** Opaque id, `cln_…`. */
  id: Scalars['ID']['output'];
  /** The performance it is for; null unless one was given. */
  performance: Maybe<Performance>;
  /** The period it is for; null unless one was given. */
  period: Maybe<Period>;
  /** The product of which it is a variant; null where there is no such variant any more, and while prices are not to be had. */
  product: Maybe<Product>;
  /** How many pieces, 1 to 10000. */
  quantity: Scalars['Int']['output'];
  /** The section of the seat plan in which to look; null: any. */
  section: Maybe<Scalars['String']['output']>;
  /** Whether the seats must lie side by side. */
  together: Scalars['Boolean']['output'];
  /** `unitPrice` times `quantity`; null while it is not to be had. */
  total: Maybe<Money>;
  /** Present price of one piece; it is fixed at checkout. Null while it is not to be had. */
  unitPrice: Maybe<Money>;
  /** The very things or seats wanted; empty where the shop is to choose. */
  units: Array<Maybe<StockUnit>>;
  /** What is to be ordered. */
  variant: Maybe<Variant>;
};

/** Which cart to order. */
export type CheckoutInput = {
  /** Id of the cart, `crt_…`. */
  cartId: Scalars['ID']['input'];
  /** The version of the cart that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** With what to pay; only where the shop asks for payment in money, and not used for an order that costs nothing. The order is taken even while nothing can be paid, and its payment is asked for as soon as it can be. Absent: it is paid with `payOrder`. */
  payment?: InputMaybe<PaymentMethodInput>;
  /** Words to the shop, at most 500 characters. */
  remark?: InputMaybe<Scalars['String']['input']>;
};

/**
 * The order placed, or why there is none, as of `placeOrder`; the cart then stays as it is. VersionConflict also when the cart has
 * been checked out meanwhile, e.g. by another guest of the table.
 */
export type CheckoutResult = DurationOutOfRange | IdempotencyKeyReused | InsufficientBalance | InsufficientStock | InvalidInput | InvalidPeriod | InvalidStateTransition | MainItemRequired | NotFound | NotOnSale | NoticeTooShort | Order | OutsideOpeningHours | PerformanceNotFound | PeriodConflict | PeriodInPast | ProductDiscontinued | ProductNotFound | QuantityLimitExceeded | SeatTaken | SeatsNotTogether | TableRequired | UnitNotFound | UnitTaken | VersionConflict;

/** Which cart to empty. */
export type ClearCartInput = {
  /** Id of the cart, `crt_…`. */
  cartId: Scalars['ID']['input'];
  /** The version of the cart that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The empty cart, or why it stays as it is. */
export type ClearCartResult = Cart | IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | VersionConflict;

/** Which session to close. */
export type CloseTableInput = {
  /** The version of the session that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the table session, `tbs_…`. */
  tableSessionId: Scalars['ID']['input'];
};

/** The session, closed, or why it is not. */
export type CloseTableResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | TableSession | VersionConflict;

/** What the new table is like. */
export type CreateTableInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What it is called, 1 to 50 characters, unique among the tables of the shop that are not archived. */
  name: Scalars['String']['input'];
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** The new table, or why there is none. */
export type CreateTableResult = IdempotencyKeyReused | InvalidInput | NotFound | Table | TableNameTaken;

/** Which table to delete. */
export type DeleteTableInput = {
  /** The version of the table that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the table, `tbl_…`. */
  tableId: Scalars['ID']['input'];
};

/** What came of `deleteTable`. */
export type DeleteTableResult = IdempotencyKeyReused | InvalidInput | NotFound | TableDeleted | TableInUse | VersionConflict;

/** The period is shorter or longer than the product is given away for. */
export type DurationOutOfRange = Failure & {
  __typename?: 'DurationOutOfRange';
  /** Always `DURATION_OUT_OF_RANGE`. */
  code: FailureCode;
  /** The longest time, in minutes. */
  maximumMinutes: Scalars['Int']['output'];
  /** What is wrong with the period. */
  message: Scalars['String']['output'];
  /** The shortest time, in minutes. */
  minimumMinutes: Scalars['Int']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** A payment that the customer approves on a page of the provider's. */
export type EasyPayInput = {
  /** Where the customer comes back to afterwards: an http or https URL of at most 2000 characters. */
  returnUrl: Scalars['String']['input'];
};

/** Which reservation to close. */
export type EndReservationInput = {
  /** The version of the reservation that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the reservation, `res_…`. */
  reservationId: Scalars['ID']['input'];
};

/** The reservation as it is then, or why the step was not taken. */
export type EndReservationResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Reservation | VersionConflict;

/** Which reservation to end at another moment. */
export type ExtendReservationInput = {
  /** The version of the reservation that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The new end of its period, later or earlier than the present one. Either this or `newEndLocal`. */
  newEnd?: InputMaybe<Scalars['DateTime']['input']>;
  /** The new end of its period, in the shop's time zone. */
  newEndLocal?: InputMaybe<Scalars['LocalDateTime']['input']>;
  /** Id of the reservation, `res_…`. */
  reservationId: Scalars['ID']['input'];
};

/** The reservation with its new end, or why it keeps the present one. */
export type ExtendReservationResult = DurationOutOfRange | ExtensionConflict | IdempotencyKeyReused | InvalidInput | InvalidPeriod | InvalidStateTransition | NotFound | OutsideOpeningHours | PeriodInPast | Reservation | VersionConflict;

/** Somebody else has it after the present end, or too little of it is left. */
export type ExtensionConflict = Failure & {
  __typename?: 'ExtensionConflict';
  /** Always `EXTENSION_CONFLICT`. */
  code: FailureCode;
  /** The latest end that could be had, never before the present one. */
  latestEnd: Scalars['DateTime']['output'];
  /** Until when it can be had. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: yes, when others give something back. */
  retryable: Scalars['Boolean']['output'];
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
  /** The customer waits for the same thing already. */
  | 'ALREADY_WAITING'
  /** A period is shorter or longer than allowed. */
  | 'DURATION_OUT_OF_RANGE'
  /** The period cannot be extended so far. */
  | 'EXTENSION_CONFLICT'
  /** The idempotency key has been used for a different request. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The wallet holds fewer points than the order costs. */
  | 'INSUFFICIENT_BALANCE'
  /** Less is in stock than the order asks for. */
  | 'INSUFFICIENT_STOCK'
  /** A field of the input has a value that is never accepted. */
  | 'INVALID_INPUT'
  /** A period cannot be, is missing, or must not be given. */
  | 'INVALID_PERIOD'
  /** The thing cannot go from its present state to the one asked for. */
  | 'INVALID_STATE_TRANSITION'
  /** A product is sold only together with another one. */
  | 'MAIN_ITEM_REQUIRED'
  /** A period begins sooner than the shop can prepare for it. */
  | 'NOTICE_TOO_SHORT'
  /** The thing named does not exist, or not for you. */
  | 'NOT_FOUND'
  /** A product or performance is not on sale at this moment. */
  | 'NOT_ON_SALE'
  /** The offer was not accepted in time. */
  | 'OFFER_EXPIRED'
  /** A period begins or ends while the shop is closed. */
  | 'OUTSIDE_OPENING_HOURS'
  /** A performance named does not exist, has begun or is cancelled. */
  | 'PERFORMANCE_NOT_FOUND'
  /** Less is free in a period than the order asks for. */
  | 'PERIOD_CONFLICT'
  /** A period has begun already. */
  | 'PERIOD_IN_PAST'
  /** The period of the reservation is over. */
  | 'PERIOD_OVER'
  /** A product named by the order is no longer sold. */
  | 'PRODUCT_DISCONTINUED'
  /** A variant named by the order is not sold by this shop. */
  | 'PRODUCT_NOT_FOUND'
  /** More pieces were asked for than one order, or one customer, may have. */
  | 'QUANTITY_LIMIT_EXCEEDED'
  /** There are not so many free seats side by side. */
  | 'SEATS_NOT_TOGETHER'
  /** A seat asked for is no longer free. */
  | 'SEAT_TAKEN'
  /** The table has been used, or is open. */
  | 'TABLE_IN_USE'
  /** Another table of the shop has this name. */
  | 'TABLE_NAME_TAKEN'
  /** A product is sold only at a table. */
  | 'TABLE_REQUIRED'
  /** It cannot be picked up yet. */
  | 'TOO_EARLY'
  /** A unit or seat named does not exist, or not for this line. */
  | 'UNIT_NOT_FOUND'
  /** A unit asked for is no longer free. */
  | 'UNIT_TAKEN'
  /** The thing has changed since the version that the caller saw. */
  | 'VERSION_CONFLICT';

/** Events after the given cursor are no longer kept: load `shopOrders` anew; the feed goes on from here. */
export type FeedGap = {
  __typename?: 'FeedGap';
  /** Position in the feed from which it goes on. */
  cursor: Scalars['String']['output'];
};

/** Which reservation to hand over. */
export type HandOverReservationInput = {
  /** The version of the reservation that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the reservation, `res_…`. */
  reservationId: Scalars['ID']['input'];
};

/** The reservation as it is then, or why the step was not taken. */
export type HandOverReservationResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Reservation | TooEarly | VersionConflict;

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

/**
 * The wallet holds fewer points than the order costs; where a shop is paid with points. Nothing was ordered. More points can be
 * bought with `topUpPoints`.
 */
export type InsufficientBalance = Failure & {
  __typename?: 'InsufficientBalance';
  /** The points that the wallet holds. */
  balance: Scalars['Int']['output'];
  /** Always `INSUFFICIENT_BALANCE`. */
  code: FailureCode;
  /** What went wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** The points that the order costs. */
  required: Scalars['Int']['output'];
  /** Whether the very same request may succeed later: yes, once there are enough points. */
  retryable: Scalars['Boolean']['output'];
};

/** Less is in stock than was asked for. All lines of one variant count together. */
export type InsufficientStock = Failure & {
  __typename?: 'InsufficientStock';
  /** How many pieces could have been had at that moment. */
  available: Scalars['Int']['output'];
  /** Always `INSUFFICIENT_STOCK`. */
  code: FailureCode;
  /** How much is missing. */
  message: Scalars['String']['output'];
  /** How many pieces were asked for, over all lines of the order. */
  requested: Scalars['Int']['output'];
  /** Whether the very same request may succeed later: yes, when stock comes back. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
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

/** The period cannot be: it ends before it begins, a local time does not exist on that day, it does not fit the product's slots, one is missing where the product is sold by time, or given where it is not. */
export type InvalidPeriod = Failure & {
  __typename?: 'InvalidPeriod';
  /** Always `INVALID_PERIOD`. */
  code: FailureCode;
  /** What is wrong with the period. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The variant of the line; where the period of the whole order is meant, of the first line without one of its own. */
  variantId: Scalars['ID']['output'];
};

/** The thing cannot go from its present state to the one asked for. */
export type InvalidStateTransition = Failure & {
  __typename?: 'InvalidStateTransition';
  /** The states that can be reached from the present one. */
  allowed: Array<Scalars['String']['output']>;
  /** Always `INVALID_STATE_TRANSITION`. */
  code: FailureCode;
  /** The present state. */
  from: Scalars['String']['output'];
  /** Which step was refused. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The state that was asked for. */
  to: Scalars['String']['output'];
};

/** Which table to join. */
export type JoinTableInput = {
  /** The code of the table. */
  code: Scalars['String']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The session that was joined, or why it was not: InvalidStateTransition when the table is not open. */
export type JoinTableResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | TableSession;

/** What somebody wants to wait for. */
export type JoinWaitlistInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same entry again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the performance, `prf_…`; needed for what is sold by performance, and only there. */
  performanceId?: InputMaybe<Scalars['ID']['input']>;
  /** The period; needed for what is sold by period, and only there. */
  period?: InputMaybe<PeriodInput>;
  /** How many pieces, 1 to 10,000. Single units and seats cannot be waited for. */
  quantity: Scalars['Int']['input'];
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
  /** Id of the variant, `var_…`. */
  variantId: Scalars['ID']['input'];
};

/**
 * Your entry, or why there is none: what an order of it would be refused for, unless stock heals it. What is closed because it is
 * sold out can be waited for.
 */
export type JoinWaitlistResult = AlreadyWaiting | DurationOutOfRange | IdempotencyKeyReused | InvalidInput | InvalidPeriod | MainItemRequired | NotFound | NotOnSale | NoticeTooShort | OutsideOpeningHours | PerformanceNotFound | PeriodInPast | ProductNotFound | QuantityLimitExceeded | TableRequired | WaitlistEntry;

/** Which entry to take out of the line. */
export type LeaveWaitlistInput = {
  /** Id of the waitlist entry, `wai_…`. */
  entryId: Scalars['ID']['input'];
  /** The version of the entry that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The entry called off, or why it was not. */
export type LeaveWaitlistResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | VersionConflict | WaitlistEntry;

/** The product is sold only together with another one of the same order. */
export type MainItemRequired = Failure & {
  __typename?: 'MainItemRequired';
  /** Always `MAIN_ITEM_REQUIRED`. */
  code: FailureCode;
  /** One of these must be in the order. */
  mainProducts: Array<Maybe<Product>>;
  /** What is missing. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** An amount of money. */
export type Money = {
  __typename?: 'Money';
  /** The amount in the currency's main unit, with exactly the currency's decimals. */
  amount: Scalars['Decimal']['output'];
  /** ISO 4217 code, e.g. `JPY`. */
  currency: Scalars['String']['output'];
};

/** What can be done with orders. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Makes an order of an offer with the stock that is held for it, PENDING until it is paid for where the shop asks for payment and it costs something. For its customer. */
  acceptOffer: AcceptOfferResult;
  /** Puts something into your own cart at a shop, or into that of a table you have joined. Nothing is held or promised by that. */
  addToCart: AddToCartResult;
  /** Takes a table that is not open out of use. IN_USE → ARCHIVED. For the shop's staff. */
  archiveTable: ArchiveTableResult;
  /** Calls an order off that is PENDING or CONFIRMED: the stock goes back, a payment is given back. Not when something of it was handed over already, and by its customer not when the shop is at work on it. For its customer and the shop's staff. */
  cancelOrder: CancelOrderResult;
  /** Calls off single lines of an order that is PENDING or CONFIRMED: their stock goes back, the order's total falls by what they cost; with the last line the order is CANCELLED. An unpaid order of which only what costs nothing is left is CONFIRMED. For its customer and the shop's staff. */
  cancelReservations: CancelReservationsResult;
  /** Makes an order of a cart, as `placeOrder` does: all of it or nothing, exactly once. You become its customer. The table goes on with an empty cart. */
  checkout: CheckoutResult;
  /** Takes everything out of your cart, or out of that of a table you have joined. */
  clearCart: ClearCartResult;
  /** Closes a table: its guests can order no more, its cart is gone, what they ordered goes on. For the shop's staff. */
  closeTable: CloseTableResult;
  /** Sets up a table. For the shop's staff. */
  createTable: CreateTableResult;
  /** Deletes a table that was never opened; see also `archiveTable`. For the shop's staff. */
  deleteTable: DeleteTableResult;
  /** Closes a reservation of what comes back at any moment after it is CONFIRMED, e.g. when nobody came for it. For the shop's staff. */
  endReservation: EndReservationResult;
  /** Moves the end of a reservation's period, later or earlier. For its customer and the shop's staff, from CONFIRMED to HANDED_OVER, also when it is overdue. */
  extendReservation: ExtendReservationResult;
  /** Moves a CONFIRMED or READY reservation to HANDED_OVER. For the shop's staff. */
  handOverReservation: HandOverReservationResult;
  /** Joins the session that is going on at a table. */
  joinTable: JoinTableResult;
  /** Waits for what is sold out, at the end of the line. Whoever is the first is offered what is there at once. */
  joinWaitlist: JoinWaitlistResult;
  /** Takes an entry out of the line; what is held for it goes to the next. For its customer and the shop's staff. */
  leaveWaitlist: LeaveWaitlistResult;
  /** Opens a table: by its id for the shop's staff, by its code for guests. It closes by itself when nothing happens at it for long. */
  openTable: OpenTableResult;
  /** Moves a CONFIRMED or READY reservation of what comes back, such as a bike, to HANDED_OVER: from 15 minutes before its period begins until its end. For its customer and the shop's staff. */
  pickUpReservation: PickUpReservationResult;
  /** Places an order: its stock is held and its prices are fixed until `expiresAt`; all of it or nothing. Where the shop asks for no payment, or the order costs nothing, it is CONFIRMED at once. */
  placeOrder: PlaceOrderResult;
  /** Moves a CONFIRMED reservation to PREPARING. For the shop's staff. */
  prepareReservation: PrepareReservationResult;
  /** Moves a PREPARING reservation to READY. For the shop's staff. */
  readyReservation: ReadyReservationResult;
  /** Takes a line out of your cart, or out of that of a table you have joined. */
  removeCartLine: RemoveCartLineResult;
  /** Takes an archived table back into use. ARCHIVED → IN_USE. For the shop's staff. */
  restoreTable: RestoreTableResult;
  /** Moves a HANDED_OVER reservation of what comes back to RETURNED, early or late; it can be had again at once. For its customer and the shop's staff. */
  returnReservation: ReturnReservationResult;
  /** Changes a line of your cart, or of that of a table you have joined. */
  updateCartLine: UpdateCartLineResult;
  /** Changes a table. For the shop's staff. */
  updateTable: UpdateTableResult;
};


/** What can be done with orders. */
export type MutationAcceptOfferArgs = {
  input: AcceptOfferInput;
};


/** What can be done with orders. */
export type MutationAddToCartArgs = {
  input: AddToCartInput;
};


/** What can be done with orders. */
export type MutationArchiveTableArgs = {
  input: ArchiveTableInput;
};


/** What can be done with orders. */
export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


/** What can be done with orders. */
export type MutationCancelReservationsArgs = {
  input: CancelReservationsInput;
};


/** What can be done with orders. */
export type MutationCheckoutArgs = {
  input: CheckoutInput;
};


/** What can be done with orders. */
export type MutationClearCartArgs = {
  input: ClearCartInput;
};


/** What can be done with orders. */
export type MutationCloseTableArgs = {
  input: CloseTableInput;
};


/** What can be done with orders. */
export type MutationCreateTableArgs = {
  input: CreateTableInput;
};


/** What can be done with orders. */
export type MutationDeleteTableArgs = {
  input: DeleteTableInput;
};


/** What can be done with orders. */
export type MutationEndReservationArgs = {
  input: EndReservationInput;
};


/** What can be done with orders. */
export type MutationExtendReservationArgs = {
  input: ExtendReservationInput;
};


/** What can be done with orders. */
export type MutationHandOverReservationArgs = {
  input: HandOverReservationInput;
};


/** What can be done with orders. */
export type MutationJoinTableArgs = {
  input: JoinTableInput;
};


/** What can be done with orders. */
export type MutationJoinWaitlistArgs = {
  input: JoinWaitlistInput;
};


/** What can be done with orders. */
export type MutationLeaveWaitlistArgs = {
  input: LeaveWaitlistInput;
};


/** What can be done with orders. */
export type MutationOpenTableArgs = {
  input: OpenTableInput;
};


/** What can be done with orders. */
export type MutationPickUpReservationArgs = {
  input: PickUpReservationInput;
};


/** What can be done with orders. */
export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};


/** What can be done with orders. */
export type MutationPrepareReservationArgs = {
  input: PrepareReservationInput;
};


/** What can be done with orders. */
export type MutationReadyReservationArgs = {
  input: ReadyReservationInput;
};


/** What can be done with orders. */
export type MutationRemoveCartLineArgs = {
  input: RemoveCartLineInput;
};


/** What can be done with orders. */
export type MutationRestoreTableArgs = {
  input: RestoreTableInput;
};


/** What can be done with orders. */
export type MutationReturnReservationArgs = {
  input: ReturnReservationInput;
};


/** What can be done with orders. */
export type MutationUpdateCartLineArgs = {
  input: UpdateCartLineInput;
};


/** What can be done with orders. */
export type MutationUpdateTableArgs = {
  input: UpdateTableInput;
};

/** Which of your reservations to show; all conditions must hold. */
export type MyReservationFilter = {
  /** Only those whose period is over soon, or is not. */
  endingSoon?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that are overdue, or that are not. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only reservations in these states; all when absent. */
  states?: InputMaybe<Array<ReservationState>>;
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

/** The product or performance is not on sale at this moment. */
export type NotOnSale = Failure & {
  __typename?: 'NotOnSale';
  /** Always `NOT_ON_SALE`. */
  code: FailureCode;
  /** When it is on sale. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: yes, when the sale has not begun yet. */
  retryable: Scalars['Boolean']['output'];
  /** From when on it is sold; null: since ever. */
  saleFrom: Maybe<Scalars['DateTime']['output']>;
  /** Until when it is sold; null: for ever. */
  saleUntil: Maybe<Scalars['DateTime']['output']>;
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** The period begins sooner than the shop can prepare for it. */
export type NoticeTooShort = Failure & {
  __typename?: 'NoticeTooShort';
  /** Always `NOTICE_TOO_SHORT`. */
  code: FailureCode;
  /** The earliest moment at which it could begin. */
  earliestStart: Maybe<Scalars['DateTime']['output']>;
  /** What is wrong with the period. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** The offer was not accepted in time; what was held goes to the next in line. */
export type OfferExpired = Failure & {
  __typename?: 'OfferExpired';
  /** Always `OFFER_EXPIRED`. */
  code: FailureCode;
  /** Until when it stood. */
  expiredAt: Scalars['DateTime']['output'];
  /** Until when it stood. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** Which table to open: exactly one of its id and its code. */
export type OpenTableInput = {
  /** The code of the table, for everybody who has an account: who opens by it joins as well. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the table, `tbl_…`; for the shop's staff. */
  tableId?: InputMaybe<Scalars['ID']['input']>;
};

/** The session at the table, the one that is going on if it was open already; or why it was not opened. */
export type OpenTableResult = IdempotencyKeyReused | InvalidInput | NotFound | TableSession;

/** What a customer has asked a shop for. Seen by that customer and by the shop's staff. */
export type Order = {
  __typename?: 'Order';
  /**
   * Why it was called off, in the words of whoever did it; `OUT_OF_STOCK` when the stock was gone as the payment came,
   * `INSUFFICIENT_BALANCE` when the wallet held too few points.
   */
  cancelReason: Maybe<Scalars['String']['output']>;
  /** When it was called off; null if it was not. */
  cancelledAt: Maybe<Scalars['DateTime']['output']>;
  /** Who called it off; null if nobody did. */
  cancelledBy: Maybe<OrderParty>;
  /** When everything was handed over, and what had to come back was back; null until then. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** When its stock was made sure, after it was paid where the shop asks for payment and it costs something; null until then. */
  confirmedAt: Maybe<Scalars['DateTime']['output']>;
  /** The account that placed it. */
  customer: Maybe<Account>;
  /** Until when the stock is held for an unpaid order. Moved once, to a later time, when the payment provider cannot be reached. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque id, `ord_…`. */
  id: Scalars['ID']['output'];
  /** What was ordered, in the order given; 1 to 100 lines. */
  lines: Array<OrderLine>;
  /** Why money for it was given back; null if none was, and after a later payment was taken. */
  paymentProblem: Maybe<PaymentProblem>;
  /** Whether it must be paid for, in money, before it is confirmed. Not when it costs nothing, from the beginning or since lines were called off before it was paid. */
  paymentRequired: Scalars['Boolean']['output'];
  /** When it was placed. */
  placedAt: Scalars['DateTime']['output'];
  /** The customer's words to the shop, at most 500 characters. */
  remark: Maybe<Scalars['String']['output']>;
  /** The shop it was placed at. */
  shop: Maybe<Shop>;
  /** Where it stands now. A PENDING order whose time is up shows as EXPIRED at once. */
  state: OrderState;
  /** The table session in which it was ordered; null unless it was ordered at a table, and for those who may not see that. */
  tableSession: Maybe<TableSession>;
  /** Sum of the lines that are not cancelled, at the prices of the moment it was placed. */
  total: Money;
  /** Rises by one with every change; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of orders. */
export type OrderConnection = {
  __typename?: 'OrderConnection';
  /** The orders with their cursors. */
  edges: Array<OrderEdge>;
  /** The orders alone. */
  nodes: Array<Order>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** An order within a list. */
export type OrderEdge = {
  __typename?: 'OrderEdge';
  /** Opaque position of this order in the list. */
  cursor: Scalars['String']['output'];
  /** The order. */
  node: Order;
};

/** What happened to an order. */
export type OrderEventType =
  /** It was called off. */
  | 'ORDER_CANCELLED'
  /** Everything was handed over, and what had to come back is back. */
  | 'ORDER_COMPLETED'
  /** It was paid, where that is asked for, and its stock made sure. */
  | 'ORDER_CONFIRMED'
  /** It was not paid in time. */
  | 'ORDER_EXPIRED'
  /** Its stock is held longer, until the order's present `expiresAt`, since nothing can be paid at the moment. */
  | 'ORDER_HOLD_EXTENDED'
  /** Some of its lines were called off. */
  | 'ORDER_LINES_CANCELLED'
  /** A payment came that it could not take, and that is given back. */
  | 'ORDER_PAYMENT_REFUSED'
  /** It was placed. */
  | 'ORDER_PLACED'
  /** Something overdue leaves too little for a reservation, or does so no longer. */
  | 'RESERVATION_AT_RISK'
  /** The period of a reservation is over soon. */
  | 'RESERVATION_ENDING_SOON'
  /** The end of a reservation's period was moved, later or earlier. */
  | 'RESERVATION_EXTENDED'
  /** A reservation was handed over, or picked up. */
  | 'RESERVATION_HANDED_OVER'
  /** The period of a reservation is over, and its customer still has it. */
  | 'RESERVATION_OVERDUE'
  /** The shop began to work on a reservation. */
  | 'RESERVATION_PREPARING'
  /** A reservation waits to be fetched, or brought. */
  | 'RESERVATION_READY'
  /** A reservation came back, or was closed. */
  | 'RESERVATION_RETURNED';

/** Something that happened to an order of the shop. */
export type OrderFeedEvent = {
  __typename?: 'OrderFeedEvent';
  /** Position in the feed; give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** When it happened. */
  occurredAt: Scalars['DateTime']['output'];
  /** The order as it stands now, which may be later than the event. */
  order: Maybe<Order>;
  /** The one reservation that it happened to, as it stands now; null if it happened to the whole order or to several lines. */
  reservation: Maybe<Reservation>;
  /** What happened. */
  type: OrderEventType;
};

/** An item of a shop's feed. */
export type OrderFeedItem = FeedGap | OrderFeedEvent;

/** Which orders of a shop to show; all conditions must hold. */
export type OrderFilter = {
  /** Only orders placed at this moment or later. */
  placedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only orders placed before this moment. */
  placedTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only orders in this state. */
  state?: InputMaybe<OrderState>;
};

/** A quantity of one variant within an order. */
export type OrderLine = {
  __typename?: 'OrderLine';
  /** Opaque id, `lin_…`. */
  id: Scalars['ID']['output'];
  /** The performance it is for; null unless the product is sold by performance. */
  performance: Maybe<Performance>;
  /** The period it is for; null unless the product is sold by period. */
  period: Maybe<Period>;
  /** The product of which it is a variant. */
  product: Maybe<Product>;
  /** How many pieces, 1 to 10000. */
  quantity: Scalars['Int']['output'];
  /** Its life: where it stands, and what can be done with it. */
  reservation: Reservation;
  /** `unitPrice` times `quantity`. */
  total: Money;
  /** Price of one piece at the moment the order was placed. */
  unitPrice: Money;
  /** The very things or seats that were given; empty for what is merely counted. */
  units: Array<ReservedUnit>;
  /** What was ordered. */
  variant: Maybe<Variant>;
};

/** A quantity of one variant to be ordered. */
export type OrderLineInput = {
  /** Id of the performance, `prf_…`; for products sold by performance, and only for them. */
  performanceId?: InputMaybe<Scalars['ID']['input']>;
  /** When it is wanted; for products sold by period, and only for them. The order's own period when absent. */
  period?: InputMaybe<PeriodInput>;
  /** How many pieces, 1 to 10000. */
  quantity: Scalars['Int']['input'];
  /** The section of the seat plan in which to look, at most 100 characters; any when absent. */
  section?: InputMaybe<Scalars['String']['input']>;
  /** Whether the seats must lie side by side in one row: the best such seats are chosen. Not together with `unitIds`. */
  together?: InputMaybe<Scalars['Boolean']['input']>;
  /** Ids of the very things or seats wanted, `uni_…`, as many as `quantity` says; at most 500 in one order, each named once. When absent, the shop chooses. */
  unitIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Id of the variant, `var_…`. Several lines may name the same one. */
  variantId: Scalars['ID']['input'];
};

/** Who called an order off. */
export type OrderParty =
  /** The customer who placed it. */
  | 'CUSTOMER'
  /** The shop's staff. */
  | 'SHOP'
  /** Yoyaku itself, e.g. because the stock was gone when the payment came. */
  | 'SYSTEM';

/** The life of an order: PENDING → CONFIRMED → COMPLETED; PENDING → EXPIRED; EXPIRED → CONFIRMED, when the money comes late and the stock is still there; CANCELLED from PENDING and CONFIRMED. */
export type OrderState =
  /** Called off by the customer, by the shop, or because the stock was gone when the payment came. */
  | 'CANCELLED'
  /** Everything was handed over, and what had to come back is back. */
  | 'COMPLETED'
  /** Its stock sold to the customer: paid, where the shop asks for payment. */
  | 'CONFIRMED'
  /** Not paid in time; the stock has gone back. */
  | 'EXPIRED'
  /** Placed, its stock held until `expiresAt`, not yet paid. */
  | 'PENDING';

/** The period begins or ends while the shop is closed. */
export type OutsideOpeningHours = Failure & {
  __typename?: 'OutsideOpeningHours';
  /** Always `OUTSIDE_OPENING_HOURS`. */
  code: FailureCode;
  /** The next moment at which it could begin; null if there is none in sight. */
  earliestStart: Maybe<Scalars['DateTime']['output']>;
  /** What is wrong with the period. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
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

/** Why an order could not take a payment; the money goes back, all of it. */
export type PaymentProblem =
  /** Another payment had been taken already. */
  | 'ALREADY_PAID'
  /** The payment was not of the order's total, e.g. since lines had been called off meanwhile. */
  | 'AMOUNT_CHANGED'
  /** No payment in money is asked for: the shop asks for none, or the order costs nothing, e.g. since all lines but free ones had been called off meanwhile. */
  | 'NOT_ASKED_FOR'
  /** The order had been called off when the payment came. */
  | 'ORDER_CANCELLED'
  /** The order had expired when the payment came, and its stock could not be had again. */
  | 'ORDER_EXPIRED'
  /** The stock was gone when the payment came: the order was called off. */
  | 'OUT_OF_STOCK';

/** One dated occurrence of a product; the catalog subgraph knows it. */
export type Performance = {
  __typename?: 'Performance';
  /** Opaque id, `prf_…`. */
  id: Scalars['ID']['output'];
};

/** The shop gives no such performance, or it has begun or is cancelled. */
export type PerformanceNotFound = Failure & {
  __typename?: 'PerformanceNotFound';
  /** Always `PERFORMANCE_NOT_FOUND`. */
  code: FailureCode;
  /** What was not found. */
  message: Scalars['String']['output'];
  /** The performance as it was given. */
  performanceId: Scalars['ID']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** A span of time, half open: it holds its start and not its end. */
export type Period = {
  __typename?: 'Period';
  /** When it is over; the next one may begin at this moment. */
  end: Scalars['DateTime']['output'];
  /** When it begins. */
  start: Scalars['DateTime']['output'];
};

/** Less is free in the period than was asked for; the time before and after that the product needs counts as well. */
export type PeriodConflict = Failure & {
  __typename?: 'PeriodConflict';
  /** How many pieces can be had throughout the period. */
  available: Scalars['Int']['output'];
  /** Always `PERIOD_CONFLICT`. */
  code: FailureCode;
  /** How much is missing. */
  message: Scalars['String']['output'];
  /** The first window as long as the period asked for in which it could be had, up to 92 days ahead; null if there is none. */
  nextFreeWindow: Maybe<Period>;
  /** How many pieces were asked for, over all lines of the order that overlap. */
  requested: Scalars['Int']['output'];
  /** Whether the very same request may succeed later: yes, when others give something back. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** The period has begun already. */
export type PeriodInPast = Failure & {
  __typename?: 'PeriodInPast';
  /** Always `PERIOD_IN_PAST`. */
  code: FailureCode;
  /** What is wrong with the period. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** A span of time, half open. Give exactly one of `start` and `startLocal`, and exactly one of `end` and `endLocal`. */
export type PeriodInput = {
  /** When it is over; the next one may begin at this moment. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it is over, in the shop's time zone. */
  endLocal?: InputMaybe<Scalars['LocalDateTime']['input']>;
  /** When it begins. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it begins, in the shop's time zone. */
  startLocal?: InputMaybe<Scalars['LocalDateTime']['input']>;
};

/** The period of the reservation is over: it can no longer be picked up. */
export type PeriodOver = Failure & {
  __typename?: 'PeriodOver';
  /** Always `PERIOD_OVER`. */
  code: FailureCode;
  /** The end of its period. */
  end: Scalars['DateTime']['output'];
  /** When it was over. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** Which reservation to pick up. */
export type PickUpReservationInput = {
  /** The version of the reservation that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the reservation, `res_…`. */
  reservationId: Scalars['ID']['input'];
};

/** The reservation as it is then, or why the step was not taken. */
export type PickUpReservationResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | PeriodOver | Reservation | TooEarly | VersionConflict;

/** What is to be ordered. */
export type PlaceOrderInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same order again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What is to be ordered, 1 to 100 lines. */
  lines: Array<OrderLineInput>;
  /** With what to pay; only where the shop asks for payment in money, and not used for an order that costs nothing. The order is taken even while nothing can be paid, and its payment is asked for as soon as it can be. Absent: it is paid with `payOrder`. */
  payment?: InputMaybe<PaymentMethodInput>;
  /** The period of all lines that name none. An order that also holds products not sold by period gives periods line by line. */
  period?: InputMaybe<PeriodInput>;
  /** Words to the shop, at most 500 characters. */
  remark?: InputMaybe<Scalars['String']['input']>;
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
  /** Id of the table session in which it is ordered, `tbs_…`; you must have joined it. */
  tableSessionId?: InputMaybe<Scalars['ID']['input']>;
};

/**
 * The order placed, or why there is none. Of several reasons it is the first: before all others what is wrong with the
 * input, then what no stock could heal (unknown, not on sale, limits, periods), then what is not there, each by the order of
 * the lines. What is gone of the units and seats is told of all lines together.
 */
export type PlaceOrderResult = DurationOutOfRange | IdempotencyKeyReused | InsufficientBalance | InsufficientStock | InvalidInput | InvalidPeriod | InvalidStateTransition | MainItemRequired | NotFound | NotOnSale | NoticeTooShort | Order | OutsideOpeningHours | PerformanceNotFound | PeriodConflict | PeriodInPast | ProductDiscontinued | ProductNotFound | QuantityLimitExceeded | SeatTaken | SeatsNotTogether | TableRequired | UnitNotFound | UnitTaken;

/** Which reservation to prepare. */
export type PrepareReservationInput = {
  /** The version of the reservation that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the reservation, `res_…`. */
  reservationId: Scalars['ID']['input'];
};

/** The reservation as it is then, or why the step was not taken. */
export type PrepareReservationResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Reservation | VersionConflict;

/** What a shop sells; the catalog subgraph knows it. */
export type Product = {
  __typename?: 'Product';
  /** Opaque id, `prd_…`. */
  id: Scalars['ID']['output'];
};

/** The variant's product is no longer sold. */
export type ProductDiscontinued = Failure & {
  __typename?: 'ProductDiscontinued';
  /** Always `PRODUCT_DISCONTINUED`. */
  code: FailureCode;
  /** What is no longer sold. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** This shop sells no such variant. */
export type ProductNotFound = Failure & {
  __typename?: 'ProductNotFound';
  /** Always `PRODUCT_NOT_FOUND`. */
  code: FailureCode;
  /** What was not found. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The variant as it was given. */
  variantId: Scalars['ID']['output'];
};

/** More pieces of the product were asked for than one order, or one customer, may have. */
export type QuantityLimitExceeded = Failure & {
  __typename?: 'QuantityLimitExceeded';
  /** Always `QUANTITY_LIMIT_EXCEEDED`. */
  code: FailureCode;
  /** How many pieces there may be. */
  limit: Scalars['Int']['output'];
  /** How many pieces there may be. */
  message: Scalars['String']['output'];
  /** How many pieces it would have been, with those that the customer has already where the limit is the customer's. */
  requested: Scalars['Int']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** What the limit counts over. */
  scope: QuantityLimitScope;
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** What a limit of quantity counts over. */
export type QuantityLimitScope =
  /** All orders of one customer at the shop that are not called off. */
  | 'CUSTOMER'
  /** All lines of one order. */
  | 'ORDER';

/** What orders exist. */
export type Query = {
  __typename?: 'Query';
  /** A cart of yours or of a table at which you are, or of a table of a shop you work in; null if there is none. */
  cart: Maybe<Cart>;
  /** Your own cart at a shop; null as long as nothing was put into one. */
  myCart: Maybe<Cart>;
  /** Your own orders at all shops, the latest first. */
  myOrders: OrderConnection;
  /** Your own reservations at all shops, those placed latest first. */
  myReservations: ReservationConnection;
  /** What you wait for at all shops, or did, the latest first. */
  myWaitlist: WaitlistEntryConnection;
  /** One order of yours or of a shop you work in; null if there is none. */
  order: Maybe<Order>;
  /** One reservation of yours or of a shop you work in; null if there is none. */
  reservation: Maybe<Reservation>;
  /** The orders of a shop you work in, the latest first; null for everybody else. */
  shopOrders: Maybe<OrderConnection>;
  /** The reservations of a shop you work in, e.g. for the board in its kitchen; null for everybody else. */
  shopReservations: Maybe<ReservationConnection>;
  /** Who waits at a shop you work in, in the order of arrival; null for everybody else. */
  shopWaitlist: Maybe<WaitlistEntryConnection>;
  /** A table of a shop you work in; null if there is none. */
  table: Maybe<Table>;
  /** A table session that you have joined or of a shop you work in; null if there is none. */
  tableSession: Maybe<TableSession>;
  /** The tables of a shop you work in, by name; null for everybody else. */
  tables: Maybe<TableConnection>;
  /** One waitlist entry of yours or of a shop you work in; null if there is none. */
  waitlistEntry: Maybe<WaitlistEntry>;
};


/** What orders exist. */
export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryMyCartArgs = {
  shopId: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryMyOrdersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state: InputMaybe<OrderState>;
};


/** What orders exist. */
export type QueryMyReservationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<MyReservationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What orders exist. */
export type QueryMyWaitlistArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** What orders exist. */
export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryReservationArgs = {
  id: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryShopOrdersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryShopReservationsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<ReservationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
  sort?: InputMaybe<ReservationSort>;
};


/** What orders exist. */
export type QueryShopWaitlistArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<WaitlistFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryTableArgs = {
  id: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryTableSessionArgs = {
  id: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryTablesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<TableFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryWaitlistEntryArgs = {
  id: Scalars['ID']['input'];
};

/** Which reservation to call ready. */
export type ReadyReservationInput = {
  /** The version of the reservation that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the reservation, `res_…`. */
  reservationId: Scalars['ID']['input'];
};

/** The reservation as it is then, or why the step was not taken. */
export type ReadyReservationResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Reservation | VersionConflict;

/** Which line to take out. */
export type RemoveCartLineInput = {
  /** Id of the cart, `crt_…`. */
  cartId: Scalars['ID']['input'];
  /** The version of the cart that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the line, `cln_…`. */
  lineId: Scalars['ID']['input'];
};

/** The cart as it is then, or why the line stays. */
export type RemoveCartLineResult = Cart | IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | VersionConflict;

/** One order line as customer and staff follow it. Seen by those who see its order. */
export type Reservation = {
  __typename?: 'Reservation';
  /** The states to which the viewer can move it now. */
  allowedSteps: Array<ReservationState>;
  /** Whether something overdue leaves too little for it: it begins within a day, and may not be there. */
  atRisk: Scalars['Boolean']['output'];
  /** When it was called off, by itself or with its order; null if it was not. */
  cancelledAt: Maybe<Scalars['DateTime']['output']>;
  /** When it came back, or its time was closed; null until then. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether its period is over soon (see the shop's settings) and it is not closed. */
  endingSoon: Scalars['Boolean']['output'];
  /** When it was handed over or picked up; null until then. */
  handedOverAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id, `res_…`. */
  id: Scalars['ID']['output'];
  /** The order it is a line of. */
  order: Order;
  /** Whether the customer still has it although its period is over. */
  overdue: Scalars['Boolean']['output'];
  /** The end that passed before it was back; null if it is, or was, back in time. */
  overdueSince: Maybe<Scalars['DateTime']['output']>;
  /** The performance it is for; null unless the product is sold by performance. */
  performance: Maybe<Performance>;
  /** The period it is for, as it was extended; null unless the product is sold by period. */
  period: Maybe<Period>;
  /** The product of which it is a variant. */
  product: Maybe<Product>;
  /** How many pieces, 1 to 10000. */
  quantity: Scalars['Int']['output'];
  /** Whether it comes back when it was handed over, as what is sold by period does. */
  returnable: Scalars['Boolean']['output'];
  /** Where it stands now. A HELD one whose time is up shows as EXPIRED at once. */
  state: ReservationState;
  /** The very things or seats that were given; empty for what is merely counted. */
  units: Array<ReservedUnit>;
  /** What was ordered. */
  variant: Maybe<Variant>;
  /** Rises by one with every step of its own and with every new end; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of reservations. */
export type ReservationConnection = {
  __typename?: 'ReservationConnection';
  /** The reservations with their cursors. */
  edges: Array<ReservationEdge>;
  /** The reservations alone. */
  nodes: Array<Reservation>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A reservation within a list. */
export type ReservationEdge = {
  __typename?: 'ReservationEdge';
  /** Opaque position of this reservation in the list. */
  cursor: Scalars['String']['output'];
  /** The reservation. */
  node: Reservation;
};

/** Which reservations of a shop to show; all conditions must hold. */
export type ReservationFilter = {
  /** Only those that something overdue puts at risk, or does not. */
  atRisk?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those whose period is over soon, or is not. */
  endingSoon?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only reservations whose period ends after this moment; of those without a period, whose order was placed at it or later. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only those that are overdue, or that are not. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only reservations for this performance, `prf_…`. */
  performanceId?: InputMaybe<Scalars['ID']['input']>;
  /** Only reservations in these states. When absent: CONFIRMED, PREPARING, READY, and HANDED_OVER of what is to come back; never what is not paid for where payment is asked. */
  states?: InputMaybe<Array<ReservationState>>;
  /** Only reservations ordered at this table, `tbs_…`. */
  tableSessionId?: InputMaybe<Scalars['ID']['input']>;
  /** Only reservations whose period begins before this moment; of those without a period, whose order was placed before it. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only reservations of this variant, `var_…`. */
  variantId?: InputMaybe<Scalars['ID']['input']>;
};

/** In which order to list reservations. */
export type ReservationSort =
  /** By the beginning of their periods, the earliest first; those without a period are left out, and so are HELD and EXPIRED ones. */
  | 'PERIOD_START'
  /** By the moment their orders were placed, the earliest first. */
  | 'PLACED';

/**
 * The life of a reservation: HELD → CONFIRMED → HANDED_OVER → RETURNED, with PREPARING → READY in between where the shop
 * prepares what it sells. Only what is sold by period is returned. CANCELLED from HELD and CONFIRMED, and by the shop's staff
 * from PREPARING and READY.
 */
export type ReservationState =
  /** It was called off, by itself or with its order. */
  | 'CANCELLED'
  /** Its stock is sold to the customer. */
  | 'CONFIRMED'
  /** Its order was not paid in time. */
  | 'EXPIRED'
  /** The customer has it. The end, unless it is to come back. */
  | 'HANDED_OVER'
  /** Its stock is held for an unpaid order. */
  | 'HELD'
  /** The shop is at work on it; its customer can no longer call it off. */
  | 'PREPARING'
  /** It waits to be fetched, or brought. */
  | 'READY'
  /** It came back, or its time was closed by the shop's staff. */
  | 'RETURNED';

/** A single thing, such as a bike, or a seat that an order line was given, as it was called at that moment. */
export type ReservedUnit = {
  __typename?: 'ReservedUnit';
  /** What is written on it, e.g. `Bike 12` or `A-7`. */
  label: Scalars['String']['output'];
  /** The row; null unless it is a seat. */
  row: Maybe<Scalars['String']['output']>;
  /** The number within its row; null unless it is a seat. */
  seatNumber: Maybe<Scalars['Int']['output']>;
  /** The section of the seat plan; null unless it is a seat. */
  section: Maybe<Scalars['String']['output']>;
  /** The thing itself. */
  unit: Maybe<StockUnit>;
};

/** Which table to take back into use. */
export type RestoreTableInput = {
  /** The version of the table that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the table, `tbl_…`. */
  tableId: Scalars['ID']['input'];
};

/** The table, in use again, or why it is not. */
export type RestoreTableResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Table | TableNameTaken | VersionConflict;

/** Which reservation to give back. */
export type ReturnReservationInput = {
  /** The version of the reservation that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the reservation, `res_…`. */
  reservationId: Scalars['ID']['input'];
};

/** The reservation as it is then, or why the step was not taken. */
export type ReturnReservationResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Reservation | VersionConflict;

/** Some of the seats that were asked for are no longer free. */
export type SeatTaken = Failure & {
  __typename?: 'SeatTaken';
  /** Always `SEAT_TAKEN`. */
  code: FailureCode;
  /** Their labels, in the same order. */
  labels: Array<Scalars['String']['output']>;
  /** Which seats are gone. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: yes, when somebody gives a seat back. */
  retryable: Scalars['Boolean']['output'];
  /** Exactly those that are gone, over all lines of the order. */
  seats: Array<Maybe<StockUnit>>;
};

/** There are not so many free seats side by side in one row. */
export type SeatsNotTogether = Failure & {
  __typename?: 'SeatsNotTogether';
  /** The most seats side by side that are free. */
  available: Scalars['Int']['output'];
  /** Always `SEATS_NOT_TOGETHER`. */
  code: FailureCode;
  /** How many there are. */
  message: Scalars['String']['output'];
  /** How many seats were asked for. */
  requested: Scalars['Int']['output'];
  /** Whether the very same request may succeed later: yes, when somebody gives seats back. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** A shop; the users subgraph knows it. */
export type Shop = {
  __typename?: 'Shop';
  /** Opaque id, `shp_…`. */
  id: Scalars['ID']['output'];
};

/** A single thing or seat; the catalog subgraph knows it. */
export type StockUnit = {
  __typename?: 'StockUnit';
  /** Opaque id, `uni_…`. */
  id: Scalars['ID']['output'];
};

/** What can be watched of orders. */
export type Subscription = {
  __typename?: 'Subscription';
  /** An order of yours or of a shop you work in: as it stands now, then again after every change. */
  orderChanged: Order;
  /** Everything that happens to the orders of a shop you work in, in order, without a hole. */
  orderFeed: OrderFeedItem;
  /** A table session you have joined or of a shop you work in: as it stands now, then again after every change of its cart, its guests and its orders. */
  tableChanged: TableSession;
  /** A waitlist entry of yours or of a shop you work in: its present state first, then every change. */
  waitlistChanged: WaitlistEntry;
};


/** What can be watched of orders. */
export type SubscriptionOrderChangedArgs = {
  orderId: Scalars['ID']['input'];
};


/** What can be watched of orders. */
export type SubscriptionOrderFeedArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  shopId: Scalars['ID']['input'];
};


/** What can be watched of orders. */
export type SubscriptionTableChangedArgs = {
  tableSessionId: Scalars['ID']['input'];
};


/** What can be watched of orders. */
export type SubscriptionWaitlistChangedArgs = {
  entryId: Scalars['ID']['input'];
};

/** A table of a shop, at which guests order together. Seen by the shop's staff, and by the guests of a session at it. */
export type Table = {
  __typename?: 'Table';
  /** When it was taken out of use; null if it was not. */
  archivedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque id, `tbl_…`. */
  id: Scalars['ID']['output'];
  /** What the QR code on the table holds: opens the table, and lets guests join. For the shop's staff; null for guests. */
  joinCode: Maybe<Scalars['String']['output']>;
  /** What the table is called, unique among the shop's tables that are not archived, e.g. `7`. */
  name: Scalars['String']['output'];
  /** The session going on at it; null when it is not open, and for those who may not see it. */
  session: Maybe<TableSession>;
  /** All sessions there have been at it, the latest first, each with what was ordered. Null for anybody but the shop's staff. */
  sessions: Maybe<TableSessionConnection>;
  /** The shop. */
  shop: Maybe<Shop>;
  /** Rises by one with every change of the table itself; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};


/** A table of a shop, at which guests order together. Seen by the shop's staff, and by the guests of a session at it. */
export type TableSessionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Why a table session was closed. */
export type TableCloseReason =
  /** Nothing happened at the table for as long as the shop's settings say. */
  | 'IDLE'
  /** The shop's staff closed it. */
  | 'STAFF';

/** A page of tables. */
export type TableConnection = {
  __typename?: 'TableConnection';
  /** The tables with their cursors. */
  edges: Array<TableEdge>;
  /** The tables alone. */
  nodes: Array<Table>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A table that is gone. */
export type TableDeleted = {
  __typename?: 'TableDeleted';
  /** The id it had. */
  id: Scalars['ID']['output'];
};

/** A table within a list. */
export type TableEdge = {
  __typename?: 'TableEdge';
  /** Opaque position of this table in the list. */
  cursor: Scalars['String']['output'];
  /** The table. */
  node: Table;
};

/** Which tables of a shop to show; all conditions must hold. */
export type TableFilter = {
  /** Only tables that are archived, or are not. */
  archived?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only tables at which a session is going on, or is not. */
  open?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Somebody who has joined a table. */
export type TableGuest = {
  __typename?: 'TableGuest';
  /** Who it is. */
  account: Maybe<Account>;
  /** When. */
  joinedAt: Scalars['DateTime']['output'];
};

/** The table is open, or was: orders must go on naming it. An open one can be closed, one that was used can be archived. */
export type TableInUse = Failure & {
  __typename?: 'TableInUse';
  /** Always `TABLE_IN_USE`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The table as it was given. */
  tableId: Scalars['ID']['output'];
};

/** Another table of the shop, one that is not archived, has this name. */
export type TableNameTaken = Failure & {
  __typename?: 'TableNameTaken';
  /** Always `TABLE_NAME_TAKEN`. */
  code: FailureCode;
  /** Which name is taken. */
  message: Scalars['String']['output'];
  /** The name, as it would be kept. */
  name: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** The product is sold only at a table. */
export type TableRequired = Failure & {
  __typename?: 'TableRequired';
  /** Always `TABLE_REQUIRED`. */
  code: FailureCode;
  /** What is missing. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The variant that was asked for. */
  variantId: Scalars['ID']['output'];
};

/** From the opening of a table to its closing: its guests, their shared cart, and what they ordered. Seen by its guests, also afterwards, and by the shop's staff. */
export type TableSession = {
  __typename?: 'TableSession';
  /** What its guests are putting together at the moment; null when it is closed. */
  cart: Maybe<Cart>;
  /** Why it was closed; null while it is open. */
  closeReason: Maybe<TableCloseReason>;
  /** When it was closed; null while it is open. */
  closedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who has joined, in the order of joining; at most 100. */
  guests: Array<TableGuest>;
  /** Opaque id, `tbs_…`. */
  id: Scalars['ID']['output'];
  /** Sum of its orders that are neither called off nor expired. */
  openTotal: Money;
  /** When it was opened. */
  openedAt: Scalars['DateTime']['output'];
  /** What was ordered at the table in this session, the latest first; guests see one another's orders. */
  orders: OrderConnection;
  /** Whether it is going on. */
  state: TableSessionState;
  /** The table. */
  table: Table;
  /** Rises by one when somebody joins, when something is ordered and when it is closed; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};


/** From the opening of a table to its closing: its guests, their shared cart, and what they ordered. Seen by its guests, also afterwards, and by the shop's staff. */
export type TableSessionOrdersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of a table's sessions. */
export type TableSessionConnection = {
  __typename?: 'TableSessionConnection';
  /** The sessions with their cursors. */
  edges: Array<TableSessionEdge>;
  /** The sessions alone. */
  nodes: Array<TableSession>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A session within a list. */
export type TableSessionEdge = {
  __typename?: 'TableSessionEdge';
  /** Opaque position of this session in the list. */
  cursor: Scalars['String']['output'];
  /** The session. */
  node: TableSession;
};

/** The life of a table session: OPEN → CLOSED. */
export type TableSessionState =
  /** It is over; its history stays. */
  | 'CLOSED'
  /** Guests join and order. */
  | 'OPEN';

/** Its period has not begun, and will not within 15 minutes; or somebody else still has it. */
export type TooEarly = Failure & {
  __typename?: 'TooEarly';
  /** Always `TOO_EARLY`. */
  code: FailureCode;
  /** The earliest moment at which it can be picked up. */
  earliest: Scalars['DateTime']['output'];
  /** From when on it can be picked up. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: yes, from `earliest` on. */
  retryable: Scalars['Boolean']['output'];
};

/** Some of the units or seats do not exist, are no longer in use, or are not of the variant and performance of their line. */
export type UnitNotFound = Failure & {
  __typename?: 'UnitNotFound';
  /** Always `UNIT_NOT_FOUND`. */
  code: FailureCode;
  /** What was not found. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** Those units, as they were given. */
  unitIds: Array<Scalars['ID']['output']>;
};

/** Some of the units that were asked for are no longer free. */
export type UnitTaken = Failure & {
  __typename?: 'UnitTaken';
  /** Always `UNIT_TAKEN`. */
  code: FailureCode;
  /** Their labels, in the same order. */
  labels: Array<Scalars['String']['output']>;
  /** Which units are gone. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: yes, when somebody gives a unit back. */
  retryable: Scalars['Boolean']['output'];
  /** Exactly those that are gone, over all lines of the order. */
  units: Array<Maybe<StockUnit>>;
};

/** What to change of a line. What is absent stays; null takes a performance, period, choice of units or section away. */
export type UpdateCartLineInput = {
  /** Id of the cart, `crt_…`. */
  cartId: Scalars['ID']['input'];
  /** The version of the cart that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the line, `cln_…`. */
  lineId: Scalars['ID']['input'];
  /** Id of the performance, `prf_…`. */
  performanceId?: InputMaybe<Scalars['ID']['input']>;
  /** When it is wanted. */
  period?: InputMaybe<PeriodInput>;
  /** How many pieces, 1 to 10000. */
  quantity?: InputMaybe<Scalars['Int']['input']>;
  /** The section of the seat plan in which to look, at most 100 characters. */
  section?: InputMaybe<Scalars['String']['input']>;
  /** Whether the seats must lie side by side in one row. */
  together?: InputMaybe<Scalars['Boolean']['input']>;
  /** Ids of the very things or seats wanted, `uni_…`, as many as the quantity says. */
  unitIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The cart as it is then, or why the line stays as it is. */
export type UpdateCartLineResult = Cart | IdempotencyKeyReused | InvalidInput | InvalidPeriod | InvalidStateTransition | NotFound | PerformanceNotFound | ProductNotFound | UnitNotFound | VersionConflict;

/** What to change of a table; what is absent stays. */
export type UpdateTableInput = {
  /** The version of the table that the caller saw; absent if any will do. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What it is called, 1 to 50 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Whether it gets a new code; the QR code that holds the old one is void at once. */
  newCode?: InputMaybe<Scalars['Boolean']['input']>;
  /** Id of the table, `tbl_…`. */
  tableId: Scalars['ID']['input'];
};

/** The table as it is then, or why it stays as it is. */
export type UpdateTableResult = IdempotencyKeyReused | InvalidInput | NotFound | Table | TableNameTaken | VersionConflict;

/** A variant of a product; the catalog subgraph knows it. */
export type Variant = {
  __typename?: 'Variant';
  /** Opaque id, `var_…`. */
  id: Scalars['ID']['output'];
};

/** The thing has changed since the version that the caller saw. */
export type VersionConflict = Failure & {
  __typename?: 'VersionConflict';
  /** Always `VERSION_CONFLICT`. */
  code: FailureCode;
  /** The version it has now. */
  currentVersion: Scalars['Int']['output'];
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: no, look at the thing again first. */
  retryable: Scalars['Boolean']['output'];
};

/**
 * Somebody waits for what is sold out. Freed stock is offered in the order of arrival: nobody is overtaken by a later entry
 * for the same variant and performance, unless their periods do not overlap, or the shop's rules keep them from buying it.
 */
export type WaitlistEntry = {
  __typename?: 'WaitlistEntry';
  /** How many entries for the same variant and performance are before it; null unless it is WAITING. */
  ahead: Maybe<Scalars['Int']['output']>;
  /** Why it was called off, e.g. `PERFORMANCE_CANCELLED`, or `PERIOD_IN_PAST`; null where nobody said why. */
  cancelReason: Maybe<Scalars['String']['output']>;
  /** Who called it off; null unless it is CANCELLED. SYSTEM: it will not be had any more. */
  cancelledBy: Maybe<OrderParty>;
  /** The account that waits. */
  customer: Maybe<Account>;
  /** When it was accepted, missed or called off; null until then. */
  endedAt: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id, `wai_…`. */
  id: Scalars['ID']['output'];
  /** When the customer joined. */
  joinedAt: Scalars['DateTime']['output'];
  /** Until when the offer stands; null until it is offered. */
  offerExpiresAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was offered; null until then. */
  offeredAt: Maybe<Scalars['DateTime']['output']>;
  /** The order made of it; null unless it is PURCHASED. */
  order: Maybe<Order>;
  /** The performance waited for; null unless it is sold by performance. */
  performance: Maybe<Performance>;
  /** The period waited for; null unless it is sold by period. */
  period: Maybe<Period>;
  /** How many pieces, 1 to 10,000; they are offered together or not at all. */
  quantity: Scalars['Int']['output'];
  /** The shop that sells it. */
  shop: Maybe<Shop>;
  /** Where it stands now. An OFFERED entry whose time is up shows as OFFER_EXPIRED at once. */
  state: WaitlistState;
  /** What is waited for. */
  variant: Maybe<Variant>;
  /** Rises by one with every change; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of waitlist entries. */
export type WaitlistEntryConnection = {
  __typename?: 'WaitlistEntryConnection';
  /** The entries with their cursors. */
  edges: Array<WaitlistEntryEdge>;
  /** The entries alone. */
  nodes: Array<WaitlistEntry>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A waitlist entry within a list. */
export type WaitlistEntryEdge = {
  __typename?: 'WaitlistEntryEdge';
  /** Opaque position of this entry in the list. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: WaitlistEntry;
};

/** Which waitlist entries of a shop to show; all conditions must hold. */
export type WaitlistFilter = {
  /** Only entries for this performance, `prf_…`. */
  performanceId?: InputMaybe<Scalars['ID']['input']>;
  /** Only entries in this state. */
  state?: InputMaybe<WaitlistState>;
  /** Only entries for this variant, `var_…`. */
  variantId?: InputMaybe<Scalars['ID']['input']>;
};

/** The life of a waitlist entry: WAITING → OFFERED → PURCHASED or OFFER_EXPIRED; CANCELLED from WAITING and OFFERED. */
export type WaitlistState =
  /** It was called off. */
  | 'CANCELLED'
  /** The stock is held for this customer, until the offer expires. */
  | 'OFFERED'
  /** The customer did not accept in time. */
  | 'OFFER_EXPIRED'
  /** The customer has accepted: there is an order. */
  | 'PURCHASED'
  /** Nothing can be had of it for this customer yet. */
  | 'WAITING';



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
  Account: Account;
  Order: Order;
  Reservation: Reservation;
  WaitlistEntry: WaitlistEntry;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Reservation:
    ( { __typename: 'Reservation' }
    & GraphQLRecursivePick<FederationTypes['Reservation'], {"id":true}> );
  WaitlistEntry:
    ( { __typename: 'WaitlistEntry' }
    & GraphQLRecursivePick<FederationTypes['WaitlistEntry'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AcceptOfferResult:
    | ( IdempotencyKeyReused )
    | ( InsufficientBalance )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( OfferExpired )
    | ( OrderRow )
    | ( VersionConflict )
  ;
  AddToCartResult:
    | ( CartRow )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidPeriod )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( PerformanceNotFound )
    | ( ProductNotFound )
    | ( UnitNotFound )
  ;
  ArchiveTableResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( TableRow )
    | ( TableInUse )
    | ( VersionConflict )
  ;
  CancelOrderResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( OrderRow )
    | ( VersionConflict )
  ;
  CancelReservationsResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( MainItemRequired )
    | ( NotFound )
    | ( OrderRow )
    | ( VersionConflict )
  ;
  CartFailure:
    | ( DurationOutOfRange )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( InvalidPeriod )
    | ( MainItemRequired )
    | ( NotOnSale )
    | ( NoticeTooShort )
    | ( OutsideOpeningHours )
    | ( PerformanceNotFound )
    | ( PeriodConflict )
    | ( PeriodInPast )
    | ( ProductDiscontinued )
    | ( ProductNotFound )
    | ( QuantityLimitExceeded )
    | ( SeatTaken )
    | ( SeatsNotTogether )
    | ( TableRequired )
    | ( UnitNotFound )
    | ( UnitTaken )
  ;
  CheckoutResult:
    | ( DurationOutOfRange )
    | ( IdempotencyKeyReused )
    | ( InsufficientBalance )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( InvalidPeriod )
    | ( InvalidStateTransition )
    | ( MainItemRequired )
    | ( NotFound )
    | ( NotOnSale )
    | ( NoticeTooShort )
    | ( OrderRow )
    | ( OutsideOpeningHours )
    | ( PerformanceNotFound )
    | ( PeriodConflict )
    | ( PeriodInPast )
    | ( ProductDiscontinued )
    | ( ProductNotFound )
    | ( QuantityLimitExceeded )
    | ( SeatTaken )
    | ( SeatsNotTogether )
    | ( TableRequired )
    | ( UnitNotFound )
    | ( UnitTaken )
    | ( VersionConflict )
  ;
  ClearCartResult:
    | ( CartRow )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( VersionConflict )
  ;
  CloseTableResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( TableSessionRow )
    | ( VersionConflict )
  ;
  CreateTableResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( TableRow )
    | ( TableNameTaken )
  ;
  DeleteTableResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( TableDeleted )
    | ( TableInUse )
    | ( VersionConflict )
  ;
  EndReservationResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ReservationRow )
    | ( VersionConflict )
  ;
  ExtendReservationResult:
    | ( DurationOutOfRange )
    | ( ExtensionConflict )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidPeriod )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( OutsideOpeningHours )
    | ( PeriodInPast )
    | ( ReservationRow )
    | ( VersionConflict )
  ;
  HandOverReservationResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ReservationRow )
    | ( TooEarly )
    | ( VersionConflict )
  ;
  JoinTableResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( TableSessionRow )
  ;
  JoinWaitlistResult:
    | ( AlreadyWaiting )
    | ( DurationOutOfRange )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidPeriod )
    | ( MainItemRequired )
    | ( NotFound )
    | ( NotOnSale )
    | ( NoticeTooShort )
    | ( OutsideOpeningHours )
    | ( PerformanceNotFound )
    | ( PeriodInPast )
    | ( ProductNotFound )
    | ( QuantityLimitExceeded )
    | ( TableRequired )
    | ( WaitlistEntryRow )
  ;
  LeaveWaitlistResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( VersionConflict )
    | ( WaitlistEntryRow )
  ;
  OpenTableResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( TableSessionRow )
  ;
  OrderFeedItem:
    | ( FeedGap )
    | ( FeedEvent )
  ;
  PickUpReservationResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( PeriodOver )
    | ( ReservationRow )
    | ( TooEarly )
    | ( VersionConflict )
  ;
  PlaceOrderResult:
    | ( DurationOutOfRange )
    | ( IdempotencyKeyReused )
    | ( InsufficientBalance )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( InvalidPeriod )
    | ( InvalidStateTransition )
    | ( MainItemRequired )
    | ( NotFound )
    | ( NotOnSale )
    | ( NoticeTooShort )
    | ( OrderRow )
    | ( OutsideOpeningHours )
    | ( PerformanceNotFound )
    | ( PeriodConflict )
    | ( PeriodInPast )
    | ( ProductDiscontinued )
    | ( ProductNotFound )
    | ( QuantityLimitExceeded )
    | ( SeatTaken )
    | ( SeatsNotTogether )
    | ( TableRequired )
    | ( UnitNotFound )
    | ( UnitTaken )
  ;
  PrepareReservationResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ReservationRow )
    | ( VersionConflict )
  ;
  ReadyReservationResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ReservationRow )
    | ( VersionConflict )
  ;
  RemoveCartLineResult:
    | ( CartRow )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( VersionConflict )
  ;
  RestoreTableResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( TableRow )
    | ( TableNameTaken )
    | ( VersionConflict )
  ;
  ReturnReservationResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ReservationRow )
    | ( VersionConflict )
  ;
  UpdateCartLineResult:
    | ( CartRow )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidPeriod )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( PerformanceNotFound )
    | ( ProductNotFound )
    | ( UnitNotFound )
    | ( VersionConflict )
  ;
  UpdateTableResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( TableRow )
    | ( TableNameTaken )
    | ( VersionConflict )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Failure:
    | ( AlreadyWaiting )
    | ( DurationOutOfRange )
    | ( ExtensionConflict )
    | ( IdempotencyKeyReused )
    | ( InsufficientBalance )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( InvalidPeriod )
    | ( InvalidStateTransition )
    | ( MainItemRequired )
    | ( NotFound )
    | ( NotOnSale )
    | ( NoticeTooShort )
    | ( OfferExpired )
    | ( OutsideOpeningHours )
    | ( PerformanceNotFound )
    | ( PeriodConflict )
    | ( PeriodInPast )
    | ( PeriodOver )
    | ( ProductDiscontinued )
    | ( ProductNotFound )
    | ( QuantityLimitExceeded )
    | ( SeatTaken )
    | ( SeatsNotTogether )
    | ( TableInUse )
    | ( TableNameTaken )
    | ( TableRequired )
    | ( TooEarly )
    | ( UnitNotFound )
    | ( UnitTaken )
    | ( VersionConflict )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptOfferInput: AcceptOfferInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AcceptOfferResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AcceptOfferResult']>;
  Account: ResolverTypeWrapper<AccountReference>;
  AddToCartInput: AddToCartInput;
  AddToCartResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddToCartResult']>;
  AlreadyWaiting: ResolverTypeWrapper<AlreadyWaiting>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ArchiveTableInput: ArchiveTableInput;
  ArchiveTableResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArchiveTableResult']>;
  CancelOrderInput: CancelOrderInput;
  CancelOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelOrderResult']>;
  CancelReservationsInput: CancelReservationsInput;
  CancelReservationsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelReservationsResult']>;
  Cart: ResolverTypeWrapper<CartRow>;
  CartFailure: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CartFailure']>;
  CartHint: ResolverTypeWrapper<LineHint>;
  CartLine: ResolverTypeWrapper<CartLineRow>;
  CheckoutInput: CheckoutInput;
  CheckoutResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CheckoutResult']>;
  ClearCartInput: ClearCartInput;
  ClearCartResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ClearCartResult']>;
  CloseTableInput: CloseTableInput;
  CloseTableResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CloseTableResult']>;
  CreateTableInput: CreateTableInput;
  CreateTableResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateTableResult']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DeleteTableInput: DeleteTableInput;
  DeleteTableResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteTableResult']>;
  DurationOutOfRange: ResolverTypeWrapper<DurationOutOfRange>;
  EasyPayInput: EasyPayInput;
  EndReservationInput: EndReservationInput;
  EndReservationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['EndReservationResult']>;
  ExtendReservationInput: ExtendReservationInput;
  ExtendReservationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ExtendReservationResult']>;
  ExtensionConflict: ResolverTypeWrapper<ExtensionConflict>;
  Failure: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Failure']>;
  FailureCode: FailureCode;
  FeedGap: ResolverTypeWrapper<FeedGap>;
  HandOverReservationInput: HandOverReservationInput;
  HandOverReservationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['HandOverReservationResult']>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InsufficientBalance: ResolverTypeWrapper<InsufficientBalance>;
  InsufficientStock: ResolverTypeWrapper<InsufficientStock>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidPeriod: ResolverTypeWrapper<InvalidPeriod>;
  InvalidStateTransition: ResolverTypeWrapper<InvalidStateTransition>;
  JoinTableInput: JoinTableInput;
  JoinTableResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['JoinTableResult']>;
  JoinWaitlistInput: JoinWaitlistInput;
  JoinWaitlistResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['JoinWaitlistResult']>;
  LeaveWaitlistInput: LeaveWaitlistInput;
  LeaveWaitlistResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LeaveWaitlistResult']>;
  LocalDateTime: ResolverTypeWrapper<Scalars['LocalDateTime']['output']>;
  MainItemRequired: ResolverTypeWrapper<MainItemRequired>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  MyReservationFilter: MyReservationFilter;
  NotFound: ResolverTypeWrapper<NotFound>;
  NotOnSale: ResolverTypeWrapper<NotOnSale>;
  NoticeTooShort: ResolverTypeWrapper<NoticeTooShort>;
  OfferExpired: ResolverTypeWrapper<OfferExpired>;
  OpenTableInput: OpenTableInput;
  OpenTableResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OpenTableResult']>;
  Order: ResolverTypeWrapper<OrderRow>;
  OrderConnection: ResolverTypeWrapper<OrderPage>;
  OrderEdge: ResolverTypeWrapper<OrderPageEdge>;
  OrderEventType: OrderEventType;
  OrderFeedEvent: ResolverTypeWrapper<FeedEvent>;
  OrderFeedItem: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['OrderFeedItem']>;
  OrderFilter: OrderFilter;
  OrderLine: ResolverTypeWrapper<OrderLineRow>;
  OrderLineInput: OrderLineInput;
  OrderParty: OrderParty;
  OrderState: OrderState;
  OutsideOpeningHours: ResolverTypeWrapper<OutsideOpeningHours>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PaymentMethodInput: PaymentMethodInput;
  PaymentProblem: PaymentProblem;
  Performance: ResolverTypeWrapper<Performance>;
  PerformanceNotFound: ResolverTypeWrapper<PerformanceNotFound>;
  Period: ResolverTypeWrapper<Period>;
  PeriodConflict: ResolverTypeWrapper<PeriodConflict>;
  PeriodInPast: ResolverTypeWrapper<PeriodInPast>;
  PeriodInput: PeriodInput;
  PeriodOver: ResolverTypeWrapper<PeriodOver>;
  PickUpReservationInput: PickUpReservationInput;
  PickUpReservationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PickUpReservationResult']>;
  PlaceOrderInput: PlaceOrderInput;
  PlaceOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceOrderResult']>;
  PrepareReservationInput: PrepareReservationInput;
  PrepareReservationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PrepareReservationResult']>;
  Product: ResolverTypeWrapper<Product>;
  ProductDiscontinued: ResolverTypeWrapper<ProductDiscontinued>;
  ProductNotFound: ResolverTypeWrapper<ProductNotFound>;
  QuantityLimitExceeded: ResolverTypeWrapper<QuantityLimitExceeded>;
  QuantityLimitScope: QuantityLimitScope;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReadyReservationInput: ReadyReservationInput;
  ReadyReservationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReadyReservationResult']>;
  RemoveCartLineInput: RemoveCartLineInput;
  RemoveCartLineResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveCartLineResult']>;
  Reservation: ResolverTypeWrapper<ReservationRow>;
  ReservationConnection: ResolverTypeWrapper<ReservationPage>;
  ReservationEdge: ResolverTypeWrapper<ReservationPageEdge>;
  ReservationFilter: ReservationFilter;
  ReservationSort: ReservationSort;
  ReservationState: ReservationState;
  ReservedUnit: ResolverTypeWrapper<ReservedUnit>;
  RestoreTableInput: RestoreTableInput;
  RestoreTableResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreTableResult']>;
  ReturnReservationInput: ReturnReservationInput;
  ReturnReservationResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReturnReservationResult']>;
  SeatTaken: ResolverTypeWrapper<SeatTaken>;
  SeatsNotTogether: ResolverTypeWrapper<SeatsNotTogether>;
  Shop: ResolverTypeWrapper<Shop>;
  StockUnit: ResolverTypeWrapper<StockUnit>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Table: ResolverTypeWrapper<TableRow>;
  TableCloseReason: TableCloseReason;
  TableConnection: ResolverTypeWrapper<TablePage>;
  TableDeleted: ResolverTypeWrapper<TableDeleted>;
  TableEdge: ResolverTypeWrapper<TablePageEdge>;
  TableFilter: TableFilter;
  TableGuest: ResolverTypeWrapper<TableGuestRow>;
  TableInUse: ResolverTypeWrapper<TableInUse>;
  TableNameTaken: ResolverTypeWrapper<TableNameTaken>;
  TableRequired: ResolverTypeWrapper<TableRequired>;
  TableSession: ResolverTypeWrapper<TableSessionRow>;
  TableSessionConnection: ResolverTypeWrapper<TableSessionPage>;
  TableSessionEdge: ResolverTypeWrapper<TableSessionPageEdge>;
  TableSessionState: TableSessionState;
  TooEarly: ResolverTypeWrapper<TooEarly>;
  UnitNotFound: ResolverTypeWrapper<UnitNotFound>;
  UnitTaken: ResolverTypeWrapper<UnitTaken>;
  UpdateCartLineInput: UpdateCartLineInput;
  UpdateCartLineResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateCartLineResult']>;
  UpdateTableInput: UpdateTableInput;
  UpdateTableResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateTableResult']>;
  Variant: ResolverTypeWrapper<Variant>;
  VersionConflict: ResolverTypeWrapper<VersionConflict>;
  WaitlistEntry: ResolverTypeWrapper<WaitlistEntryRow>;
  WaitlistEntryConnection: ResolverTypeWrapper<WaitlistPage>;
  WaitlistEntryEdge: ResolverTypeWrapper<WaitlistPageEdge>;
  WaitlistFilter: WaitlistFilter;
  WaitlistState: WaitlistState;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptOfferInput: AcceptOfferInput;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  AcceptOfferResult: ResolversUnionTypes<ResolversParentTypes>['AcceptOfferResult'];
  Account: AccountReference;
  AddToCartInput: AddToCartInput;
  AddToCartResult: ResolversUnionTypes<ResolversParentTypes>['AddToCartResult'];
  AlreadyWaiting: AlreadyWaiting;
  Boolean: Scalars['Boolean']['output'];
  ArchiveTableInput: ArchiveTableInput;
  ArchiveTableResult: ResolversUnionTypes<ResolversParentTypes>['ArchiveTableResult'];
  CancelOrderInput: CancelOrderInput;
  CancelOrderResult: ResolversUnionTypes<ResolversParentTypes>['CancelOrderResult'];
  CancelReservationsInput: CancelReservationsInput;
  CancelReservationsResult: ResolversUnionTypes<ResolversParentTypes>['CancelReservationsResult'];
  Cart: CartRow;
  CartFailure: ResolversUnionTypes<ResolversParentTypes>['CartFailure'];
  CartHint: LineHint;
  CartLine: CartLineRow;
  CheckoutInput: CheckoutInput;
  CheckoutResult: ResolversUnionTypes<ResolversParentTypes>['CheckoutResult'];
  ClearCartInput: ClearCartInput;
  ClearCartResult: ResolversUnionTypes<ResolversParentTypes>['ClearCartResult'];
  CloseTableInput: CloseTableInput;
  CloseTableResult: ResolversUnionTypes<ResolversParentTypes>['CloseTableResult'];
  CreateTableInput: CreateTableInput;
  CreateTableResult: ResolversUnionTypes<ResolversParentTypes>['CreateTableResult'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DeleteTableInput: DeleteTableInput;
  DeleteTableResult: ResolversUnionTypes<ResolversParentTypes>['DeleteTableResult'];
  DurationOutOfRange: DurationOutOfRange;
  EasyPayInput: EasyPayInput;
  EndReservationInput: EndReservationInput;
  EndReservationResult: ResolversUnionTypes<ResolversParentTypes>['EndReservationResult'];
  ExtendReservationInput: ExtendReservationInput;
  ExtendReservationResult: ResolversUnionTypes<ResolversParentTypes>['ExtendReservationResult'];
  ExtensionConflict: ExtensionConflict;
  Failure: ResolversInterfaceTypes<ResolversParentTypes>['Failure'];
  FeedGap: FeedGap;
  HandOverReservationInput: HandOverReservationInput;
  HandOverReservationResult: ResolversUnionTypes<ResolversParentTypes>['HandOverReservationResult'];
  IdempotencyKeyReused: IdempotencyKeyReused;
  InsufficientBalance: InsufficientBalance;
  InsufficientStock: InsufficientStock;
  InvalidInput: InvalidInput;
  InvalidPeriod: InvalidPeriod;
  InvalidStateTransition: InvalidStateTransition;
  JoinTableInput: JoinTableInput;
  JoinTableResult: ResolversUnionTypes<ResolversParentTypes>['JoinTableResult'];
  JoinWaitlistInput: JoinWaitlistInput;
  JoinWaitlistResult: ResolversUnionTypes<ResolversParentTypes>['JoinWaitlistResult'];
  LeaveWaitlistInput: LeaveWaitlistInput;
  LeaveWaitlistResult: ResolversUnionTypes<ResolversParentTypes>['LeaveWaitlistResult'];
  LocalDateTime: Scalars['LocalDateTime']['output'];
  MainItemRequired: MainItemRequired;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  MyReservationFilter: MyReservationFilter;
  NotFound: NotFound;
  NotOnSale: NotOnSale;
  NoticeTooShort: NoticeTooShort;
  OfferExpired: OfferExpired;
  OpenTableInput: OpenTableInput;
  OpenTableResult: ResolversUnionTypes<ResolversParentTypes>['OpenTableResult'];
  Order: OrderRow;
  OrderConnection: OrderPage;
  OrderEdge: OrderPageEdge;
  OrderFeedEvent: FeedEvent;
  OrderFeedItem: ResolversUnionTypes<ResolversParentTypes>['OrderFeedItem'];
  OrderFilter: OrderFilter;
  OrderLine: OrderLineRow;
  OrderLineInput: OrderLineInput;
  OutsideOpeningHours: OutsideOpeningHours;
  PageInfo: PageInfo;
  PaymentMethodInput: PaymentMethodInput;
  Performance: Performance;
  PerformanceNotFound: PerformanceNotFound;
  Period: Period;
  PeriodConflict: PeriodConflict;
  PeriodInPast: PeriodInPast;
  PeriodInput: PeriodInput;
  PeriodOver: PeriodOver;
  PickUpReservationInput: PickUpReservationInput;
  PickUpReservationResult: ResolversUnionTypes<ResolversParentTypes>['PickUpReservationResult'];
  PlaceOrderInput: PlaceOrderInput;
  PlaceOrderResult: ResolversUnionTypes<ResolversParentTypes>['PlaceOrderResult'];
  PrepareReservationInput: PrepareReservationInput;
  PrepareReservationResult: ResolversUnionTypes<ResolversParentTypes>['PrepareReservationResult'];
  Product: Product;
  ProductDiscontinued: ProductDiscontinued;
  ProductNotFound: ProductNotFound;
  QuantityLimitExceeded: QuantityLimitExceeded;
  Query: Record<PropertyKey, never>;
  ReadyReservationInput: ReadyReservationInput;
  ReadyReservationResult: ResolversUnionTypes<ResolversParentTypes>['ReadyReservationResult'];
  RemoveCartLineInput: RemoveCartLineInput;
  RemoveCartLineResult: ResolversUnionTypes<ResolversParentTypes>['RemoveCartLineResult'];
  Reservation: ReservationRow;
  ReservationConnection: ReservationPage;
  ReservationEdge: ReservationPageEdge;
  ReservationFilter: ReservationFilter;
  ReservedUnit: ReservedUnit;
  RestoreTableInput: RestoreTableInput;
  RestoreTableResult: ResolversUnionTypes<ResolversParentTypes>['RestoreTableResult'];
  ReturnReservationInput: ReturnReservationInput;
  ReturnReservationResult: ResolversUnionTypes<ResolversParentTypes>['ReturnReservationResult'];
  SeatTaken: SeatTaken;
  SeatsNotTogether: SeatsNotTogether;
  Shop: Shop;
  StockUnit: StockUnit;
  Subscription: Record<PropertyKey, never>;
  Table: TableRow;
  TableConnection: TablePage;
  TableDeleted: TableDeleted;
  TableEdge: TablePageEdge;
  TableFilter: TableFilter;
  TableGuest: TableGuestRow;
  TableInUse: TableInUse;
  TableNameTaken: TableNameTaken;
  TableRequired: TableRequired;
  TableSession: TableSessionRow;
  TableSessionConnection: TableSessionPage;
  TableSessionEdge: TableSessionPageEdge;
  TooEarly: TooEarly;
  UnitNotFound: UnitNotFound;
  UnitTaken: UnitTaken;
  UpdateCartLineInput: UpdateCartLineInput;
  UpdateCartLineResult: ResolversUnionTypes<ResolversParentTypes>['UpdateCartLineResult'];
  UpdateTableInput: UpdateTableInput;
  UpdateTableResult: ResolversUnionTypes<ResolversParentTypes>['UpdateTableResult'];
  Variant: Variant;
  VersionConflict: VersionConflict;
  WaitlistEntry: WaitlistEntryRow;
  WaitlistEntryConnection: WaitlistPage;
  WaitlistEntryEdge: WaitlistPageEdge;
  WaitlistFilter: WaitlistFilter;
};

export type AcceptOfferResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptOfferResult'] = ResolversParentTypes['AcceptOfferResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InsufficientBalance' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'OfferExpired' | 'Order' | 'VersionConflict', ParentType, ContextType>;
};

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<AccountOrdersArgs, 'first'>>;
};

export type AddToCartResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddToCartResult'] = ResolversParentTypes['AddToCartResult']> = {
  __resolveType: TypeResolveFn<'Cart' | 'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidPeriod' | 'InvalidStateTransition' | 'NotFound' | 'PerformanceNotFound' | 'ProductNotFound' | 'UnitNotFound', ParentType, ContextType>;
};

export type AlreadyWaitingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlreadyWaiting'] = ResolversParentTypes['AlreadyWaiting']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  entryId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArchiveTableResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveTableResult'] = ResolversParentTypes['ArchiveTableResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Table' | 'TableInUse' | 'VersionConflict', ParentType, ContextType>;
};

export type CancelOrderResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelOrderResult'] = ResolversParentTypes['CancelOrderResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Order' | 'VersionConflict', ParentType, ContextType>;
};

export type CancelReservationsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelReservationsResult'] = ResolversParentTypes['CancelReservationsResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'MainItemRequired' | 'NotFound' | 'Order' | 'VersionConflict', ParentType, ContextType>;
};

export type CartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart']> = {
  hints?: Resolver<Maybe<Array<ResolversTypes['CartHint']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['CartLine']>, ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
  tableSession?: Resolver<Maybe<ResolversTypes['TableSession']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CartFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartFailure'] = ResolversParentTypes['CartFailure']> = {
  __resolveType: TypeResolveFn<'DurationOutOfRange' | 'InsufficientStock' | 'InvalidInput' | 'InvalidPeriod' | 'MainItemRequired' | 'NotOnSale' | 'NoticeTooShort' | 'OutsideOpeningHours' | 'PerformanceNotFound' | 'PeriodConflict' | 'PeriodInPast' | 'ProductDiscontinued' | 'ProductNotFound' | 'QuantityLimitExceeded' | 'SeatTaken' | 'SeatsNotTogether' | 'TableRequired' | 'UnitNotFound' | 'UnitTaken', ParentType, ContextType>;
};

export type CartHintResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartHint'] = ResolversParentTypes['CartHint']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  failure?: Resolver<ResolversTypes['CartFailure'], ParentType, ContextType>;
  lineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type CartLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartLine'] = ResolversParentTypes['CartLine']> = {
  addedBy?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  hints?: Resolver<Maybe<Array<ResolversTypes['CartHint']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  performance?: Resolver<Maybe<ResolversTypes['Performance']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  section?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  together?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  units?: Resolver<Array<Maybe<ResolversTypes['StockUnit']>>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type CheckoutResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckoutResult'] = ResolversParentTypes['CheckoutResult']> = {
  __resolveType: TypeResolveFn<'DurationOutOfRange' | 'IdempotencyKeyReused' | 'InsufficientBalance' | 'InsufficientStock' | 'InvalidInput' | 'InvalidPeriod' | 'InvalidStateTransition' | 'MainItemRequired' | 'NotFound' | 'NotOnSale' | 'NoticeTooShort' | 'Order' | 'OutsideOpeningHours' | 'PerformanceNotFound' | 'PeriodConflict' | 'PeriodInPast' | 'ProductDiscontinued' | 'ProductNotFound' | 'QuantityLimitExceeded' | 'SeatTaken' | 'SeatsNotTogether' | 'TableRequired' | 'UnitNotFound' | 'UnitTaken' | 'VersionConflict', ParentType, ContextType>;
};

export type ClearCartResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearCartResult'] = ResolversParentTypes['ClearCartResult']> = {
  __resolveType: TypeResolveFn<'Cart' | 'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type CloseTableResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CloseTableResult'] = ResolversParentTypes['CloseTableResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'TableSession' | 'VersionConflict', ParentType, ContextType>;
};

export type CreateTableResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTableResult'] = ResolversParentTypes['CreateTableResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'Table' | 'TableNameTaken', ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeleteTableResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTableResult'] = ResolversParentTypes['DeleteTableResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'TableDeleted' | 'TableInUse' | 'VersionConflict', ParentType, ContextType>;
};

export type DurationOutOfRangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DurationOutOfRange'] = ResolversParentTypes['DurationOutOfRange']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  maximumMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  minimumMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EndReservationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndReservationResult'] = ResolversParentTypes['EndReservationResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Reservation' | 'VersionConflict', ParentType, ContextType>;
};

export type ExtendReservationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExtendReservationResult'] = ResolversParentTypes['ExtendReservationResult']> = {
  __resolveType: TypeResolveFn<'DurationOutOfRange' | 'ExtensionConflict' | 'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidPeriod' | 'InvalidStateTransition' | 'NotFound' | 'OutsideOpeningHours' | 'PeriodInPast' | 'Reservation' | 'VersionConflict', ParentType, ContextType>;
};

export type ExtensionConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExtensionConflict'] = ResolversParentTypes['ExtensionConflict']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  latestEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Failure'] = ResolversParentTypes['Failure']> = {
  __resolveType: TypeResolveFn<'AlreadyWaiting' | 'DurationOutOfRange' | 'ExtensionConflict' | 'IdempotencyKeyReused' | 'InsufficientBalance' | 'InsufficientStock' | 'InvalidInput' | 'InvalidPeriod' | 'InvalidStateTransition' | 'MainItemRequired' | 'NotFound' | 'NotOnSale' | 'NoticeTooShort' | 'OfferExpired' | 'OutsideOpeningHours' | 'PerformanceNotFound' | 'PeriodConflict' | 'PeriodInPast' | 'PeriodOver' | 'ProductDiscontinued' | 'ProductNotFound' | 'QuantityLimitExceeded' | 'SeatTaken' | 'SeatsNotTogether' | 'TableInUse' | 'TableNameTaken' | 'TableRequired' | 'TooEarly' | 'UnitNotFound' | 'UnitTaken' | 'VersionConflict', ParentType, ContextType>;
};

export type FeedGapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeedGap'] = ResolversParentTypes['FeedGap']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HandOverReservationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HandOverReservationResult'] = ResolversParentTypes['HandOverReservationResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Reservation' | 'TooEarly' | 'VersionConflict', ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InsufficientBalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InsufficientBalance'] = ResolversParentTypes['InsufficientBalance']> = {
  balance?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InsufficientStockResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InsufficientStock'] = ResolversParentTypes['InsufficientStock']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidPeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidPeriod'] = ResolversParentTypes['InvalidPeriod']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidStateTransitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidStateTransition'] = ResolversParentTypes['InvalidStateTransition']> = {
  allowed?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JoinTableResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JoinTableResult'] = ResolversParentTypes['JoinTableResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'TableSession', ParentType, ContextType>;
};

export type JoinWaitlistResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JoinWaitlistResult'] = ResolversParentTypes['JoinWaitlistResult']> = {
  __resolveType: TypeResolveFn<'AlreadyWaiting' | 'DurationOutOfRange' | 'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidPeriod' | 'MainItemRequired' | 'NotFound' | 'NotOnSale' | 'NoticeTooShort' | 'OutsideOpeningHours' | 'PerformanceNotFound' | 'PeriodInPast' | 'ProductNotFound' | 'QuantityLimitExceeded' | 'TableRequired' | 'WaitlistEntry', ParentType, ContextType>;
};

export type LeaveWaitlistResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LeaveWaitlistResult'] = ResolversParentTypes['LeaveWaitlistResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'VersionConflict' | 'WaitlistEntry', ParentType, ContextType>;
};

export interface LocalDateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalDateTime'], any> {
  name: 'LocalDateTime';
}

export type MainItemRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MainItemRequired'] = ResolversParentTypes['MainItemRequired']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  mainProducts?: Resolver<Array<Maybe<ResolversTypes['Product']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptOffer?: Resolver<ResolversTypes['AcceptOfferResult'], ParentType, ContextType, RequireFields<MutationAcceptOfferArgs, 'input'>>;
  addToCart?: Resolver<ResolversTypes['AddToCartResult'], ParentType, ContextType, RequireFields<MutationAddToCartArgs, 'input'>>;
  archiveTable?: Resolver<ResolversTypes['ArchiveTableResult'], ParentType, ContextType, RequireFields<MutationArchiveTableArgs, 'input'>>;
  cancelOrder?: Resolver<ResolversTypes['CancelOrderResult'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  cancelReservations?: Resolver<ResolversTypes['CancelReservationsResult'], ParentType, ContextType, RequireFields<MutationCancelReservationsArgs, 'input'>>;
  checkout?: Resolver<ResolversTypes['CheckoutResult'], ParentType, ContextType, RequireFields<MutationCheckoutArgs, 'input'>>;
  clearCart?: Resolver<ResolversTypes['ClearCartResult'], ParentType, ContextType, RequireFields<MutationClearCartArgs, 'input'>>;
  closeTable?: Resolver<ResolversTypes['CloseTableResult'], ParentType, ContextType, RequireFields<MutationCloseTableArgs, 'input'>>;
  createTable?: Resolver<ResolversTypes['CreateTableResult'], ParentType, ContextType, RequireFields<MutationCreateTableArgs, 'input'>>;
  deleteTable?: Resolver<ResolversTypes['DeleteTableResult'], ParentType, ContextType, RequireFields<MutationDeleteTableArgs, 'input'>>;
  endReservation?: Resolver<ResolversTypes['EndReservationResult'], ParentType, ContextType, RequireFields<MutationEndReservationArgs, 'input'>>;
  extendReservation?: Resolver<ResolversTypes['ExtendReservationResult'], ParentType, ContextType, RequireFields<MutationExtendReservationArgs, 'input'>>;
  handOverReservation?: Resolver<ResolversTypes['HandOverReservationResult'], ParentType, ContextType, RequireFields<MutationHandOverReservationArgs, 'input'>>;
  joinTable?: Resolver<ResolversTypes['JoinTableResult'], ParentType, ContextType, RequireFields<MutationJoinTableArgs, 'input'>>;
  joinWaitlist?: Resolver<ResolversTypes['JoinWaitlistResult'], ParentType, ContextType, RequireFields<MutationJoinWaitlistArgs, 'input'>>;
  leaveWaitlist?: Resolver<ResolversTypes['LeaveWaitlistResult'], ParentType, ContextType, RequireFields<MutationLeaveWaitlistArgs, 'input'>>;
  openTable?: Resolver<ResolversTypes['OpenTableResult'], ParentType, ContextType, RequireFields<MutationOpenTableArgs, 'input'>>;
  pickUpReservation?: Resolver<ResolversTypes['PickUpReservationResult'], ParentType, ContextType, RequireFields<MutationPickUpReservationArgs, 'input'>>;
  placeOrder?: Resolver<ResolversTypes['PlaceOrderResult'], ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
  prepareReservation?: Resolver<ResolversTypes['PrepareReservationResult'], ParentType, ContextType, RequireFields<MutationPrepareReservationArgs, 'input'>>;
  readyReservation?: Resolver<ResolversTypes['ReadyReservationResult'], ParentType, ContextType, RequireFields<MutationReadyReservationArgs, 'input'>>;
  removeCartLine?: Resolver<ResolversTypes['RemoveCartLineResult'], ParentType, ContextType, RequireFields<MutationRemoveCartLineArgs, 'input'>>;
  restoreTable?: Resolver<ResolversTypes['RestoreTableResult'], ParentType, ContextType, RequireFields<MutationRestoreTableArgs, 'input'>>;
  returnReservation?: Resolver<ResolversTypes['ReturnReservationResult'], ParentType, ContextType, RequireFields<MutationReturnReservationArgs, 'input'>>;
  updateCartLine?: Resolver<ResolversTypes['UpdateCartLineResult'], ParentType, ContextType, RequireFields<MutationUpdateCartLineArgs, 'input'>>;
  updateTable?: Resolver<ResolversTypes['UpdateTableResult'], ParentType, ContextType, RequireFields<MutationUpdateTableArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotOnSaleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotOnSale'] = ResolversParentTypes['NotOnSale']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  saleFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  saleUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoticeTooShortResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoticeTooShort'] = ResolversParentTypes['NoticeTooShort']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  earliestStart?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OfferExpiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OfferExpired'] = ResolversParentTypes['OfferExpired']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  expiredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OpenTableResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenTableResult'] = ResolversParentTypes['OpenTableResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'TableSession', ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cancelledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cancelledBy?: Resolver<Maybe<ResolversTypes['OrderParty']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  paymentProblem?: Resolver<Maybe<ResolversTypes['PaymentProblem']>, ParentType, ContextType>;
  paymentRequired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  remark?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OrderState'], ParentType, ContextType>;
  tableSession?: Resolver<Maybe<ResolversTypes['TableSession']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderFeedEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderFeedEvent'] = ResolversParentTypes['OrderFeedEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  reservation?: Resolver<Maybe<ResolversTypes['Reservation']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['OrderEventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderFeedItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderFeedItem'] = ResolversParentTypes['OrderFeedItem']> = {
  __resolveType: TypeResolveFn<'FeedGap' | 'OrderFeedEvent', ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  performance?: Resolver<Maybe<ResolversTypes['Performance']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reservation?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  units?: Resolver<Array<ResolversTypes['ReservedUnit']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type OutsideOpeningHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutsideOpeningHours'] = ResolversParentTypes['OutsideOpeningHours']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  earliestStart?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PerformanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Performance'] = ResolversParentTypes['Performance']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PerformanceNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PerformanceNotFound'] = ResolversParentTypes['PerformanceNotFound']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  performanceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PeriodConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PeriodConflict'] = ResolversParentTypes['PeriodConflict']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextFreeWindow?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PeriodInPastResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PeriodInPast'] = ResolversParentTypes['PeriodInPast']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PeriodOverResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PeriodOver'] = ResolversParentTypes['PeriodOver']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PickUpReservationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PickUpReservationResult'] = ResolversParentTypes['PickUpReservationResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'PeriodOver' | 'Reservation' | 'TooEarly' | 'VersionConflict', ParentType, ContextType>;
};

export type PlaceOrderResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlaceOrderResult'] = ResolversParentTypes['PlaceOrderResult']> = {
  __resolveType: TypeResolveFn<'DurationOutOfRange' | 'IdempotencyKeyReused' | 'InsufficientBalance' | 'InsufficientStock' | 'InvalidInput' | 'InvalidPeriod' | 'InvalidStateTransition' | 'MainItemRequired' | 'NotFound' | 'NotOnSale' | 'NoticeTooShort' | 'Order' | 'OutsideOpeningHours' | 'PerformanceNotFound' | 'PeriodConflict' | 'PeriodInPast' | 'ProductDiscontinued' | 'ProductNotFound' | 'QuantityLimitExceeded' | 'SeatTaken' | 'SeatsNotTogether' | 'TableRequired' | 'UnitNotFound' | 'UnitTaken', ParentType, ContextType>;
};

export type PrepareReservationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PrepareReservationResult'] = ResolversParentTypes['PrepareReservationResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Reservation' | 'VersionConflict', ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ProductDiscontinuedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductDiscontinued'] = ResolversParentTypes['ProductDiscontinued']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductNotFound'] = ResolversParentTypes['ProductNotFound']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuantityLimitExceededResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuantityLimitExceeded'] = ResolversParentTypes['QuantityLimitExceeded']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['QuantityLimitScope'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
  myCart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryMyCartArgs, 'shopId'>>;
  myOrders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryMyOrdersArgs, 'first'>>;
  myReservations?: Resolver<ResolversTypes['ReservationConnection'], ParentType, ContextType, RequireFields<QueryMyReservationsArgs, 'first'>>;
  myWaitlist?: Resolver<ResolversTypes['WaitlistEntryConnection'], ParentType, ContextType, RequireFields<QueryMyWaitlistArgs, 'first'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  reservation?: Resolver<Maybe<ResolversTypes['Reservation']>, ParentType, ContextType, RequireFields<QueryReservationArgs, 'id'>>;
  shopOrders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryShopOrdersArgs, 'first' | 'shopId'>>;
  shopReservations?: Resolver<Maybe<ResolversTypes['ReservationConnection']>, ParentType, ContextType, RequireFields<QueryShopReservationsArgs, 'first' | 'shopId' | 'sort'>>;
  shopWaitlist?: Resolver<Maybe<ResolversTypes['WaitlistEntryConnection']>, ParentType, ContextType, RequireFields<QueryShopWaitlistArgs, 'first' | 'shopId'>>;
  table?: Resolver<Maybe<ResolversTypes['Table']>, ParentType, ContextType, RequireFields<QueryTableArgs, 'id'>>;
  tableSession?: Resolver<Maybe<ResolversTypes['TableSession']>, ParentType, ContextType, RequireFields<QueryTableSessionArgs, 'id'>>;
  tables?: Resolver<Maybe<ResolversTypes['TableConnection']>, ParentType, ContextType, RequireFields<QueryTablesArgs, 'first' | 'shopId'>>;
  waitlistEntry?: Resolver<Maybe<ResolversTypes['WaitlistEntry']>, ParentType, ContextType, RequireFields<QueryWaitlistEntryArgs, 'id'>>;
};

export type ReadyReservationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReadyReservationResult'] = ResolversParentTypes['ReadyReservationResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Reservation' | 'VersionConflict', ParentType, ContextType>;
};

export type RemoveCartLineResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveCartLineResult'] = ResolversParentTypes['RemoveCartLineResult']> = {
  __resolveType: TypeResolveFn<'Cart' | 'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type ReservationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reservation'] = ResolversParentTypes['Reservation'], FederationReferenceType extends FederationReferenceTypes['Reservation'] = FederationReferenceTypes['Reservation']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Reservation']> | FederationReferenceType, FederationReferenceType, ContextType>;
  allowedSteps?: Resolver<Array<ResolversTypes['ReservationState']>, ParentType, ContextType>;
  atRisk?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cancelledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endingSoon?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  handedOverAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  overdueSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  performance?: Resolver<Maybe<ResolversTypes['Performance']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  returnable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReservationState'], ParentType, ContextType>;
  units?: Resolver<Array<ResolversTypes['ReservedUnit']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReservationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservationConnection'] = ResolversParentTypes['ReservationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReservationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Reservation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReservationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservationEdge'] = ResolversParentTypes['ReservationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Reservation'], ParentType, ContextType>;
};

export type ReservedUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservedUnit'] = ResolversParentTypes['ReservedUnit']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  row?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seatNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  section?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['StockUnit']>, ParentType, ContextType>;
};

export type RestoreTableResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreTableResult'] = ResolversParentTypes['RestoreTableResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Table' | 'TableNameTaken' | 'VersionConflict', ParentType, ContextType>;
};

export type ReturnReservationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnReservationResult'] = ResolversParentTypes['ReturnReservationResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Reservation' | 'VersionConflict', ParentType, ContextType>;
};

export type SeatTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatTaken'] = ResolversParentTypes['SeatTaken']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  labels?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  seats?: Resolver<Array<Maybe<ResolversTypes['StockUnit']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SeatsNotTogetherResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatsNotTogether'] = ResolversParentTypes['SeatsNotTogether']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ShopResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Shop'] = ResolversParentTypes['Shop']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StockUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockUnit'] = ResolversParentTypes['StockUnit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderChanged?: SubscriptionResolver<ResolversTypes['Order'], "orderChanged", ParentType, ContextType, RequireFields<SubscriptionOrderChangedArgs, 'orderId'>>;
  orderFeed?: SubscriptionResolver<ResolversTypes['OrderFeedItem'], "orderFeed", ParentType, ContextType, RequireFields<SubscriptionOrderFeedArgs, 'shopId'>>;
  tableChanged?: SubscriptionResolver<ResolversTypes['TableSession'], "tableChanged", ParentType, ContextType, RequireFields<SubscriptionTableChangedArgs, 'tableSessionId'>>;
  waitlistChanged?: SubscriptionResolver<ResolversTypes['WaitlistEntry'], "waitlistChanged", ParentType, ContextType, RequireFields<SubscriptionWaitlistChangedArgs, 'entryId'>>;
};

export type TableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Table'] = ResolversParentTypes['Table']> = {
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['TableSession']>, ParentType, ContextType>;
  sessions?: Resolver<Maybe<ResolversTypes['TableSessionConnection']>, ParentType, ContextType, RequireFields<TableSessionsArgs, 'first'>>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableConnection'] = ResolversParentTypes['TableConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TableEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Table']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TableDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableDeleted'] = ResolversParentTypes['TableDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableEdge'] = ResolversParentTypes['TableEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Table'], ParentType, ContextType>;
};

export type TableGuestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableGuest'] = ResolversParentTypes['TableGuest']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type TableInUseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableInUse'] = ResolversParentTypes['TableInUse']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tableId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableNameTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableNameTaken'] = ResolversParentTypes['TableNameTaken']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableRequired'] = ResolversParentTypes['TableRequired']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableSession'] = ResolversParentTypes['TableSession']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  closeReason?: Resolver<Maybe<ResolversTypes['TableCloseReason']>, ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  guests?: Resolver<Array<ResolversTypes['TableGuest']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  openTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  orders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<TableSessionOrdersArgs, 'first'>>;
  state?: Resolver<ResolversTypes['TableSessionState'], ParentType, ContextType>;
  table?: Resolver<ResolversTypes['Table'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableSessionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableSessionConnection'] = ResolversParentTypes['TableSessionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TableSessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['TableSession']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TableSessionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableSessionEdge'] = ResolversParentTypes['TableSessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TableSession'], ParentType, ContextType>;
};

export type TooEarlyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TooEarly'] = ResolversParentTypes['TooEarly']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  earliest?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnitNotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitNotFound'] = ResolversParentTypes['UnitNotFound']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unitIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnitTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitTaken'] = ResolversParentTypes['UnitTaken']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  labels?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  units?: Resolver<Array<Maybe<ResolversTypes['StockUnit']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateCartLineResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateCartLineResult'] = ResolversParentTypes['UpdateCartLineResult']> = {
  __resolveType: TypeResolveFn<'Cart' | 'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidPeriod' | 'InvalidStateTransition' | 'NotFound' | 'PerformanceNotFound' | 'ProductNotFound' | 'UnitNotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type UpdateTableResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateTableResult'] = ResolversParentTypes['UpdateTableResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'Table' | 'TableNameTaken' | 'VersionConflict', ParentType, ContextType>;
};

export type VariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type VersionConflictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VersionConflict'] = ResolversParentTypes['VersionConflict']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  currentVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WaitlistEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WaitlistEntry'] = ResolversParentTypes['WaitlistEntry'], FederationReferenceType extends FederationReferenceTypes['WaitlistEntry'] = FederationReferenceTypes['WaitlistEntry']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['WaitlistEntry']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ahead?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cancelledBy?: Resolver<Maybe<ResolversTypes['OrderParty']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  offerExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  offeredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  performance?: Resolver<Maybe<ResolversTypes['Performance']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WaitlistState'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WaitlistEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WaitlistEntryConnection'] = ResolversParentTypes['WaitlistEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WaitlistEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['WaitlistEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WaitlistEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WaitlistEntryEdge'] = ResolversParentTypes['WaitlistEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WaitlistEntry'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcceptOfferResult?: AcceptOfferResultResolvers<ContextType>;
  Account?: AccountResolvers<ContextType>;
  AddToCartResult?: AddToCartResultResolvers<ContextType>;
  AlreadyWaiting?: AlreadyWaitingResolvers<ContextType>;
  ArchiveTableResult?: ArchiveTableResultResolvers<ContextType>;
  CancelOrderResult?: CancelOrderResultResolvers<ContextType>;
  CancelReservationsResult?: CancelReservationsResultResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartFailure?: CartFailureResolvers<ContextType>;
  CartHint?: CartHintResolvers<ContextType>;
  CartLine?: CartLineResolvers<ContextType>;
  CheckoutResult?: CheckoutResultResolvers<ContextType>;
  ClearCartResult?: ClearCartResultResolvers<ContextType>;
  CloseTableResult?: CloseTableResultResolvers<ContextType>;
  CreateTableResult?: CreateTableResultResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeleteTableResult?: DeleteTableResultResolvers<ContextType>;
  DurationOutOfRange?: DurationOutOfRangeResolvers<ContextType>;
  EndReservationResult?: EndReservationResultResolvers<ContextType>;
  ExtendReservationResult?: ExtendReservationResultResolvers<ContextType>;
  ExtensionConflict?: ExtensionConflictResolvers<ContextType>;
  Failure?: FailureResolvers<ContextType>;
  FeedGap?: FeedGapResolvers<ContextType>;
  HandOverReservationResult?: HandOverReservationResultResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InsufficientBalance?: InsufficientBalanceResolvers<ContextType>;
  InsufficientStock?: InsufficientStockResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidPeriod?: InvalidPeriodResolvers<ContextType>;
  InvalidStateTransition?: InvalidStateTransitionResolvers<ContextType>;
  JoinTableResult?: JoinTableResultResolvers<ContextType>;
  JoinWaitlistResult?: JoinWaitlistResultResolvers<ContextType>;
  LeaveWaitlistResult?: LeaveWaitlistResultResolvers<ContextType>;
  LocalDateTime?: GraphQLScalarType;
  MainItemRequired?: MainItemRequiredResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  NotOnSale?: NotOnSaleResolvers<ContextType>;
  NoticeTooShort?: NoticeTooShortResolvers<ContextType>;
  OfferExpired?: OfferExpiredResolvers<ContextType>;
  OpenTableResult?: OpenTableResultResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderFeedEvent?: OrderFeedEventResolvers<ContextType>;
  OrderFeedItem?: OrderFeedItemResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OutsideOpeningHours?: OutsideOpeningHoursResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Performance?: PerformanceResolvers<ContextType>;
  PerformanceNotFound?: PerformanceNotFoundResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  PeriodConflict?: PeriodConflictResolvers<ContextType>;
  PeriodInPast?: PeriodInPastResolvers<ContextType>;
  PeriodOver?: PeriodOverResolvers<ContextType>;
  PickUpReservationResult?: PickUpReservationResultResolvers<ContextType>;
  PlaceOrderResult?: PlaceOrderResultResolvers<ContextType>;
  PrepareReservationResult?: PrepareReservationResultResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductDiscontinued?: ProductDiscontinuedResolvers<ContextType>;
  ProductNotFound?: ProductNotFoundResolvers<ContextType>;
  QuantityLimitExceeded?: QuantityLimitExceededResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReadyReservationResult?: ReadyReservationResultResolvers<ContextType>;
  RemoveCartLineResult?: RemoveCartLineResultResolvers<ContextType>;
  Reservation?: ReservationResolvers<ContextType>;
  ReservationConnection?: ReservationConnectionResolvers<ContextType>;
  ReservationEdge?: ReservationEdgeResolvers<ContextType>;
  ReservedUnit?: ReservedUnitResolvers<ContextType>;
  RestoreTableResult?: RestoreTableResultResolvers<ContextType>;
  ReturnReservationResult?: ReturnReservationResultResolvers<ContextType>;
  SeatTaken?: SeatTakenResolvers<ContextType>;
  SeatsNotTogether?: SeatsNotTogetherResolvers<ContextType>;
  Shop?: ShopResolvers<ContextType>;
  StockUnit?: StockUnitResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Table?: TableResolvers<ContextType>;
  TableConnection?: TableConnectionResolvers<ContextType>;
  TableDeleted?: TableDeletedResolvers<ContextType>;
  TableEdge?: TableEdgeResolvers<ContextType>;
  TableGuest?: TableGuestResolvers<ContextType>;
  TableInUse?: TableInUseResolvers<ContextType>;
  TableNameTaken?: TableNameTakenResolvers<ContextType>;
  TableRequired?: TableRequiredResolvers<ContextType>;
  TableSession?: TableSessionResolvers<ContextType>;
  TableSessionConnection?: TableSessionConnectionResolvers<ContextType>;
  TableSessionEdge?: TableSessionEdgeResolvers<ContextType>;
  TooEarly?: TooEarlyResolvers<ContextType>;
  UnitNotFound?: UnitNotFoundResolvers<ContextType>;
  UnitTaken?: UnitTakenResolvers<ContextType>;
  UpdateCartLineResult?: UpdateCartLineResultResolvers<ContextType>;
  UpdateTableResult?: UpdateTableResultResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  VersionConflict?: VersionConflictResolvers<ContextType>;
  WaitlistEntry?: WaitlistEntryResolvers<ContextType>;
  WaitlistEntryConnection?: WaitlistEntryConnectionResolvers<ContextType>;
  WaitlistEntryEdge?: WaitlistEntryEdgeResolvers<ContextType>;
};

