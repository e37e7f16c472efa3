import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import { unauthenticated } from '@yoyaku/platform/errors';
import type { Uuid } from '@yoyaku/platform/ids';
import { accountIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import type { UsersLoaders } from '../loaders.ts';
import { accountMemberships } from '../membership/membership-page.ts';
import type { AccountRow, SeenAccount } from './account.entity.ts';

/** The account of a row that names it. */
export async function loadedAccount({ accounts }: UsersLoaders, accountId: Uuid): Promise<AccountRow> {
  const account = await accounts.load(accountId);
  if (!account) throw new Error(`account ${accountId} is gone, though accounts are never deleted`);
  return account;
}

const isOneself = (viewer: Viewer, { accountId, byItsOwner = false }: SeenAccount) =>
  byItsOwner || (viewer.kind === 'ACCOUNT' && viewer.accountId === accountId);

export const accountResolvers: Resolvers = {
  Query: {
    async me(_parent, _args, { viewer, loaders }) {
      const account = await loaders.accounts.load(requireAccount(viewer));
      if (!account) throw unauthenticated('The account of this access token does not exist.');
      return account;
    },
  },
  Account: {
    __resolveReference({ id }, { loaders }) {
      const accountId = accountIds.decode(id);
      return accountId === null ? null : loaders.accounts.load(accountId);
    },
    id: ({ accountId }) => accountIds.encode(accountId),
    email: (account, _args, { viewer }) => (isOneself(viewer, account) ? account.email : null),
    memberships: (account, args, { viewer, loaders }) =>
      isOneself(viewer, account) ? accountMemberships(loaders, account.accountId, args) : null,
  },
};
