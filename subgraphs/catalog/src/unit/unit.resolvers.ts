import type { Resolvers } from '../__generated__/resolver-types.ts';
import { unitIds } from '../ids.ts';
import type { CatalogKit } from '../kit.ts';
import { registerUnits } from './register-units.ts';
import { stockUnits } from './unit-list.ts';
import { reinstateUnit, retireUnit, updateUnit } from './unit.service.ts';

export function unitResolvers(kit: CatalogKit) {
  return {
    Query: {
      stockUnits: (_parent, given, context) => stockUnits(kit, context, given),
      stockUnit: (_parent, { id }, { loaders }) => {
        const key = unitIds.decode(id);
        return key && loaders.unit.load(key);
      },
    },
    Mutation: {
      registerUnits: (_parent, { input }, context) => registerUnits(kit, context, input),
      updateUnit: (_parent, { input }, context) => updateUnit(kit, context, input),
      retireUnit: (_parent, { input }, context) => retireUnit(kit, context, input),
      reinstateUnit: (_parent, { input }, context) => reinstateUnit(kit, context, input),
    },
    StockUnit: {
      // In a result, failures carry their type's name; the unit itself does not.
      __isTypeOf: (value) => 'attributes' in value,
      __resolveReference: ({ id }, { loaders }) => {
        const key = unitIds.decode(id);
        return key && loaders.unit.load(key);
      },
      id: ({ shopId, unitId }) => unitIds.encode(shopId, unitId),
      variant: ({ shopId, variantId }, _arguments, { loaders }) =>
        loaders.variant.load({ tenant: shopId, key: variantId }),
      attributes: ({ attributes }) => Object.entries(attributes).map(([name, value]) => ({ name, value })),
      performance: ({ shopId, performanceId }, _arguments, { loaders }) =>
        performanceId === null ? null : loaders.performance.load({ tenant: shopId, key: performanceId }),
      row: ({ rowName }) => rowName,
      number: ({ seatNumber }) => seatNumber,
      state: ({ shopId, unitId }, _arguments, { loaders }) => loaders.unitState.load({ tenant: shopId, key: unitId }),
    },
  } satisfies Resolvers;
}
