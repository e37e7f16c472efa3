import type { OrderResolvers } from '../__generated__/resolver-types.ts';

/** An order as far as this subgraph knows it by itself: its API id. */
export interface OrderReference {
  readonly id: string;
}

export const orderResolvers: OrderResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  payment: ({ id }, _, { loaders }) => loaders.paymentOfOrder.load(id),
  points: ({ id }, _, { loaders }) => loaders.pointsOfOrder.load(id),
};
