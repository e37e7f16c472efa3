import { invalidStateTransition, versionConflict } from '@yoyaku/platform/failures';
import type {
  DurationOutOfRange,
  InsufficientStock,
  InvalidPeriod,
  MainItemRequired,
  NoticeTooShort,
  NotOnSale,
  OutsideOpeningHours,
  PerformanceNotFound,
  PeriodConflict,
  PeriodInPast,
  ProductDiscontinued,
  ProductNotFound,
  QuantityLimitExceeded,
  SeatsNotTogether,
  SeatTaken,
  TableRequired,
  UnitNotFound,
  UnitTaken,
} from '../__generated__/resolver-types.ts';
import { ORDER_TRANSITIONS, type OrderState } from './order.state.ts';

/** A failure that tells its type, as resolving a union needs. */
export type Typed<Failure extends { __typename?: string }> = Failure & {
  __typename: NonNullable<Failure['__typename']>;
};

export function productNotFound(variantId: string): Typed<ProductNotFound> {
  const message = 'The shop sells no such variant.';
  return { __typename: 'ProductNotFound', code: 'PRODUCT_NOT_FOUND', message, retryable: false, variantId };
}

export function productDiscontinued(variantId: string): Typed<ProductDiscontinued> {
  const message = 'The product is no longer sold.';
  return { __typename: 'ProductDiscontinued', code: 'PRODUCT_DISCONTINUED', message, retryable: false, variantId };
}

export function insufficientStock(variantId: string, requested: number, available: number): Typed<InsufficientStock> {
  return {
    __typename: 'InsufficientStock',
    code: 'INSUFFICIENT_STOCK',
    message: `${requested} asked for, ${available} can be had.`,
    retryable: true,
    variantId,
    requested,
    available,
  };
}

/** A span of time as catalog tells it, RFC 3339. */
interface Span {
  readonly start: string;
  readonly end: string;
}

export function periodConflict(
  variantId: string,
  lack: { readonly requested: number; readonly available: number; readonly nextFreeWindow?: Span | null | undefined },
): Typed<PeriodConflict> {
  const { requested, available, nextFreeWindow = null } = lack;
  return {
    __typename: 'PeriodConflict',
    code: 'PERIOD_CONFLICT',
    message: `${requested} asked for, ${available} free in the whole period.`,
    retryable: true,
    variantId,
    requested,
    available,
    nextFreeWindow,
  };
}

/** @param variantId Null where the period of the whole order is meant. */
export function invalidPeriod(variantId: string, message: string): Typed<InvalidPeriod> {
  return { __typename: 'InvalidPeriod', code: 'INVALID_PERIOD', message, retryable: false, variantId };
}

export function periodInPast(variantId: string): Typed<PeriodInPast> {
  const message = 'The period has begun already.';
  return { __typename: 'PeriodInPast', code: 'PERIOD_IN_PAST', message, retryable: false, variantId };
}

/** @param earliestStart RFC 3339; null when there is none in sight. */
export function outsideOpeningHours(variantId: string, earliestStart: string | null): Typed<OutsideOpeningHours> {
  return {
    __typename: 'OutsideOpeningHours',
    code: 'OUTSIDE_OPENING_HOURS',
    message: 'The shop is closed when the period begins or ends.',
    retryable: false,
    variantId,
    earliestStart,
  };
}

/** @param earliestStart RFC 3339. */
export function noticeTooShort(variantId: string, earliestStart: string): Typed<NoticeTooShort> {
  const message = `The period may begin at ${earliestStart} at the earliest.`;
  return {
    __typename: 'NoticeTooShort',
    code: 'NOTICE_TOO_SHORT',
    message,
    retryable: false,
    variantId,
    earliestStart,
  };
}

export function durationOutOfRange(
  variantId: string,
  minimumMinutes: number,
  maximumMinutes: number,
): Typed<DurationOutOfRange> {
  return {
    __typename: 'DurationOutOfRange',
    code: 'DURATION_OUT_OF_RANGE',
    message: `The period must last from ${minimumMinutes} to ${maximumMinutes} minutes.`,
    retryable: false,
    variantId,
    minimumMinutes,
    maximumMinutes,
  };
}

