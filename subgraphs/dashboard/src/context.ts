import type { RequestContext } from '@yoyaku/platform/graphql-server/subgraph';
import type { DashboardLoaders } from './dashboard/dashboard.loaders.ts';

export type Context = RequestContext<DashboardLoaders>;
