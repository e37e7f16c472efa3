import { z } from 'zod';
import type { Transaction } from '@yoyaku/platform/database/database';
import type { RecordedEvent } from '@yoyaku/platform/events/event';
import { appendEvents } from '@yoyaku/platform/events/outbox';
import { deriveId, type Uuid } from '@yoyaku/platform/ids';
import type { Shop } from '@yoyaku/platform/tenancy/shop-directory';
import { scheduleTimers } from '@yoyaku/platform/timers/schedule-timers';
import { type Schedule, timer, type Timer } from '@yoyaku/platform/timers/timer';
import type { HoldRefusal } from '../catalog/catalog.answers.ts';
import type { WantedLine } from '../catalog/catalog.client.ts';
import type { ReservationsKit } from '../kit.ts';
import { endEntry, offerExpiry } from './end-offer.ts';
import { worstVerdict } from './refused-offer.ts';
import { competes, type WaitlistEntryRow, type WaitlistPool } from './waitlist.entity.ts';
import { waitlistEvent } from './waitlist.events.ts';
import { findWaiting, lockEntry, lockPool, poolsWithWaiting, updateEntry } from './waitlist.store.ts';

const TIMER = 'offer-to-waitlist';
const PAGE = 100;
/** A transaction holds so many offers: they are lost together in a crash, and made anew with the same holds. */
const MOST_OFFERS = 20;

const pool = z.object({ shopId: z.uuid(), variantId: z.uuid(), performanceId: z.uuid().nullable() });
const freed = pool.omit({ shopId: true });

/** Has what is free of a pool offered to whoever waits for it. */
export const offering = ({ shopId, variantId, performanceId }: WaitlistPool, runAt: Date): Schedule => ({
  timer: TIMER,
  key: `${shopId} ${variantId} ${performanceId ?? ''}`,
  runAt,
  payload: { shopId, variantId, performanceId },
});

/** What was freed is offered, where anybody waits. */
export async function offersOfFreed(
  transaction: Transaction,
  events: readonly RecordedEvent[],
  now: Date,
): Promise<Schedule[]> {
  if (events.length === 0) return [];
  const waited = await poolsWithWaiting(transaction, distinctPools(events));
  return waited.map((each) => offering(each, now));
}

function distinctPools(events: readonly RecordedEvent[]): WaitlistPool[] {
  const pools = events.map(({ shopId, data }): WaitlistPool => ({ shopId, ...freed.parse(data) }));
  return [...new Map(pools.map((each) => [Object.values(each).join(' '), each])).values()];
}

export function offerTimer(kit: ReservationsKit): Timer {
  return timer({ name: TIMER, payload: pool, run: (given) => offerWaiting(kit, given) });
}

/** The order whose stock is held while an entry is offered: the same however often the offer is tried. */
export const offeredOrderId = ({ entryId, version }: Pick<WaitlistEntryRow, 'entryId' | 'version'>): Uuid =>
  deriveId('waitlistOffer', entryId, `${version}`);

/** What an entry asks of catalog, as the only line of its order. */
export function wantedLine(
  orderId: Uuid,
  {
    variantId,
    performanceId,
    periodStart,
    periodEnd,
    quantity,
  }: Pick<WaitlistEntryRow, 'variantId' | 'performanceId' | 'periodStart' | 'periodEnd' | 'quantity'>,
): WantedLine {
  return {
    lineId: deriveId('orderLine', orderId, '0'),
    variantId,
    quantity,
    ...(performanceId !== null && { performanceId }),
    ...(periodStart && periodEnd && { period: { start: periodStart.toISOString(), end: periodEnd.toISOString() } }),
  };
}

/**
 * Offers what is free of a pool to those who wait for it, in the order of their arrival. Whoever cannot be served yet is
 * overtaken by nobody who wants the same pieces: those behind are served only if their periods do not overlap. Whoever
 * could not have it at all is passed over.
 * @throws SERVICE_UNAVAILABLE when catalog does not answer; what was offered before in the same transaction is undone,
 * and its holds are found again by the next attempt.
 */
export async function offerWaiting(kit: ReservationsKit, given: WaitlistPool): Promise<void> {
  const shop = await kit.shops.find(given.shopId);
  if (shop?.status !== 'ACTIVE') return;
  let offers: number;
  do {
    offers = await kit.database.transaction('offer to the waitlist', async (transaction) => {
      await lockPool(transaction, given, 'OFFER');
      return offerSome(kit, transaction, shop, given);
    });
  } while (offers === MOST_OFFERS);
}

async function offerSome(
  kit: ReservationsKit,
  transaction: Transaction,
  shop: Shop,
  given: WaitlistPool,
): Promise<number> {
  const waitOn: WaitlistEntryRow[] = [];
  let offers = 0;
  let page: WaitlistEntryRow[];
  let after = 0;
  do {
    page = await findWaiting(transaction, given, after, PAGE);
    for (const entry of page) {
      if (waitOn.some((earlier) => competes(earlier, entry))) {
        waitOn.push(entry);
        continue;
      }
      const outcome = await offer(kit, transaction, shop, entry);
      if (outcome === 'STOP') return offers;
      // Nobody wants other pieces than one who waits for no period in particular.
      if (outcome === 'WAIT' && !entry.periodStart) return offers;
      if (outcome === 'WAIT') waitOn.push(entry);
      if (outcome === 'OFFERED' && ++offers === MOST_OFFERS) return offers;
    }
    after = page.at(-1)?.position ?? after;
  } while (page.length === PAGE);
  return offers;
}

/** What came of trying to serve one entry; STOP where nobody can be served. */
async function offer(
  kit: ReservationsKit,
  transaction: Transaction,
  shop: Shop,
  { shopId, entryId }: WaitlistEntryRow,
): Promise<'OFFERED' | 'WAIT' | 'PASS' | 'STOP'> {
  // Locked before its stock is held, so that it cannot be left meanwhile.
  const entry = await lockEntry(transaction, { tenant: shopId, key: entryId });
  if (entry?.state !== 'WAITING') return 'PASS';
  const now = kit.clock.now();
  const orderId = offeredOrderId(entry);
  const answer = await kit.catalog.hold({
    shopId,
    orderId,
    accountId: entry.accountId,
    expiresAt: new Date(now.getTime() + shop.offerTtlSeconds * 1000).toISOString(),
    lines: [wantedLine(orderId, entry)],
  });
  if (answer.outcome === 'MISMATCH') throw new Error(`the hold of waitlist entry ${entryId} is of something else`);
  if (answer.outcome === 'REFUSED') return judgeRefusal(kit, transaction, entry, answer.refusals);
  const offerExpiresAt = new Date(answer.expiresAt);
  const offered = await updateEntry(transaction, entry, { state: 'OFFERED', orderId, offerExpiresAt, at: now });
  await appendEvents(transaction, kit.clock, [waitlistEvent(offered)]);
  await scheduleTimers(transaction, [offerExpiry(offered, offerExpiresAt)]);
  return 'OFFERED';
}

/** Who waits for what can never be had any more waits no longer. */
async function judgeRefusal(
  kit: ReservationsKit,
  transaction: Transaction,
  entry: WaitlistEntryRow,
  refusals: readonly HoldRefusal[],
): Promise<'WAIT' | 'PASS' | 'STOP'> {
  const { verdict, reason } = worstVerdict(refusals);
  if (verdict !== 'NEVER') return verdict;
  await endEntry(kit, transaction, entry, { state: 'CANCELLED', at: kit.clock.now(), by: 'SYSTEM', reason });
  return 'PASS';
}
