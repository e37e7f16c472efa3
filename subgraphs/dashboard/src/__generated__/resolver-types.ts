import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Dashboard, BestSellerRow } from '../dashboard/dashboard.store.ts';
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

/** How a variant has sold in confirmed orders. */
export type BestSeller = {
  __typename?: 'BestSeller';
  /** Pieces sold, without those of cancelled orders. */
  quantity: Scalars['Int']['output'];
  /** What they were sold for, in the shop's currency. */
  revenue: Money;
  /** The variant. */
  variant: Maybe<Variant>;
};

/** An amount of money. */
export type Money = {
  __typename?: 'Money';
  /** The amount in the currency's main unit, with exactly the currency's decimals. */
  amount: Scalars['Decimal']['output'];
  /** ISO 4217 code, e.g. `JPY`. */
  currency: Scalars['String']['output'];
};

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

/** How many of a shop's orders are in one state. */
export type OrderStateCount = {
  __typename?: 'OrderStateCount';
  /** Number of orders in it. */
  count: Scalars['Int']['output'];
  /** The state. */
  state: OrderState;
};

/** What can be asked of the figures of a shop. */
export type Query = {
  __typename?: 'Query';
  /** A shop's figures as they stand, for its staff; null for anybody else and for a shop that does not exist. */
  shopDashboard: Maybe<ShopDashboard>;
};


/** What can be asked of the figures of a shop. */
export type QueryShopDashboardArgs = {
  shopId: Scalars['ID']['input'];
};

/** A shop, the tenant that everything sold belongs to. */
export type Shop = {
  __typename?: 'Shop';
  /** Opaque id, `shp_…`. */
  id: Scalars['ID']['output'];
};

/** A shop's figures, counted from the facts its orders have left behind: they trail the orders by a moment. */
export type ShopDashboard = {
  __typename?: 'ShopDashboard';
  /** What has sold best since the shop opened: by quantity, then by revenue. Cancelled orders do not count. */
  bestSellers: Array<BestSeller>;
  /** How many orders are in each state: every state once, those without orders too, in the order of an order's life. */
  ordersByState: Array<OrderStateCount>;
  /**
   * The totals of the orders that were confirmed today, by the calendar of the shop's timezone, and not cancelled since.
   * In the shop's currency.
   */
  revenueToday: Money;
  /** The shop they belong to. */
  shop: Maybe<Shop>;
  /** When the latest order fact counted here took place; null before the first one. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};


/** A shop's figures, counted from the facts its orders have left behind: they trail the orders by a moment. */
export type ShopDashboardBestSellersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What can be followed of the figures of a shop. */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * A shop's figures, for its staff: first as they stand, then after every change, several changes at once as one, and
   * when the shop's day turns. A shop that does not exist, and anybody who does not work there, gets the error NOT_FOUND.
   */
  dashboardStats: ShopDashboard;
};


/** What can be followed of the figures of a shop. */
export type SubscriptionDashboardStatsArgs = {
  shopId: Scalars['ID']['input'];
};

/** One orderable kind of a product, e.g. a size, with a price and a stock of its own. */
export type Variant = {
  __typename?: 'Variant';
  /** Opaque id, `var_…`. */
  id: Scalars['ID']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

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





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BestSeller: ResolverTypeWrapper<BestSellerRow>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Money: ResolverTypeWrapper<Money>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  OrderState: OrderState;
  OrderStateCount: ResolverTypeWrapper<OrderStateCount>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Shop: ResolverTypeWrapper<Shop>;
  ShopDashboard: ResolverTypeWrapper<Dashboard>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Variant: ResolverTypeWrapper<Variant>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BestSeller: BestSellerRow;
  Int: Scalars['Int']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Money: Money;
  String: Scalars['String']['output'];
  OrderStateCount: OrderStateCount;
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Shop: Shop;
  ShopDashboard: Dashboard;
  Subscription: Record<PropertyKey, never>;
  Variant: Variant;
  Boolean: Scalars['Boolean']['output'];
};

export type BestSellerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BestSeller'] = ResolversParentTypes['BestSeller']> = {
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revenue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderStateCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderStateCount'] = ResolversParentTypes['OrderStateCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OrderState'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  shopDashboard?: Resolver<Maybe<ResolversTypes['ShopDashboard']>, ParentType, ContextType, RequireFields<QueryShopDashboardArgs, 'shopId'>>;
};

export type ShopResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Shop'] = ResolversParentTypes['Shop']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ShopDashboardResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShopDashboard'] = ResolversParentTypes['ShopDashboard']> = {
  bestSellers?: Resolver<Array<ResolversTypes['BestSeller']>, ParentType, ContextType, RequireFields<ShopDashboardBestSellersArgs, 'first'>>;
  ordersByState?: Resolver<Array<ResolversTypes['OrderStateCount']>, ParentType, ContextType>;
  revenueToday?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  dashboardStats?: SubscriptionResolver<ResolversTypes['ShopDashboard'], "dashboardStats", ParentType, ContextType, RequireFields<SubscriptionDashboardStatsArgs, 'shopId'>>;
};

export type VariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  BestSeller?: BestSellerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  OrderStateCount?: OrderStateCountResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Shop?: ShopResolvers<ContextType>;
  ShopDashboard?: ShopDashboardResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
};

