import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addMoney, currencyDecimals, formatMoney, MoneyError, multiplyMoney, parseMoney } from './money.ts';

describe('money', () => {
  test.each([
    ['1200', 'JPY', 1200],
    ['12.50', 'EUR', 1250],
    ['12.5', 'EUR', 1250],
    ['0.001', 'KWD', 1],
    ['-3', 'KRW', -3],
  ])('reads %s %s as %d minor units', (amount, currency, minor) => {
    expect(parseMoney({ amount, currency })).toEqual({ amount: minor, currency });
  });

  test.each([
    ['1.5', 'JPY'],
    ['1.001', 'EUR'],
    ['', 'EUR'],
    ['1e3', 'EUR'],
    ['0x10', 'EUR'],
    ['1,5', 'EUR'],
    ['9007199254740993', 'JPY'],
    ['1', 'XXZ'],
  ])('refuses "%s" %s instead of rounding it', (amount, currency) => {
    expect(() => parseMoney({ amount, currency })).toThrow(MoneyError);
  });

  test('writes what it has read, in currencies of 0, 2 and 3 decimals', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('JPY', 'EUR', 'KWD'), (amount, currency) => {
        expect(parseMoney(formatMoney({ amount, currency }))).toEqual({ amount: amount === 0 ? 0 : amount, currency });
      }),
    );
  });

  test('knows the decimals of a currency', () => {
    expect(['JPY', 'KRW', 'USD', 'BHD'].map(currencyDecimals)).toEqual([0, 0, 2, 3]);
  });

  test('says that an amount is too large as one reads it after the name of a field', () => {
    const tooLarge = { amount: '9007199254740993', currency: 'JPY' };
    expect(() => parseMoney(tooLarge)).toThrow('The amount is too large to be kept exactly');
  });

  test('refuses sums across currencies and sums too large to be exact', () => {
    const yen = { amount: Number.MAX_SAFE_INTEGER, currency: 'JPY' };
    expect(() => addMoney(yen, { amount: 1, currency: 'KRW' })).toThrow(MoneyError);
    expect(() => addMoney(yen, { amount: 1, currency: 'JPY' })).toThrow(MoneyError);
    expect(() => multiplyMoney(yen, 2)).toThrow(MoneyError);
  });
});
