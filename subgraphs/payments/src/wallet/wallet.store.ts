import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import type { WalletEntryRow } from './wallet.entity.ts';

interface WalletKey {
  readonly shopId: Uuid;
  readonly accountId: Uuid;
}

/** What a wallet holds; null for one that has never held anything. */
export async function findBalance(runner: SqlRunner, { shopId, accountId }: WalletKey): Promise<number | null> {
  const [wallet] = await runner.query<{ balance: number }>(
    'SELECT balance FROM wallet WHERE shop_id = $1 AND account_id = $2',
    [shopId, accountId],
  );
  return wallet?.balance ?? null;
}

/** A wallet's entries, the latest first. @param page whose position is the number of the last entry seen */
export function findEntries(
  runner: SqlRunner,
  { shopId, accountId }: WalletKey,
  { limit, after }: PageRequest<number>,
): Promise<WalletEntryRow[]> {
  return runner.query<WalletEntryRow>(
    `SELECT shop_id AS "shopId", transaction_id AS "transactionId", kind, amount AS points, wallet_balance AS balance,
            wallet_version AS number, order_id AS "orderId", payment_id AS "paymentId", occurred_at AS "occurredAt"
       FROM ledger_entry
      WHERE shop_id = $1 AND account_id = $2 AND ledger_account = 'WALLET' AND wallet_version < $3
      ORDER BY wallet_version DESC LIMIT $4`,
    [shopId, accountId, after ?? MOST_ENTRIES, limit],
  );
}

/** The number of an entry is an integer of PostgreSQL's. */
const MOST_ENTRIES = 2_147_483_647;

/** What a wallet holds and is about to get, without one payment. */
export async function expectedBalance(
  runner: SqlRunner,
  { shopId, accountId }: WalletKey,
  exceptPaymentId: Uuid,
): Promise<number> {
  const [sum] = await runner.query<{ points: number }>(
    `SELECT coalesce((SELECT balance FROM wallet WHERE shop_id = $1 AND account_id = $2), 0)
            + coalesce((SELECT sum(points)::bigint FROM payment
                         WHERE shop_id = $1 AND account_id = $2 AND purpose = 'TOP_UP' AND payment_id <> $3
                           AND state IN ('CREATED', 'PROCESSING', 'AUTHORIZED')), 0) AS points`,
    [shopId, accountId, exceptPaymentId],
  );
  return sum?.points ?? 0;
}

/** An order's points, with whose they are. */
export interface OrderPoints {
  readonly shopId: Uuid;
  readonly orderId: Uuid;
  readonly accountId: Uuid;
  /** What was debited and has not been given back. */
  readonly points: number;
}

/** The points of each of these orders; null where nothing was debited. One statement. */
export async function findPointsOfOrders(
  runner: SqlRunner,
  orders: readonly TenantKey[],
): Promise<(OrderPoints | null)[]> {
  const rows = await runner.query<OrderPoints>(
    `SELECT d.shop_id AS "shopId", d.order_id AS "orderId", d.account_id AS "accountId",
            d.points - d.given_back AS points
       FROM unnest($1::uuid[], $2::uuid[]) AS asked (shop_id, order_id) JOIN points_debit d USING (shop_id, order_id)
      WHERE d.debits > 0 AND d.told`,
    [orders.map(({ tenant }) => tenant), orders.map(({ key }) => key)],
  );
  const found = new Map(rows.map((row) => [`${row.shopId} ${row.orderId}`, row]));
  return orders.map(({ tenant, key }) => found.get(`${tenant} ${key}`) ?? null);
}
