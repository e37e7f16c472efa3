import type { RecordedEvent } from '@yoyaku/platform/events/event';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Money } from '@yoyaku/platform/money';

/** Where an order can stand, in the order of its life. */
export const ORDER_STATES = ['PENDING', 'CONFIRMED', 'COMPLETED', 'CANCELLED', 'EXPIRED'] as const;

export type OrderState = (typeof ORDER_STATES)[number];

/** The events of the reservations subgraph that are counted. Each carries the whole order as it stood after the fact. */
export const ORDER_FACTS = [
  'OrderPlaced',
  'OrderConfirmed',
  'OrderCompleted',
  'OrderLinesCancelled',
  'OrderCancelled',
  'OrderExpired',
] as const;

/** What the figures need of an order in its events. */
export interface OrderData {
  readonly state: OrderState;
  /** Of the lines that are not cancelled. */
  readonly total: Money;
  /** RFC 3339; stays when a confirmed order is cancelled. */
  readonly confirmedAt: string | null;
  readonly lines: readonly {
    readonly variantId: Uuid;
    readonly quantity: number;
    readonly total: Money;
    /** CANCELLED: called off alone; the order went on without it. */
    readonly state?: string;
  }[];
}

export type OrderFact = RecordedEvent<(typeof ORDER_FACTS)[number], OrderData>;

/** Whether an order's total belongs to the revenue of the day it was confirmed on, and its lines to the sales. */
export function isSale(order: OrderData): order is OrderData & { readonly confirmedAt: string } {
  return order.confirmedAt !== null && order.state !== 'CANCELLED';
}

/**
 * The last fact of each order. Since every fact holds the whole order, the ones before it add nothing; and one order
 * appears once, as the statement that counts a batch requires.
 */
export function latestFacts(facts: readonly OrderFact[]): OrderFact[] {
  const latest = new Map<Uuid, OrderFact>();
  for (const fact of facts) {
    const key = `${fact.shopId} ${fact.aggregateId}`;
    const known = latest.get(key);
    if (!known || known.version < fact.version) latest.set(key, fact);
  }
  return [...latest.values()];
}
