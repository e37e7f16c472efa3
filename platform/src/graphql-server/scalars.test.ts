import { describe, expect, test } from '@jest/globals';
import { DateTimeScalar, DecimalScalar } from './scalars.ts';

describe('DateTime', () => {
  test.each([
    ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31T18:30:00.5+09:00', '2026-01-31T09:30:00.500Z'],
    ['2024-02-29T00:00:00.123456Z', '2024-02-29T00:00:00.123Z'],
  ])('%s is a moment', (text, inUtc) => {
    expect(DateTimeScalar.serialize(DateTimeScalar.parseValue(text))).toBe(inUtc);
  });

  test.each([
    ['2026-01-31'],
    ['2026-01-31T09:30:00'],
    ['2026-02-30T00:00:00Z'],
    ['2025-02-29T00:00:00Z'],
    ['2026-13-01T00:00:00Z'],
    ['2026-01-01T25:00:00Z'],
    ['tomorrow'],
    [''],
    [1_767_225_600],
    [null],
    [{}],
  ])('%j is none', (value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow('DateTime must be');
  });

  test('resolvers may return a Date or a string', () => {
    expect(DateTimeScalar.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(DateTimeScalar.serialize('1970-01-01T00:00:00+00:00')).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('Decimal', () => {
  test.each(['0', '-1', '12.50', '123456789012345678901234567890.123456789012345678'])('%s is one', (text) => {
    expect(DecimalScalar.parseValue(text)).toBe(text);
    expect(DecimalScalar.serialize(text)).toBe(text);
  });

  test.each([['1e3'], ['.5'], ['5.'], ['+1'], ['NaN'], ['1,000'], [''], [' 1'], [12.5], [null]])(
    '%j is none',
    (value) => {
      expect(() => DecimalScalar.parseValue(value)).toThrow('Decimal must be');
    },
  );
});
