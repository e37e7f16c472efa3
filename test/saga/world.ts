import type { OrderParty } from '../../subgraphs/reservations/src/order/order.entity.ts';
import type { SagaOrder } from '../../subgraphs/reservations/src/order/order.saga.ts';
import type { OrderState } from '../../subgraphs/reservations/src/order/order.state.ts';
import type { PaymentSaga } from '../../subgraphs/payments/src/payment/payment.saga.ts';

// One order, its stock, its payments and their provider, and all that is on its way between them. What orders and payments
// do is decided by the functions that production decides by; what stands here is the world around them.

/** The order has two lines; the second may be called off alone. Minor units. Where the first is free, the second costs it all. */
export const TOTAL = 6;
export const SECOND_LINE = 2;
/** What goes back of the price when the customer calls off what is confirmed. */
export const TIER = 0.5;

/** Moments: placed at 0; held until 1, or until 2 when prolonged. */
const MOMENTS = [new Date(0), new Date(1), new Date(2)] as const;
export const HELD_UNTIL = MOMENTS[1];
export const LONGEST = MOMENTS[2];
export const LAST = 2;
export const momentOf = (clock: number): Date => MOMENTS[clock] ?? LONGEST;

export interface Order extends SagaOrder {
  readonly version: number;
}

/** At catalog. RETAKEN: sold to the order although it had expired. */
export interface Stock {
  readonly state: 'HELD' | 'CONFIRMED' | 'RETAKEN' | 'EXPIRED' | 'RELEASED';
  readonly until: Date;
  /** Somebody else has it. */
  readonly rival: boolean;
}

export type PaymentName = 'P1' | 'P2';

/** What an event of reservations tells. */
export interface OrderMessage {
  readonly type: string;
  readonly version: number;
  readonly state: OrderState;
  readonly total: number;
  readonly expiresAt: Date;
  readonly previousState: OrderState | null;
  readonly by: OrderParty | null;
  readonly payment: PaymentName | null;
  /** It was handled, and comes again. */
  readonly again: boolean;
}

/** What an event of payments tells. */
export interface PaymentMessage {
  readonly type: 'PaymentAuthorized' | 'PaymentDelayed' | 'PointsDebited' | 'PointsRefused';
  /** Null where it is about points. */
  readonly payment: PaymentName | null;
  readonly amount: number;
  readonly again: boolean;
}

/** What reservations has in hand: the first message to it, the order as it was read for it, and catalog's answer, if any. */
export interface Work {
  readonly seen: Order;
  readonly late: boolean;
  readonly outcome: 'CONFIRMED' | 'GONE' | 'HELD' | 'REFUSED' | null;
}

export interface Payment {
  readonly name: PaymentName;
  readonly saga: PaymentSaga;
  /** A request for the money is on its way to the provider. */
  readonly requested: boolean;
  /** The call that the worker is about to make; what it read may have changed since. */
  readonly doing: 'CAPTURE' | 'VOID' | null;
  readonly refund: { readonly number: number; readonly amount: number } | null;
  readonly refunds: number;
  /** Reservations was told that its money is there. */
  readonly announced: boolean;
  readonly books: Books;
}

/** The provider's own. */
export interface Books {
  readonly state: 'NONE' | 'PROCESSING' | 'AUTHORIZED' | 'CAPTURED' | 'VOIDED' | 'FAILED';
  readonly amount: number;
  readonly refunded: number;
  /** The number of the last refund that was made. */
  readonly lastRefund: number;
  /** The states it has been in: each may be told at any time, and more than once. */
  readonly told: string;
}

/** What payments knows of the order. */
export interface Mirror {
  readonly version: number;
  readonly state: OrderState;
  readonly total: number;
  readonly expiresAt: Date;
}

/** How often what nobody must do may still happen. */
export interface Budget {
  readonly faults: number;
  readonly payments: number;
  readonly cancels: number;
  readonly lines: number;
  readonly rivals: number;
  readonly outages: number;
}

/** Of an order that is paid with points; one point for each minor unit. */
export interface Points {
  /** HELD: its stock is, nothing else. ASKED: its points were asked for. DEAD: the request died. DONE: it is written down. */
  readonly placing: 'HELD' | 'ASKED' | 'DEAD' | 'REFUSED' | 'DONE';
  readonly debit: 'OPEN' | 'DEBITED' | 'RETURNED' | 'REFUSED' | 'OVER';
  /** What is debited and was not given back. */
  readonly taken: number;
  /** Payments has heard of the order. */
  readonly told: boolean;
  readonly wallet: number;
  /** By other orders of the customer's. */
  readonly spent: number;
}

