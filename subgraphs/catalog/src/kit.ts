import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import type { CatalogEnvironment } from './environment.ts';
import type { StockEngine } from './stock/stock-engine.ts';
import type { StockWakeUps } from './stock/stock-wake-ups.ts';

/** What the services of this subgraph work with. */
export interface CatalogKit extends Kit<CatalogEnvironment> {
  readonly stock: StockEngine;
  readonly stockWakeUps: StockWakeUps;
}
