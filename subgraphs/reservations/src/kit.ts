import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import type { CatalogClient } from './catalog/catalog.client.ts';
import type { ReservationsEnvironment } from './environment.ts';

/** What the services of this subgraph work with. */
export interface ReservationsKit extends Kit<ReservationsEnvironment> {
  readonly catalog: CatalogClient;
}
