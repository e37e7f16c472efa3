import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Role } from '@yoyaku/platform/tenancy/shop-directory';
import DataLoader from 'dataloader';
import type { MembershipRow } from './membership.entity.ts';
import { findAccountMemberships, findRoles, findShopMembers, type PageOf } from './membership.store.ts';

export type MembershipsLoader = DataLoader<PageOf, MembershipRow[], string>;
export type RoleLoader = DataLoader<Uuid, Role | null>;

export const shopMembersLoader = (runner: SqlRunner) => pagesLoader((pages) => findShopMembers(runner, pages));

export const accountMembershipsLoader = (runner: SqlRunner) =>
  pagesLoader((pages) => findAccountMemberships(runner, pages));

/** The viewer's role in each shop; null where a stranger. */
export const viewerRoleLoader = (runner: SqlRunner, viewer: Viewer): RoleLoader =>
  new DataLoader(async (shopIds) => {
    const rows = viewer.kind === 'ACCOUNT' ? await findRoles(runner, viewer.accountId, shopIds) : [];
    const roles = new Map(rows.map(({ shopId, role }) => [shopId, role]));
    return shopIds.map((shopId) => roles.get(shopId) ?? null);
  });

function pagesLoader(
  find: (pages: readonly PageOf[]) => Promise<(MembershipRow & { readonly place: number })[]>,
): MembershipsLoader {
  return new DataLoader(
    async (pages) => {
      const byPlace = Map.groupBy(await find(pages), ({ place }) => place);
      return pages.map((_, index) => byPlace.get(index + 1) ?? []);
    },
    { cacheKeyFn: ({ tenant, page }) => JSON.stringify([tenant, page.limit, page.after]) },
  );
}
