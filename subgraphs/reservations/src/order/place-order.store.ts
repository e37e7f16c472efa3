import { Batches } from '@yoyaku/platform/batches';
import type { Clock } from '@yoyaku/platform/clock';
import type { Database, SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import { hasSqlState, SqlState } from '@yoyaku/platform/database/sql-state';
import { appendEventsSql, eventRows, wakeRelay, wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import { type IdempotentRequest, requestHash } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import { scheduleSharedTimersSql, timerRows } from '@yoyaku/platform/timers/schedule-timers';
import type { OrderLineRow, OrderRow } from './order.entity.ts';
import { orderData } from './order.events.ts';
import { expiryOf } from './expire-orders.ts';
import type { PaymentMethod } from './payment-method.input.ts';

/** What an idempotency record of placeOrder remembers. */
export interface PlacedReference {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
}

/** A new order with everything that is written with it. */
export interface NewOrder {
  readonly request: IdempotentRequest;
  readonly order: OrderRow;
  readonly lines: readonly OrderLineRow[];
  /** With what it is to be paid, if that was said; told to payments by the event, and not kept. */
  readonly paymentMethod?: PaymentMethod | null;
}

/**
 * The records come first: whoever meets another's record inserts nothing, and whoever meets another's unfinished
 * transaction waits for its end. All who write several do so in the order of their keys, so that two never wait for one
 * another.
 */
const PLACE = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::text[],
                         $9::timestamptz[], $10::timestamptz[], $11::text[], $12::uuid[], $29::bigint[])
      AS g (account_id, key, request_hash, shop_id, order_id, currency, total, remark, placed_at, expires_at,
            payment_policy, table_session_id, points)
  ), recorded AS (
    INSERT INTO idempotency_record (account_id, key, request_hash, result)
    SELECT account_id, key, request_hash, jsonb_build_object('shopId', shop_id, 'orderId', order_id) FROM given
    ON CONFLICT DO NOTHING
    RETURNING account_id, key
  ), taken AS (
    SELECT given.* FROM given JOIN recorded USING (account_id, key)
  ), placed AS (
    INSERT INTO "order" (shop_id, order_id, account_id, state, payment_policy, table_session_id, currency, total, points,
                         remark, placed_at, expires_at, version)
    SELECT shop_id, order_id, account_id, 'PENDING', payment_policy, table_session_id, currency, total, points,
           remark, placed_at, expires_at, 1
    FROM taken
  ), lines AS (
    INSERT INTO order_line
      (shop_id, order_id, line_id, place, variant_id, product_id, quantity, currency, unit_price, total,
       performance_id, period_start, period_end, returnable, units, performance_start, points)
    SELECT shop_id, order_id, line.line_id, line.place, line.variant_id, line.product_id, line.quantity, taken.currency,
           line.unit_price, line.total, line.performance_id, line.period_start, line.period_end, line.returnable,
           line.units, line.performance_start, line.points
    FROM unnest($13::uuid[], $14::uuid[], $15::smallint[], $16::uuid[], $17::uuid[], $18::integer[], $19::bigint[],
                $20::bigint[], $21::uuid[], $22::timestamptz[], $23::timestamptz[], $24::boolean[], $25::jsonb[],
                $28::timestamptz[], $30::bigint[])
      AS line (order_id, line_id, place, variant_id, product_id, quantity, unit_price, total,
               performance_id, period_start, period_end, returnable, units, performance_start, points)
    JOIN taken USING (order_id)
  ), mine AS (
    INSERT INTO account_order (account_id, placed_at, shop_id, order_id)
    SELECT account_id, placed_at, shop_id, order_id FROM taken
  ), appended AS (
    ${appendEventsSql('$26')} WHERE event.aggregate_id IN (SELECT order_id FROM taken)
  ), timers AS (
    ${scheduleSharedTimersSql('$27')}
  )
  SELECT order_id, (SELECT scheduled FROM timers) FROM taken`;

const MOST_TOGETHER = 64;

/**
 * Writes new orders, each with its lines, its event and its idempotency record. Those that come while a statement is
 * running share the next one, and its commit. Answers false, and nothing is written, when the key has a record already.
 */
export function newOrders(database: Database, clock: Clock): Batches<NewOrder, boolean> {
  return new Batches({
    async run(orders) {
      const inserted = await insertOrders(database, clock, orders);
      if (inserted.includes(true)) wakeRelay(database);
      return inserted;
    },
    keyOf,
    most: MOST_TOGETHER,
  });
}

const keyOf = ({ request: { accountId, key } }: NewOrder) => `${accountId} ${key}`;

/** Writes one new order as part of a larger change. False: there is a record under its key; undo the transaction then. */
export async function insertOrder(transaction: Transaction, clock: Clock, order: NewOrder): Promise<boolean> {
  const [inserted = false] = await insertOrders(transaction, clock, [order]);
  wakeRelayAfterCommit(transaction);
  return inserted;
}

async function insertOrders(runner: SqlRunner, clock: Clock, given: readonly NewOrder[]): Promise<boolean[]> {
  const sorted = given.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const requests = sorted.map(({ request }) => request);
  const orders = sorted.map(({ order }) => order);
  const lines = sorted.flatMap((each) => each.lines);
  const events = sorted.map(({ order, lines: own, paymentMethod = null }) => ({
    type: 'OrderPlaced',
    shopId: order.shopId,
    aggregateId: order.orderId,
    version: order.version,
    data: { ...orderData(order, own), ...(paymentMethod && { paymentMethod }) },
  }));
  try {
    const rows = await runner.query<{ order_id: Uuid }>(PLACE, [
      requests.map(({ accountId }) => accountId),
      requests.map(({ key }) => key),
      requests.map(requestHash),
      orders.map(({ shopId }) => shopId),
      orders.map(({ orderId }) => orderId),
      orders.map(({ currency }) => currency),
      orders.map(({ total }) => total),
      orders.map(({ remark }) => remark),
      orders.map(({ placedAt }) => placedAt),
      orders.map(({ expiresAt }) => expiresAt),
      orders.map(({ paymentPolicy }) => paymentPolicy),
      orders.map(({ tableSessionId }) => tableSessionId),
      lines.map(({ orderId }) => orderId),
      lines.map(({ lineId }) => lineId),
      lines.map(({ place }) => place),
      lines.map(({ variantId }) => variantId),
      lines.map(({ productId }) => productId),
      lines.map(({ quantity }) => quantity),
      lines.map(({ unitPrice }) => unitPrice),
      lines.map(({ total }) => total),
      lines.map(({ performanceId }) => performanceId),
      lines.map(({ periodStart }) => periodStart),
      lines.map(({ periodEnd }) => periodEnd),
      lines.map(({ returnable }) => returnable),
      lines.map(({ units }) => units && JSON.stringify(units)),
      eventRows(clock, events),
      timerRows(orders.map(expiryOf)),
      lines.map(({ performanceStart }) => performanceStart),
      orders.map(({ points }) => points),
      lines.map(({ points }) => points),
    ]);
    const placed = new Set(rows.map(({ order_id }) => order_id));
    return given.map(({ order }) => placed.has(order.orderId));
  } catch (error) {
    // The order is there, so its record is, too.
    if (given.length === 1 && hasSqlState(error, SqlState.uniqueViolation)) return [false];
    throw error;
  }
}
