import { EntitySchema } from 'typeorm';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Connection } from '@yoyaku/platform/paging';
import type { OrderState } from './order.state.ts';

export type OrderParty = 'CUSTOMER' | 'SHOP' | 'SYSTEM';

/** One order. Amounts are integer minor units of its currency. */
export interface OrderRow {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  /** As written down; {@link stateAt} tells the state it is in. */
  readonly state: OrderState;
  readonly currency: string;
  readonly total: number;
  readonly remark: string | null;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
  readonly cancelledBy: OrderParty | null;
  /** The payment that confirmed it. */
  readonly paymentId: Uuid | null;
  readonly version: number;
}

/** One line of an order, with the price of the moment it was placed. */
export interface OrderLineRow {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly lineId: Uuid;
  /** 0, 1, 2 … as the customer gave them. */
  readonly place: number;
  readonly variantId: Uuid;
  readonly productId: Uuid;
  readonly quantity: number;
  readonly currency: string;
  readonly unitPrice: number;
  readonly total: number;
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
    currency: { type: 'text' },
    total: { type: 'bigint' },
    remark: { type: 'text', nullable: true },
    placedAt: { name: 'placed_at', type: 'timestamptz', precision: 3 },
    expiresAt: { name: 'expires_at', type: 'timestamptz', precision: 3 },
    confirmedAt: { name: 'confirmed_at', type: 'timestamptz', precision: 3, nullable: true },
    cancelledAt: { name: 'cancelled_at', type: 'timestamptz', precision: 3, nullable: true },
    cancelReason: { name: 'cancel_reason', type: 'text', nullable: true },
    cancelledBy: { name: 'cancelled_by', type: 'text', nullable: true },
    paymentId: { name: 'payment_id', type: 'uuid', nullable: true },
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
    quantity: { type: 'integer' },
    currency: { type: 'text' },
    unitPrice: { name: 'unit_price', type: 'bigint' },
    total: { type: 'bigint' },
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
