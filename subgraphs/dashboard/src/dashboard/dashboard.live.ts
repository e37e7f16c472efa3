import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import type { Uuid } from '@yoyaku/platform/ids';
import type { LiveMessage } from '@yoyaku/platform/live/channels';
import { returnsAtOnce } from '@yoyaku/platform/live/returns-at-once';
import { stateThenChanges } from '@yoyaku/platform/live/state-then-changes';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { dashboardLoaders } from './dashboard.loaders.ts';
import { shopDashboard } from './dashboard.service.ts';
import type { Dashboard } from './dashboard.store.ts';

/** Wakes whoever follows the figures of this shop. */
const dashboardChanged = (shopId: Uuid): LiveMessage => ({ channel: 'dashboard', key: shopId });

/** Wakes the followers of these shops. A lost wake-up is only logged: followers also look by themselves now and then. */
export function wakeDashboards({ live, logger }: Pick<Kit, 'live' | 'logger'>, changed: readonly Uuid[]): void {
  if (changed.length === 0) return;
  live.publish(changed.map(dashboardChanged)).catch((error: unknown) => {
    logger.warn({ err: error }, 'those who follow the figures could not be woken');
  });
}

/**
 * The figures of a shop as they stand, then after each change and when the shop's day turns, for as long as the viewer
 * works there. To anybody else null, and then the end.
 * @throws UNAUTHENTICATED without an account.
 */
export function dashboardStats(
  kit: Kit,
  viewer: Viewer,
  shopId: string,
): AsyncIterableIterator<{ dashboardStats: Dashboard | null }> {
  requireAccount(viewer);
  const key = shopIds.decode(shopId);
  return returnsAtOnce(async function* (signal) {
    const states = stateThenChanges({
      live: kit.live,
      wakeUps: key === null ? [] : [dashboardChanged(key)],
      signal,
      // Asked anew each time, so that whoever leaves the shop's staff sees no more.
      read: () => shopDashboard(kit, { viewer, loaders: dashboardLoaders(kit.database) }, shopId),
      version: (dashboard) => (dashboard ? `${dashboard.today} ${dashboard.position}` : 'none'),
    });
    for await (const dashboard of states) {
      yield { dashboardStats: dashboard };
      if (dashboard === null) return;
    }
  });
}
