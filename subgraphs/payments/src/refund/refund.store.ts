import type { Database, SqlRunner } from '@yoyaku/platform/database/database';
import { In } from 'typeorm';
import { ledgerOfRefunded } from '../ledger/ledger.store.ts';
import { type PaymentRow, refundEntity, type RefundRow } from '../payment/payment.entity.ts';
import { refundEvents } from '../payment/payment.events.ts';
import { stepIsMissing } from '../payment/payment.state.ts';

// Refund: one attempt to give back what a payment owes. Its number is its key at the provider: as long as nobody knows
// what became of it, it is asked for again under the same one.

export interface OpenRefund {
  readonly number: number;
  /** Minor units. */
  readonly amount: number;
  /** How much of the payment had gone back before, in minor units. */
  readonly before: number;
  /** The attempt before this one failed. */
  readonly followsFailure: boolean;
}

/** How much of a payment `p` is to go back in all, as far as it was taken. */
const OWED = `LEAST(p.captured_amount, CASE WHEN p.goal = 'GIVE_BACK' THEN p.amount ELSE p.refund_owed END)`;

/** The payment's PENDING refund, made when there is none: all that is owed and has not gone back. One statement. */
export async function openRefund(
  runner: SqlRunner,
  { shopId, paymentId }: PaymentRow,
  now: Date,
): Promise<OpenRefund | null> {
  const [refund] = await runner.query<OpenRefund>(
    `WITH pending AS (
       SELECT number, amount FROM refund WHERE shop_id = $1 AND payment_id = $2 AND state = 'PENDING'
     ), opened AS (
       INSERT INTO refund (shop_id, payment_id, number, amount, currency, state, created_at)
       SELECT shop_id, payment_id,
              1 + (SELECT count(*) FROM refund r WHERE r.shop_id = p.shop_id AND r.payment_id = p.payment_id),
              ${OWED} - refunded_amount, currency, 'PENDING', $3
         FROM payment p
        WHERE shop_id = $1 AND payment_id = $2 AND ${OWED} > refunded_amount
          AND NOT EXISTS (SELECT FROM pending)
       ON CONFLICT DO NOTHING
       RETURNING number, amount
     )
     SELECT number, amount,
            (SELECT refunded_amount FROM payment WHERE shop_id = $1 AND payment_id = $2) AS before,
            EXISTS (SELECT FROM refund r WHERE r.shop_id = $1 AND r.payment_id = $2 AND r.number = open.number - 1
                       AND r.state = 'FAILED') AS "followsFailure"
       FROM (SELECT number, amount FROM pending UNION ALL SELECT number, amount FROM opened) open`,
    [shopId, paymentId, now],
  );
  return refund ?? null;
}

const AFTER = {
  state: 'p.state',
  goal: 'p.goal',
  amount: 'p.amount',
  captured: 'p.captured_amount',
  refunded: 'p.refunded_amount + settled.amount',
  owed: 'p.refund_owed',
};

const SETTLE_REFUND = `
  WITH settled AS (
    UPDATE refund SET state = 'SUCCEEDED', settled_at = $4, amount = LEAST(amount, $5)
     WHERE shop_id = $1 AND payment_id = $2 AND number = $3 AND state = 'PENDING'
    RETURNING amount
  ), changed AS (
    UPDATE payment p
       SET refunded_amount = ${AFTER.refunded}, attempts = 0, failures = 0, stuck_since = NULL,
           version = version + 1, updated_at = $4,
           next_attempt_at = CASE WHEN ${stepIsMissing(AFTER)} THEN $4::timestamptz END
      FROM settled
     WHERE shop_id = $1 AND payment_id = $2
    RETURNING p.*, settled.amount AS given_back
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, provider_payment_id, captured_amount,
                               refunded_amount, occurred_at)
    SELECT shop_id, payment_id, version, state, goal, provider_payment_id, captured_amount, refunded_amount, updated_at
      FROM changed
  ), ${ledgerOfRefunded('changed', '$3')}
  ${refundEvents('changed')}`;

/**
 * Records that money is back: refund, payment, history, event and ledger in one statement. A second time changes nothing.
 * @param given how much went back under this number, in minor units: what the refund asked for, or less
 */
export async function recordRefunded(
  runner: SqlRunner,
  { shopId, paymentId }: PaymentRow,
  { number, given, now }: { readonly number: number; readonly given: number; readonly now: Date },
): Promise<void> {
  await runner.query(SETTLE_REFUND, [shopId, paymentId, number, now, given]);
}

/** Records that the provider did not carry this refund out; the next one gets a number of its own. */
export async function recordRefundFailed(
  runner: SqlRunner,
  { shopId, paymentId }: PaymentRow,
  number: number,
  now: Date,
): Promise<void> {
  await runner.query(
    `UPDATE refund SET state = 'FAILED', settled_at = $4
      WHERE shop_id = $1 AND payment_id = $2 AND number = $3 AND state = 'PENDING'`,
    [shopId, paymentId, number, now],
  );
}

/** The refunds of each of these payments, oldest first. One statement. */
export async function findRefunds(database: Database, payments: readonly PaymentRow[]): Promise<RefundRow[][]> {
  const rows = await database.dataSource.getRepository(refundEntity).find({
    where: {
      shopId: In([...new Set(payments.map(({ shopId }) => shopId))]),
      paymentId: In(payments.map(({ paymentId }) => paymentId)),
    },
    order: { number: 'ASC' },
  });
  return payments.map(({ shopId, paymentId }) =>
    rows.filter((row) => row.shopId === shopId && row.paymentId === paymentId),
  );
}
