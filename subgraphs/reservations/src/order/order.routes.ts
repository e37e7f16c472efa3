import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ReservationsKit } from '../kit.ts';
import { orderData } from './order.events.ts';
import { stateAt } from './order.state.ts';
import { findLines, findOrders } from './order.store.ts';

const MOST_ASKED_FOR = 500;

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const wanted = z.object({
  orders: z
    .array(z.object({ shopId: uuid, orderId: uuid }))
    .min(1)
    .max(MOST_ASKED_FOR),
});

/**
 * For subgraphs that need orders before their events have reached them: what OrderPlaced tells, in their present state.
 * Orders that do not exist are left out.
 */
export function orderRoutes(server: FastifyInstance, { database, clock }: ReservationsKit): void {
  const schema = { body: z.toJSONSchema(wanted, { target: 'draft-7', io: 'input' }) };
  server.post<{ Body: z.infer<typeof wanted> }>('/internal/orders', { schema }, async ({ body }) => {
    const keys = body.orders.map(({ shopId, orderId }) => ({ tenant: shopId, key: orderId }));
    const [orders, lines] = await Promise.all([findOrders(database, keys), findLines(database, keys)]);
    const linesOf = Map.groupBy(lines, ({ orderId }) => orderId);
    const now = clock.now();
    return {
      orders: orders.map((order) => ({
        shopId: order.shopId,
        version: order.version,
        ...orderData(order, linesOf.get(order.orderId) ?? []),
        state: stateAt(now, order),
      })),
    };
  });
}
