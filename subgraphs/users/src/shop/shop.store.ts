import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import { BEGINNING, type MomentPage } from '../moment-page.ts';
import type { ShopRow } from './shop.entity.ts';

const SHOP_COLUMNS = `
  shop_id AS "shopId", name, kind, currency, timezone, payment_policy AS "paymentPolicy",
  hold_ttl_seconds AS "holdTtlSeconds", created_at AS "createdAt", version`;

/** The shops of these ids that exist, in no order. */
export function findShops(runner: SqlRunner, shopIds: readonly Uuid[]): Promise<ShopRow[]> {
  return runner.query<ShopRow>(`SELECT ${SHOP_COLUMNS} FROM shop WHERE shop_id = ANY ($1::uuid[])`, [shopIds]);
}

/** A page of all shops, the oldest first. The only query here that has no tenant: it lists the tenants. */
export function findShopPage(runner: SqlRunner, { after, limit }: MomentPage): Promise<ShopRow[]> {
  const { at, id } = after ?? BEGINNING;
  return runner.query<ShopRow>(
    `SELECT ${SHOP_COLUMNS} FROM shop
     WHERE (created_at, shop_id) > ($1::timestamptz, $2::uuid) ORDER BY created_at, shop_id LIMIT $3`,
    [at, id, limit],
  );
}

export async function insertShop(transaction: Transaction, shop: ShopRow): Promise<void> {
  await transaction.query(
    `INSERT INTO shop (shop_id, name, kind, currency, timezone, payment_policy, hold_ttl_seconds, created_at, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      shop.shopId,
      shop.name,
      shop.kind,
      shop.currency,
      shop.timezone,
      shop.paymentPolicy,
      shop.holdTtlSeconds,
      shop.createdAt,
      shop.version,
    ],
  );
}
