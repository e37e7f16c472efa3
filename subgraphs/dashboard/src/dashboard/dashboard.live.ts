import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import { RequestError } from '@yoyaku/platform/errors';
import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import type { Uuid } from '@yoyaku/platform/ids';
import type { LiveMessage } from '@yoyaku/platform/live/channels';
import { stateThenChanges } from '@yoyaku/platform/live/state-then-changes';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { dashboardLoaders } from './dashboard.loaders.ts';
import { shopDashboard } from './dashboard.service.ts';
import type { Dashboard } from './dashboard.store.ts';

/** Wakes whoever follows the figures of this shop. */
const dashboardWakeUp = (shopId: Uuid): LiveMessage => ({ channel: 'dashboard', key: shopId });

/** Wakes the followers of these shops. A lost wake-up is only logged: followers also look by themselves now and then. */
export function wakeDashboards({ live, logger }: Pick<Kit, 'live' | 'logger'>, changed: readonly Uuid[]): void {
  if (changed.length === 0) return;
  live.publish(changed.map(dashboardWakeUp)).catch((error: unknown) => {
    logger.warn({ err: error }, 'those who follow the figures could not be woken');
  });
}

/**
 * The figures of a shop as they stand, then after each change and when the shop's day turns, for as long as the viewer
 * works there.
 * @throws UNAUTHENTICATED without an account, NOT_FOUND for strangers and for a shop that does not exist.
 */
export async function dashboardStats(
  kit: Kit,
  viewer: Viewer,
  shopId: string,
): Promise<AsyncIterable<{ dashboardStats: Dashboard }>> {
  requireAccount(viewer);
  const key = shopIds.decode(shopId);
  if (key === null) throw noSuchShop();
  // Once before it begins, so that the refusal answers the subscribing itself.
  await visibleDashboard(kit, viewer, shopId);
  return stateThenChanges({
    live: kit.live,
    wakeUps: [dashboardWakeUp(key)],
    // Asked anew each time, so that whoever leaves the shop's staff sees no more.
    read: async () => ({ dashboardStats: await visibleDashboard(kit, viewer, shopId) }),
    version: ({ dashboardStats: { today, position } }) => `${today} ${position}`,
  });
}

async function visibleDashboard(kit: Kit, viewer: Viewer, shopId: string): Promise<Dashboard> {
  const dashboard = await shopDashboard(kit, { viewer, loaders: dashboardLoaders(kit.database) }, shopId);
  if (!dashboard) throw noSuchShop();
  return dashboard;
}

const noSuchShop = () => new RequestError('NOT_FOUND', 'There is no such shop.');
