import type { Transaction } from '@yoyaku/platform/database/database';
import type { Uuid } from '@yoyaku/platform/ids';
import type { PlannedRow } from '../seat-plan/seat-layout.ts';
import { poolIdOf } from '../stock/pool.ts';
import type { PerformanceRow } from './performance.entity.ts';

const INSERT = `
  INSERT INTO performance (shop_id, performance_id, product_id, seat_plan_id, name, starts_at, ends_at, sale_from,
                           sale_until, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

const INSERT_POOLS = `
  INSERT INTO stock_pool (shop_id, pool_id, variant_id, product_id, performance_id, by_unit, tier)
  SELECT $1, g.pool_id, g.variant_id, $2, $3, $4, g.tier
    FROM unnest($5::uuid[], $6::uuid[], $7::text[]) AS g(pool_id, variant_id, tier)`;

/** All seats of all rows at once. */
const INSERT_SEATS = `
  INSERT INTO stock_unit (shop_id, unit_id, pool_id, variant_id, performance_id, label, section, row_name, row_rank,
                          seat_number, created_at)
  SELECT $1, gen_random_uuid(), r.pool_id, r.variant_id, $2, r.section || ' ' || r.row_name || '-' || n.number,
         r.section, r.row_name, r.rank, n.number, $3
    FROM unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::integer[], $9::integer[], $10::integer[])
           AS r(pool_id, variant_id, section, row_name, rank, first, last)
   CROSS JOIN LATERAL generate_series(r.first, r.last) AS n(number)`;

const COUNT = 'SELECT move_stock($1, $2, $3, $4, $5, $6, $7, $7, $8)';

/** How much of a variant a new performance has. */
export interface NewPool {
  readonly variantId: Uuid;
  readonly tier: string | null;
  readonly quantity: number;
}

/** Writes a performance with its pools, its seats, and the first entry of each pool's journal. */
export async function insertPerformance(
  transaction: Transaction,
  row: Omit<PerformanceRow, 'status' | 'version'>,
  pools: readonly NewPool[],
  rows: readonly PlannedRow[],
  accountId: Uuid,
): Promise<void> {
  const { shopId, performanceId, productId, seatPlanId, name, startsAt, endsAt, saleFrom, saleUntil, createdAt } = row;
  const times = [startsAt, endsAt, saleFrom, saleUntil, createdAt];
  await transaction.query(INSERT, [shopId, performanceId, productId, seatPlanId, name, ...times]);
  const poolIds = pools.map(({ variantId }) => poolIdOf(variantId, performanceId));
  const variants = pools.map(({ variantId }) => variantId);
  const tiers = pools.map(({ tier }) => tier);
  const seated = seatPlanId !== null;
  await transaction.query(INSERT_POOLS, [shopId, productId, performanceId, seated, poolIds, variants, tiers]);

  const placeOf = new Map(tiers.map((tier, place) => [tier, place]));
  const places = rows.map(({ tier }) => placeOf.get(tier) ?? -1);
  if (rows.length > 0) {
    await transaction.query(INSERT_SEATS, [
      shopId,
      performanceId,
      createdAt,
      places.map((place) => poolIds[place]),
      places.map((place) => variants[place]),
      rows.map(({ section }) => section),
      rows.map((planned) => planned.row),
      rows.map(({ rank }) => rank),
      rows.map(({ firstSeat }) => firstSeat),
      rows.map(({ lastSeat }) => lastSeat),
    ]);
  }
  const counted = pools.flatMap(({ quantity }, place) => (quantity > 0 ? [{ poolId: poolIds[place], quantity }] : []));
  if (counted.length === 0) return;
  await transaction.query(COUNT, [
    shopId,
    createdAt,
    seated ? 'REGISTERED' : 'RECEIVED',
    counted.map(({ poolId }) => poolId),
    counted.map(() => null),
    counted.map(({ quantity }) => quantity),
    counted.map(() => 0),
    accountId,
  ]);
}
