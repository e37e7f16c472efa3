import type { RequestContext } from '@yoyaku/platform/graphql-server/subgraph';
import type { OrderLoaders } from './order/order.loaders.ts';

export type Context = RequestContext<OrderLoaders>;
