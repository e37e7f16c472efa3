import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { Uuid } from '@yoyaku/platform/ids';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';
import { type OrderData, payableLines, type PayableLine } from '../order/payable-order.ts';
import { refundOf } from './refund-tiers.ts';

/** What events of reservations add about a cancellation; earlier versions of it did not tell who cancelled an order. */
export interface CancellationData extends OrderData {
  readonly by?: 'CUSTOMER' | 'SHOP' | 'SYSTEM';
  readonly previousState?: string;
  readonly lineIds?: readonly Uuid[];
}

/** Lines of an order that were called off, all at one moment. */
export interface Cancellation {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  /** Among them may be some that were called off before. */
  readonly lines: readonly PayableLine[];
  /** Nothing is left of the order. */
  readonly isWhole: boolean;
  /** The order was confirmed, so its lines are paid or about to be. */
  readonly wasConfirmed: boolean;
  /** The customer did it: what goes back is a matter of the shop's tiers. */
  readonly byCustomer: boolean;
  /** When it happened, not when it was heard of: RFC 3339. */
  readonly cancelledAt: string;
}

/**
 * What an event says was called off of a paid order; null when it says no such thing, or that it was an order as a whole
 * which was never confirmed: no payment of such a one is kept.
 */
export function cancellationOf(event: RecordedEvent<string, CancellationData>): Cancellation | null {
  const { type, shopId, data, occurredAt } = event;
  const { orderId, by, previousState, lineIds = [], paymentPolicy = 'PREPAY' } = data;
  const isWhole = type === 'OrderCancelled';
  const wasConfirmed = previousState === 'CONFIRMED';
  if (!isWhole && type !== 'OrderLinesCancelled') return null;
  const lines = payableLines(data).filter(({ lineId }) => isWhole || lineIds.includes(lineId));
  if (paymentPolicy !== 'PREPAY' || lines.length === 0 || (isWhole && !wasConfirmed)) return null;
  const byCustomer = by === 'CUSTOMER';
  return { shopId, orderId, lines, isWhole, wasConfirmed, byCustomer, cancelledAt: occurredAt };
}

/** A line that was called off, with what had been paid for it and what of that goes back. */
export interface CancelledLine {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly lineId: Uuid;
  /** Minor units. */
  readonly paid: number;
  readonly percent: number;
  /** Minor units. */
  readonly refund: number;
  readonly cancelledAt: string;
}

/** What goes back for each line of a cancellation. @param tiers those the order was placed under */
export function cancelledLines(cancellation: Cancellation, tiers: readonly CancellationTier[]): CancelledLine[] {
  const { shopId, orderId, lines, wasConfirmed, byCustomer, cancelledAt } = cancellation;
  const paid = lines.map((line) => (wasConfirmed ? line : { ...line, total: 0 }));
  const refunds = refundOf({ tiers: wasConfirmed && byCustomer ? tiers : [], lines: paid, cancelledAt });
  return refunds.map(({ lineId, percent, refund }, index) => {
    return { shopId, orderId, lineId, paid: paid[index]?.total ?? 0, percent, refund, cancelledAt };
  });
}
