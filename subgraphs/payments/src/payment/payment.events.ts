import type { NewEvent } from '@yoyaku/platform/events/event';
import type { Uuid } from '@yoyaku/platform/ids';
import type { Money } from '@yoyaku/platform/money';
import type { FailureReason } from '../provider/provider.ts';

/** What every event about a payment carries. */
export interface PaymentEventData {
  readonly paymentId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  readonly amount: Money;
  /** Why it failed; with PaymentFailed only. */
  readonly reason?: FailureReason;
}

/** PaymentRefunded tells how much went back this time, and how much goes back in all as it is known by then. */
export interface PaymentRefundedData extends PaymentEventData {
  readonly refunded: Money;
  readonly owed: Money;
}

/** PaymentDelayed: the provider cannot be reached, so the payment waits, and is asked for as soon as it can be. */
export interface PaymentDelayedData extends PaymentEventData {
  /** When it is tried again at the latest, RFC 3339. */
  readonly retryAt: string;
}

/** What payments tells the others, who know it by this shape only. @public */
export type PaymentEvent =
  | NewEvent<'PaymentAuthorized' | 'PaymentFailed' | 'PaymentCaptured' | 'PaymentVoided', PaymentEventData>
  | NewEvent<'PaymentRefunded', PaymentRefundedData>
  | NewEvent<'PaymentDelayed', PaymentDelayedData>;

const DATA = `jsonb_build_object('paymentId', payment_id, 'orderId', order_id, 'accountId', account_id,
                                 'amount', jsonb_build_object('amount', amount, 'currency', currency))`;

/**
 * SQL that puts the events of payments that have changed state into the outbox; `changed` is a CTE of payment rows. Those
 * that buy points have no order that waits for them.
 */
export function paymentEvents(changed: string): string {
  return `
    INSERT INTO outbox (id, type, shop_id, aggregate_id, version, occurred_at, data)
    SELECT gen_random_uuid(),
           CASE state WHEN 'AUTHORIZED' THEN 'PaymentAuthorized' WHEN 'FAILED' THEN 'PaymentFailed'
                      WHEN 'CAPTURED' THEN 'PaymentCaptured' ELSE 'PaymentVoided' END,
           shop_id, payment_id, version, updated_at,
           ${DATA} || CASE WHEN state = 'FAILED' THEN jsonb_build_object('reason', failure_reason) ELSE '{}' END
      FROM ${changed}
     WHERE state NOT IN ('CREATED', 'PROCESSING') AND NOT (state = 'AUTHORIZED' AND goal = 'GIVE_BACK') AND purpose = 'ORDER'`;
}

/**
 * SQL that announces payments as delayed; `back` is a CTE of payment rows that are CREATED again. Each is announced once,
 * the first time it comes back: what waited before has been CREATED again in its history.
 */
export function delayEvents(back: string): string {
  return `
    INSERT INTO outbox (id, type, shop_id, aggregate_id, version, occurred_at, data)
    SELECT gen_random_uuid(), 'PaymentDelayed', shop_id, payment_id, version, updated_at,
           ${DATA} || jsonb_build_object(
             'retryAt', to_char(next_attempt_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      FROM ${back}
     WHERE purpose = 'ORDER' AND goal <> 'GIVE_BACK'
       AND NOT EXISTS (SELECT FROM payment_event e
                        WHERE e.shop_id = ${back}.shop_id AND e.payment_id = ${back}.payment_id
                          AND e.state = 'CREATED' AND e.version > 1)`;
}

/** SQL that puts PaymentRefunded into the outbox; `changed` has a payment's columns and `given_back`, in minor units. */
export function refundEvents(changed: string): string {
  return `
    INSERT INTO outbox (id, type, shop_id, aggregate_id, version, occurred_at, data)
    SELECT gen_random_uuid(), 'PaymentRefunded', shop_id, payment_id, version, updated_at,
           ${DATA} || jsonb_build_object(
             'refunded', jsonb_build_object('amount', given_back, 'currency', currency),
             'owed', jsonb_build_object('amount', CASE WHEN goal = 'GIVE_BACK' THEN amount ELSE refund_owed END,
                                        'currency', currency))
      FROM ${changed}`;
}
