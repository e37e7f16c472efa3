import type { Uuid } from '../ids.ts';

export const SHOP_KINDS = ['RENTAL', 'BIKES', 'STORE', 'TABLE', 'MUSICAL'] as const;
export const PAYMENT_POLICIES = ['PREPAY', 'POINTS', 'NONE'] as const;
export const SHOP_STATUSES = ['ACTIVE', 'ARCHIVED'] as const;

export type ShopKind = (typeof SHOP_KINDS)[number];
export type PaymentPolicy = (typeof PAYMENT_POLICIES)[number];
export type ShopStatus = (typeof SHOP_STATUSES)[number];
export type Role = 'OWNER' | 'STAFF';

/** When a shop is open on one day of the week, in its own time zone. */
export interface OpeningHours {
  /** As in ISO 8601: 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** HH:MM. */
  readonly opens: string;
  /** HH:MM; 24:00 is the end of the day. */
  readonly closes: string;
}

/**
 * What share of the price goes back when a customer cancels a confirmed order at least so long before the start of what
 * was reserved.
 */
export interface CancellationTier {
  readonly hoursBefore: number;
  readonly percent: number;
}

/** A shop, the tenant, as every subgraph needs to know it. The users subgraph owns it. */
export interface Shop {
  readonly shopId: Uuid;
  readonly name: string;
  readonly kind: ShopKind;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name, e.g. Asia/Tokyo. */
  readonly timezone: string;
  readonly paymentPolicy: PaymentPolicy;
  /** How long stock is promised to an unpaid order. */
  readonly holdTtlSeconds: number;
  /** Sorted, never overlapping; none at all means always open. */
  readonly openingHours: readonly OpeningHours[];
  /** Days on which the shop is closed all day, YYYY-MM-DD, sorted. */
  readonly closedDays: readonly string[];
  /** How long before the end of a reservation its customer is warned. */
  readonly endingSoonMinutes: number;
  /** How long an offer to the waitlist stands. */
  readonly offerTtlSeconds: number;
  /** After how long without a change an open table is closed. */
  readonly tableIdleMinutes: number;
  /**
   * Sorted, the earliest first; percentages never rise. Later than the last nothing goes back; none at all means always
   * 100 %. What has no start gets the percentage of the first.
   */
  readonly cancellationTiers: readonly CancellationTier[];
  /** What each piece reserved costs where orders are paid with points. */
  readonly pointsPerReservation: number;
  /** How much longer than the TTL an unpaid order's stock may be held while the payment provider cannot be reached. */
  readonly paymentGraceSeconds: number;
  readonly status: ShopStatus;
  readonly version: number;
}

/**
 * Who the shops are and who works in them, kept in every subgraph's own database from the users subgraph's events,
 * so that orders go on while users is down. What is not known (yet) is asked of users at once.
 */
export interface ShopDirectory {
  find(shopId: Uuid): Promise<Shop | null>;
  /** The account's role in the shop; null for a stranger and for a shop that does not exist. */
  role(shopId: Uuid, accountId: Uuid): Promise<Role | null>;
}
