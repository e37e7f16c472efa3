import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CategoryRow, CategoryPage } from '../category/category.entity.ts';
import type { ProductRow, ProductPage } from '../product/product.entity.ts';
import type { VariantRow, VariantPage } from '../variant/variant.entity.ts';
import type { RequiresMainRow } from '../rule/product-rule.ts';
import type { AvailabilityRow } from '../availability/availability.service.ts';
import type { UnitRow, UnitPage } from '../unit/unit.entity.ts';
import type { SeatPlanRow, SeatPlanPage } from '../seat-plan/seat-plan.entity.ts';
import type { PerformanceRow, PerformancePage, PerformancePoolRow } from '../performance/performance.entity.ts';
import type { StockMovementRow, StockMovementPage } from '../stock/stock-movement.store.ts';
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

/** Somebody who can log in; the users subgraph knows more. */
export type Account = {
  __typename?: 'Account';
  /** Opaque id, `acc_…`. */
  id: Scalars['ID']['output'];
};

/** What is to be corrected. */
export type AdjustStockInput = {
  /** How many pieces more, or fewer when negative; -1000000 to 1000000, not 0. */
  delta: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the performance, `prf_…`, whose pieces are counted; of variants sold by performance only. */
  performanceId?: InputMaybe<Scalars['ID']['input']>;
  /** Why, for the journal; 1 to 200 characters. */
  reason: Scalars['String']['input'];
  /** Id of the variant, `var_…`. */
  variantId: Scalars['ID']['input'];
};

/** What came of `adjustStock`. */
export type AdjustStockResult = IdempotencyKeyReused | InsufficientStock | InvalidInput | NotFound | StockMovement;

/** Which category is meant. */
export type ArchiveCategoryInput = {
  /** Id of the category, `cat_…`. */
  categoryId: Scalars['ID']['input'];
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `archiveCategory`. */
export type ArchiveCategoryResult = Category | IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | VersionConflict;

/** Which product is meant. */
export type ArchiveProductInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the product, `prd_…`. */
  productId: Scalars['ID']['input'];
};

/** What came of `archiveProduct`. */
export type ArchiveProductResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Product | VersionConflict;

/** Which seat plan is meant. */
export type ArchiveSeatPlanInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the seat plan, `spl_…`. */
  seatPlanId: Scalars['ID']['input'];
};

/** What came of `archiveSeatPlan`. */
export type ArchiveSeatPlanResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | SeatPlan | VersionConflict;

/** Which variant is meant. */
export type ArchiveVariantInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the variant, `var_…`. */
  variantId: Scalars['ID']['input'];
};

/** What came of `archiveVariant`. */
export type ArchiveVariantResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Variant | VersionConflict;

/** When a variant can be had, as far as stock goes. Opening hours, slots and durations are for the period within a window to keep to. */
export type Availability = {
  __typename?: 'Availability';
  /** Up to where all windows are shown: as asked, or, where there are more than 1000, the start of the next one; ask again from there. */
  to: Scalars['DateTime']['output'];
  /** The variant. */
  variant: Variant;
  /** The longest windows in which there is enough for any period, by their start. None starts too soon for the product's minimum notice. Where pieces are units, the very same units are free for all of a window, and windows of different units may overlap. */
  windows: Array<FreeWindow>;
};

/** Which performance is called off. */
export type CancelPerformanceInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the performance, `prf_…`. */
  performanceId: Scalars['ID']['input'];
};

/** What came of `cancelPerformance`. */
export type CancelPerformanceResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Performance | VersionConflict;

/** A heading that a shop sorts its products under. */
export type Category = {
  __typename?: 'Category';
  /** When it was archived: it is not listed then. Null while it is not. */
  archivedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque id, `cat_…`. */
  id: Scalars['ID']['output'];
  /** Its name, 1 to 100 characters, unique within the shop. */
  name: Scalars['String']['output'];
  /** Where it stands among the shop's categories: lower comes first, equal ones by name. */
  position: Scalars['Int']['output'];
  /** The shop it belongs to. */
  shop: Maybe<Shop>;
  /** Rises by one with every change; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of categories. */
export type CategoryConnection = {
  __typename?: 'CategoryConnection';
  /** The categories with their cursors. */
  edges: Array<CategoryEdge>;
  /** The categories alone. */
  nodes: Array<Category>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** The category is gone. */
export type CategoryDeleted = {
  __typename?: 'CategoryDeleted';
  /** The id it had. */
  id: Scalars['ID']['output'];
};

/** A category within a list. */
export type CategoryEdge = {
  __typename?: 'CategoryEdge';
  /** Opaque position of this category in the list. */
  cursor: Scalars['String']['output'];
  /** The category. */
  node: Category;
};

/** Which categories to show; all conditions must hold. */
export type CategoryFilter = {
  /** Only those that are archived, or only those that are not. */
  archived?: Scalars['Boolean']['input'];
  /** Only categories with this text in their name, whatever its case; 1 to 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** Products stand in the category; move or delete them first, or archive the category. */
export type CategoryInUse = Failure & {
  __typename?: 'CategoryInUse';
  /** The category that was to be deleted. */
  categoryId: Scalars['ID']['output'];
  /** Always `CATEGORY_IN_USE`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** How many products stand in it. */
  productCount: Scalars['Int']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** What the new category is like. */
export type CreateCategoryInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Its name, 1 to 100 characters, unique within the shop. */
  name: Scalars['String']['input'];
  /** Where it stands among the shop's categories: lower comes first, equal ones by name. */
  position?: InputMaybe<Scalars['Int']['input']>;
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** What came of `createCategory`. */
export type CreateCategoryResult = Category | IdempotencyKeyReused | InvalidInput | NameTaken | NotFound;

/** What the new performance is like. Give either `seatPlanId` with `tiers` or `stock`. */
export type CreatePerformanceInput = {
  /** When it ends; after it begins. */
  endsAt: Scalars['DateTime']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What is particular about it, e.g. the cast; 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Id of the product, `prd_…`, which must be sold by performance. */
  productId: Scalars['ID']['input'];
  /** From when on it is sold; from now when absent. */
  saleFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Until when it is sold; after `saleFrom`; until it begins when absent. */
  saleUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** Id of the seat plan, `spl_…`, that its seats are made from. */
  seatPlanId?: InputMaybe<Scalars['ID']['input']>;
  /** When it begins. */
  startsAt: Scalars['DateTime']['input'];
  /** How many pieces there are where they are only counted; 1 to 100 variants. */
  stock?: InputMaybe<Array<PerformanceStockInput>>;
  /** What each tier of the seat plan is sold as: every tier once. */
  tiers?: InputMaybe<Array<PerformanceTierInput>>;
};

/** What came of `createPerformance`. */
export type CreatePerformanceResult = IdempotencyKeyReused | InvalidInput | NotFound | Performance;

/** What the new product is like. */
export type CreateProductInput = {
  /** The heading it stands under, a category of the same shop. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether it becomes DISCONTINUED when the last piece of its last variant is sold. */
  closeWhenSoldOut?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is, at most 5000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Where its picture is, an https or http URL of at most 2000 characters. */
  imageUrl?: InputMaybe<Scalars['String']['input']>;
  /** Its name, 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
  /** How it is sold, for good. */
  soldBy?: InputMaybe<SoldBy>;
  /** For which times it may be had, of a product that is sold by period only; what is absent has its default. */
  timeRules?: InputMaybe<TimeRulesInput>;
  /** Whether each piece is kept one by one, as a unit with a label, for good. Units are registered; such variants have no `initialStock`. */
  tracksUnits?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its variants, in the order to show them; at most 100. More can be added later. */
  variants?: InputMaybe<Array<NewVariantInput>>;
};

/** What came of `createProduct`. */
export type CreateProductResult = IdempotencyKeyReused | InvalidInput | NotFound | Product | SkuTaken;

/** What the new seat plan is like. */
export type CreateSeatPlanInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Its name, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Where its seats stand, the best rows first; 1 to 500 entries, at most 20000 seats. */
  sections: Array<SeatPlanSectionInput>;
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** What came of `createSeatPlan`. */
export type CreateSeatPlanResult = IdempotencyKeyReused | InvalidInput | NotFound | SeatPlan;

/** What the new variant is like. */
export type CreateVariantInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** How many pieces are in stock from the first, 0 to 1000000. */
  initialStock?: InputMaybe<Scalars['Int']['input']>;
  /** Its name within the product, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Price of one piece, 0 or more, in the shop's currency. */
  price: MoneyInput;
  /** Id of the product, `prd_…`. */
  productId: Scalars['ID']['input'];
  /** The shop's own stock keeping unit, 1 to 64 characters, unique within the shop. */
  sku?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `createVariant`. */
export type CreateVariantResult = IdempotencyKeyReused | InvalidInput | NotFound | SkuTaken | Variant;

/** Which category is to go. */
export type DeleteCategoryInput = {
  /** Id of the category, `cat_…`. */
  categoryId: Scalars['ID']['input'];
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `deleteCategory`. */
export type DeleteCategoryResult = CategoryDeleted | CategoryInUse | IdempotencyKeyReused | InvalidInput | NotFound | VersionConflict;

/** Which performance is to go. */
export type DeletePerformanceInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the performance, `prf_…`. */
  performanceId: Scalars['ID']['input'];
};

/** What came of `deletePerformance`. */
export type DeletePerformanceResult = IdempotencyKeyReused | InvalidInput | NotFound | PerformanceDeleted | PerformanceInUse | VersionConflict;

/** Which product is to go. */
export type DeleteProductInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the product, `prd_…`. */
  productId: Scalars['ID']['input'];
};

/** What came of `deleteProduct`. */
export type DeleteProductResult = IdempotencyKeyReused | InvalidInput | NotFound | ProductDeleted | ProductInUse | VersionConflict;

/** Which seat plan is to go. */
export type DeleteSeatPlanInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the seat plan, `spl_…`. */
  seatPlanId: Scalars['ID']['input'];
};

/** What came of `deleteSeatPlan`. */
export type DeleteSeatPlanResult = IdempotencyKeyReused | InvalidInput | NotFound | SeatPlanDeleted | SeatPlanInUse | VersionConflict;

/** Which variant is to go. */
export type DeleteVariantInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the variant, `var_…`. */
  variantId: Scalars['ID']['input'];
};

/** What came of `deleteVariant`. */
export type DeleteVariantResult = IdempotencyKeyReused | InvalidInput | NotFound | ProductInUse | VariantDeleted | VersionConflict;

/** Which product is meant. */
export type DiscontinueProductInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the product, `prd_…`. */
  productId: Scalars['ID']['input'];
};

/** What came of `discontinueProduct`. */
export type DiscontinueProductResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Product | VersionConflict;

/** Why a product is no longer sold. */
export type DiscontinuedReason =
  /** The shop's staff took it off sale. Only they bring it back. */
  | 'BY_STAFF'
  /** The last piece was sold and `closeWhenSoldOut` is set. It comes back by itself when stock does. */
  | 'SOLD_OUT';

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
  /** Products stand in the category. */
  | 'CATEGORY_IN_USE'
  /** The idempotency key has been used for a different request. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The file has rows that cannot be. */
  | 'IMPORT_REFUSED'
  /** Less is in stock than the order asks for. */
  | 'INSUFFICIENT_STOCK'
  /** A field of the input has a value that is never accepted. */
  | 'INVALID_INPUT'
  /** The thing cannot go from its present state to the one asked for. */
  | 'INVALID_STATE_TRANSITION'
  /** The variant, or the performance's tier, has another unit of that label. */
  | 'LABEL_TAKEN'
  /** The shop has another category of that name. */
  | 'NAME_TAKEN'
  /** The thing named does not exist, or not for you. */
  | 'NOT_FOUND'
  /** The performance has been ordered. */
  | 'PERFORMANCE_IN_USE'
  /** The product or variant has been ordered, or others require it as their main. */
  | 'PRODUCT_IN_USE'
  /** Products would require one another in a circle. */
  | 'RULE_CYCLE'
  /** Performances were created with the seat plan. */
  | 'SEAT_PLAN_IN_USE'
  /** The shop has another variant of that stock keeping unit. */
  | 'SKU_TAKEN'
  /** The unit is promised to an order, or out of the house. */
  | 'UNIT_IN_USE'
  /** The thing has changed since the version that the caller saw. */
  | 'VERSION_CONFLICT';

