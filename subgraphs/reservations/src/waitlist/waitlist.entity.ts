// Waitlist: those who want what is sold out, by pool (a variant, of a performance if it is sold by those) in the order of
// their arrival. Freed stock is offered to the first: a hold of their own that they accept, or miss.
import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';
import type { OrderParty } from '../order/order.entity.ts';
import type { WaitlistState } from './waitlist.state.ts';

export interface WaitlistEntryRow {
  readonly shopId: Uuid;
  readonly entryId: Uuid;
  readonly accountId: Uuid;
  /** Rises in the order of arrival. */
  readonly position: number;
  readonly variantId: Uuid;
  readonly performanceId: Uuid | null;
  /** Half open: [periodStart, periodEnd). */
  readonly periodStart: Date | null;
  readonly periodEnd: Date | null;
  readonly quantity: number;
  /** As written down; {@link waitlistStateAt} tells the state it is in. */
  readonly state: WaitlistState;
  /** Whose stock is held for it once it is offered, and the order that is made of it. */
  readonly orderId: Uuid | null;
  readonly offeredAt: Date | null;
  readonly offerExpiresAt: Date | null;
  readonly endedAt: Date | null;
  readonly cancelledBy: OrderParty | null;
  readonly cancelReason: string | null;
  readonly version: number;
  readonly joinedAt: Date;
}

/** What entries wait for: those of one pool stand in one line. */
export type WaitlistPool = Pick<WaitlistEntryRow, 'shopId' | 'variantId' | 'performanceId'>;

export type WaitlistPage = Connection<WaitlistEntryRow>;
export type WaitlistPageEdge = WaitlistPage['edges'][number];

/** Whether two entries of one pool want the same pieces: their periods overlap, or there are none. */
export function competes(
  left: Pick<WaitlistEntryRow, 'periodStart' | 'periodEnd'>,
  right: Pick<WaitlistEntryRow, 'periodStart' | 'periodEnd'>,
): boolean {
  if (!left.periodStart || !left.periodEnd || !right.periodStart || !right.periodEnd) return true;
  return left.periodStart < right.periodEnd && right.periodStart < left.periodEnd;
}
