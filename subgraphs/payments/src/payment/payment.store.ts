import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { PaymentMethod } from '../provider/provider.ts';
import { PAYMENT_COLUMNS, type PaymentEventRow, type PaymentRow } from './payment.entity.ts';
import { isLive } from './payment.state.ts';

const PAYMENTS_BY_ID = `
  SELECT ${PAYMENT_COLUMNS}
    FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, payment_id) JOIN payment p USING (shop_id, payment_id)`;

/** The payments with these keys, in their order; null where there is none. One statement. */
export async function findPayments(runner: SqlRunner, keys: readonly TenantKey[]): Promise<(PaymentRow | null)[]> {
  const rows = await runner.query<PaymentRow>(PAYMENTS_BY_ID, split(keys));
  return inOrder(keys, rows, ({ paymentId }) => paymentId);
}

export async function findPayment(runner: SqlRunner, shopId: Uuid, paymentId: Uuid): Promise<PaymentRow | null> {
  return (await findPayments(runner, [{ tenant: shopId, key: paymentId }]))[0] ?? null;
}

/** With what a payment is or was to be paid; null when that is not kept any more, since the provider has taken it. */
export async function findMethod(runner: SqlRunner, shopId: Uuid, paymentId: Uuid): Promise<PaymentMethod | null> {
  const [row] = await runner.query<{ method: PaymentMethod | null }>(
    'SELECT method FROM payment WHERE shop_id = $1 AND payment_id = $2',
    [shopId, paymentId],
  );
  return row?.method ?? null;
}

const PAYMENTS_OF_ORDERS = `
  SELECT DISTINCT ON (p.shop_id, p.order_id) ${PAYMENT_COLUMNS}
    FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, order_id) JOIN payment p USING (shop_id, order_id)
   ORDER BY p.shop_id, p.order_id,
            (${isLive('p')}) DESC, p.created_at DESC`;

/** Each order's live payment, else its latest; null where nobody tried to pay. One statement. */
export async function findPaymentsOfOrders(
  runner: SqlRunner,
  orders: readonly TenantKey[],
): Promise<(PaymentRow | null)[]> {
  const rows = await runner.query<PaymentRow>(PAYMENTS_OF_ORDERS, split(orders));
  return inOrder(orders, rows, ({ orderId }) => orderId);
}

const HISTORIES = `
  SELECT e.shop_id AS "shopId", e.payment_id AS "paymentId", e.version, e.state, e.failure_reason AS "failureReason",
         e.captured_amount AS "capturedAmount", e.refunded_amount AS "refundedAmount", p.currency,
         e.occurred_at AS "occurredAt"
    FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, payment_id)
    JOIN payment p USING (shop_id, payment_id)
    JOIN payment_event e USING (shop_id, payment_id)
   ORDER BY e.version`;

/** All that each of these payments has been, oldest first. One statement. */
export async function findHistories(runner: SqlRunner, payments: readonly PaymentRow[]): Promise<PaymentEventRow[][]> {
  const keys = payments.map(({ shopId, paymentId }) => ({ tenant: shopId, key: paymentId }));
  const histories = new Map<string, PaymentEventRow[]>(keys.map(({ tenant, key }) => [`${tenant}/${key}`, []]));
  for (const row of await runner.query<PaymentEventRow>(HISTORIES, split(keys)))
    histories.get(`${row.shopId}/${row.paymentId}`)?.push(row);
  return keys.map(({ tenant, key }) => histories.get(`${tenant}/${key}`) ?? []);
}

function split(keys: readonly TenantKey[]): readonly unknown[] {
  return [keys.map(({ tenant }) => tenant), keys.map(({ key }) => key)];
}

function inOrder(
  keys: readonly TenantKey[],
  rows: readonly PaymentRow[],
  keyOf: (row: PaymentRow) => Uuid | null,
): (PaymentRow | null)[] {
  const found = new Map(rows.map((row) => [`${row.shopId}/${keyOf(row) ?? ''}`, row]));
  return keys.map(({ tenant, key }) => found.get(`${tenant}/${key}`) ?? null);
}
