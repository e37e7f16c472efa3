import { EntitySchema } from 'typeorm';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';
import type { PaymentPolicy } from '@yoyaku/platform/tenancy/shop-directory';
import type { HeldUnit } from '../catalog/catalog.answers.ts';
import type { ReservationState } from './line.state.ts';
import type { PaymentRefusal } from './order.saga.ts';
import type { OrderState } from './order.state.ts';

export type OrderParty = 'CUSTOMER' | 'SHOP' | 'SYSTEM';

/** One order. Amounts are integer minor units of its currency. */
export interface OrderRow {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  /** As written down; {@link stateAt} tells the state it is in. */
  readonly state: OrderState;
  /** The shop's at the moment of placing; NONE instead of PREPAY when it costs nothing, then or since lines were called off. */
  readonly paymentPolicy: PaymentPolicy;
  /** The table it was ordered at, if any. */
  readonly tableSessionId: Uuid | null;
  readonly currency: string;
  /** Of the lines that are not cancelled. */
  readonly total: number;
  /** What they cost where the shop is paid with points; null where it is not. */
  readonly points: number | null;
  readonly remark: string | null;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  readonly cancelledBy: OrderParty | null;
  /** The payment that confirmed it. */
  readonly paymentId: Uuid | null;
  /** Why the last payment that it could not take went back; null when none did, or a later one was taken. */
  readonly paymentProblem: PaymentRefusal | null;
  readonly version: number;
}

/** One line of an order, with the price of the moment it was placed, and its life as a reservation. */
export interface OrderLineRow {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly lineId: Uuid;
  /** 0, 1, 2 … as the customer gave them. */
  readonly place: number;
  readonly variantId: Uuid;
  readonly productId: Uuid;
  readonly performanceId: Uuid | null;
  readonly quantity: number;
  readonly currency: string;
  readonly unitPrice: number;
  readonly total: number;
  /** What it costs where the shop is paid with points; null where it is not. */
  readonly points: number | null;
  /** Half open: [periodStart, periodEnd). */
  readonly periodStart: Date | null;
  readonly periodEnd: Date | null;
  /** When its performance started, as planned when it was ordered; null unless it is for one. */
  readonly performanceStart: Date | null;
  /** Whether it comes back when it was handed over: it was sold for a period. */
  readonly returnable: boolean;
  /** The very things or seats; null when it is a mere count. */
  readonly units: readonly HeldUnit[] | null;
  /** As written down: null until the line takes a step of its own. {@link lineStateAt} tells the state it is in. */
  readonly reservationState: ReservationState | null;
  /** Rises by one with every step of the line's own. */
  readonly reservationVersion: number;
  readonly handedOverAt: Date | null;
  /** When it came back, or was used up. */
  readonly endedAt: Date | null;
  readonly cancelledAt: Date | null;
  /** When it was told that its end is near. */
  readonly endingSoonAt: Date | null;
  /** When it was told that it is overdue. */
  readonly overdueAt: Date | null;
  /** Whether something overdue leaves too little for it. */
  readonly atRisk: boolean;
}

/** Finds an account's orders: orders themselves are kept by shop, and no query goes without its tenant. */
export interface AccountOrderRow {
  readonly accountId: Uuid;
  readonly placedAt: Date;
  readonly shopId: Uuid;
  readonly orderId: Uuid;
}

export type OrderPage = Connection<OrderRow>;
export type OrderPageEdge = OrderPage['edges'][number];

/** An account as other subgraphs refer to it, by its API id. */
export interface AccountReference {
  readonly id: string;
}

export const OrderEntity = new EntitySchema<OrderRow>({
  name: 'Order',
  tableName: 'order',
  columns: {
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    orderId: { name: 'order_id', type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    state: { type: 'text' },
    paymentPolicy: { name: 'payment_policy', type: 'text' },
    tableSessionId: { name: 'table_session_id', type: 'uuid', nullable: true },
    currency: { type: 'text' },
    total: { type: 'bigint' },
    points: { type: 'bigint', nullable: true },
    remark: { type: 'text', nullable: true },
    placedAt: { name: 'placed_at', type: 'timestamptz', precision: 3 },
    expiresAt: { name: 'expires_at', type: 'timestamptz', precision: 3 },
    confirmedAt: { name: 'confirmed_at', type: 'timestamptz', precision: 3, nullable: true },
    completedAt: { name: 'completed_at', type: 'timestamptz', precision: 3, nullable: true },
    cancelledAt: { name: 'cancelled_at', type: 'timestamptz', precision: 3, nullable: true },
    cancelReason: { name: 'cancel_reason', type: 'text', nullable: true },
    cancelledBy: { name: 'cancelled_by', type: 'text', nullable: true },
    paymentId: { name: 'payment_id', type: 'uuid', nullable: true },
    paymentProblem: { name: 'payment_problem', type: 'text', nullable: true },
    version: { type: 'integer' },
  },
});

export const OrderLineEntity = new EntitySchema<OrderLineRow>({
  name: 'OrderLine',
  tableName: 'order_line',
  columns: {
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    orderId: { name: 'order_id', type: 'uuid', primary: true },
    lineId: { name: 'line_id', type: 'uuid', primary: true },
    place: { type: 'smallint' },
    variantId: { name: 'variant_id', type: 'uuid' },
    productId: { name: 'product_id', type: 'uuid' },
    performanceId: { name: 'performance_id', type: 'uuid', nullable: true },
    quantity: { type: 'integer' },
    currency: { type: 'text' },
    unitPrice: { name: 'unit_price', type: 'bigint' },
    total: { type: 'bigint' },
    points: { type: 'bigint', nullable: true },
    periodStart: { name: 'period_start', type: 'timestamptz', precision: 3, nullable: true },
    periodEnd: { name: 'period_end', type: 'timestamptz', precision: 3, nullable: true },
    performanceStart: { name: 'performance_start', type: 'timestamptz', precision: 3, nullable: true },
    returnable: { type: 'boolean' },
    units: { type: 'jsonb', nullable: true },
    reservationState: { name: 'reservation_state', type: 'text', nullable: true },
    reservationVersion: { name: 'reservation_version', type: 'integer', default: 1 },
    handedOverAt: { name: 'handed_over_at', type: 'timestamptz', precision: 3, nullable: true },
    endedAt: { name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true },
    cancelledAt: { name: 'cancelled_at', type: 'timestamptz', precision: 3, nullable: true },
    endingSoonAt: { name: 'ending_soon_at', type: 'timestamptz', precision: 3, nullable: true },
    overdueAt: { name: 'overdue_at', type: 'timestamptz', precision: 3, nullable: true },
    atRisk: { name: 'at_risk', type: 'boolean', default: false },
  },
});

export const AccountOrderEntity = new EntitySchema<AccountOrderRow>({
  name: 'AccountOrder',
  tableName: 'account_order',
  columns: {
    accountId: { name: 'account_id', type: 'uuid', primary: true },
    placedAt: { name: 'placed_at', type: 'timestamptz', precision: 3, primary: true },
    shopId: { name: 'shop_id', type: 'uuid', primary: true },
    orderId: { name: 'order_id', type: 'uuid', primary: true },
  },
});
