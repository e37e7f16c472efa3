import type { FaultSystem, SagaSubgraph } from './system.ts';

/** What the provider's own books say of one charge; amounts in minor units. */
export interface Charge {
  readonly id: string;
  /** Our payment's id. */
  readonly reference: string;
  readonly state: 'PROCESSING' | 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED';
  readonly amount: number;
  readonly capturedAmount: number;
  readonly refundedAmount: number;
}

export interface Books {
  readonly payments: readonly Charge[];
  readonly refunds: readonly { readonly paymentId: string; readonly amount: number; readonly state: string }[];
}

export const readBooks = (system: FaultSystem): Promise<Books> =>
  system.atProvider('GET', '/admin/books') as Promise<Books>;

export interface PaymentRow {
  readonly payment_id: string;
  readonly order_id: string | null;
  readonly state: string;
  readonly captured: number;
  readonly refunded: number;
  /** That it buys; null where it pays an order. */
  readonly points: number | null;
}

export const readPayments = (system: FaultSystem): Promise<PaymentRow[]> =>
  rowsOf(
    system,
    'payments',
    `SELECT payment_id, order_id, state, captured_amount::float AS captured, refunded_amount::float AS refunded, points::float
       FROM payment`,
  );

export interface OrderRow {
  readonly shop_id: string;
  readonly order_id: string;
  readonly state: string;
  readonly payment_policy: 'PREPAY' | 'POINTS' | 'NONE';
  /** Of the lines that are not called off, in minor units. */
  readonly total: number;
}

export const readOrders = (system: FaultSystem): Promise<OrderRow[]> =>
  rowsOf(system, 'reservations', 'SELECT shop_id, order_id, state, payment_policy, total::float AS total FROM "order"');

/** Rows of a subgraph's own database. */
export async function rowsOf<Row>(
  system: FaultSystem,
  subgraph: SagaSubgraph,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await system.database(subgraph).query(text, [...values]);
  return rows as Row[];
}
