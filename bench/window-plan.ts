import type { Uuid } from '@yoyaku/platform/ids';
import type pg from 'pg';

/** How many rows a check of tomorrow reads among all that has been, and by which indexes: PostgreSQL's own counters. */
export async function showWindowPlan(client: pg.Client, shopId: Uuid, poolId: Uuid): Promise<string> {
  const counted = `SELECT i.indexrelid::regclass AS index, pg_stat_get_xact_numscans(i.indexrelid) AS scans,
           pg_stat_get_xact_tuples_returned(i.indexrelid) AS rows
      FROM pg_index i WHERE i.indrelid = 'allocation'::regclass AND pg_stat_get_xact_numscans(i.indexrelid) > 0`;
  await client.query('BEGIN');
  await client.query("SELECT window_usage($1, $2, now() + interval '24 hours', now() + interval '26 hours', now())", [
    shopId,
    poolId,
  ]);
  const { rows } = await client.query<{ index: string; scans: string; rows: string }>(counted);
  await client.query('ROLLBACK');
  const { rows: plan } = await client.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF)
     SELECT quantity FROM allocation
      WHERE shop_id = '${shopId}' AND pool_id = '${poolId}' AND state IN ('HELD', 'CONFIRMED') AND busy IS NOT NULL
        AND busy && tstzrange(now() + interval '24 hours', now() + interval '26 hours')`,
  );
  return [
    '\nOne check of a window reads:',
    ...rows.map(({ index, scans, rows: read }) => `  ${index}: ${scans} scans, ${read} rows`),
    'Its plan:',
    ...plan.map((row) => `  ${row['QUERY PLAN']}`),
  ].join('\n');
}
