import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Role } from '@yoyaku/platform/tenancy/shop-directory';
import DataLoader from 'dataloader';
import type { MembershipRow } from './membership.entity.ts';
import {
  findAccountMemberships,
  findRoles,
  findShopMembers,
  type MembersPageOf,
  type PageOf,
} from './membership.store.ts';

export type MembershipsLoader<Page extends PageOf = PageOf> = DataLoader<Page, MembershipRow[], string>;
export type RoleLoader = DataLoader<Uuid, Role | null>;

export const shopMembersLoader = (runner: SqlRunner) =>
  pagesLoader<MembersPageOf>((pages) => findShopMembers(runner, pages));

export const accountMembershipsLoader = (runner: SqlRunner) =>
  pagesLoader<PageOf>((pages) => findAccountMemberships(runner, pages));

/** The viewer's role in each shop; null where a stranger. */
export const viewerRoleLoader = (runner: SqlRunner, viewer: Viewer): RoleLoader =>
  new DataLoader(async (shopIds) => {
    const rows = viewer.kind === 'ACCOUNT' ? await findRoles(runner, viewer.accountId, shopIds) : [];
    const roles = new Map(rows.map(({ shopId, role }) => [shopId, role]));
    return shopIds.map((shopId) => roles.get(shopId) ?? null);
  });

function pagesLoader<Page extends PageOf>(
  find: (pages: readonly Page[]) => Promise<(MembershipRow & { readonly place: number })[]>,
): MembershipsLoader<Page> {
  return new DataLoader(
    async (pages) => {
      const byPlace = Map.groupBy(await find(pages), ({ place }) => place);
      return pages.map((_, index) => byPlace.get(index + 1) ?? []);
    },
    { cacheKeyFn: (page) => JSON.stringify(page) },
  );
}
