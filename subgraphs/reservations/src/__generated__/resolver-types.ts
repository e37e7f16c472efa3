import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountReference, OrderRow, OrderPage, OrderPageEdge, OrderLineRow } from '../order/order.entity.ts';
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
  _FieldSet: { input: string; output: string; }
};

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
  /** The idempotency key has been used for a different request. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** Less is in stock than the order asks for. */
  | 'INSUFFICIENT_STOCK'
  /** A field of the input has a value that is never accepted. */
  | 'INVALID_INPUT'
  /** The thing cannot go from its present state to the one asked for. */
  | 'INVALID_STATE_TRANSITION'
  /** The thing named does not exist, or not for you. */
  | 'NOT_FOUND'
  /** A product named by the order is no longer sold. */
  | 'PRODUCT_DISCONTINUED'
  /** A variant named by the order is not sold by this shop. */
  | 'PRODUCT_NOT_FOUND'
  /** The thing has changed since the version that the caller saw. */
  | 'VERSION_CONFLICT';

/** Events after the given cursor are no longer kept: load `shopOrders` anew; the feed goes on from here. */
export type FeedGap = {
  __typename?: 'FeedGap';
  /** Position in the feed from which it goes on. */
  cursor: Scalars['String']['output'];
};

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
  /** Calls an order off that is PENDING or CONFIRMED: the stock goes back, a payment is given back. For its customer and the shop's staff. */
  cancelOrder: CancelOrderResult;
  /** Places an order: its stock is held and its prices are fixed until `expiresAt`; all of it or nothing. */
  placeOrder: PlaceOrderResult;
};


/** What can be done with orders. */
export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


/** What can be done with orders. */
export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
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

/** What a customer has asked a shop for. Seen by that customer and by the shop's staff. */
export type Order = {
  __typename?: 'Order';
  /** Why it was called off, in the words of whoever did it; `OUT_OF_STOCK` when the stock was gone as the payment came. */
  cancelReason: Maybe<Scalars['String']['output']>;
  /** When it was called off; null if it was not. */
  cancelledAt: Maybe<Scalars['DateTime']['output']>;
  /** Who called it off; null if nobody did. */
  cancelledBy: Maybe<OrderParty>;
  /** When it was paid and its stock made sure; null until then. */
  confirmedAt: Maybe<Scalars['DateTime']['output']>;
  /** The account that placed it. */
  customer: Maybe<Account>;
  /** Until when the stock is held for an unpaid order. */
  expiresAt: Scalars['DateTime']['output'];
  /** Opaque id, `ord_…`. */
  id: Scalars['ID']['output'];
  /** What was ordered, in the order given; 1 to 100 lines. */
  lines: Array<OrderLine>;
  /** When it was placed. */
  placedAt: Scalars['DateTime']['output'];
  /** The customer's words to the shop, at most 500 characters. */
  remark: Maybe<Scalars['String']['output']>;
  /** The shop it was placed at. */
  shop: Maybe<Shop>;
  /** Where it stands now. A PENDING order whose time is up shows as EXPIRED at once. */
  state: OrderState;
  /** Sum of the lines, at the prices of the moment it was placed. */
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
  /** It was paid and its stock made sure. */
  | 'ORDER_CONFIRMED'
  /** It was not paid in time. */
  | 'ORDER_EXPIRED'
  /** A payment came that it could not take, and that is given back. */
  | 'ORDER_PAYMENT_REFUSED'
  /** It was placed. */
  | 'ORDER_PLACED';

/** Something that happened to an order of the shop. */
export type OrderFeedEvent = {
  __typename?: 'OrderFeedEvent';
  /** Position in the feed; give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** When it happened. */
  occurredAt: Scalars['DateTime']['output'];
  /** The order as it stands now, which may be later than the event. */
  order: Maybe<Order>;
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
  /** How many pieces, 1 to 10000. */
  quantity: Scalars['Int']['output'];
  /** `unitPrice` times `quantity`. */
  total: Money;
  /** Price of one piece at the moment the order was placed. */
  unitPrice: Money;
  /** What was ordered. */
  variant: Maybe<Variant>;
};

/** A quantity of one variant to be ordered. */
export type OrderLineInput = {
  /** How many pieces, 1 to 10000. */
  quantity: Scalars['Int']['input'];
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

/** The life of an order: PENDING → CONFIRMED → COMPLETED; PENDING → EXPIRED; CANCELLED from PENDING and CONFIRMED. */
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

/** What is to be ordered. */
export type PlaceOrderInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same order again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What is to be ordered, 1 to 100 lines. */
  lines: Array<OrderLineInput>;
  /** Words to the shop, at most 500 characters. */
  remark?: InputMaybe<Scalars['String']['input']>;
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** The order placed, or why there is none. */
export type PlaceOrderResult = IdempotencyKeyReused | InsufficientStock | InvalidInput | NotFound | Order | ProductDiscontinued | ProductNotFound;

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

/** What orders exist. */
export type Query = {
  __typename?: 'Query';
  /** Your own orders at all shops, the latest first. */
  myOrders: OrderConnection;
  /** One order of yours or of a shop you work in; null if there is none. */
  order: Maybe<Order>;
  /** The orders of a shop you work in, the latest first; null for everybody else. */
  shopOrders: Maybe<OrderConnection>;
};


/** What orders exist. */
export type QueryMyOrdersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state: InputMaybe<OrderState>;
};


/** What orders exist. */
export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


/** What orders exist. */
export type QueryShopOrdersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
};

