import { type invalidStateTransition, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { ArchiveCategoryInput } from '../__generated__/resolver-types.ts';
import { type Archival, archivalProblem } from '../archive.ts';
import type { Context } from '../context.ts';
import { categoryIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { archiveCategoryRow, lockCategory } from './category.store.ts';

type Failed =
  ReturnType<typeof notFound> | ReturnType<typeof versionConflict> | ReturnType<typeof invalidStateTransition>;

/** Takes a category out of the lists, or puts it back. Its products stay in it, and on sale. */
export async function archiveCategory(
  kit: CatalogKit,
  context: Context,
  archival: Archival,
  input: ArchiveCategoryInput,
) {
  const id = categoryIds.decode(input.categoryId);
  const call = {
    operation: `${archival}Category`,
    what: 'category',
    givenId: input.categoryId,
    shopId: id?.tenant ?? null,
    input,
    problem: null,
  };
  const done = await staffMutation<Failed>(kit, context, call, async (transaction) => {
    const row = id && (await lockCategory(transaction, id));
    if (!row) return notFound('category', input.categoryId);
    if (row.version !== input.expectedVersion) return versionConflict('category', row.version);
    const problem = archivalProblem('category', archival, row.archivedAt);
    if (problem) return problem;
    await archiveCategoryRow(transaction, row, archival === 'archive' ? kit.clock.now() : null);
    return row.categoryId;
  });
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.category.load(done)) ?? notFound('category', input.categoryId);
}
