import type { Transaction } from '@yoyaku/platform/database/database';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { cancelTimers, scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import type { Schedule } from '@yoyaku/platform/timers/timer';
import type { ReservationsKit } from '../kit.ts';
import type { WaitlistEntryRow } from './waitlist.entity.ts';
import { waitlistEvent } from './waitlist.events.ts';
import { type EntryChange, updateEntry } from './waitlist.store.ts';

export const EXPIRE_OFFER = 'expire-waitlist-offer';
export const RELEASE_OFFER = 'release-waitlist-offer';

/** When the time of an offer is up. */
export const offerExpiry = ({ shopId, entryId }: WaitlistEntryRow, runAt: Date): Schedule => ({
  timer: EXPIRE_OFFER,
  key: entryId,
  runAt,
  payload: { shopId, entryId },
});

/** What gives the stock of an offer back, for the next in line. */
export function offerRelease(
  { shopId, entryId, orderId, variantId, performanceId }: WaitlistEntryRow,
  runAt: Date,
): Schedule {
  return { timer: RELEASE_OFFER, key: entryId, runAt, payload: { shopId, orderId, variantId, performanceId } };
}

/** Ends a locked entry that may be ended, and has what was held for it given back, unless it became an order. */
export async function endEntry(
  { clock }: Pick<ReservationsKit, 'clock'>,
  transaction: Transaction,
  entry: WaitlistEntryRow,
  change: Exclude<EntryChange, { readonly state: 'OFFERED' }>,
): Promise<WaitlistEntryRow> {
  const ended = await updateEntry(transaction, entry, change);
  await appendEvents(transaction, clock, [waitlistEvent(ended)]);
  if (entry.state === 'OFFERED') {
    await cancelTimers(transaction, [{ timer: EXPIRE_OFFER, key: entry.entryId }]);
    if (change.state !== 'PURCHASED') await scheduleTimers(transaction, [offerRelease(entry, change.at)]);
  }
  return ended;
}
