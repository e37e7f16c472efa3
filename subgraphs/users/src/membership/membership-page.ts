import type { Uuid } from '@yoyaku/platform/ids';
import { connection, type PageArguments } from '@yoyaku/platform/paging';
import type { MemberFilter } from '../__generated__/resolver-types.ts';
import type { UsersLoaders } from '../loaders.ts';
import { momentCursor, momentPage } from '../moment-page.ts';
import type { MembershipPage } from './membership.entity.ts';

/** Who works in a shop; null for a viewer who does not. */
export async function shopMembers(
  { viewerRole, shopMembers: members }: UsersLoaders,
  shopId: Uuid,
  { filter, ...args }: PageArguments & { readonly filter?: MemberFilter | null | undefined },
): Promise<MembershipPage | null> {
  const page = momentPage('members', args);
  if ((await viewerRole.load(shopId)) === null) return null;
  const rows = await members.load({ tenant: shopId, page, role: filter?.role ?? null });
  return connection(rows, page, ({ joinedAt, accountId }) => momentCursor('members', joinedAt, accountId));
}

/** Where an account works. */
export async function accountMemberships(
  { accountMemberships: memberships }: UsersLoaders,
  accountId: Uuid,
  args: PageArguments,
): Promise<MembershipPage> {
  const page = momentPage('memberships', args);
  const rows = await memberships.load({ tenant: accountId, page });
  return connection(rows, page, ({ joinedAt, shopId }) => momentCursor('memberships', joinedAt, shopId));
}