export function performanceNotFound(performanceId: string): Typed<PerformanceNotFound> {
  const message = 'The shop gives no such performance, or no longer.';
  return { __typename: 'PerformanceNotFound', code: 'PERFORMANCE_NOT_FOUND', message, retryable: false, performanceId };
}

export function unitNotFound(unitIds: readonly string[]): Typed<UnitNotFound> {
  const message = 'The line cannot be given such units or seats.';
  return { __typename: 'UnitNotFound', code: 'UNIT_NOT_FOUND', message, retryable: false, unitIds: [...unitIds] };
}

/** A unit or seat by its API id. */
interface Taken {
  readonly id: string;
  readonly label: string;
}

const goneOf = (units: readonly Taken[]) => ({
  message: `No longer free: ${units.map(({ label }) => label).join(', ')}.`,
  retryable: true,
  labels: units.map(({ label }) => label),
});

export function seatTaken(seats: readonly Taken[]): Typed<SeatTaken> {
  return { __typename: 'SeatTaken', code: 'SEAT_TAKEN', ...goneOf(seats), seats: seats.map(({ id }) => ({ id })) };
}

export function unitTaken(units: readonly Taken[]): Typed<UnitTaken> {
  return { __typename: 'UnitTaken', code: 'UNIT_TAKEN', ...goneOf(units), units: units.map(({ id }) => ({ id })) };
}

export function seatsNotTogether(variantId: string, requested: number, available: number): Typed<SeatsNotTogether> {
  return {
    __typename: 'SeatsNotTogether',
    code: 'SEATS_NOT_TOGETHER',
    message: `${requested} seats side by side were asked for, ${available} are free.`,
    retryable: true,
    variantId,
    requested,
    available,
  };
}

/** @param mainProducts `prd_…` of the products of which one must be in the order. */
export function mainItemRequired(variantId: string, mainProducts: readonly string[]): Typed<MainItemRequired> {
  return {
    __typename: 'MainItemRequired',
    code: 'MAIN_ITEM_REQUIRED',
    message: 'The product is sold only together with another one.',
    retryable: false,
    variantId,
    mainProducts: mainProducts.map((id) => ({ id })),
  };
}

export function quantityLimitExceeded(
  variantId: string,
  { limit, scope, requested }: Pick<QuantityLimitExceeded, 'limit' | 'scope' | 'requested'>,
): Typed<QuantityLimitExceeded> {
  return {
    __typename: 'QuantityLimitExceeded',
    code: 'QUANTITY_LIMIT_EXCEEDED',
    message: `One ${scope === 'ORDER' ? 'order' : 'customer'} may have ${limit} of it; it would be ${requested}.`,
    retryable: false,
    variantId,
    limit,
    scope,
    requested,
  };
}

export function tableRequired(variantId: string): Typed<TableRequired> {
  const message = 'The product is sold only at a table.';
  return { __typename: 'TableRequired', code: 'TABLE_REQUIRED', message, retryable: false, variantId };
}

/** @param saleFrom RFC 3339, as is saleUntil; null: not limited on this side. */
export function notOnSale(
  variantId: string,
  saleFrom: string | null,
  saleUntil: string | null,
  now: Date,
): Typed<NotOnSale> {
  const toCome = saleFrom !== null && new Date(saleFrom) > now;
  return {
    __typename: 'NotOnSale',
    code: 'NOT_ON_SALE',
    message: toCome ? `It is sold from ${saleFrom} on.` : 'It is no longer sold.',
    retryable: toCome,
    variantId,
    saleFrom,
    saleUntil,
  };
}

export const orderVersionConflict = (currentVersion: number) => versionConflict('order', currentVersion);

export const refusedTransition = (from: OrderState, to: OrderState) =>
  invalidStateTransition('order', from, to, ORDER_TRANSITIONS[from]);
