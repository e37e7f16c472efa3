// `npm run bench:growth`: whether anything gets slower as orders pile up. See README.md.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { catalogSubgraph } from '@yoyaku/catalog';
import { idCodec, randomId, type Uuid } from '@yoyaku/platform/ids';
import { encodeCursor } from '@yoyaku/platform/paging';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { startTestSubgraph } from '@yoyaku/platform/testing/test-subgraph';
import { reservationsSubgraph } from '@yoyaku/reservations';
import pg from 'pg';
import { PAST_ALLOCATIONS, PAST_ORDERS } from './past-orders.ts';
import { insertPools } from './pools.ts';
import { showWindowPlan } from './window-plan.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    calls: { type: 'string', default: '300' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const calls = Number(values.calls);
const GOAL = 0.05;
/** Until V8 has compiled what is hot. */
const WARM_UP_CALLS = 1_000;

const nowhere = 'http://127.0.0.1:9';
const catalog = await startTestSubgraph(catalogSubgraph, { environment: { RESERVATIONS_URL: nowhere }, quiet: true });
const reservations = await startTestSubgraph(reservationsSubgraph, {
  environment: { CATALOG_URL: catalog.url, PAYMENTS_URL: nowhere },
  quiet: true,
});
const owner = randomId();
const shop = reservations.users.addShop({ ownerId: owner });
catalog.users.addShop({ ...shop, ownerId: owner });
const stock = new pg.Client(catalog.kit.environment.DATABASE_URL);
const book = new pg.Client(reservations.kit.environment.DATABASE_URL);
await Promise.all([stock.connect(), book.connect()]);

const { shopId } = shop;
const pools = await insertPools(stock, shopId, 1_000, 1_000_000_000);
const [window = ''] = await insertPools(stock, shopId, 1, 5);
await stock.query(
  `WITH pool AS (UPDATE stock_pool SET by_period = true WHERE pool_id = $1 RETURNING product_id)
   UPDATE product SET sold_by = 'PERIOD' FROM pool WHERE product.product_id = pool.product_id`,
  [window],
);
const variantIds = idCodec('var');
const orderIds = idCodec('ord');

const measures: Readonly<Record<string, (turn: number, size: number) => Promise<void>>> = {
  async hold(turn) {
    const lines = [0, 1].map((line) => ({ lineId: randomId(), variantId: poolOf(turn * 2 + line), quantity: 1 }));
    const expiresAt = new Date(Date.now() + 900_000).toISOString();
    const hold = { shopId, orderId: randomId(), accountId: randomId(), expiresAt, lines };
    const answer = await catalog.service.post('/internal/hold', { holds: [hold] });
    expectIn(JSON.stringify(answer), '"outcome":"HELD"');
  },
  async placeOrder(turn) {
    const lines = [{ variantId: variantIds.encode(shopId, poolOf(turn)), quantity: 1 }];
    const input = { shopId: shopIds.encode(shopId), lines, idempotencyKey: randomId() };
    await ask(
      'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on Order { id } } }',
      { input },
      '"ord_',
    );
  },
  async 'order(id)'(turn, size) {
    const id = orderIds.encode(shopId, pastOrder(1 + ((turn * 7919) % size)));
    await ask('query ($id: ID!) { order(id: $id) { id state lines { quantity } } }', { id }, '"COMPLETED"');
  },
  async 'deep page of shopOrders'(turn, size) {
    const variables = { id: shopIds.encode(shopId), after: cursorAt(Math.floor(size / 2) + (turn % 100)) };
    await ask(
      'query ($id: ID!, $after: String) { shopOrders(shopId: $id, first: 20, after: $after) { nodes { id } } }',
      variables,
      '"ord_',
    );
  },
  async 'availability over a month'() {
    const from = new Date(Date.now() + 60_000).toISOString();
    const to = new Date(Date.now() + 31 * 86_400_000).toISOString();
    const answer = await catalog.query(
      'query ($id: ID!, $from: DateTime!, $to: DateTime!) { availability(variantId: $id, from: $from, to: $to) { windows { start available } } }',
      { id: variantIds.encode(shopId, window), from, to },
    );
    expectIn(JSON.stringify(answer), '"available":');
  },
};

