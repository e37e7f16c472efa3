import type { Uuid } from '@yoyaku/platform/ids';
import type { Money } from '@yoyaku/platform/money';
import type { CancellationTier, PaymentPolicy } from '@yoyaku/platform/tenancy/shop-directory';

/** An order as reservations tells of it, in events and over its internal route; only what paying needs. */
export interface OrderData {
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly state: string;
  /** Not told by earlier versions of reservations, and neither are the points. */
  readonly paymentPolicy?: PaymentPolicy | undefined;
  readonly total: Money;
  /** What it costs where orders are paid with points. */
  readonly points?: number | null | undefined;
  /** RFC 3339; null: never. */
  readonly expiresAt: string | null;
  readonly lines?: readonly OrderLineData[] | undefined;
}

export interface OrderLineData {
  readonly lineId: Uuid;
  readonly quantity: number;
  readonly total: Money;
  /** What it costs where orders are paid with points. */
  readonly points?: number | null | undefined;
  /** RFC 3339; null for what has no start. Not told by earlier versions of reservations: then it is that of the period. */
  readonly startsAt?: string | null | undefined;
  readonly period?: { readonly start: string } | null | undefined;
  readonly state: string;
}

/** A line as it is kept with its order. */
export interface PayableLine {
  readonly lineId: Uuid;
  readonly quantity: number;
  /** Minor units of the order's currency. */
  readonly total: number;
  /** RFC 3339; null for what has no start. */
  readonly startsAt: string | null;
  readonly cancelled: boolean;
}

/** An order as it can be paid: a copy of what reservations said last. */
export interface PayableOrder extends OrderData {
  readonly shopId: Uuid;
  /** The order's version at reservations; an older one never replaces a newer one. */
  readonly version: number;
  /** Those of the shop at this moment. An order keeps those it was first seen with. */
  readonly tiers: readonly CancellationTier[];
}

export function payableLines({ lines = [] }: OrderData): PayableLine[] {
  return lines.map(({ lineId, quantity, total, startsAt, period, state }) => ({
    lineId,
    quantity,
    total: total.amount,
    startsAt: startsAt ?? period?.start ?? null,
    cancelled: state === 'CANCELLED',
  }));
}
