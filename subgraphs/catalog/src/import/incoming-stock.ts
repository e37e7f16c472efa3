import type { Transaction } from '@yoyaku/platform/database/database';
import { wakeRelayAfterCommit } from '@yoyaku/platform/events/outbox';
import type { Uuid } from '@yoyaku/platform/ids';

/** How much came into a pool that this transaction has made, so that nobody else sees it yet, or has locked. */
export interface IncomingStock {
  readonly poolId: Uuid;
  readonly quantity: number;
}

/** move_stock joins the pools of a call with one another: so many at once it does quickly whatever its plan. */
const POOLS_AT_ONCE = 500;

const MOVE = `
  SELECT move_stock($1, $2, $3, $4::uuid[], array_fill(NULL::uuid, ARRAY[cardinality($4::uuid[])]), $5::integer[],
                    array_fill(0, ARRAY[cardinality($4::uuid[])]), array_fill(0, ARRAY[cardinality($4::uuid[])]), $6)`;

/** Writes the journal of it, too. */
export async function takeIn(
  transaction: Transaction,
  shopId: Uuid,
  reason: 'RECEIVED' | 'REGISTERED',
  stock: readonly IncomingStock[],
  by: { readonly accountId: Uuid; readonly now: Date },
): Promise<void> {
  for (let start = 0; start < stock.length; start += POOLS_AT_ONCE) {
    const batch = stock.slice(start, start + POOLS_AT_ONCE);
    const pools = batch.map(({ poolId }) => poolId);
    const quantities = batch.map(({ quantity }) => quantity);
    await transaction.query(MOVE, [shopId, by.now, reason, pools, quantities, by.accountId]);
  }
}

/** Opens products that were sold out and have something again. Gives the variants of those that it has opened. */
export async function reopenProducts(
  transaction: Transaction,
  shopId: Uuid,
  productIds: readonly Uuid[],
  now: Date,
): Promise<Uuid[]> {
  if (productIds.length === 0) return [];
  const rows = await transaction.query<{ variant_id: Uuid }>('SELECT * FROM settle_products($1, $2, $3)', [
    shopId,
    now,
    productIds,
  ]);
  if (rows.length > 0) wakeRelayAfterCommit(transaction);
  return rows.map(({ variant_id }) => variant_id);
}

/** Tells who waits for stock of these pools, which are locked, that there is more of it. */
export async function tellFreed(
  transaction: Transaction,
  shopId: Uuid,
  poolIds: readonly Uuid[],
  now: Date,
): Promise<void> {
  if (poolIds.length === 0) return;
  await transaction.query('SELECT tell_freed($1, $2, $3)', [shopId, now, poolIds]);
  wakeRelayAfterCommit(transaction);
}
