import type { Uuid } from '@yoyaku/platform/ids';
import type { PaymentPolicy } from '@yoyaku/platform/tenancy/shop-directory';
import type { OrderParty } from './order.entity.ts';
import type { OrderEventName } from './order.events.ts';
import type { OrderState } from './order.state.ts';

// The order's part of the saga between orders, stock and money; see docs/saga.md. A pure function: what happened to an order
// as it is → the order as it becomes, and what is to be done about it. What is asked of others comes back as an event.

/** What of an order its saga goes by. */
export interface SagaOrder {
  readonly state: OrderState;
  readonly paymentPolicy: PaymentPolicy;
  /** Minor units. */
  readonly total: number;
  readonly expiresAt: Date;
  readonly paymentId: Uuid | null;
  readonly paymentProblem: PaymentRefusal | null;
  readonly cancelledBy: OrderParty | null;
  readonly cancelReason: string | null;
}

/** Why an order could not take a payment. */
export type PaymentRefusal =
  | 'OUT_OF_STOCK'
  | 'ORDER_CANCELLED'
  | 'ORDER_EXPIRED'
  | 'ALREADY_PAID'
  /** The order's total is another one by now: lines were cancelled. */
  | 'AMOUNT_CHANGED'
  /** No payment in money is asked for: its shop asks for none, or it costs nothing. */
  | 'NOT_ASKED_FOR';

/** What pays an order: money that is set aside (minor units), points that were taken, or nothing where nothing is due. */
export type Paid =
  | { readonly by: 'MONEY'; readonly paymentId: Uuid; readonly amount: number }
  | { readonly by: 'POINTS' }
  | { readonly by: 'NOTHING' };

export type SagaEvent =
  | { readonly type: 'PAID'; readonly paid: Paid }
  /** Catalog's answer to CONFIRM_STOCK. */
  | {
      readonly type: 'STOCK_ANSWERED';
      readonly paid: Paid;
      readonly late: boolean;
      readonly outcome: 'CONFIRMED' | 'GONE';
    }
  | { readonly type: 'POINTS_REFUSED' }
  /** The payment provider cannot be reached. `until`: the longest the shop lets stock be held. */
  | { readonly type: 'PAYMENT_DELAYED'; readonly now: Date; readonly until: Date }
  /** Catalog holds the stock until then. */
  | { readonly type: 'HOLD_PROLONGED'; readonly now: Date; readonly until: Date }
  | { readonly type: 'TIME_UP'; readonly now: Date }
  | { readonly type: 'CALLED_OFF'; readonly now: Date; readonly by: OrderParty; readonly reason: string | null }
  /** Some lines were; `total` is that of the others. */
  | { readonly type: 'LINES_CALLED_OFF'; readonly now: Date; readonly by: OrderParty; readonly total: number };

/** What is to be done besides writing the order down. TELL is written in the same transaction. */
export type SagaCommand =
  /** `late`: the order has expired, and its stock must be taken anew, if it still can be. */
  | { readonly do: 'CONFIRM_STOCK'; readonly late: boolean }
  /** Before the commit, so that a crash repeats it. */
  | { readonly do: 'RELEASE_STOCK' }
  | { readonly do: 'PROLONG_HOLD'; readonly until: Date }
  | { readonly do: 'TELL'; readonly event: Exclude<OrderEventName, 'OrderPaymentRefused'> }
  | { readonly do: 'REFUSE'; readonly paymentId: Uuid; readonly reason: PaymentRefusal };

type Step<Order> = readonly [order: Order, commands: readonly SagaCommand[]];

/** What an event makes of an order, and what is to be done about it. An event that comes again changes nothing. */
export function orderStep<Order extends SagaOrder>(order: Order, event: SagaEvent): Step<Order> {
  switch (event.type) {
    case 'PAID':
      if (isTaken(order, event.paid)) return [order, []];
      return canTake(order, event.paid) ? [order, [confirmStock(order)]] : refuse(order, event.paid);
    case 'STOCK_ANSWERED':
      return stockAnswered(order, event);
    case 'POINTS_REFUSED':
      return order.state === 'PENDING' && order.paymentPolicy === 'POINTS'
        ? calledOff(order, 'SYSTEM', 'INSUFFICIENT_BALANCE')
        : [order, []];
    case 'PAYMENT_DELAYED':
      return waitsAt(event.now, order) && order.expiresAt < event.until
        ? [order, [{ do: 'PROLONG_HOLD', until: event.until }]]
        : [order, []];
    case 'HOLD_PROLONGED':
      // Called off since we asked, which catalog may have heard of before it was asked.
      if (order.state === 'CANCELLED') return [order, [{ do: 'RELEASE_STOCK' }]];
      return waitsAt(event.now, order) && order.expiresAt < event.until
        ? [{ ...order, expiresAt: event.until }, [{ do: 'TELL', event: 'OrderHoldExtended' }]]
        : [order, []];
    case 'TIME_UP':
      return order.state === 'PENDING' && order.paymentPolicy !== 'NONE' && order.expiresAt <= event.now
        ? expired(order)
        : [order, []];
    case 'CALLED_OFF':
      return isLive(event.now, order) ? calledOff(order, event.by, event.reason) : [order, []];
    case 'LINES_CALLED_OFF':
      return isLive(event.now, order) && event.total < order.total ? linesCalledOff(order, event.total) : [order, []];
  }
}

