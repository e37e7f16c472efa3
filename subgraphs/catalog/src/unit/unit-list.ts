import { badInput } from '@yoyaku/platform/errors';
import { type Connection, connection, encodeCursor, type PageArguments } from '@yoyaku/platform/paging';
import type { StockUnitFilter } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { checkedPage, type cursorValue } from '../cursor.ts';
import { firstProblem, textProblem } from '../given-values.ts';
import { performanceIds, variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { poolIdOf } from '../stock/pool.ts';
import { attributesProblem } from './unit-attributes.ts';
import { pageOfUnits, type UnitChoice, type UnitOrder } from './unit-list.store.ts';
import type { UnitRow } from './unit.entity.ts';

/** What each order sorts by, besides the unit's key. */
const SORT_KEY: Readonly<Record<UnitOrder, { type: keyof typeof cursorValue; of: (row: UnitRow) => string }>> = {
  LABEL: { type: 'text', of: ({ label }) => label },
  NEWEST: { type: 'moment', of: ({ createdAt }) => createdAt.toISOString() },
};

export interface UnitListArguments extends PageArguments {
  readonly variantId: string;
  readonly performanceId?: string | null | undefined;
  readonly filter?: StockUnitFilter | null | undefined;
  readonly sort: UnitOrder;
}

/**
 * The units of a variant, or of its seats of one performance. What is not there has none, and strangers see no unit that
 * is out of use.
 * @throws BAD_USER_INPUT for a page or a filter that cannot be.
 */
export async function stockUnits(
  kit: CatalogKit,
  { loaders }: Context,
  { variantId, performanceId, filter, sort, ...page }: UnitListArguments,
): Promise<Connection<UnitRow>> {
  const list = `stockUnits ${sort}`;
  const sortKey = SORT_KEY[sort];
  const request = checkedPage(list, [sortKey.type, 'uuid'], page);
  const choice = readChoice(filter);
  const cursorOf = (row: UnitRow) => encodeCursor(list, [sortKey.of(row), row.unitId]);

  const variant = variantIds.decode(variantId);
  const performance = performanceId ? performanceIds.decode(performanceId) : null;
  const isForeign = performanceId && performance?.tenant !== variant?.tenant;
  if (!variant || isForeign) return connection([], request, cursorOf);
  const isStaff = (await loaders.role.load(variant.tenant)) !== null;
  if (!isStaff && choice.status === 'RETIRED') return connection([], request, cursorOf);

  const pool = {
    shopId: variant.tenant,
    poolId: poolIdOf(variant.key, performance?.key ?? null),
    variantId: variant.key,
  };
  const seen = isStaff ? choice : { ...choice, status: 'ACTIVE' as const };
  const rows = await pageOfUnits(kit.database, pool, seen, kit.clock.now(), sort, request);
  return connection(rows, request, cursorOf);
}

function readChoice(filter: StockUnitFilter | null | undefined): UnitChoice {
  const { status, text, attribute, freeFrom, freeTo } = filter ?? {};
  const problem = firstProblem(
    textProblem('filter.text', text, 1, 100),
    attributesProblem('filter.attribute', attribute ? [attribute] : null),
  );
  if (problem) throw badInput(`${problem.field}: ${problem.message}`);
  if (!freeFrom !== !freeTo || (freeFrom && freeTo && freeFrom >= freeTo)) {
    throw badInput('filter.freeFrom and filter.freeTo are given both or neither, the earlier first.');
  }
  return {
    status: status ?? null,
    text: text?.trim() ?? null,
    attribute: attribute ? { name: attribute.name.trim(), value: attribute.value.trim() } : null,
    free: freeFrom && freeTo ? { from: freeFrom, to: freeTo } : null,
  };
}
