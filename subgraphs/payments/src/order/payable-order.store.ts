import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import { payableLines, type PayableOrder } from './payable-order.ts';

/** Parameters $1 to $12 of {@link MIRROR_ORDERS}; at most one version of each order. */
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
    orders.map(({ paymentPolicy }) => paymentPolicy ?? 'PREPAY'),
    orders.map(({ points }) => points ?? null),
    orders.map((order) => JSON.stringify(payableLines(order))),
    orders.map(({ tiers }) => JSON.stringify(tiers)),
  ];
}

/** Writes down orders, newest version wins; the tiers stay those the order was first seen with. */
export const MIRROR_ORDERS = `
  INSERT INTO payable_order AS known (shop_id, order_id, account_id, state, amount, currency, expires_at, version,
                                      payment_policy, points, lines, tiers)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::timestamptz[],
                       $8::int[], $9::text[], $10::bigint[], $11::jsonb[], $12::jsonb[])
  ON CONFLICT ON CONSTRAINT payable_order_pkey DO UPDATE
    SET state = excluded.state, amount = excluded.amount, expires_at = excluded.expires_at, version = excluded.version,
        payment_policy = excluded.payment_policy,
        points = excluded.points, lines = excluded.lines
    WHERE known.version < excluded.version`;

export async function mirrorOrders(runner: SqlRunner, orders: readonly PayableOrder[]): Promise<void> {
  await runner.query(MIRROR_ORDERS, mirrorValues(orders));
}

/** Whose order it is; null when it is not known here (yet). */
export async function findOrderOwner(runner: SqlRunner, { tenant, key }: TenantKey): Promise<Uuid | null> {
  const [row] = await runner.query<{ accountId: Uuid }>(
    'SELECT account_id AS "accountId" FROM payable_order WHERE shop_id = $1 AND order_id = $2',
    [tenant, key],
  );
  return row?.accountId ?? null;
}
