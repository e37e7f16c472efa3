import type { RequestContext } from '@yoyaku/platform/graphql-server/subgraph';
import type { UsersLoaders } from './loaders.ts';

export type Context = RequestContext<UsersLoaders>;
