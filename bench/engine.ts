// `npm run bench:engine`: how fast catalog holds stock through its HTTP route, as ratios to pgbench. See README.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import pg from 'pg';
import { Pool } from 'undici';
import { startEmbeddedPostgres } from '../start/embedded-postgres.ts';
import { until } from '../test/support/until.ts';
import { HOT_HOLDS, type PgbenchWork, SPREAD_HOLDS, transactionsPerSecond } from './pgbench.ts';
import { insertPools } from './pools.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '15' }, callers: { type: 'string', default: '64' } },
});
const seconds = Number(values.seconds);
const callers = Number(values.callers);
const PORT = 4962;
const TOKEN = 'a-token-of-the-benchmark-a-token-of-the-benchmark';
const POOLS = 1_000;

const directory = await mkdtemp(join(tmpdir(), 'yoyaku-bench-'));
const postgres = await startEmbeddedPostgres({ directory, persistent: false });
const database = new URL(postgres.url);
database.pathname = '/catalog';
const catalog = spawn(process.execPath, [join(import.meta.dirname, '../subgraphs/catalog/src/main.ts')], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: database.href,
    HOST: '127.0.0.1',
    PORT: String(PORT),
    GATEWAY_SECRET: TOKEN,
    SERVICE_TOKEN: TOKEN,
    USERS_URL: 'http://127.0.0.1:9',
    RESERVATIONS_URL: 'http://127.0.0.1:9',
    LOG_LEVEL: 'fatal',
  },
});
const http = new Pool(`http://127.0.0.1:${PORT}`, { connections: callers });
await until(async () => {
  const answer = await http.request({ path: '/health/ready', method: 'GET' }).catch(() => null);
  await answer?.body.dump();
  return answer?.statusCode === 200;
});
const client = new pg.Client(database.href);
await client.connect();
const shopId = randomId();
const poolIds = await insertPools(client, shopId, POOLS, 1_000_000_000);
await client.query('VACUUM ANALYZE');

console.log('Warming up …');
await holds(seconds / 2, spread);
const results = [
  await compared('two lines over 1,000 pools', SPREAD_HOLDS, spread, 0.45),
  await compared('one hot pool', HOT_HOLDS, () => [poolIds[0] ?? ''], 3),
];
console.log(await soldExactly());
console.log(
  `\n| ${seconds} s, ${callers} callers | holds a second | pgbench, 8 clients | ratio | goal |\n| --- | ---: | ---: | ---: | ---: |`,
);
for (const { name, rate, base, goal } of results) {
  console.log(`| ${name} | ${rate.toFixed(0)} | ${base.toFixed(0)} | **${(rate / base).toFixed(2)}×** | ${goal}× |`);
}
await client.end();
await http.close();
catalog.kill('SIGTERM');
await once(catalog, 'exit');
await postgres.stop();
await rm(directory, { recursive: true, force: true });

/** The ratio's base is taken before and after, since a machine's speed wanders. */
async function compared(name: string, work: PgbenchWork, choose: (turn: number) => readonly Uuid[], goal: number) {
  const share = Math.max(3, Math.ceil(seconds / 3));
  const before = await transactionsPerSecond(postgres.url, share, work);
  const rate = await holds(seconds, choose);
  const after = await transactionsPerSecond(postgres.url, share, work);
  console.log(
    `${name}: ${rate.toFixed(0)} holds a second, pgbench ${before.toFixed(0)} before, ${after.toFixed(0)} after`,
  );
  return { name, rate, base: (before + after) / 2, goal };
}

/** Two different pools; a stride that is prime to their number spreads neighbours. */
function spread(turn: number): readonly Uuid[] {
  return [poolIds[(turn * 367) % POOLS] ?? '', poolIds[(turn * 367 + 1 + ((turn * 31) % (POOLS - 1))) % POOLS] ?? ''];
}

/** Has callers hold stock, one order a call, for some seconds: holds a second. @throws at the first that is none. */
async function holds(duration: number, choose: (turn: number) => readonly Uuid[]): Promise<number> {
  const end = performance.now() + duration * 1000;
  const started = performance.now();
  const counts = await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      let count = 0;
      for (let turn = caller; performance.now() < end; turn += callers, count++) {
        const outcome = await hold(choose(turn));
        if (outcome !== 'HELD') throw new Error(`a hold was ${outcome}`);
      }
      return count;
    }),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total / ((performance.now() - started) / 1000);
}

async function hold(variantIds: readonly Uuid[]): Promise<string> {
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  const lines = variantIds.map((variantId) => ({ lineId: randomId(), variantId, quantity: 1 }));
  const { statusCode, body } = await http.request({
    path: '/internal/hold',
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ holds: [{ shopId, orderId: randomId(), accountId: randomId(), expiresAt, lines }] }),
  });
  const text = await body.text();
  const outcome = /"outcome":"(\w+)"/.exec(text)?.[1];
  if (statusCode !== 200 || outcome === undefined) throw new Error(`catalog answered ${statusCode}: ${text}`);
  return outcome;
}

/** Everybody wants more of one pool than there is. */
async function soldExactly(): Promise<string> {
  const [poolId = ''] = await insertPools(client, shopId, 1, 1_000);
  const outcomes = await Promise.all(Array.from({ length: 3_000 }, () => hold([poolId])));
  const held = outcomes.filter((outcome) => outcome === 'HELD').length;
  const { rows } = await client.query<{ held: number }>('SELECT held FROM stock_pool WHERE pool_id = $1', [poolId]);
  if (held !== 1_000 || rows[0]?.held !== 1_000) throw new Error(`${held} of 1,000 pieces were held`);
  return `1,000 pieces, 3,000 asked for: ${held} held, ${outcomes.length - held} refused`;
}
