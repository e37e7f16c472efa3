import type { NewEvent } from '@yoyaku/platform/events/event';
import type { Uuid } from '@yoyaku/platform/ids';
import type { OrderParty } from '../order/order.entity.ts';
import type { WaitlistEntryRow } from './waitlist.entity.ts';
import type { WaitlistState } from './waitlist.state.ts';

export const WAITLIST_EVENTS = [
  'WaitlistJoined',
  'WaitlistOffered',
  'WaitlistOfferExpired',
  'WaitlistPurchased',
  'WaitlistCancelled',
] as const;

export type WaitlistEventName = (typeof WAITLIST_EVENTS)[number];

/** What every event of an entry tells: the entry after the fact. Ids are bare UUIDs, times RFC 3339 UTC. */
export interface WaitlistData {
  readonly entryId: Uuid;
  readonly accountId: Uuid;
  readonly variantId: Uuid;
  readonly performanceId: Uuid | null;
  /** Half open: [start, end). */
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly quantity: number;
  readonly state: WaitlistState;
  /** Until when it can be accepted; null unless it was offered. */
  readonly offerExpiresAt: string | null;
  /** The order made of it; null unless it is PURCHASED. */
  readonly orderId: Uuid | null;
  /** Who called it off, and why; null unless it is CANCELLED. */
  readonly by: OrderParty | null;
  readonly reason: string | null;
}

/** What became of an entry, by the state it is in now. */
const EVENT_OF: Readonly<Record<WaitlistState, WaitlistEventName>> = {
  WAITING: 'WaitlistJoined',
  OFFERED: 'WaitlistOffered',
  PURCHASED: 'WaitlistPurchased',
  OFFER_EXPIRED: 'WaitlistOfferExpired',
  CANCELLED: 'WaitlistCancelled',
};

/** The event of an entry that has just come into its state; the entry is the aggregate. */
export function waitlistEvent(entry: WaitlistEntryRow): NewEvent<WaitlistEventName, WaitlistData> {
  const { periodStart, periodEnd, state } = entry;
  return {
    type: EVENT_OF[state],
    shopId: entry.shopId,
    aggregateId: entry.entryId,
    version: entry.version,
    data: {
      entryId: entry.entryId,
      accountId: entry.accountId,
      variantId: entry.variantId,
      performanceId: entry.performanceId,
      period: periodStart && periodEnd && { start: periodStart.toISOString(), end: periodEnd.toISOString() },
      quantity: entry.quantity,
      state,
      offerExpiresAt: entry.offerExpiresAt?.toISOString() ?? null,
      orderId: state === 'PURCHASED' ? entry.orderId : null,
      by: entry.cancelledBy,
      reason: entry.cancelReason,
    },
  };
}
