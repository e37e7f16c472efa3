import { Batches } from '@yoyaku/platform/batches';
import type { Database } from '@yoyaku/platform/database/database';
import type { ServiceClient } from '@yoyaku/platform/http/service-client';
import type { Uuid } from '@yoyaku/platform/ids';
import { PAYMENT_POLICIES, type ShopDirectory } from '@yoyaku/platform/tenancy/shop-directory';
import { z } from 'zod';
import { mirrorOrders } from './payable-order.store.ts';
import { snapshotTiers } from './snapshot-tiers.ts';

const moneySchema = z.object({ amount: z.number().int().min(0), currency: z.string().length(3) });

const orderSchema = z.object({
  shopId: z.uuid(),
  orderId: z.uuid(),
  accountId: z.uuid(),
  state: z.string(),
  paymentPolicy: z.enum(PAYMENT_POLICIES).optional(),
  total: moneySchema,
  points: z.number().int().min(0).nullish(),
  expiresAt: z.string().nullable(),
  // Where it is not told, any event about the order is newer.
  version: z.number().int().default(0),
  lines: z
    .array(
      z.object({
        lineId: z.uuid(),
        quantity: z.number().int().positive(),
        total: moneySchema,
        startsAt: z.string().nullish(),
        period: z.object({ start: z.string() }).nullish(),
        state: z.string(),
      }),
    )
    .optional(),
});

const ordersSchema = z.object({ orders: z.array(orderSchema) });

const MOST_ASKED_FOR = 64;

interface OrderDirectoryOptions {
  readonly database: Database;
  readonly reservations: ServiceClient;
  readonly shops: ShopDirectory;
}

/** Asks reservations for orders whose events have not come yet; those asked for during a call share the next one. */
export class OrderDirectory {
  readonly #asked: Batches<{ readonly shopId: Uuid; readonly orderId: Uuid }, boolean>;

  constructor({ database, reservations, shops }: OrderDirectoryOptions) {
    this.#asked = new Batches({
      run: async (asked) => {
        const { orders } = await reservations.post('/internal/orders', { orders: asked }, ordersSchema);
        const sorted = orders.sort((left, right) => (left.orderId < right.orderId ? -1 : 1));
        if (sorted.length > 0) await mirrorOrders(database, await snapshotTiers(shops, sorted));
        const found = new Set(orders.map(({ orderId }) => orderId));
        return asked.map(({ orderId }) => found.has(orderId));
      },
      keyOf: ({ orderId }) => orderId,
      most: MOST_ASKED_FOR,
    });
  }

  /** Mirrors the order as reservations has it now; false when it has none. @throws SERVICE_UNAVAILABLE */
  fetch(shopId: Uuid, orderId: Uuid): Promise<boolean> {
    return this.#asked.add({ shopId, orderId });
  }
}
