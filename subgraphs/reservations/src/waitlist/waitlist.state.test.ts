import { expect, test } from '@jest/globals';
import { WAITLIST_TRANSITIONS, type WaitlistState, waitlistStateAt } from './waitlist.state.ts';

test.each<[WaitlistState, WaitlistState[]]>([
  ['WAITING', ['OFFERED', 'CANCELLED']],
  ['OFFERED', ['PURCHASED', 'OFFER_EXPIRED', 'CANCELLED']],
  ['PURCHASED', []],
  ['OFFER_EXPIRED', []],
  ['CANCELLED', []],
])('%s is followed by %j', (from, to) => {
  expect(WAITLIST_TRANSITIONS[from]).toEqual(to);
});

test.each<[WaitlistState, number, WaitlistState]>([
  ['OFFERED', -1, 'OFFERED'],
  ['OFFERED', 0, 'OFFER_EXPIRED'],
  ['OFFERED', 1, 'OFFER_EXPIRED'],
  ['PURCHASED', 1, 'PURCHASED'],
  ['CANCELLED', 1, 'CANCELLED'],
])('%s is, %i ms after the end of the offer, %s', (state, milliseconds, then) => {
  const offerExpiresAt = new Date('2026-01-01T00:00:00Z');
  expect(waitlistStateAt(new Date(offerExpiresAt.getTime() + milliseconds), { state, offerExpiresAt })).toBe(then);
});
