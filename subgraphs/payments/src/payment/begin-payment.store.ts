import type { SqlRunner } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import { IDEMPOTENCY_CONSTRAINT } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';

/** What payOrder wants, before the provider is asked. */
export interface Beginning {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly paymentId: Uuid;
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
  readonly now: Date;
  /** When the provider is to be asked about it, should nobody have recorded its answer by then. */
  readonly askAt: Date;
}

/** What stood in the way, or that nothing did. */
export interface Begun {
  /** False: see the rest for the reason; with none given, somebody else was faster at this very moment. */
  readonly begun: boolean;
  readonly accountId: Uuid;
  readonly orderState: string;
  readonly expiresAt: Date | null;
  readonly amount: number;
  readonly currency: string;
  /** The key was used before: for the same request or not, and for which payment. */
  readonly sameRequest: boolean | null;
  readonly earlierPaymentId: Uuid | null;
  /** The payment that pays the order, or is about to. */
  readonly livePaymentId: Uuid | null;
}

const BEGIN = `
  WITH payable AS (
    SELECT account_id, state, amount, currency, expires_at FROM payable_order WHERE shop_id = $1 AND order_id = $2
  ), earlier AS (
    SELECT request_hash = $6 AS same, (result->>'paymentId')::uuid AS payment_id
      FROM idempotency_record WHERE account_id = $3 AND key = $5
  ), live AS (
    SELECT payment_id FROM payment
     WHERE shop_id = $1 AND order_id = $2 AND state IN ('PROCESSING', 'AUTHORIZED', 'CAPTURED') AND goal <> 'GIVE_BACK'
  ), begun AS (
    INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, next_attempt_at,
                         created_at, updated_at)
    SELECT $1, $4, $2, $3, amount, currency, 'PROCESSING', 'AUTHORIZE', $8, $7, $7
      FROM payable
     WHERE account_id = $3 AND state = 'PENDING' AND (expires_at IS NULL OR expires_at > $7) AND amount > 0
       AND NOT EXISTS (SELECT FROM earlier) AND NOT EXISTS (SELECT FROM live)
    ON CONFLICT ON CONSTRAINT payment_pkey DO UPDATE
      SET state = 'PROCESSING', next_attempt_at = $8, updated_at = $7, version = payment.version + 1
      WHERE payment.state = 'CREATED'
    RETURNING *
  ), remembered AS (
    INSERT INTO idempotency_record (account_id, key, request_hash, result)
    SELECT $3, $5, $6, jsonb_build_object('shopId', shop_id, 'paymentId', payment_id) FROM begun
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, captured_amount, refunded_amount, occurred_at)
    SELECT shop_id, payment_id, version, state, goal, 0, 0, updated_at FROM begun
  )
  SELECT EXISTS (SELECT FROM begun) AS begun, payable.account_id AS "accountId", payable.state AS "orderState",
         expires_at AS "expiresAt", amount, currency, earlier.same AS "sameRequest",
         earlier.payment_id AS "earlierPaymentId", live.payment_id AS "livePaymentId"
    FROM payable LEFT JOIN earlier ON true LEFT JOIN live ON true`;

/**
 * Writes down that a payment is about to be asked for, with its idempotency record, unless something stands in the way.
 * One statement. Null when the order is not known here (yet).
 */
export async function beginPayment(runner: SqlRunner, beginning: Beginning): Promise<Begun | null> {
  const { shopId, orderId, accountId, paymentId, idempotencyKey, requestHash, now, askAt } = beginning;
  const values = [shopId, orderId, accountId, paymentId, idempotencyKey, requestHash, now, askAt];
  try {
    const [row] = await runner.query<Begun>(BEGIN, values);
    return row ?? null;
  } catch (error) {
    // Another request for this order or key was committed between our look and our write: look again.
    if (!violates(error, 'payment_one_live_per_order') && !violates(error, IDEMPOTENCY_CONSTRAINT)) throw error;
    const [row] = await runner.query<Begun>(BEGIN, values);
    return row ?? null;
  }
}

/**
 * Takes back a beginning whose request never reached the provider: the payment is CREATED again and holds up nobody, and
 * the idempotency key is free. One statement.
 */
export async function takeBackBeginning(
  runner: SqlRunner,
  { shopId, paymentId, accountId, idempotencyKey, now }: Omit<Beginning, 'requestHash' | 'orderId' | 'askAt'>,
): Promise<void> {
  await runner.query(
    `WITH back AS (
       UPDATE payment SET state = 'CREATED', next_attempt_at = NULL, updated_at = $5, version = version + 1
        WHERE shop_id = $1 AND payment_id = $2 AND state = 'PROCESSING' AND provider_payment_id IS NULL
       RETURNING *
     ), forgotten AS (
       DELETE FROM idempotency_record WHERE account_id = $3 AND key = $4 AND EXISTS (SELECT FROM back)
     )
     INSERT INTO payment_event (shop_id, payment_id, version, state, goal, captured_amount, refunded_amount, occurred_at)
     SELECT shop_id, payment_id, version, state, goal, 0, 0, updated_at FROM back`,
    [shopId, paymentId, accountId, idempotencyKey, now],
  );
}
