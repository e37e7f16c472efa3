import { Batches } from '@yoyaku/platform/batches';
import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import { PAYMENT_COLUMNS, type PaymentRow } from './payment.entity.ts';
import { delayEvents, paymentEvents } from './payment.events.ts';

/** A payment whose request surely never reached the provider. */
export interface Postponement {
  readonly shopId: Uuid;
  readonly paymentId: Uuid;
  readonly now: Date;
  /** When it is to be tried again. */
  readonly retryAt: Date;
  /** Until when a top-up waits for its customer. */
  readonly topUpUntil: Date;
}

const POSTPONE = `
  WITH back AS (
    UPDATE payment p
       SET state = 'CREATED', attempts = p.attempts + 1, version = p.version + 1, updated_at = g.now,
           next_attempt_at = CASE WHEN p.goal = 'GIVE_BACK' THEN g.now WHEN p.purpose = 'TOP_UP' THEN g.top_up_until
                                  ELSE g.retry_at END
      FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
           AS g (shop_id, payment_id, now, retry_at, top_up_until)
     WHERE p.shop_id = g.shop_id AND p.payment_id = g.payment_id
       AND p.state = 'PROCESSING' AND p.provider_payment_id IS NULL
    RETURNING p.*
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, captured_amount, refunded_amount, occurred_at)
    SELECT shop_id, payment_id, version, state, goal, 0, 0, updated_at FROM back
  ), announced AS (
    ${delayEvents('back')}
  )
  SELECT ${PAYMENT_COLUMNS} FROM back p`;

const MOST_TOGETHER = 64;

/**
 * Lets payments wait whose provider cannot be reached: each is CREATED, holds up nobody, and is tried again at its time.
 * A top-up is not: no order waits for it, and its customer, who was told that nothing was charged, would be surprised.
 * Announced the first time. Null for one about which more is known by now.
 */
export function postponements(runner: SqlRunner): Batches<Postponement, PaymentRow | null> {
  return new Batches<Postponement, PaymentRow | null>({
    run: async (given) => {
      const rows = await runner.query<PaymentRow>(POSTPONE, [
        given.map(({ shopId }) => shopId),
        given.map(({ paymentId }) => paymentId),
        given.map(({ now }) => now),
        given.map(({ retryAt }) => retryAt),
        given.map(({ topUpUntil }) => topUpUntil),
      ]);
      const back = new Map(rows.map((row) => [row.paymentId, row]));
      return given.map(({ paymentId }) => back.get(paymentId) ?? null);
    },
    keyOf: ({ paymentId }) => paymentId,
    most: MOST_TOGETHER,
  });
}

const SUPERSEDE = `
  WITH changed AS (
    UPDATE payment SET state = 'FAILED', failure_reason = 'SUPERSEDED', next_attempt_at = NULL, version = version + 1,
                       updated_at = $3
     WHERE shop_id = $1 AND payment_id = ANY($2::uuid[]) AND state = 'CREATED'
    RETURNING *
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, failure_reason, captured_amount,
                               refunded_amount, occurred_at)
    SELECT shop_id, payment_id, version, state, goal, failure_reason, 0, 0, updated_at FROM changed
  )
  ${paymentEvents('changed')}`;

/**
 * Lets go of payments that wait, since their customer pays with another method now. By itself, before that other payment
 * is begun: within its statement, the two would be locked in an order that differs from that of whoever starts these.
 */
export async function supersedeWaiting(
  runner: SqlRunner,
  shopId: Uuid,
  paymentIds: readonly Uuid[],
  now: Date,
): Promise<void> {
  await runner.query(SUPERSEDE, [shopId, paymentIds, now]);
}
