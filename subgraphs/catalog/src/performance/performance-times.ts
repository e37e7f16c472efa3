import { invalidInput } from '@yoyaku/platform/failures';
import { firstProblem } from '../given-values.ts';
import type { PerformanceRow } from './performance.entity.ts';

type Times = Pick<PerformanceRow, 'startsAt' | 'endsAt' | 'saleFrom' | 'saleUntil'>;

const EARLIEST = new Date('2000-01-01T00:00:00Z');
const LATEST = new Date('2200-01-01T00:00:00Z');

/** What is wrong with the times of a performance. */
export function timesProblem({ startsAt, endsAt, saleFrom, saleUntil }: Times) {
  return firstProblem(
    ...Object.entries({ startsAt, endsAt, saleFrom, saleUntil }).map(([field, moment]) =>
      moment !== null && (moment < EARLIEST || moment >= LATEST)
        ? invalidInput(field, 'Only the years 2000 to 2199 are allowed.')
        : null,
    ),
    endsAt <= startsAt ? invalidInput('endsAt', 'It must end after it begins.') : null,
    saleFrom && saleFrom >= startsAt ? invalidInput('saleFrom', 'The sale must begin before the performance.') : null,
    saleUntil && saleUntil > startsAt ? invalidInput('saleUntil', 'The sale ends when the performance begins.') : null,
    saleFrom && saleUntil && saleUntil <= saleFrom
      ? invalidInput('saleUntil', 'The sale must end after it begins.')
      : null,
  );
}
