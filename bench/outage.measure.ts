// The benchmark itself; runs inside the network namespace that outage.ts makes.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import pg from 'pg';
import { ComposeRun } from '../test/compose/compose-run.ts';
import { until } from '../test/support/until.ts';
import { CORES, stayOn } from './cores.ts';
import { postmaster, quiet } from './cpu.ts';
import { runLoad } from './load.ts';
import { type Answered, OpenLoadGenerator } from './open-load.ts';
import { tokensOf } from './people.ts';
import { asPeople, placingOrders } from './place-order.ts';
import { quantile, table } from './report.ts';
import { type BenchShop, stockedShop } from './shop.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, rate: { type: 'string', default: '20' } },
});
const [router = ''] = positionals;
const seconds = Number(values.seconds);
const rate = Number(values.rate);
const ACCOUNTS = 500;
const WARM_UP_SECONDS = 15;
const EDGE = 'http://localhost:4000/graphql';
const PAYMENT = { payment: { cardToken: 'tok_visa' } };

stayOn(CORES.services);
const run = await ComposeRun.start({ router, nginx: 'nginx' });
stayOn(CORES.generator);
const roots = new Map(run.services.map(({ name }) => [name, name === 'postgres' ? postmaster() : run.pid(name)]));
const tokens = await tokensOf(run, ACCOUNTS);
const generator = new OpenLoadGenerator(EDGE, asPeople(tokens));
const reservations = new pg.Client(run.variable('reservations', 'DATABASE_URL'));
const payments = new pg.Client(run.variable('payments', 'DATABASE_URL'));
await reservations.connect();
await payments.connect();

console.log('Warming up …');
const warm = await stockedShop(EDGE);
await runLoad({ endpoint: EDGE, shop: warm, tokens, seconds: WARM_UP_SECONDS, callers: 32, pay: true });
await generator.run({ seconds: WARM_UP_SECONDS / 3, rate: 100, body: placingOrders(warm, PAYMENT) });
await quiet(roots);

const shop = await stockedShop(EDGE);
const body = placingOrders(shop, PAYMENT);
// Half before and half after, since a machine's speed wanders.
console.log('Payments up …');
const before = await generator.run({ seconds: seconds / 2, rate, body });
console.log('Payments stopped …');
await run.kill('payments', 'SIGKILL');
const stopped = await generator.run({ seconds, rate, body });
const waiting = await count(reservations, shop, `state <> 'CONFIRMED'`, '"order"');
const restarted = performance.now();
await run.start('payments');
roots.set('payments', run.pid('payments'));
await until(async () => (await count(reservations, shop, `state <> 'CONFIRMED'`, '"order"')) === 0);
await until(
  async () => (await count(payments, shop, `state = 'CAPTURED'`, 'payment')) === accepted([...before, ...stopped]),
);
const collectedAfter = (performance.now() - restarted) / 1000;
console.log('Payments up again …');
const after = await generator.run({ seconds: seconds / 2, rate, body });
const all = [...before, ...stopped, ...after];
await until(async () => (await count(payments, shop, `state = 'CAPTURED'`, 'payment')) === accepted(all));

tell();
await Promise.all([generator.close(), reservations.end(), payments.end()]);
await run.stop();
process.exit(0);

async function count(database: pg.Client, { id }: BenchShop, condition: string, of: string): Promise<number> {
  const { rows } = await database.query<{ count: string }>(
    `SELECT count(*) FROM ${of} WHERE shop_id = $1 AND ${condition}`,
    [shopIds.decode(id)],
  );
  return Number(rows[0]?.count);
}

function accepted(answers: readonly Answered[]): number {
  return answers.filter(({ text }) => text.includes('"__typename":"Order"')).length;
}

function tell(): void {
  const up = [...before, ...after];
  const time = (answers: readonly Answered[], share: number) =>
    quantile(
      answers.map(({ milliseconds }) => milliseconds),
      share,
    );
  const ratio = (share: number) => `**${(time(stopped, share) / time(up, share)).toFixed(2)}×**`;
  const row = (name: string, cell: (answers: readonly Answered[]) => string, last = '') => [
    name,
    cell(up),
    cell(stopped),
    last,
  ];
  const date = new Date().toISOString().slice(0, 10);
  console.log(
    table([
      [`${date}, ${cpus().length} cores, ${rate} orders a second`, 'payments up', 'payments stopped', 'ratio'],
      row('orders', (answers) => `${answers.length}`),
      row('accepted', (answers) => `${accepted(answers)}`),
      row('placeOrder ms, median', (answers) => time(answers, 0.5).toFixed(1), ratio(0.5)),
      row('placeOrder ms, 99 % (goal ≤ 1.5×)', (answers) => time(answers, 0.99).toFixed(1), ratio(0.99)),
      ['waiting for their payment when payments started again', '', `${waiting}`, ''],
      ['s until all were collected, its start included', '', collectedAfter.toFixed(1), ''],
      ['payments captured in all', `${all.length}`, '', ''],
    ]),
  );
}