/** A shop; the users subgraph knows it. */
export type Shop = {
  __typename?: 'Shop';
  /** Opaque id, `shp_…`. */
  id: Scalars['ID']['output'];
};

/** What can be watched of orders. */
export type Subscription = {
  __typename?: 'Subscription';
  /** An order of yours or of a shop you work in: as it stands now, then again after every change. */
  orderChanged: Order;
  /** Everything that happens to the orders of a shop you work in, in order, without a hole. */
  orderFeed: OrderFeedItem;
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
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CancelOrderResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( OrderRow )
    | ( VersionConflict )
  ;
  OrderFeedItem:
    | ( FeedGap )
    | ( FeedEvent )
  ;
  PlaceOrderResult:
    | ( IdempotencyKeyReused )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( NotFound )
    | ( OrderRow )
    | ( ProductDiscontinued )
    | ( ProductNotFound )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Failure:
    | ( IdempotencyKeyReused )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ProductDiscontinued )
    | ( ProductNotFound )
    | ( VersionConflict )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CancelOrderInput: CancelOrderInput;
  CancelOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelOrderResult']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Failure: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Failure']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  FailureCode: FailureCode;
  FeedGap: ResolverTypeWrapper<FeedGap>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InsufficientStock: ResolverTypeWrapper<InsufficientStock>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidStateTransition: ResolverTypeWrapper<InvalidStateTransition>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
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
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PlaceOrderInput: PlaceOrderInput;
  PlaceOrderResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['PlaceOrderResult']>;
  ProductDiscontinued: ResolverTypeWrapper<ProductDiscontinued>;
  ProductNotFound: ResolverTypeWrapper<ProductNotFound>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Shop: ResolverTypeWrapper<Shop>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Variant: ResolverTypeWrapper<Variant>;
  VersionConflict: ResolverTypeWrapper<VersionConflict>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountReference;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  CancelOrderInput: CancelOrderInput;
  CancelOrderResult: ResolversUnionTypes<ResolversParentTypes>['CancelOrderResult'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Failure: ResolversInterfaceTypes<ResolversParentTypes>['Failure'];
  Boolean: Scalars['Boolean']['output'];
  FeedGap: FeedGap;
  IdempotencyKeyReused: IdempotencyKeyReused;
  InsufficientStock: InsufficientStock;
  InvalidInput: InvalidInput;
  InvalidStateTransition: InvalidStateTransition;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  Order: OrderRow;
  OrderConnection: OrderPage;
  OrderEdge: OrderPageEdge;
  OrderFeedEvent: FeedEvent;
  OrderFeedItem: ResolversUnionTypes<ResolversParentTypes>['OrderFeedItem'];
  OrderFilter: OrderFilter;
  OrderLine: OrderLineRow;
  OrderLineInput: OrderLineInput;
  PageInfo: PageInfo;
  PlaceOrderInput: PlaceOrderInput;
  PlaceOrderResult: ResolversUnionTypes<ResolversParentTypes>['PlaceOrderResult'];
  ProductDiscontinued: ProductDiscontinued;
  ProductNotFound: ProductNotFound;
  Query: Record<PropertyKey, never>;
  Shop: Shop;
  Subscription: Record<PropertyKey, never>;
  Variant: Variant;
  VersionConflict: VersionConflict;
};

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<AccountOrdersArgs, 'first'>>;
};

