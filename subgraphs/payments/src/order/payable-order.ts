import type { Uuid } from '@yoyaku/platform/ids';
import type { Money } from '@yoyaku/platform/money';

/** An order as reservations tells of it, in events and over its internal route; only what paying needs. */
export interface OrderData {
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly state: string;
  readonly total: Money;
  /** RFC 3339; null: never. */
  readonly expiresAt: string | null;
}

/** An order as it can be paid: a copy of what reservations said last. */
export interface PayableOrder extends OrderData {
  readonly shopId: Uuid;
  /** The order's version at reservations; an older one never replaces a newer one. */
  readonly version: number;
}
