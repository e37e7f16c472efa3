import type { SqlRunner } from '@yoyaku/platform/database/database';
import { PAYMENT_COLUMNS, type PaymentRow } from './payment.entity.ts';

const CLAIM_DUE = `
  WITH due AS (
    SELECT shop_id, payment_id FROM payment
     WHERE next_attempt_at <= $1
     ORDER BY next_attempt_at
     LIMIT $3
     FOR UPDATE SKIP LOCKED
  )
  UPDATE payment p SET next_attempt_at = $2
    FROM due WHERE p.shop_id = due.shop_id AND p.payment_id = due.payment_id
  RETURNING ${PAYMENT_COLUMNS}`;

/** Leases payments that somebody must look at, of all shops, longest due first. Two callers never get the same one. */
export async function claimDue(runner: SqlRunner, now: Date, leasedUntil: Date, most: number): Promise<PaymentRow[]> {
  return runner.query<PaymentRow>(CLAIM_DUE, [now, leasedUntil, most]);
}

/**
 * Puts off a payment whose step could not be done. A payment that has got a new goal or state meanwhile keeps the date
 * that came with it.
 */
export async function putOff(runner: SqlRunner, payment: PaymentRow, until: Date): Promise<void> {
  const { shopId, paymentId, version, goal } = payment;
  await runner.query(
    `UPDATE payment SET attempts = attempts + 1, next_attempt_at = $5
      WHERE shop_id = $1 AND payment_id = $2 AND version = $3 AND goal = $4`,
    [shopId, paymentId, version, goal, until],
  );
}
