import type { Resolvers } from '../__generated__/resolver-types.ts';
import { loadedAccount } from '../account/account.resolvers.ts';
import { resultOf } from '../failures.ts';
import { membershipIds } from '../ids.ts';
import { loadedShop } from '../shop/shop.service.ts';
import type { MembershipService } from './membership.service.ts';

export const membershipResolvers = (service: MembershipService): Resolvers => ({
  Mutation: {
    addMember: (_parent, { input }, { viewer }) => service.add(viewer, input),
    updateMember: (_parent, { input }, { viewer }) => service.update(viewer, input),
    async removeMember(_parent, { input }, { viewer, loaders }) {
      const result = await service.remove(viewer, input);
      return 'code' in result ? result : loadedShop(loaders.shops, result.shopId);
    },
  },
  Membership: {
    id: ({ shopId, accountId }) => membershipIds.encode(shopId, accountId),
    shop: ({ shopId }, _args, { loaders }) => loadedShop(loaders.shops, shopId),
    account: ({ accountId }, _args, { loaders }) => loadedAccount(loaders, accountId),
  },
  AddMemberResult: { __resolveType: resultOf('Membership') },
  UpdateMemberResult: { __resolveType: resultOf('Membership') },
  RemoveMemberResult: { __resolveType: resultOf('Shop') },
});
