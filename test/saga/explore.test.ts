import { describe, expect, test } from '@jest/globals';
import { explore, type Exploration } from './explore.ts';
import { moneyModel } from './money.model.ts';
import { placing, pointsModel } from './points.model.ts';
import { type Rule, RULES } from './rules.ts';
import { type Budget, placed, TOTAL } from './world.ts';

// The saga between orders, stock and money, gone through as a whole: docs/saga.md tells how.

const nothing: Budget = { faults: 0, payments: 0, cancels: 0, lines: 0, rivals: 0, outages: 0 };

/** What may happen besides what must: how often, and whether the order itself says how it is paid. */
interface Scene {
  readonly byEvent: boolean;
  readonly left: Partial<Budget>;
  /** What the second line costs, unless it is the usual. */
  readonly secondLine?: number;
  /** What must be among all that can come of it, or the scene shows nothing. */
  readonly outcomes: readonly string[];
}

const SCENES: Readonly<Record<string, Scene>> = {
  'one payment, cancellations, a rival for the stock, a fault': {
    byEvent: false,
    left: { payments: 1, cancels: 1, lines: 1, rivals: 1, faults: 1 },
    outcomes: [
      'CONFIRMED paid',
      'CONFIRMED paid partly refunded',
      'CONFIRMED late paid',
      'CANCELLED paid partly refunded',
      'CANCELLED paid refunded',
      'CANCELLED OUT_OF_STOCK',
      'EXPIRED',
      'EXPIRED ORDER_EXPIRED',
      'EXPIRED AMOUNT_CHANGED',
    ],
  },
  'one payment, two faults': {
    byEvent: false,
    left: { payments: 1, cancels: 1, rivals: 1, faults: 2 },
    outcomes: ['CONFIRMED paid', 'CONFIRMED late paid', 'CANCELLED paid partly refunded', 'CANCELLED ORDER_CANCELLED'],
  },
  'two payments, a cancellation, a rival': {
    byEvent: false,
    left: { payments: 2, cancels: 1, rivals: 1 },
    outcomes: ['CONFIRMED paid', 'CONFIRMED late paid', 'CANCELLED paid refunded'],
  },
  'two payments, a fault': {
    byEvent: false,
    left: { payments: 2, faults: 1 },
    outcomes: ['CONFIRMED paid', 'CONFIRMED late paid', 'EXPIRED'],
  },
  'a payment by event, an outage of the provider, a cancellation, a rival, a fault': {
    byEvent: true,
    left: { outages: 1, cancels: 1, rivals: 1, faults: 1 },
    outcomes: ['CONFIRMED delayed paid', 'CONFIRMED late delayed paid', 'EXPIRED delayed', 'CANCELLED delayed'],
  },
  'a payment by event, an outage, a line that is called off, a fault': {
    byEvent: true,
    left: { outages: 1, lines: 1, faults: 1 },
    outcomes: ['CONFIRMED delayed paid', 'CONFIRMED delayed paid partly refunded'],
  },
  'a free line and one that is called off, a payment, a cancellation, a fault': {
    byEvent: false,
    left: { payments: 1, lines: 1, cancels: 1, faults: 1 },
    secondLine: TOTAL,
    outcomes: [
      'CONFIRMED',
      'CONFIRMED NOT_ASKED_FOR',
      'CONFIRMED paid',
      'CONFIRMED paid partly refunded',
      'CANCELLED',
      'CANCELLED NOT_ASKED_FOR',
    ],
  },
  'a free line and one that is called off, a payment by event, an outage, a rival': {
    byEvent: true,
    left: { outages: 1, lines: 1, rivals: 1 },
    secondLine: TOTAL,
    outcomes: ['CONFIRMED', 'CONFIRMED delayed', 'CONFIRMED NOT_ASKED_FOR', 'CONFIRMED paid', 'EXPIRED'],
  },
};

function tell(name: string, { states, steps, depth, resting }: Exploration, started: number): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.info(
    `${name}: ${states} states, ${steps} steps, all within ${depth} steps, ${resting} at rest, ${seconds} s`,
  );
}

describe('of an order that is paid in money, whatever happens in whatever order', () => {
  test.each(Object.entries(SCENES))('money follows goods: %s', (name, { byEvent, left, secondLine, outcomes }) => {
    const started = performance.now();
    const explored = explore(moneyModel(), [placed(byEvent, { ...nothing, ...left }, secondLine)]);
    expect(explored.violation).toBeNull();
    expect([...explored.outcomes]).toEqual(expect.arrayContaining([...outcomes]));
    tell(name, explored, started);
  });
});

/** A wallet that holds enough, hardly enough, or too little. */
const pointsScene = (left: Partial<Budget>) => [6, 7, 4].map((wallet) => placing(wallet, { ...nothing, ...left }));
const ALL_OF_POINTS = { faults: 1, payments: 1, cancels: 1, lines: 1, rivals: 1, outages: 1 };

