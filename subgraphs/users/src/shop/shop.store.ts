import type { SqlRunner, Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PageRequest } from '@yoyaku/platform/paging';
import type { ShopKind, ShopStatus } from '@yoyaku/platform/tenancy/shop-directory';
import { BEGINNING, type MomentPage } from '../moment-page.ts';
import type { ShopRow } from './shop.entity.ts';

/** Closed days as JSON: a date has no time zone there, and one spelling. */
const SHOP_COLUMNS = `
  shop_id AS "shopId", name, kind, currency, timezone, payment_policy AS "paymentPolicy",
  hold_ttl_seconds AS "holdTtlSeconds", opening_hours AS "openingHours", to_jsonb(closed_days) AS "closedDays",
  ending_soon_minutes AS "endingSoonMinutes", offer_ttl_seconds AS "offerTtlSeconds",
  table_idle_minutes AS "tableIdleMinutes", cancellation_tiers AS "cancellationTiers",
  points_per_reservation AS "pointsPerReservation", payment_grace_seconds AS "paymentGraceSeconds",
  status, created_at AS "createdAt", version`;

/** The shops of these ids that exist, in no order. */
export function findShops(runner: SqlRunner, shopIds: readonly Uuid[]): Promise<ShopRow[]> {
  return runner.query<ShopRow>(`SELECT ${SHOP_COLUMNS} FROM shop WHERE shop_id = ANY ($1::uuid[])`, [shopIds]);
}

/** Which shops a list shows; null stands for any. */
export interface ShopChoice {
  readonly kind: ShopKind | null;
  readonly status: ShopStatus | null;
  readonly text: string | null;
}

/** strpos and not LIKE: nothing in the text has a special meaning. */
const CHOSEN = `
  ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR status = $2)
  AND ($3::text IS NULL OR strpos(sort_name, lower($3)) > 0)`;

const chosen = ({ kind, status, text }: ShopChoice) => [kind, status, text];

/** A page of the shops, the oldest first. This and the next are the only queries here without a tenant: they list them. */
export function findShopsByAge(runner: SqlRunner, choice: ShopChoice, page: MomentPage): Promise<ShopRow[]> {
  const { at, id } = page.after ?? BEGINNING;
  return runner.query<ShopRow>(
    `SELECT ${SHOP_COLUMNS} FROM shop
     WHERE ${CHOSEN} AND (created_at, shop_id) > ($4::timestamptz, $5::uuid) ORDER BY created_at, shop_id LIMIT $6`,
    [...chosen(choice), at, id, page.limit],
  );
}

/** A place in the order of names. */
export interface NamePosition {
  readonly name: string;
  readonly id: Uuid;
}

/** A page of the shops by name; no name sorts before the empty one. */
export function findShopsByName(
  runner: SqlRunner,
  choice: ShopChoice,
  { after, limit }: PageRequest<NamePosition>,
): Promise<(ShopRow & { readonly sortName: string })[]> {
  return runner.query(
    `SELECT ${SHOP_COLUMNS}, sort_name AS "sortName" FROM shop
     WHERE ${CHOSEN} AND (sort_name, shop_id) > ($4::text COLLATE "C", $5::uuid) ORDER BY sort_name, shop_id LIMIT $6`,
    [...chosen(choice), after?.name ?? '', after?.id ?? BEGINNING.id, limit],
  );
}

/** The shop, kept from being changed by others until the transaction ends. It must exist. */
export async function lockShop(transaction: Transaction, shopId: Uuid): Promise<ShopRow> {
  const [shop] = await transaction.query<ShopRow>(
    `SELECT ${SHOP_COLUMNS} FROM shop WHERE shop_id = $1 FOR NO KEY UPDATE`,
    [shopId],
  );
  if (!shop) throw new Error(`shop ${shopId} is gone, though shops are never deleted`);
  return shop;
}

export async function insertShop(transaction: Transaction, shop: ShopRow): Promise<void> {
  await transaction.query(
    `INSERT INTO shop (shop_id, name, timezone, payment_policy, hold_ttl_seconds, opening_hours, closed_days,
                       ending_soon_minutes, offer_ttl_seconds, table_idle_minutes, cancellation_tiers,
                       points_per_reservation, payment_grace_seconds, status, version, kind, currency, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [...changeable(shop), shop.kind, shop.currency, shop.createdAt],
  );
}

/** Writes what can change of a shop that is locked. */
export async function updateShopRow(transaction: Transaction, shop: ShopRow): Promise<void> {
  await transaction.query(
    `UPDATE shop
        SET name = $2, timezone = $3, payment_policy = $4, hold_ttl_seconds = $5, opening_hours = $6, closed_days = $7,
            ending_soon_minutes = $8, offer_ttl_seconds = $9, table_idle_minutes = $10,
            cancellation_tiers = $11, points_per_reservation = $12, payment_grace_seconds = $13,
            status = $14, version = $15
      WHERE shop_id = $1`,
    changeable(shop),
  );
}

const changeable = (shop: ShopRow) => [
  shop.shopId,
  shop.name,
  shop.timezone,
  shop.paymentPolicy,
  shop.holdTtlSeconds,
  JSON.stringify(shop.openingHours),
  shop.closedDays,
  shop.endingSoonMinutes,
  shop.offerTtlSeconds,
  shop.tableIdleMinutes,
  JSON.stringify(shop.cancellationTiers),
  shop.pointsPerReservation,
  shop.paymentGraceSeconds,
  shop.status,
  shop.version,
];
