import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SeenAccount } from '../account/account.entity.ts';
import type { ShopRow, ShopPage, ShopPageEdge } from '../shop/shop.entity.ts';
import type { MembershipRow, MembershipPage, MembershipPageEdge } from '../membership/membership.entity.ts';
import type { OpenSession } from '../session/session.entity.ts';
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
  _FieldSet: { input: string; output: string; }
};

/** Somebody who can log in: a customer everywhere, and staff where they are a member. */
export type Account = {
  __typename?: 'Account';
  /** When they signed up. */
  createdAt: Scalars['DateTime']['output'];
  /** The name that others see; 1 to 50 characters. */
  displayName: Scalars['String']['output'];
  /** The e-mail address they log in with, in lower case. Null for anybody but the account itself. */
  email: Maybe<Scalars['String']['output']>;
  /** Opaque id, `acc_…`. */
  id: Scalars['ID']['output'];
  /** The shops where the account works, the earliest joined first. Null for anybody but the account itself. */
  memberships: Maybe<MembershipConnection>;
};


/** Somebody who can log in: a customer everywhere, and staff where they are a member. */
export type AccountMembershipsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Who is to work where, as what. The account is named by its e-mail address or by its id. */
export type AddMemberInput = {
  /** The account, `acc_…`, unless `email` is given. */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** The account's e-mail address, unless `accountId` is given. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters of the caller's choosing; the same key adds nobody twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What they may do there. */
  role: Role;
  /** The shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** What adding a member comes to. */
export type AddMemberResult = AlreadyMember | IdempotencyKeyReused | InvalidInput | Membership | NotFound | RoleRequired;

/** The account works in the shop already. To change the role, see `updateMember`. */
export type AlreadyMember = Failure & {
  __typename?: 'AlreadyMember';
  /** Always `ALREADY_MEMBER`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: yes, once the member has been removed. */
  retryable: Scalars['Boolean']['output'];
  /** The role in which the account works there. */
  role: Role;
};

/** Which shop to put away. */
export type ArchiveShopInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** 1 to 200 characters of the caller's choosing; the same key changes nothing twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** What putting a shop away comes to. */
export type ArchiveShopResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | RoleRequired | Shop | VersionConflict;

/** What share of the price goes back to a customer who cancels a confirmed order early enough. */
export type CancellationTier = {
  __typename?: 'CancellationTier';
  /** How long before the start of what was reserved it must be cancelled at the latest, in hours; 0 is the start itself. */
  hoursBefore: Scalars['Int']['output'];
  /** The share of the price that goes back then, in percent; 0 to 100. */
  percent: Scalars['Int']['output'];
};

/** What share of the price goes back to a customer who cancels a confirmed order early enough. */
export type CancellationTierInput = {
  /** How long before the start of what was reserved it must be cancelled at the latest, in hours; 0 to 8,760, no two alike. */
  hoursBefore: Scalars['Int']['input'];
  /** The share of the price that goes back then, in percent; 0 to 100, and no more than that of an earlier tier. */
  percent: Scalars['Int']['input'];
};

/** What shop to open. */
export type CreateShopInput = {
  /** What goes back to a customer who cancels a confirmed order; at most 10 tiers, in any order. An empty list means always 100 %. */
  cancellationTiers?: InputMaybe<Array<CancellationTierInput>>;
  /** Days on which it is closed all day, `YYYY-MM-DD` in its own time zone; at most 400. */
  closedDays?: InputMaybe<Array<Scalars['String']['input']>>;
  /** ISO 4217 code of all its prices, e.g. `JPY`. It never changes. */
  currency: Scalars['String']['input'];
  /** How long before the end of a reservation its customer is warned, in minutes; 1 to 10,080. */
  endingSoonMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** How long stock is promised to an unpaid order, in seconds; 1 to 86,400. */
  holdTtlSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 200 characters of the caller's choosing; the same key never opens a second shop. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What it sells. */
  kind: ShopKind;
  /** What the shop calls itself; 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** How long an offer to the waitlist stands, in seconds; 1 to 604,800. */
  offerTtlSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** When it is open, in its own time zone; at most 70 entries, which may not overlap. An empty list means always open. */
  openingHours?: InputMaybe<Array<OpeningHoursInput>>;
  /** How much longer than `holdTtlSeconds` an unpaid order's stock may be held while the payment provider cannot be reached, in seconds; 0 to 86,400. */
  paymentGraceSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** When its orders must be paid. */
  paymentPolicy?: InputMaybe<PaymentPolicy>;
  /** What each piece reserved costs in points, where orders are paid with points; 0 to 1,000,000. */
  pointsPerReservation?: InputMaybe<Scalars['Int']['input']>;
  /** After how long without a change an open table is closed, in minutes; 1 to 1,440. */
  tableIdleMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** IANA time zone of its days and opening hours, e.g. `Asia/Tokyo`. */
  timezone: Scalars['String']['input'];
};

/** What opening a shop comes to. */
export type CreateShopResult = IdempotencyKeyReused | InvalidInput | Shop;

/** The e-mail address belongs to an account already. */
export type EmailTaken = Failure & {
  __typename?: 'EmailTaken';
  /** Always `EMAIL_TAKEN`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
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
  /** The account works in the shop already. */
  | 'ALREADY_MEMBER'
  /** The e-mail address belongs to an account already. */
  | 'EMAIL_TAKEN'
  /** The idempotency key has been used for a different request. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** E-mail address and password do not belong together. */
  | 'INVALID_CREDENTIALS'
  /** A field of the input has a value that is never accepted. */
  | 'INVALID_INPUT'
  /** The refresh token is none, has expired, or was used an instant ago by a request sent at the same time. */
  | 'INVALID_REFRESH_TOKEN'
  /** The thing cannot go from its present state to the one asked for. */
  | 'INVALID_STATE_TRANSITION'
  /** The shop would be left without an owner. */
  | 'LAST_OWNER'
  /** The thing named does not exist, or not for you. */
  | 'NOT_FOUND'
  /** The caller works in the shop, in a role that does not allow this. */
  | 'ROLE_REQUIRED'
  /** The session has been ended. */
  | 'SESSION_REVOKED'
  /** The thing has changed since the version that the caller saw. */
  | 'VERSION_CONFLICT';

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

/** E-mail address and password do not belong together. An address without an account answers the same. */
export type InvalidCredentials = Failure & {
  __typename?: 'InvalidCredentials';
  /** Always `INVALID_CREDENTIALS`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
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

/** The refresh token is none of ours, has expired, or was used an instant ago by a request sent at the same time as this one. */
export type InvalidRefreshToken = Failure & {
  __typename?: 'InvalidRefreshToken';
  /** Always `INVALID_REFRESH_TOKEN`. */
  code: FailureCode;
  /** What to do about it. */
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

/** The shop would be left without an owner. */
export type LastOwner = Failure & {
  __typename?: 'LastOwner';
  /** Always `LAST_OWNER`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: yes, once there is another owner. */
  retryable: Scalars['Boolean']['output'];
};

/** Who logs in. */
export type LogInInput = {
  /** The account's e-mail address, in any case. */
  email: Scalars['String']['input'];
  /** Accepted as everywhere, without effect: a repeated log-in opens a session of its own. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** What logging in comes to. */
export type LogInResult = InvalidCredentials | Session;

/** Which session to end. */
export type LogOutInput = {
  /** Accepted as everywhere, without effect: logging out twice does no more than once. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Any refresh token of the session. */
  refreshToken: Scalars['String']['input'];
};

/** What logging out comes to. */
export type LogOutResult = InvalidRefreshToken | LoggedOut;

/** That a session is over. */
export type LoggedOut = {
  __typename?: 'LoggedOut';
  /** When it ended; the first time, where it was logged out more than once. */
  loggedOutAt: Scalars['DateTime']['output'];
};

/** Which members to show. */
export type MemberFilter = {
  /** Only those of this role. */
  role?: InputMaybe<Role>;
};

/** That an account works in a shop. */
export type Membership = {
  __typename?: 'Membership';
  /** Who. */
  account: Account;
  /** Opaque id, `mem_…`. */
  id: Scalars['ID']['output'];
  /** Since when. */
  joinedAt: Scalars['DateTime']['output'];
  /** What they may do there. */
  role: Role;
  /** Where. */
  shop: Shop;
  /** Rises by one with every change of the account's role in the shop, coming and going included. */
  version: Scalars['Int']['output'];
};

/** A page of memberships. */
export type MembershipConnection = {
  __typename?: 'MembershipConnection';
  /** The memberships with their cursors. */
  edges: Array<MembershipEdge>;
  /** The memberships. */
  nodes: Array<Membership>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A membership in a list. */
export type MembershipEdge = {
  __typename?: 'MembershipEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The membership. */
  node: Membership;
};

/** Changes of accounts, sessions, shops and who works there. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Lets an account work in a shop. Owners only. */
  addMember: AddMemberResult;
  /** Puts a shop away instead of deleting it: no list shows it unless asked. Owners only. */
  archiveShop: ArchiveShopResult;
  /** Opens a shop, with the caller as its owner. */
  createShop: CreateShopResult;
  /**
   * Opens a session for an account. After too many wrong passwords for one address, or from one client, every further try
   * answers RATE_LIMITED with `retryAfterSeconds`, the right password included.
   */
  logIn: LogInResult;
  /** Ends a session: its refresh tokens work no more. Access tokens given out live on for up to 15 minutes. */
  logOut: LogOutResult;
  /**
   * Exchanges a refresh token for a new pair of tokens. Each refresh token works once: whoever uses one again ends its
   * whole session, since it may have been stolen. A lost answer can be had again within a minute, by the same call with
   * the same idempotency key.
   */
  refreshSession: RefreshSessionResult;
  /** Ends an account's work in a shop. Owners only; the last owner stays. */
  removeMember: RemoveMemberResult;
  /** Brings an archived shop back. Owners only. */
  reopenShop: ReopenShopResult;
  /**
   * Opens an account and logs it in. Repeated with the same key, address and password, it logs in to the account that the
   * first call opened. RATE_LIMITED after too many wrong passwords, as `logIn`.
   */
  signUp: SignUpResult;
  /** Changes what a member may do in a shop. Owners only; the last owner stays one. */
  updateMember: UpdateMemberResult;
  /** Changes a shop's settings. Owners only. What is absent or null stays as it is; currency and kind never change. */
  updateShop: UpdateShopResult;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationAddMemberArgs = {
  input: AddMemberInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationArchiveShopArgs = {
  input: ArchiveShopInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationCreateShopArgs = {
  input: CreateShopInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationLogInArgs = {
  input: LogInInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationLogOutArgs = {
  input: LogOutInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationReopenShopArgs = {
  input: ReopenShopInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationSignUpArgs = {
  input: SignUpInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationUpdateMemberArgs = {
  input: UpdateMemberInput;
};


/** Changes of accounts, sessions, shops and who works there. */
export type MutationUpdateShopArgs = {
  input: UpdateShopInput;
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

/** When a shop is open on one day of the week. A day may have several of these. */
export type OpeningHours = {
  __typename?: 'OpeningHours';
  /** Until when, `HH:MM` in the shop's time zone; `24:00` is the end of the day. */
  closes: Scalars['String']['output'];
  /** From when, `HH:MM` in the shop's time zone. */
  opens: Scalars['String']['output'];
  /** As in ISO 8601: 1 is Monday, 7 is Sunday. */
  weekday: Scalars['Int']['output'];
};

/** When a shop is open on one day of the week. Hours past midnight are two of these, one for each day. */
export type OpeningHoursInput = {
  /** Until when, `HH:MM` in the shop's time zone; later than `opens`, `24:00` at the latest. */
  closes: Scalars['String']['input'];
  /** From when, `HH:MM` in the shop's time zone; `00:00` to `23:59`. */
  opens: Scalars['String']['input'];
  /** As in ISO 8601: 1 is Monday, 7 is Sunday. */
  weekday: Scalars['Int']['input'];
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

/** When an order must be paid. */
export type PaymentPolicy =
  /** Never here: it is confirmed at once, and paid elsewhere or not at all. */
  | 'NONE'
  /** With points, as it is confirmed. */
  | 'POINTS'
  /** Before it is confirmed; what costs nothing is confirmed at once. */
  | 'PREPAY';

/** Reads about accounts and shops. */
export type Query = {
  __typename?: 'Query';
  /** The account that asks. UNAUTHENTICATED without a token. */
  me: Maybe<Account>;
  /** One shop; null when there is none of this id. */
  shop: Maybe<Shop>;
  /** The shops that are at work, and others where the filter asks for them. */
  shops: ShopConnection;
};


/** Reads about accounts and shops. */
export type QueryShopArgs = {
  id: Scalars['ID']['input'];
};


/** Reads about accounts and shops. */
export type QueryShopsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<ShopFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  sort?: ShopSort;
};

/** Which session to go on with. */
export type RefreshSessionInput = {
  /** 1 to 200 characters of the caller's choosing. Within a minute, the same token with the same key gets the same new token again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The newest refresh token of the session. */
  refreshToken: Scalars['String']['input'];
};

/** What refreshing comes to. */
export type RefreshSessionResult = InvalidInput | InvalidRefreshToken | Session | SessionRevoked;

/** Who is to work there no longer. */
export type RemoveMemberInput = {
  /** The account, `acc_…`. */
  accountId: Scalars['ID']['input'];
  /** 1 to 200 characters of the caller's choosing; the same key removes nobody twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** What removing a member comes to: the shop, without the member. */
export type RemoveMemberResult = IdempotencyKeyReused | InvalidInput | LastOwner | NotFound | RoleRequired | Shop;

/** Which shop to bring back. */
export type ReopenShopInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** 1 to 200 characters of the caller's choosing; the same key changes nothing twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** What bringing a shop back comes to. */
export type ReopenShopResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | RoleRequired | Shop | VersionConflict;

/** What a member may do in a shop. */
export type Role =
  /** Everything, members included. */
  | 'OWNER'
  /** The daily work: products, stock and orders. */
  | 'STAFF';

/** The caller works in the shop, in a role that does not allow this. */
export type RoleRequired = Failure & {
  __typename?: 'RoleRequired';
  /** Always `ROLE_REQUIRED`. */
  code: FailureCode;
  /** Who may do it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The role that it takes. */
  role: Role;
};

/** What a client needs to act for an account. Both tokens are secrets. */
export type Session = {
  __typename?: 'Session';
  /** Send it as `Authorization: Bearer <access token>`, and in `connectionParams.authorization` of a WebSocket. Valid for 15 minutes. */
  accessToken: Scalars['String']['output'];
  /** When the access token expires. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** Whose. */
  account: Account;
  /** Buys the next pair of tokens at `refreshSession`, once. Keep the newest one only. */
  refreshToken: Scalars['String']['output'];
  /** When the refresh token expires: after 30 days without a refresh, and 90 days after logging in. */
  refreshTokenExpiresAt: Scalars['DateTime']['output'];
};

/** The session has been ended: by logging out, or because one of its refresh tokens was used twice. Log in again. */
export type SessionRevoked = Failure & {
  __typename?: 'SessionRevoked';
  /** Always `SESSION_REVOKED`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** A shop, the tenant that everything sold belongs to. */
export type Shop = {
  __typename?: 'Shop';
  /**
   * What goes back to a customer who cancels a confirmed order, the earliest tier first. The first tier counts that is still
   * kept: cancelled at least `hoursBefore` hours before the start. Later than the last, nothing goes back. What has no start
   * (goods, food) gets the percentage of the first tier at any time. An empty list means always 100 %. It does not apply to
   * what the shop cancels, which is given back in full.
   */
  cancellationTiers: Array<CancellationTier>;
  /** Days on which it is closed all day, `YYYY-MM-DD` in its own time zone, the earliest first. */
  closedDays: Array<Scalars['String']['output']>;
  /** When it was opened. */
  createdAt: Scalars['DateTime']['output'];
  /** ISO 4217 code of all its prices, e.g. `JPY`. */
  currency: Scalars['String']['output'];
  /** How long before the end of a reservation its customer is warned, in minutes. */
  endingSoonMinutes: Scalars['Int']['output'];
  /** How long stock is promised to an unpaid order, in seconds. */
  holdTtlSeconds: Scalars['Int']['output'];
  /** Opaque id, `shp_…`. */
  id: Scalars['ID']['output'];
  /** What it sells. */
  kind: ShopKind;
  /** Who works here, the earliest joined first. Null for anybody who does not. */
  members: Maybe<MembershipConnection>;
  /** What the shop calls itself; 1 to 100 characters. */
  name: Scalars['String']['output'];
  /** How long an offer to the waitlist stands, in seconds. */
  offerTtlSeconds: Scalars['Int']['output'];
  /** When it is open, by weekday and time. An empty list means always open. */
  openingHours: Array<OpeningHours>;
  /** How much longer than `holdTtlSeconds` an unpaid order's stock may be held while the payment provider cannot be reached, in seconds. */
  paymentGraceSeconds: Scalars['Int']['output'];
  /** When its orders must be paid. */
  paymentPolicy: PaymentPolicy;
  /** What each piece reserved costs in points, where orders are paid with points. */
  pointsPerReservation: Scalars['Int']['output'];
  /** Whether it is at work. */
  status: ShopStatus;
  /** After how long without a change an open table is closed, in minutes. */
  tableIdleMinutes: Scalars['Int']['output'];
  /** IANA time zone of its days and opening hours, e.g. `Asia/Tokyo`. */
  timezone: Scalars['String']['output'];
  /** Rises by one with every change of the shop. */
  version: Scalars['Int']['output'];
};


/** A shop, the tenant that everything sold belongs to. */
export type ShopMembersArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<MemberFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of shops. */
export type ShopConnection = {
  __typename?: 'ShopConnection';
  /** The shops with their cursors. */
  edges: Array<ShopEdge>;
  /** The shops. */
  nodes: Array<Shop>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A shop in a list. */
export type ShopEdge = {
  __typename?: 'ShopEdge';
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The shop. */
  node: Shop;
};

/** Which shops to show: those for which all of this holds. */
export type ShopFilter = {
  /** Only those of this kind. */
  kind?: InputMaybe<ShopKind>;
  /** Only those of this status; null for any. */
  status?: InputMaybe<ShopStatus>;
  /** Only those whose name holds this text, in any case; 1 to 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What a shop sells, and so which rules its orders follow. */
export type ShopKind =
  /** Bikes, each a unit of its own, for points. */
  | 'BIKES'
  /** Numbered seats of performances. */
  | 'MUSICAL'
  /** Things that customers take for a window of time and bring back. */
  | 'RENTAL'
  /** Products with a stock count, ordered by quantity. */
  | 'STORE'
  /** A menu, ordered at a table. */
  | 'TABLE';

/** In which order to show shops. */
export type ShopSort =
  /** By name, from A. */
  | 'NAME'
  /** The oldest first. */
  | 'OLDEST';

/** Whether a shop is at work. */
export type ShopStatus =
  /** At work. */
  | 'ACTIVE'
  /** Put away by an owner: found by its id, and in no list unless asked for. */
  | 'ARCHIVED';

/** Who signs up. */
export type SignUpInput = {
  /** The name that others see; 1 to 50 characters. */
  displayName: Scalars['String']['input'];
  /** E-mail address to log in with; taken in lower case, at most 254 characters. */
  email: Scalars['String']['input'];
  /** 1 to 200 characters of the caller's choosing; the same key never opens a second account for the address. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** 10 to 128 characters, any at all; not the e-mail address. */
  password: Scalars['String']['input'];
};

/** What signing up comes to. */
export type SignUpResult = EmailTaken | IdempotencyKeyReused | InvalidInput | Session;

/** Which member is to have which role. */
export type UpdateMemberInput = {
  /** The account, `acc_…`. */
  accountId: Scalars['ID']['input'];
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** 1 to 200 characters of the caller's choosing; the same key changes nothing twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What they may do there from now on. */
  role: Role;
  /** The shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** What changing a member's role comes to. */
export type UpdateMemberResult = IdempotencyKeyReused | InvalidInput | LastOwner | Membership | NotFound | RoleRequired | VersionConflict;

/** What is to change of a shop. What is absent or null stays as it is. */
export type UpdateShopInput = {
  /** What goes back to a customer who cancels a confirmed order; at most 10 tiers, in any order. An empty list means always 100 %. */
  cancellationTiers?: InputMaybe<Array<CancellationTierInput>>;
  /** Days on which it is closed all day, `YYYY-MM-DD` in its own time zone; at most 400. */
  closedDays?: InputMaybe<Array<Scalars['String']['input']>>;
  /** How long before the end of a reservation its customer is warned, in minutes; 1 to 10,080. */
  endingSoonMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** How long stock is promised to an unpaid order, in seconds; 1 to 86,400. */
  holdTtlSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 200 characters of the caller's choosing; the same key changes nothing twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What the shop calls itself; 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** How long an offer to the waitlist stands, in seconds; 1 to 604,800. */
  offerTtlSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** When it is open, in its own time zone; at most 70 entries, which may not overlap. An empty list means always open. */
  openingHours?: InputMaybe<Array<OpeningHoursInput>>;
  /** How much longer than `holdTtlSeconds` an unpaid order's stock may be held while the payment provider cannot be reached, in seconds; 0 to 86,400. */
  paymentGraceSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** When its orders must be paid. */
  paymentPolicy?: InputMaybe<PaymentPolicy>;
  /** What each piece reserved costs in points, where orders are paid with points; 0 to 1,000,000. */
  pointsPerReservation?: InputMaybe<Scalars['Int']['input']>;
  /** The shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
  /** After how long without a change an open table is closed, in minutes; 1 to 1,440. */
  tableIdleMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** IANA time zone of its days and opening hours, e.g. `Asia/Tokyo`. */
  timezone?: InputMaybe<Scalars['String']['input']>;
};

/** What changing a shop comes to. */
export type UpdateShopResult = IdempotencyKeyReused | InvalidInput | NotFound | RoleRequired | Shop | VersionConflict;

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
  Shop: Shop;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  Shop:
    ( { __typename: 'Shop' }
    & GraphQLRecursivePick<FederationTypes['Shop'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AddMemberResult:
    | ( AlreadyMember )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( MembershipRow )
    | ( NotFound )
    | ( RoleRequired )
  ;
  ArchiveShopResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( RoleRequired )
    | ( ShopRow )
    | ( VersionConflict )
  ;
  CreateShopResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( ShopRow )
  ;
  LogInResult:
    | ( InvalidCredentials )
    | ( OpenSession )
  ;
  LogOutResult:
    | ( InvalidRefreshToken )
    | ( LoggedOut )
  ;
  RefreshSessionResult:
    | ( InvalidInput )
    | ( InvalidRefreshToken )
    | ( OpenSession )
    | ( SessionRevoked )
  ;
  RemoveMemberResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( LastOwner )
    | ( NotFound )
    | ( RoleRequired )
    | ( ShopRow )
  ;
  ReopenShopResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( RoleRequired )
    | ( ShopRow )
    | ( VersionConflict )
  ;
  SignUpResult:
    | ( EmailTaken )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( OpenSession )
  ;
  UpdateMemberResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( LastOwner )
    | ( MembershipRow )
    | ( NotFound )
    | ( RoleRequired )
    | ( VersionConflict )
  ;
  UpdateShopResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( RoleRequired )
    | ( ShopRow )
    | ( VersionConflict )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Failure:
    | ( AlreadyMember )
    | ( EmailTaken )
    | ( IdempotencyKeyReused )
    | ( InvalidCredentials )
    | ( InvalidInput )
    | ( InvalidRefreshToken )
    | ( InvalidStateTransition )
    | ( LastOwner )
    | ( NotFound )
    | ( RoleRequired )
    | ( SessionRevoked )
    | ( VersionConflict )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<SeenAccount>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AddMemberInput: AddMemberInput;
  AddMemberResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AddMemberResult']>;
  AlreadyMember: ResolverTypeWrapper<AlreadyMember>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ArchiveShopInput: ArchiveShopInput;
  ArchiveShopResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArchiveShopResult']>;
  CancellationTier: ResolverTypeWrapper<CancellationTier>;
  CancellationTierInput: CancellationTierInput;
  CreateShopInput: CreateShopInput;
  CreateShopResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateShopResult']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmailTaken: ResolverTypeWrapper<EmailTaken>;
  Failure: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Failure']>;
  FailureCode: FailureCode;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  InvalidCredentials: ResolverTypeWrapper<InvalidCredentials>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidRefreshToken: ResolverTypeWrapper<InvalidRefreshToken>;
  InvalidStateTransition: ResolverTypeWrapper<InvalidStateTransition>;
  LastOwner: ResolverTypeWrapper<LastOwner>;
  LogInInput: LogInInput;
  LogInResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LogInResult']>;
  LogOutInput: LogOutInput;
  LogOutResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['LogOutResult']>;
  LoggedOut: ResolverTypeWrapper<LoggedOut>;
  MemberFilter: MemberFilter;
  Membership: ResolverTypeWrapper<MembershipRow>;
  MembershipConnection: ResolverTypeWrapper<MembershipPage>;
  MembershipEdge: ResolverTypeWrapper<MembershipPageEdge>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NotFound: ResolverTypeWrapper<NotFound>;
  OpeningHours: ResolverTypeWrapper<OpeningHours>;
  OpeningHoursInput: OpeningHoursInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PaymentPolicy: PaymentPolicy;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RefreshSessionResult']>;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RemoveMemberResult']>;
  ReopenShopInput: ReopenShopInput;
  ReopenShopResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReopenShopResult']>;
  Role: Role;
  RoleRequired: ResolverTypeWrapper<RoleRequired>;
  Session: ResolverTypeWrapper<OpenSession>;
  SessionRevoked: ResolverTypeWrapper<SessionRevoked>;
  Shop: ResolverTypeWrapper<ShopRow>;
  ShopConnection: ResolverTypeWrapper<ShopPage>;
  ShopEdge: ResolverTypeWrapper<ShopPageEdge>;
  ShopFilter: ShopFilter;
  ShopKind: ShopKind;
  ShopSort: ShopSort;
  ShopStatus: ShopStatus;
  SignUpInput: SignUpInput;
  SignUpResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SignUpResult']>;
  UpdateMemberInput: UpdateMemberInput;
  UpdateMemberResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateMemberResult']>;
  UpdateShopInput: UpdateShopInput;
  UpdateShopResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateShopResult']>;
  VersionConflict: ResolverTypeWrapper<VersionConflict>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: SeenAccount;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  AddMemberInput: AddMemberInput;
  AddMemberResult: ResolversUnionTypes<ResolversParentTypes>['AddMemberResult'];
  AlreadyMember: AlreadyMember;
  Boolean: Scalars['Boolean']['output'];
  ArchiveShopInput: ArchiveShopInput;
  ArchiveShopResult: ResolversUnionTypes<ResolversParentTypes>['ArchiveShopResult'];
  CancellationTier: CancellationTier;
  CancellationTierInput: CancellationTierInput;
  CreateShopInput: CreateShopInput;
  CreateShopResult: ResolversUnionTypes<ResolversParentTypes>['CreateShopResult'];
  DateTime: Scalars['DateTime']['output'];
  EmailTaken: EmailTaken;
  Failure: ResolversInterfaceTypes<ResolversParentTypes>['Failure'];
  IdempotencyKeyReused: IdempotencyKeyReused;
  InvalidCredentials: InvalidCredentials;
  InvalidInput: InvalidInput;
  InvalidRefreshToken: InvalidRefreshToken;
  InvalidStateTransition: InvalidStateTransition;
  LastOwner: LastOwner;
  LogInInput: LogInInput;
  LogInResult: ResolversUnionTypes<ResolversParentTypes>['LogInResult'];
  LogOutInput: LogOutInput;
  LogOutResult: ResolversUnionTypes<ResolversParentTypes>['LogOutResult'];
  LoggedOut: LoggedOut;
  MemberFilter: MemberFilter;
  Membership: MembershipRow;
  MembershipConnection: MembershipPage;
  MembershipEdge: MembershipPageEdge;
  Mutation: Record<PropertyKey, never>;
  NotFound: NotFound;
  OpeningHours: OpeningHours;
  OpeningHoursInput: OpeningHoursInput;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionResult: ResolversUnionTypes<ResolversParentTypes>['RefreshSessionResult'];
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberResult: ResolversUnionTypes<ResolversParentTypes>['RemoveMemberResult'];
  ReopenShopInput: ReopenShopInput;
  ReopenShopResult: ResolversUnionTypes<ResolversParentTypes>['ReopenShopResult'];
  RoleRequired: RoleRequired;
  Session: OpenSession;
  SessionRevoked: SessionRevoked;
  Shop: ShopRow;
  ShopConnection: ShopPage;
  ShopEdge: ShopPageEdge;
  ShopFilter: ShopFilter;
  SignUpInput: SignUpInput;
  SignUpResult: ResolversUnionTypes<ResolversParentTypes>['SignUpResult'];
  UpdateMemberInput: UpdateMemberInput;
  UpdateMemberResult: ResolversUnionTypes<ResolversParentTypes>['UpdateMemberResult'];
  UpdateShopInput: UpdateShopInput;
  UpdateShopResult: ResolversUnionTypes<ResolversParentTypes>['UpdateShopResult'];
  VersionConflict: VersionConflict;
};

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memberships?: Resolver<Maybe<ResolversTypes['MembershipConnection']>, ParentType, ContextType, RequireFields<AccountMembershipsArgs, 'first'>>;
};

export type AddMemberResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddMemberResult'] = ResolversParentTypes['AddMemberResult']> = {
  __resolveType: TypeResolveFn<'AlreadyMember' | 'IdempotencyKeyReused' | 'InvalidInput' | 'Membership' | 'NotFound' | 'RoleRequired', ParentType, ContextType>;
};

export type AlreadyMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlreadyMember'] = ResolversParentTypes['AlreadyMember']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArchiveShopResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveShopResult'] = ResolversParentTypes['ArchiveShopResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'RoleRequired' | 'Shop' | 'VersionConflict', ParentType, ContextType>;
};

export type CancellationTierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancellationTier'] = ResolversParentTypes['CancellationTier']> = {
  hoursBefore?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CreateShopResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateShopResult'] = ResolversParentTypes['CreateShopResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'Shop', ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EmailTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmailTaken'] = ResolversParentTypes['EmailTaken']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Failure'] = ResolversParentTypes['Failure']> = {
  __resolveType: TypeResolveFn<'AlreadyMember' | 'EmailTaken' | 'IdempotencyKeyReused' | 'InvalidCredentials' | 'InvalidInput' | 'InvalidRefreshToken' | 'InvalidStateTransition' | 'LastOwner' | 'NotFound' | 'RoleRequired' | 'SessionRevoked' | 'VersionConflict', ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvalidCredentialsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidCredentials'] = ResolversParentTypes['InvalidCredentials']> = {
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

export type InvalidRefreshTokenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidRefreshToken'] = ResolversParentTypes['InvalidRefreshToken']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
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

export type LastOwnerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastOwner'] = ResolversParentTypes['LastOwner']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LogInResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogInResult'] = ResolversParentTypes['LogInResult']> = {
  __resolveType: TypeResolveFn<'InvalidCredentials' | 'Session', ParentType, ContextType>;
};

export type LogOutResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogOutResult'] = ResolversParentTypes['LogOutResult']> = {
  __resolveType: TypeResolveFn<'InvalidRefreshToken' | 'LoggedOut', ParentType, ContextType>;
};

export type LoggedOutResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LoggedOut'] = ResolversParentTypes['LoggedOut']> = {
  loggedOutAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MembershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Membership'] = ResolversParentTypes['Membership']> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  joinedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  shop?: Resolver<ResolversTypes['Shop'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MembershipConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MembershipConnection'] = ResolversParentTypes['MembershipConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MembershipEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Membership']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MembershipEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MembershipEdge'] = ResolversParentTypes['MembershipEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Membership'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addMember?: Resolver<ResolversTypes['AddMemberResult'], ParentType, ContextType, RequireFields<MutationAddMemberArgs, 'input'>>;
  archiveShop?: Resolver<ResolversTypes['ArchiveShopResult'], ParentType, ContextType, RequireFields<MutationArchiveShopArgs, 'input'>>;
  createShop?: Resolver<ResolversTypes['CreateShopResult'], ParentType, ContextType, RequireFields<MutationCreateShopArgs, 'input'>>;
  logIn?: Resolver<ResolversTypes['LogInResult'], ParentType, ContextType, RequireFields<MutationLogInArgs, 'input'>>;
  logOut?: Resolver<ResolversTypes['LogOutResult'], ParentType, ContextType, RequireFields<MutationLogOutArgs, 'input'>>;
  refreshSession?: Resolver<ResolversTypes['RefreshSessionResult'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  removeMember?: Resolver<ResolversTypes['RemoveMemberResult'], ParentType, ContextType, RequireFields<MutationRemoveMemberArgs, 'input'>>;
  reopenShop?: Resolver<ResolversTypes['ReopenShopResult'], ParentType, ContextType, RequireFields<MutationReopenShopArgs, 'input'>>;
  signUp?: Resolver<ResolversTypes['SignUpResult'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  updateMember?: Resolver<ResolversTypes['UpdateMemberResult'], ParentType, ContextType, RequireFields<MutationUpdateMemberArgs, 'input'>>;
  updateShop?: Resolver<ResolversTypes['UpdateShopResult'], ParentType, ContextType, RequireFields<MutationUpdateShopArgs, 'input'>>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OpeningHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpeningHours'] = ResolversParentTypes['OpeningHours']> = {
  closes?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  opens?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weekday?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType, RequireFields<QueryShopArgs, 'id'>>;
  shops?: Resolver<ResolversTypes['ShopConnection'], ParentType, ContextType, RequireFields<QueryShopsArgs, 'first' | 'sort'>>;
};

export type RefreshSessionResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionResult'] = ResolversParentTypes['RefreshSessionResult']> = {
  __resolveType: TypeResolveFn<'InvalidInput' | 'InvalidRefreshToken' | 'Session' | 'SessionRevoked', ParentType, ContextType>;
};

export type RemoveMemberResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveMemberResult'] = ResolversParentTypes['RemoveMemberResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'LastOwner' | 'NotFound' | 'RoleRequired' | 'Shop', ParentType, ContextType>;
};

export type ReopenShopResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReopenShopResult'] = ResolversParentTypes['ReopenShopResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'RoleRequired' | 'Shop' | 'VersionConflict', ParentType, ContextType>;
};

export type RoleRequiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleRequired'] = ResolversParentTypes['RoleRequired']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refreshTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionRevokedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionRevoked'] = ResolversParentTypes['SessionRevoked']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ShopResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Shop'] = ResolversParentTypes['Shop'], FederationReferenceType extends FederationReferenceTypes['Shop'] = FederationReferenceTypes['Shop']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Shop']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cancellationTiers?: Resolver<Array<ResolversTypes['CancellationTier']>, ParentType, ContextType>;
  closedDays?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endingSoonMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  holdTtlSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ShopKind'], ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['MembershipConnection']>, ParentType, ContextType, RequireFields<ShopMembersArgs, 'first'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  offerTtlSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  openingHours?: Resolver<Array<ResolversTypes['OpeningHours']>, ParentType, ContextType>;
  paymentGraceSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  paymentPolicy?: Resolver<ResolversTypes['PaymentPolicy'], ParentType, ContextType>;
  pointsPerReservation?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ShopStatus'], ParentType, ContextType>;
  tableIdleMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  timezone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ShopConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShopConnection'] = ResolversParentTypes['ShopConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ShopEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Shop']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ShopEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ShopEdge'] = ResolversParentTypes['ShopEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Shop'], ParentType, ContextType>;
};

export type SignUpResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignUpResult'] = ResolversParentTypes['SignUpResult']> = {
  __resolveType: TypeResolveFn<'EmailTaken' | 'IdempotencyKeyReused' | 'InvalidInput' | 'Session', ParentType, ContextType>;
};

export type UpdateMemberResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateMemberResult'] = ResolversParentTypes['UpdateMemberResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'LastOwner' | 'Membership' | 'NotFound' | 'RoleRequired' | 'VersionConflict', ParentType, ContextType>;
};

export type UpdateShopResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateShopResult'] = ResolversParentTypes['UpdateShopResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'RoleRequired' | 'Shop' | 'VersionConflict', ParentType, ContextType>;
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
  AddMemberResult?: AddMemberResultResolvers<ContextType>;
  AlreadyMember?: AlreadyMemberResolvers<ContextType>;
  ArchiveShopResult?: ArchiveShopResultResolvers<ContextType>;
  CancellationTier?: CancellationTierResolvers<ContextType>;
  CreateShopResult?: CreateShopResultResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  EmailTaken?: EmailTakenResolvers<ContextType>;
  Failure?: FailureResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  InvalidCredentials?: InvalidCredentialsResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidRefreshToken?: InvalidRefreshTokenResolvers<ContextType>;
  InvalidStateTransition?: InvalidStateTransitionResolvers<ContextType>;
  LastOwner?: LastOwnerResolvers<ContextType>;
  LogInResult?: LogInResultResolvers<ContextType>;
  LogOutResult?: LogOutResultResolvers<ContextType>;
  LoggedOut?: LoggedOutResolvers<ContextType>;
  Membership?: MembershipResolvers<ContextType>;
  MembershipConnection?: MembershipConnectionResolvers<ContextType>;
  MembershipEdge?: MembershipEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  OpeningHours?: OpeningHoursResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RefreshSessionResult?: RefreshSessionResultResolvers<ContextType>;
  RemoveMemberResult?: RemoveMemberResultResolvers<ContextType>;
  ReopenShopResult?: ReopenShopResultResolvers<ContextType>;
  RoleRequired?: RoleRequiredResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionRevoked?: SessionRevokedResolvers<ContextType>;
  Shop?: ShopResolvers<ContextType>;
  ShopConnection?: ShopConnectionResolvers<ContextType>;
  ShopEdge?: ShopEdgeResolvers<ContextType>;
  SignUpResult?: SignUpResultResolvers<ContextType>;
  UpdateMemberResult?: UpdateMemberResultResolvers<ContextType>;
  UpdateShopResult?: UpdateShopResultResolvers<ContextType>;
  VersionConflict?: VersionConflictResolvers<ContextType>;
};

