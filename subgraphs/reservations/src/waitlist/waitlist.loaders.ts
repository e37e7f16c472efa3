import DataLoader from 'dataloader';
import type { Viewer } from '@yoyaku/platform/auth/viewer';
import type { TenantKey } from '@yoyaku/platform/ids';
import type { ReservationsKit } from '../kit.ts';
import type { OrderLoaders } from '../order/order.loaders.ts';
import type { WaitlistEntryRow } from './waitlist.entity.ts';
import { countAhead, findEntries } from './waitlist.store.ts';

export interface WaitlistLoaders {
  /** An entry that the viewer may see: its customer and the shop's staff; null when there is none. */
  readonly visibleEntry: DataLoader<TenantKey, WaitlistEntryRow | null, string>;
  /** How many wait for the same before it. */
  readonly ahead: DataLoader<WaitlistEntryRow, number, string>;
}

const keyOf = ({ tenant, key }: TenantKey) => tenant + key;

export function waitlistLoaders(
  { database }: Pick<ReservationsKit, 'database'>,
  viewer: Viewer,
  role: OrderLoaders['role'],
): WaitlistLoaders {
  async function visible(keys: readonly TenantKey[]): Promise<(WaitlistEntryRow | null)[]> {
    if (viewer.kind !== 'ACCOUNT') return keys.map(() => null);
    const { accountId } = viewer;
    const rows = await findEntries(database, keys);
    const found = new Map(rows.map((entry) => [keyOf({ tenant: entry.shopId, key: entry.entryId }), entry]));
    return Promise.all(
      keys.map(async (key) => {
        const entry = found.get(keyOf(key));
        return entry && (entry.accountId === accountId || (await role.load(entry.shopId)) !== null) ? entry : null;
      }),
    );
  }
  return {
    visibleEntry: new DataLoader(visible, { cacheKeyFn: keyOf }),
    ahead: new DataLoader((entries) => countAhead(database, entries), {
      cacheKeyFn: ({ shopId, entryId }) => shopId + entryId,
    }),
  };
}
