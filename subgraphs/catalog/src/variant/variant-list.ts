import { badInput } from '@yoyaku/platform/errors';
import { type Connection, connection, encodeCursor, type PageArguments } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { VariantFilter } from '../__generated__/resolver-types.ts';
import { checkedPage } from '../cursor.ts';
import { firstProblem, textProblem, trimmed } from '../given-values.ts';
import type { CatalogKit } from '../kit.ts';
import type { VariantRow } from './variant.entity.ts';
import { pageOfVariants } from './variant-list.store.ts';

/**
 * The variants of a shop, the latest first; a shop that does not exist has none.
 * @throws BAD_USER_INPUT for a page or a text that cannot be.
 */
export async function variants(
  kit: CatalogKit,
  shopId: string,
  filter: VariantFilter | null | undefined,
  page: PageArguments,
): Promise<Connection<VariantRow>> {
  const request = checkedPage('variants', ['moment', 'uuid'], page);
  const problem = firstProblem(
    textProblem('filter.text', filter?.text, 1, 100),
    textProblem('filter.sku', filter?.sku, 1, 64),
  );
  if (problem) throw badInput(`${problem.field}: ${problem.message}`);
  const shop = shopIds.decode(shopId);
  const choice = {
    text: trimmed(filter?.text),
    sku: trimmed(filter?.sku),
    archived: filter?.archived ?? false,
  };
  const rows = shop ? await pageOfVariants(kit.database, shop, choice, request) : [];
  return connection(rows, request, ({ createdAt, variantId }) =>
    encodeCursor('variants', [createdAt.toISOString(), variantId]),
  );
}
