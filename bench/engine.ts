// `npm run bench:engine`: how fast catalog holds stock through its HTTP route, as ratios to pgbench. See README.md.
import { parseArgs } from 'node:util';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import pg from 'pg';
import { startCatalogAlone } from './catalog-alone.ts';
import { bestClients, HOT_HOLDS, type PgbenchWork, SPREAD_HOLDS, transactionsPerSecond } from './pgbench.ts';
import { insertPools } from './pools.ts';
import { reconcile } from './reconcile.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '15' }, callers: { type: 'string', default: '64' } },
});
const seconds = Number(values.seconds);
const callers = Number(values.callers);
const POOLS = 1_000;
const PGBENCH_SECONDS = Math.max(3, Math.ceil(seconds / 3));
/** As many as reservations sends in one call when it is busy. */
const ORDERS_TOGETHER = 64;

/** Which pools an order is of, by its number. */
type Choice = (turn: number) => readonly Uuid[];

interface Result {
  readonly name: string;
  readonly rate: number;
  readonly base: number;
  readonly clients: number;
  readonly goal: number | null;
}

const catalog = await startCatalogAlone(callers);
const client = new pg.Client(catalog.databaseUrl);
try {
  await client.connect();
  const shopId = randomId();
  const poolIds = await insertPools(client, shopId, POOLS, 1_000_000_000);
  const few = (await insertPools(client, shopId, 1, 1_000))[0] ?? '';
  await client.query('VACUUM ANALYZE');
  console.log('Warming up …');
  await holds(shopId, seconds / 2, (turn) => spread(poolIds, turn));
  const results = [
    ...(await compared('two lines over 1,000 pools', SPREAD_HOLDS, 0.45, shopId, (turn) => spread(poolIds, turn))),
    ...(await compared('one hot pool', HOT_HOLDS, 3, shopId, () => [poolIds[0] ?? ''])),
  ];
  console.log(await soldExactly(shopId, few));
  console.log(await reconcile(catalog.databaseUrl));
  tell(results);
} finally {
  await client.end();
  await catalog.stop();
}

/** One order a call, with the goal, then many. The ratios' base is taken around them, since a machine's speed wanders. */
async function compared(
  name: string,
  work: PgbenchWork,
  goal: number,
  shopId: Uuid,
  choose: Choice,
): Promise<readonly Result[]> {
  const clients = await bestClients(catalog.serverUrl, Math.max(1, PGBENCH_SECONDS / 3), work);
  const pgbench = () => transactionsPerSecond(catalog.serverUrl, PGBENCH_SECONDS, work, clients);
  const before = await pgbench();
  const alone = await holds(shopId, seconds, choose);
  const between = await pgbench();
  const together = await holds(shopId, seconds, choose, ORDERS_TOGETHER);
  const after = await pgbench();
  const bases = [before, between, after].map((rate) => rate.toFixed(0)).join(', ');
  console.log(`${name}: pgbench ${bases}; holds ${alone.toFixed(0)}, ${ORDERS_TOGETHER} a call ${together.toFixed(0)}`);
  return [
    { name, rate: alone, base: (before + between) / 2, clients, goal },
    {
      name: `${name}, ${ORDERS_TOGETHER} orders a call`,
      rate: together,
      base: (between + after) / 2,
      clients,
      goal: null,
    },
  ];
}

/** Two different pools; a stride that is prime to their number spreads neighbours. */
function spread(poolIds: readonly Uuid[], turn: number): readonly Uuid[] {
  const first = turn * 367;
  const other = first + 1 + ((turn * 31) % (POOLS - 1));
  return [poolIds[first % POOLS] ?? '', poolIds[other % POOLS] ?? ''];
}

/** Has callers hold stock for some seconds, so many orders a call: holds a second. @throws at the first that is none. */
async function holds(shopId: Uuid, duration: number, choose: Choice, together = 1): Promise<number> {
  const started = performance.now();
  const end = started + duration * 1000;
  let turn = 0;
  let held = 0;
  const caller = async () => {
    while (performance.now() < end) {
      const orders = Array.from({ length: together }, () => choose(turn++));
      const outcomes = await hold(shopId, orders);
      if (outcomes.length !== together || outcomes.some((outcome) => outcome !== 'HELD')) {
        throw new Error(`holds were ${outcomes.join(', ')}`);
      }
      held += together;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return held / ((performance.now() - started) / 1000);
}

/** One call: each order wants one piece of each of its pools. Their outcomes. */
async function hold(shopId: Uuid, orders: readonly (readonly Uuid[])[]): Promise<string[]> {
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  const answer = await catalog.post('/internal/hold', {
    holds: orders.map((variantIds) => ({
      shopId,
      orderId: randomId(),
      accountId: randomId(),
      expiresAt,
      lines: variantIds.map((variantId) => ({ lineId: randomId(), variantId, quantity: 1 })),
    })),
  });
  // Not parsed: the callers share the cores with what they measure.
  return [...answer.matchAll(/"outcome":"(\w+)"/g)].map(([, outcome = '']) => outcome);
}

/** Everybody wants a piece of one pool, and there are not enough. @throws unless all are held, and none twice */
async function soldExactly(shopId: Uuid, poolId: Uuid): Promise<string> {
  const outcomes = (await Promise.all(Array.from({ length: 3_000 }, () => hold(shopId, [[poolId]])))).flat();
  const held = outcomes.filter((outcome) => outcome === 'HELD').length;
  const refused = outcomes.filter((outcome) => outcome === 'REFUSED').length;
  const { rows } = await client.query<{ held: number; allocated: number }>(
    `SELECT held, (SELECT sum(quantity)::integer FROM allocation a WHERE a.shop_id = $1 AND a.pool_id = $2) AS allocated
       FROM stock_pool WHERE shop_id = $1 AND pool_id = $2`,
    [shopId, poolId],
  );
  const [pool] = rows;
  if (held !== 1_000 || refused !== 2_000 || pool?.held !== 1_000 || pool.allocated !== 1_000) {
    throw new Error(`of 1,000 pieces ${held} were held, ${refused} refused; the database: ${JSON.stringify(pool)}`);
  }
  return `1,000 pieces, 3,000 asked for: ${held} held, ${refused} refused`;
}

function tell(results: readonly Result[]): void {
  console.log(`\n| ${seconds} s, ${callers} callers | holds a second | pgbench (clients) | ratio | goal |`);
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const { name, rate, base, clients, goal } of results) {
    const ratio = `${(rate / base).toFixed(2)}×`;
    const columns = [name, rate.toFixed(0), `${base.toFixed(0)} (${clients})`];
    console.log(
      `| ${[...columns, goal === null ? ratio : `**${ratio}**`, goal === null ? '' : `${goal}×`].join(' | ')} |`,
    );
  }
}
