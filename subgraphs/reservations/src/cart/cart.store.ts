import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import { randomId, type TenantKey, type Uuid } from '@yoyaku/platform/ids';
import type { CartLineRow, CartRow } from './cart.entity.ts';

const CART_COLUMNS = `
  c.shop_id AS "shopId", c.cart_id AS "cartId", c.account_id AS "accountId", c.table_session_id AS "tableSessionId",
  c.version, c.updated_at AS "updatedAt"`;

const LINE_COLUMNS = `
  l.shop_id AS "shopId", l.cart_id AS "cartId", l.line_id AS "lineId", l.place, l.variant_id AS "variantId",
  l.performance_id AS "performanceId", l.period_start AS "periodStart", l.period_end AS "periodEnd",
  l.unit_ids AS "unitIds", l.together, l.section, l.quantity, l.added_by AS "addedBy"`;

const columnsOf = (keys: readonly TenantKey[]): [Uuid[], Uuid[]] => [
  keys.map(({ tenant }) => tenant),
  keys.map(({ key }) => key),
];

/** The carts of these (shop, cart) keys that exist, in no order. */
export function findCarts(runner: SqlRunner, keys: readonly TenantKey[]): Promise<CartRow[]> {
  return runner.query<CartRow>(
    `SELECT ${CART_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, cart_id)
     JOIN cart c USING (shop_id, cart_id)`,
    columnsOf(keys),
  );
}

/** The carts of these (shop, table session) keys that exist, in no order. */
export function findTableCarts(runner: SqlRunner, keys: readonly TenantKey[]): Promise<CartRow[]> {
  return runner.query<CartRow>(
    `SELECT ${CART_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, table_session_id)
     JOIN cart c USING (shop_id, table_session_id)`,
    columnsOf(keys),
  );
}

export async function findAccountCart(runner: SqlRunner, shopId: Uuid, accountId: Uuid): Promise<CartRow | null> {
  const [cart] = await runner.query<CartRow>(
    `SELECT ${CART_COLUMNS} FROM cart c WHERE c.shop_id = $1 AND c.account_id = $2`,
    [shopId, accountId],
  );
  return cart ?? null;
}

/** The lines of these carts, each cart's in the order in which they were added. */
export function findCartLines(runner: SqlRunner, keys: readonly TenantKey[]): Promise<CartLineRow[]> {
  return runner.query<CartLineRow>(
    `SELECT ${LINE_COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) AS wanted (shop_id, cart_id)
     JOIN cart_line l USING (shop_id, cart_id) ORDER BY l.place`,
    columnsOf(keys),
  );
}

/** A cart, locked until the transaction ends. */
export async function lockCart(transaction: Transaction, { tenant, key }: TenantKey): Promise<CartRow | null> {
  const [cart] = await transaction.query<CartRow>(
    `SELECT ${CART_COLUMNS} FROM cart c WHERE c.shop_id = $1 AND c.cart_id = $2 FOR UPDATE`,
    [tenant, key],
  );
  return cart ?? null;
}

/** The account's cart at a shop, made where there is none, locked until the transaction ends. */
export async function openAccountCart(
  transaction: Transaction,
  shopId: Uuid,
  accountId: Uuid,
  now: Date,
): Promise<CartRow> {
  const [cart] = await transaction.query<CartRow>(
    `INSERT INTO cart AS c (shop_id, cart_id, account_id, version, created_at, updated_at)
     VALUES ($1, $2, $3, 1, $4, $4)
     ON CONFLICT (shop_id, account_id) WHERE account_id IS NOT NULL DO UPDATE SET updated_at = excluded.updated_at
     RETURNING ${CART_COLUMNS}`,
    [shopId, randomId(), accountId, now],
  );
  if (!cart) throw new Error('a cart was neither made nor found');
  return cart;
}

/** Gives a table session, which is locked, an empty cart. */
export async function insertTableCart(
  transaction: Transaction,
  { tenant, key }: TenantKey,
  version: number,
  now: Date,
): Promise<void> {
  await transaction.query(
    `INSERT INTO cart (shop_id, cart_id, table_session_id, version, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $5)`,
    [tenant, randomId(), key, version, now],
  );
}

/** Takes a cart away with its lines. */
export async function deleteCart(transaction: Transaction, { shopId, cartId }: CartRow): Promise<void> {
  await transaction.query('DELETE FROM cart WHERE shop_id = $1 AND cart_id = $2', [shopId, cartId]);
}

/** A cart that is locked has changed. */
export async function touchCart(transaction: Transaction, { shopId, cartId }: CartRow, now: Date): Promise<void> {
  await transaction.query(
    'UPDATE cart SET version = version + 1, updated_at = $3 WHERE shop_id = $1 AND cart_id = $2',
    [shopId, cartId, now],
  );
}

/** Writes a line of a locked cart down, new or changed. */
export async function writeCartLine(transaction: Transaction, line: CartLineRow): Promise<void> {
  await transaction.query(
    `INSERT INTO cart_line (shop_id, cart_id, line_id, place, variant_id, performance_id, period_start, period_end,
                            unit_ids, together, section, quantity, added_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (shop_id, cart_id, line_id) DO UPDATE SET
       performance_id = excluded.performance_id, period_start = excluded.period_start,
       period_end = excluded.period_end, unit_ids = excluded.unit_ids, together = excluded.together,
       section = excluded.section, quantity = excluded.quantity`,
    [
      line.shopId,
      line.cartId,
      line.lineId,
      line.place,
      line.variantId,
      line.performanceId,
      line.periodStart,
      line.periodEnd,
      line.unitIds,
      line.together,
      line.section,
      line.quantity,
      line.addedBy,
    ],
  );
}

/** Takes a line out of a locked cart, or all of them. */
export async function deleteCartLines(
  transaction: Transaction,
  { shopId, cartId }: CartRow,
  lineId: Uuid | null,
): Promise<void> {
  await transaction.query(
    'DELETE FROM cart_line WHERE shop_id = $1 AND cart_id = $2 AND ($3::uuid IS NULL OR line_id = $3)',
    [shopId, cartId, lineId],
  );
}