function stockAnswered<Order extends SagaOrder>(
  order: Order,
  { paid, late, outcome }: Extract<SagaEvent, { readonly type: 'STOCK_ANSWERED' }>,
): Step<Order> {
  if (isTaken(order, paid)) return [order, []];
  if (!canTake(order, paid)) return refuse(order, paid);
  // It has expired since we asked. What was sold to it goes back by that event, unless it is taken as late.
  if (late !== isLate(order)) return [order, [confirmStock(order)]];
  if (outcome === 'CONFIRMED') {
    const paymentId = paid.by === 'MONEY' ? paid.paymentId : null;
    // Where nothing was paid, why an earlier payment went back is still so.
    const paymentProblem = paid.by === 'NOTHING' ? order.paymentProblem : null;
    const confirmed: Order = { ...order, state: 'CONFIRMED', paymentId, paymentProblem };
    return [confirmed, [{ do: 'TELL', event: 'OrderConfirmed' }]];
  }
  if (late) return refuse(order, paid);
  if (paid.by === 'NOTHING') return expired(order);
  const [cancelled, told] = calledOff(order, 'SYSTEM', 'OUT_OF_STOCK');
  const [refused, back] = refuse(cancelled, paid);
  return [refused, [...told, ...back]];
}

const isLate = ({ state }: SagaOrder) => state === 'EXPIRED';
const confirmStock = (order: SagaOrder) => ({ do: 'CONFIRM_STOCK', late: isLate(order) }) as const;

/** Whether it has taken this payment. */
function isTaken({ state, paymentId }: SagaOrder, paid: Paid): boolean {
  return paid.by === 'MONEY' ? paymentId === paid.paymentId : state === 'CONFIRMED' || state === 'COMPLETED';
}

/** Whether it is this that it waits for. Money that comes late is taken as well, if the stock can be had again. */
function canTake({ state, paymentPolicy, total }: SagaOrder, paid: Paid): boolean {
  switch (paid.by) {
    case 'MONEY':
      return (state === 'PENDING' || state === 'EXPIRED') && paymentPolicy === 'PREPAY' && total === paid.amount;
    case 'POINTS':
      return state === 'PENDING' && paymentPolicy === 'POINTS';
    case 'NOTHING':
      return state === 'PENDING' && paymentPolicy === 'NONE';
  }
}

/** Money goes back, of points their owner knows by the order's end; and so does stock that was sold for it, by a call that a
 * crash may have made us forget. */
function refuse<Order extends SagaOrder>(order: Order, paid: Paid): Step<Order> {
  const over = order.state === 'CANCELLED' || order.state === 'EXPIRED';
  const released = over ? [{ do: 'RELEASE_STOCK' } as const] : [];
  if (paid.by !== 'MONEY') return [order, released];
  const reason = refusalOf(order, paid.amount);
  const refusal = { do: 'REFUSE', paymentId: paid.paymentId, reason } as const;
  return [{ ...order, paymentProblem: reason }, [refusal, ...released]];
}

function refusalOf(order: SagaOrder, amount: number): PaymentRefusal {
  if (order.paymentPolicy !== 'PREPAY') return 'NOT_ASKED_FOR';
  switch (order.state) {
    case 'CONFIRMED':
    case 'COMPLETED':
      return 'ALREADY_PAID';
    case 'CANCELLED':
      return order.cancelledBy === 'SYSTEM' && order.cancelReason === 'OUT_OF_STOCK'
        ? 'OUT_OF_STOCK'
        : 'ORDER_CANCELLED';
    case 'EXPIRED':
      return order.total === amount ? 'ORDER_EXPIRED' : 'AMOUNT_CHANGED';
    case 'PENDING':
      return 'AMOUNT_CHANGED';
  }
}

/** Whether its stock is held for a payment. */
const waitsAt = (now: Date, { state, paymentPolicy, expiresAt }: SagaOrder) =>
  state === 'PENDING' && paymentPolicy === 'PREPAY' && expiresAt > now;

/** Whether it can be called off. */
const isLive = (now: Date, { state, expiresAt }: SagaOrder) =>
  state === 'CONFIRMED' || (state === 'PENDING' && expiresAt > now);

function calledOff<Order extends SagaOrder>(order: Order, by: OrderParty, reason: string | null): Step<Order> {
  const cancelled: Order = { ...order, state: 'CANCELLED', cancelledBy: by, cancelReason: reason };
  return [cancelled, [{ do: 'TELL', event: 'OrderCancelled' }]];
}

/** An unpaid order of which only what is free is left waits for no payment any more. */
function linesCalledOff<Order extends SagaOrder>(order: Order, total: number): Step<Order> {
  const told = { do: 'TELL', event: 'OrderLinesCancelled' } as const;
  const isFree = order.state === 'PENDING' && order.paymentPolicy === 'PREPAY' && total === 0;
  return isFree
    ? [{ ...order, total, paymentPolicy: 'NONE' }, [told, confirmStock(order)]]
    : [{ ...order, total }, [told]];
}

function expired<Order extends SagaOrder>(order: Order): Step<Order> {
  return [{ ...order, state: 'EXPIRED' }, [{ do: 'TELL', event: 'OrderExpired' }]];
}