let cursorSeen = '';
const times = new Map(Object.keys(measures).map((name) => [name, [] as number[]]));
await stock.query('ALTER TABLE allocation DISABLE TRIGGER USER');
let filled = 0;
for (const size of sizes) {
  const started = performance.now();
  // In portions, lest one statement needs all the memory there is.
  for (; filled < size; filled = Math.min(size, filled + 100_000)) {
    const until = Math.min(size, filled + 100_000);
    const { rows } = await stock.query<{ product_id: Uuid }>('SELECT product_id FROM stock_pool WHERE pool_id = $1', [
      pools[0],
    ]);
    const product = rows[0]?.product_id;
    await book.query(PAST_ORDERS, [shopId, filled, until, pools, product]);
    await stock.query(PAST_ALLOCATIONS, [shopId, filled, until, pools, product, window]);
  }
  await Promise.all([stock.query('VACUUM ANALYZE'), book.query('VACUUM ANALYZE')]);
  console.log(`${size} past orders, filled in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  cursorSeen = await firstCursor();
  if (size === sizes[0]) {
    for (const measure of Object.values(measures)) {
      for (let turn = 0; turn < WARM_UP_CALLS; turn++) await measure(turn, size);
    }
  }
  for (const [name, measure] of Object.entries(measures)) times.get(name)?.push(await median(measure, size));
}
console.log(
  `\n| milliseconds, median of ${calls} | ${sizes.map((size) => size.toLocaleString('en')).join(' | ')} | exponent (goal ≤ ${GOAL}) |`,
);
console.log(`| --- |${' ---: |'.repeat(sizes.length + 1)}`);
for (const [name, each] of times) {
  console.log(`| ${name} | ${each.map((time) => time.toFixed(2)).join(' | ')} | **${exponent(each).toFixed(3)}** |`);
}
console.log(await showWindowPlan(stock, shopId, window));
await Promise.all([stock.end(), book.end()]);
await reservations.close();
await catalog.close();
process.exit(0);

function poolOf(turn: number): Uuid {
  return pools[(turn * 367) % pools.length] ?? '';
}

/** The id that PAST_ORDERS gave. */
function pastOrder(number: number): Uuid {
  const hex = createHash('md5').update(`order ${number}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function firstCursor(): Promise<string> {
  const answer = await reservations.query(
    'query ($id: ID!) { shopOrders(shopId: $id, first: 1, filter: { state: COMPLETED }) { pageInfo { endCursor } } }',
    { id: shopIds.encode(shopId) },
    { as: owner },
  );
  const [, cursor] = /"endCursor":"([^"]+)"/.exec(JSON.stringify(answer)) ?? [];
  if (cursor === undefined) throw new Error(`no cursor: ${JSON.stringify(answer)}`);
  return cursor;
}

/** A cursor so many orders into the past, as the API would have given it. */
function cursorAt(depth: number): string {
  const [order, placedAt] = JSON.parse(Buffer.from(cursorSeen, 'base64url').toString()) as [string, string];
  const moment = new Date(Date.parse(placedAt) - depth * 10_000).toISOString();
  return encodeCursor(order, [moment, 'ffffffff-ffff-4fff-bfff-ffffffffffff']);
}

async function ask(document: string, variables: Readonly<Record<string, unknown>>, wanted: string): Promise<void> {
  const answer = await reservations.query(document, variables, { as: owner });
  expectIn(JSON.stringify(answer), wanted);
}

function expectIn(text: string, wanted: string): void {
  if (!text.includes(wanted)) throw new Error(`an answer without ${wanted}: ${text.slice(0, 500)}`);
}

/** After as many calls to warm up. */
async function median(measure: (turn: number, size: number) => Promise<void>, size: number): Promise<number> {
  for (let turn = 0; turn < calls; turn++) await measure(turn, size);
  const each: number[] = [];
  for (let turn = 0; turn < calls; turn++) {
    const started = performance.now();
    await measure(calls + turn, size);
    each.push(performance.now() - started);
  }
  return each.sort((left, right) => left - right)[Math.floor(calls / 2)] ?? 0;
}

/** The slope of log time over log size, by least squares. */
function exponent(each: readonly number[]): number {
  const points = each.map((time, index) => [Math.log(sizes[index] ?? 1), Math.log(time)] as const);
  const mean = (place: 0 | 1) => points.reduce((sum, point) => sum + point[place], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, [size, time]) => sum + (size - x) * (time - y), 0);
  return above / points.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}
