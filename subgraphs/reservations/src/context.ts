import type { RequestContext } from '@yoyaku/platform/graphql-server/subgraph';
import type { Viewer } from '@yoyaku/platform/auth/viewer';
import { type CartLoaders, cartLoaders } from './cart/cart.loaders.ts';
import type { ReservationsKit } from './kit.ts';
import { type OrderLoaders, orderLoaders } from './order/order.loaders.ts';
import { type TableLoaders, tableLoaders } from './table/table.loaders.ts';
import { type WaitlistLoaders, waitlistLoaders } from './waitlist/waitlist.loaders.ts';

export type Loaders = OrderLoaders & TableLoaders & CartLoaders & WaitlistLoaders;

export type Context = RequestContext<Loaders>;

/** Look-ups of one operation, or of one event of a subscription. */
export function loadersFor(kit: ReservationsKit, viewer: Viewer): Loaders {
  const orders = orderLoaders(kit, viewer);
  const tables = tableLoaders(kit, viewer, orders.role);
  return {
    ...orders,
    ...tables,
    ...cartLoaders(kit, viewer, tables.visibleSession),
    ...waitlistLoaders(kit, viewer, orders.role),
  };
}
