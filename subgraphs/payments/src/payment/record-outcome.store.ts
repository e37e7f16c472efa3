import type { SqlRunner } from '@yoyaku/platform/database/database';
import { violates } from '@yoyaku/platform/database/sql-state';
import type { Uuid } from '@yoyaku/platform/ids';
import { ledgerOfCaptured } from '../ledger/ledger.store.ts';
import type { FailureReason } from '../provider/provider.ts';
import { PAYMENT_COLUMNS, type PaymentRow } from './payment.entity.ts';
import { paymentEvents } from './payment.events.ts';
import { isLive, sqlPairs, stepIsMissing, TRANSITION_PAIRS } from './payment.state.ts';

/** What the provider says a payment has become. */
export interface Outcome {
  readonly shopId: Uuid;
  readonly paymentId: Uuid;
  readonly state: 'PROCESSING' | 'AUTHORIZED' | 'FAILED' | 'CAPTURED' | 'VOIDED';
  readonly providerPaymentId: string | null;
  readonly failureReason: FailureReason | null;
  /** Where the customer is to approve it. */
  readonly actionUrl: string | null;
}

/** When rows that are not where they should be are due again. */
export interface Due {
  readonly now: Date;
  /** Whoever records an outcome drives the payment on; should it die, another may after this moment. */
  readonly leasedUntil: Date;
  /** When to ask about payments that the provider itself is still working on. */
  readonly askAt: Date;
}

/** What an outcome `o` makes of a payment `p`. */
const AFTER = {
  state: 'o.state',
  goal: `CASE WHEN o.state = 'AUTHORIZED' AND (p.state = 'FAILED' OR ordered.state = 'CANCELLED')
                OR p.state = 'CREATED' AND o.state <> 'FAILED' AND rival.live THEN 'GIVE_BACK' ELSE p.goal END`,
  amount: 'p.amount',
  captured: `CASE WHEN o.state = 'CAPTURED' THEN p.amount ELSE p.captured_amount END`,
  refunded: 'p.refunded_amount',
  owed: 'p.refund_owed',
};

/**
 * Several outcomes in one statement: state, history, events and ledger of the payments they change. A transition that the state
 * machine does not have changes nothing, so outcomes may come late, twice and out of order.
 *
 * An authorisation whose order is cancelled by now, or of a payment we had given up, goes straight back. Nobody is told of
 * it, or the order would be confirmed by money that is on its way home. An order that has expired may still take it.
 */
const RECORD_OUTCOMES = `
  WITH outcome AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $9::text[])
                  AS o (shop_id, payment_id, state, provider_payment_id, failure_reason, action_url)
  ), changed AS (
    UPDATE payment p
       SET state = o.state,
           goal = ${AFTER.goal},
           refund_owed = CASE WHEN ${AFTER.goal} = 'GIVE_BACK' THEN p.amount ELSE p.refund_owed END,
           captured_amount = ${AFTER.captured},
           failure_reason = o.failure_reason,
           action_url = CASE WHEN o.state = 'PROCESSING' THEN o.action_url END,
           -- As long as it may have to be asked for again, by us or by the customer.
           method = CASE WHEN o.state IN ('PROCESSING', 'FAILED') THEN p.method END,
           provider_payment_id = coalesce(p.provider_payment_id, o.provider_payment_id),
           attempts = 0,
           failures = 0,
           stuck_since = NULL,
           next_attempt_at = CASE
             WHEN o.state = 'PROCESSING' THEN $8::timestamptz
             WHEN ${stepIsMissing(AFTER)} THEN $7::timestamptz END,
           version = p.version + 1,
           updated_at = $6
      FROM outcome o
      JOIN payment before USING (shop_id, payment_id)
      LEFT JOIN payable_order ordered ON ordered.shop_id = before.shop_id AND ordered.order_id = before.order_id
      LEFT JOIN LATERAL (
        SELECT true AS live FROM payment other
         WHERE before.state = 'CREATED' AND other.shop_id = before.shop_id AND other.order_id = before.order_id
           AND ${isLive('other')}) rival ON true
     WHERE p.shop_id = o.shop_id AND p.payment_id = o.payment_id
       AND ((p.state, o.state) IN (${sqlPairs(TRANSITION_PAIRS)})
            OR (p.state = 'PROCESSING' AND o.state = 'PROCESSING' AND p.provider_payment_id IS NULL))
    RETURNING p.*
  ), history AS (
    INSERT INTO payment_event (shop_id, payment_id, version, state, goal, failure_reason, provider_payment_id,
                               captured_amount, refunded_amount, occurred_at)
    SELECT shop_id, payment_id, version, state, goal, failure_reason, provider_payment_id, captured_amount,
           refunded_amount, updated_at
      FROM changed
  ), announced AS (
    ${paymentEvents('changed')}
  ), ${ledgerOfCaptured('changed')}
  SELECT ${PAYMENT_COLUMNS} FROM changed p`;

/**
 * Records what the provider said, in one transaction with history and events.
 * @param outcomes at most one a payment
 * @returns for each outcome the payment as it has become, or null when the outcome changed nothing
 */
export async function recordOutcomes(
  runner: SqlRunner,
  outcomes: readonly Outcome[],
  { now, leasedUntil, askAt }: Due,
): Promise<(PaymentRow | null)[]> {
  const record = () =>
    runner.query<PaymentRow>(RECORD_OUTCOMES, [
      outcomes.map(({ shopId }) => shopId),
      outcomes.map(({ paymentId }) => paymentId),
      outcomes.map(({ state }) => state),
      outcomes.map(({ providerPaymentId }) => providerPaymentId),
      outcomes.map(({ failureReason }) => failureReason),
      now,
      leasedUntil,
      askAt,
      outcomes.map(({ actionUrl }) => actionUrl),
    ]);
  const rows = await record().catch((error: unknown) => {
    // Another payment of the order came alive between our look and our write: look again.
    if (outcomes.length === 1 && violates(error, 'payment_one_live_per_order')) return record();
    throw error;
  });
  const changed = new Map(rows.map((row) => [row.paymentId, row]));
  return outcomes.map(({ paymentId }) => changed.get(paymentId) ?? null);
}
