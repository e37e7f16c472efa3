// The benchmark itself; runs inside the network namespace that overload.ts makes.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { ComposeRun } from '../test/compose/compose-run.ts';
import { CORES, stayOn } from './cores.ts';
import { postmaster, quiet } from './cpu.ts';
import { runLoad } from './load.ts';
import { type Answered, OpenLoadGenerator } from './open-load.ts';
import { tokensOf } from './people.ts';
import { asPeople, placingOrders } from './place-order.ts';
import { quantile, table } from './report.ts';
import { stockedShop } from './shop.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // PostgreSQL's autovacuum comes to each database once a minute, to one in nearly every shorter round and to none in others.
    seconds: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '2' },
    limit: { type: 'string' },
  },
});
const [router = ''] = positionals;
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const ACCOUNTS = 2_000;
const CALLERS = [64, 128, 250];
const WARM_UP_SECONDS = 15;
const CALIBRATION_SECONDS = 5;
/** Who has waited for longer has given up: an order placed after that is no good to anybody. */
const PATIENCE_MILLISECONDS = 1_000;
/** As good as none. */
const NO_LIMITS = { MOST_REQUESTS_IN_FLIGHT: '1000000', MOST_EVENT_LOOP_DELAY_MS: '1000000000' };

stayOn(CORES.services);
const run = await ComposeRun.start({ router, nginx: 'nginx' });
stayOn(CORES.generator);
const roots = new Map(run.services.map(({ name }) => [name, name === 'postgres' ? postmaster() : run.pid(name)]));
const tokens = await tokensOf(run, ACCOUNTS);
const endpoint = 'http://reservations:4003/graphql';
const secret = { 'x-gateway-secret': run.variable('reservations', 'GATEWAY_SECRET') };
const shop = await stockedShop('http://localhost:4000/graphql');
const generator = new OpenLoadGenerator(endpoint, asPeople(tokens, secret));

if (values.limit !== undefined) await restart({ MOST_REQUESTS_IN_FLIGHT: values.limit });

console.log('Warming up …');
await closed(64, WARM_UP_SECONDS);
const rates: number[] = [];
for (const callers of CALLERS) {
  const rate = await closed(callers, CALIBRATION_SECONDS);
  console.log(`${callers} callers: ${rate.toFixed(0)} orders a second`);
  rates.push(rate);
}
const best = CALLERS[rates.indexOf(Math.max(...rates))] ?? 64;

const peaks: number[] = [];
const shed: Outcome[] = [];
for (let round = 1; round <= rounds; round++) {
  const peak = await closed(best, seconds);
  peaks.push(peak);
  const outcome = await overloaded(peak);
  shed.push(outcome);
  console.log(`round ${round}: peak ${peak.toFixed(0)}, at twice that ${describe(outcome)}`);
}
await restart(NO_LIMITS);
await closed(64, WARM_UP_SECONDS);
const peakWithout = await closed(best, seconds);
const without = await overloaded(peakWithout);
console.log(`no limits: peak ${peakWithout.toFixed(0)}, at twice that ${describe(without)}`);

tell();
await generator.close();
await run.stop();
process.exit(0);

async function restart(changes: Readonly<Record<string, string>>): Promise<void> {
  await run.kill('reservations', 'SIGTERM');
  stayOn(CORES.services);
  await run.start('reservations', changes);
  stayOn(CORES.generator);
  roots.set('reservations', run.pid('reservations'));
}

/** The rate at which so many callers place orders, each waiting for its answer before it goes on. */
async function closed(callers: number, duration: number): Promise<number> {
  await quiet(roots);
  const started = performance.now();
  const { placeMilliseconds } = await runLoad({
    endpoint,
    headers: secret,
    shop,
    tokens,
    seconds: duration,
    callers,
    pay: false,
  });
  const inTime = placeMilliseconds.filter((time) => time <= PATIENCE_MILLISECONDS).length;
  return (inTime * 1000) / (performance.now() - started);
}

interface Outcome {
  readonly offered: number;
  /** Orders a second that were placed in time. */
  readonly goodput: number;
  readonly placed: readonly number[];
  readonly refused: readonly number[];
  /** Answers that are neither an order nor a typed refusal. */
  readonly others: readonly string[];
}

/** Offers twice the peak. */
async function overloaded(peak: number): Promise<Outcome> {
  await quiet(roots);
  const started = performance.now();
  const answers = await generator.run({ seconds, rate: 2 * peak, body: placingOrders(shop) });
  // Until the last one was answered: orders that were under way at the end took their time, too.
  const elapsed = (performance.now() - started) / 1000;
  const kinds = Map.groupBy(answers, kindOf);
  const times = (kind: Kind) => (kinds.get(kind) ?? []).map(({ milliseconds }) => milliseconds);
  const placed = times('placed');
  const inTime = placed.filter((time) => time <= PATIENCE_MILLISECONDS).length;
  return {
    offered: answers.length / seconds,
    goodput: inTime / elapsed,
    placed,
    refused: times('refused'),
    others: (kinds.get('other') ?? []).map(({ text }) => text),
  };
}

type Kind = 'placed' | 'refused' | 'other';

function kindOf({ text }: Answered): Kind {
  if (text.includes('"__typename":"Order"')) return 'placed';
  return /^{"errors":\[{.*"code":"OVERLOADED","retryAfterSeconds":[1-9]\d*}}]}$/.test(text) ? 'refused' : 'other';
}

function describe({ offered, goodput, placed, refused, others }: Outcome): string {
  return (
    `offered ${offered.toFixed(0)}, in time ${goodput.toFixed(0)}; placed ${placed.length} (${spread(placed)} ms), ` +
    `refused ${refused.length}${refused.length > 0 ? ` (${spread(refused)} ms)` : ''}, others ${others.length}${others[0] === undefined ? '' : `: ${others[0]}`}`
  );
}

/** Median and 99 %; empty for none. */
function spread(times: readonly number[]): string {
  return times.length === 0 ? '' : `${quantile(times, 0.5).toFixed(0)} / ${quantile(times, 0.99).toFixed(0)}`;
}

function tell(): void {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const column = (peak: number, outcomes: readonly Outcome[]) => [
    peak.toFixed(0),
    mean(outcomes.map(({ offered }) => offered)).toFixed(0),
    mean(outcomes.map(({ goodput }) => goodput)).toFixed(0),
    `**${(mean(outcomes.map(({ goodput }) => goodput)) / peak).toFixed(2)}×**`,
    spread(outcomes.flatMap(({ placed }) => placed)),
    `${outcomes.flatMap(({ refused }) => refused).length}`,
    spread(outcomes.flatMap(({ refused }) => refused)),
    `${outcomes.flatMap(({ others }) => others).length}`,
  ];
  const withLimits = column(mean(peaks), shed);
  const noLimits = column(peakWithout, [without]);
  const names = [
    `peak: orders a second (${best} callers)`,
    'offered a second',
    `placed within ${PATIENCE_MILLISECONDS / 1000} s, a second`,
    '**of the peak** (goal ≥ 0.9×)',
    'placed: ms, median / 99 %',
    'refused, each OVERLOADED with `retryAfterSeconds`',
    'refused: ms, median / 99 % (goal < 50)',
    'any other answer',
  ];
  const date = new Date().toISOString().slice(0, 10);
  console.log(
    table([
      [`${date}, ${cpus().length} cores, ${rounds} × ${seconds} s`, 'as it is', 'without limits'],
      ...names.map((name, row) => [name, withLimits[row] ?? '', noLimits[row] ?? '']),
    ]),
  );
}
