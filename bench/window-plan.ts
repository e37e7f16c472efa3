import type pg from 'pg';
import type { GrowingShop } from './growing-shop.ts';

/** The day after tomorrow, from now on. */
const FROM = "now() + interval '24 hours'";
const TO = "now() + interval '48 hours'";

/** PostgreSQL logs what functions run inside, with what was read, and tells the client too. */
const EXPLAIN = `
  LOAD 'auto_explain';
  SET auto_explain.log_min_duration = 0;
  SET auto_explain.log_nested_statements = on;
  SET auto_explain.log_analyze = on;
  SET auto_explain.log_buffers = on;
  SET auto_explain.log_timing = off;
  SET auto_explain.log_level = 'notice'`;

/**
 * What one check of a window reads among all that has been, by PostgreSQL's own counters, and the plan of the very
 * statement inside `window_usage`. @throws if it reads more than what overlaps
 */
export async function showWindowPlan(shop: GrowingShop): Promise<string> {
  const { stock, shopId, rental } = shop;
  const check = () => stock.query(`SELECT window_usage($1, $2, ${FROM}, ${TO}, now())`, [shopId, rental]);
  const { rows: counts } = await stock.query<{ all: number; overlapping: number }>(
    `SELECT count(*)::integer AS all, count(*) FILTER (WHERE busy && tstzrange(${FROM}, ${TO}))::integer AS overlapping
       FROM allocation WHERE shop_id = $1 AND pool_id = $2`,
    [shopId, rental],
  );
  await stock.query('BEGIN');
  await check();
  const { rows: scans } = await stock.query<{ index: string; scans: number; rows: number }>(
    `SELECT indexrelid::regclass AS index, pg_stat_get_xact_numscans(indexrelid)::integer AS scans,
            pg_stat_get_xact_tuples_returned(indexrelid)::integer AS rows
       FROM pg_index WHERE indrelid = 'allocation'::regclass AND pg_stat_get_xact_numscans(indexrelid) > 0`,
  );
  const { rows: whole } = await stock.query<{ rows: number }>(
    `SELECT pg_stat_get_xact_tuples_returned('allocation'::regclass)::integer AS rows`,
  );
  await stock.query('COMMIT');
  const [count] = counts;
  const read = scans.reduce((sum, { rows }) => sum + rows, whole[0]?.rows ?? 0);
  if (count === undefined || count.overlapping === 0 || read !== count.overlapping) {
    throw new Error(`a check reads ${read} allocations, and ${count?.overlapping} overlap`);
  }
  return [
    `\nA check of one day among ${count.all} rentals, of which ${count.overlapping} overlap with it, reads:`,
    ...scans.map(({ index, scans: times, rows }) => `  ${index}: ${times} scan, ${rows} rows`),
    'Its plan:',
    await planOf(stock, check),
  ].join('\n');
}

async function planOf(stock: pg.Client, check: () => Promise<unknown>): Promise<string> {
  const notices: string[] = [];
  const listen = ({ message }: { message?: string | undefined }) => notices.push(message ?? '');
  stock.on('notice', listen);
  await stock.query(EXPLAIN);
  await check();
  await stock.query('SET auto_explain.log_min_duration = -1');
  stock.off('notice', listen);
  const plan = notices.find((notice) => notice.includes('FROM allocation a') && !notice.includes('Function Scan'));
  if (plan === undefined) throw new Error(`no plan of the statement in ${JSON.stringify(notices)}`);
  return plan.replace(/^/gm, '  ');
}
