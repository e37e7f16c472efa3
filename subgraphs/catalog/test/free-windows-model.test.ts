import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Thing, WantedAllocation, Window } from './window-scene.ts';
import { WindowScene } from './window-scene.ts';

// Random allocations, and windows found by looking at every quarter of an hour: too simple to be wrong.

let scene: WindowScene;

beforeAll(async () => {
  scene = await WindowScene.open();
});

afterAll(() => scene.close());

const STEP_MS = 15 * 60_000;
const START = Date.parse('2026-02-02T00:00Z');
/** Looked at: steps 20 to 60; allocations lie within 0 to 80; it is now step 25. */
const [FROM, TO, NOW] = [20, 60, 25];
const moment = (step: number) => new Date(START + step * STEP_MS).toISOString();

interface Taken {
  readonly start: number;
  readonly steps: number;
  readonly quantity: number;
  /** Which unit it is, where things are units. */
  readonly unit: number;
  readonly kind: 'CONFIRMED' | 'OUT' | 'HELD' | 'LAPSED' | 'RELEASED';
}

const taken = fc.record<Taken>({
  start: fc.integer({ min: 0, max: 79 }),
  steps: fc.integer({ min: 1, max: 16 }),
  quantity: fc.integer({ min: 1, max: 3 }),
  unit: fc.integer({ min: 0, max: 3 }),
  kind: fc.constantFrom('CONFIRMED', 'OUT', 'HELD', 'LAPSED', 'RELEASED'),
});

const setting = fc.record({
  onHand: fc.integer({ min: 1, max: 4 }),
  before: fc.integer({ min: 0, max: 3 }),
  after: fc.integer({ min: 0, max: 3 }),
  quantity: fc.integer({ min: 1, max: 3 }),
  given: fc.array(taken, { maxLength: 14 }),
});

const endOf = ({ start, steps, kind }: Taken) => (kind === 'OUT' && start + steps <= NOW ? Infinity : start + steps);
const blocks = (one: Taken, step: number) =>
  one.kind !== 'LAPSED' && one.kind !== 'RELEASED' && one.start <= step && step < endOf(one);
/** What the rows say: the database keeps no more than there is, lapsed holds included. */
const keeps = (one: Taken, step: number) =>
  one.kind !== 'RELEASED' && one.start <= step && step < one.start + one.steps;
const steps = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/** Those that the database lets in, one after another. */
function letIn(given: readonly Taken[], fits: (kept: readonly Taken[], one: Taken) => boolean): Taken[] {
  const kept: Taken[] = [];
  for (const one of given) if (fits(kept, one)) kept.push(one);
  return kept;
}

const asAllocation = (one: Taken, thing: Thing): WantedAllocation => ({
  start: moment(one.start),
  end: moment(one.start + one.steps),
  quantity: thing.units.length > 0 ? 1 : one.quantity,
  ...(thing.units[one.unit] !== undefined && { unit: thing.units[one.unit]! }),
  state: one.kind === 'OUT' ? 'CONFIRMED' : one.kind === 'LAPSED' ? 'HELD' : one.kind,
  expiresAt: moment(one.kind === 'LAPSED' ? NOW : NOW + 1),
  ...(one.kind === 'OUT' && { handedOverAt: moment(one.start) }),
});

/** All periods that no longer period contains, of those for which enough can be had. */
function longest(available: (start: number, end: number) => number, quantity: number): Window[] {
  const found: Window[] = [];
  let lastEnd = FROM;
  for (const start of steps(FROM, TO)) {
    let end = start;
    while (end < TO && available(start, end + 1) >= quantity) end += 1;
    if (end > start && end > lastEnd) {
      found.push([moment(start), moment(end), available(start, end)]);
      lastEnd = end;
    }
  }
  return found;
}

const minutes = (count: number) => count * 15;

test('the free windows of what is counted are those that a look at every moment finds', async () => {
  await fc.assert(
    fc.asyncProperty(setting, async ({ onHand, before, after, quantity, given }) => {
      const kept = letIn(given, (others, one) =>
        steps(one.start, one.start + one.steps).every(
          (step) =>
            [...others, one].filter((other) => keeps(other, step)).reduce((sum, other) => sum + other.quantity, 0) <=
            onHand,
        ),
      );
      const thing = await scene.thing({ onHand, before: minutes(before), after: minutes(after) });
      await scene.allocate(
        thing,
        kept.map((one) => asAllocation(one, thing)),
      );
      const used = (step: number) =>
        kept.filter((one) => blocks(one, step)).reduce((sum, one) => sum + one.quantity, 0);
      const peak = (from: number, to: number) => Math.max(0, ...steps(from, to).map(used));
      const available = (start: number, end: number) => onHand - peak(start - before, end + after);
      const windows = await scene.windows(thing, moment(FROM), moment(TO), { quantity, now: moment(NOW) });
      expect(windows).toEqual(longest(available, quantity));
      expect(await scene.usage(thing, moment(FROM), moment(TO), moment(NOW))).toBe(peak(FROM, TO));
    }),
    { numRuns: 150 },
  );
});

test('the free windows of units are those for which a look at every moment finds the same units', async () => {
  await fc.assert(
    fc.asyncProperty(setting, async ({ onHand, before, after, quantity, given }) => {
      const kept = letIn(
        given.filter(({ unit }) => unit < onHand),
        (others, one) =>
          steps(one.start, one.start + one.steps).every(
            (step) => !keeps(one, step) || !others.some((other) => other.unit === one.unit && keeps(other, step)),
          ),
      );
      const thing = await scene.thing({ onHand, byUnit: true, before: minutes(before), after: minutes(after) });
      await scene.allocate(
        thing,
        kept.map((one) => asAllocation(one, thing)),
      );
      const isFree = (unit: number, from: number, to: number) =>
        !kept.some((one) => one.unit === unit && steps(from, to).some((step) => blocks(one, step)));
      const free = (from: number, to: number) => steps(0, onHand).filter((unit) => isFree(unit, from, to)).length;
      const available = (start: number, end: number) => free(start - before, end + after);
      const windows = await scene.windows(thing, moment(FROM), moment(TO), { quantity, now: moment(NOW) });
      expect(windows).toEqual(longest(available, quantity));
      expect(await scene.usage(thing, moment(FROM), moment(TO), moment(NOW))).toBe(onHand - free(FROM, TO));
    }),
    { numRuns: 150 },
  );
});
