import type { SubgraphDefinition } from '@yoyaku/platform/graphql-server/subgraph';
import { availabilityResolvers } from './availability/availability.resolvers.ts';
import { CategoryEntity } from './category/category.entity.ts';
import { categoryResolvers } from './category/category.resolvers.ts';
import type { CatalogEnvironment } from './environment.ts';
import { importResolvers } from './import/import.resolvers.ts';
import type { CatalogKit } from './kit.ts';
import { type CatalogLoaders, catalogLoaders } from './loaders.ts';
import { migrations } from './migrations/index.ts';
import { performanceResolvers } from './performance/performance.resolvers.ts';
import { ProductEntity } from './product/product.entity.ts';
import { productResolvers } from './product/product.resolvers.ts';
import { ruleResolvers } from './rule/rule.resolvers.ts';
import { seatPlanResolvers } from './seat-plan/seat-plan.resolvers.ts';
import { releasedOrders } from './stock/released-orders.ts';
import { StockEngine } from './stock/stock-engine.ts';
import { stockResolvers } from './stock/stock.resolvers.ts';
import { stockRoutes } from './stock/stock.routes.ts';
import { StockWakeUps } from './stock/stock-wake-ups.ts';
import { sweepHolds } from './stock/sweep-holds.ts';
import { unitResolvers } from './unit/unit.resolvers.ts';
import { VariantEntity } from './variant/variant.entity.ts';
import { variantResolvers } from './variant/variant.resolvers.ts';

/** What shops sell, and how much of it there is. */
export const catalogSubgraph: SubgraphDefinition<CatalogLoaders, CatalogEnvironment> = {
  name: 'catalog',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  entities: [CategoryEntity, ProductEntity, VariantEntity],
  migrations,
  build(platform) {
    const stockWakeUps = new StockWakeUps(platform);
    const stock = new StockEngine(platform.database, platform.clock, stockWakeUps);
    const kit: CatalogKit = { ...platform, stock, stockWakeUps };
    const categories = categoryResolvers(kit);
    const products = productResolvers(kit);
    const variants = variantResolvers(kit);
    const rules = ruleResolvers(kit);
    const imports = importResolvers(kit);
    const availability = availabilityResolvers(kit);
    const units = unitResolvers(kit);
    const seatPlans = seatPlanResolvers(kit);
    const performances = performanceResolvers(kit);
    const stockParts = stockResolvers(kit);
    return {
      resolvers: {
        ...categories,
        ...products,
        ...variants,
        ...rules,
        ...availability,
        ...units,
        ...seatPlans,
        ...performances,
        ...stockParts,
        Query: {
          ...categories.Query,
          ...products.Query,
          ...variants.Query,
          ...availability.Query,
          ...units.Query,
          ...seatPlans.Query,
          ...performances.Query,
          ...stockParts.Query,
        },
        Mutation: {
          ...categories.Mutation,
          ...products.Mutation,
          ...variants.Mutation,
          ...rules.Mutation,
          ...imports.Mutation,
          ...units.Mutation,
          ...seatPlans.Mutation,
          ...performances.Mutation,
          ...stockParts.Mutation,
        },
      },
      loaders: (viewer) => catalogLoaders(kit, viewer),
      consumers: [releasedOrders(kit)],
      jobs: [sweepHolds(kit)],
      internalRoutes: (server) => {
        stockRoutes(server, stock, kit.shops);
      },
      close: () => stockWakeUps.close(),
    };
  },
};
