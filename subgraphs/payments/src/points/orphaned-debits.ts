import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import type { ServiceClient } from '@yoyaku/platform/http/service-client';
import type { Job } from '@yoyaku/platform/jobs/job';
import { z } from 'zod';
import { returnDebits } from './advance-debits.ts';
import { claimDueDebits } from './points.store.ts';

/** As many as reservations answers for in one call, and no more than one transaction should lock. */
const BATCH = 200;
/** How long after asking it is asked again, should the answer be lost or the order's event not have come. */
const AGAIN_MILLISECONDS = 60_000;

const ordersSchema = z.object({ orders: z.array(z.object({ shopId: z.uuid(), orderId: z.uuid() })) });

/**
 * Gives back what was debited in advance for orders that were never written: reservations fell over in between. When to
 * ask is kept with the debit, so it is there if and only if the debit is. Should the order turn up after all, its event
 * debits it anew or refuses it.
 */
export function orphanedDebitsJob(options: {
  readonly database: Database;
  readonly clock: Clock;
  readonly reservations: ServiceClient;
}): Job {
  const { database, clock, reservations } = options;
  return {
    name: 'return orphaned points',
    everyMilliseconds: 5_000,
    async run() {
      for (let due = BATCH; due === BATCH;) {
        const now = clock.now();
        const leasedUntil = new Date(now.getTime() + AGAIN_MILLISECONDS);
        const debits = await claimDueDebits(database, now, leasedUntil, BATCH);
        due = debits.length;
        if (due === 0) return;
        const { orders } = await reservations.post('/internal/orders', { orders: debits }, ordersSchema);
        const known = new Set(orders.map(({ orderId }) => orderId));
        const orphaned = debits.filter(({ orderId }) => !known.has(orderId));
        // Asked for anew meanwhile, it has another date.
        await returnDebits(database, clock, orphaned, (lookAt) => lookAt?.getTime() === leasedUntil.getTime());
      }
    },
  };
}
