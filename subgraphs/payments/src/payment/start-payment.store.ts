import { Batches } from '@yoyaku/platform/batches';
import type { SqlRunner } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PaymentMethod } from '../provider/provider.ts';
import { PAYMENT_COLUMNS, type PaymentRow } from './payment.entity.ts';
import { paymentEvents } from './payment.events.ts';
import { isLive } from './payment.state.ts';

/** A payment that waits, and whose turn has come. */
export interface Start {
  readonly shopId: Uuid;
  readonly paymentId: Uuid;
  readonly now: Date;
  /** When the provider is to be asked about it, should nobody have recorded its answer by then. */
  readonly askAt: Date;
}

/** The payment, PROCESSING, or FAILED because it is not wanted any more; and with what to pay. */
export interface Started {
  readonly payment: PaymentRow;
  readonly method: PaymentMethod | null;
}

/**
 * What becomes of a payment that waits. An order that has lapsed and was not called off is about to expire, or to be held
 * longer: the payment stays as it is until that is known. Its amount is that of the order now, unless it was asked for
 * before: that may have arrived after all, whatever we were told, and is known by the same key. Points that wait are only
 * bought when their customer repeats the request.
 */
const START = `
  WITH given AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])
      AS g (shop_id, payment_id, now, ask_at)
  ), judged AS (
    SELECT given.*, waiting.goal, ordered.amount,
           CASE WHEN waiting.goal = 'GIVE_BACK' OR ordered.state IN ('CANCELLED', 'EXPIRED') OR ordered.amount = 0
                THEN 'ORDER_ENDED'
                WHEN rival.live OR waiting.version > 1 AND ordered.amount <> waiting.amount THEN 'SUPERSEDED'
                WHEN waiting.method IS NULL OR waiting.purpose = 'TOP_UP' THEN 'NEVER_RECEIVED'
                WHEN ordered.state <> 'PENDING' THEN 'ORDER_ENDED'
                WHEN ordered.expires_at <= given.now THEN 'WAIT' END AS verdict
      FROM given
     CROSS JOIN LATERAL (
       SELECT p.purpose, p.order_id, p.goal, p.method, p.amount, p.version FROM payment p
        WHERE p.shop_id = given.shop_id AND p.payment_id = given.payment_id AND p.state = 'CREATED' OFFSET 0) waiting
      LEFT JOIN LATERAL (
       SELECT o.state, o.amount, o.expires_at FROM payable_order o
        WHERE o.shop_id = given.shop_id AND o.order_id = waiting.order_id OFFSET 0) ordered ON true
      LEFT JOIN LATERAL (
       SELECT true AS live FROM payment p
        WHERE p.shop_id = given.shop_id AND p.order_id = waiting.order_id AND ${isLive('p')} OFFSET 0) rival ON true
  ), changed AS (
    UPDATE payment p
       SET state = CASE WHEN verdict IS NULL THEN 'PROCESSING' ELSE 'FAILED' END,
           failure_reason = verdict,
           amount = CASE WHEN verdict IS NULL THEN coalesce(judged.amount, p.amount) ELSE p.amount END,
           next_attempt_at = CASE WHEN verdict IS NULL THEN ask_at END,
           version = p.version + 1,
           updated_at = now
      FROM judged
     WHERE p.shop_id = judged.shop_id AND p.payment_id = judged.payment_id AND p.state = 'CREATED'
       AND p.goal = judged.goal AND verdict IS DISTINCT FROM 'WAIT'
    RETURNING p.*
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, failure_reason, captured_amount,
                               refunded_amount, occurred_at)
    SELECT shop_id, payment_id, version, state, goal, failure_reason, 0, 0, updated_at FROM changed
  ), announced AS (
    ${paymentEvents('changed')}
  )
  SELECT ${PAYMENT_COLUMNS}, p.method FROM changed p`;

const MOST_TOGETHER = 64;

/** Starts payments that wait, many in one statement. Null: there is nothing to start, now or any more. */
export function starts(runner: SqlRunner): Batches<Start, Started | null> {
  return new Batches<Start, Started | null>({
    run: (given) => startPayments(runner, given),
    keyOf: ({ paymentId }) => paymentId,
    most: MOST_TOGETHER,
  });
}

async function startPayments(runner: SqlRunner, given: readonly Start[]): Promise<(Started | null)[]> {
  // In one order everywhere, so that two processes cannot lock each other out.
  const sorted = given.toSorted((left, right) => (left.paymentId < right.paymentId ? -1 : 1));
  const start = async () => {
    const rows = await runner.query<PaymentRow & { readonly method: PaymentMethod | null }>(START, [
      sorted.map(({ shopId }) => shopId),
      sorted.map(({ paymentId }) => paymentId),
      sorted.map(({ now }) => now),
      sorted.map(({ askAt }) => askAt),
    ]);
    const started = new Map(rows.map(({ method, ...payment }) => [payment.paymentId, { payment, method }]));
    return given.map(({ paymentId }) => started.get(paymentId) ?? null);
  };
  return start().catch((error: unknown) => {
    // Another payment of the order came alive between our look and our write: look again.
    if (given.length === 1 && violates(error, 'payment_one_live_per_order')) return start();
    throw error;
  });
}

/**
 * With what a payment whose request may have got lost can be asked for again; null when it should not be, since its order
 * does not wait for it any more.
 */
export async function methodToRepeat(
  runner: SqlRunner,
  { shopId, paymentId }: PaymentRow,
  now: Date,
): Promise<PaymentMethod | null> {
  const [row] = await runner.query<{ method: PaymentMethod | null }>(
    `SELECT p.method
       FROM payment p LEFT JOIN payable_order o ON o.shop_id = p.shop_id AND o.order_id = p.order_id
      WHERE p.shop_id = $1 AND p.payment_id = $2 AND p.state = 'PROCESSING' AND p.provider_payment_id IS NULL
        AND p.goal <> 'GIVE_BACK'
        AND (p.purpose = 'TOP_UP' OR o.state = 'PENDING' AND (o.expires_at IS NULL OR o.expires_at > $3))`,
    [shopId, paymentId, now],
  );
  return row?.method ?? null;
}
