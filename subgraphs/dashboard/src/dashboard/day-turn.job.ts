import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import type { Job } from '@yoyaku/platform/jobs/job';
import { shopDay } from '../order/shop-day.ts';
import { wakeDashboards } from './dashboard.live.ts';
import { findShopsWithRevenue } from './dashboard.store.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Wakes the followers of every shop whose day has turned since the last run, so that `revenueToday` falls to zero at
 * the shop's midnight though no order came. Shops without revenue on the day that ended show zero already.
 */
export function dayTurnJob(kit: Pick<Kit, 'clock' | 'database' | 'live' | 'logger' | 'shops'>): Job {
  let before = kit.clock.now();
  return {
    name: 'dashboard-day-turn',
    everyMilliseconds: MINUTE,
    async run() {
      const now = kit.clock.now();
      // Whatever the timezone, the day that has just ended is one of these (offsets go from -12 to +14 hours).
      const days = [-DAY, 0, DAY].map((offset) => shopDay(new Date(before.getTime() + offset), 'UTC'));
      const turned = [];
      for (const shopId of await findShopsWithRevenue(kit.database, days)) {
        const shop = await kit.shops.find(shopId);
        if (shop && shopDay(before, shop.timezone) !== shopDay(now, shop.timezone)) turned.push(shopId);
      }
      wakeDashboards(kit, turned);
      before = now;
    },
  };
}
