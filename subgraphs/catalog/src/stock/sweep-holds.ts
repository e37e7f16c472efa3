import type { Uuid } from '@yoyaku/platform/ids';
import type { Job } from '@yoyaku/platform/jobs/job';
import type { CatalogKit } from '../kit.ts';

/** Pools a statement: each is locked until it ends. */
const BATCH = 100;

const LAPSED = `
  SELECT shop_id AS "shopId", array_agg(variant_id) AS "variantIds"
    FROM (SELECT DISTINCT shop_id, variant_id FROM allocation WHERE state = 'HELD' AND expires_at <= $1 LIMIT $2) a
   GROUP BY shop_id`;

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
        const shops = await database.query<{ shopId: Uuid; variantIds: Uuid[] }>(LAPSED, [now, BATCH]);
        for (const { shopId, variantIds } of shops) {
          await database.query('SELECT * FROM sweep_stock($1, $2, $3)', [shopId, now, variantIds]);
          stockWakeUps.changed(shopId, variantIds);
        }
        pools = shops.reduce((sum, { variantIds }) => sum + variantIds.length, 0);
      }
    },
  };
}
