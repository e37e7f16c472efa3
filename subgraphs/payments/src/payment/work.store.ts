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

/** So many failures of a step in a row, and staff should look at the payment. */
const FAILURES_TO_BE_STUCK = 5;

/** When and why a payment is looked at again. */
export interface PutOff {
  readonly until: Date;
  /** False: it is only waited for. */
  readonly failed: boolean;
  readonly now: Date;
}

/**
 * Puts off a payment whose step could not be done. A payment that has got a new goal or state meanwhile, or owes more,
 * keeps the date that came with it. True when this made it one that is stuck.
 */
export async function putOff(runner: SqlRunner, payment: PaymentRow, { until, failed, now }: PutOff): Promise<boolean> {
  const { shopId, paymentId, version, goal, refundOwed } = payment;
  const [row] = await runner.query<{ readonly isStuck: boolean }>(
    `UPDATE payment
        SET attempts = attempts + 1,
            failures = CASE WHEN $7 THEN failures + 1 ELSE 0 END,
            stuck_since = CASE WHEN $7 AND failures + 1 >= ${FAILURES_TO_BE_STUCK} THEN coalesce(stuck_since, $8) END,
            next_attempt_at = $6
      WHERE shop_id = $1 AND payment_id = $2 AND version = $3 AND goal = $4 AND refund_owed = $5
    RETURNING failures = ${FAILURES_TO_BE_STUCK} AS "isStuck"`,
    [shopId, paymentId, version, goal, refundOwed, until, failed, now],
  );
  return row?.isStuck ?? false;
}

/**
 * Makes due what was put off because a provider did not answer: it does again. What waits for its customer or the bank
 * stays where it is, and so do points that are yet to be asked for. How many they are.
 */
export async function hurry(runner: SqlRunner, provider: string, now: Date): Promise<number> {
  const [row] = await runner.query<{ readonly count: number }>(
    `WITH hurried AS (
       UPDATE payment SET next_attempt_at = $2
        WHERE next_attempt_at > $2 AND provider = $1 AND attempts > 0
          AND NOT (state = 'PROCESSING' AND provider_payment_id IS NOT NULL)
          AND NOT (state = 'CREATED' AND purpose = 'TOP_UP')
       RETURNING 1
     )
     SELECT count(*)::integer AS count FROM hurried`,
    [provider, now],
  );
  return row?.count ?? 0;
}
