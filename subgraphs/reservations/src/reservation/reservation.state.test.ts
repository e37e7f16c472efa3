import { describe, expect, test } from '@jest/globals';
import type { ReservationState } from '../order/line.state.ts';
import { type Actor, allowedSteps, isFinished, RESERVATION_STATES } from './reservation.state.ts';

const ACTORS: readonly Actor[] = ['CUSTOMER', 'STAFF', 'SYSTEM'];

/** Who may go from one state to another, with what is merely counted and with what comes back; nobody unless it is here. */
const LIFE: readonly (readonly [ReservationState, ReservationState, readonly Actor[], readonly Actor[]])[] = [
  ['HELD', 'CONFIRMED', ['SYSTEM'], ['SYSTEM']],
  ['HELD', 'CANCELLED', ['CUSTOMER', 'STAFF', 'SYSTEM'], ['CUSTOMER', 'STAFF', 'SYSTEM']],
  ['HELD', 'EXPIRED', ['SYSTEM'], ['SYSTEM']],
  ['CONFIRMED', 'PREPARING', ['STAFF'], ['STAFF']],
  ['CONFIRMED', 'HANDED_OVER', ['STAFF'], ['CUSTOMER', 'STAFF']],
  ['CONFIRMED', 'RETURNED', [], ['STAFF']],
  ['CONFIRMED', 'CANCELLED', ['CUSTOMER', 'STAFF', 'SYSTEM'], ['CUSTOMER', 'STAFF', 'SYSTEM']],
  ['PREPARING', 'READY', ['STAFF'], ['STAFF']],
  ['PREPARING', 'RETURNED', [], ['STAFF']],
  ['PREPARING', 'CANCELLED', ['STAFF', 'SYSTEM'], ['STAFF', 'SYSTEM']],
  ['READY', 'HANDED_OVER', ['STAFF'], ['CUSTOMER', 'STAFF']],
  ['READY', 'RETURNED', [], ['STAFF']],
  ['READY', 'CANCELLED', ['STAFF', 'SYSTEM'], ['STAFF', 'SYSTEM']],
  ['HANDED_OVER', 'RETURNED', [], ['CUSTOMER', 'STAFF']],
];

describe('the life of a reservation', () => {
  const pairs = RESERVATION_STATES.flatMap((from) => RESERVATION_STATES.map((to) => [from, to] as const));

  test.each(pairs)('%s → %s, by those who may', (from, to) => {
    const [, , counted, returnable] = LIFE.find((each) => each[0] === from && each[1] === to) ?? [from, to, [], []];
    expect(ACTORS.filter((actor) => allowedSteps(from, false, actor).includes(to))).toEqual(counted);
    expect(ACTORS.filter((actor) => allowedSteps(from, true, actor).includes(to))).toEqual(returnable);
  });

  test.each<readonly [ReservationState, boolean, boolean]>([
    ['HELD', false, false],
    ['CONFIRMED', false, false],
    ['PREPARING', false, false],
    ['READY', false, false],
    ['HANDED_OVER', true, false],
    ['RETURNED', true, true],
    ['CANCELLED', true, true],
    ['EXPIRED', true, true],
  ])('%s is the end of what is counted: %s; of what comes back: %s', (state, counted, returnable) => {
    expect([isFinished(state, false), isFinished(state, true)]).toEqual([counted, returnable]);
  });

  test('goes on, for somebody, exactly where it is not finished', () => {
    for (const state of RESERVATION_STATES) {
      for (const returnable of [false, true]) {
        const goesOn = ACTORS.some((actor) => allowedSteps(state, returnable, actor).length > 0);
        expect({ state, returnable, goesOn }).toEqual({ state, returnable, goesOn: !isFinished(state, returnable) });
      }
    }
  });
});