/** A time during which enough is free, with the product's buffers before and after. */
export type FreeWindow = {
  __typename?: 'FreeWindow';
  /** How many pieces can be had for all of it. */
  available: Scalars['Int']['output'];
  /** When it is over: a period may end then. */
  end: Scalars['DateTime']['output'];
  /** When it begins. */
  start: Scalars['DateTime']['output'];
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

/** What is wrong with one row of a file. */
export type ImportProblem = {
  __typename?: 'ImportProblem';
  /** Name of the column; null when the whole row is meant. */
  column: Maybe<Scalars['String']['output']>;
  /** What is wrong, for people, in English. */
  message: Scalars['String']['output'];
  /** The row, 1 being the first below the header; 0 is the header or the file as a whole. */
  row: Scalars['Int']['output'];
};

/** A file of products. */
export type ImportProductsInput = {
  /**
   * The file, CSV (RFC 4180) with a header row; at most 20,000 rows, 1,000,000 bytes in UTF-8, and 1 MiB with the whole request.
   * Each row is a variant; rows of the same `product` form one product. Columns, in any order:
   * `product` (needed): its name. A product of that name that the shop has gets the new variants, else a new product is made.
   * `price` (needed): of one piece, in the shop's currency, e.g. `1200` or `12.50`.
   * `variant`: its name; the product's when empty. `sku`: a variant that the shop knows by it gets the row's name and price; others are new.
   * `stock`: how many pieces a new variant has from the first, 0 to 1000000; a variant that the shop has keeps its stock.
   * `category`: made when the shop has none of that name. `description`, `image_url`, `close_when_sold_out` (`true` or `false`).
   * What the last four say of a product that the shop has replaces what it had; what they leave empty stays.
   */
  csv: Scalars['String']['input'];
  /** Only says what would come of it. */
  dryRun?: Scalars['Boolean']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
};

/** What came of `importProducts`. */
export type ImportProductsResult = IdempotencyKeyReused | ImportRefused | ImportReport | InvalidInput | NotFound;

/** The file was not taken over: nothing of it has been written. */
export type ImportRefused = Failure & {
  __typename?: 'ImportRefused';
  /** Always `IMPORT_REFUSED`. */
  code: FailureCode;
  /** How many problems there are. */
  message: Scalars['String']['output'];
  /** How many problems there are in all. */
  problemCount: Scalars['Int']['output'];
  /** The first 100 of them, by row. */
  problems: Array<ImportProblem>;
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** How many rows the file has, its header not counted. */
  rows: Scalars['Int']['output'];
};

/** A file was taken over, all of it; or could be, if it was a dry run. */
export type ImportReport = {
  __typename?: 'ImportReport';
  /** How many rows made a new variant or unit. */
  created: Scalars['Int']['output'];
  /** Whether nothing has been written because nothing was to be. */
  dryRun: Scalars['Boolean']['output'];
  /** How many rows the file has, its header not counted. */
  rows: Scalars['Int']['output'];
  /** How many rows changed a variant or unit that there was; rows that say what was already so are in neither number. */
  updated: Scalars['Int']['output'];
};

/** A file of units. */
export type ImportUnitsInput = {
  /**
   * The file, CSV (RFC 4180) with a header row; at most 20,000 rows, 1,000,000 bytes in UTF-8, and 1 MiB with the whole request.
   * Each row is a unit. Columns, in any order:
   * `label` (needed): what the unit is called, 1 to 100 characters. A unit of that label that the variant has gets the row's attributes.
   * `sku` (needed without `variantId`, else not allowed): stock keeping unit of the unit's variant.
   * Any other column is an attribute of that name; at most 20, of 1 to 50 characters, with values of at most 200. An empty value takes
   * the attribute away; attributes that the file has no column for stay.
   */
  csv: Scalars['String']['input'];
  /** Only says what would come of it. */
  dryRun?: Scalars['Boolean']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the shop, `shp_…`. */
  shopId: Scalars['ID']['input'];
  /** The variant that all the units are of, `var_…`; without it each row names its own. */
  variantId?: InputMaybe<Scalars['ID']['input']>;
};

/** What came of `importUnits`. */
export type ImportUnitsResult = IdempotencyKeyReused | ImportRefused | ImportReport | InvalidInput | NotFound;

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

/** Another unit of the variant, or of the performance's tier, has that label; or two of the input have. */
export type LabelTaken = Failure & {
  __typename?: 'LabelTaken';
  /** Always `LABEL_TAKEN`. */
  code: FailureCode;
  /** The label that was asked for. */
  label: Scalars['String']['output'];
  /** Which label is taken. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** One customer may have only so many pieces over all orders, all variants together; what was cancelled does not count. */
export type MaxPerCustomer = ProductRule & {
  __typename?: 'MaxPerCustomer';
  /** How many pieces, 1 to 10000. */
  limit: Scalars['Int']['output'];
  /** The rule in words, for people, in English. */
  message: Scalars['String']['output'];
};

/** One order may hold only so many pieces, all variants together. */
export type MaxPerOrder = ProductRule & {
  __typename?: 'MaxPerOrder';
  /** How many pieces, 1 to 10000. */
  limit: Scalars['Int']['output'];
  /** The rule in words, for people, in English. */
  message: Scalars['String']['output'];
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

/** What a shop's staff can do. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Corrects the count of pieces on hand, never below what is promised to orders. */
  adjustStock: AdjustStockResult;
  /** Takes a category out of the lists; its products stay in it, and on sale. CURRENT → ARCHIVED. */
  archiveCategory: ArchiveCategoryResult;
  /** Takes a product out of the lists and off sale; orders already placed go on. CURRENT → ARCHIVED. Products that require it as their main go on requiring it. */
  archiveProduct: ArchiveProductResult;
  /** Takes a seat plan out of the list; no new performance can have it. CURRENT → ARCHIVED. */
  archiveSeatPlan: ArchiveSeatPlanResult;
  /** Takes a variant out of the lists and off sale; orders already placed go on. CURRENT → ARCHIVED. */
  archiveVariant: ArchiveVariantResult;
  /** Calls a performance off: nothing of it can be ordered any more. SCHEDULED → CANCELLED. */
  cancelPerformance: CancelPerformanceResult;
  /** Adds a category to a shop you work in. */
  createCategory: CreateCategoryResult;
  /** Adds a performance to a product, with its seats or its stock. */
  createPerformance: CreatePerformanceResult;
  /** Adds a product to a shop you work in, with its variants and their first stock if you like. */
  createProduct: CreateProductResult;
  /** Adds a seat plan to a shop you work in. */
  createSeatPlan: CreateSeatPlanResult;
  /** Adds a variant to a product, after those it has. */
  createVariant: CreateVariantResult;
  /** Deletes a category that no product stands in; see also `archiveCategory`. */
  deleteCategory: DeleteCategoryResult;
  /** Deletes a performance that was never ordered, with its seats and its stock. */
  deletePerformance: DeletePerformanceResult;
  /** Deletes a product that was never ordered and that none requires as its main, with its variants and whatever is left of them; see also `archiveProduct`. */
  deleteProduct: DeleteProductResult;
  /** Deletes a seat plan that no performance was created with. */
  deleteSeatPlan: DeleteSeatPlanResult;
  /** Deletes a variant that was never ordered, with whatever is left of it; see also `archiveVariant`. */
  deleteVariant: DeleteVariantResult;
  /** Takes a product off sale. Orders already placed go on. */
  discontinueProduct: DiscontinueProductResult;
  /** Takes over a file of products with their variants and first stock: the whole file, or nothing of it. */
  importProducts: ImportProductsResult;
  /** Registers a file of units: the whole file, or nothing of it. */
  importUnits: ImportUnitsResult;
  /** Puts a product on sale again. */
  reactivateProduct: ReactivateProductResult;
  /** Adds pieces that have come in. */
  receiveStock: ReceiveStockResult;
  /** Registers units that have come in, all of them or none. */
  registerUnits: RegisterUnitsResult;
  /** Puts a unit into use again. RETIRED → ACTIVE. */
  reinstateUnit: ReinstateUnitResult;
  /** Puts an archived category back. ARCHIVED → CURRENT. */
  restoreCategory: RestoreCategoryResult;
  /** Puts an archived product back. ARCHIVED → CURRENT. */
  restoreProduct: RestoreProductResult;
  /** Puts an archived seat plan back. ARCHIVED → CURRENT. */
  restoreSeatPlan: RestoreSeatPlanResult;
  /** Puts an archived variant back. ARCHIVED → CURRENT. */
  restoreVariant: RestoreVariantResult;
  /** Takes a unit out of use, e.g. a broken seat, unless somebody has it or will. ACTIVE → RETIRED. */
  retireUnit: RetireUnitResult;
  /** Replaces all rules of a product. Orders already placed go on. */
  setProductRules: SetProductRulesResult;
  /** Changes a category. */
  updateCategory: UpdateCategoryResult;
  /** Changes when a performance is and when it is sold. Orders already placed go on. */
  updatePerformance: UpdatePerformanceResult;
  /** Changes a product. */
  updateProduct: UpdateProductResult;
  /** Changes a seat plan, for performances to come. */
  updateSeatPlan: UpdateSeatPlanResult;
  /** Changes a unit, e.g. moves it to another station. */
  updateUnit: UpdateUnitResult;
  /** Changes a variant. Orders already placed keep the price they were placed at. */
  updateVariant: UpdateVariantResult;
};


/** What a shop's staff can do. */
export type MutationAdjustStockArgs = {
  input: AdjustStockInput;
};


/** What a shop's staff can do. */
export type MutationArchiveCategoryArgs = {
  input: ArchiveCategoryInput;
};


/** What a shop's staff can do. */
export type MutationArchiveProductArgs = {
  input: ArchiveProductInput;
};


/** What a shop's staff can do. */
export type MutationArchiveSeatPlanArgs = {
  input: ArchiveSeatPlanInput;
};


/** What a shop's staff can do. */
export type MutationArchiveVariantArgs = {
  input: ArchiveVariantInput;
};


/** What a shop's staff can do. */
export type MutationCancelPerformanceArgs = {
  input: CancelPerformanceInput;
};


/** What a shop's staff can do. */
export type MutationCreateCategoryArgs = {
  input: CreateCategoryInput;
};


/** What a shop's staff can do. */
export type MutationCreatePerformanceArgs = {
  input: CreatePerformanceInput;
};


/** What a shop's staff can do. */
export type MutationCreateProductArgs = {
  input: CreateProductInput;
};


/** What a shop's staff can do. */
export type MutationCreateSeatPlanArgs = {
  input: CreateSeatPlanInput;
};


/** What a shop's staff can do. */
export type MutationCreateVariantArgs = {
  input: CreateVariantInput;
};


/** What a shop's staff can do. */
export type MutationDeleteCategoryArgs = {
  input: DeleteCategoryInput;
};


/** What a shop's staff can do. */
export type MutationDeletePerformanceArgs = {
  input: DeletePerformanceInput;
};


/** What a shop's staff can do. */
export type MutationDeleteProductArgs = {
  input: DeleteProductInput;
};


/** What a shop's staff can do. */
export type MutationDeleteSeatPlanArgs = {
  input: DeleteSeatPlanInput;
};


/** What a shop's staff can do. */
export type MutationDeleteVariantArgs = {
  input: DeleteVariantInput;
};


/** What a shop's staff can do. */
export type MutationDiscontinueProductArgs = {
  input: DiscontinueProductInput;
};


/** What a shop's staff can do. */
export type MutationImportProductsArgs = {
  input: ImportProductsInput;
};


/** What a shop's staff can do. */
export type MutationImportUnitsArgs = {
  input: ImportUnitsInput;
};


/** What a shop's staff can do. */
export type MutationReactivateProductArgs = {
  input: ReactivateProductInput;
};


/** What a shop's staff can do. */
export type MutationReceiveStockArgs = {
  input: ReceiveStockInput;
};


/** What a shop's staff can do. */
export type MutationRegisterUnitsArgs = {
  input: RegisterUnitsInput;
};


/** What a shop's staff can do. */
export type MutationReinstateUnitArgs = {
  input: ReinstateUnitInput;
};


/** What a shop's staff can do. */
export type MutationRestoreCategoryArgs = {
  input: RestoreCategoryInput;
};


/** What a shop's staff can do. */
export type MutationRestoreProductArgs = {
  input: RestoreProductInput;
};


/** What a shop's staff can do. */
export type MutationRestoreSeatPlanArgs = {
  input: RestoreSeatPlanInput;
};


/** What a shop's staff can do. */
export type MutationRestoreVariantArgs = {
  input: RestoreVariantInput;
};


/** What a shop's staff can do. */
export type MutationRetireUnitArgs = {
  input: RetireUnitInput;
};


/** What a shop's staff can do. */
export type MutationSetProductRulesArgs = {
  input: SetProductRulesInput;
};


/** What a shop's staff can do. */
export type MutationUpdateCategoryArgs = {
  input: UpdateCategoryInput;
};


/** What a shop's staff can do. */
export type MutationUpdatePerformanceArgs = {
  input: UpdatePerformanceInput;
};


/** What a shop's staff can do. */
export type MutationUpdateProductArgs = {
  input: UpdateProductInput;
};


/** What a shop's staff can do. */
export type MutationUpdateSeatPlanArgs = {
  input: UpdateSeatPlanInput;
};


/** What a shop's staff can do. */
export type MutationUpdateUnitArgs = {
  input: UpdateUnitInput;
};


/** What a shop's staff can do. */
export type MutationUpdateVariantArgs = {
  input: UpdateVariantInput;
};

/** The shop has another category of that name. */
export type NameTaken = Failure & {
  __typename?: 'NameTaken';
  /** Always `NAME_TAKEN`. */
  code: FailureCode;
  /** Which name is taken. */
  message: Scalars['String']['output'];
  /** The name that was asked for. */
  name: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** What a unit is like that is to be registered. */
export type NewUnitInput = {
  /** What else is to be known of it; at most 20, each name once. */
  attributes?: InputMaybe<Array<UnitAttributeInput>>;
  /** What people call it, e.g. its number; 1 to 100 characters, unique within the variant. */
  label: Scalars['String']['input'];
};

/** What a variant that is created with its product is like. */
export type NewVariantInput = {
  /** How many pieces are in stock from the first, 0 to 1000000. */
  initialStock?: InputMaybe<Scalars['Int']['input']>;
  /** Its name within the product, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Price of one piece, 0 or more, in the shop's currency. */
  price: MoneyInput;
  /** The shop's own stock keeping unit, 1 to 64 characters, unique within the shop. */
  sku?: InputMaybe<Scalars['String']['input']>;
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

/** One order may hold a single piece. */
export type OncePerOrder = ProductRule & {
  __typename?: 'OncePerOrder';
  /** The rule in words, for people, in English. */
  message: Scalars['String']['output'];
};

/** An order; the reservations subgraph knows it. */
export type Order = {
  __typename?: 'Order';
  /** Opaque id, `ord_…`. */
  id: Scalars['ID']['output'];
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

/** One dated occurrence of a product, with a stock of its own. */
export type Performance = {
  __typename?: 'Performance';
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When it ends. */
  endsAt: Scalars['DateTime']['output'];
  /** Opaque id, `prf_…`. */
  id: Scalars['ID']['output'];
  /** What is particular about it, e.g. the cast; 1 to 200 characters. */
  name: Maybe<Scalars['String']['output']>;
  /** What there is of it, by variant, in the shop's order. */
  pools: Array<PerformancePool>;
  /** What is performed. */
  product: Maybe<Product>;
  /** From when on it is sold; null: from its creation. */
  saleFrom: Maybe<Scalars['DateTime']['output']>;
  /** Until when it is sold; null: until it begins. */
  saleUntil: Maybe<Scalars['DateTime']['output']>;
  /** The plan its seats were made from. Null where pieces are only counted, and for anybody but the shop's staff. */
  seatPlan: Maybe<SeatPlan>;
  /** When it begins. From then on nothing of it can be ordered. */
  startsAt: Scalars['DateTime']['output'];
  /** Whether it takes place. */
  status: PerformanceStatus;
  /** Rises by one with every change of the performance itself, not of its stock; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of performances. */
export type PerformanceConnection = {
  __typename?: 'PerformanceConnection';
  /** The performances with their cursors. */
  edges: Array<PerformanceEdge>;
  /** The performances alone. */
  nodes: Array<Performance>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** The performance is gone. */
export type PerformanceDeleted = {
  __typename?: 'PerformanceDeleted';
  /** The id it had. */
  id: Scalars['ID']['output'];
};

/** A performance within a list. */
export type PerformanceEdge = {
  __typename?: 'PerformanceEdge';
  /** Opaque position of this performance in the list. */
  cursor: Scalars['String']['output'];
  /** The performance. */
  node: Performance;
};

/** Which performances to show; all conditions must hold. */
export type PerformanceFilter = {
  /** Only performances that begin at this moment or later. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only performances of this status. */
  status?: InputMaybe<PerformanceStatus>;
  /** Only performances that begin before this moment. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The performance has been ordered, and orders must go on naming it: cancel it instead. */
export type PerformanceInUse = Failure & {
  __typename?: 'PerformanceInUse';
  /** Always `PERFORMANCE_IN_USE`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** The performance that was to be deleted. */
  performanceId: Scalars['ID']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** How much there is of one variant for a performance. */
export type PerformancePool = {
  __typename?: 'PerformancePool';
  /** How many pieces can be ordered now, whether the performance is on sale or not. */
  available: Scalars['Int']['output'];
  /** How many pieces there are, those promised to orders included. Null for anybody but the shop's staff. */
  onHand: Maybe<Scalars['Int']['output']>;
  /** The tier of the seat plan that the variant is; null where pieces are only counted. */
  tier: Maybe<Scalars['String']['output']>;
  /** The variant that is sold. */
  variant: Maybe<Variant>;
};

/** Whether a performance takes place: SCHEDULED → CANCELLED. */
export type PerformanceStatus =
  /** It was called off; nothing of it can be ordered any more. */
  | 'CANCELLED'
  /** It is to take place, or has. */
  | 'SCHEDULED';

/** How many pieces of a variant there are for a performance without seats. */
export type PerformanceStockInput = {
  /** How many pieces, 0 to 1000000. */
  quantity: Scalars['Int']['input'];
  /** Id of the variant, `var_…`, of the performance's product; each once. */
  variantId: Scalars['ID']['input'];
};

/** Which variant the seats of a tier are sold as. */
export type PerformanceTierInput = {
  /** The tier's name in the seat plan. */
  tier: Scalars['String']['input'];
  /** Id of the variant, `var_…`, of the performance's product; each for one tier only. */
  variantId: Scalars['ID']['input'];
};

/** Something a shop sells, in one or more variants. */
export type Product = {
  __typename?: 'Product';
  /** When it was archived: it is not listed then, and cannot be ordered. Null while it is not. */
  archivedAt: Maybe<Scalars['DateTime']['output']>;
  /** The heading it stands under. */
  category: Maybe<Category>;
  /** Whether it becomes DISCONTINUED when the last piece of its last variant is sold. */
  closeWhenSoldOut: Scalars['Boolean']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** What it is, in the shop's words, at most 5000 characters; empty when the shop has none. */
  description: Scalars['String']['output'];
  /** Why it is DISCONTINUED; null while it is ACTIVE. */
  discontinuedReason: Maybe<DiscontinuedReason>;
  /** Opaque id, `prd_…`. */
  id: Scalars['ID']['output'];
  /** Where its picture is, an https or http URL. */
  imageUrl: Maybe<Scalars['String']['output']>;
  /** Its name, 1 to 200 characters. */
  name: Scalars['String']['output'];
  /** Its performances, the earliest first; none unless it is sold by performance. */
  performances: PerformanceConnection;
  /** Under which conditions it is sold; all of them must hold. An order that breaks one is refused. */
  rules: Array<ProductRule>;
  /** The shop that sells it. */
  shop: Maybe<Shop>;
  /** How it is sold; fixed when it is created. */
  soldBy: SoldBy;
  /** Whether it can be ordered. */
  status: ProductStatus;
  /** For which times it may be had; null unless it is sold by period. */
  timeRules: Maybe<TimeRules>;
  /** Whether each piece is kept one by one, as a unit with a label, e.g. a bike or a seat; fixed when it is created. */
  tracksUnits: Scalars['Boolean']['output'];
  /** What exactly can be ordered, in the shop's order; at most 100. */
  variants: Array<Variant>;
  /** Rises by one with every change of the product itself; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};


/** Something a shop sells, in one or more variants. */
export type ProductPerformancesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<PerformanceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Something a shop sells, in one or more variants. */
export type ProductVariantsArgs = {
  archived?: Scalars['Boolean']['input'];
};

/** A page of products. */
export type ProductConnection = {
  __typename?: 'ProductConnection';
  /** The products with their cursors. */
  edges: Array<ProductEdge>;
  /** The products alone. */
  nodes: Array<Product>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** The product is gone. */
export type ProductDeleted = {
  __typename?: 'ProductDeleted';
  /** The id it had. */
  id: Scalars['ID']['output'];
};

/** A product within a list. */
export type ProductEdge = {
  __typename?: 'ProductEdge';
  /** Opaque position of this product in the list. */
  cursor: Scalars['String']['output'];
  /** The product. */
  node: Product;
};

/** Which products to show; all conditions must hold. */
export type ProductFilter = {
  /** Only those that are archived, or only those that are not. */
  archived?: Scalars['Boolean']['input'];
  /** Only products under this category, `cat_…`. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Only products whose cheapest variant costs this or more, in the shop's currency. */
  priceFrom?: InputMaybe<Scalars['Decimal']['input']>;
  /** Only products whose cheapest variant costs this or less, in the shop's currency. */
  priceTo?: InputMaybe<Scalars['Decimal']['input']>;
  /** Only products that are sold so. */
  soldBy?: InputMaybe<SoldBy>;
  /** Only products of this status. */
  status?: InputMaybe<ProductStatus>;
  /** Only products with this text in their name or description, whatever its case; 1 to 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** The product has been ordered and orders must go on naming it, or others require it as their main: archive it instead. */
export type ProductInUse = Failure & {
  __typename?: 'ProductInUse';
  /** Always `PRODUCT_IN_USE`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** The product that was to be deleted, or whose variant was. */
  productId: Scalars['ID']['output'];
  /** The products that require it as their main, at most 50; empty when it has been ordered. */
  requiredByProductIds: Array<Scalars['ID']['output']>;
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** A condition under which a product is sold. */
export type ProductRule = {
  /** The rule in words, for people, in English. */
  message: Scalars['String']['output'];
};

/** One rule of a product. Only the fields that its kind names may be given. */
export type ProductRuleInput = {
  /** For SALE_WINDOW: from when on it is sold, in the years 2000 to 2199; `from` or `until` or both are needed. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Which rule it is; each kind at most once. */
  kind: ProductRuleKind;
  /** For MAX_PER_ORDER and MAX_PER_CUSTOMER: how many pieces, 1 to 10000. */
  limit?: InputMaybe<Scalars['Int']['input']>;
  /** For REQUIRES_MAIN: other products of the same shop, 1 to 50. */
  mainProductIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** For SALE_WINDOW: until when it is sold, after `from`, in the years 2000 to 2199. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The kinds of product rules. */
export type ProductRuleKind =
  /** Only so many for one customer; see `MaxPerCustomer`. */
  | 'MAX_PER_CUSTOMER'
  /** Only so many in one order; see `MaxPerOrder`. */
  | 'MAX_PER_ORDER'
  /** A single one in one order; see `OncePerOrder`. */
  | 'ONCE_PER_ORDER'
  /** Only together with a main; see `RequiresMain`. */
  | 'REQUIRES_MAIN'
  /** Only within a window of time; see `SaleWindow`. */
  | 'SALE_WINDOW'
  /** Only at a table; see `TableOnly`. */
  | 'TABLE_ONLY';

/** In which order to show products. */
export type ProductSort =
  /** By name, from A. */
  | 'NAME'
  /** The latest first. */
  | 'NEWEST'
  /** The earliest first. */
  | 'OLDEST'
  /** By the price of the cheapest variant, the cheapest first; products without a variant come last. */
  | 'PRICE'
  /** By the price of the cheapest variant, the dearest first; products without a variant come last. */
  | 'PRICE_DESC';

/** Whether a product can be ordered: ACTIVE ⇄ DISCONTINUED. */
export type ProductStatus =
  /** It can be ordered, as far as stock goes. */
  | 'ACTIVE'
  /** It is no longer sold; orders that name it are refused. */
  | 'DISCONTINUED';

/** What is sold. */
export type Query = {
  __typename?: 'Query';
  /** When a variant that is sold by period can be had; null if there is no such variant, or no such unit of it. */
  availability: Maybe<Availability>;
  /** The categories of a shop, in the shop's order. A shop that does not exist has none. */
  categories: CategoryConnection;
  /** One performance; null if there is none. */
  performance: Maybe<Performance>;
  /** The performances of a product, the earliest first. A product that does not exist has none. */
  performances: PerformanceConnection;
  /** One product; null if there is none. */
  product: Maybe<Product>;
  /** The products of a shop. A shop that does not exist has none. */
  products: ProductConnection;
  /** Every seat of a performance with its state now; null if there is no such performance. */
  seatMap: Maybe<SeatMap>;
  /** One seat plan; null if there is none, and for anybody but the shop's staff. */
  seatPlan: Maybe<SeatPlan>;
  /** The seat plans of a shop by name; null for anybody but the shop's staff. */
  seatPlans: Maybe<SeatPlanConnection>;
  /** The stock journal of a variant, the latest movement first; null for anybody but the shop's staff. */
  stockMovements: Maybe<StockMovementConnection>;
  /** One unit; null if there is none. */
  stockUnit: Maybe<StockUnit>;
  /** The units of a variant; of a variant sold by performance, those of one performance. A variant that does not exist has none. */
  stockUnits: StockUnitConnection;
  /** The variants of a shop over all its products, the latest first. A shop that does not exist has none. */
  variants: VariantConnection;
};


/** What is sold. */
export type QueryAvailabilityArgs = {
  from: Scalars['DateTime']['input'];
  quantity?: Scalars['Int']['input'];
  to: Scalars['DateTime']['input'];
  unitId: InputMaybe<Scalars['ID']['input']>;
  variantId: Scalars['ID']['input'];
};


/** What is sold. */
export type QueryCategoriesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<CategoryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
};


/** What is sold. */
export type QueryPerformanceArgs = {
  id: Scalars['ID']['input'];
};


/** What is sold. */
export type QueryPerformancesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<PerformanceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  productId: Scalars['ID']['input'];
};


/** What is sold. */
export type QueryProductArgs = {
  id: Scalars['ID']['input'];
};


/** What is sold. */
export type QueryProductsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<ProductFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
  sort?: ProductSort;
};


/** What is sold. */
export type QuerySeatMapArgs = {
  performanceId: Scalars['ID']['input'];
};


/** What is sold. */
export type QuerySeatPlanArgs = {
  id: Scalars['ID']['input'];
};


/** What is sold. */
export type QuerySeatPlansArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  archived?: Scalars['Boolean']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
};


/** What is sold. */
export type QueryStockMovementsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  variantId: Scalars['ID']['input'];
};


/** What is sold. */
export type QueryStockUnitArgs = {
  id: Scalars['ID']['input'];
};


/** What is sold. */
export type QueryStockUnitsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<StockUnitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  performanceId: InputMaybe<Scalars['ID']['input']>;
  sort?: StockUnitSort;
  variantId: Scalars['ID']['input'];
};


/** What is sold. */
export type QueryVariantsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<VariantFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  shopId: Scalars['ID']['input'];
};

/** Which product is meant. */
export type ReactivateProductInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the product, `prd_…`. */
  productId: Scalars['ID']['input'];
};

/** What came of `reactivateProduct`. */
export type ReactivateProductResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Product | VersionConflict;

/** What has come in. */
export type ReceiveStockInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the performance, `prf_…`, whose pieces are counted; of variants sold by performance only. */
  performanceId?: InputMaybe<Scalars['ID']['input']>;
  /** How many pieces, 1 to 1000000. */
  quantity: Scalars['Int']['input'];
  /** A note for the journal, e.g. the delivery's number; at most 200 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Id of the variant, `var_…`. */
  variantId: Scalars['ID']['input'];
};

/** What came of `receiveStock`. */
export type ReceiveStockResult = IdempotencyKeyReused | InvalidInput | NotFound | StockMovement;

/** What has come in, one by one. */
export type RegisterUnitsInput = {
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The units, 1 to 500: all are registered or none. */
  units: Array<NewUnitInput>;
  /** Id of the variant, `var_…`, of a product that tracks units and is not sold by performance. */
  variantId: Scalars['ID']['input'];
};

/** What came of `registerUnits`. */
export type RegisterUnitsResult = IdempotencyKeyReused | InvalidInput | LabelTaken | NotFound | UnitsRegistered;

/** Which unit is meant. */
export type ReinstateUnitInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the unit, `uni_…`. */
  unitId: Scalars['ID']['input'];
};

/** What came of `reinstateUnit`. */
export type ReinstateUnitResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | StockUnit | VersionConflict;

/** It is a side: it is only sold in the same order as one of its mains. */
export type RequiresMain = ProductRule & {
  __typename?: 'RequiresMain';
  /** The mains: one of them must be in the order. At most 50. */
  mainProducts: Array<Product>;
  /** The rule in words, for people, in English. */
  message: Scalars['String']['output'];
};

/** Which category is meant. */
export type RestoreCategoryInput = {
  /** Id of the category, `cat_…`. */
  categoryId: Scalars['ID']['input'];
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What came of `restoreCategory`. */
export type RestoreCategoryResult = Category | IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | VersionConflict;

/** Which product is meant. */
export type RestoreProductInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the product, `prd_…`. */
  productId: Scalars['ID']['input'];
};

/** What came of `restoreProduct`. */
export type RestoreProductResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Product | VersionConflict;

/** Which seat plan is meant. */
export type RestoreSeatPlanInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the seat plan, `spl_…`. */
  seatPlanId: Scalars['ID']['input'];
};

/** What came of `restoreSeatPlan`. */
export type RestoreSeatPlanResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | SeatPlan | VersionConflict;

/** Which variant is meant. */
export type RestoreVariantInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the variant, `var_…`. */
  variantId: Scalars['ID']['input'];
};

/** What came of `restoreVariant`. */
export type RestoreVariantResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Variant | VersionConflict;

/** Which unit is meant. */
export type RetireUnitInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the unit, `uni_…`. */
  unitId: Scalars['ID']['input'];
};

/** What came of `retireUnit`. */
export type RetireUnitResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | StockUnit | UnitInUse | VersionConflict;

/** Rows by their first and last name: single letters, or numbers. */
export type RowRangeInput = {
  /** The first row, e.g. `A` or `1`; the best or foremost. */
  from: Scalars['String']['input'];
  /** The last row, e.g. `T` or `20`; not before the first. */
  to: Scalars['String']['input'];
};

/** Products would require one another in a circle, so that none of them could be ordered first. */
export type RuleCycle = Failure & {
  __typename?: 'RuleCycle';
  /** Always `RULE_CYCLE`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** The circle: each requires the next, and the last the first. It begins with the product whose rules were to be set. */
  productIds: Array<Scalars['ID']['output']>;
  /** Whether the very same request may succeed later: no, unless the rules of the others change. */
  retryable: Scalars['Boolean']['output'];
};

/** It is only sold within a window of time. */
export type SaleWindow = ProductRule & {
  __typename?: 'SaleWindow';
  /** From when on it is sold; null: always was. */
  from: Maybe<Scalars['DateTime']['output']>;
  /** The rule in words, for people, in English. */
  message: Scalars['String']['output'];
  /** Until when it is sold, that moment excluded; null: for ever. */
  until: Maybe<Scalars['DateTime']['output']>;
};

/** A seat on a map. */
export type Seat = {
  __typename?: 'Seat';
  /** Id of the unit that it is, `uni_…`. */
  id: Scalars['ID']['output'];
  /** What people call it. */
  label: Scalars['String']['output'];
  /** Its number within the row. */
  number: Scalars['Int']['output'];
  /** How it stands. */
  state: SeatState;
  /** The tier of the seat plan. */
  tier: Scalars['String']['output'];
  /** The variant that is ordered with it, which has its price. */
  variant: Variant;
};

/** All seats of a performance, each as it stands at this moment. */
export type SeatMap = {
  __typename?: 'SeatMap';
  /** How many seats are AVAILABLE, whether the performance is on sale or not. */
  available: Scalars['Int']['output'];
  /** The performance. */
  performance: Performance;
  /** The parts of the house; none where pieces are only counted. */
  sections: Array<SeatMapSection>;
};

/** A row on a map. */
export type SeatMapRow = {
  __typename?: 'SeatMapRow';
  /** Its name within the section. */
  name: Scalars['String']['output'];
  /** Its seats, by number. */
  seats: Array<Seat>;
};

/** A part of the house on a map. */
export type SeatMapSection = {
  __typename?: 'SeatMapSection';
  /** Its name. */
  name: Scalars['String']['output'];
  /** Its rows, the best or foremost first. */
  rows: Array<SeatMapRow>;
};

/** Where the seats of a house stand, from which performances get theirs. */
export type SeatPlan = {
  __typename?: 'SeatPlan';
  /** When it was archived; null while it can be used for new performances. */
  archivedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque id, `spl_…`. */
  id: Scalars['ID']['output'];
  /** Its name, 1 to 100 characters. */
  name: Scalars['String']['output'];
  /** How many seats it has, 1 to 20000. */
  seatCount: Scalars['Int']['output'];
  /** Its sections as they were described, the best rows first. */
  sections: Array<SeatPlanSection>;
  /** The shop it belongs to. */
  shop: Maybe<Shop>;
  /** The names of its tiers, in the order in which they first come. */
  tiers: Array<Scalars['String']['output']>;
  /** Rises by one with every change; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of seat plans. */
export type SeatPlanConnection = {
  __typename?: 'SeatPlanConnection';
  /** The seat plans with their cursors. */
  edges: Array<SeatPlanEdge>;
  /** The seat plans alone. */
  nodes: Array<SeatPlan>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** The seat plan is gone. */
export type SeatPlanDeleted = {
  __typename?: 'SeatPlanDeleted';
  /** The id it had. */
  id: Scalars['ID']['output'];
};

/** A seat plan within a list. */
export type SeatPlanEdge = {
  __typename?: 'SeatPlanEdge';
  /** Opaque position of this seat plan in the list. */
  cursor: Scalars['String']['output'];
  /** The seat plan. */
  node: SeatPlan;
};

/** Performances were created with the seat plan, and go on naming it: archive it instead. */
export type SeatPlanInUse = Failure & {
  __typename?: 'SeatPlanInUse';
  /** Always `SEAT_PLAN_IN_USE`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** How many performances name it. */
  performanceCount: Scalars['Int']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The seat plan that was to be deleted. */
  seatPlanId: Scalars['ID']['output'];
};

/** The seats of one row, or of several alike, next to each other. */
export type SeatPlanSection = {
  __typename?: 'SeatPlanSection';
  /** The number of the first seat of each row. */
  firstSeat: Scalars['Int']['output'];
  /** The part of the house. A section with rows of several kinds stands here once for each kind. */
  name: Scalars['String']['output'];
  /** The names of its rows, the best or foremost first. */
  rows: Array<Scalars['String']['output']>;
  /** How many seats each row has. */
  seatsPerRow: Scalars['Int']['output'];
  /** Which price its seats have: each performance says which variant a tier is. */
  tier: Scalars['String']['output'];
};

/** The seats of several rows alike, next to each other. Give either `rows` or `rowNames`. */
export type SeatPlanSectionInput = {
  /** The number of the first seat of each row, 1 to 10000. */
  firstSeat?: InputMaybe<Scalars['Int']['input']>;
  /** The part of the house, 1 to 40 characters. Several may have one name, as long as no seat stands in two of them. */
  name: Scalars['String']['input'];
  /** The names of its rows, 1 to 20 characters each, the best or foremost first; at most 500. */
  rowNames?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Its rows, by their first and last name. */
  rows?: InputMaybe<RowRangeInput>;
  /** How many seats each row has, 1 to 500. */
  seatsPerRow: Scalars['Int']['input'];
  /** Which price its seats have, 1 to 40 characters: each performance says which variant a tier is. */
  tier: Scalars['String']['input'];
};

/** How a seat stands at this moment. */
export type SeatState =
  /** It can be ordered. */
  | 'AVAILABLE'
  /** It is held for an unpaid order. */
  | 'HELD'
  /** The shop does not offer it, e.g. because it is broken. */
  | 'RETIRED'
  /** It is promised to a paid order. */
  | 'SOLD';

/** Under which conditions a product is to be sold. */
export type SetProductRulesInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Id of the product, `prd_…`. */
  productId: Scalars['ID']['input'];
  /** All its rules from now on; an empty list takes them all away. */
  rules: Array<ProductRuleInput>;
};

/** What came of `setProductRules`. */
export type SetProductRulesResult = IdempotencyKeyReused | InvalidInput | NotFound | Product | RuleCycle | VersionConflict;

/** A shop; the users subgraph knows it. */
export type Shop = {
  __typename?: 'Shop';
  /** Opaque id, `shp_…`. */
  id: Scalars['ID']['output'];
};

/** The shop has another variant of that stock keeping unit. */
export type SkuTaken = Failure & {
  __typename?: 'SkuTaken';
  /** Always `SKU_TAKEN`. */
  code: FailureCode;
  /** Which one is taken. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later. */
  retryable: Scalars['Boolean']['output'];
  /** The stock keeping unit that was asked for. */
  sku: Maybe<Scalars['String']['output']>;
};

/** How a product is sold. */
export type SoldBy =
  /** By the ticket of one of its performances; each performance has a stock of its own. */
  | 'PERFORMANCE'
  /** For a period, after which it comes back, e.g. a hall or a bike. */
  | 'PERIOD'
  /** By the piece, e.g. a towel or a dish. */
  | 'QUANTITY';

/** One entry of the stock journal, which is only ever added to. */
export type StockMovement = {
  __typename?: 'StockMovement';
  /** The member of staff who moved it; null when an order did. */
  account: Maybe<Account>;
  /** Change of the pieces that can be ordered: `onHandDelta - heldDelta - confirmedDelta`. All together give `Variant.available`, where it is counted; of what is had for a period they count over all times. */
  availableDelta: Scalars['Int']['output'];
  /** Change of the pieces promised to paid orders. */
  confirmedDelta: Scalars['Int']['output'];
  /** Change of the pieces held for unpaid orders. */
  heldDelta: Scalars['Int']['output'];
  /** Opaque id, `mov_…`. */
  id: Scalars['ID']['output'];
  /** What staff noted about it. */
  note: Maybe<Scalars['String']['output']>;
  /** The how manyeth movement of this stock it is: 1, 2, 3 … without a gap. Each performance has a stock of its own. */
  number: Scalars['Int']['output'];
  /** When it moved. */
  occurredAt: Scalars['DateTime']['output'];
  /** Change of the pieces on hand. */
  onHandDelta: Scalars['Int']['output'];
  /** The order that moved it; null when staff did. */
  order: Maybe<Order>;
  /** The performance whose stock moved; null where it was the variant's own, and of a performance that was deleted. */
  performance: Maybe<Performance>;
  /** Why it moved. */
  reason: StockMovementReason;
  /** Which stock moved. */
  variant: Maybe<Variant>;
};

/** A page of movements. */
export type StockMovementConnection = {
  __typename?: 'StockMovementConnection';
  /** The movements with their cursors. */
  edges: Array<StockMovementEdge>;
  /** The movements alone. */
  nodes: Array<StockMovement>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A movement within a list. */
export type StockMovementEdge = {
  __typename?: 'StockMovementEdge';
  /** Opaque position of this movement in the list. */
  cursor: Scalars['String']['output'];
  /** The movement. */
  node: StockMovement;
};

/** Why stock moved. */
export type StockMovementReason =
  /** Staff corrected the count. */
  | 'ADJUSTED'
  /** The order was paid; its pieces are sold. */
  | 'CONFIRMED'
  /** The variant was deleted, with whatever was left of it. */
  | 'DELETED'
  /** The order was not paid in time; its pieces can be sold again. */
  | 'EXPIRED'
  /** Pieces of a paid order were handed over and have left the shop. */
  | 'HANDED_OVER'
  /** Pieces were promised to an unpaid order. */
  | 'HELD'
  /** Pieces came in. */
  | 'RECEIVED'
  /** A unit was registered, or came back into service. */
  | 'REGISTERED'
  /** The order was called off; its pieces can be sold again. */
  | 'RELEASED'
  /** A unit was taken out of service. */
  | 'RETIRED'
  /** What was had for a period came back. */
  | 'RETURNED';

/** One thing of which there is only one: a bike, a seat of a performance. */
export type StockUnit = {
  __typename?: 'StockUnit';
  /** What else is to be known of it, by name. */
  attributes: Array<UnitAttribute>;
  /** When it was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque id, `uni_…`. */
  id: Scalars['ID']['output'];
  /** What people call it, e.g. its number; unique within the variant, or within the performance's tier. */
  label: Scalars['String']['output'];
  /** The number within the row; null of what is no seat. */
  number: Maybe<Scalars['Int']['output']>;
  /** The performance whose seat it is; null of what is no seat. */
  performance: Maybe<Performance>;
  /** The row within the section; null of what is no seat. */
  row: Maybe<Scalars['String']['output']>;
  /** The part of the house; null of what is no seat. */
  section: Maybe<Scalars['String']['output']>;
  /** How it stands at this moment. */
  state: StockUnitState;
  /** Whether it is in use. */
  status: StockUnitStatus;
  /** The variant it is a piece of. */
  variant: Maybe<Variant>;
  /** Rises by one with every change of the unit itself, not of who has it; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of units. */
export type StockUnitConnection = {
  __typename?: 'StockUnitConnection';
  /** The units with their cursors. */
  edges: Array<StockUnitEdge>;
  /** The units alone. */
  nodes: Array<StockUnit>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** A unit within a list. */
export type StockUnitEdge = {
  __typename?: 'StockUnitEdge';
  /** Opaque position of this unit in the list. */
  cursor: Scalars['String']['output'];
  /** The unit. */
  node: StockUnit;
};

/** Which units to show; all conditions must hold. */
export type StockUnitFilter = {
  /** Only units that have this attribute. */
  attribute?: InputMaybe<UnitAttributeInput>;
  /** Only units that nobody has from this moment on until `freeTo`, the product's buffers included. Give both or neither. */
  freeFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** The end of the time in which nobody may have them; after `freeFrom`. */
  freeTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only units of this status. Anybody but the shop's staff sees those that are ACTIVE only. */
  status?: InputMaybe<StockUnitStatus>;
  /** Only units with this text in their label, whatever its case; 1 to 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** In which order to show units. */
export type StockUnitSort =
  /** By label, character by character. */
  | 'LABEL'
  /** The latest first. */
  | 'NEWEST';

/** How a unit stands at this moment. */
export type StockUnitState =
  /** Nobody has it now. */
  | 'AVAILABLE'
  /** It is held for an unpaid order now. */
  | 'HELD'
  /** The shop does not offer it any more. */
  | 'RETIRED'
  /** It is promised to a paid order now, or out of the house and not back in time. */
  | 'TAKEN';

/** Whether a unit is in use: ACTIVE ⇄ RETIRED. */
export type StockUnitStatus =
  /** It can be ordered, as far as nobody else has it. */
  | 'ACTIVE'
  /** The shop does not offer it any more. */
  | 'RETIRED';

/** What happens, as it happens. */
export type Subscription = {
  __typename?: 'Subscription';
  /** Each of these variants as it is now, one event each, then the variant again whenever its stock or its product's status has changed. Changes in quick succession may come as one. Ids that name nothing are passed over. */
  stockChanged: Variant;
};


/** What happens, as it happens. */
export type SubscriptionStockChangedArgs = {
  variantIds: Array<Scalars['ID']['input']>;
};

/** It is only sold at a table of the shop. */
export type TableOnly = ProductRule & {
  __typename?: 'TableOnly';
  /** The rule in words, for people, in English. */
  message: Scalars['String']['output'];
};

/** For which times a product that is sold by period may be had. Slots follow the wall clock of the shop, all lengths are real minutes: a day on which clocks go forward has 1380. */
export type TimeRules = {
  __typename?: 'TimeRules';
  /** How long it is taken after a period has ended, e.g. to be cleaned, minutes. */
  bufferAfterMinutes: Scalars['Int']['output'];
  /** How long it is taken before a period starts, e.g. to be made ready, minutes. */
  bufferBeforeMinutes: Scalars['Int']['output'];
  /** The longest period, minutes. */
  maximumDurationMinutes: Scalars['Int']['output'];
  /** The shortest period, minutes. */
  minimumDurationMinutes: Scalars['Int']['output'];
  /** How long before its start a period must be ordered, minutes. */
  minimumNoticeMinutes: Scalars['Int']['output'];
  /** Periods start and end with a slot; slots are so many minutes long, counted from midnight in the shop. */
  slotMinutes: Scalars['Int']['output'];
};

/** For which times a product may be had. */
export type TimeRulesInput = {
  /** How long it is taken after a period has ended, 0 to 10080 minutes; 0 by default. */
  bufferAfterMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** How long it is taken before a period starts, 0 to 10080 minutes; 0 by default. */
  bufferBeforeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** The longest period, from the shortest to 527040 minutes; 43200, which is 30 days, by default. */
  maximumDurationMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** The shortest period, 1 to 527040 minutes; 1 by default. */
  minimumDurationMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** How long before its start a period must be ordered, 0 to 527040 minutes; 0 by default. */
  minimumNoticeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** The length of a slot, 1 to 1440 minutes, by which a day can be divided, e.g. 15, 60 or 1440; 1 by default. */
  slotMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** A property of a unit, e.g. its colour or its station. */
export type UnitAttribute = {
  __typename?: 'UnitAttribute';
  /** What is told, e.g. `station`. */
  name: Scalars['String']['output'];
  /** What it is, e.g. `Yeouido`. */
  value: Scalars['String']['output'];
};

/** A property of a unit, e.g. its colour or its station. */
export type UnitAttributeInput = {
  /** What is told, e.g. `station`; 1 to 50 characters. */
  name: Scalars['String']['input'];
  /** What it is, e.g. `Yeouido`; 1 to 200 characters. */
  value: Scalars['String']['input'];
};

/** The unit is promised to an order, or out of the house: it can be retired once it is free. */
export type UnitInUse = Failure & {
  __typename?: 'UnitInUse';
  /** Always `UNIT_IN_USE`. */
  code: FailureCode;
  /** What to do about it. */
  message: Scalars['String']['output'];
  /** Whether the very same request may succeed later: yes, when it is free. */
  retryable: Scalars['Boolean']['output'];
  /** The unit that was to be retired. */
  unitId: Scalars['ID']['output'];
};

/** The units are there. */
export type UnitsRegistered = {
  __typename?: 'UnitsRegistered';
  /** The units, in the order in which they were given. */
  units: Array<StockUnit>;
  /** The variant they are pieces of. */
  variant: Maybe<Variant>;
};

/** What is to change; what is absent or null stays. */
export type UpdateCategoryInput = {
  /** Id of the category, `cat_…`. */
  categoryId: Scalars['ID']['input'];
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Its name, 1 to 100 characters, unique within the shop. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Where it stands among the shop's categories: lower comes first, equal ones by name. */
  position?: InputMaybe<Scalars['Int']['input']>;
};

/** What came of `updateCategory`. */
export type UpdateCategoryResult = Category | IdempotencyKeyReused | InvalidInput | NameTaken | NotFound | VersionConflict;

/** What is to change; what is absent stays, and so does what is null unless it says otherwise. */
export type UpdatePerformanceInput = {
  /** When it ends; after it begins. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What is particular about it, 1 to 200 characters; null takes it away. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Id of the performance, `prf_…`. */
  performanceId: Scalars['ID']['input'];
  /** From when on it is sold; null: from its creation. */
  saleFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Until when it is sold, after `saleFrom`; null: until it begins. */
  saleUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it begins. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What came of `updatePerformance`. */
export type UpdatePerformanceResult = IdempotencyKeyReused | InvalidInput | InvalidStateTransition | NotFound | Performance | VersionConflict;

/** What is to change; what is absent stays, and so does what is null unless it says otherwise. */
export type UpdateProductInput = {
  /** The heading it stands under, a category of the same shop; null takes it out of any. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether it becomes DISCONTINUED when the last piece of its last variant is sold. */
  closeWhenSoldOut?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is, at most 5000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Where its picture is, an https or http URL of at most 2000 characters; null takes it away. */
  imageUrl?: InputMaybe<Scalars['String']['input']>;
  /** Its name, 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Id of the product, `prd_…`. */
  productId: Scalars['ID']['input'];
  /** For which times it may be had, of a product that is sold by period only; what is absent stays as it is. Orders there are keep their times. */
  timeRules?: InputMaybe<TimeRulesInput>;
};

/** What came of `updateProduct`. */
export type UpdateProductResult = IdempotencyKeyReused | InvalidInput | NotFound | Product | VersionConflict;

/** What is to change; what is absent or null stays. */
export type UpdateSeatPlanInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Its name, 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Id of the seat plan, `spl_…`. */
  seatPlanId: Scalars['ID']['input'];
  /** Where its seats stand from now on, the best rows first. Performances that there are keep their seats. */
  sections?: InputMaybe<Array<SeatPlanSectionInput>>;
};

/** What came of `updateSeatPlan`. */
export type UpdateSeatPlanResult = IdempotencyKeyReused | InvalidInput | NotFound | SeatPlan | VersionConflict;

/** What is to change; what is absent or null stays. */
export type UpdateUnitInput = {
  /** All that is to be known of it from now on, e.g. another station; at most 20, each name once. */
  attributes?: InputMaybe<Array<UnitAttributeInput>>;
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What people call it; 1 to 100 characters, unique within the variant. A seat's label stays. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** Id of the unit, `uni_…`. */
  unitId: Scalars['ID']['input'];
};

/** What came of `updateUnit`. */
export type UpdateUnitResult = IdempotencyKeyReused | InvalidInput | LabelTaken | NotFound | StockUnit | VersionConflict;

/** What is to change; what is absent stays, and so does what is null unless it says otherwise. */
export type UpdateVariantInput = {
  /** The version that the caller saw; a newer one is refused. */
  expectedVersion: Scalars['Int']['input'];
  /** Any text of 1 to 200 characters. The same key and input again give the same answer again, however often it is sent. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Its name within the product, 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Price of one piece, 0 or more, in the shop's currency. */
  price?: InputMaybe<MoneyInput>;
  /** The shop's own stock keeping unit, 1 to 64 characters, unique within the shop; null takes it away. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** Id of the variant, `var_…`. */
  variantId: Scalars['ID']['input'];
};

/** What came of `updateVariant`. */
export type UpdateVariantResult = IdempotencyKeyReused | InvalidInput | NotFound | SkuTaken | Variant | VersionConflict;

/** One orderable kind of a product, e.g. a size, with a price and a stock of its own. */
export type Variant = {
  __typename?: 'Variant';
  /** When it was archived: it is not listed then, and cannot be ordered. Null while it is not. */
  archivedAt: Maybe<Scalars['DateTime']['output']>;
  /**
   * How many pieces can be ordered now: on hand, less those held for unpaid orders and those sold.
   * Of what is had for a period: how many are free at this very moment; `availability` tells of other times.
   * Of tickets: over all performances that are still to come; each performance tells its own.
   */
  available: Scalars['Int']['output'];
  /** How many pieces are promised to paid orders; counted like `available`. Null for anybody but the shop's staff. */
  confirmed: Maybe<Scalars['Int']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** How many pieces are held for unpaid orders now; counted like `available`. Null for anybody but the shop's staff. */
  held: Maybe<Scalars['Int']['output']>;
  /** Opaque id, `var_…`. */
  id: Scalars['ID']['output'];
  /** Its name within the product, 1 to 100 characters. */
  name: Scalars['String']['output'];
  /** How many pieces the shop has, those promised to orders included; counted like `available`. Null for anybody but the shop's staff. */
  onHand: Maybe<Scalars['Int']['output']>;
  /** Price of one piece. */
  price: Money;
  /** The product it is a kind of. */
  product: Product;
  /** The shop's own stock keeping unit, unique within the shop. */
  sku: Maybe<Scalars['String']['output']>;
  /** Rises by one with every change of the variant itself, not of its stock; give it as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of variants. */
export type VariantConnection = {
  __typename?: 'VariantConnection';
  /** The variants with their cursors. */
  edges: Array<VariantEdge>;
  /** The variants alone. */
  nodes: Array<Variant>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
};

/** The variant is gone. */
export type VariantDeleted = {
  __typename?: 'VariantDeleted';
  /** The id it had. */
  id: Scalars['ID']['output'];
};

/** A variant within a list. */
export type VariantEdge = {
  __typename?: 'VariantEdge';
  /** Opaque position of this variant in the list. */
  cursor: Scalars['String']['output'];
  /** The variant. */
  node: Variant;
};

/** Which variants to show; all conditions must hold. */
export type VariantFilter = {
  /** Only those that are archived, or only those that are not; those of an archived product count as archived. */
  archived?: Scalars['Boolean']['input'];
  /** Only the variant of exactly this stock keeping unit, 1 to 64 characters. */
  sku?: InputMaybe<Scalars['String']['input']>;
  /** Only variants with this text in their name, their stock keeping unit or the name of their product, whatever its case; 1 to 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
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
  Category: Category;
  Performance: Performance;
  Product: Product;
  SeatPlan: SeatPlan;
  StockUnit: StockUnit;
  Variant: Variant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
  Performance:
    ( { __typename: 'Performance' }
    & GraphQLRecursivePick<FederationTypes['Performance'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  SeatPlan:
    ( { __typename: 'SeatPlan' }
    & GraphQLRecursivePick<FederationTypes['SeatPlan'], {"id":true}> );
  StockUnit:
    ( { __typename: 'StockUnit' }
    & GraphQLRecursivePick<FederationTypes['StockUnit'], {"id":true}> );
  Variant:
    ( { __typename: 'Variant' }
    & GraphQLRecursivePick<FederationTypes['Variant'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  AdjustStockResult:
    | ( IdempotencyKeyReused )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( NotFound )
    | ( StockMovementRow )
  ;
  ArchiveCategoryResult:
    | ( CategoryRow )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( VersionConflict )
  ;
  ArchiveProductResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ProductRow )
    | ( VersionConflict )
  ;
  ArchiveSeatPlanResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( SeatPlanRow )
    | ( VersionConflict )
  ;
  ArchiveVariantResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( VariantRow )
    | ( VersionConflict )
  ;
  CancelPerformanceResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( PerformanceRow )
    | ( VersionConflict )
  ;
  CreateCategoryResult:
    | ( CategoryRow )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NameTaken )
    | ( NotFound )
  ;
  CreatePerformanceResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( PerformanceRow )
  ;
  CreateProductResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( ProductRow )
    | ( SkuTaken )
  ;
  CreateSeatPlanResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( SeatPlanRow )
  ;
  CreateVariantResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( SkuTaken )
    | ( VariantRow )
  ;
  DeleteCategoryResult:
    | ( CategoryDeleted )
    | ( CategoryInUse )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( VersionConflict )
  ;
  DeletePerformanceResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( PerformanceDeleted )
    | ( PerformanceInUse )
    | ( VersionConflict )
  ;
  DeleteProductResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( ProductDeleted )
    | ( ProductInUse )
    | ( VersionConflict )
  ;
  DeleteSeatPlanResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( SeatPlanDeleted )
    | ( SeatPlanInUse )
    | ( VersionConflict )
  ;
  DeleteVariantResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( ProductInUse )
    | ( VariantDeleted )
    | ( VersionConflict )
  ;
  DiscontinueProductResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ProductRow )
    | ( VersionConflict )
  ;
  ImportProductsResult:
    | ( IdempotencyKeyReused )
    | ( ImportRefused )
    | ( ImportReport )
    | ( InvalidInput )
    | ( NotFound )
  ;
  ImportUnitsResult:
    | ( IdempotencyKeyReused )
    | ( ImportRefused )
    | ( ImportReport )
    | ( InvalidInput )
    | ( NotFound )
  ;
  ReactivateProductResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ProductRow )
    | ( VersionConflict )
  ;
  ReceiveStockResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( StockMovementRow )
  ;
  RegisterUnitsResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( LabelTaken )
    | ( NotFound )
    | ( Omit<UnitsRegistered, 'units' | 'variant'> & { units: Array<_RefType['StockUnit']>, variant?: Maybe<_RefType['Variant']> } )
  ;
  ReinstateUnitResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( UnitRow )
    | ( VersionConflict )
  ;
  RestoreCategoryResult:
    | ( CategoryRow )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( VersionConflict )
  ;
  RestoreProductResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( ProductRow )
    | ( VersionConflict )
  ;
  RestoreSeatPlanResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( SeatPlanRow )
    | ( VersionConflict )
  ;
  RestoreVariantResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( VariantRow )
    | ( VersionConflict )
  ;
  RetireUnitResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( UnitRow )
    | ( UnitInUse )
    | ( VersionConflict )
  ;
  SetProductRulesResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( ProductRow )
    | ( RuleCycle )
    | ( VersionConflict )
  ;
  UpdateCategoryResult:
    | ( CategoryRow )
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NameTaken )
    | ( NotFound )
    | ( VersionConflict )
  ;
  UpdatePerformanceResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( NotFound )
    | ( PerformanceRow )
    | ( VersionConflict )
  ;
  UpdateProductResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( ProductRow )
    | ( VersionConflict )
  ;
  UpdateSeatPlanResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( SeatPlanRow )
    | ( VersionConflict )
  ;
  UpdateUnitResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( LabelTaken )
    | ( NotFound )
    | ( UnitRow )
    | ( VersionConflict )
  ;
  UpdateVariantResult:
    | ( IdempotencyKeyReused )
    | ( InvalidInput )
    | ( NotFound )
    | ( SkuTaken )
    | ( VariantRow )
    | ( VersionConflict )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Failure:
    | ( CategoryInUse )
    | ( IdempotencyKeyReused )
    | ( ImportRefused )
    | ( InsufficientStock )
    | ( InvalidInput )
    | ( InvalidStateTransition )
    | ( LabelTaken )
    | ( NameTaken )
    | ( NotFound )
    | ( PerformanceInUse )
    | ( ProductInUse )
    | ( RuleCycle )
    | ( SeatPlanInUse )
    | ( SkuTaken )
    | ( UnitInUse )
    | ( VersionConflict )
  ;
  ProductRule:
    | ( MaxPerCustomer )
    | ( MaxPerOrder )
    | ( OncePerOrder )
    | ( RequiresMainRow )
    | ( SaleWindow )
    | ( TableOnly )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<Account>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AdjustStockInput: AdjustStockInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AdjustStockResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AdjustStockResult']>;
  ArchiveCategoryInput: ArchiveCategoryInput;
  ArchiveCategoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArchiveCategoryResult']>;
  ArchiveProductInput: ArchiveProductInput;
  ArchiveProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArchiveProductResult']>;
  ArchiveSeatPlanInput: ArchiveSeatPlanInput;
  ArchiveSeatPlanResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArchiveSeatPlanResult']>;
  ArchiveVariantInput: ArchiveVariantInput;
  ArchiveVariantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArchiveVariantResult']>;
  Availability: ResolverTypeWrapper<AvailabilityRow>;
  CancelPerformanceInput: CancelPerformanceInput;
  CancelPerformanceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelPerformanceResult']>;
  Category: ResolverTypeWrapper<CategoryRow>;
  CategoryConnection: ResolverTypeWrapper<CategoryPage>;
  CategoryDeleted: ResolverTypeWrapper<CategoryDeleted>;
  CategoryEdge: ResolverTypeWrapper<Omit<CategoryEdge, 'node'> & { node: ResolversTypes['Category'] }>;
  CategoryFilter: CategoryFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CategoryInUse: ResolverTypeWrapper<CategoryInUse>;
  CreateCategoryInput: CreateCategoryInput;
  CreateCategoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateCategoryResult']>;
  CreatePerformanceInput: CreatePerformanceInput;
  CreatePerformanceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreatePerformanceResult']>;
  CreateProductInput: CreateProductInput;
  CreateProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateProductResult']>;
  CreateSeatPlanInput: CreateSeatPlanInput;
  CreateSeatPlanResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateSeatPlanResult']>;
  CreateVariantInput: CreateVariantInput;
  CreateVariantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateVariantResult']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DeleteCategoryInput: DeleteCategoryInput;
  DeleteCategoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteCategoryResult']>;
  DeletePerformanceInput: DeletePerformanceInput;
  DeletePerformanceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeletePerformanceResult']>;
  DeleteProductInput: DeleteProductInput;
  DeleteProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteProductResult']>;
  DeleteSeatPlanInput: DeleteSeatPlanInput;
  DeleteSeatPlanResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteSeatPlanResult']>;
  DeleteVariantInput: DeleteVariantInput;
  DeleteVariantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteVariantResult']>;
  DiscontinueProductInput: DiscontinueProductInput;
  DiscontinueProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DiscontinueProductResult']>;
  DiscontinuedReason: DiscontinuedReason;
  Failure: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Failure']>;
  FailureCode: FailureCode;
  FreeWindow: ResolverTypeWrapper<FreeWindow>;
  IdempotencyKeyReused: ResolverTypeWrapper<IdempotencyKeyReused>;
  ImportProblem: ResolverTypeWrapper<ImportProblem>;
  ImportProductsInput: ImportProductsInput;
  ImportProductsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportProductsResult']>;
  ImportRefused: ResolverTypeWrapper<ImportRefused>;
  ImportReport: ResolverTypeWrapper<ImportReport>;
  ImportUnitsInput: ImportUnitsInput;
  ImportUnitsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ImportUnitsResult']>;
  InsufficientStock: ResolverTypeWrapper<InsufficientStock>;
  InvalidInput: ResolverTypeWrapper<InvalidInput>;
  InvalidStateTransition: ResolverTypeWrapper<InvalidStateTransition>;
  LabelTaken: ResolverTypeWrapper<LabelTaken>;
  MaxPerCustomer: ResolverTypeWrapper<MaxPerCustomer>;
  MaxPerOrder: ResolverTypeWrapper<MaxPerOrder>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NameTaken: ResolverTypeWrapper<NameTaken>;
  NewUnitInput: NewUnitInput;
  NewVariantInput: NewVariantInput;
  NotFound: ResolverTypeWrapper<NotFound>;
  OncePerOrder: ResolverTypeWrapper<OncePerOrder>;
  Order: ResolverTypeWrapper<Order>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Performance: ResolverTypeWrapper<PerformanceRow>;
  PerformanceConnection: ResolverTypeWrapper<PerformancePage>;
  PerformanceDeleted: ResolverTypeWrapper<PerformanceDeleted>;
  PerformanceEdge: ResolverTypeWrapper<Omit<PerformanceEdge, 'node'> & { node: ResolversTypes['Performance'] }>;
  PerformanceFilter: PerformanceFilter;
  PerformanceInUse: ResolverTypeWrapper<PerformanceInUse>;
  PerformancePool: ResolverTypeWrapper<PerformancePoolRow>;
  PerformanceStatus: PerformanceStatus;
  PerformanceStockInput: PerformanceStockInput;
  PerformanceTierInput: PerformanceTierInput;
  Product: ResolverTypeWrapper<ProductRow>;
  ProductConnection: ResolverTypeWrapper<ProductPage>;
  ProductDeleted: ResolverTypeWrapper<ProductDeleted>;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProductFilter: ProductFilter;
  ProductInUse: ResolverTypeWrapper<ProductInUse>;
  ProductRule: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['ProductRule']>;
  ProductRuleInput: ProductRuleInput;
  ProductRuleKind: ProductRuleKind;
  ProductSort: ProductSort;
  ProductStatus: ProductStatus;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReactivateProductInput: ReactivateProductInput;
  ReactivateProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReactivateProductResult']>;
  ReceiveStockInput: ReceiveStockInput;
  ReceiveStockResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReceiveStockResult']>;
  RegisterUnitsInput: RegisterUnitsInput;
  RegisterUnitsResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RegisterUnitsResult']>;
  ReinstateUnitInput: ReinstateUnitInput;
  ReinstateUnitResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReinstateUnitResult']>;
  RequiresMain: ResolverTypeWrapper<RequiresMainRow>;
  RestoreCategoryInput: RestoreCategoryInput;
  RestoreCategoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreCategoryResult']>;
  RestoreProductInput: RestoreProductInput;
  RestoreProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreProductResult']>;
  RestoreSeatPlanInput: RestoreSeatPlanInput;
  RestoreSeatPlanResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreSeatPlanResult']>;
  RestoreVariantInput: RestoreVariantInput;
  RestoreVariantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RestoreVariantResult']>;
  RetireUnitInput: RetireUnitInput;
  RetireUnitResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetireUnitResult']>;
  RowRangeInput: RowRangeInput;
  RuleCycle: ResolverTypeWrapper<RuleCycle>;
  SaleWindow: ResolverTypeWrapper<SaleWindow>;
  Seat: ResolverTypeWrapper<Omit<Seat, 'variant'> & { variant: ResolversTypes['Variant'] }>;
  SeatMap: ResolverTypeWrapper<Omit<SeatMap, 'performance' | 'sections'> & { performance: ResolversTypes['Performance'], sections: Array<ResolversTypes['SeatMapSection']> }>;
  SeatMapRow: ResolverTypeWrapper<Omit<SeatMapRow, 'seats'> & { seats: Array<ResolversTypes['Seat']> }>;
  SeatMapSection: ResolverTypeWrapper<Omit<SeatMapSection, 'rows'> & { rows: Array<ResolversTypes['SeatMapRow']> }>;
  SeatPlan: ResolverTypeWrapper<SeatPlanRow>;
  SeatPlanConnection: ResolverTypeWrapper<SeatPlanPage>;
  SeatPlanDeleted: ResolverTypeWrapper<SeatPlanDeleted>;
  SeatPlanEdge: ResolverTypeWrapper<Omit<SeatPlanEdge, 'node'> & { node: ResolversTypes['SeatPlan'] }>;
  SeatPlanInUse: ResolverTypeWrapper<SeatPlanInUse>;
  SeatPlanSection: ResolverTypeWrapper<SeatPlanSection>;
  SeatPlanSectionInput: SeatPlanSectionInput;
  SeatState: SeatState;
  SetProductRulesInput: SetProductRulesInput;
  SetProductRulesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SetProductRulesResult']>;
  Shop: ResolverTypeWrapper<Shop>;
  SkuTaken: ResolverTypeWrapper<SkuTaken>;
  SoldBy: SoldBy;
  StockMovement: ResolverTypeWrapper<StockMovementRow>;
  StockMovementConnection: ResolverTypeWrapper<StockMovementPage>;
  StockMovementEdge: ResolverTypeWrapper<Omit<StockMovementEdge, 'node'> & { node: ResolversTypes['StockMovement'] }>;
  StockMovementReason: StockMovementReason;
  StockUnit: ResolverTypeWrapper<UnitRow>;
  StockUnitConnection: ResolverTypeWrapper<UnitPage>;
  StockUnitEdge: ResolverTypeWrapper<Omit<StockUnitEdge, 'node'> & { node: ResolversTypes['StockUnit'] }>;
  StockUnitFilter: StockUnitFilter;
  StockUnitSort: StockUnitSort;
  StockUnitState: StockUnitState;
  StockUnitStatus: StockUnitStatus;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TableOnly: ResolverTypeWrapper<TableOnly>;
  TimeRules: ResolverTypeWrapper<TimeRules>;
  TimeRulesInput: TimeRulesInput;
  UnitAttribute: ResolverTypeWrapper<UnitAttribute>;
  UnitAttributeInput: UnitAttributeInput;
  UnitInUse: ResolverTypeWrapper<UnitInUse>;
  UnitsRegistered: ResolverTypeWrapper<Omit<UnitsRegistered, 'units' | 'variant'> & { units: Array<ResolversTypes['StockUnit']>, variant?: Maybe<ResolversTypes['Variant']> }>;
  UpdateCategoryInput: UpdateCategoryInput;
  UpdateCategoryResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateCategoryResult']>;
  UpdatePerformanceInput: UpdatePerformanceInput;
  UpdatePerformanceResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdatePerformanceResult']>;
  UpdateProductInput: UpdateProductInput;
  UpdateProductResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateProductResult']>;
  UpdateSeatPlanInput: UpdateSeatPlanInput;
  UpdateSeatPlanResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateSeatPlanResult']>;
  UpdateUnitInput: UpdateUnitInput;
  UpdateUnitResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateUnitResult']>;
  UpdateVariantInput: UpdateVariantInput;
  UpdateVariantResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateVariantResult']>;
  Variant: ResolverTypeWrapper<VariantRow>;
  VariantConnection: ResolverTypeWrapper<VariantPage>;
  VariantDeleted: ResolverTypeWrapper<VariantDeleted>;
  VariantEdge: ResolverTypeWrapper<Omit<VariantEdge, 'node'> & { node: ResolversTypes['Variant'] }>;
  VariantFilter: VariantFilter;
  VersionConflict: ResolverTypeWrapper<VersionConflict>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: Account;
  ID: Scalars['ID']['output'];
  AdjustStockInput: AdjustStockInput;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  AdjustStockResult: ResolversUnionTypes<ResolversParentTypes>['AdjustStockResult'];
  ArchiveCategoryInput: ArchiveCategoryInput;
  ArchiveCategoryResult: ResolversUnionTypes<ResolversParentTypes>['ArchiveCategoryResult'];
  ArchiveProductInput: ArchiveProductInput;
  ArchiveProductResult: ResolversUnionTypes<ResolversParentTypes>['ArchiveProductResult'];
  ArchiveSeatPlanInput: ArchiveSeatPlanInput;
  ArchiveSeatPlanResult: ResolversUnionTypes<ResolversParentTypes>['ArchiveSeatPlanResult'];
  ArchiveVariantInput: ArchiveVariantInput;
  ArchiveVariantResult: ResolversUnionTypes<ResolversParentTypes>['ArchiveVariantResult'];
  Availability: AvailabilityRow;
  CancelPerformanceInput: CancelPerformanceInput;
  CancelPerformanceResult: ResolversUnionTypes<ResolversParentTypes>['CancelPerformanceResult'];
  Category: CategoryRow;
  CategoryConnection: CategoryPage;
  CategoryDeleted: CategoryDeleted;
  CategoryEdge: Omit<CategoryEdge, 'node'> & { node: ResolversParentTypes['Category'] };
  CategoryFilter: CategoryFilter;
  Boolean: Scalars['Boolean']['output'];
  CategoryInUse: CategoryInUse;
  CreateCategoryInput: CreateCategoryInput;
  CreateCategoryResult: ResolversUnionTypes<ResolversParentTypes>['CreateCategoryResult'];
  CreatePerformanceInput: CreatePerformanceInput;
  CreatePerformanceResult: ResolversUnionTypes<ResolversParentTypes>['CreatePerformanceResult'];
  CreateProductInput: CreateProductInput;
  CreateProductResult: ResolversUnionTypes<ResolversParentTypes>['CreateProductResult'];
  CreateSeatPlanInput: CreateSeatPlanInput;
  CreateSeatPlanResult: ResolversUnionTypes<ResolversParentTypes>['CreateSeatPlanResult'];
  CreateVariantInput: CreateVariantInput;
  CreateVariantResult: ResolversUnionTypes<ResolversParentTypes>['CreateVariantResult'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DeleteCategoryInput: DeleteCategoryInput;
  DeleteCategoryResult: ResolversUnionTypes<ResolversParentTypes>['DeleteCategoryResult'];
  DeletePerformanceInput: DeletePerformanceInput;
  DeletePerformanceResult: ResolversUnionTypes<ResolversParentTypes>['DeletePerformanceResult'];
  DeleteProductInput: DeleteProductInput;
  DeleteProductResult: ResolversUnionTypes<ResolversParentTypes>['DeleteProductResult'];
  DeleteSeatPlanInput: DeleteSeatPlanInput;
  DeleteSeatPlanResult: ResolversUnionTypes<ResolversParentTypes>['DeleteSeatPlanResult'];
  DeleteVariantInput: DeleteVariantInput;
  DeleteVariantResult: ResolversUnionTypes<ResolversParentTypes>['DeleteVariantResult'];
  DiscontinueProductInput: DiscontinueProductInput;
  DiscontinueProductResult: ResolversUnionTypes<ResolversParentTypes>['DiscontinueProductResult'];
  Failure: ResolversInterfaceTypes<ResolversParentTypes>['Failure'];
  FreeWindow: FreeWindow;
  IdempotencyKeyReused: IdempotencyKeyReused;
  ImportProblem: ImportProblem;
  ImportProductsInput: ImportProductsInput;
  ImportProductsResult: ResolversUnionTypes<ResolversParentTypes>['ImportProductsResult'];
  ImportRefused: ImportRefused;
  ImportReport: ImportReport;
  ImportUnitsInput: ImportUnitsInput;
  ImportUnitsResult: ResolversUnionTypes<ResolversParentTypes>['ImportUnitsResult'];
  InsufficientStock: InsufficientStock;
  InvalidInput: InvalidInput;
  InvalidStateTransition: InvalidStateTransition;
  LabelTaken: LabelTaken;
  MaxPerCustomer: MaxPerCustomer;
  MaxPerOrder: MaxPerOrder;
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  NameTaken: NameTaken;
  NewUnitInput: NewUnitInput;
  NewVariantInput: NewVariantInput;
  NotFound: NotFound;
  OncePerOrder: OncePerOrder;
  Order: Order;
  PageInfo: PageInfo;
  Performance: PerformanceRow;
  PerformanceConnection: PerformancePage;
  PerformanceDeleted: PerformanceDeleted;
  PerformanceEdge: Omit<PerformanceEdge, 'node'> & { node: ResolversParentTypes['Performance'] };
  PerformanceFilter: PerformanceFilter;
  PerformanceInUse: PerformanceInUse;
  PerformancePool: PerformancePoolRow;
  PerformanceStockInput: PerformanceStockInput;
  PerformanceTierInput: PerformanceTierInput;
  Product: ProductRow;
  ProductConnection: ProductPage;
  ProductDeleted: ProductDeleted;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProductFilter: ProductFilter;
  ProductInUse: ProductInUse;
  ProductRule: ResolversInterfaceTypes<ResolversParentTypes>['ProductRule'];
  ProductRuleInput: ProductRuleInput;
  Query: Record<PropertyKey, never>;
  ReactivateProductInput: ReactivateProductInput;
  ReactivateProductResult: ResolversUnionTypes<ResolversParentTypes>['ReactivateProductResult'];
  ReceiveStockInput: ReceiveStockInput;
  ReceiveStockResult: ResolversUnionTypes<ResolversParentTypes>['ReceiveStockResult'];
  RegisterUnitsInput: RegisterUnitsInput;
  RegisterUnitsResult: ResolversUnionTypes<ResolversParentTypes>['RegisterUnitsResult'];
  ReinstateUnitInput: ReinstateUnitInput;
  ReinstateUnitResult: ResolversUnionTypes<ResolversParentTypes>['ReinstateUnitResult'];
  RequiresMain: RequiresMainRow;
  RestoreCategoryInput: RestoreCategoryInput;
  RestoreCategoryResult: ResolversUnionTypes<ResolversParentTypes>['RestoreCategoryResult'];
  RestoreProductInput: RestoreProductInput;
  RestoreProductResult: ResolversUnionTypes<ResolversParentTypes>['RestoreProductResult'];
  RestoreSeatPlanInput: RestoreSeatPlanInput;
  RestoreSeatPlanResult: ResolversUnionTypes<ResolversParentTypes>['RestoreSeatPlanResult'];
  RestoreVariantInput: RestoreVariantInput;
  RestoreVariantResult: ResolversUnionTypes<ResolversParentTypes>['RestoreVariantResult'];
  RetireUnitInput: RetireUnitInput;
  RetireUnitResult: ResolversUnionTypes<ResolversParentTypes>['RetireUnitResult'];
  RowRangeInput: RowRangeInput;
  RuleCycle: RuleCycle;
  SaleWindow: SaleWindow;
  Seat: Omit<Seat, 'variant'> & { variant: ResolversParentTypes['Variant'] };
  SeatMap: Omit<SeatMap, 'performance' | 'sections'> & { performance: ResolversParentTypes['Performance'], sections: Array<ResolversParentTypes['SeatMapSection']> };
  SeatMapRow: Omit<SeatMapRow, 'seats'> & { seats: Array<ResolversParentTypes['Seat']> };
  SeatMapSection: Omit<SeatMapSection, 'rows'> & { rows: Array<ResolversParentTypes['SeatMapRow']> };
  SeatPlan: SeatPlanRow;
  SeatPlanConnection: SeatPlanPage;
  SeatPlanDeleted: SeatPlanDeleted;
  SeatPlanEdge: Omit<SeatPlanEdge, 'node'> & { node: ResolversParentTypes['SeatPlan'] };
  SeatPlanInUse: SeatPlanInUse;
  SeatPlanSection: SeatPlanSection;
  SeatPlanSectionInput: SeatPlanSectionInput;
  SetProductRulesInput: SetProductRulesInput;
  SetProductRulesResult: ResolversUnionTypes<ResolversParentTypes>['SetProductRulesResult'];
  Shop: Shop;
  SkuTaken: SkuTaken;
  StockMovement: StockMovementRow;
  StockMovementConnection: StockMovementPage;
  StockMovementEdge: Omit<StockMovementEdge, 'node'> & { node: ResolversParentTypes['StockMovement'] };
  StockUnit: UnitRow;
  StockUnitConnection: UnitPage;
  StockUnitEdge: Omit<StockUnitEdge, 'node'> & { node: ResolversParentTypes['StockUnit'] };
  StockUnitFilter: StockUnitFilter;
  Subscription: Record<PropertyKey, never>;
  TableOnly: TableOnly;
  TimeRules: TimeRules;
  TimeRulesInput: TimeRulesInput;
  UnitAttribute: UnitAttribute;
  UnitAttributeInput: UnitAttributeInput;
  UnitInUse: UnitInUse;
  UnitsRegistered: Omit<UnitsRegistered, 'units' | 'variant'> & { units: Array<ResolversParentTypes['StockUnit']>, variant?: Maybe<ResolversParentTypes['Variant']> };
  UpdateCategoryInput: UpdateCategoryInput;
  UpdateCategoryResult: ResolversUnionTypes<ResolversParentTypes>['UpdateCategoryResult'];
  UpdatePerformanceInput: UpdatePerformanceInput;
  UpdatePerformanceResult: ResolversUnionTypes<ResolversParentTypes>['UpdatePerformanceResult'];
  UpdateProductInput: UpdateProductInput;
  UpdateProductResult: ResolversUnionTypes<ResolversParentTypes>['UpdateProductResult'];
  UpdateSeatPlanInput: UpdateSeatPlanInput;
  UpdateSeatPlanResult: ResolversUnionTypes<ResolversParentTypes>['UpdateSeatPlanResult'];
  UpdateUnitInput: UpdateUnitInput;
  UpdateUnitResult: ResolversUnionTypes<ResolversParentTypes>['UpdateUnitResult'];
  UpdateVariantInput: UpdateVariantInput;
  UpdateVariantResult: ResolversUnionTypes<ResolversParentTypes>['UpdateVariantResult'];
  Variant: VariantRow;
  VariantConnection: VariantPage;
  VariantDeleted: VariantDeleted;
  VariantEdge: Omit<VariantEdge, 'node'> & { node: ResolversParentTypes['Variant'] };
  VariantFilter: VariantFilter;
  VersionConflict: VersionConflict;
};

export type AccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AdjustStockResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdjustStockResult'] = ResolversParentTypes['AdjustStockResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InsufficientStock' | 'InvalidInput' | 'NotFound' | 'StockMovement', ParentType, ContextType>;
};

export type ArchiveCategoryResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveCategoryResult'] = ResolversParentTypes['ArchiveCategoryResult']> = {
  __resolveType: TypeResolveFn<'Category' | 'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type ArchiveProductResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveProductResult'] = ResolversParentTypes['ArchiveProductResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Product' | 'VersionConflict', ParentType, ContextType>;
};

export type ArchiveSeatPlanResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveSeatPlanResult'] = ResolversParentTypes['ArchiveSeatPlanResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'SeatPlan' | 'VersionConflict', ParentType, ContextType>;
};

export type ArchiveVariantResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveVariantResult'] = ResolversParentTypes['ArchiveVariantResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Variant' | 'VersionConflict', ParentType, ContextType>;
};

export type AvailabilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Availability'] = ResolversParentTypes['Availability']> = {
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
  windows?: Resolver<Array<ResolversTypes['FreeWindow']>, ParentType, ContextType>;
};

export type CancelPerformanceResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelPerformanceResult'] = ResolversParentTypes['CancelPerformanceResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Performance' | 'VersionConflict', ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryConnection'] = ResolversParentTypes['CategoryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CategoryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CategoryDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryDeleted'] = ResolversParentTypes['CategoryDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CategoryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryEdge'] = ResolversParentTypes['CategoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Category'], ParentType, ContextType>;
};

export type CategoryInUseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CategoryInUse'] = ResolversParentTypes['CategoryInUse']> = {
  categoryId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  productCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateCategoryResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateCategoryResult'] = ResolversParentTypes['CreateCategoryResult']> = {
  __resolveType: TypeResolveFn<'Category' | 'IdempotencyKeyReused' | 'InvalidInput' | 'NameTaken' | 'NotFound', ParentType, ContextType>;
};

export type CreatePerformanceResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatePerformanceResult'] = ResolversParentTypes['CreatePerformanceResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'Performance', ParentType, ContextType>;
};

export type CreateProductResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateProductResult'] = ResolversParentTypes['CreateProductResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'Product' | 'SkuTaken', ParentType, ContextType>;
};

export type CreateSeatPlanResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateSeatPlanResult'] = ResolversParentTypes['CreateSeatPlanResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'SeatPlan', ParentType, ContextType>;
};

export type CreateVariantResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateVariantResult'] = ResolversParentTypes['CreateVariantResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'SkuTaken' | 'Variant', ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeleteCategoryResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteCategoryResult'] = ResolversParentTypes['DeleteCategoryResult']> = {
  __resolveType: TypeResolveFn<'CategoryDeleted' | 'CategoryInUse' | 'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type DeletePerformanceResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeletePerformanceResult'] = ResolversParentTypes['DeletePerformanceResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'PerformanceDeleted' | 'PerformanceInUse' | 'VersionConflict', ParentType, ContextType>;
};

export type DeleteProductResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteProductResult'] = ResolversParentTypes['DeleteProductResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'ProductDeleted' | 'ProductInUse' | 'VersionConflict', ParentType, ContextType>;
};

export type DeleteSeatPlanResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteSeatPlanResult'] = ResolversParentTypes['DeleteSeatPlanResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'SeatPlanDeleted' | 'SeatPlanInUse' | 'VersionConflict', ParentType, ContextType>;
};

export type DeleteVariantResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteVariantResult'] = ResolversParentTypes['DeleteVariantResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'ProductInUse' | 'VariantDeleted' | 'VersionConflict', ParentType, ContextType>;
};

export type DiscontinueProductResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiscontinueProductResult'] = ResolversParentTypes['DiscontinueProductResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Product' | 'VersionConflict', ParentType, ContextType>;
};

export type FailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Failure'] = ResolversParentTypes['Failure']> = {
  __resolveType: TypeResolveFn<'CategoryInUse' | 'IdempotencyKeyReused' | 'ImportRefused' | 'InsufficientStock' | 'InvalidInput' | 'InvalidStateTransition' | 'LabelTaken' | 'NameTaken' | 'NotFound' | 'PerformanceInUse' | 'ProductInUse' | 'RuleCycle' | 'SeatPlanInUse' | 'SkuTaken' | 'UnitInUse' | 'VersionConflict', ParentType, ContextType>;
};

export type FreeWindowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FreeWindow'] = ResolversParentTypes['FreeWindow']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type IdempotencyKeyReusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IdempotencyKeyReused'] = ResolversParentTypes['IdempotencyKeyReused']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportProblem'] = ResolversParentTypes['ImportProblem']> = {
  column?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ImportProductsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportProductsResult'] = ResolversParentTypes['ImportProductsResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'ImportRefused' | 'ImportReport' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
};

export type ImportRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportRefused'] = ResolversParentTypes['ImportRefused']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problemCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['ImportProblem']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportReport'] = ResolversParentTypes['ImportReport']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImportUnitsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportUnitsResult'] = ResolversParentTypes['ImportUnitsResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'ImportRefused' | 'ImportReport' | 'InvalidInput' | 'NotFound', ParentType, ContextType>;
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

export type LabelTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabelTaken'] = ResolversParentTypes['LabelTaken']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MaxPerCustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaxPerCustomer'] = ResolversParentTypes['MaxPerCustomer']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MaxPerOrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MaxPerOrder'] = ResolversParentTypes['MaxPerOrder']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  adjustStock?: Resolver<ResolversTypes['AdjustStockResult'], ParentType, ContextType, RequireFields<MutationAdjustStockArgs, 'input'>>;
  archiveCategory?: Resolver<ResolversTypes['ArchiveCategoryResult'], ParentType, ContextType, RequireFields<MutationArchiveCategoryArgs, 'input'>>;
  archiveProduct?: Resolver<ResolversTypes['ArchiveProductResult'], ParentType, ContextType, RequireFields<MutationArchiveProductArgs, 'input'>>;
  archiveSeatPlan?: Resolver<ResolversTypes['ArchiveSeatPlanResult'], ParentType, ContextType, RequireFields<MutationArchiveSeatPlanArgs, 'input'>>;
  archiveVariant?: Resolver<ResolversTypes['ArchiveVariantResult'], ParentType, ContextType, RequireFields<MutationArchiveVariantArgs, 'input'>>;
  cancelPerformance?: Resolver<ResolversTypes['CancelPerformanceResult'], ParentType, ContextType, RequireFields<MutationCancelPerformanceArgs, 'input'>>;
  createCategory?: Resolver<ResolversTypes['CreateCategoryResult'], ParentType, ContextType, RequireFields<MutationCreateCategoryArgs, 'input'>>;
  createPerformance?: Resolver<ResolversTypes['CreatePerformanceResult'], ParentType, ContextType, RequireFields<MutationCreatePerformanceArgs, 'input'>>;
  createProduct?: Resolver<ResolversTypes['CreateProductResult'], ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  createSeatPlan?: Resolver<ResolversTypes['CreateSeatPlanResult'], ParentType, ContextType, RequireFields<MutationCreateSeatPlanArgs, 'input'>>;
  createVariant?: Resolver<ResolversTypes['CreateVariantResult'], ParentType, ContextType, RequireFields<MutationCreateVariantArgs, 'input'>>;
  deleteCategory?: Resolver<ResolversTypes['DeleteCategoryResult'], ParentType, ContextType, RequireFields<MutationDeleteCategoryArgs, 'input'>>;
  deletePerformance?: Resolver<ResolversTypes['DeletePerformanceResult'], ParentType, ContextType, RequireFields<MutationDeletePerformanceArgs, 'input'>>;
  deleteProduct?: Resolver<ResolversTypes['DeleteProductResult'], ParentType, ContextType, RequireFields<MutationDeleteProductArgs, 'input'>>;
  deleteSeatPlan?: Resolver<ResolversTypes['DeleteSeatPlanResult'], ParentType, ContextType, RequireFields<MutationDeleteSeatPlanArgs, 'input'>>;
  deleteVariant?: Resolver<ResolversTypes['DeleteVariantResult'], ParentType, ContextType, RequireFields<MutationDeleteVariantArgs, 'input'>>;
  discontinueProduct?: Resolver<ResolversTypes['DiscontinueProductResult'], ParentType, ContextType, RequireFields<MutationDiscontinueProductArgs, 'input'>>;
  importProducts?: Resolver<ResolversTypes['ImportProductsResult'], ParentType, ContextType, RequireFields<MutationImportProductsArgs, 'input'>>;
  importUnits?: Resolver<ResolversTypes['ImportUnitsResult'], ParentType, ContextType, RequireFields<MutationImportUnitsArgs, 'input'>>;
  reactivateProduct?: Resolver<ResolversTypes['ReactivateProductResult'], ParentType, ContextType, RequireFields<MutationReactivateProductArgs, 'input'>>;
  receiveStock?: Resolver<ResolversTypes['ReceiveStockResult'], ParentType, ContextType, RequireFields<MutationReceiveStockArgs, 'input'>>;
  registerUnits?: Resolver<ResolversTypes['RegisterUnitsResult'], ParentType, ContextType, RequireFields<MutationRegisterUnitsArgs, 'input'>>;
  reinstateUnit?: Resolver<ResolversTypes['ReinstateUnitResult'], ParentType, ContextType, RequireFields<MutationReinstateUnitArgs, 'input'>>;
  restoreCategory?: Resolver<ResolversTypes['RestoreCategoryResult'], ParentType, ContextType, RequireFields<MutationRestoreCategoryArgs, 'input'>>;
  restoreProduct?: Resolver<ResolversTypes['RestoreProductResult'], ParentType, ContextType, RequireFields<MutationRestoreProductArgs, 'input'>>;
  restoreSeatPlan?: Resolver<ResolversTypes['RestoreSeatPlanResult'], ParentType, ContextType, RequireFields<MutationRestoreSeatPlanArgs, 'input'>>;
  restoreVariant?: Resolver<ResolversTypes['RestoreVariantResult'], ParentType, ContextType, RequireFields<MutationRestoreVariantArgs, 'input'>>;
  retireUnit?: Resolver<ResolversTypes['RetireUnitResult'], ParentType, ContextType, RequireFields<MutationRetireUnitArgs, 'input'>>;
  setProductRules?: Resolver<ResolversTypes['SetProductRulesResult'], ParentType, ContextType, RequireFields<MutationSetProductRulesArgs, 'input'>>;
  updateCategory?: Resolver<ResolversTypes['UpdateCategoryResult'], ParentType, ContextType, RequireFields<MutationUpdateCategoryArgs, 'input'>>;
  updatePerformance?: Resolver<ResolversTypes['UpdatePerformanceResult'], ParentType, ContextType, RequireFields<MutationUpdatePerformanceArgs, 'input'>>;
  updateProduct?: Resolver<ResolversTypes['UpdateProductResult'], ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'input'>>;
  updateSeatPlan?: Resolver<ResolversTypes['UpdateSeatPlanResult'], ParentType, ContextType, RequireFields<MutationUpdateSeatPlanArgs, 'input'>>;
  updateUnit?: Resolver<ResolversTypes['UpdateUnitResult'], ParentType, ContextType, RequireFields<MutationUpdateUnitArgs, 'input'>>;
  updateVariant?: Resolver<ResolversTypes['UpdateVariantResult'], ParentType, ContextType, RequireFields<MutationUpdateVariantArgs, 'input'>>;
};

export type NameTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NameTaken'] = ResolversParentTypes['NameTaken']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotFoundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotFound'] = ResolversParentTypes['NotFound']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OncePerOrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OncePerOrder'] = ResolversParentTypes['OncePerOrder']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PerformanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Performance'] = ResolversParentTypes['Performance'], FederationReferenceType extends FederationReferenceTypes['Performance'] = FederationReferenceTypes['Performance']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Performance']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pools?: Resolver<Array<ResolversTypes['PerformancePool']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  saleFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  saleUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  seatPlan?: Resolver<Maybe<ResolversTypes['SeatPlan']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PerformanceStatus'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PerformanceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PerformanceConnection'] = ResolversParentTypes['PerformanceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PerformanceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Performance']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PerformanceDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PerformanceDeleted'] = ResolversParentTypes['PerformanceDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PerformanceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PerformanceEdge'] = ResolversParentTypes['PerformanceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Performance'], ParentType, ContextType>;
};

export type PerformanceInUseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PerformanceInUse'] = ResolversParentTypes['PerformanceInUse']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  performanceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PerformancePoolResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PerformancePool'] = ResolversParentTypes['PerformancePool']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onHand?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  closeWhenSoldOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  discontinuedReason?: Resolver<Maybe<ResolversTypes['DiscontinuedReason']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  performances?: Resolver<ResolversTypes['PerformanceConnection'], ParentType, ContextType, RequireFields<ProductPerformancesArgs, 'first'>>;
  rules?: Resolver<Array<ResolversTypes['ProductRule']>, ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
  soldBy?: Resolver<ResolversTypes['SoldBy'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  timeRules?: Resolver<Maybe<ResolversTypes['TimeRules']>, ParentType, ContextType>;
  tracksUnits?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variants?: Resolver<Array<ResolversTypes['Variant']>, ParentType, ContextType, RequireFields<ProductVariantsArgs, 'archived'>>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ProductDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductDeleted'] = ResolversParentTypes['ProductDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProductInUseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductInUse'] = ResolversParentTypes['ProductInUse']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  productId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  requiredByProductIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductRuleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductRule'] = ResolversParentTypes['ProductRule']> = {
  __resolveType: TypeResolveFn<'MaxPerCustomer' | 'MaxPerOrder' | 'OncePerOrder' | 'RequiresMain' | 'SaleWindow' | 'TableOnly', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType, RequireFields<QueryAvailabilityArgs, 'from' | 'quantity' | 'to' | 'variantId'>>;
  categories?: Resolver<ResolversTypes['CategoryConnection'], ParentType, ContextType, RequireFields<QueryCategoriesArgs, 'first' | 'shopId'>>;
  performance?: Resolver<Maybe<ResolversTypes['Performance']>, ParentType, ContextType, RequireFields<QueryPerformanceArgs, 'id'>>;
  performances?: Resolver<ResolversTypes['PerformanceConnection'], ParentType, ContextType, RequireFields<QueryPerformancesArgs, 'first' | 'productId'>>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<QueryProductArgs, 'id'>>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, RequireFields<QueryProductsArgs, 'first' | 'shopId' | 'sort'>>;
  seatMap?: Resolver<Maybe<ResolversTypes['SeatMap']>, ParentType, ContextType, RequireFields<QuerySeatMapArgs, 'performanceId'>>;
  seatPlan?: Resolver<Maybe<ResolversTypes['SeatPlan']>, ParentType, ContextType, RequireFields<QuerySeatPlanArgs, 'id'>>;
  seatPlans?: Resolver<Maybe<ResolversTypes['SeatPlanConnection']>, ParentType, ContextType, RequireFields<QuerySeatPlansArgs, 'archived' | 'first' | 'shopId'>>;
  stockMovements?: Resolver<Maybe<ResolversTypes['StockMovementConnection']>, ParentType, ContextType, RequireFields<QueryStockMovementsArgs, 'first' | 'variantId'>>;
  stockUnit?: Resolver<Maybe<ResolversTypes['StockUnit']>, ParentType, ContextType, RequireFields<QueryStockUnitArgs, 'id'>>;
  stockUnits?: Resolver<ResolversTypes['StockUnitConnection'], ParentType, ContextType, RequireFields<QueryStockUnitsArgs, 'first' | 'sort' | 'variantId'>>;
  variants?: Resolver<ResolversTypes['VariantConnection'], ParentType, ContextType, RequireFields<QueryVariantsArgs, 'first' | 'shopId'>>;
};

export type ReactivateProductResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReactivateProductResult'] = ResolversParentTypes['ReactivateProductResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Product' | 'VersionConflict', ParentType, ContextType>;
};

export type ReceiveStockResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceiveStockResult'] = ResolversParentTypes['ReceiveStockResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'StockMovement', ParentType, ContextType>;
};

export type RegisterUnitsResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterUnitsResult'] = ResolversParentTypes['RegisterUnitsResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'LabelTaken' | 'NotFound' | 'UnitsRegistered', ParentType, ContextType>;
};

export type ReinstateUnitResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReinstateUnitResult'] = ResolversParentTypes['ReinstateUnitResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'StockUnit' | 'VersionConflict', ParentType, ContextType>;
};

export type RequiresMainResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequiresMain'] = ResolversParentTypes['RequiresMain']> = {
  mainProducts?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RestoreCategoryResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreCategoryResult'] = ResolversParentTypes['RestoreCategoryResult']> = {
  __resolveType: TypeResolveFn<'Category' | 'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type RestoreProductResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreProductResult'] = ResolversParentTypes['RestoreProductResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Product' | 'VersionConflict', ParentType, ContextType>;
};

export type RestoreSeatPlanResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreSeatPlanResult'] = ResolversParentTypes['RestoreSeatPlanResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'SeatPlan' | 'VersionConflict', ParentType, ContextType>;
};

export type RestoreVariantResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreVariantResult'] = ResolversParentTypes['RestoreVariantResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Variant' | 'VersionConflict', ParentType, ContextType>;
};

export type RetireUnitResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetireUnitResult'] = ResolversParentTypes['RetireUnitResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'StockUnit' | 'UnitInUse' | 'VersionConflict', ParentType, ContextType>;
};

export type RuleCycleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RuleCycle'] = ResolversParentTypes['RuleCycle']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  productIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SaleWindowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SaleWindow'] = ResolversParentTypes['SaleWindow']> = {
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SeatResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Seat'] = ResolversParentTypes['Seat']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SeatState'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
};

export type SeatMapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatMap'] = ResolversParentTypes['SeatMap']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  performance?: Resolver<ResolversTypes['Performance'], ParentType, ContextType>;
  sections?: Resolver<Array<ResolversTypes['SeatMapSection']>, ParentType, ContextType>;
};

export type SeatMapRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatMapRow'] = ResolversParentTypes['SeatMapRow']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seats?: Resolver<Array<ResolversTypes['Seat']>, ParentType, ContextType>;
};

export type SeatMapSectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatMapSection'] = ResolversParentTypes['SeatMapSection']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['SeatMapRow']>, ParentType, ContextType>;
};

export type SeatPlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatPlan'] = ResolversParentTypes['SeatPlan'], FederationReferenceType extends FederationReferenceTypes['SeatPlan'] = FederationReferenceTypes['SeatPlan']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['SeatPlan']> | FederationReferenceType, FederationReferenceType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seatCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sections?: Resolver<Array<ResolversTypes['SeatPlanSection']>, ParentType, ContextType>;
  shop?: Resolver<Maybe<ResolversTypes['Shop']>, ParentType, ContextType>;
  tiers?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SeatPlanConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatPlanConnection'] = ResolversParentTypes['SeatPlanConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SeatPlanEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SeatPlan']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SeatPlanDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatPlanDeleted'] = ResolversParentTypes['SeatPlanDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SeatPlanEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatPlanEdge'] = ResolversParentTypes['SeatPlanEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SeatPlan'], ParentType, ContextType>;
};

export type SeatPlanInUseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatPlanInUse'] = ResolversParentTypes['SeatPlanInUse']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  performanceCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  seatPlanId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SeatPlanSectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SeatPlanSection'] = ResolversParentTypes['SeatPlanSection']> = {
  firstSeat?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  seatsPerRow?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SetProductRulesResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetProductRulesResult'] = ResolversParentTypes['SetProductRulesResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'Product' | 'RuleCycle' | 'VersionConflict', ParentType, ContextType>;
};

export type ShopResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Shop'] = ResolversParentTypes['Shop']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SkuTakenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SkuTaken'] = ResolversParentTypes['SkuTaken']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovement'] = ResolversParentTypes['StockMovement']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  availableDelta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  confirmedDelta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  heldDelta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  onHandDelta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  performance?: Resolver<Maybe<ResolversTypes['Performance']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['StockMovementReason'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockMovementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementConnection'] = ResolversParentTypes['StockMovementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StockMovementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StockMovement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StockMovementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementEdge'] = ResolversParentTypes['StockMovementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockMovement'], ParentType, ContextType>;
};

export type StockUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockUnit'] = ResolversParentTypes['StockUnit'], FederationReferenceType extends FederationReferenceTypes['StockUnit'] = FederationReferenceTypes['StockUnit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['StockUnit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attributes?: Resolver<Array<ResolversTypes['UnitAttribute']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  performance?: Resolver<Maybe<ResolversTypes['Performance']>, ParentType, ContextType>;
  row?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  section?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StockUnitState'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['StockUnitStatus'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StockUnitConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockUnitConnection'] = ResolversParentTypes['StockUnitConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StockUnitEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StockUnit']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StockUnitEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockUnitEdge'] = ResolversParentTypes['StockUnitEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockUnit'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  stockChanged?: SubscriptionResolver<ResolversTypes['Variant'], "stockChanged", ParentType, ContextType, RequireFields<SubscriptionStockChangedArgs, 'variantIds'>>;
};

export type TableOnlyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TableOnly'] = ResolversParentTypes['TableOnly']> = {
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TimeRulesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimeRules'] = ResolversParentTypes['TimeRules']> = {
  bufferAfterMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bufferBeforeMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maximumDurationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minimumDurationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minimumNoticeMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  slotMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UnitAttributeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitAttribute'] = ResolversParentTypes['UnitAttribute']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UnitInUseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitInUse'] = ResolversParentTypes['UnitInUse']> = {
  code?: Resolver<ResolversTypes['FailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unitId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnitsRegisteredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitsRegistered'] = ResolversParentTypes['UnitsRegistered']> = {
  units?: Resolver<Array<ResolversTypes['StockUnit']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['Variant']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateCategoryResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateCategoryResult'] = ResolversParentTypes['UpdateCategoryResult']> = {
  __resolveType: TypeResolveFn<'Category' | 'IdempotencyKeyReused' | 'InvalidInput' | 'NameTaken' | 'NotFound' | 'VersionConflict', ParentType, ContextType>;
};

export type UpdatePerformanceResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePerformanceResult'] = ResolversParentTypes['UpdatePerformanceResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'InvalidStateTransition' | 'NotFound' | 'Performance' | 'VersionConflict', ParentType, ContextType>;
};

export type UpdateProductResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProductResult'] = ResolversParentTypes['UpdateProductResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'Product' | 'VersionConflict', ParentType, ContextType>;
};

export type UpdateSeatPlanResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateSeatPlanResult'] = ResolversParentTypes['UpdateSeatPlanResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'SeatPlan' | 'VersionConflict', ParentType, ContextType>;
};

export type UpdateUnitResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateUnitResult'] = ResolversParentTypes['UpdateUnitResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'LabelTaken' | 'NotFound' | 'StockUnit' | 'VersionConflict', ParentType, ContextType>;
};

export type UpdateVariantResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateVariantResult'] = ResolversParentTypes['UpdateVariantResult']> = {
  __resolveType: TypeResolveFn<'IdempotencyKeyReused' | 'InvalidInput' | 'NotFound' | 'SkuTaken' | 'Variant' | 'VersionConflict', ParentType, ContextType>;
};

export type VariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Variant'] = ResolversParentTypes['Variant'], FederationReferenceType extends FederationReferenceTypes['Variant'] = FederationReferenceTypes['Variant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Variant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  confirmed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  held?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onHand?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VariantConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VariantConnection'] = ResolversParentTypes['VariantConnection']> = {
  edges?: Resolver<Array<ResolversTypes['VariantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Variant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type VariantDeletedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VariantDeleted'] = ResolversParentTypes['VariantDeleted']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VariantEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VariantEdge'] = ResolversParentTypes['VariantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Variant'], ParentType, ContextType>;
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
  AdjustStockResult?: AdjustStockResultResolvers<ContextType>;
  ArchiveCategoryResult?: ArchiveCategoryResultResolvers<ContextType>;
  ArchiveProductResult?: ArchiveProductResultResolvers<ContextType>;
  ArchiveSeatPlanResult?: ArchiveSeatPlanResultResolvers<ContextType>;
  ArchiveVariantResult?: ArchiveVariantResultResolvers<ContextType>;
  Availability?: AvailabilityResolvers<ContextType>;
  CancelPerformanceResult?: CancelPerformanceResultResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  CategoryConnection?: CategoryConnectionResolvers<ContextType>;
  CategoryDeleted?: CategoryDeletedResolvers<ContextType>;
  CategoryEdge?: CategoryEdgeResolvers<ContextType>;
  CategoryInUse?: CategoryInUseResolvers<ContextType>;
  CreateCategoryResult?: CreateCategoryResultResolvers<ContextType>;
  CreatePerformanceResult?: CreatePerformanceResultResolvers<ContextType>;
  CreateProductResult?: CreateProductResultResolvers<ContextType>;
  CreateSeatPlanResult?: CreateSeatPlanResultResolvers<ContextType>;
  CreateVariantResult?: CreateVariantResultResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeleteCategoryResult?: DeleteCategoryResultResolvers<ContextType>;
  DeletePerformanceResult?: DeletePerformanceResultResolvers<ContextType>;
  DeleteProductResult?: DeleteProductResultResolvers<ContextType>;
  DeleteSeatPlanResult?: DeleteSeatPlanResultResolvers<ContextType>;
  DeleteVariantResult?: DeleteVariantResultResolvers<ContextType>;
  DiscontinueProductResult?: DiscontinueProductResultResolvers<ContextType>;
  Failure?: FailureResolvers<ContextType>;
  FreeWindow?: FreeWindowResolvers<ContextType>;
  IdempotencyKeyReused?: IdempotencyKeyReusedResolvers<ContextType>;
  ImportProblem?: ImportProblemResolvers<ContextType>;
  ImportProductsResult?: ImportProductsResultResolvers<ContextType>;
  ImportRefused?: ImportRefusedResolvers<ContextType>;
  ImportReport?: ImportReportResolvers<ContextType>;
  ImportUnitsResult?: ImportUnitsResultResolvers<ContextType>;
  InsufficientStock?: InsufficientStockResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  InvalidStateTransition?: InvalidStateTransitionResolvers<ContextType>;
  LabelTaken?: LabelTakenResolvers<ContextType>;
  MaxPerCustomer?: MaxPerCustomerResolvers<ContextType>;
  MaxPerOrder?: MaxPerOrderResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NameTaken?: NameTakenResolvers<ContextType>;
  NotFound?: NotFoundResolvers<ContextType>;
  OncePerOrder?: OncePerOrderResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Performance?: PerformanceResolvers<ContextType>;
  PerformanceConnection?: PerformanceConnectionResolvers<ContextType>;
  PerformanceDeleted?: PerformanceDeletedResolvers<ContextType>;
  PerformanceEdge?: PerformanceEdgeResolvers<ContextType>;
  PerformanceInUse?: PerformanceInUseResolvers<ContextType>;
  PerformancePool?: PerformancePoolResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductDeleted?: ProductDeletedResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductInUse?: ProductInUseResolvers<ContextType>;
  ProductRule?: ProductRuleResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReactivateProductResult?: ReactivateProductResultResolvers<ContextType>;
  ReceiveStockResult?: ReceiveStockResultResolvers<ContextType>;
  RegisterUnitsResult?: RegisterUnitsResultResolvers<ContextType>;
  ReinstateUnitResult?: ReinstateUnitResultResolvers<ContextType>;
  RequiresMain?: RequiresMainResolvers<ContextType>;
  RestoreCategoryResult?: RestoreCategoryResultResolvers<ContextType>;
  RestoreProductResult?: RestoreProductResultResolvers<ContextType>;
  RestoreSeatPlanResult?: RestoreSeatPlanResultResolvers<ContextType>;
  RestoreVariantResult?: RestoreVariantResultResolvers<ContextType>;
  RetireUnitResult?: RetireUnitResultResolvers<ContextType>;
  RuleCycle?: RuleCycleResolvers<ContextType>;
  SaleWindow?: SaleWindowResolvers<ContextType>;
  Seat?: SeatResolvers<ContextType>;
  SeatMap?: SeatMapResolvers<ContextType>;
  SeatMapRow?: SeatMapRowResolvers<ContextType>;
  SeatMapSection?: SeatMapSectionResolvers<ContextType>;
  SeatPlan?: SeatPlanResolvers<ContextType>;
  SeatPlanConnection?: SeatPlanConnectionResolvers<ContextType>;
  SeatPlanDeleted?: SeatPlanDeletedResolvers<ContextType>;
  SeatPlanEdge?: SeatPlanEdgeResolvers<ContextType>;
  SeatPlanInUse?: SeatPlanInUseResolvers<ContextType>;
  SeatPlanSection?: SeatPlanSectionResolvers<ContextType>;
  SetProductRulesResult?: SetProductRulesResultResolvers<ContextType>;
  Shop?: ShopResolvers<ContextType>;
  SkuTaken?: SkuTakenResolvers<ContextType>;
  StockMovement?: StockMovementResolvers<ContextType>;
  StockMovementConnection?: StockMovementConnectionResolvers<ContextType>;
  StockMovementEdge?: StockMovementEdgeResolvers<ContextType>;
  StockUnit?: StockUnitResolvers<ContextType>;
  StockUnitConnection?: StockUnitConnectionResolvers<ContextType>;
  StockUnitEdge?: StockUnitEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TableOnly?: TableOnlyResolvers<ContextType>;
  TimeRules?: TimeRulesResolvers<ContextType>;
  UnitAttribute?: UnitAttributeResolvers<ContextType>;
  UnitInUse?: UnitInUseResolvers<ContextType>;
  UnitsRegistered?: UnitsRegisteredResolvers<ContextType>;
  UpdateCategoryResult?: UpdateCategoryResultResolvers<ContextType>;
  UpdatePerformanceResult?: UpdatePerformanceResultResolvers<ContextType>;
  UpdateProductResult?: UpdateProductResultResolvers<ContextType>;
  UpdateSeatPlanResult?: UpdateSeatPlanResultResolvers<ContextType>;
  UpdateUnitResult?: UpdateUnitResultResolvers<ContextType>;
  UpdateVariantResult?: UpdateVariantResultResolvers<ContextType>;
  Variant?: VariantResolvers<ContextType>;
  VariantConnection?: VariantConnectionResolvers<ContextType>;
  VariantDeleted?: VariantDeletedResolvers<ContextType>;
  VariantEdge?: VariantEdgeResolvers<ContextType>;
  VersionConflict?: VersionConflictResolvers<ContextType>;
};

