import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { PayableOrder } from './payable-order.ts';

/** Parameters $1 to $8 of {@link MIRROR_ORDERS}; at most one version of each order. */
export function mirrorValues(orders: readonly PayableOrder[]): readonly unknown[] {
  return [
    orders.map(({ shopId }) => shopId),
    orders.map(({ orderId }) => orderId),
    orders.map(({ accountId }) => accountId),
    orders.map(({ state }) => state),
    orders.map(({ total }) => total.amount),
    orders.map(({ total }) => total.currency),
    orders.map(({ expiresAt }) => expiresAt),
    orders.map(({ version }) => version),
  ];
}

/** Writes down orders, newest version wins. */
export const MIRROR_ORDERS = `
  INSERT INTO payable_order AS known (shop_id, order_id, account_id, state, amount, currency, expires_at, version)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::timestamptz[], $8::int[])
  ON CONFLICT ON CONSTRAINT payable_order_pkey DO UPDATE
    SET state = excluded.state, amount = excluded.amount, expires_at = excluded.expires_at, version = excluded.version
    WHERE known.version < excluded.version`;

export async function mirrorOrders(runner: SqlRunner, orders: readonly PayableOrder[]): Promise<void> {
  await runner.query(MIRROR_ORDERS, mirrorValues(orders));
}
