import { badInput } from '@yoyaku/platform/errors';
import { isUuid } from '@yoyaku/platform/ids';
import { type PageArguments, type PageRequest, pageRequest } from '@yoyaku/platform/paging';

type Value = string | number | null;

/** As Date writes the years 1000 to 9999; what it writes of others, PostgreSQL cannot read. */
const MOMENT = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What one value of a cursor must be, lest the database choke on it. */
export const cursorValue = {
  text: (value: Value) => typeof value === 'string' && !value.includes('\0'),
  uuid: (value: Value) => typeof value === 'string' && isUuid(value),
  integer: (value: Value) => Number.isSafeInteger(value),
  moment: (value: Value) => typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value)),
} as const;

/** Reads `first` and `after` of a list whose cursors hold such values. @throws BAD_USER_INPUT */
export function checkedPage(
  order: string,
  values: readonly (keyof typeof cursorValue)[],
  page: PageArguments,
): PageRequest<readonly Value[]> {
  const request = pageRequest(order, values.length, page);
  const isGood = request.after?.every((value, index) => cursorValue[values[index] ?? 'text'](value)) ?? true;
  if (!isGood) throw badInput('after is not a cursor of this list.');
  return request;
}
