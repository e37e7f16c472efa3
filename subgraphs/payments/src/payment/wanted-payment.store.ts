import type { Transaction } from '@yoyaku/platform/database/database';
import { deriveId, type Uuid } from '@yoyaku/platform/ids';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { PaymentMethod } from '../provider/provider.ts';
import { PAYMENT_COLUMNS, type PaymentRow } from './payment.entity.ts';
import { paymentEvents } from './payment.events.ts';

/** A payment that came with its order. */
export interface WantedPayment {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly method: PaymentMethod;
  /** The provider's name; null when this installation does not take the method. */
  readonly provider: string | null;
}

/**
 * Whether the order still waits for it is found out when its turn comes, and so is whether another payment is under way.
 * One whose method nobody takes fails at once.
 */
const CREATE = `
  WITH wanted AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[])
      AS w (shop_id, order_id, payment_id, provider, method)
  ), created AS (
    INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, failure_reason, provider,
                         method, next_attempt_at, created_at, updated_at)
    SELECT shop_id, payment_id, order_id, o.account_id, o.amount, o.currency,
           CASE WHEN provider IS NULL THEN 'FAILED' ELSE 'CREATED' END, 'AUTHORIZE',
           CASE WHEN provider IS NULL THEN 'PROVIDER_REFUSED' END, coalesce(provider, 'none'), method,
           CASE WHEN provider IS NOT NULL THEN $7::timestamptz END, $6, $6
      FROM wanted JOIN payable_order o USING (shop_id, order_id)
     WHERE o.amount > 0 AND o.payment_policy = 'PREPAY'
    ON CONFLICT ON CONSTRAINT payment_pkey DO NOTHING
    RETURNING *
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, failure_reason, captured_amount, refunded_amount,
                               occurred_at)
    SELECT shop_id, payment_id, version, state, goal, failure_reason, 0, 0, updated_at FROM created
  ), announced AS (
    ${paymentEvents('created')}
  )
  SELECT ${PAYMENT_COLUMNS} FROM created p`;

/**
 * Writes down payments that orders were placed with; one a order, however often it is told of. They wait, CREATED, leased
 * to the caller: drive them after the commit. The orders are mirrored already.
 */
export async function createWanted(
  transaction: Transaction,
  wanted: readonly WantedPayment[],
  now: Date,
  leasedUntil: Date,
): Promise<PaymentRow[]> {
  if (wanted.length === 0) return [];
  const created = await transaction.query<PaymentRow>(CREATE, [
    wanted.map(({ shopId }) => shopId),
    wanted.map(({ orderId }) => orderId),
    wanted.map(({ shopId, orderId }) => deriveId('OrderPlaced', shopId, orderId)),
    wanted.map(({ provider }) => provider),
    wanted.map(({ method }) => JSON.stringify(method)),
    now,
    leasedUntil,
  ]);
  wakeRelayAfterCommit(transaction);
  return created;
}
