import { setTimeout } from 'node:timers/promises';
import { Chance } from './chance.ts';
import { contradictions, unfinished } from './contradictions.ts';
import { Customer } from './customer.ts';
import { OrderWatch } from './order-watch.ts';
import type { FaultSystem } from './system.ts';
import { type Plan, USUAL_PLANS } from './plans.ts';
import { RIDES } from './rides.ts';
import type { Shops } from './shops.ts';
import { type Visit, Wave } from './wave.ts';

export const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 20);
const CUSTOMERS = 11;
const PLANS = [...USUAL_PLANS, ...RIDES];
/**
 * So soon after a fault a new order is taken and paid, in most rounds. What a process needs to start is the machine's and is
 * told, not judged.
 */
const BACK_WITHIN_MILLISECONDS = 5_000;
/** A round that takes longer has come to a halt. */
const ROUND_MILLISECONDS = 90_000;

export interface Fault {
  /** What customers do; all that they usually do unless given. */
  readonly plans?: readonly Plan[];
  /** How many there are of them. */
  readonly customers?: number;
  /** Strikes in the midst of a wave, and resolves when what it took down is up again. */
  strike(system: FaultSystem, wave: Wave, chance: Chance): Promise<Struck>;
}

export interface Struck {
  /** In words: when and what. */
  readonly when: string;
  /** When, by `performance.now()`. */
  readonly at: number;
  /** How many milliseconds a process took to start anew. */
  readonly start?: number;
  /** Resolves when the last of it is over. */
  readonly goesOn?: Promise<void>;
}

/**
 * Rounds of one fault in one running system. Each has customers who order, pay and regret, the fault at a moment of
 * chance, and one customer more who comes right after it; then it waits until all has come to rest, and nothing may
 * contradict anything.
 */
export async function playRounds(system: FaultSystem, shops: Shops, name: string, fault: Fault): Promise<void> {
  const chance = new Chance();
  const watch = new OrderWatch(system);
  const visits: Visit[] = [];
  const began = performance.now();
  const rounds: string[] = [];
  const times: number[] = [];
  const judged: number[] = [];
  const play = async () => {
    const { customers: size = CUSTOMERS, plans = PLANS } = fault;
    const wave = await Wave.start(system, shops, chance, { size, plans });
    const { when, at, start = 0, goesOn } = await fault.strike(system, wave, chance);
    const [person] = await system.people(1);
    if (!person) throw new Error('nobody came');
    const next = new Customer(system, watch, person, () => undefined);
    const { id } = await next.place(shops.kind.shop, shops.kind.products);
    await next.pay(id, 'tok_visa');
    const back = Math.round(performance.now() - at);
    times.push(back);
    judged.push(back - start);
    rounds.push(`${when}, back after ${back} ms, of which ${Math.round(start)} to start`);
    visits.push(...(await wave.over), { orderId: id, did: 'came next', ends: 'CONFIRMED' });
    await goesOn;
    await comesToRest(system, shops, visits);
  };
  try {
    for (let round = 1; round <= ROUNDS; round++) await within(ROUND_MILLISECONDS, play());
    if (median(judged) > BACK_WITHIN_MILLISECONDS)
      throw new Error(`it took too long until an order was paid again: ${judged.map(Math.round).join(', ')} ms`);
  } catch (error) {
    const left = await Promise.all([unfinished(system), contradictions(system, shops, visits)]).catch(() => []);
    const story = [`round ${rounds.length + 1} of ${name}, seed ${chance.seed}`, ...rounds, ...left.flat()];
    throw new Error(`${story.join('\n')}\n${system.troubles()}`, { cause: error });
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.info(
    `${name}: ${ROUNDS} rounds, ${visits.length} orders in ${seconds} s; served again after ${median(times)} ms, ` +
      `at most ${Math.max(...times)} ms; once started after ${Math.round(median(judged))} ms; seed ${chance.seed}`,
  );
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** Resolves when nothing is on its way and nothing contradicts anything. */
export async function comesToRest(system: FaultSystem, shops: Shops, visits: readonly Visit[]): Promise<void> {
  while ((await unfinished(system)).length > 0 || (await contradictions(system, shops, visits)).length > 0)
    await setTimeout(30);
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const stop = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`not over after ${milliseconds} ms`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}
