import type { RequestContext } from '@yoyaku/platform/graphql-server/subgraph';
import type { PaymentLoaders } from './payment/payment.loaders.ts';
import type { PointsLoaders } from './points/points.loaders.ts';

export type Loaders = PaymentLoaders & PointsLoaders;

/** What every resolver gets. */
export type Context = RequestContext<Loaders>;
