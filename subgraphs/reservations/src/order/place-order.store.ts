import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import { hasSqlState, SqlState } from '@yoyaku/platform/database/sql-state';
import { appendEventsSql, eventRows, wakeRelay } from '@yoyaku/platform/events/outbox';
import { type IdempotentRequest, requestHash } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import type { OrderLineRow, OrderRow } from './order.entity.ts';
import { orderData } from './order.events.ts';

/** What an idempotency record of placeOrder remembers. */
export interface PlacedReference {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
}

/**
 * The record comes first: whoever meets another's record inserts nothing, and whoever meets another's unfinished
 * transaction waits for its end.
 */
const PLACE = `
  WITH recorded AS (
    INSERT INTO idempotency_record (account_id, key, request_hash, result)
    VALUES ($1, $2, $3, jsonb_build_object('shopId', $4::uuid, 'orderId', $5::uuid))
    ON CONFLICT DO NOTHING
    RETURNING account_id
  ), placed AS (
    INSERT INTO "order" (shop_id, order_id, account_id, state, currency, total, remark, placed_at, expires_at, version)
    SELECT $4, $5, account_id, 'PENDING', $6, $7, $8, $9, $10, 1 FROM recorded
  ), lines AS (
    INSERT INTO order_line
      (shop_id, order_id, line_id, place, variant_id, product_id, quantity, currency, unit_price, total)
    SELECT $4, $5, line.line_id, line.place, line.variant_id, line.product_id, line.quantity, $6, line.unit_price, line.total
    FROM recorded, unnest($11::uuid[], $12::smallint[], $13::uuid[], $14::uuid[], $15::integer[], $16::bigint[], $17::bigint[])
      AS line (line_id, place, variant_id, product_id, quantity, unit_price, total)
  ), mine AS (
    INSERT INTO account_order (account_id, placed_at, shop_id, order_id)
    SELECT account_id, $9, $4, $5 FROM recorded
  ), appended AS (
    ${appendEventsSql('$18')} WHERE EXISTS (SELECT FROM recorded)
  )
  SELECT true AS placed FROM recorded`;

/**
 * Writes a new order with its lines, its event and its idempotency record: one statement, a transaction of its own.
 * False, and nothing written, when the key has a record already.
 */
export async function insertOrder(
  database: Database,
  clock: Clock,
  request: IdempotentRequest,
  order: OrderRow,
  lines: readonly OrderLineRow[],
): Promise<boolean> {
  const { shopId, orderId, version } = order;
  const event = { type: 'OrderPlaced', shopId, aggregateId: orderId, version, data: orderData(order, lines) };
  try {
    const rows = await database.query(PLACE, [
      request.accountId,
      request.key,
      requestHash(request),
      shopId,
      orderId,
      order.currency,
      order.total,
      order.remark,
      order.placedAt,
      order.expiresAt,
      lines.map(({ lineId }) => lineId),
      lines.map(({ place }) => place),
      lines.map(({ variantId }) => variantId),
      lines.map(({ productId }) => productId),
      lines.map(({ quantity }) => quantity),
      lines.map(({ unitPrice }) => unitPrice),
      lines.map(({ total }) => total),
      eventRows(clock, [event]),
    ]);
    if (rows.length === 0) return false;
    wakeRelay(database);
    return true;
  } catch (error) {
    // The order is there, so its record is, too.
    if (hasSqlState(error, SqlState.uniqueViolation)) return false;
    throw error;
  }
}
