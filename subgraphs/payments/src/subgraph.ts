import type { SubgraphDefinition } from '@yoyaku/platform/graphql-server/subgraph';
import { ServiceClient } from '@yoyaku/platform/http/service-client';
import type { Resolvers } from './__generated__/resolver-types.ts';
import type { Loaders } from './context.ts';
import type { PaymentsEnvironment } from './environment.ts';
import { migrations } from './migrations/index.ts';
import { orderConsumer } from './order/order.events.ts';
import { OrderDirectory } from './order/order-directory.ts';
import { orderResolvers } from './order/order.resolvers.ts';
import { GoalWorker } from './payment/goal-worker.ts';
import { PayOrder } from './payment/pay-order.ts';
import { payOrderResultResolvers } from './payment/pay-order-result.ts';
import { refundEntity } from './payment/payment.entity.ts';
import { paymentLoaders } from './payment/payment.loaders.ts';
import {
  paymentEventResolvers,
  paymentMutations,
  paymentSubscriptions,
  paymentQueries,
  paymentResolvers,
} from './payment/payment.resolvers.ts';
import { wakes } from './payment/payment.live.ts';
import { type Timing, TIMING } from './payment/timing.ts';
import { advanceDebits } from './points/advance-debits.ts';
import { orphanedDebitsJob } from './points/orphaned-debits.ts';
import { pointsLoaders } from './points/points.loaders.ts';
import { pointsRoutes } from './points/points.routes.ts';
import { type Isolation, ISOLATION } from './provider/guarded-provider.ts';
import { openProviders } from './provider/open-providers.ts';
import { WebhookInbox } from './webhook/webhook-inbox.ts';
import { refundResolvers } from './refund/refund.resolvers.ts';
import { countStuck } from './refund/stuck-payments.ts';
import { walletResolvers } from './wallet/wallet.resolvers.ts';
import { webhookRoutes } from './webhook/webhook.routes.ts';

/** The payments subgraph. @param timing how patient it is; tests are less so */
export function definePayments(
  timing: Timing,
  isolation: Isolation = ISOLATION,
): SubgraphDefinition<Loaders, PaymentsEnvironment> {
  return {
    name: 'payments',
    schemaFile: new URL('../schema.graphql', import.meta.url),
    entities: [refundEntity],
    migrations,
    build({ environment, logger, clock, database, live, shops }) {
      const { RESERVATIONS_URL, SERVICE_TOKEN } = environment;
      const providers = openProviders(environment, clock, { ...isolation, timeout: timing.providerTimeout });
      const reservations = new ServiceClient({
        service: 'reservations',
        url: RESERVATIONS_URL,
        token: SERVICE_TOKEN,
        logger,
      });
      const worker = new GoalWorker({ database, providers, live, clock, logger, timing });
      const { authorizer, recorder } = worker;
      const inbox = new WebhookInbox({ database, recorder, clock, logger, lease: timing.askAfter });
      const orders = new OrderDirectory({ database, reservations, shops });
      const payOrder = new PayOrder({ database, providers, authorizer, orders, clock, timing });
      const refunds = refundResolvers({ database, shops, orders, worker, clock, timing });
      const wallets = walletResolvers({ database, providers, authorizer, shops, worker, clock, timing });
      const resolvers: Resolvers = {
        ...refunds,
        ...wallets,
        Query: { ...paymentQueries, ...refunds.Query, ...wallets.Query },
        Mutation: { ...paymentMutations({ database, authorizer, payOrder }), ...refunds.Mutation, ...wallets.Mutation },
        Subscription: paymentSubscriptions({ database, shops, orders, live }),
        Payment: paymentResolvers,
        PaymentEvent: paymentEventResolvers,
        Order: orderResolvers,
        PayOrderResult: payOrderResultResolvers,
        RetryPaymentResult: payOrderResultResolvers,
      };
      return {
        resolvers,
        loaders: (viewer) => ({
          ...paymentLoaders(database, shops, viewer),
          ...pointsLoaders(database, shops, viewer),
        }),
        consumers: [
          orderConsumer({ reservationsUrl: RESERVATIONS_URL, worker, providers, live, logger, shops, clock, timing }),
        ],
        jobs: [
          { name: 'drive due payments', everyMilliseconds: 1_000, run: () => worker.sweep() },
          { name: 'handle webhook calls', everyMilliseconds: 1_000, run: () => inbox.sweep() },
          { name: 'forget webhook calls', everyMilliseconds: 3_600_000, run: () => inbox.prune() },
          countStuck(database),
          orphanedDebitsJob({ database, clock, reservations }),
        ],
        wakes,
        internalRoutes: (server) => {
          pointsRoutes(server, advanceDebits(database, clock), { database, clock });
        },
        publicRoutes: (server) => {
          webhookRoutes(server, { providers, inbox, clock, logger });
        },
        close: async () => {
          await inbox.close();
          await worker.close();
          await Promise.all([providers.close(), reservations.close()]);
        },
      };
    },
  };
}

export const paymentsSubgraph = definePayments(TIMING);
