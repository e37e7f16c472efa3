// The benchmark itself; runs inside the network namespace that orders.ts makes.
import { rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import pg from 'pg';
import { ComposeRun } from '../test/compose/compose-run.ts';
import { until } from '../test/support/until.ts';
import { cpuTimes, postmaster, quiet } from './cpu.ts';
import { type Load, runLoad } from './load.ts';
import { ORDERS, transactionsPerSecond } from './pgbench.ts';
import { tokensOf } from './people.ts';
import { startProfiling, tellProfile } from './profile.ts';
import { forgetStatements, STATISTICS, tellStatements } from './statements.ts';
import { type Measured, report } from './report.ts';
import { type BenchShop, stockedShop } from './shop.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '15' },
    callers: { type: 'string', default: '64' },
    profile: { type: 'string' },
  },
});
const [router = ''] = positionals;
const seconds = Number(values.seconds);
const callers = Number(values.callers);
const PGBENCH_SECONDS = Math.max(3, Math.ceil(seconds / 3));
/** Until V8 has compiled what is hot, and PostgreSQL has statistics of the tables. */
const WARM_UP_SECONDS = 15;
const ACCOUNTS = 2_000;
const EDGE = 'http://localhost:4000/graphql';

const profiled = new Set(values.profile?.split(','));
const statements = profiled.delete('postgres');
const run = await ComposeRun.start({
  router,
  nginx: 'nginx',
  postgresSettings: statements ? STATISTICS : {},
});
const profiles = await startProfiling(run, profiled);

const roots = new Map(run.services.map(({ name }) => [name, name === 'postgres' ? postmaster() : run.pid(name)]));
const reservations = new pg.Client(run.variable('reservations', 'DATABASE_URL'));
await reservations.connect();
const tokens = await tokensOf(run, ACCOUNTS);
// Orders that are placed alone stay PENDING, so they are of a shop of their own.
const place: Load = {
  endpoint: 'http://reservations:4003/graphql',
  headers: { 'x-gateway-secret': run.variable('reservations', 'GATEWAY_SECRET') },
  shop: await stockedShop(EDGE),
  tokens,
  seconds,
  callers,
  pay: false,
};
const whole: Load = { endpoint: EDGE, shop: await stockedShop(EDGE), tokens, seconds, callers, pay: true };

console.log('Warming up …');
await measured({ ...whole, seconds: WARM_UP_SECONDS });
await measured({ ...place, seconds: WARM_UP_SECONDS / 3 });
const before = await pgbench();
console.log('placeOrder at the subgraph alone …');
const placed = await measured(place);
const between = await pgbench();
if (statements) await forgetStatements(reservations);
console.log('Whole orders …');
const confirmed = await measured(whole);
const told = statements ? await tellStatements(reservations, confirmed.orders) : null;
const after = await pgbench();

console.log(
  report({
    cores: cpus().length,
    callers,
    pgbench: [before, between, after],
    placed,
    confirmed,
    date: new Date(),
  }),
);
if (told) console.log(told);
await reservations.end();
await run.stop();
for (const name of profiled) console.log(tellProfile(profiles, name));
await rm(profiles, { recursive: true });
process.exit(0);

/** The ratio's base is taken before and after each measurement, since a machine's speed wanders. */
function pgbench(): Promise<number> {
  console.log('pgbench …');
  return transactionsPerSecond(run.postgresUrl, PGBENCH_SECONDS, ORDERS);
}

/** Runs a load; the time ends with the last CONFIRMED, the CPU time when nothing is left to do for the orders. */
async function measured(load: Load): Promise<Measured> {
  const cpuBefore = cpuTimes(roots);
  const ownBefore = process.cpuUsage();
  const started = performance.now();
  const result = await runLoad(load);
  if (load.pay) await until(async () => (await pending(load.shop)) === 0);
  const elapsed = (performance.now() - started) / 1000;
  const own = process.cpuUsage(ownBefore);
  await quiet(roots);
  const settled = (performance.now() - started) / 1000;
  const cpu = new Map([...cpuTimes(roots)].map(([name, time]) => [name, time - (cpuBefore.get(name) ?? 0)]));
  cpu.set('(load generator)', (own.user + own.system) / 1000);
  return { ...result, seconds: elapsed, settledSeconds: settled, cpu };
}

async function pending(shop: BenchShop): Promise<number> {
  const { rows } = await reservations.query<{ count: string }>(
    `SELECT count(*) FROM "order" WHERE shop_id = $1 AND state = 'PENDING'`,
    [shopIds.decode(shop.id)],
  );
  return Number(rows[0]?.count);
}
