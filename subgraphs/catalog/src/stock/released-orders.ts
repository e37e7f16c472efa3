import type { Consumer } from '@yoyaku/platform/events/consumer';
import { z } from 'zod';
import type { CatalogKit } from '../kit.ts';

const cancelledLines = z.object({ lineIds: z.array(z.string()).min(1) });

/** Gives back the stock of orders, or of lines, that were called off or not paid in time. */
export function releasedOrders({ environment, stock }: CatalogKit): Consumer {
  return {
    source: 'reservations',
    sourceUrl: environment.RESERVATIONS_URL,
    types: ['OrderCancelled', 'OrderExpired', 'OrderLinesCancelled'],
    handle: (transaction, events) =>
      stock.releaseWithin(
        transaction,
        events.map(({ shopId, aggregateId, type, data }) => ({
          shopId,
          orderId: aggregateId,
          ...(type === 'OrderLinesCancelled' && { lineIds: cancelledLines.parse(data).lineIds }),
        })),
      ),
  };
}
