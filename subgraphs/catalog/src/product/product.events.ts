import type { NewEvent } from '@yoyaku/platform/events/event';
import type { Uuid } from '@yoyaku/platform/ids';

/** Why a product went off or on sale: its stock ran out or came back, or staff wanted it so. */
interface ProductEventData {
  readonly productId: Uuid;
  readonly reason: 'SOLD_OUT' | 'IN_STOCK' | 'BY_STAFF';
}

/** Those of SOLD_OUT and IN_STOCK are written by the database function settle_products, as the stock changes. */
export type ProductEvent =
  NewEvent<'ProductDiscontinued', ProductEventData> | NewEvent<'ProductReactivated', ProductEventData>;
