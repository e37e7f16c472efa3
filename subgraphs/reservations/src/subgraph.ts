import type { SubgraphDefinition } from '@yoyaku/platform/graphql-server/subgraph';
import { recalls } from '@yoyaku/platform/idempotency';
import { catalogConsumer } from './catalog/catalog.consumer.ts';
import { catalogClient } from './catalog/catalog.client.ts';
import { cartResolvers } from './cart/cart.resolvers.ts';
import { type Loaders, loadersFor } from './context.ts';
import type { ReservationsEnvironment } from './environment.ts';
import type { ReservationsKit } from './kit.ts';
import { migrations } from './migrations/index.ts';
import { confirmations } from './order/confirm-orders.ts';
import { expireOrdersJob, expireOrdersTimer } from './order/expire-orders.ts';
import { AccountOrderEntity, OrderEntity, OrderLineEntity } from './order/order.entity.ts';
import { wakes } from './order/order.live.ts';
import { orderResolvers } from './order/order.resolvers.ts';
import { orderRoutes } from './order/order.routes.ts';
import { paymentConsumer } from './order/payment.consumer.ts';
import { pointsClient } from './order/pay-with-points.ts';
import { newOrders } from './order/place-order.store.ts';
import { cancelPerformanceTimer } from './performance/cancel-performance.ts';
import { alignTimers } from './reservation/align-extension.ts';
import { riskTimers } from './reservation/judge-risk.ts';
import { reservationResolvers } from './reservation/reservation.resolvers.ts';
import { endTimers } from './reservation/reservation.timers.ts';
import { mergedResolvers } from './resolvers.ts';
import { closeIdleTableTimer } from './table/close-table.ts';
import { tableResolvers } from './table/table.resolvers.ts';
import { offerTimer } from './waitlist/offer-waitlist.ts';
import { offerTimers } from './waitlist/offer-timers.ts';
import { waitlistResolvers } from './waitlist/waitlist.resolvers.ts';

/** Orders: what customers ask shops for, from the placing to the end. */
export const reservationsSubgraph: SubgraphDefinition<Loaders, ReservationsEnvironment> = {
  name: 'reservations',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  entities: [OrderEntity, OrderLineEntity, AccountOrderEntity],
  migrations,
  build(platform) {
    const { clock, database, environment, logger } = platform;
    const catalog = catalogClient({ url: environment.CATALOG_URL, token: environment.SERVICE_TOKEN, logger });
    const points = pointsClient(clock, { url: environment.PAYMENTS_URL, token: environment.SERVICE_TOKEN, logger });
    const kit: ReservationsKit = {
      ...platform,
      catalog,
      points,
      placed: recalls(database),
      newOrders: newOrders(database, clock),
      confirmations: confirmations({ database, clock, catalog }),
    };
    return {
      resolvers: mergedResolvers(
        orderResolvers(kit),
        reservationResolvers(kit),
        cartResolvers(kit),
        tableResolvers(kit),
        waitlistResolvers(kit),
      ),
      loaders: (viewer) => loadersFor(kit, viewer),
      consumers: [paymentConsumer(kit), catalogConsumer(kit)],
      jobs: [expireOrdersJob(kit)],
      timers: [
        expireOrdersTimer(kit),
        ...endTimers(kit),
        ...riskTimers(kit),
        ...alignTimers(kit),
        closeIdleTableTimer(kit),
        cancelPerformanceTimer(kit),
        offerTimer(kit),
        ...offerTimers(kit),
      ],
      internalRoutes: (server) => {
        orderRoutes(server, kit);
      },
      wakes,
      close: async () => {
        await Promise.all([catalog.close(), points.close()]);
      },
    };
  },
};
