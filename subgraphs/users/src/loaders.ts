import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { SqlRunner } from '@yoyaku/platform/database/database';
import { type AccountLoader, accountLoader } from './account/account.loaders.ts';
import {
  accountMembershipsLoader,
  type MembershipsLoader,
  type RoleLoader,
  shopMembersLoader,
  viewerRoleLoader,
} from './membership/membership.loaders.ts';
import type { MembersPageOf } from './membership/membership.store.ts';
import { type ShopLoader, shopLoader } from './shop/shop.loaders.ts';

/** What one operation has loaded. */
export interface UsersLoaders {
  readonly accounts: AccountLoader;
  readonly shops: ShopLoader;
  /** Pages of a shop's members. */
  readonly shopMembers: MembershipsLoader<MembersPageOf>;
  /** Pages of an account's shops. */
  readonly accountMemberships: MembershipsLoader;
  /** The viewer's own role in a shop. */
  readonly viewerRole: RoleLoader;
}

export const usersLoaders = (runner: SqlRunner, viewer: Viewer): UsersLoaders => ({
  accounts: accountLoader(runner),
  shops: shopLoader(runner),
  shopMembers: shopMembersLoader(runner),
  accountMemberships: accountMembershipsLoader(runner),
  viewerRole: viewerRoleLoader(runner, viewer),
});
