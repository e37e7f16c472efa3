import { type invalidStateTransition, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { ArchiveProductInput } from '../__generated__/resolver-types.ts';
import { archivalProblem, type Archival } from '../archive.ts';
import type { Context } from '../context.ts';
import { productIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { staffMutation } from '../staff-mutation.ts';
import { productCall, shownProduct } from './product.service.ts';
import { archiveProductRow, lockProduct } from './product.store.ts';

type Failed =
  ReturnType<typeof notFound> | ReturnType<typeof versionConflict> | ReturnType<typeof invalidStateTransition>;

/** Takes a product out of the lists and off sale, or puts it back. Orders that have it go on, and so do rules that name it. */
export async function archiveProduct(
  kit: CatalogKit,
  context: Context,
  archival: Archival,
  input: ArchiveProductInput,
) {
  const id = productIds.decode(input.productId);
  const call = productCall(`${archival}Product`, input);
  const done = await staffMutation<Failed>(kit, context, call, async (transaction) => {
    const row = id && (await lockProduct(transaction, id));
    if (!row) return notFound('product', input.productId);
    if (row.version !== input.expectedVersion) return versionConflict('product', row.version);
    const problem = archivalProblem('product', archival, row.archivedAt);
    if (problem) return problem;
    await archiveProductRow(transaction, row, archival === 'archive' ? kit.clock.now() : null);
    return row.productId;
  });
  return shownProduct(context, input.productId, done);
}
