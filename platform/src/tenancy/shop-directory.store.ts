import type { SqlRunner } from '../database/database.ts';
import type { Uuid } from '../ids.ts';
import type { Member } from './shop-answer.ts';
import type { Role, Shop } from './shop-directory.ts';

export interface ShopMember extends Member {
  readonly shopId: Uuid;
}

export async function selectShop(runner: SqlRunner, shopId: Uuid): Promise<Shop | null> {
  const [shop] = await runner.query<Shop>(
    `SELECT shop_id AS "shopId", name, kind, currency, timezone, payment_policy AS "paymentPolicy",
            hold_ttl_seconds AS "holdTtlSeconds", opening_hours AS "openingHours",
            -- As JSON: a date has no time zone there, and one spelling.
            to_jsonb(closed_days) AS "closedDays", ending_soon_minutes AS "endingSoonMinutes",
            offer_ttl_seconds AS "offerTtlSeconds", table_idle_minutes AS "tableIdleMinutes",
            cancellation_tiers AS "cancellationTiers", points_per_reservation AS "pointsPerReservation",
            payment_grace_seconds AS "paymentGraceSeconds", status, version
       FROM shop WHERE shop_id = $1`,
    [shopId],
  );
  return shop ?? null;
}

/** What is known of an account in a shop: null when nothing, a role of null when they are known to be no member. */
export async function selectRole(
  runner: SqlRunner,
  shopId: Uuid,
  accountId: Uuid,
): Promise<{ readonly role: Role | null } | null> {
  const [member] = await runner.query<{ role: Role | null }>(
    'SELECT role FROM shop_member WHERE shop_id = $1 AND account_id = $2',
    [shopId, accountId],
  );
  return member ?? null;
}

/** Keeps each shop whose version is newer than the one known, and tells which those are. One statement. */
export async function upsertShops(runner: SqlRunner, shops: readonly Shop[]): Promise<Shop[]> {
  const latest = newest(shops, ({ shopId }) => shopId);
  if (latest.length === 0) return [];
  const kept = await runner.query<{ readonly shopId: Uuid }>(
    `INSERT INTO shop (shop_id, name, kind, currency, timezone, payment_policy, hold_ttl_seconds, opening_hours,
                       closed_days, ending_soon_minutes, offer_ttl_seconds, table_idle_minutes, cancellation_tiers,
                       points_per_reservation, payment_grace_seconds, status, version)
     SELECT "shopId", name, kind, currency, timezone, "paymentPolicy", "holdTtlSeconds", "openingHours",
            "closedDays", "endingSoonMinutes", "offerTtlSeconds", "tableIdleMinutes", "cancellationTiers",
            "pointsPerReservation", "paymentGraceSeconds", status, version
       FROM jsonb_to_recordset($1) AS given("shopId" uuid, name text, kind text, currency text, timezone text,
                                            "paymentPolicy" text, "holdTtlSeconds" integer, "openingHours" jsonb,
                                            "closedDays" date[], "endingSoonMinutes" integer,
                                            "offerTtlSeconds" integer, "tableIdleMinutes" integer,
                                            "cancellationTiers" jsonb, "pointsPerReservation" integer,
                                            "paymentGraceSeconds" integer, status text, version integer)
      ORDER BY "shopId"
     ON CONFLICT (shop_id) DO UPDATE
        SET name = excluded.name, kind = excluded.kind, currency = excluded.currency, timezone = excluded.timezone,
            payment_policy = excluded.payment_policy, hold_ttl_seconds = excluded.hold_ttl_seconds,
            opening_hours = excluded.opening_hours, closed_days = excluded.closed_days,
            ending_soon_minutes = excluded.ending_soon_minutes, offer_ttl_seconds = excluded.offer_ttl_seconds,
            table_idle_minutes = excluded.table_idle_minutes, cancellation_tiers = excluded.cancellation_tiers,
            points_per_reservation = excluded.points_per_reservation,
            payment_grace_seconds = excluded.payment_grace_seconds,
            status = excluded.status, version = excluded.version
      WHERE shop.version < excluded.version
     RETURNING shop_id AS "shopId"`,
    [JSON.stringify(latest)],
  );
  const keptIds = new Set(kept.map(({ shopId }) => shopId));
  return latest.filter(({ shopId }) => keptIds.has(shopId));
}

/** Keeps each membership whose version is newer than the one known. One statement. */
export async function upsertMembers(runner: SqlRunner, members: readonly ShopMember[]): Promise<void> {
  const latest = newest(members, ({ shopId, accountId }) => `${shopId} ${accountId}`);
  if (latest.length === 0) return;
  await runner.query(
    `INSERT INTO shop_member (shop_id, account_id, role, version)
     SELECT "shopId", "accountId", role, version
       FROM jsonb_to_recordset($1) AS given("shopId" uuid, "accountId" uuid, role text, version integer)
      ORDER BY "shopId", "accountId"
     ON CONFLICT (shop_id, account_id) DO UPDATE SET role = excluded.role, version = excluded.version
      WHERE shop_member.version < excluded.version`,
    [JSON.stringify(latest)],
  );
}

/** One statement may touch a row once only. */
function newest<Row extends { readonly version: number }>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const other = found.get(keyOf(row));
    if (!other || other.version < row.version) found.set(keyOf(row), row);
  }
  return [...found.values()];
}
