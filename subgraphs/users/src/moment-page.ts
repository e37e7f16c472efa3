import { badInput } from '@yoyaku/platform/errors';
import { isUuid, type Uuid } from '@yoyaku/platform/ids';
import { encodeCursor, type PageArguments, type PageRequest, pageRequest } from '@yoyaku/platform/paging';

/** All lists here go by a moment, the earliest first, and then by an id. */
export interface MomentPosition {
  /** RFC 3339. */
  readonly at: string;
  readonly id: Uuid;
}

export type MomentPage = PageRequest<MomentPosition>;

/** Before any row: where a first page begins. */
export const BEGINNING: MomentPosition = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** Reads `first` and `after`. @throws BAD_USER_INPUT, as {@link pageRequest}. */
export function momentPage(order: string, args: PageArguments): MomentPage {
  const { limit, after } = pageRequest(order, 2, args);
  if (after === null) return { limit, after };
  const [at, id] = after;
  if (typeof at !== 'string' || typeof id !== 'string' || !isUuid(id) || !isMoment(at)) {
    throw badInput('after is not a cursor of this list.');
  }
  return { limit, after: { at, id } };
}

export const momentCursor = (order: string, at: Date, id: Uuid): string => encodeCursor(order, [at.toISOString(), id]);

/** Whether it is a moment as {@link momentCursor} writes it, which PostgreSQL reads too. */
function isMoment(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text && /^(?!0000)\d{4}-/.test(text);
}
