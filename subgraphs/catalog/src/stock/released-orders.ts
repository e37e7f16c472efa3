import type { Consumer } from '@yoyaku/platform/events/consumer';
import type { CatalogKit } from '../kit.ts';

/** Gives back the stock of orders that were called off or not paid in time. */
export function releasedOrders({ environment, stock }: CatalogKit): Consumer {
  return {
    source: 'reservations',
    sourceUrl: environment.RESERVATIONS_URL,
    types: ['OrderCancelled', 'OrderExpired'],
    handle: (transaction, events) =>
      stock.releaseWithin(
        transaction,
        events.map(({ shopId, aggregateId }) => ({ shopId, orderId: aggregateId })),
      ),
  };
}
