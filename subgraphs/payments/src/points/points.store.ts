import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';
import { LockedDebits, type PointsDebit, type WalletBalance } from './points-debit.ts';

/** An order, with whose wallet pays it. */
export interface DebitedOrder {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
}

const OPEN_DEBITS = `
  INSERT INTO points_debit (shop_id, order_id, account_id, state, updated_at)
  SELECT shop_id, order_id, account_id, 'OPEN', $4
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS asked (shop_id, order_id, account_id)
   ORDER BY shop_id, order_id
  ON CONFLICT DO NOTHING`;

const DEBIT_COLUMNS = `
  d.shop_id AS "shopId", d.order_id AS "orderId", d.account_id AS "accountId", d.state, d.points,
  d.given_back AS "givenBack", d.lines, d.told, d.look_at AS "lookAt", d.debits, d.reversals, d.version`;

const LOCK_DEBITS = `
  SELECT ${DEBIT_COLUMNS}
    FROM (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS asked (shop_id, order_id) ORDER BY shop_id, order_id) asked
   CROSS JOIN LATERAL (
     SELECT * FROM points_debit WHERE shop_id = asked.shop_id AND order_id = asked.order_id FOR UPDATE) d`;

const LOCK_WALLETS = `
  SELECT w.shop_id AS "shopId", w.account_id AS "accountId", w.balance, w.version
    FROM (SELECT DISTINCT shop_id, account_id FROM unnest($1::uuid[], $2::uuid[]) AS asked (shop_id, account_id)
           ORDER BY shop_id, account_id) asked
   CROSS JOIN LATERAL (
     SELECT * FROM wallet WHERE shop_id = asked.shop_id AND account_id = asked.account_id FOR UPDATE) w`;

/**
 * Locks what orders have debited, and then the wallets, each in one order everywhere, so that two never wait for one
 * another. Whoever holds a wallet locks nothing else after it. Three statements, however many there are.
 */
export async function lockDebits(
  transaction: Transaction,
  orders: readonly DebitedOrder[],
  now: Date,
): Promise<LockedDebits> {
  await transaction.query(OPEN_DEBITS, [
    orders.map(({ shopId }) => shopId),
    orders.map(({ orderId }) => orderId),
    orders.map(({ accountId }) => accountId),
    now,
  ]);
  return lockKnownDebits(transaction, orders, orders);
}

/**
 * As {@link lockDebits}, of orders that have debited something: two statements.
 * @param owners whose wallets are needed besides those that were debited
 */
export async function lockKnownDebits(
  transaction: Transaction,
  orders: readonly Pick<DebitedOrder, 'shopId' | 'orderId'>[],
  owners: readonly Pick<DebitedOrder, 'shopId' | 'accountId'>[] = [],
): Promise<LockedDebits> {
  const debits = await transaction.query<PointsDebit>(LOCK_DEBITS, [
    orders.map(({ shopId }) => shopId),
    orders.map(({ orderId }) => orderId),
  ]);
  const purses = [...debits, ...owners];
  const wallets = await transaction.query<WalletBalance>(LOCK_WALLETS, [
    purses.map(({ shopId }) => shopId),
    purses.map(({ accountId }) => accountId),
  ]);
  return new LockedDebits(debits, wallets);
}

