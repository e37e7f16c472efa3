import type { Money } from '@yoyaku/platform/money';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PaymentPolicy } from '@yoyaku/platform/tenancy/shop-directory';
import type { HeldUnit } from '../catalog/catalog.answers.ts';
import { lineStateOf, LINE_STATE, type ReservationState } from './line.state.ts';
import type { OrderLineRow, OrderParty, OrderRow } from './order.entity.ts';
import { RESERVATION_EVENTS } from '../reservation/reservation.events.ts';
import type { PaymentRefusal } from './order.saga.ts';
import type { OrderState } from './order.state.ts';
import type { PaymentMethod } from './payment-method.input.ts';

export const ORDER_EVENTS = [
  'OrderPlaced',
  'OrderConfirmed',
  'OrderCancelled',
  'OrderExpired',
  'OrderHoldExtended',
  'OrderPaymentRefused',
  'OrderLinesCancelled',
  'OrderCompleted',
  ...RESERVATION_EVENTS,
] as const;

export type OrderEventName = (typeof ORDER_EVENTS)[number];

/** What every event of an order tells: the order after the fact. Ids are bare UUIDs, times RFC 3339 UTC. */
export interface OrderData {
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly state: OrderState;
  readonly paymentPolicy: PaymentPolicy;
  readonly tableSessionId: Uuid | null;
  /** Of the lines that are not cancelled. */
  readonly total: Money;
  /** What they cost where the shop is paid with points; null where it is not. */
  readonly points: number | null;
  readonly placedAt: string;
  readonly expiresAt: string;
  readonly confirmedAt: string | null;
  readonly lines: readonly OrderLineData[];
}

export interface OrderLineData {
  readonly lineId: Uuid;
  readonly variantId: Uuid;
  readonly productId: Uuid;
  readonly performanceId: Uuid | null;
  /** Half open: [start, end). */
  readonly period: { readonly start: string; readonly end: string } | null;
  /** When what is reserved begins: its period, or its performance as planned when it was ordered. Null for mere goods. */
  readonly startsAt: string | null;
  /** The very things or seats; null when it is a mere count. */
  readonly units: readonly HeldUnit[] | null;
  readonly returnable: boolean;
  readonly state: ReservationState;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly total: Money;
  readonly points: number | null;
}

/** What each event adds to {@link OrderData}. OrderPaymentRefused names a payment that its owner must give back. @public */
export interface OrderEventExtras {
  /** With what it is to be paid, where that was given. Kept nowhere else, and shown to nobody but payments. */
  readonly OrderPlaced: { readonly paymentMethod?: PaymentMethod };
  /** No payment where none is asked for. */
  readonly OrderConfirmed: { readonly paymentId: Uuid | null };
  readonly OrderCancelled: {
    readonly reason: string | null;
    readonly by: OrderParty;
    readonly previousState: OrderState;
  };
  readonly OrderExpired: { readonly previousState: 'PENDING' };
  /** Its stock is held longer, until the new `expiresAt`, since the payment provider cannot be reached. */
  readonly OrderHoldExtended: object;
  readonly OrderPaymentRefused: { readonly paymentId: Uuid; readonly reason: PaymentRefusal };
}

export function orderData(order: OrderRow, lines: readonly OrderLineRow[]): OrderData {
  const money = (amount: number) => ({ amount, currency: order.currency });
  return {
    orderId: order.orderId,
    accountId: order.accountId,
    state: order.state,
    paymentPolicy: order.paymentPolicy,
    tableSessionId: order.tableSessionId,
    total: money(order.total),
    points: order.points,
    placedAt: order.placedAt.toISOString(),
    expiresAt: order.expiresAt.toISOString(),
    confirmedAt: order.confirmedAt?.toISOString() ?? null,
    lines: lines.map((line) => ({
      lineId: line.lineId,
      variantId: line.variantId,
      productId: line.productId,
      performanceId: line.performanceId,
      period: periodOf(line),
      startsAt: (line.periodStart ?? line.performanceStart)?.toISOString() ?? null,
      units: line.units,
      returnable: line.returnable,
      state: lineStateOf(order.state, line.reservationState),
      quantity: line.quantity,
      unitPrice: money(line.unitPrice),
      total: money(line.total),
      points: line.points,
    })),
  };
}

function periodOf({ periodStart, periodEnd }: OrderLineRow): OrderLineData['period'] {
  return periodStart && periodEnd && { start: periodStart.toISOString(), end: periodEnd.toISOString() };
}

const isoTime = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const money = (amount: string, currency: string) => `jsonb_build_object('amount', ${amount}, 'currency', ${currency})`;

/** {@link orderData} as PostgreSQL makes it of an order row `o`, so that a change and its event are one statement. */
export const ORDER_DATA = `jsonb_build_object(
  'orderId', o.order_id,
  'accountId', o.account_id,
  'state', o.state,
  'paymentPolicy', o.payment_policy,
  'tableSessionId', o.table_session_id,
  'total', ${money('o.total', 'o.currency')},
  'points', o.points,
  'placedAt', ${isoTime('o.placed_at')},
  'expiresAt', ${isoTime('o.expires_at')},
  'confirmedAt', ${isoTime('o.confirmed_at')},
  'lines', (
    SELECT jsonb_agg(
      jsonb_build_object(
        'lineId', l.line_id,
        'variantId', l.variant_id,
        'productId', l.product_id,
        'performanceId', l.performance_id,
        'period', CASE WHEN l.period_start IS NOT NULL THEN jsonb_build_object(
          'start', ${isoTime('l.period_start')}, 'end', ${isoTime('l.period_end')}) END,
        'startsAt', ${isoTime('coalesce(l.period_start, l.performance_start)')},
        'units', l.units,
        'returnable', l.returnable,
        'state', ${LINE_STATE},
        'quantity', l.quantity,
        'unitPrice', ${money('l.unit_price', 'l.currency')},
        'total', ${money('l.total', 'l.currency')},
        'points', l.points)
      ORDER BY l.place)
    FROM order_line l
    WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id))`;

/** The events of the rows `o` of a CTE, which are whole rows of "order" as they are after the fact. */
export interface OrderEventsOf {
  readonly type: OrderEventName;
  readonly cte: string;
  /** SQL for the event's own part of the data: a jsonb object. */
  readonly extras: string;
}

/** The INSERT that appends events within the statement that makes them true, in the order given here. */
export function appendOrderEvents(occurredAt: `$${number}`, ...events: readonly OrderEventsOf[]): string {
  const selects = events.map(
    ({ type, cte, extras }) => `
    SELECT o.shop_id, gen_random_uuid(), '${type}', o.order_id, o.version, ${occurredAt}::timestamptz,
           ${ORDER_DATA} || ${extras}
    FROM ${cte} o`,
  );
  return `
    INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)${selects.join(' UNION ALL')}`;
}
