import { requireAccount } from '@yoyaku/platform/auth/viewer';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { performanceIds, variantIds, waitlistIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import { acceptOffer } from './accept-offer.ts';
import { joinWaitlist } from './join-waitlist.ts';
import { leaveWaitlist } from './leave-waitlist.ts';
import { waitlistChanged } from './waitlist.live.ts';
import { myWaitlist, shopWaitlist, waitlistEntry, waitlistReference } from './waitlist.service.ts';
import { waitlistStateAt } from './waitlist.state.ts';

export function waitlistResolvers(kit: ReservationsKit): Resolvers {
  const now = () => kit.clock.now();
  return {
    Query: {
      waitlistEntry: (_parent, { id }, context) => waitlistEntry(context, id),
      myWaitlist: (_parent, page, context) => myWaitlist(kit, context, page),
      shopWaitlist: (_parent, { shopId, filter, ...page }, context) => shopWaitlist(kit, context, shopId, filter, page),
    },
    Mutation: {
      joinWaitlist: (_parent, { input }, { viewer }) => joinWaitlist(kit, requireAccount(viewer), input),
      leaveWaitlist: (_parent, { input }, { viewer, loaders }) =>
        leaveWaitlist(kit, loaders, requireAccount(viewer), input),
      async acceptOffer(_parent, { input }, { viewer, loaders }) {
        const placed = await acceptOffer(kit, loaders, requireAccount(viewer), input);
        return '__typename' in placed ? placed : placed.order;
      },
    },
    Subscription: {
      waitlistChanged: { subscribe: (_parent, { entryId }, { viewer }) => waitlistChanged(kit, viewer, entryId) },
    },
    WaitlistEntry: {
      // In a result, failures carry their type's name; the entry itself does not.
      __isTypeOf: (value) => 'position' in value,
      __resolveReference: ({ id }, context) => waitlistReference(context, id),
      id: ({ shopId, entryId }) => waitlistIds.encode(shopId, entryId),
      shop: ({ shopId }) => ({ id: shopIds.encode(shopId) }),
      customer: ({ accountId }) => ({ id: accountIds.encode(accountId) }),
      variant: ({ shopId, variantId }) => ({ id: variantIds.encode(shopId, variantId) }),
      performance: ({ shopId, performanceId }) =>
        performanceId === null ? null : { id: performanceIds.encode(shopId, performanceId) },
      period: ({ periodStart, periodEnd }) => periodStart && periodEnd && { start: periodStart, end: periodEnd },
      state: (entry) => waitlistStateAt(now(), entry),
      ahead: (entry, _arguments, { loaders }) => (entry.state === 'WAITING' ? loaders.ahead.load(entry) : null),
      order: ({ shopId, orderId, state }, _arguments, { loaders }) =>
        state === 'PURCHASED' && orderId !== null ? loaders.visibleOrder.load({ tenant: shopId, key: orderId }) : null,
    },
  };
}
