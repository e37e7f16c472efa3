import type { Database } from '@yoyaku/platform/database/database';
import type { ServiceClient } from '@yoyaku/platform/http/service-client';
import type { Uuid } from '@yoyaku/platform/ids';
import { z } from 'zod';
import { mirrorOrders } from './payable-order.store.ts';

const orderSchema = z.object({
  orderId: z.uuid(),
  accountId: z.uuid(),
  state: z.string(),
  total: z.object({ amount: z.number().int().min(0), currency: z.string().length(3) }),
  expiresAt: z.string().nullable(),
  // Where it is not told, any event about the order is newer.
  version: z.number().int().default(0),
});

/** Asks reservations for orders whose events have not come yet. */
export class OrderDirectory {
  readonly #database: Database;
  readonly #reservations: ServiceClient;

  constructor(database: Database, reservations: ServiceClient) {
    this.#database = database;
    this.#reservations = reservations;
  }

  /** Mirrors the order as reservations has it now; false when it has none. @throws SERVICE_UNAVAILABLE */
  async fetch(shopId: Uuid, orderId: Uuid): Promise<boolean> {
    const order = await this.#reservations.find(`/internal/orders/${shopId}/${orderId}`, orderSchema);
    if (order) await mirrorOrders(this.#database, [{ shopId, ...order }]);
    return order !== null;
  }
}
