import { invalidInput } from '@yoyaku/platform/failures';
import type { Uuid } from '@yoyaku/platform/ids';
import type { HeldUnit, HoldRefusal } from '../catalog/catalog.answers.ts';
import type { WantedLine } from '../catalog/catalog.client.ts';
import { performanceIds, productIds, unitIds, variantIds } from '../ids.ts';
import {
  durationOutOfRange,
  insufficientStock,
  invalidPeriod,
  mainItemRequired,
  noticeTooShort,
  notOnSale,
  outsideOpeningHours,
  performanceNotFound,
  periodConflict,
  periodInPast,
  productDiscontinued,
  productNotFound,
  quantityLimitExceeded,
  seatsNotTogether,
  seatTaken,
  tableRequired,
  unitNotFound,
  unitTaken,
} from './order.failures.ts';

export type Reason = HoldRefusal['reason'];

/** Reasons that pass by themselves when somebody gives stock back. */
const SHORTAGES: ReadonlySet<Reason> = new Set<Reason>([
  'INSUFFICIENT_STOCK',
  'PERIOD_CONFLICT',
  'SEAT_TAKEN',
  'UNIT_TAKEN',
  'SEATS_NOT_TOGETHER',
]);

/** What the lines of a refused order were, and when. */
export interface RefusedOrder {
  readonly shopId: Uuid;
  readonly lines: readonly WantedLine[];
  readonly now: Date;
}

/** Catalog's reasons in the order in which they count: what stock cannot heal first, each by the order of the lines. */
export function sortedRefusals(lines: readonly WantedLine[], refusals: readonly HoldRefusal[]): HoldRefusal[] {
  const places = new Map(lines.map(({ lineId }, place) => [lineId, place]));
  const rank = ({ reason, lineId }: HoldRefusal) => (SHORTAGES.has(reason) ? MANY : 0) + (places.get(lineId) ?? 0);
  return refusals.toSorted((left, right) => rank(left) - rank(right));
}

/** More than the lines of any order. */
const MANY = 1_000;

/** The one failure that tells why catalog refused an order: the first reason, and of units all that it concerns. */
export function orderRefusal(order: RefusedOrder, refusals: readonly HoldRefusal[]) {
  const sorted = sortedRefusals(order.lines, refusals);
  const [first] = sorted;
  if (!first) throw new Error('catalog refused a hold without a reason');
  return lineRefusal(order, first, sorted);
}

/**
 * Why a line cannot be had, as the API tells it.
 * @param all All refusals of the order, sorted: those of named units are told together.
 */
export function lineRefusal(order: RefusedOrder, refusal: HoldRefusal, all: readonly HoldRefusal[] = [refusal]) {
  const { shopId, lines, now } = order;
  const variantId = variantIds.encode(shopId, refusal.variantId);
  const place = Math.max(
    lines.findIndex(({ lineId }) => lineId === refusal.lineId),
    0,
  );
  const taken = (reason: 'SEAT_TAKEN' | 'UNIT_TAKEN') =>
    distinctUnits(all.flatMap((each) => (each.reason === reason && 'units' in each ? each.units : []))).map(
      ({ unitId, label }) => ({ id: unitIds.encode(shopId, unitId), label }),
    );
  switch (refusal.reason) {
    case 'PRODUCT_NOT_FOUND':
      return productNotFound(variantId);
    case 'PRODUCT_DISCONTINUED':
      return productDiscontinued(variantId);
    case 'INSUFFICIENT_STOCK':
      return insufficientStock(variantId, refusal.requested, refusal.available);
    case 'SEATS_NOT_TOGETHER':
      return seatsNotTogether(variantId, refusal.requested, refusal.available);
    case 'PERFORMANCE_REQUIRED':
      return invalidInput(`lines.${place}.performanceId`, 'The product is sold by performance; name one.');
    case 'PERFORMANCE_NOT_FOUND':
      return performanceNotFound(performanceIds.encode(shopId, refusal.performanceId));
    case 'PERIOD_REQUIRED':
      return invalidPeriod(variantId, 'The product is sold by period; name one.');
    case 'PERIOD_NOT_ALLOWED':
      return invalidPeriod(variantId, 'The product is not sold by period; name none for it.');
    case 'INVALID_PERIOD':
      return invalidPeriod(
        variantId,
        'It must begin and end on the slots of the product, see its `timeRules`, and end after it begins.',
      );
    case 'PERIOD_IN_PAST':
      return periodInPast(variantId);
    case 'DURATION_OUT_OF_RANGE':
      return durationOutOfRange(variantId, refusal.minimumMinutes, refusal.maximumMinutes);
    case 'NOTICE_TOO_SHORT':
      return noticeTooShort(variantId, refusal.earliestStart);
    case 'OUTSIDE_OPENING_HOURS':
      return outsideOpeningHours(variantId, refusal.earliestStart);
    case 'PERIOD_CONFLICT':
      return periodConflict(variantId, refusal);
    case 'UNIT_NOT_FOUND': {
      const unknown = all.flatMap((each) => (each.reason === 'UNIT_NOT_FOUND' ? each.unitIds : []));
      return unitNotFound([...new Set(unknown)].map((unitId) => unitIds.encode(shopId, unitId)));
    }
    case 'SEAT_TAKEN':
      return seatTaken(taken('SEAT_TAKEN'));
    case 'UNIT_TAKEN':
      return unitTaken(taken('UNIT_TAKEN'));
    case 'MAIN_ITEM_REQUIRED':
      return mainItemRequired(
        variantId,
        refusal.mainProductIds.map((productId) => productIds.encode(shopId, productId)),
      );
    case 'QUANTITY_LIMIT_EXCEEDED':
      return quantityLimitExceeded(variantId, refusal);
    case 'TABLE_REQUIRED':
      return tableRequired(variantId);
    case 'NOT_ON_SALE':
      return notOnSale(variantId, refusal.saleFrom, refusal.saleUntil, now);
    case 'INVALID_INPUT':
      return invalidInput(`lines.${place}.${refusal.field}`, refusal.message);
  }
}

/** Why catalog cannot do something, as the API tells it. */
export type RefusalFailure = ReturnType<typeof lineRefusal>;

function distinctUnits(units: readonly HeldUnit[]): HeldUnit[] {
  return [...new Map(units.map((unit) => [unit.unitId, unit])).values()];
}
