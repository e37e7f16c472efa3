// `npm run bench:growth`: whether anything gets slower as orders pile up. See README.md.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { idCodec, randomId, type Uuid } from '@yoyaku/platform/ids';
import { encodeCursor } from '@yoyaku/platform/paging';
import { GrowingShop, periodOf } from './growing-shop.ts';
import { askForSeatMap, openHouse, SEATS, statementsOfRequests } from './seat-map.ts';
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
const PAGE = 20;
const DAY = 86_400_000;
const TEN_MINUTES = 600_000;

interface Measure {
  readonly name: string;
  /** Calls, where each takes long. */
  readonly calls?: number;
  /** One call. @throws at an answer that is not the right one */
  run(turn: number, size: number): Promise<void>;
}

const variantIds = idCodec('var');
const orderIds = idCodec('ord');

let newest = '';
const shop = await GrowingShop.open();
try {
  await measureGrowth();
} finally {
  await shop.close();
}

async function measureGrowth(): Promise<void> {
  const performance = await openHouse(shop);
  await shop.reserveAhead(120, 6);
  const measures = operations(performance);
  const times = new Map(measures.map((measure) => [measure, [] as number[]]));
  let filled = 0;
  for (const size of sizes) {
    const started = Date.now();
    await shop.grow(filled, size);
    filled = size;
    newest = await newestCursor();
    console.log(`${size} past orders, filled in ${((Date.now() - started) / 1000).toFixed(0)} s`);
    if (size === sizes[0]) for (const measure of measures) await repeat(measure, WARM_UP_CALLS / calls, size);
    for (const measure of measures) times.get(measure)?.push(await median(measure, size));
  }
  console.log(
    `\n| milliseconds, median of ${calls} | ${sizes.map((size) => size.toLocaleString('en')).join(' | ')} | exponent (goal ≤ ${GOAL}) |`,
  );
  console.log(`| --- |${' ---: |'.repeat(sizes.length + 1)}`);
  for (const [{ name }, each] of times) {
    console.log(`| ${name} | ${each.map((time) => time.toFixed(2)).join(' | ')} | **${exponent(each).toFixed(3)}** |`);
  }
  const before = await statementsOfRequests();
  await askForSeatMap(shop, performance);
  console.log(`\nThe map of ${SEATS} seats took ${(await statementsOfRequests()) - before} SQL statements.`);
  console.log(await showWindowPlan(shop));
  console.log(await shop.reconcile());
}

function operations(performance: string): readonly Measure[] {
  let slot = 0;
  return [
    {
      name: 'hold of two lines',
      async run(turn) {
        await shop.hold({ variantId: shop.pool(turn * 2) }, { variantId: shop.pool(turn * 2 + 1) });
      },
    },
    {
      name: 'hold of a period',
      // Each has ten minutes to itself, beyond the month that is asked for below.
      async run() {
        const start = Math.ceil(Date.now() / DAY + 40) * DAY + slot++ * TEN_MINUTES;
        await shop.hold({ variantId: shop.rental, period: periodOf(start, start + TEN_MINUTES) });
      },
    },
    {
      name: 'placeOrder',
      async run(turn) {
        const lines = [{ variantId: variantIds.encode(shop.shopId, shop.pool(turn)), quantity: 1 }];
        const data = await shop.askReservations(
          'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on Order { id } } }',
          { input: { shopId: shop.id, lines, idempotencyKey: randomId() } },
        );
        expectIn(data, '"ord_', 1);
      },
    },
    {
      name: 'order(id)',
      async run(turn, size) {
        const data = await shop.askReservations('query ($id: ID!) { order(id: $id) { state lines { quantity } } }', {
          id: orderIds.encode(shop.shopId, pastOrder(1 + ((turn * 7919) % size))),
        });
        expectIn(data, '"COMPLETED"', 1);
      },
    },
    {
      name: 'deep page of shopOrders',
      async run(turn, size) {
        const data = await shop.askReservations(
          `query ($id: ID!, $after: String) { shopOrders(shopId: $id, first: ${PAGE}, after: $after) { nodes { id } } }`,
          { id: shop.id, after: cursorAt(Math.floor(size / 2) + (turn % 100)) },
        );
        expectIn(data, '"ord_', PAGE);
      },
    },
    {
      name: 'availability over a month',
      async run() {
        const data = await shop.askCatalog(
          `query ($id: ID!, $from: DateTime!, $to: DateTime!) {
             availability(variantId: $id, from: $from, to: $to) { windows { start available } } }`,
          {
            id: variantIds.encode(shop.shopId, shop.rental),
            from: new Date(Date.now() + 60_000).toISOString(),
            to: new Date(Date.now() + 30 * DAY).toISOString(),
          },
        );
        expectIn(data, '"available":', 1);
      },
    },
    {
      name: `seatMap of ${SEATS} seats`,
      calls: Math.ceil(calls / 10),
      run: () => askForSeatMap(shop, performance),
    },
  ];
}

/** The cursor of the newest past order. */
async function newestCursor(): Promise<string> {
  const data = await shop.askReservations(
    'query ($id: ID!) { shopOrders(shopId: $id, first: 1, filter: { state: COMPLETED }) { pageInfo { endCursor } } }',
    { id: shop.id },
  );
  const [, cursor] = /"endCursor":"([^"]+)"/.exec(JSON.stringify(data)) ?? [];
  if (cursor === undefined) throw new Error(`no cursor: ${JSON.stringify(data)}`);
  return cursor;
}

/** A cursor so many orders into the past, as the API would have given it. */
function cursorAt(depth: number): string {
  const [order, placedAt] = JSON.parse(Buffer.from(newest, 'base64url').toString()) as [string, string];
  const moment = new Date(Date.parse(placedAt) - depth * 10_000).toISOString();
  return encodeCursor(order, [moment, 'ffffffff-ffff-4fff-bfff-ffffffffffff']);
}

/** The id that a past order was given. */
function pastOrder(number: number): Uuid {
  const hex = createHash('md5').update(`order ${number}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function expectIn(data: unknown, wanted: string, least: number): void {
  const text = JSON.stringify(data);
  if (text.split(wanted).length <= least) throw new Error(`not ${least} times ${wanted}: ${text.slice(0, 500)}`);
}

/** Each call's milliseconds. */
async function repeat(measure: Measure, rounds: number, size: number): Promise<number[]> {
  const each: number[] = [];
  for (let turn = 0; turn < rounds * (measure.calls ?? calls); turn++) {
    const started = performance.now();
    await measure.run(turn, size);
    each.push(performance.now() - started);
  }
  return each;
}

/** The median of the second half of twice as many calls. */
async function median(measure: Measure, size: number): Promise<number> {
  const each = await repeat(measure, 2, size);
  const sorted = each.slice(each.length / 2).toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The slope of log time over log size, by least squares. */
function exponent(each: readonly number[]): number {
  const points = each.map((time, index) => [Math.log(sizes[index] ?? 1), Math.log(time)] as const);
  const mean = (place: 0 | 1) => points.reduce((sum, point) => sum + point[place], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, [size, time]) => sum + (size - x) * (time - y), 0);
  return above / points.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}
