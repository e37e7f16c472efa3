import type { Database, SqlRunner } from '@yoyaku/platform/database/database';
import { In } from 'typeorm';
import { type PaymentRow, refundEntity, type RefundRow } from './payment.entity.ts';
import { refundEvents } from './payment.events.ts';

export interface OpenRefund {
  readonly number: number;
  /** Minor units. */
  readonly amount: number;
}

/** The payment's PENDING refund, made when there is none: all that was captured and not given back. One statement. */
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
              captured_amount - refunded_amount, currency, 'PENDING', $3
         FROM payment p
        WHERE shop_id = $1 AND payment_id = $2 AND captured_amount > refunded_amount
          AND NOT EXISTS (SELECT FROM pending)
       ON CONFLICT DO NOTHING
       RETURNING number, amount
     )
     SELECT number, amount FROM pending UNION ALL SELECT number, amount FROM opened`,
    [shopId, paymentId, now],
  );
  return refund ?? null;
}

const SETTLE_REFUND = `
  WITH settled AS (
    UPDATE refund SET state = 'SUCCEEDED', settled_at = $4
     WHERE shop_id = $1 AND payment_id = $2 AND number = $3 AND state = 'PENDING'
    RETURNING amount
  ), changed AS (
    UPDATE payment p
       SET refunded_amount = refunded_amount + settled.amount, attempts = 0, version = version + 1, updated_at = $4,
           next_attempt_at = CASE WHEN refunded_amount + settled.amount < captured_amount THEN $4::timestamptz END
      FROM settled
     WHERE shop_id = $1 AND payment_id = $2
    RETURNING p.*, settled.amount AS given_back
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, provider_payment_id, captured_amount,
                               refunded_amount, occurred_at)
    SELECT shop_id, payment_id, version, state, goal, provider_payment_id, captured_amount, refunded_amount, updated_at
      FROM changed
  )
  ${refundEvents('changed')}`;

/** Records that the money is back: refund, payment, history and event in one statement. A second time changes nothing. */
export async function recordRefunded(
  runner: SqlRunner,
  { shopId, paymentId }: PaymentRow,
  number: number,
  now: Date,
): Promise<void> {
  await runner.query(SETTLE_REFUND, [shopId, paymentId, number, now]);
}

/** Records that the provider could not carry this refund out; the next one gets a number of its own. */
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
