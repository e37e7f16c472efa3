import { z } from 'zod';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import { timer, type Timer } from '@yoyaku/platform/timers/timer';
import type { ReservationsKit } from '../kit.ts';
import { endEntry, EXPIRE_OFFER, offerExpiry, RELEASE_OFFER } from './end-offer.ts';
import { offerWaiting } from './offer-waitlist.ts';
import { lockEntry } from './waitlist.store.ts';

const offered = z.object({ shopId: z.uuid(), entryId: z.uuid() });
const released = z.object({
  shopId: z.uuid(),
  orderId: z.uuid(),
  variantId: z.uuid(),
  performanceId: z.uuid().nullable(),
});

/** Offers that nobody accepted in time go to the next in line; whatever was held for an entry that ended goes back. */
export function offerTimers(kit: ReservationsKit): Timer[] {
  const { database, clock, catalog } = kit;
  return [
    timer({
      name: EXPIRE_OFFER,
      payload: offered,
      run: ({ shopId, entryId }) =>
        database.transaction('expire a waitlist offer', async (transaction) => {
          const entry = await lockEntry(transaction, { tenant: shopId, key: entryId });
          if (entry?.state !== 'OFFERED' || !entry.offerExpiresAt) return;
          const now = clock.now();
          if (entry.offerExpiresAt > now) {
            // The database's clock is ahead of ours by as much.
            const early = entry.offerExpiresAt.getTime() - now.getTime();
            const runAt = new Date(entry.offerExpiresAt.getTime() + Math.min(early, 60_000));
            await scheduleTimers(transaction, [offerExpiry(entry, runAt)]);
            return;
          }
          await endEntry(kit, transaction, entry, { state: 'OFFER_EXPIRED', at: now });
        }),
    }),
    timer({
      name: RELEASE_OFFER,
      payload: released,
      async run({ shopId, orderId, variantId, performanceId }) {
        await catalog.release([{ shopId, orderId }]);
        // Catalog tells when stock is freed, but not of a hold that it had found lapsed before.
        await offerWaiting(kit, { shopId, variantId, performanceId });
      },
    }),
  ];
}