test('of an order that is paid with points, whatever happens, points follow goods', () => {
  const started = performance.now();
  const explored = explore(pointsModel(), pointsScene(ALL_OF_POINTS));
  expect(explored.violation).toBeNull();
  expect([...explored.outcomes]).toEqual(
    expect.arrayContaining([
      'CONFIRMED paid',
      'CANCELLED paid',
      'CANCELLED INSUFFICIENT_BALANCE',
      'CANCELLED OUT_OF_STOCK',
      'EXPIRED',
      'never written',
    ]),
  );
  tell('points', explored, started);
});

describe('control: without one of its rules', () => {
  const money = { payments: 1, faults: 1 };
  const controls: readonly (readonly [rules: readonly Rule[], scene: Omit<Scene, 'outcomes'>, broken: string])[] = [
    [
      ['decides on the order as it is when it is written'],
      { byEvent: false, left: { ...money, cancels: 1 } },
      'the order is confirmed without its goods',
    ],
    [
      ['asks again when an order expired meanwhile'],
      { byEvent: false, left: money },
      'the order is confirmed without its goods',
    ],
    [
      ['refuses what it cannot take'],
      { byEvent: false, left: { ...money, rivals: 1 } },
      'P1 never comes to rest: AUTHORIZED',
    ],
    [
      ['takes only the right amount'],
      { byEvent: false, left: { payments: 1, lines: 1 } },
      'the shop keeps 6 where 4 is due',
    ],
    [
      ['releases what was sold to an order that is over'],
      { byEvent: false, left: { payments: 1, lines: 1 } },
      'the goods are kept for an order that is over',
    ],
    [['asks catalog again after a crash'], { byEvent: false, left: money }, 'P1 never comes to rest: AUTHORIZED'],
    [
      ['confirms by a timer what a crash left unconfirmed'],
      { byEvent: false, left: { lines: 1, faults: 1 }, secondLine: TOTAL },
      'the order waits for ever',
    ],
    [
      ['leaves to an expired order what it was sold late'],
      { byEvent: false, left: { payments: 1 } },
      'the order is confirmed without its goods',
    ],
    [
      ['has one live payment an order'],
      { byEvent: false, left: { payments: 2 } },
      'two payments of one order are live',
    ],
    [
      ['gives back what turns up after it was given up'],
      { byEvent: false, left: { payments: 1 } },
      'P1: the provider keeps money aside',
    ],
    [
      ['gives each refund a number of its own'],
      { byEvent: false, left: { ...money, cancels: 1 } },
      'P1: the books of refunds differ',
    ],
    [
      ['asks again only for the same amount'],
      { byEvent: true, left: { outages: 1, lines: 1, faults: 1 } },
      'the shop keeps 6 where 4 is due',
    ],
    [
      ['captures only what its order was confirmed with'],
      { byEvent: false, left: { payments: 1 } },
      'P1: taken for an order that it did not pay',
    ],
    [['asks for what it has no answer to'], { byEvent: false, left: money }, 'P1 never comes to rest: PROCESSING'],
    [
      ['keeps the messages of a sender in their order'],
      { byEvent: false, left: { ...money, cancels: 1 } },
      'the shop keeps 0 where 3 is due',
    ],
    [
      // Either of the two is enough.
      ['handles each message once', 'counts each line that is called off once'],
      { byEvent: false, left: { ...money, cancels: 1 } },
      'the shop keeps 0 where 3 is due',
    ],
  ];

  const pointsControls: readonly (readonly [rule: Rule, broken: string])[] = [
    ['debits nothing for an order that it has heard of', 'the shop keeps 6 where 0 is due'],
    ['gives back what was debited for no order', 'the shop keeps 6 where 0 is due'],
    ['debits no more than there is', 'the wallet is below zero'],
  ];

  const named = controls.map(([rules, ...rest]) => [rules.join(' or '), rules, ...rest] as const);

  test.each(named)('%s: it breaks', (_, rules, { byEvent, left, secondLine }, broken) => {
    const { violation } = explore(moneyModel(...rules), [placed(byEvent, { ...nothing, ...left }, secondLine)]);
    expect(violation?.broken).toBe(broken);
  });

  test.each(pointsControls)('%s: it breaks', (rule, broken) => {
    const { violation } = explore(pointsModel(rule), pointsScene(ALL_OF_POINTS));
    expect(violation?.broken).toBe(broken);
  });

  test('there is one for every rule', () => {
    const missed = new Set([...controls.flatMap(([rules]) => rules), ...pointsControls.map(([rule]) => rule)]);
    expect(RULES.filter((rule) => !missed.has(rule))).toEqual([]);
  });
});
