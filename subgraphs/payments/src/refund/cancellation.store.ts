import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';
import { PAYMENT_COLUMNS, type PaymentRow } from '../payment/payment.entity.ts';
import { stepIsMissing } from '../payment/payment.state.ts';
import { type Cancellation, type CancelledLine, cancelledLines } from './cancellation.ts';

/** What a payment `p` is to become when lines of its order `o` worth `o.refund` are called off. */
const OWED = `CASE WHEN p.goal = 'CAPTURE' THEN LEAST(p.amount, p.refund_owed + o.refund) ELSE p.amount END`;
const AFTER = {
  state: 'p.state',
  // Of an order that is over, what is not kept for its cancelled lines is not kept at all.
  goal: `CASE WHEN o.is_whole AND ${OWED} = p.amount THEN 'GIVE_BACK' ELSE p.goal END`,
  amount: 'p.amount',
  captured: 'p.captured_amount',
  refunded: 'p.refunded_amount',
  owed: OWED,
};

/**
 * Each line counts the first time only. The payment that its order was confirmed with owes what goes back for it; when the
 * order as a whole is over, any other of its payments owes all.
 */
const OWE = `
  WITH added AS (
    INSERT INTO cancelled_line (shop_id, order_id, line_id, paid, percent, refund, cancelled_at)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::smallint[], $6::bigint[],
                         $7::timestamptz[])
    ON CONFLICT ON CONSTRAINT cancelled_line_pkey DO NOTHING
    RETURNING shop_id, order_id, refund
  ), o AS (
    SELECT g.*, coalesce((SELECT sum(a.refund) FROM added a WHERE a.shop_id = g.shop_id AND a.order_id = g.order_id),
                         0)::bigint AS refund
      FROM unnest($8::uuid[], $9::uuid[], $10::boolean[]) AS g (shop_id, order_id, is_whole)
  )
  UPDATE payment p
     SET refund_owed = ${OWED},
         goal = ${AFTER.goal},
         attempts = 0,
         failures = 0,
         stuck_since = NULL,
         -- An unanswered payment is asked about when its time comes.
         next_attempt_at = CASE WHEN p.state <> 'PROCESSING' AND ${stepIsMissing(AFTER)}
                                THEN $11::timestamptz ELSE p.next_attempt_at END
    FROM o
   WHERE p.shop_id = o.shop_id AND p.order_id = o.order_id AND p.goal <> 'GIVE_BACK'
     AND (p.goal = 'CAPTURE' OR o.is_whole) AND (p.refund_owed, p.goal) <> (${OWED}, ${AFTER.goal})
  RETURNING ${PAYMENT_COLUMNS}`;

/**
 * Takes down what was called off of orders, and has their payments owe what goes back for it. The payments returned are
 * leased to the caller until `leasedUntil`: drive them on after the commit.
 * @param cancellations in the order in which they happened
 */
export async function oweForCancellations(
  transaction: Transaction,
  cancellations: readonly Cancellation[],
  leasedUntil: Date,
): Promise<PaymentRow[]> {
  if (cancellations.length === 0) return [];
  const tiersOf = await findTiers(transaction, cancellations);
  const lines = firsts(
    cancellations.flatMap((cancellation) => cancelledLines(cancellation, tiersOf.get(cancellation.orderId) ?? [])),
  );
  const orders = new Map<Uuid, Pick<Cancellation, 'shopId' | 'orderId' | 'isWhole'>>();
  for (const { shopId, orderId, isWhole } of cancellations)
    orders.set(orderId, { shopId, orderId, isWhole: isWhole || (orders.get(orderId)?.isWhole ?? false) });
  const ended = [...orders.values()];
  return transaction.query<PaymentRow>(OWE, [
    lines.map(({ shopId }) => shopId),
    lines.map(({ orderId }) => orderId),
    lines.map(({ lineId }) => lineId),
    lines.map(({ paid }) => paid),
    lines.map(({ percent }) => percent),
    lines.map(({ refund }) => refund),
    lines.map(({ cancelledAt }) => cancelledAt),
    ended.map(({ shopId }) => shopId),
    ended.map(({ orderId }) => orderId),
    ended.map(({ isWhole }) => isWhole),
    leasedUntil,
  ]);
}

/** Each line as it was called off first, in an order that is the same everywhere. */
function firsts(lines: readonly CancelledLine[]): CancelledLine[] {
  const first = new Map<string, CancelledLine>();
  for (const line of lines) {
    const key = `${line.orderId}/${line.lineId}`;
    if (!first.has(key)) first.set(key, line);
  }
  return [...first.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, line]) => line);
}

/** The tiers that orders were placed under. One statement. */
async function findTiers(
  runner: SqlRunner,
  orders: readonly Pick<Cancellation, 'shopId' | 'orderId'>[],
): Promise<Map<Uuid, readonly CancellationTier[]>> {
  const rows = await runner.query<{ readonly orderId: Uuid; readonly tiers: readonly CancellationTier[] }>(
    `SELECT o.order_id AS "orderId", o.tiers
       FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, order_id) JOIN payable_order o USING (shop_id, order_id)`,
    [orders.map(({ shopId }) => shopId), orders.map(({ orderId }) => orderId)],
  );
  return new Map(rows.map(({ orderId, tiers }) => [orderId, tiers]));
}
