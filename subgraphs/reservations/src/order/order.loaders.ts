import DataLoader from 'dataloader';
import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { Role } from '@yoyaku/platform/tenancy/shop-directory';
import { staffRole } from '@yoyaku/platform/tenancy/staff-role';
import type { ReservationsKit } from '../kit.ts';
import type { OrderLineRow, OrderRow } from './order.entity.ts';
import { findLines, findOrders } from './order.store.ts';

/** Batches look-ups of one operation, or of one event of a subscription. */
export interface OrderLoaders {
  /** An order that the viewer may see; null when there is none, or it is somebody else's. */
  readonly visibleOrder: DataLoader<TenantKey, OrderRow | null, string>;
  readonly lines: DataLoader<TenantKey, OrderLineRow[], string>;
  /** The viewer's role in a shop. */
  readonly role: DataLoader<Uuid, Role | null>;
}

const keyOf = ({ tenant, key }: TenantKey) => tenant + key;
const orderKeyOf = ({ shopId, orderId }: { readonly shopId: Uuid; readonly orderId: Uuid }) => shopId + orderId;

export function orderLoaders(
  { database, shops }: Pick<ReservationsKit, 'database' | 'shops'>,
  viewer: Viewer,
): OrderLoaders {
  const role = new DataLoader<Uuid, Role | null>((shopIds) =>
    Promise.all(shopIds.map((shopId) => staffRole(shops, shopId, viewer))),
  );

  async function mayBeSeen(order: OrderRow): Promise<boolean> {
    if (viewer.kind !== 'ACCOUNT') return false;
    return order.accountId === viewer.accountId || (await role.load(order.shopId)) !== null;
  }

  async function visible(keys: readonly TenantKey[]): Promise<(OrderRow | null)[]> {
    if (viewer.kind !== 'ACCOUNT') return keys.map(() => null);
    const found = new Map((await findOrders(database, keys)).map((order) => [orderKeyOf(order), order]));
    return Promise.all(
      keys.map(async (key) => {
        const order = found.get(keyOf(key));
        return order && (await mayBeSeen(order)) ? order : null;
      }),
    );
  }

  async function lines(keys: readonly TenantKey[]): Promise<OrderLineRow[][]> {
    const found = Map.groupBy(await findLines(database, keys), orderKeyOf);
    return keys.map((key) => found.get(keyOf(key)) ?? []);
  }

  return {
    visibleOrder: new DataLoader(visible, { cacheKeyFn: keyOf }),
    lines: new DataLoader(lines, { cacheKeyFn: keyOf }),
    role,
  };
}
