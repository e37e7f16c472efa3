import type { FastifyInstance } from 'fastify';
import { isUuid } from '@yoyaku/platform/ids';
import type { ReservationsKit } from '../kit.ts';
import { orderData } from './order.events.ts';
import { stateAt } from './order.state.ts';
import { findLines, findOrders } from './order.store.ts';

/** For subgraphs that need an order before its event has reached them: what OrderPlaced tells, in its present state. */
export function orderRoutes(server: FastifyInstance, { database, clock }: ReservationsKit): void {
  server.get<{ Params: { shopId: string; orderId: string } }>(
    '/internal/orders/:shopId/:orderId',
    async ({ params }, reply) => {
      if (!isUuid(params.shopId) || !isUuid(params.orderId)) return reply.code(404).send();
      const keys = [{ tenant: params.shopId, key: params.orderId }];
      const [[order], lines] = await Promise.all([findOrders(database, keys), findLines(database, keys)]);
      if (!order) return reply.code(404).send();
      const { shopId, version } = order;
      return { shopId, version, ...orderData(order, lines), state: stateAt(clock.now(), order) };
    },
  );
}
