import type { Money } from '@yoyaku/platform/money';
import type { Uuid } from '@yoyaku/platform/ids';
import type { OrderParty } from '../order/order.entity.ts';
import type { OrderState } from '../order/order.state.ts';

/** One line's events; each is a new version of its order. */
export const RESERVATION_EVENTS = [
  'ReservationPreparing',
  'ReservationReady',
  'ReservationHandedOver',
  'ReservationReturned',
  'ReservationExtended',
  'ReservationEndingSoon',
  'ReservationOverdue',
  'ReservationAtRisk',
] as const;

/** What they add to OrderData. Ids are bare UUIDs, times RFC 3339 UTC. @public */
export interface ReservationEventExtras {
  readonly ReservationPreparing: Moved;
  readonly ReservationReady: Moved;
  readonly ReservationHandedOver: Moved;
  /** `handedOver` false: it was never fetched. `late`: it came back after its end. */
  readonly ReservationReturned: Moved & { readonly handedOver: boolean; readonly late: boolean };
  readonly ReservationExtended: { readonly lineId: Uuid; readonly previousEnd: string; readonly end: string };
  readonly ReservationEndingSoon: { readonly lineId: Uuid; readonly end: string };
  readonly ReservationOverdue: { readonly lineId: Uuid; readonly end: string };
  /** `atRisk` false: it can be had again. */
  readonly ReservationAtRisk: { readonly lineId: Uuid; readonly atRisk: boolean };
  /** `amount`: what the lines had cost; the order's total is less by it. */
  readonly OrderLinesCancelled: {
    readonly lineIds: readonly Uuid[];
    readonly amount: Money;
    readonly reason: string | null;
    readonly by: OrderParty;
    readonly previousState: OrderState;
  };
  readonly OrderCompleted: object;
}

interface Moved {
  readonly lineId: Uuid;
  readonly by: OrderParty;
}

export type ReservationEventName = keyof ReservationEventExtras;

/** An event of an order that is about to be written. */
export type OrderChange = {
  [Name in ReservationEventName]: { readonly type: Name; readonly extras: ReservationEventExtras[Name] };
}[ReservationEventName];
