import type { Uuid } from '@yoyaku/platform/ids';
import type { Job } from '@yoyaku/platform/jobs/job';
import type { CatalogKit } from '../kit.ts';

/** Pools a statement: each is locked until it ends. */
const BATCH = 100;

const LAPSED = `
  SELECT shop_id AS "shopId", array_agg(pool_id) AS "poolIds"
    FROM (SELECT DISTINCT shop_id, pool_id FROM allocation WHERE state = 'HELD' AND expires_at <= $1 LIMIT $2) a
   GROUP BY shop_id`;

const SWEEP = 'SELECT variant_id FROM sweep_stock($1, $2, $3)';

/**
 * Writes down which holds have lapsed. Nobody waits for it: whoever reads judges by the clock, and a hold that needs the
 * pieces takes them itself. It keeps the table of held stock short, and wakes those who follow the stock.
 */
export function sweepHolds({
  database,
  clock,
  stockWakeUps,
}: Pick<CatalogKit, 'database' | 'clock' | 'stockWakeUps'>): Job {
  return {
    name: 'sweepHolds',
    everyMilliseconds: 5_000,
    async run() {
      for (let pools = BATCH; pools === BATCH;) {
        const now = clock.now();
        const shops = await database.query<{ shopId: Uuid; poolIds: Uuid[] }>(LAPSED, [now, BATCH]);
        for (const { shopId, poolIds } of shops) {
          const swept = await database.query<{ variant_id: Uuid }>(SWEEP, [shopId, now, poolIds]);
          stockWakeUps.changed(
            shopId,
            swept.map((row) => row.variant_id),
          );
        }
        pools = shops.reduce((sum, { poolIds }) => sum + poolIds.length, 0);
      }
    },
  };
}
