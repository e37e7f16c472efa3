import { type invalidStateTransition, notFound, versionConflict } from '@yoyaku/platform/failures';
import type { ArchiveVariantInput } from '../__generated__/resolver-types.ts';
import { type Archival, archivalProblem } from '../archive.ts';
import type { Context } from '../context.ts';
import { variantIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { isCarriedOut, staffMutation } from '../staff-mutation.ts';
import { archiveVariantRow, lockVariant } from './variant.store.ts';

type Failed =
  ReturnType<typeof notFound> | ReturnType<typeof versionConflict> | ReturnType<typeof invalidStateTransition>;

/**
 * Takes a variant out of the lists and off sale, or puts it back. Orders that have it go on. What is left of it still
 * counts when it is judged whether its product is sold out.
 */
export async function archiveVariant(
  kit: CatalogKit,
  context: Context,
  archival: Archival,
  input: ArchiveVariantInput,
) {
  const id = variantIds.decode(input.variantId);
  const call = {
    operation: `${archival}Variant`,
    what: 'variant',
    givenId: input.variantId,
    shopId: id?.tenant ?? null,
    input,
    problem: null,
  };
  const done = await staffMutation<Failed>(kit, context, call, async (transaction) => {
    const row = id && (await lockVariant(transaction, id));
    if (!row) return notFound('variant', input.variantId);
    if (row.version !== input.expectedVersion) return versionConflict('variant', row.version);
    const problem = archivalProblem('variant', archival, row.archivedAt);
    if (problem) return problem;
    await archiveVariantRow(transaction, row, archival === 'archive' ? kit.clock.now() : null);
    return row.variantId;
  });
  if (!isCarriedOut(done)) return done;
  return (await context.loaders.variant.load(done)) ?? notFound('variant', input.variantId);
}
