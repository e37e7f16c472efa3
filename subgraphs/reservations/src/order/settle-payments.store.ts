import type { Transaction } from '@yoyaku/platform/database/database';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { Uuid } from '@yoyaku/platform/ids';
import { beginReservations } from '../reservation/begin-reservations.ts';
import type { OrderRow } from './order.entity.ts';
import { appendOrderEvents } from './order.events.ts';

/** An authorised payment, with what catalog said when the order's hold was to be confirmed for it. */
export interface JudgedPayment {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly paymentId: Uuid;
  /** Minor units of the order's currency. */
  readonly amount: number;
  /** NOT_TRIED: the order does not wait for a payment of this amount, or another one of the same run came before. */
  readonly hold: 'CONFIRMED' | 'GONE' | 'NOT_TRIED';
}

/** Where an order stands after its payments were settled. */
export type SettledOrder = Pick<OrderRow, 'shopId' | 'orderId' | 'state' | 'paymentPolicy' | 'total'>;

/** Reason why the order `o` cannot take a payment; see PaymentRefusal. */
const REFUSAL = `CASE
  WHEN o.payment_policy <> 'PREPAY' THEN 'NOT_ASKED_FOR'
  WHEN o.state IN ('CONFIRMED', 'COMPLETED') THEN 'ALREADY_PAID'
  WHEN o.state = 'EXPIRED' THEN 'ORDER_EXPIRED'
  WHEN o.state = 'PENDING' THEN 'AMOUNT_CHANGED'
  WHEN o.cancelled_by = 'SYSTEM' THEN o.cancel_reason
  ELSE 'ORDER_CANCELLED' END`;

/**
 * Orders are locked, in sorted order, before they are judged: a cancellation or an expiry that came first is seen, one
 * that comes later sees this. An order takes the payment it has already taken again without a word.
 */
const SETTLE = `
  WITH payment AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $6::bigint[])
      AS p (shop_id, order_id, taken_id, hold, amount)
  ), current AS (
    SELECT o.* FROM (SELECT DISTINCT shop_id, order_id FROM payment ORDER BY shop_id, order_id) asked
    CROSS JOIN LATERAL (
      SELECT * FROM "order" WHERE shop_id = asked.shop_id AND order_id = asked.order_id FOR UPDATE) o
  ), pending AS (
    SELECT payment.* FROM payment
    JOIN current ON current.shop_id = payment.shop_id AND current.order_id = payment.order_id
    WHERE current.state = 'PENDING' AND (payment.hold = 'GONE' OR payment.amount = current.total)
  ), confirmed AS (
    UPDATE "order" o
    SET state = 'CONFIRMED', confirmed_at = $5, payment_id = pending.taken_id, version = o.version + 1
    FROM pending
    WHERE o.shop_id = pending.shop_id AND o.order_id = pending.order_id AND pending.hold = 'CONFIRMED'
    RETURNING o.*
  ), cancelled AS (
    UPDATE "order" o
    SET state = 'CANCELLED', cancelled_at = $5, cancelled_by = 'SYSTEM', cancel_reason = 'OUT_OF_STOCK',
        version = o.version + 1
    FROM pending
    WHERE o.shop_id = pending.shop_id AND o.order_id = pending.order_id AND pending.hold = 'GONE'
    RETURNING o.*
  ), settled AS (
    SELECT * FROM confirmed UNION ALL SELECT * FROM cancelled UNION ALL
    SELECT * FROM current WHERE (shop_id, order_id) NOT IN (
      SELECT shop_id, order_id FROM confirmed UNION ALL SELECT shop_id, order_id FROM cancelled)
  ), refused AS (
    SELECT settled.*, payment.taken_id AS refused_id FROM settled
    JOIN payment ON payment.shop_id = settled.shop_id AND payment.order_id = settled.order_id
    WHERE settled.payment_id IS DISTINCT FROM payment.taken_id
  ), appended AS (
    ${appendOrderEvents(
      '$5',
      { type: 'OrderConfirmed', cte: 'confirmed', extras: `jsonb_build_object('paymentId', o.payment_id)` },
      {
        type: 'OrderCancelled',
        cte: 'cancelled',
        extras: `jsonb_build_object('reason', o.cancel_reason, 'by', o.cancelled_by, 'previousState', 'PENDING')`,
      },
      {
        type: 'OrderPaymentRefused',
        cte: 'refused',
        extras: `jsonb_build_object('paymentId', o.refused_id, 'reason', ${REFUSAL})`,
      },
    )}
  ), ${beginReservations('confirmed')}
  SELECT shop_id AS "shopId", order_id AS "orderId", state, payment_policy AS "paymentPolicy", total,
         (SELECT scheduled FROM begun_timers) AS timers
  FROM settled`;

/**
 * Confirms orders, calls off those whose stock is gone, and refuses what no order can take: one statement for all.
 * What would fit an order that is left PENDING is refused, too: the caller must not commit that.
 */
export async function settle(
  transaction: Transaction,
  payments: readonly JudgedPayment[],
  now: Date,
): Promise<SettledOrder[]> {
  const settled = await transaction.query<SettledOrder>(SETTLE, [
    payments.map(({ shopId }) => shopId),
    payments.map(({ orderId }) => orderId),
    payments.map(({ paymentId }) => paymentId),
    payments.map(({ hold }) => hold),
    now,
    payments.map(({ amount }) => amount),
  ]);
  wakeRelayAfterCommit(transaction);
  return settled;
}
