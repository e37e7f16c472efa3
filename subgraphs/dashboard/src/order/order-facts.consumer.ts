import type { Consumer } from '@yoyaku/platform/events/consumer';
import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import type { Uuid } from '@yoyaku/platform/ids';
import type { DashboardEnvironment } from '../environment.ts';
import { wakeDashboards } from '../dashboard/dashboard.live.ts';
import { countOrders } from './count-orders.store.ts';
import { isSale, ORDER_FACTS, type OrderFact } from './order-fact.ts';
import { shopDay } from './shop-day.ts';

/** Follows the reservations subgraph's events into the figures of the shops. */
export function orderFactsConsumer(kit: Kit<DashboardEnvironment>): Consumer {
  return {
    source: 'reservations',
    sourceUrl: kit.environment.RESERVATIONS_URL,
    types: ORDER_FACTS,
    async handle(transaction, events) {
      const facts = events as readonly OrderFact[];
      const timezones = await timezonesOf(kit, facts);
      const changed = await countOrders(transaction, facts, (shopId, moment) => {
        const timezone = timezones.get(shopId);
        if (timezone === undefined) throw new Error(`The timezone of shop ${shopId} has not been looked up`);
        return shopDay(moment, timezone);
      });
      transaction.afterCommit(() => {
        wakeDashboards(kit, changed);
      });
    },
  };
}

/**
 * The timezone of every shop that has sold something.
 * @throws when a shop is not known yet, so that the batch is tried again: no sale is put on a guessed day.
 */
async function timezonesOf(kit: Kit, facts: readonly OrderFact[]): Promise<ReadonlyMap<Uuid, string>> {
  const shopIds = new Set(facts.filter(({ data }) => isSale(data)).map(({ shopId }) => shopId));
  const known = await Promise.all(
    [...shopIds].map(async (shopId) => {
      const shop = await kit.shops.find(shopId);
      if (!shop) throw new Error(`Shop ${shopId} has orders but is not in the directory`);
      return [shopId, shop.timezone] as const;
    }),
  );
  return new Map(known);
}
