import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import type { OrderLineInput, PeriodInput } from '../__generated__/resolver-types.ts';
import type { WantedLine } from '../catalog/catalog.client.ts';
import { performanceIds, unitIds, variantIds } from '../ids.ts';
import { textProblem } from './free-text.ts';
import { performanceNotFound, productNotFound, unitNotFound } from './order.failures.ts';
import { readPeriod } from './period-input.ts';

export const MOST_LINES = 100;
export const LARGEST_QUANTITY = 10_000;
const MOST_UNITS = 500;
const LONGEST_SECTION = 100;

type LineFailure =
  | ReturnType<typeof productNotFound | typeof performanceNotFound | typeof unitNotFound>
  | Exclude<ReturnType<typeof readPeriod>, { readonly start: string }>;

/** What is wrong with lines whatever the shop, or null. */
export function linesProblem(lines: readonly OrderLineInput[]): InvalidInputFailure | null {
  if (lines.length === 0) return invalidInput('lines', 'An order needs at least one line.');
  if (lines.length > MOST_LINES) return invalidInput('lines', `An order has at most ${MOST_LINES} lines.`);
  const named = new Set<string>();
  for (const [place, line] of lines.entries()) {
    const problem = lineProblem(line, `lines.${place}`) ?? unitsProblem(line, `lines.${place}.unitIds`, named);
    if (problem) return problem;
  }
  return null;
}

/** What is wrong with one line by itself, or null. @param field Its path, e.g. `lines.0`. */
export function lineProblem(line: OrderLineInput, field: string): InvalidInputFailure | null {
  const { quantity, section, together } = line;
  if (quantity < 1 || quantity > LARGEST_QUANTITY) {
    return invalidInput(`${field}.quantity`, `A quantity is from 1 to ${LARGEST_QUANTITY}, not ${quantity}.`);
  }
  if (together === true && line.unitIds) {
    return invalidInput(`${field}.together`, 'Seats that are named cannot be chosen as well.');
  }
  if (section === '') return invalidInput(`${field}.section`, 'The section must have at least one character.');
  return textProblem(`${field}.section`, section, LONGEST_SECTION);
}

/** @param named The units of the lines before; those of this line are added. */
function unitsProblem(
  { quantity, unitIds: given }: OrderLineInput,
  field: string,
  named: Set<string>,
): InvalidInputFailure | null {
  if (!given) return null;
  if (given.length !== quantity) {
    return invalidInput(field, `As many units must be named as the quantity says: ${quantity}, not ${given.length}.`);
  }
  for (const id of given) {
    if (named.has(id)) return invalidInput(field, 'A unit may be named once only in an order.');
    named.add(id);
  }
  return named.size > MOST_UNITS ? invalidInput(field, `An order may name at most ${MOST_UNITS} units.`) : null;
}

/**
 * Lines as catalog takes them, with bare ids and moments; or the failure of the first one that cannot be, since nothing of
 * another shop exists in this one.
 * @param orderPeriod The period of the lines that name none.
 * @param lineIdOf The id of the line in a place.
 */
export function wantedLines(
  { shopId, timezone }: Shop,
  lines: readonly OrderLineInput[],
  orderPeriod: PeriodInput | null,
  lineIdOf: (place: number) => Uuid,
): readonly WantedLine[] | LineFailure {
  const wanted: WantedLine[] = [];
  for (const [place, line] of lines.entries()) {
    const { variantId, quantity, performanceId, together, section } = line;
    const variant = variantIds.decode(variantId);
    if (variant?.tenant !== shopId) return productNotFound(variantId);
    const given = line.period ?? orderPeriod;
    const field = line.period ? `lines.${place}.period` : 'period';
    const period = given && readPeriod(timezone, given, { field, variantId });
    if (period && '__typename' in period) return period;
    const performance = typeof performanceId === 'string' ? performanceIds.decode(performanceId) : null;
    if (typeof performanceId === 'string' && performance?.tenant !== shopId) return performanceNotFound(performanceId);
    const units = (line.unitIds ?? []).map((id) => ({ id, unit: unitIds.decode(id) }));
    const foreign = units.filter(({ unit }) => unit?.tenant !== shopId);
    if (foreign.length > 0) return unitNotFound(foreign.map(({ id }) => id));
    wanted.push({
      lineId: lineIdOf(place),
      variantId: variant.key,
      quantity,
      ...(performance && { performanceId: performance.key }),
      ...(period && { period }),
      ...(units.length > 0 && { unitIds: units.flatMap(({ unit }) => unit?.key ?? []) }),
      ...(together === true && { together }),
      ...(section && { section }),
    });
  }
  return wanted;
}
