import { Batches } from '@yoyaku/platform/batches';
import type { SqlRunner } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import { IDEMPOTENCY_CONSTRAINT } from '@yoyaku/platform/idempotency';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PaymentMethod } from '../provider/provider.ts';
import { isLive } from './payment.state.ts';

/** What payOrder wants, before the provider is asked. */
export interface Beginning {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly paymentId: Uuid;
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
  /** The provider's name. */
  readonly provider: string;
  readonly method: PaymentMethod;
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
  /** Money is taken only where it is PREPAY. */
  readonly paymentPolicy: string;
  readonly expiresAt: Date | null;
  readonly amount: number;
  readonly currency: string;
  /** The key was used before: for the same request or not, and for which payment. */
  readonly sameRequest: boolean | null;
  readonly earlierPaymentId: Uuid | null;
  /** The payment of this very request waits: it may be tried now. */
  readonly isWaiting: boolean;
  /** The payment that pays the order, or is about to. */
  readonly livePaymentId: Uuid | null;
  /** Payments of the order that wait, with another method: they must be superseded first. */
  readonly waitingPaymentIds: readonly Uuid[] | null;
}

/** Each look-up is lateral, so that it goes by the key whatever the planner believes of tables that are new. */
const BEGIN = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bytea[], $7::timestamptz[],
                         $8::timestamptz[], $9::text[], $10::jsonb[])
      AS g (shop_id, order_id, account_id, payment_id, key, request_hash, now, ask_at, provider, method)
  ), looked AS (
    SELECT given.*, payable.*, earlier.*, others.*
      FROM given
     CROSS JOIN LATERAL (
       SELECT o.account_id AS owner_id, o.state AS order_state, o.payment_policy, o.amount, o.currency, o.expires_at
         FROM payable_order o WHERE o.shop_id = given.shop_id AND o.order_id = given.order_id OFFSET 0) payable
      LEFT JOIN LATERAL (
       SELECT r.request_hash = given.request_hash AS same, (r.result->>'paymentId')::uuid AS earlier_id
         FROM idempotency_record r WHERE r.account_id = given.account_id AND r.key = given.key OFFSET 0) earlier ON true
     CROSS JOIN LATERAL (
       SELECT (array_agg(p.payment_id) FILTER (WHERE ${isLive('p')}))[1] AS live_id,
              coalesce(bool_or(p.state = 'CREATED') FILTER (WHERE p.payment_id = given.payment_id), false) AS is_waiting,
              array_agg(p.payment_id) FILTER (WHERE p.state = 'CREATED' AND p.payment_id <> given.payment_id) AS waiting_ids
         FROM payment p WHERE p.shop_id = given.shop_id AND p.order_id = given.order_id OFFSET 0) others
  ), begun AS (
    INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, provider, method,
                         next_attempt_at, created_at, updated_at)
    SELECT shop_id, payment_id, order_id, account_id, amount, currency, 'PROCESSING', 'AUTHORIZE', provider, method,
           ask_at, now, now
      FROM looked
     WHERE owner_id = account_id AND order_state = 'PENDING' AND payment_policy = 'PREPAY' AND amount > 0
       AND (expires_at IS NULL OR expires_at > now) AND same IS NULL AND live_id IS NULL AND waiting_ids IS NULL
     ORDER BY order_id
    ON CONFLICT ON CONSTRAINT payment_pkey DO NOTHING
    RETURNING *
  ), remembered AS (
    INSERT INTO idempotency_record (account_id, key, request_hash, result)
    SELECT given.account_id, key, request_hash, jsonb_build_object('shopId', shop_id, 'paymentId', payment_id)
      FROM given JOIN begun USING (shop_id, payment_id)
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, captured_amount, refunded_amount, occurred_at)
    SELECT shop_id, payment_id, version, state, goal, 0, 0, updated_at FROM begun
  )
  SELECT payment_id AS "paymentId", payment_id IN (SELECT payment_id FROM begun) AS begun, owner_id AS "accountId",
         order_state AS "orderState", payment_policy AS "paymentPolicy", expires_at AS "expiresAt", amount, currency,
         same AS "sameRequest", earlier_id AS "earlierPaymentId", is_waiting AS "isWaiting", live_id AS "livePaymentId",
         waiting_ids AS "waitingPaymentIds"
    FROM looked`;

const MOST_TOGETHER = 64;

/**
 * Writes down that payments are about to be asked for, each with its idempotency record, unless something stands in the
 * way. Those that come while a statement is running share the next one. Null when the order is not known here (yet).
 */
export function beginnings(runner: SqlRunner): Batches<Beginning, Begun | null> {
  return new Batches<Beginning, Begun | null>({
    run: (given) => beginPayments(runner, given),
    keyOf: ({ orderId }) => orderId,
    most: MOST_TOGETHER,
  });
}

async function beginPayments(runner: SqlRunner, given: readonly Beginning[]): Promise<(Begun | null)[]> {
  const begin = async () => {
    const rows = await runner.query<Begun & { readonly paymentId: Uuid }>(BEGIN, [
      given.map(({ shopId }) => shopId),
      given.map(({ orderId }) => orderId),
      given.map(({ accountId }) => accountId),
      given.map(({ paymentId }) => paymentId),
      given.map(({ idempotencyKey }) => idempotencyKey),
      given.map(({ requestHash }) => requestHash),
      given.map(({ now }) => now),
      given.map(({ askAt }) => askAt),
      given.map(({ provider }) => provider),
      given.map(({ method }) => JSON.stringify(method)),
    ]);
    const found = new Map(rows.map((row) => [row.paymentId, row]));
    return given.map(({ paymentId }) => found.get(paymentId) ?? null);
  };
  return begin().catch((error: unknown) => {
    const raced = violates(error, 'payment_one_live_per_order') || violates(error, IDEMPOTENCY_CONSTRAINT);
    // Another request for this order or key was committed between our look and our write: look again.
    if (given.length === 1 && raced) return begin();
    throw error;
  });
}
