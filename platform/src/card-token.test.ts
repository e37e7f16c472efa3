import { describe, expect, test } from '@jest/globals';
import { cardTokenProblem } from './card-token.ts';

describe('a card token', () => {
  test.each(['tok_visa', 'pm_1NuiM0Ax4M4ifN', '4242', '12345678901', '1'.repeat(20), 'tok_4242424242424242'])(
    'may be %s',
    (token) => {
      expect(cardTokenProblem(token)).toBeNull();
    },
  );

  test.each([
    '4242424242424242',
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    ' 4242–4242 4242\t4242\n',
    '４２４２４２４２４２４２４２４２',
    '123456789012',
    '1234567890123456789',
  ])('is not the number of a card, %j, which is not repeated', (token) => {
    const problem = cardTokenProblem(token);
    expect(problem).toMatch(/^Card numbers are not taken/);
    expect(problem).not.toMatch(/\d/);
  });

  test.each(['', 'x'.repeat(201), 'tok_\0'])('is a text that can be kept: %j', (token) => {
    expect(cardTokenProblem(token)).not.toBeNull();
  });
});