export type CancelOrderResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelOrderResult'] = ResolversParentTypes['CancelOrderResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Order' | 'VersionConflict', ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type FailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Failure'] = ResolversParentTypes['Failure']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InsufficientStock' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'ProductDiscontinued' | 'ProductNotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type FeedGapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeedGap'] = ResolversParentTypes['FeedGap']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type InvalidStateTransitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidStateTransition'] = ResolversParentTypes['InvalidStateTransition']> = {
  allowed?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelOrder?: Resolver<ResolversTypes['CancelOrderResult'], ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  placeOrder?: Resolver<ResolversTypes['PlaceOrderResult'], ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
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
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cancelledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cancelledBy?: Resolver<Maybe<ResolversTypes['OrderParty']>, ParentType, ContextType>;
  confirmedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  remark?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OrderState'], ParentType, ContextType>;
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
  type?: Resolver<ResolversTypes['OrderEventType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderFeedItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderFeedItem'] = ResolversParentTypes['OrderFeedItem']> = {
  __resolveType: TypeResolveFn<'FeedGap' | 'OrderFeedEvent', ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlaceOrderResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlaceOrderResult'] = ResolversParentTypes['PlaceOrderResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InsufficientStock' | 'InvalidInput' | 'NotFound' | 'Order' | 'ProductDiscontinued' | 'ProductNotFound', ParentType, ContextType>;
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

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  myOrders?: Resolver<ResolversTypes['OrderConnection'], ParentType, ContextType, RequireFields<QueryMyOrdersArgs, 'first'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  shopOrders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryShopOrdersArgs, 'first' | 'shopId'>>;
};

export type ShopResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Shop'] = ResolversParentTypes['Shop']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderChanged?: SubscriptionResolver<ResolversTypes['Order'], "orderChanged", ParentType, ContextType, RequireFields<SubscriptionOrderChangedArgs, 'orderId'>>;
  orderFeed?: SubscriptionResolver<ResolversTypes['OrderFeedItem'], "orderFeed", ParentType, ContextType, RequireFields<SubscriptionOrderFeedArgs, 'shopId'>>;
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

export type Resolvers<ContextType = Context> = {
  Account?: AccountResolvers<ContextType>;
  CancelOrderResult?: CancelOrderResultResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Failure?: FailureResolvers<ContextType>;
  FeedGap?: FeedGapResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InsufficientStock?: InsufficientStockResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidStateTransition?: InvalidStateTransitionResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderFeedEvent?: OrderFeedEventResolvers<ContextType>;
  OrderFeedItem?: OrderFeedItemResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlaceOrderResult?: PlaceOrderResultResolvers<ContextType>;
  ProductDiscontinued?: ProductDiscontinuedResolvers<ContextType>;
  ProductNotFound?: ProductNotFoundResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Shop?: ShopResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  VersionConflict?: VersionConflictResolvers<ContextType>;
};

