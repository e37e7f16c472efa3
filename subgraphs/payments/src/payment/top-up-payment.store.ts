import type { SqlRunner } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import { IDEMPOTENCY_CONSTRAINT } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Money } from '@yoyaku/platform/money';
import type { PaymentMethod } from '../provider/provider.ts';

/** Points that somebody wants to buy. */
export interface TopUpBeginning {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
  readonly paymentId: Uuid;
  readonly points: number;
  readonly price: Money;
  readonly provider: string;
  readonly method: PaymentMethod;
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
  readonly now: Date;
  /** When the provider is to be asked about it, should nobody have recorded its answer by then. */
  readonly askAt: Date;
}

export interface TopUpBegun {
  /** False: somebody has begun it before. */
  readonly begun: boolean;
  /** The key was used before: for the same request or not, and for which payment. */
  readonly sameRequest: boolean | null;
  readonly earlierPaymentId: Uuid | null;
}

/** No order waits for it: what is authorised is taken at once. */
const BEGIN_TOP_UP = `
  WITH earlier AS (
    SELECT request_hash = $8 AS same, (result->>'paymentId')::uuid AS earlier_id
      FROM idempotency_record WHERE account_id = $3 AND key = $7
  ), begun AS (
    INSERT INTO payment (shop_id, payment_id, purpose, account_id, points, amount, currency, state, goal, provider, method,
                         next_attempt_at, created_at, updated_at)
    SELECT $1, $2, 'TOP_UP', $3, $4::bigint, $5::bigint, $6, 'PROCESSING', 'CAPTURE', $9, $10::jsonb, $12, $11, $11
     WHERE NOT EXISTS (SELECT FROM earlier) OR (SELECT same FROM earlier)
    ON CONFLICT ON CONSTRAINT payment_pkey DO UPDATE
      SET state = 'PROCESSING', next_attempt_at = excluded.next_attempt_at, updated_at = excluded.updated_at,
          version = payment.version + 1
      WHERE payment.state = 'CREATED'
    RETURNING *
  ), remembered AS (
    INSERT INTO idempotency_record (account_id, key, request_hash, result)
    SELECT $3, $7, $8, jsonb_build_object('shopId', shop_id, 'paymentId', payment_id)
      FROM begun WHERE NOT EXISTS (SELECT FROM earlier)
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, captured_amount, refunded_amount, occurred_at)
    SELECT shop_id, payment_id, version, state, goal, 0, 0, updated_at FROM begun
  )
  SELECT EXISTS (SELECT FROM begun) AS begun, same AS "sameRequest", earlier_id AS "earlierPaymentId"
    FROM (SELECT 1) one LEFT JOIN earlier ON true`;

/** Writes down that points are about to be paid for, with the idempotency record. One statement. */
export async function beginTopUp(runner: SqlRunner, beginning: TopUpBeginning): Promise<TopUpBegun> {
  const { shopId, paymentId, accountId, points, price, idempotencyKey, requestHash, provider, method } = beginning;
  const begin = async (): Promise<TopUpBegun> => {
    const [row] = await runner.query<TopUpBegun>(BEGIN_TOP_UP, [
      ...[shopId, paymentId, accountId, points, price.amount, price.currency, idempotencyKey, requestHash, provider],
      ...[JSON.stringify(method), beginning.now, beginning.askAt],
    ]);
    if (!row) throw new Error(`payment ${paymentId} was not looked for`);
    return row;
  };
  return begin().catch((error: unknown) => {
    // The same key was committed between our look and our write: look again.
    if (violates(error, IDEMPOTENCY_CONSTRAINT)) return begin();
    throw error;
  });
}
