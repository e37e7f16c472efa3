import { requireAccount } from '@yoyaku/platform/auth/viewer';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { orderIds, paymentIds, walletEntryIds, walletIds } from '../ids.ts';
import { topUpPoints, type TopUpKit } from './top-up-points.ts';
import { entriesOf, wallet, type WalletKit } from './wallet.ts';

/** Points: a customer's wallets, what has moved them, and how to fill them. */
export function walletResolvers(
  kit: WalletKit & TopUpKit,
): Pick<Resolvers, 'Query' | 'Mutation' | 'Wallet' | 'WalletEntry' | 'TopUpPointsResult'> {
  return {
    Query: {
      wallet: (_, { shopId }, { viewer }) => wallet(kit, viewer, shopId),
      walletEntries: async (_, { shopId, ...page }, { viewer }) => {
        const owned = await wallet(kit, viewer, shopId);
        return owned && entriesOf(kit, owned, page);
      },
    },
    Mutation: {
      topUpPoints: (_, { input }, { viewer }) => topUpPoints(kit, requireAccount(viewer), input),
    },
    Wallet: {
      id: ({ shopId, accountId }) => walletIds.encode(shopId, accountId),
      shop: ({ shopId }) => ({ id: shopIds.encode(shopId) }),
      entries: (owned, page) => entriesOf(kit, owned, page),
    },
    WalletEntry: {
      id: ({ shopId, transactionId }) => walletEntryIds.encode(shopId, transactionId),
      order: ({ shopId, orderId }) => (orderId === null ? null : { id: orderIds.encode(shopId, orderId) }),
      payment: ({ shopId, paymentId }, _, { loaders }) =>
        paymentId === null ? null : loaders.payment.load(paymentIds.encode(shopId, paymentId)),
    },
    TopUpPointsResult: {
      // Failures carry their type's name; the payment itself is the one that does not.
      __resolveType: (result) => ('__typename' in result ? result.__typename : null) ?? 'Payment',
    },
  };
}
