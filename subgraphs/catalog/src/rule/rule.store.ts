import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { StoredRules } from './product-rule.ts';

/** A product with what it requires. */
interface Edge {
  readonly productId: Uuid;
  readonly mains: readonly Uuid[];
}

/**
 * Whoever changes which products require which, or takes one of them away, does so one after the other within a shop:
 * two changes that each see no circle could close one together. Taken before any lock of a row.
 */
export async function lockRules(transaction: Transaction, shopId: Uuid): Promise<void> {
  await transaction.query(
    "SELECT pg_advisory_xact_lock(hashtextextended('product rules', uuid_hash_extended($1, 0)))",
    [shopId],
  );
}

/** Which of these products the shop does not have. */
export async function findMissing(runner: SqlRunner, shopId: Uuid, productIds: readonly Uuid[]): Promise<Set<Uuid>> {
  const rows = await runner.query<{ key: Uuid }>(
    `SELECT k.key FROM unnest($2::uuid[]) AS k(key)
      WHERE NOT EXISTS (SELECT FROM product p WHERE p.shop_id = $1 AND p.product_id = k.key)`,
    [shopId, productIds],
  );
  return new Set(rows.map(({ key }) => key));
}

/** All that these products require, and what that requires, and so on, each once; nothing unless it leads back to the product. */
const FIND_WAY_BACK = `
  WITH RECURSIVE reached(product_id) AS (
    SELECT unnest($3::uuid[])
    UNION
    SELECT m.product_id
      FROM reached r
      JOIN product p ON p.shop_id = $1 AND p.product_id = r.product_id
     CROSS JOIN unnest(p.mains) AS m(product_id)
     WHERE r.product_id <> $2
  )
  SELECT p.product_id AS "productId", p.mains
    FROM reached r JOIN product p ON p.shop_id = $1 AND p.product_id = r.product_id
   WHERE EXISTS (SELECT FROM reached b WHERE b.product_id = $2)`;

/** The shortest circle that the product would close if it required these; null when it would close none. */
export async function findCycle(
  runner: SqlRunner,
  { tenant, key }: TenantKey,
  mains: readonly Uuid[],
): Promise<Uuid[] | null> {
  const edges = await runner.query<Edge>(FIND_WAY_BACK, [tenant, key, mains]);
  if (edges.length === 0) return null;
  const requires = new Map(edges.map((edge) => [edge.productId, edge.mains]));
  const cameFrom = new Map<Uuid, Uuid>(mains.map((main) => [main, key]));
  for (const reached of cameFrom.keys()) {
    if (reached === key) break;
    for (const next of requires.get(reached) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, reached);
  }
  const way = [key];
  for (let step = cameFrom.get(key); step !== undefined && step !== key; step = cameFrom.get(step))
    way.splice(1, 0, step);
  return way;
}

/** Replaces the rules of a product that is locked. */
export async function writeRules(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  rules: StoredRules,
): Promise<void> {
  await transaction.query(
    `UPDATE product
        SET max_per_order = $3, max_per_customer = $4, once_per_order = $5, table_only = $6, sale_from = $7,
            sale_until = $8, mains = $9, version = version + 1
      WHERE shop_id = $1 AND product_id = $2`,
    [
      tenant,
      key,
      rules.maxPerOrder,
      rules.maxPerCustomer,
      rules.oncePerOrder,
      rules.tableOnly,
      rules.saleFrom,
      rules.saleUntil,
      rules.mains,
    ],
  );
}

/** The products that require this one as a main; so many at most. */
export async function findSidesOf(runner: SqlRunner, { tenant, key }: TenantKey, most: number): Promise<Uuid[]> {
  const rows = await runner.query<{ productId: Uuid }>(
    `SELECT p.product_id AS "productId" FROM product p
      WHERE p.shop_id = $1 AND p.mains <> '{}' AND $2 = ANY (p.mains) ORDER BY p.product_id LIMIT $3`,
    [tenant, key, most],
  );
  return rows.map(({ productId }) => productId);
}
