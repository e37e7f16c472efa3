import type { SqlRunner } from '@yoyaku/platform/database/database';
import type { TenantKey, Uuid } from '@yoyaku/platform/ids';
import type { SeatState } from '../__generated__/resolver-types.ts';

/** A seat as a map shows it. */
export interface MapSeat {
  readonly unitId: Uuid;
  readonly variantId: Uuid;
  readonly label: string;
  readonly section: string;
  readonly rowName: string;
  readonly seatNumber: number;
  readonly tier: string | null;
  readonly state: SeatState;
}

const TAKEN = `
  SELECT a.unit_id FROM stock_pool s JOIN allocation a ON a.shop_id = s.shop_id AND a.pool_id = s.pool_id
   WHERE s.shop_id = $1 AND s.performance_id = $2 AND a.busy IS NOT NULL AND a.unit_id IS NOT NULL
     AND a.state IN ('HELD', 'CONFIRMED')`;

/**
 * All of it in one statement, and so of one moment. Each of the two sets is read once and hashed, whatever the planner
 * thinks of the tables' sizes.
 */
const SEATS = `
  SELECT u.unit_id AS "unitId", u.variant_id AS "variantId", u.label, u.section, u.row_name AS "rowName",
         u.seat_number AS "seatNumber", p.tier,
         CASE WHEN u.unit_id IN (${TAKEN} AND a.state = 'CONFIRMED') THEN 'SOLD'
              WHEN u.unit_id IN (${TAKEN} AND a.state = 'HELD' AND a.expires_at > $3) THEN 'HELD'
              WHEN u.status = 'RETIRED' THEN 'RETIRED' ELSE 'AVAILABLE' END AS state
    FROM stock_pool p JOIN stock_unit u ON u.shop_id = p.shop_id AND u.pool_id = p.pool_id
   WHERE p.shop_id = $1 AND p.performance_id = $2 AND u.row_rank IS NOT NULL
   ORDER BY u.row_rank, u.seat_number`;

/** Every seat of a performance with its state at that moment: the best or foremost row first, each by number. */
export function findSeats(runner: SqlRunner, { tenant, key }: TenantKey, now: Date): Promise<MapSeat[]> {
  return runner.query(SEATS, [tenant, key, now]);
}
