import { appendEvents } from '@yoyaku/platform/events/outbox';
import type { TenantKey } from '@yoyaku/platform/ids';
import { cancelTimers, scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { ReservationsKit } from '../kit.ts';
import { EXPIRE_OFFER, offerRelease } from './end-offer.ts';
import { waitlistEvent } from './waitlist.events.ts';
import { cancelEntries, lockOfPerformance } from './waitlist.store.ts';

const BATCH = 500;

/** The shop calls off everybody who waits for a performance, or is offered it; what is held goes back. */
export async function cancelWaiting(kit: ReservationsKit, performance: TenantKey, reason: string): Promise<void> {
  let cancelled: number;
  do {
    cancelled = await kit.database.transaction('cancel who waits for a performance', async (transaction) => {
      const at = kit.clock.now();
      const entries = await lockOfPerformance(transaction, performance, BATCH);
      if (entries.length === 0) return 0;
      const offered = entries.filter(({ state }) => state === 'OFFERED');
      const ids = entries.map(({ entryId }) => entryId);
      const ended = await cancelEntries(transaction, performance.tenant, ids, { at, reason });
      await appendEvents(transaction, kit.clock, ended.map(waitlistEvent));
      await cancelTimers(
        transaction,
        offered.map(({ entryId }) => ({ timer: EXPIRE_OFFER, key: entryId })),
      );
      await scheduleTimers(
        transaction,
        offered.map((entry) => offerRelease(entry, at)),
      );
      return entries.length;
    });
  } while (cancelled === BATCH);
}
