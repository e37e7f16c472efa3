import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { NewEvent } from '@yoyaku/platform/events/event';
import type { OrderData, OrderState } from '../src/order/order-fact.ts';

/** A fact of the reservations subgraph, before it is in an outbox. */
export type NewOrderFact = NewEvent<string, OrderData>;

export interface HistoryOptions {
  readonly shopId: Uuid;
  readonly lines: readonly { readonly variantId: Uuid; readonly quantity: number; readonly price: number }[];
  /** When it is confirmed, if it comes to that. */
  readonly confirmedAt?: Date;
  readonly currency?: string;
}

/** The ways that the life of an order may go. */
export const LIVES = {
  placed: ['PENDING'],
  confirmed: ['PENDING', 'CONFIRMED'],
  completed: ['PENDING', 'CONFIRMED', 'COMPLETED'],
  cancelledUnpaid: ['PENDING', 'CANCELLED'],
  cancelledPaid: ['PENDING', 'CONFIRMED', 'CANCELLED'],
  expired: ['PENDING', 'EXPIRED'],
  paidLate: ['PENDING', 'EXPIRED', 'CONFIRMED'],
  paidLateAndCancelled: ['PENDING', 'EXPIRED', 'CONFIRMED', 'CANCELLED'],
} as const satisfies Record<string, readonly OrderState[]>;

const TYPES = {
  PENDING: 'OrderPlaced',
  CONFIRMED: 'OrderConfirmed',
  COMPLETED: 'OrderCompleted',
  CANCELLED: 'OrderCancelled',
  EXPIRED: 'OrderExpired',
} as const satisfies Record<OrderState, string>;

/** The facts of one order, in the order in which they came about. */
export function orderHistory(life: keyof typeof LIVES, options: HistoryOptions): NewOrderFact[] {
  const { shopId, lines, confirmedAt = new Date('2026-01-15T03:00:00Z'), currency = 'JPY' } = options;
  const orderId = randomId();
  const money = (amount: number) => ({ amount, currency });
  let confirmed: string | null = null;
  return LIVES[life].map((state, index) => {
    if (state === 'CONFIRMED') confirmed = confirmedAt.toISOString();
    return {
      type: TYPES[state],
      shopId,
      aggregateId: orderId,
      version: index + 1,
      data: {
        state,
        total: money(lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0)),
        confirmedAt: confirmed,
        lines: lines.map(({ variantId, quantity, price }) => ({
          variantId,
          quantity,
          total: money(quantity * price),
        })),
      },
    };
  });
}
