import type { SubgraphDefinition } from '@yoyaku/platform/graphql-server/subgraph';
import { type DashboardLoaders, dashboardLoaders } from './dashboard/dashboard.loaders.ts';
import { dashboardResolvers } from './dashboard/dashboard.resolvers.ts';
import type { DashboardEnvironment } from './environment.ts';
import { migrations } from './migrations/index.ts';
import { orderFactsConsumer } from './order/order-facts.consumer.ts';

/** Figures of the shops, counted from the events of their orders. */
export const dashboardSubgraph: SubgraphDefinition<DashboardLoaders, DashboardEnvironment> = {
  name: 'dashboard',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  entities: [],
  migrations,
  build: (kit) => ({
    resolvers: dashboardResolvers(kit),
    loaders: () => dashboardLoaders(kit.database),
    consumers: [orderFactsConsumer(kit)],
  }),
};
