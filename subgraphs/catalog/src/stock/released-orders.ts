import type { Consumer } from '@yoyaku/platform/events/consumer';
import { z } from 'zod';
import type { CatalogKit } from '../kit.ts';

const cancelledLines = z.object({ lineIds: z.array(z.string()).min(1) });

/**
 * Gives back the stock of orders, or of lines, that were called off, and lets the promises of orders end that were not paid
 * in time. Such an order may have been paid since: what was sold to it then stays with it.
 */
export function releasedOrders({ environment, stock }: CatalogKit): Consumer {
  return {
    source: 'reservations',
    sourceUrl: environment.RESERVATIONS_URL,
    types: ['OrderCancelled', 'OrderExpired', 'OrderLinesCancelled'],
    handle: (transaction, events) =>
      stock.endWithin(
        transaction,
        events
          .filter(({ type }) => type !== 'OrderExpired')
          .map(({ shopId, aggregateId, type, data }) => ({
            shopId,
            orderId: aggregateId,
            ...(type === 'OrderLinesCancelled' && { lineIds: cancelledLines.parse(data).lineIds }),
          })),
        events
          .filter(({ type }) => type === 'OrderExpired')
          .map(({ shopId, aggregateId }) => ({ shopId, orderId: aggregateId })),
      ),
  };
}
