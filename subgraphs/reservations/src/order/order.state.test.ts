import { describe, expect, test } from '@jest/globals';
import { ORDER_STATES, ORDER_TRANSITIONS, type OrderState, stateAt, statesBefore, writtenAs } from './order.state.ts';

const now = new Date('2026-01-31T09:30:00Z');
const earlier = new Date(now.getTime() - 1);
const later = new Date(now.getTime() + 1);

describe('the life of an order', () => {
  const allowed: readonly (readonly [OrderState, OrderState])[] = [
    ['PENDING', 'CONFIRMED'],
    ['PENDING', 'CANCELLED'],
    ['PENDING', 'EXPIRED'],
    ['CONFIRMED', 'COMPLETED'],
    ['CONFIRMED', 'CANCELLED'],
    ['EXPIRED', 'CONFIRMED'],
  ];
  const isAllowed = (from: OrderState, to: OrderState) => allowed.some((each) => each[0] === from && each[1] === to);
  const pairs = ORDER_STATES.flatMap((from) => ORDER_STATES.map((to) => [from, to, isAllowed(from, to)] as const));

  test.each(pairs)('%s → %s: %s', (from, to, may) => {
    expect(ORDER_TRANSITIONS[from].includes(to)).toBe(may);
    expect(statesBefore(to).includes(from)).toBe(may);
  });
});

describe('expiry is judged when reading', () => {
  test.each<readonly [OrderState, Date, OrderState]>([
    ['PENDING', later, 'PENDING'],
    ['PENDING', now, 'EXPIRED'],
    ['PENDING', earlier, 'EXPIRED'],
    ['CONFIRMED', earlier, 'CONFIRMED'],
    ['COMPLETED', earlier, 'COMPLETED'],
    ['CANCELLED', earlier, 'CANCELLED'],
    ['EXPIRED', earlier, 'EXPIRED'],
  ])('%s until %s is %s', (state, expiresAt, seen) => {
    expect(stateAt(now, { state, expiresAt })).toBe(seen);
  });

  test('whoever looks for a state finds exactly the rows that show it', () => {
    const limit = (text: string) =>
      text === 'infinity' ? Infinity : text === '-infinity' ? -Infinity : Date.parse(text);
    for (const sought of ORDER_STATES) {
      for (const state of ORDER_STATES) {
        for (const expiresAt of [earlier, now, later]) {
          const found = writtenAs(sought, now).some(
            (row) =>
              row.state === state &&
              limit(row.expiresAfter) < expiresAt.getTime() &&
              expiresAt.getTime() <= limit(row.expiresUntil),
          );
          expect({ sought, state, expiresAt, found }).toEqual({
            sought,
            state,
            expiresAt,
            found: stateAt(now, { state, expiresAt }) === sought,
          });
        }
      }
    }
    expect(writtenAs(null, now).map(({ state }) => state)).toEqual(ORDER_STATES);
  });
});
