import type { Transaction } from '@yoyaku/platform/database/database';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { Uuid } from '@yoyaku/platform/ids';
import { beginReservations } from '../reservation/begin-reservations.ts';
import type { OrderRow } from './order.entity.ts';
import { appendOrderEvents } from './order.events.ts';
import type { PaymentRefusal } from './order.saga.ts';
import { ORDER_COLUMNS } from './order.store.ts';

/** What the saga has made of an order. */
export interface Settlement {
  /** As it was read. */
  readonly seen: OrderRow;
  /** As it becomes. */
  readonly next: OrderRow;
  /** Payments that it could not take. */
  readonly refused: readonly { readonly paymentId: Uuid; readonly reason: PaymentRefusal }[];
}

/**
 * Orders are locked, in sorted order, before anything is written: of those that have changed since they were read nothing
 * is, and they are answered as they are now. A problem with a payment alone is no new version of its order.
 */
const SETTLE = `
  WITH decision AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[])
      AS d (shop_id, order_id, seen, state, payment_id, payment_problem, cancelled_by, cancel_reason)
  ), refusal AS (
    SELECT * FROM unnest($10::uuid[], $11::uuid[], $12::uuid[], $13::text[])
      AS r (shop_id, order_id, refused_id, refused_for)
  ), current AS (
    SELECT o.* FROM (SELECT shop_id, order_id FROM decision ORDER BY shop_id, order_id) asked
    CROSS JOIN LATERAL (
      SELECT * FROM "order" WHERE shop_id = asked.shop_id AND order_id = asked.order_id FOR UPDATE) o
  ), valid AS (
    SELECT decision.*, current.state AS previous_state FROM decision
    JOIN current ON current.shop_id = decision.shop_id AND current.order_id = decision.order_id
    WHERE current.version = decision.seen
  ), changed AS (
    UPDATE "order" o
    SET state = valid.state, payment_id = valid.payment_id, payment_problem = valid.payment_problem,
        confirmed_at = CASE WHEN valid.state = 'CONFIRMED' THEN coalesce(o.confirmed_at, $9) ELSE o.confirmed_at END,
        cancelled_at = CASE WHEN valid.state = 'CANCELLED' THEN coalesce(o.cancelled_at, $9) END,
        cancelled_by = valid.cancelled_by, cancel_reason = valid.cancel_reason,
        version = o.version + CASE WHEN valid.state = o.state THEN 0 ELSE 1 END
    FROM valid
    WHERE o.shop_id = valid.shop_id AND o.order_id = valid.order_id
      AND (o.state <> valid.state OR o.payment_problem IS DISTINCT FROM valid.payment_problem)
    RETURNING o.*, valid.previous_state
  ), confirmed AS (
    SELECT * FROM changed WHERE state = 'CONFIRMED' AND previous_state <> state
  ), cancelled AS (
    SELECT * FROM changed WHERE state = 'CANCELLED' AND previous_state <> state
  ), settled AS (
    SELECT * FROM changed UNION ALL
    SELECT current.*, current.state FROM current
    WHERE (shop_id, order_id) IN (SELECT shop_id, order_id FROM valid)
      AND (shop_id, order_id) NOT IN (SELECT shop_id, order_id FROM changed)
  ), refused AS (
    SELECT settled.*, refusal.refused_id, refusal.refused_for FROM refusal
    JOIN settled ON settled.shop_id = refusal.shop_id AND settled.order_id = refusal.order_id
  ), appended AS (
    ${appendOrderEvents(
      '$9',
      { type: 'OrderConfirmed', cte: 'confirmed', extras: `jsonb_build_object('paymentId', o.payment_id)` },
      {
        type: 'OrderCancelled',
        cte: 'cancelled',
        extras: `jsonb_build_object('reason', o.cancel_reason, 'by', o.cancelled_by, 'previousState', o.previous_state)`,
      },
      {
        type: 'OrderPaymentRefused',
        cte: 'refused',
        extras: `jsonb_build_object('paymentId', o.refused_id, 'reason', o.refused_for)`,
      },
    )}
  ), ${beginReservations('confirmed')}
  SELECT ${ORDER_COLUMNS}, (o.shop_id, o.order_id) IN (SELECT shop_id, order_id FROM valid) AS settled,
         (SELECT scheduled FROM begun_timers) AS timers
  FROM current o`;

/**
 * Writes down what was decided of orders, with the events that tell of it: one statement for all.
 * @returns the orders, locked, of which nothing was written, since they have changed since they were read.
 */
export async function settle(
  transaction: Transaction,
  settlements: readonly Settlement[],
  now: Date,
): Promise<OrderRow[]> {
  const next = settlements.map((settlement) => settlement.next);
  const refusals = settlements.flatMap(({ next: { shopId, orderId }, refused }) =>
    refused.map((refusal) => ({ shopId, orderId, ...refusal })),
  );
  const rows = await transaction.query<OrderRow & { readonly settled: boolean }>(SETTLE, [
    next.map(({ shopId }) => shopId),
    next.map(({ orderId }) => orderId),
    settlements.map(({ seen }) => seen.version),
    next.map(({ state }) => state),
    next.map(({ paymentId }) => paymentId),
    next.map(({ paymentProblem }) => paymentProblem),
    next.map(({ cancelledBy }) => cancelledBy),
    next.map(({ cancelReason }) => cancelReason),
    now,
    refusals.map(({ shopId }) => shopId),
    refusals.map(({ orderId }) => orderId),
    refusals.map(({ paymentId }) => paymentId),
    refusals.map(({ reason }) => reason),
  ]);
  wakeRelayAfterCommit(transaction);
  return rows.filter(({ settled }) => !settled);
}
