import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';
import type { PeriodInput } from '../__generated__/resolver-types.ts';
import type { WantedPeriod } from '../catalog/catalog.client.ts';
import { momentAt } from './local-date-time.ts';
import { invalidPeriod } from './order.failures.ts';

/** Where a period stands in the input. */
export interface PeriodPlace {
  /** Its path, e.g. `lines.0.period`. */
  readonly field: string;
  /** The variant of its line, `var_…`. */
  readonly variantId: string;
}

type PeriodProblem = InvalidInputFailure | ReturnType<typeof invalidPeriod>;

/**
 * One end of a period, given as a moment or as local time of the shop.
 * @param name The field of the moment; that of the local time ends in `Local`.
 */
export function readMoment(
  timezone: string,
  name: 'start' | 'end',
  given: PeriodInput,
  { field, variantId }: PeriodPlace,
): Date | PeriodProblem {
  const moment = given[name] ?? null;
  const local = given[`${name}Local`] ?? null;
  const path = field === '' ? name : `${field}.${name}`;
  if (moment !== null && local === null) return moment;
  if (moment !== null || local === null) {
    return invalidInput(path, `Exactly one of ${name} and ${name}Local must be given.`);
  }
  return momentAt(timezone, local) ?? invalidPeriod(variantId, `The clocks of the shop never show ${local}.`);
}

/** A period as catalog takes it, or what is wrong with it by itself. */
export function readPeriod(timezone: string, given: PeriodInput, place: PeriodPlace): WantedPeriod | PeriodProblem {
  const start = readMoment(timezone, 'start', given, place);
  if ('__typename' in start) return start;
  const end = readMoment(timezone, 'end', given, place);
  if ('__typename' in end) return end;
  if (end <= start) return invalidPeriod(place.variantId, 'A period must end after it begins.');
  return { start: start.toISOString(), end: end.toISOString() };
}
