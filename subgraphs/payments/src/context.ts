import type { RequestContext } from '@yoyaku/platform/graphql-server/subgraph';
import type { PaymentLoaders } from './payment/payment.loaders.ts';

/** What every resolver gets. */
export type Context = RequestContext<PaymentLoaders>;
