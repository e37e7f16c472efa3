import type { SqlRunner } from '@yoyaku/platform/database/database';
import { badInput } from '@yoyaku/platform/errors';
import { isUuid } from '@yoyaku/platform/ids';
import { connection, encodeCursor, type PageArguments, pageRequest } from '@yoyaku/platform/paging';
import type { ShopFilter, ShopSort } from '../__generated__/resolver-types.ts';
import { readName } from '../input-text.ts';
import { momentCursor, momentPage } from '../moment-page.ts';
import type { ShopPage } from './shop.entity.ts';
import { findShopsByAge, findShopsByName, type NamePosition, type ShopChoice } from './shop.store.ts';

const BY_AGE = 'shops';
const BY_NAME = 'shops by name';
const MOST_TEXT = 100;

interface ShopsArguments extends PageArguments {
  readonly filter?: ShopFilter | null | undefined;
  readonly sort: ShopSort;
}

/** A page of the shops that the filter chooses. @throws BAD_USER_INPUT for a page or a text that cannot be. */
export async function shopPage(runner: SqlRunner, { filter, sort, ...page }: ShopsArguments): Promise<ShopPage> {
  const choice = readChoice(filter);
  if (sort === 'OLDEST') {
    const request = momentPage(BY_AGE, page);
    const rows = await findShopsByAge(runner, choice, request);
    return connection(rows, request, ({ createdAt, shopId }) => momentCursor(BY_AGE, createdAt, shopId));
  }
  const { limit, after } = pageRequest(BY_NAME, 2, page);
  const request = { limit, after: after && readPosition(after) };
  const rows = await findShopsByName(runner, choice, request);
  return connection(rows, request, ({ sortName, shopId }) => encodeCursor(BY_NAME, [sortName, shopId]));
}

/** Shops at work, unless the caller asks for others; null stands for any. */
function readChoice(filter: ShopFilter | null | undefined): ShopChoice {
  const { kind = null, status = 'ACTIVE', text = null } = filter ?? {};
  const read = text === null ? null : readName(text, MOST_TEXT);
  if (text !== null && read === null) {
    throw badInput(`filter.text must have from 1 to ${MOST_TEXT} characters, without control characters.`);
  }
  return { kind, status, text: read };
}

function readPosition([name, id]: readonly unknown[]): NamePosition {
  if (typeof name !== 'string' || typeof id !== 'string' || !isUuid(id) || readName(name, Infinity) === null) {
    throw badInput('after is not a cursor of this list.');
  }
  return { name, id };
}
