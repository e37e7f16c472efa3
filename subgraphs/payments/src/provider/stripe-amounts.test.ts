import { describe, expect, test } from '@jest/globals';
import { fromStripeAmount, toStripeAmount } from './stripe-amounts.ts';

describe('an amount at Stripe', () => {
  test.each([
    [1200, 'JPY', 1200],
    [1234, 'EUR', 1234],
    // HUF has hundredths at Stripe, none here.
    [1234, 'HUF', 123_400],
    [5120, 'KWD', 5120],
    // Whole units for us, hundredths for Stripe.
    [5, 'ISK', 500],
    [5, 'UGX', 500],
    [12, 'XAF', 12],
  ])('of %d minor units of %s is %d', (ours, currency, theirs) => {
    expect(toStripeAmount(ours, currency)).toBe(theirs);
    expect(fromStripeAmount(theirs, currency.toLowerCase())).toBe(ours);
  });

  test('with a third decimal is not taken, and not rounded', () => {
    expect(toStripeAmount(5124, 'KWD')).toBeNull();
  });

  test('too large to be exact is not taken', () => {
    expect(toStripeAmount(Number.MAX_SAFE_INTEGER, 'ISK')).toBeNull();
  });
});
