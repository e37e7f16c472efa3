import { requireAccount } from '@yoyaku/platform/auth/viewer';
import { badInput } from '@yoyaku/platform/errors';
import { isUuid } from '@yoyaku/platform/ids';
import { connection, encodeCursor, type PageArguments, pageRequest } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { WaitlistFilter } from '../__generated__/resolver-types.ts';
import type { Context } from '../context.ts';
import { performanceIds, variantIds, waitlistIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import type { WaitlistEntryRow, WaitlistPage } from './waitlist.entity.ts';
import { type EntryPosition, findAccountEntries, findShopEntries } from './waitlist-list.store.ts';

/** An entry of the viewer's or of a shop the viewer works in; null for all others. @throws UNAUTHENTICATED */
export async function waitlistEntry({ viewer, loaders }: Context, id: string): Promise<WaitlistEntryRow | null> {
  requireAccount(viewer);
  return waitlistReference({ loaders }, id);
}

/** As {@link waitlistEntry}, for links from other subgraphs: nobody in particular sees nothing. */
export async function waitlistReference(
  { loaders }: Pick<Context, 'loaders'>,
  id: string,
): Promise<WaitlistEntryRow | null> {
  const key = waitlistIds.decode(id);
  return key && loaders.visibleEntry.load(key);
}

const LATEST_FIRST = 'waitlist entries, latest first';

/** What the viewer waits for, or did, at all shops, the latest first. @throws UNAUTHENTICATED, BAD_USER_INPUT */
export async function myWaitlist(
  { database }: ReservationsKit,
  { viewer }: Context,
  page: PageArguments,
): Promise<WaitlistPage> {
  const accountId = requireAccount(viewer);
  const request = pageRequest(LATEST_FIRST, 2, page);
  const after = request.after && latestPosition(request.after);
  const rows = await findAccountEntries(database, accountId, after, request.limit);
  return connection(rows, request, ({ joinedAt, entryId }) =>
    encodeCursor(LATEST_FIRST, [joinedAt.toISOString(), entryId]),
  );
}

function latestPosition([joinedAt, entryId]: readonly unknown[]): EntryPosition {
  const valid =
    typeof joinedAt === 'string' &&
    !Number.isNaN(Date.parse(joinedAt)) &&
    new Date(joinedAt).toISOString() === joinedAt &&
    typeof entryId === 'string' &&
    isUuid(entryId);
  if (!valid) throw badInput('after is not a cursor of this list.');
  return { joinedAt, entryId };
}

const BY_ARRIVAL = 'waitlist entries by arrival';

/**
 * Who waits at a shop, in the order of arrival, for its staff; null for everybody else. What is none of the shop's is
 * waited for by nobody.
 * @throws UNAUTHENTICATED, BAD_USER_INPUT
 */
export async function shopWaitlist(
  { database, clock }: ReservationsKit,
  { viewer, loaders }: Context,
  id: string,
  filter: WaitlistFilter | null | undefined,
  page: PageArguments,
): Promise<WaitlistPage | null> {
  requireAccount(viewer);
  const request = pageRequest(BY_ARRIVAL, 1, page);
  const [after = 0] = request.after ?? [];
  if (typeof after !== 'number' || !Number.isSafeInteger(after)) throw badInput('after is not a cursor of this list.');
  const shopId = shopIds.decode(id);
  if (!shopId || !(await loaders.role.load(shopId))) return null;
  const variant = typeof filter?.variantId === 'string' ? variantIds.decode(filter.variantId) : undefined;
  const performance =
    typeof filter?.performanceId === 'string' ? performanceIds.decode(filter.performanceId) : undefined;
  const foreign = [variant, performance].some((key) => key !== undefined && key?.tenant !== shopId);
  const rows = foreign
    ? []
    : await findShopEntries(database, {
        shopId,
        state: filter?.state ?? null,
        variantId: variant?.key ?? null,
        performanceId: performance?.key ?? null,
        now: clock.now(),
        after,
        limit: request.limit,
      });
  return connection(rows, request, ({ position }) => encodeCursor(BY_ARRIVAL, [position]));
}