const WRITE = `
  WITH move AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::bigint[], $8::int[],
                         $9::bigint[])
      AS m (shop_id, account_id, order_id, kind, transaction_id, reverses, amount, wallet_version, wallet_balance)
  ), moved AS (
    UPDATE wallet w SET balance = w.balance + m.amount, version = w.version + m.entries, updated_at = $10
      FROM (SELECT shop_id, account_id, sum(amount)::bigint AS amount, count(*)::int AS entries
              FROM move GROUP BY shop_id, account_id) m
     WHERE w.shop_id = m.shop_id AND w.account_id = m.account_id
  ), booked AS (
    INSERT INTO ledger_entry (shop_id, transaction_id, number, kind, ledger_account, unit, amount, account_id,
                              wallet_version, wallet_balance, order_id, reverses, occurred_at)
    SELECT m.shop_id, m.transaction_id, leg.number, m.kind, leg.ledger_account, 'POINTS', leg.amount, leg.account_id,
           leg.wallet_version, leg.wallet_balance, m.order_id, m.reverses, $10
      FROM move m CROSS JOIN LATERAL (VALUES
        (1, 'WALLET', m.amount, m.account_id, m.wallet_version, m.wallet_balance),
        (2, 'SPENT', -m.amount, NULL, NULL, NULL))
        AS leg (number, ledger_account, amount, account_id, wallet_version, wallet_balance)
  ), forgotten AS (
    DELETE FROM points_debit d USING unnest($21::uuid[], $22::uuid[]) AS f (shop_id, order_id)
     WHERE d.shop_id = f.shop_id AND d.order_id = f.order_id
  )
  UPDATE points_debit d
     SET account_id = c.account_id, state = c.state, points = c.points, given_back = c.given_back, lines = c.lines, told = c.told,
         look_at = c.look_at, debits = c.debits, reversals = c.reversals, version = c.version, updated_at = $10
    FROM unnest($11::uuid[], $12::uuid[], $13::text[], $14::bigint[], $15::bigint[], $16::jsonb[], $17::boolean[],
                $18::timestamptz[], $19::int[], $20::int[], $23::int[], $24::uuid[])
      AS c (shop_id, order_id, state, points, given_back, lines, told, look_at, debits, reversals, version,
            account_id)
   WHERE d.shop_id = c.shop_id AND d.order_id = c.order_id`;

/** Writes down what has become of locked debits: wallets, entries and debits in one statement. */
export async function writeDebits(transaction: Transaction, locked: LockedDebits, now: Date): Promise<void> {
  const { moves } = locked;
  const forgotten = [...locked.forgotten];
  const changed = locked.changed;
  if (changed.length === 0 && forgotten.length === 0) return;
  await transaction.query(WRITE, [
    moves.map(({ shopId }) => shopId),
    moves.map(({ accountId }) => accountId),
    moves.map(({ orderId }) => orderId),
    moves.map(({ kind }) => kind),
    moves.map(({ transactionId }) => transactionId),
    moves.map(({ reverses }) => reverses),
    moves.map(({ amount }) => amount),
    moves.map(({ walletVersion }) => walletVersion),
    moves.map(({ walletBalance }) => walletBalance),
    now,
    changed.map(({ shopId }) => shopId),
    changed.map(({ orderId }) => orderId),
    changed.map(({ state }) => state),
    changed.map(({ points }) => points),
    changed.map(({ givenBack }) => givenBack),
    changed.map(({ lines }) => JSON.stringify(lines)),
    changed.map(({ told }) => told),
    changed.map(({ lookAt }) => lookAt),
    changed.map(({ debits }) => debits),
    changed.map(({ reversals }) => reversals),
    forgotten.map(({ shopId }) => shopId),
    forgotten.map(({ orderId }) => orderId),
    changed.map(({ version }) => version),
    changed.map(({ accountId }) => accountId),
  ]);
}

/** A debit whose order reservations is to be asked for. */
export interface DueDebit {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
}

/** Debits to ask reservations about, the longest due first; nobody else gets them until `leasedUntil`. */
export function claimDueDebits(runner: SqlRunner, now: Date, leasedUntil: Date, most: number): Promise<DueDebit[]> {
  return runner.query<DueDebit>(
    `WITH due AS (
       SELECT shop_id, order_id FROM points_debit WHERE look_at <= $1 ORDER BY look_at LIMIT $3 FOR UPDATE SKIP LOCKED
     )
     UPDATE points_debit d SET look_at = $2 FROM due WHERE d.shop_id = due.shop_id AND d.order_id = due.order_id
     RETURNING d.shop_id AS "shopId", d.order_id AS "orderId"`,
    [now, leasedUntil, most],
  );
}

/** The cancellation tiers that orders were placed under, by order. */
export async function tiersOfOrders(
  runner: SqlRunner,
  orders: readonly Pick<DebitedOrder, 'shopId' | 'orderId'>[],
): Promise<ReadonlyMap<Uuid, readonly CancellationTier[]>> {
  if (orders.length === 0) return new Map();
  const rows = await runner.query<{ orderId: Uuid; tiers: CancellationTier[] }>(
    `SELECT o.order_id AS "orderId", o.tiers
       FROM unnest($1::uuid[], $2::uuid[]) AS asked (shop_id, order_id) JOIN payable_order o USING (shop_id, order_id)`,
    [orders.map(({ shopId }) => shopId), orders.map(({ orderId }) => orderId)],
  );
  return new Map(rows.map(({ orderId, tiers }) => [orderId, tiers]));
}
