import type { Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import { PAYMENT_COLUMNS, type PaymentRow } from '../payment/payment.entity.ts';

/** What staff gives back of a payment. */
export interface StaffRefund {
  readonly shopId: Uuid;
  readonly paymentId: Uuid;
  readonly refundId: Uuid;
  /** Minor units. */
  readonly amount: number;
  readonly reason: string | null;
  readonly staffId: Uuid;
  readonly now: Date;
  readonly leasedUntil: Date;
}

/**
 * The condition is judged on the row as it is when it is locked: of two who come at once, the second sees what the first
 * has given back.
 */
const OWE = `
  WITH owing AS (
    UPDATE payment p SET refund_owed = p.refund_owed + $4, next_attempt_at = $8
     WHERE p.shop_id = $1 AND p.payment_id = $2 AND p.purpose = 'ORDER' AND p.state = 'CAPTURED' AND p.goal = 'CAPTURE'
       AND p.refund_owed + $4 <= p.captured_amount
    RETURNING p.*
  ), noted AS (
    INSERT INTO staff_refund (shop_id, payment_id, refund_id, amount, reason, staff_id, created_at)
    SELECT shop_id, payment_id, $3, $4, $5, $6, $7 FROM owing
  )
  SELECT ${PAYMENT_COLUMNS} FROM owing p`;

/**
 * Has a captured payment owe more by what staff gives back, and notes who did it. The payment is leased to the caller until
 * `leasedUntil`; null when it has not as much left.
 */
export async function oweByStaff(transaction: Transaction, refund: StaffRefund): Promise<PaymentRow | null> {
  const { shopId, paymentId, refundId, amount, reason, staffId, now, leasedUntil } = refund;
  const given = [shopId, paymentId, refundId, amount, reason, staffId, now, leasedUntil];
  return (await transaction.query<PaymentRow>(OWE, given))[0] ?? null;
}
