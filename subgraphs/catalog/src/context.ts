import type { RequestContext } from '@yoyaku/platform/graphql-server/subgraph';
import type { CatalogLoaders } from './loaders.ts';

/** What every resolver gets. */
export type Context = RequestContext<CatalogLoaders>;
