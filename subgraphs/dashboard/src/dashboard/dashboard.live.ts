import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import type { Uuid } from '@yoyaku/platform/ids';
import type { LiveMessage } from '@yoyaku/platform/live/channels';

/** Wakes whoever follows the figures of this shop. */
export const dashboardChanged = (shopId: Uuid): LiveMessage => ({ channel: 'dashboard', key: shopId });

/** Wakes the followers of these shops. A wake-up that is lost is logged: the next change brings the figures up to date. */
export function wakeDashboards({ live, logger }: Pick<Kit, 'live' | 'logger'>, shopIds: readonly Uuid[]): void {
  if (shopIds.length === 0) return;
  live.publish(shopIds.map(dashboardChanged)).catch((error: unknown) => {
    logger.warn({ error, shopIds }, 'followers of the figures could not be woken');
  });
}
