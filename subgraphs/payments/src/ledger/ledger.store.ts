import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';

// Ledger: what every movement of points and money was, in double entry. A transaction is a group of entries that add up to
// zero in each unit. The shop's own accounts have no stored balance: a busy shop has no row for all of its payments to
// wait for. Entries are written by the very statement that records what they are about.

/**
 * CTEs that book the captures among payments that have changed state, and put points that were bought into their wallets,
 * which they announce.
 * Which transaction it is follows from the payment, so the ledger's key refuses a second booking. Points of a payment that
 * is to be given back are not issued.
 * @param changed a CTE of payment rows that have just come into their state
 */
export const ledgerOfCaptured = (changed: string): string => `
  captured AS (
    SELECT *, md5(payment_id || ' captured')::uuid AS transaction_id FROM ${changed} WHERE state = 'CAPTURED'
  ), topped_up AS (
    SELECT *,
           count(*) OVER others AS entries_after,
           coalesce(sum(points) OVER others, 0)::bigint AS points_after
      FROM captured WHERE purpose = 'TOP_UP' AND goal <> 'GIVE_BACK'
    WINDOW others AS (PARTITION BY shop_id, account_id ORDER BY payment_id
                      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
  ), credited AS (
    INSERT INTO wallet AS w (shop_id, account_id, balance, version, updated_at)
    SELECT shop_id, account_id, sum(points), count(*), max(updated_at) FROM topped_up
     GROUP BY shop_id, account_id ORDER BY shop_id, account_id
    ON CONFLICT ON CONSTRAINT wallet_pkey DO UPDATE
      SET balance = w.balance + excluded.balance, version = w.version + excluded.version,
          updated_at = excluded.updated_at
    RETURNING shop_id, account_id, balance, version
  ), booked_capture AS (
    INSERT INTO ledger_entry (shop_id, transaction_id, number, kind, ledger_account, unit, amount, account_id,
                              wallet_version, wallet_balance, order_id, payment_id, occurred_at)
    SELECT c.shop_id, c.transaction_id, leg.number, leg.kind, leg.ledger_account, c.currency,
           leg.sign * c.captured_amount, NULL::uuid, NULL::int, NULL::bigint, c.order_id, c.payment_id, c.updated_at
      FROM captured c CROSS JOIN LATERAL (VALUES
        (1, CASE c.purpose WHEN 'TOP_UP' THEN 'TOPPED_UP' ELSE 'CAPTURED' END, 'PROVIDER', 1),
        (2, CASE c.purpose WHEN 'TOP_UP' THEN 'TOPPED_UP' ELSE 'CAPTURED' END,
            CASE c.purpose WHEN 'TOP_UP' THEN 'POINTS_SOLD' ELSE 'SALES' END, -1))
        AS leg (number, kind, ledger_account, sign)
    UNION ALL
    SELECT t.shop_id, t.transaction_id, leg.number, 'TOPPED_UP', leg.ledger_account, 'POINTS', leg.amount,
           leg.account_id, leg.wallet_version, leg.wallet_balance, NULL, t.payment_id, t.updated_at
      FROM topped_up t JOIN credited w USING (shop_id, account_id)
     CROSS JOIN LATERAL (VALUES
        (3, 'WALLET', t.points, t.account_id, (w.version - t.entries_after)::int, w.balance - t.points_after),
        (4, 'ISSUED', -t.points, NULL, NULL, NULL))
        AS leg (number, ledger_account, amount, account_id, wallet_version, wallet_balance)
  ), announced_points AS (
    INSERT INTO outbox (id, type, shop_id, aggregate_id, version, occurred_at, data)
    SELECT gen_random_uuid(), 'PointsToppedUp', shop_id, payment_id, version, updated_at,
           jsonb_build_object('paymentId', payment_id, 'accountId', account_id, 'points', points,
                              'amount', jsonb_build_object('amount', amount, 'currency', currency))
      FROM topped_up
  )`;

/**
 * A CTE that books money that went back.
 * @param changed a CTE of payment rows with `given_back` in minor units
 * @param number SQL for the refund's number within its payment
 */
export const ledgerOfRefunded = (changed: string, number: string): string => `
  booked_refund AS (
    INSERT INTO ledger_entry (shop_id, transaction_id, number, kind, ledger_account, unit, amount, order_id, payment_id,
                              reverses, occurred_at)
    SELECT c.shop_id, md5(c.payment_id || ' refunded ' || ${number})::uuid, leg.number, 'REFUNDED', leg.ledger_account,
           c.currency, leg.sign * c.given_back, c.order_id, c.payment_id, md5(c.payment_id || ' captured')::uuid,
           c.updated_at
      FROM ${changed} c CROSS JOIN LATERAL (VALUES
        (1, 'PROVIDER', -1), (2, CASE c.purpose WHEN 'TOP_UP' THEN 'POINTS_SOLD' ELSE 'SALES' END, 1))
        AS leg (number, ledger_account, sign)
     WHERE c.given_back > 0
  )`;

