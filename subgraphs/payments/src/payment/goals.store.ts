import type { Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PayableOrder } from '../order/payable-order.ts';
import { MIRROR_ORDERS, mirrorValues } from '../order/payable-order.store.ts';
import { PAYMENT_COLUMNS, type PaymentRow } from './payment.entity.ts';
import { type Goal, GOAL_CHANGE_PAIRS, sqlPairs, stepIsMissing } from './payment.state.ts';

/** What an order's fate asks of its payments. */
export interface Wish {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  /** Null: every payment of the order. */
  readonly paymentId: Uuid | null;
  readonly goal: Goal;
  /** Only of those that wait: what the provider has been asked for may still be of use to an order that has expired. */
  readonly onlyWaiting?: boolean;
}

const AFTER = {
  state: 'p.state',
  goal: 'wish.goal',
  amount: 'p.amount',
  captured: 'p.captured_amount',
  refunded: 'p.refunded_amount',
  owed: 'p.refund_owed',
};

/** Mirrors orders and moves the goals of their payments: a whole run of events in one statement. */
const MIRROR_AND_AIM = `
  WITH mirrored AS (
    ${MIRROR_ORDERS}
  ), wish AS (
    SELECT p.shop_id, p.payment_id,
           CASE WHEN bool_or(w.goal = 'GIVE_BACK') THEN 'GIVE_BACK' ELSE 'CAPTURE' END AS goal,
           bool_and(w.only_waiting) AS only_waiting
      FROM unnest($13::uuid[], $14::uuid[], $15::uuid[], $16::text[], $18::boolean[])
        AS w (shop_id, order_id, payment_id, goal, only_waiting)
      JOIN payment p ON p.shop_id = w.shop_id AND p.order_id = w.order_id
       AND (w.payment_id IS NULL OR w.payment_id = p.payment_id) AND (NOT w.only_waiting OR p.state = 'CREATED')
     GROUP BY p.shop_id, p.payment_id
  )
  UPDATE payment p
     SET goal = wish.goal,
         refund_owed = CASE WHEN wish.goal = 'GIVE_BACK' THEN p.amount ELSE p.refund_owed END,
         attempts = 0,
         failures = 0,
         stuck_since = NULL,
         -- An unanswered payment is asked about when its time comes, whatever the goal.
         next_attempt_at = CASE WHEN p.state <> 'PROCESSING' AND ${stepIsMissing(AFTER)}
                                THEN $17::timestamptz ELSE p.next_attempt_at END
    FROM wish
   WHERE p.shop_id = wish.shop_id AND p.payment_id = wish.payment_id
     AND (p.goal, wish.goal) IN (${sqlPairs(GOAL_CHANGE_PAIRS)})
     AND (NOT wish.only_waiting OR p.state = 'CREATED')
  RETURNING ${PAYMENT_COLUMNS}`;

/**
 * Takes down what became of orders. The payments returned have a new goal and are leased to the caller until
 * `leasedUntil`: drive them on after the commit.
 * @param orders at most one version of each order
 */
export async function mirrorAndAim(
  transaction: Transaction,
  orders: readonly PayableOrder[],
  wishes: readonly Wish[],
  leasedUntil: Date,
): Promise<PaymentRow[]> {
  return transaction.query<PaymentRow>(MIRROR_AND_AIM, [
    ...mirrorValues(orders),
    wishes.map(({ shopId }) => shopId),
    wishes.map(({ orderId }) => orderId),
    wishes.map(({ paymentId }) => paymentId),
    wishes.map(({ goal }) => goal),
    leasedUntil,
    wishes.map(({ onlyWaiting = false }) => onlyWaiting),
  ]);
}
