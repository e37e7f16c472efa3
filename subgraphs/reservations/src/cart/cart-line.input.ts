import { invalidInput } from '@yoyaku/platform/failures';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import type { OrderLineInput, UpdateCartLineInput } from '../__generated__/resolver-types.ts';
import type { WantedLine } from '../catalog/catalog.client.ts';
import { performanceIds, unitIds, variantIds } from '../ids.ts';
import { LARGEST_QUANTITY, linesProblem, MOST_LINES, wantedLines } from '../order/order-lines.input.ts';
import type { CartLineRow } from './cart.entity.ts';

const MOST_UNITS = 500;

/** What is wanted of a line, apart from where it stands. */
export type WantedCartLine = Omit<CartLineRow, 'shopId' | 'cartId' | 'lineId' | 'place' | 'addedBy'>;

export type CartLineFailure =
  ReturnType<typeof invalidInput> | Exclude<ReturnType<typeof wantedLines>, readonly unknown[]>;

/** Reads one line. @param path Where it stands in the input: `line.`, or nothing. */
export function readCartLine(shop: Shop, input: OrderLineInput, path: string): WantedCartLine | CartLineFailure {
  const problem = linesProblem([input]);
  if (problem) return withField(problem, path);
  const wanted = wantedLines(shop, [input], null, () => '');
  if ('__typename' in wanted) return wanted.__typename === 'InvalidInput' ? withField(wanted, path) : wanted;
  const [line] = wanted as readonly [WantedLine];
  const { variantId, performanceId = null, period, unitIds: units = null, together = false, section = null } = line;
  return {
    variantId,
    performanceId,
    periodStart: period ? new Date(period.start) : null,
    periodEnd: period ? new Date(period.end) : null,
    unitIds: units,
    together,
    section,
    quantity: line.quantity,
  };
}

const withField = ({ field, message }: ReturnType<typeof invalidInput>, path: string) =>
  invalidInput(field.replace('lines.0.', path), message);

/** A line as it would have been put in to be what it is now with these changes; what is absent stays. */
export function changedLine(
  { shopId, ...line }: CartLineRow,
  changes: Pick<UpdateCartLineInput, 'quantity' | 'performanceId' | 'period' | 'unitIds' | 'together' | 'section'>,
): OrderLineInput {
  const { periodStart, periodEnd, performanceId } = line;
  const present: OrderLineInput = {
    variantId: variantIds.encode(shopId, line.variantId),
    quantity: line.quantity,
    performanceId: performanceId && performanceIds.encode(shopId, performanceId),
    period: periodStart && periodEnd && { start: periodStart, end: periodEnd },
    unitIds: line.unitIds?.map((unitId) => unitIds.encode(shopId, unitId)) ?? null,
    together: line.together,
    section: line.section,
  };
  return {
    ...present,
    quantity: changes.quantity ?? present.quantity,
    ...(changes.performanceId !== undefined && { performanceId: changes.performanceId }),
    ...(changes.period !== undefined && { period: changes.period }),
    ...(changes.unitIds !== undefined && { unitIds: changes.unitIds }),
    ...(changes.together !== undefined && { together: changes.together }),
    ...(changes.section !== undefined && { section: changes.section }),
  };
}

/** The line of a cart to which the same of the same account is added, if there is one. */
export function sameLine(lines: readonly CartLineRow[], wanted: WantedCartLine, accountId: string): CartLineRow | null {
  if (wanted.unitIds) return null;
  return (
    lines.find(
      (line) =>
        line.addedBy === accountId &&
        line.unitIds === null &&
        line.variantId === wanted.variantId &&
        line.performanceId === wanted.performanceId &&
        line.periodStart?.getTime() === wanted.periodStart?.getTime() &&
        line.periodEnd?.getTime() === wanted.periodEnd?.getTime() &&
        line.together === wanted.together &&
        line.section === wanted.section,
    ) ?? null
  );
}

/** Why a cart cannot hold these lines together, or null. @param path As of {@link readCartLine}. */
export function cartProblem(
  lines: readonly Pick<CartLineRow, 'unitIds' | 'quantity'>[],
  path: string,
): ReturnType<typeof invalidInput> | null {
  if (lines.length > MOST_LINES) return invalidInput('line', `A cart has at most ${MOST_LINES} lines.`);
  if (lines.some(({ quantity }) => quantity > LARGEST_QUANTITY)) {
    return invalidInput(`${path}quantity`, `A line may have at most ${LARGEST_QUANTITY} pieces, those there included.`);
  }
  const units = lines.flatMap((line) => line.unitIds ?? []);
  if (new Set(units).size < units.length) {
    return invalidInput(`${path}unitIds`, 'A unit may be named once only in a cart.');
  }
  return units.length > MOST_UNITS
    ? invalidInput(`${path}unitIds`, `A cart may name at most ${MOST_UNITS} units.`)
    : null;
}
