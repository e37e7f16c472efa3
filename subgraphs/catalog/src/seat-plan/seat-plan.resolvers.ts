import { shopIds } from '@yoyaku/platform/tenancy/ids';
import type { Resolvers } from '../__generated__/resolver-types.ts';
import { seatPlanIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { tiersOf } from './seat-layout.ts';
import {
  createSeatPlan,
  deleteSeatPlan,
  moveSeatPlan,
  seatPlan,
  seatPlans,
  updateSeatPlan,
} from './seat-plan.service.ts';

export function seatPlanResolvers(kit: CatalogKit) {
  return {
    Query: {
      seatPlans: (_parent, given, context) => seatPlans(kit, context, given),
      seatPlan: (_parent, { id }, context) => seatPlan(context, seatPlanIds.decode(id)),
    },
    Mutation: {
      createSeatPlan: (_parent, { input }, context) => createSeatPlan(kit, context, input),
      updateSeatPlan: (_parent, { input }, context) => updateSeatPlan(kit, context, input),
      archiveSeatPlan: (_parent, { input }, context) => moveSeatPlan(kit, context, 'archiveSeatPlan', input),
      restoreSeatPlan: (_parent, { input }, context) => moveSeatPlan(kit, context, 'restoreSeatPlan', input),
      deleteSeatPlan: (_parent, { input }, context) => deleteSeatPlan(kit, context, input),
    },
    SeatPlan: {
      __isTypeOf: (value) => 'seatCount' in value,
      __resolveReference: ({ id }, context) => seatPlan(context, seatPlanIds.decode(id)),
      id: ({ shopId, seatPlanId }) => seatPlanIds.encode(shopId, seatPlanId),
      shop: ({ shopId }) => ({ id: shopIds.encode(shopId) }),
      sections: ({ sections }) => sections.map((section) => ({ ...section, rows: [...section.rows] })),
      tiers: ({ sections }) => tiersOf(sections),
    },
  } satisfies Resolvers;
}