/** Something that does not add up; there should never be one. */
export interface LedgerProblem {
  readonly problem:
    | 'TRANSACTION_UNBALANCED'
    | 'WALLET_DIFFERS'
    | 'CAPTURED_DIFFERS'
    | 'REFUNDED_DIFFERS'
    | 'TOPPED_UP_DIFFERS'
    | 'DEBITED_DIFFERS';
  readonly shopId: Uuid;
  /** The transaction, account, payment or order that it is about. */
  readonly about: Uuid;
  /** In minor units or points: what the ledger says, and what it should be. */
  readonly booked: number;
  readonly expected: number;
}

const PROBLEMS = `
  WITH of_payment AS (
    SELECT shop_id, payment_id,
           coalesce(sum(amount) FILTER (WHERE ledger_account = 'PROVIDER' AND kind <> 'REFUNDED'), 0) AS captured,
           -coalesce(sum(amount) FILTER (WHERE ledger_account = 'PROVIDER' AND kind = 'REFUNDED'), 0) AS refunded,
           coalesce(sum(amount) FILTER (WHERE ledger_account = 'WALLET'), 0) AS points
      FROM ledger_entry WHERE payment_id IS NOT NULL GROUP BY shop_id, payment_id
  ), paid AS (
    SELECT coalesce(p.shop_id, b.shop_id) AS shop_id, coalesce(p.payment_id, b.payment_id) AS payment_id,
           coalesce(b.captured, 0) AS booked_captured, coalesce(p.captured_amount, 0) AS captured,
           coalesce(b.refunded, 0) AS booked_refunded, coalesce(p.refunded_amount, 0) AS refunded,
           coalesce(b.points, 0) AS booked_points,
           CASE WHEN p.purpose = 'TOP_UP' AND p.captured_amount > 0 AND p.goal <> 'GIVE_BACK' THEN p.points
                ELSE 0 END AS points
      FROM payment p FULL JOIN of_payment b ON b.shop_id = p.shop_id AND b.payment_id = p.payment_id
  ), of_order AS (
    SELECT shop_id, order_id, -sum(amount) AS points
      FROM ledger_entry WHERE ledger_account = 'WALLET' AND order_id IS NOT NULL GROUP BY shop_id, order_id
  )
  SELECT 'TRANSACTION_UNBALANCED' AS problem, shop_id AS "shopId", transaction_id AS about, sum(amount)::bigint AS booked,
         0::bigint AS expected
    FROM ledger_entry GROUP BY shop_id, transaction_id, unit HAVING sum(amount) <> 0
  UNION ALL
  SELECT 'WALLET_DIFFERS', shop_id, account_id, coalesce(booked, 0)::bigint, coalesce(balance, 0)
    FROM wallet FULL JOIN (
      SELECT shop_id, account_id, sum(amount) AS booked FROM ledger_entry WHERE ledger_account = 'WALLET'
       GROUP BY shop_id, account_id) entries USING (shop_id, account_id)
   WHERE coalesce(booked, 0) <> coalesce(balance, 0)
  UNION ALL
  SELECT 'CAPTURED_DIFFERS', shop_id, payment_id, booked_captured::bigint, captured FROM paid
   WHERE booked_captured <> captured
  UNION ALL
  SELECT 'REFUNDED_DIFFERS', shop_id, payment_id, booked_refunded::bigint, refunded FROM paid
   WHERE booked_refunded <> refunded
  UNION ALL
  SELECT 'TOPPED_UP_DIFFERS', shop_id, payment_id, booked_points::bigint, points FROM paid WHERE booked_points <> points
  UNION ALL
  SELECT 'DEBITED_DIFFERS', shop_id, order_id, coalesce(b.points, 0)::bigint, coalesce(d.points - d.given_back, 0)
    FROM points_debit d FULL JOIN of_order b USING (shop_id, order_id)
   WHERE coalesce(b.points, 0) <> coalesce(d.points - d.given_back, 0)`;

/** Everything in which the ledger disagrees with itself, the wallets, the payments and the orders' debits. Reads it all. */
export function ledgerProblems(runner: SqlRunner): Promise<LedgerProblem[]> {
  return runner.query<LedgerProblem>(PROBLEMS);
}