/** A request or timer that confirms what waits for no payment, with catalog's answer. DEAD: it died, and nobody makes up for it. */
export interface Confirming {
  readonly outcome: 'CONFIRMED' | 'GONE' | 'DEAD';
}

export interface World {
  readonly clock: number;
  readonly order: Order;
  /** What the second line costs. */
  readonly secondLine: number;
  readonly stock: Stock;
  readonly toPayments: readonly OrderMessage[];
  readonly toCatalog: readonly OrderMessage[];
  readonly toReservations: readonly PaymentMessage[];
  readonly work: Work | null;
  readonly confirming: Confirming | null;
  readonly mirror: Mirror | null;
  readonly payments: readonly Payment[];
  /** Lines that payments has reckoned with as called off. */
  readonly reckoned: 'NONE' | 'SECOND' | 'ALL';
  readonly isUp: boolean;
  /** Null where it is paid in money. */
  readonly points: Points | null;
  readonly left: Budget;
  /** By the rules alone, from what became of the order: how much the shop is to keep in the end. */
  readonly due: number;
}

/**
 * An order that was just placed.
 * @param byEvent It says how it is paid, so payments hears of that by its event.
 */
export function placed(byEvent: boolean, left: Budget, secondLine = SECOND_LINE): World {
  const order: Order = {
    state: 'PENDING',
    paymentPolicy: 'PREPAY',
    total: TOTAL,
    expiresAt: HELD_UNTIL,
    paymentId: null,
    paymentProblem: null,
    cancelledBy: null,
    cancelReason: null,
    version: 1,
  };
  const told = { version: 1, state: order.state, total: TOTAL, expiresAt: HELD_UNTIL };
  const message = { ...told, type: 'OrderPlaced', previousState: null, by: null, payment: null, again: false };
  return {
    clock: 0,
    order,
    secondLine,
    stock: { state: 'HELD', until: HELD_UNTIL, rival: false },
    toPayments: byEvent ? [message] : [],
    toCatalog: [],
    toReservations: [],
    work: null,
    confirming: null,
    mirror: byEvent ? null : told,
    payments: [],
    reckoned: 'NONE',
    isUp: true,
    points: null,
    left,
    due: 0,
  };
}

/** Two worlds with the same key are the same. */
export function keyOf(world: World): string {
  const { order: o, stock: s, mirror: m, work: w, left: l, points: p } = world;
  return [
    `${world.clock}${world.isUp ? 1 : 0}${world.reckoned[0]}${world.due}`,
    orderKey(o),
    `${s.state[2]}${s.until.getTime()}${s.rival ? 1 : 0}`,
    world.toPayments.map(messageKey).join(),
    world.toCatalog.map(messageKey).join(),
    world.toReservations.map((e) => `${e.type[7]}${e.payment ?? ''}${e.amount}${e.again ? 1 : 0}`).join(),
    w ? `${orderKey(w.seen)}${w.late ? 1 : 0}${w.outcome?.[0] ?? ''}` : '',
    world.confirming?.outcome[0] ?? '',
    m ? `${m.version}${m.state[1]}${m.total}${m.expiresAt.getTime()}` : '',
    ...world.payments.map(paymentKey),
    p ? `${p.placing}${p.debit}${p.taken},${p.told ? 1 : 0}${p.wallet},${p.spent}` : '',
    `${l.faults}${l.payments}${l.cancels}${l.lines}${l.rivals}${l.outages}`,
  ].join('|');
}

const orderKey = (o: Order) =>
  `${o.version}${o.state[1]}${o.paymentPolicy[0]}${o.total}${o.expiresAt.getTime()}${o.paymentId ?? ''}${o.paymentProblem ?? ''}${o.cancelledBy ?? ''}`;

const messageKey = (m: OrderMessage) =>
  `${m.type[5]}${m.version}${m.state[1]}${m.total}${m.expiresAt.getTime()}${m.previousState?.[1] ?? ''}${m.by?.[0] ?? ''}${m.payment ?? ''}${m.again ? 1 : 0}`;

function paymentKey({ saga, requested, doing, refund, refunds, books, name, announced }: Payment): string {
  const flags = `${saga.atProvider ? 1 : 0}${saga.awaitsApproval ? 1 : 0}${saga.delayed ? 1 : 0}${requested ? 1 : 0}${announced ? 1 : 0}`;
  return [
    `${name}${saga.state}${saga.goal[0]}${saga.amount},${saga.captured},${saga.refunded},${saga.owed}${flags}`,
    `${doing?.[0] ?? ''}${refund ? `${refund.number},${refund.amount}` : ''};${refunds}`,
    `${books.state}${books.amount},${books.refunded},${books.lastRefund}${books.told}`,
  ].join();
}
