import type { Kit } from '@yoyaku/platform/graphql-server/subgraph';
import type { recalls } from '@yoyaku/platform/idempotency';
import type { CatalogClient } from './catalog/catalog.client.ts';
import type { ReservationsEnvironment } from './environment.ts';
import type { confirmations } from './order/confirm-orders.ts';
import type { PointsClient } from './order/pay-with-points.ts';
import type { newOrders, PlacedReference } from './order/place-order.store.ts';

/** What the services of this subgraph work with. */
export interface ReservationsKit extends Kit<ReservationsEnvironment> {
  readonly catalog: CatalogClient;
  readonly points: PointsClient;
  /** What placeOrder has led to under a key. */
  readonly placed: ReturnType<typeof recalls<PlacedReference>>;
  readonly newOrders: ReturnType<typeof newOrders>;
  /** Confirms orders that wait for no payment. */
  readonly confirmations: ReturnType<typeof confirmations>;
}
