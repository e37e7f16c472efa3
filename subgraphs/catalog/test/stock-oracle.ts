import type { Uuid } from '@yoyaku/platform/ids';
import { poolIdOf } from '../src/stock/pool.ts';
import type { CatalogScene, WantedLine } from './catalog-scene.ts';

// What the rows say, recounted in the simplest way there is: half hour by half hour.

interface PoolRow {
  readonly poolId: Uuid;
  readonly onHand: number;
  readonly byPeriod: boolean;
  readonly byUnit: boolean;
  /** After a period, until the next may begin. */
  readonly bufferAfter: number;
}

interface AllocationRow {
  readonly orderId: Uuid;
  readonly poolId: Uuid;
  readonly unitId: Uuid | null;
  readonly quantity: number;
  readonly state: string;
  readonly expiresAt: Date;
  readonly handedOverAt: Date | null;
  /** Null: from ever, or for ever. */
  readonly busyFrom: Date | null;
  readonly busyUntil: Date | null;
}

export interface Stock {
  readonly pools: readonly PoolRow[];
  readonly allocations: readonly AllocationRow[];
  readonly units: readonly { readonly unitId: Uuid; readonly poolId: Uuid }[];
}

const HALF_HOUR = 1_800_000;

export async function readStock({ shopId, subgraph }: CatalogScene, poolIds: readonly Uuid[]): Promise<Stock> {
  const { database } = subgraph.kit;
  const given = [shopId, poolIds];
  const [pools, allocations, units] = await Promise.all([
    database.query<PoolRow>(
      `SELECT pool_id AS "poolId", on_hand AS "onHand", by_period AS "byPeriod", by_unit AS "byUnit",
              buffer_after_minutes AS "bufferAfter"
         FROM stock_pool JOIN product USING (shop_id, product_id) WHERE shop_id = $1 AND pool_id = ANY ($2)`,
      given,
    ),
    database.query<AllocationRow>(
      `SELECT order_id AS "orderId", pool_id AS "poolId", unit_id AS "unitId", quantity, state,
              expires_at AS "expiresAt", handed_over_at AS "handedOverAt", lower(busy) AS "busyFrom",
              upper(busy) AS "busyUntil"
         FROM allocation WHERE shop_id = $1 AND pool_id = ANY ($2)`,
      given,
    ),
    database.query<{ unitId: Uuid; poolId: Uuid }>(
      `SELECT unit_id AS "unitId", pool_id AS "poolId" FROM stock_unit
        WHERE shop_id = $1 AND pool_id = ANY ($2) AND status = 'ACTIVE'`,
      given,
    ),
  ]);
  return { pools, allocations, units };
}

/** Whether it is promised to its order: a hold only as long as it stands. */
const isLive = ({ state, expiresAt }: AllocationRow, now: Date): boolean =>
  state === 'CONFIRMED' || (state === 'HELD' && expiresAt > now);

/** Whether nobody else can have it at this moment; what is overdue blocks for ever. */
function blocks(row: AllocationRow, now: Date, moment: number): boolean {
  if (!isLive(row, now)) return false;
  const from = row.busyFrom?.getTime() ?? -Infinity;
  const until = row.busyUntil?.getTime() ?? Infinity;
  const isOverdue = row.handedOverAt !== null && until <= now.getTime();
  return from <= moment && (moment < until || isOverdue);
}

function* halfHours(from: number, until: number): Generator<number> {
  for (let moment = from; moment < until; moment += HALF_HOUR) yield moment;
}

/** Whether a line of an order, the only one of its pool, could be had. */
export function fits({ pools, allocations, units }: Stock, now: Date, line: WantedLine): boolean {
  const poolId = poolIdOf(line.variantId, line.performanceId ?? null);
  const pool = pools.find((one) => one.poolId === poolId);
  if (!pool) return false;
  const rows = allocations.filter((row) => row.poolId === poolId);
  const moments = line.period
    ? [...halfHours(Date.parse(line.period.start), Date.parse(line.period.end) + pool.bufferAfter * 60_000)]
    : [now.getTime()];
  if (pool.byUnit) {
    const isFree = (unitId: Uuid) =>
      !rows.some((row) => row.unitId === unitId && moments.some((moment) => blocks(row, now, moment)));
    return units.filter((unit) => unit.poolId === poolId && isFree(unit.unitId)).length >= line.quantity;
  }
  return moments.every((moment) => taken(rows, now, moment) + line.quantity <= pool.onHand);
}

const taken = (rows: readonly AllocationRow[], now: Date, moment: number): number =>
  rows.reduce((sum, row) => sum + (blocks(row, now, moment) ? row.quantity : 0), 0);

/** Where more is promised than there is, or one thing to two; what is overdue counts for its own time only. */
export function oversold({ pools, allocations }: Stock, now: Date): string[] {
  const found: string[] = [];
  for (const pool of pools) {
    const rows = allocations
      .filter((row) => row.poolId === pool.poolId && isLive(row, now))
      .map((row) => ({ ...row, handedOverAt: null }));
    const bounds = rows.flatMap(({ busyFrom }) => (busyFrom ? [busyFrom.getTime()] : []));
    // What is over needs the pieces no longer that have been taken out since.
    for (const moment of new Set([now.getTime(), ...bounds.filter((bound) => bound >= now.getTime())])) {
      if (taken(rows, now, moment) > pool.onHand) found.push(`${pool.poolId} at ${moment}`);
      const units = rows.filter((row) => blocks(row, now, moment)).map(({ unitId }) => unitId);
      const named = units.filter((unitId) => unitId !== null);
      if (new Set(named).size < named.length) found.push(`${pool.poolId}: a unit twice at ${moment}`);
    }
  }
  return found;
}
