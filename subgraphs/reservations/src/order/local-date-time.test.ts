import { describe, expect, test } from '@jest/globals';
import { LocalDateTimeScalar, momentAt } from './local-date-time.ts';

describe('the moment of a local time', () => {
  test.each([
    ['Asia/Tokyo', '2026-01-31T09:30:00', '2026-01-31T00:30:00.000Z'],
    ['Europe/Berlin', '2026-01-31T09:30:00', '2026-01-31T08:30:00.000Z'],
    // The day has 23 hours.
    ['Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
    // The day has 25 hours; from two to three the clocks show every time twice.
    ['Europe/Berlin', '2026-10-25T01:59:59', '2026-10-24T23:59:59.000Z'],
    ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
    // By half an hour only.
    ['Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T14:45:00.000Z'],
  ])('%s %s is %s', (timezone, local, moment) => {
    expect(momentAt(timezone, local)?.toISOString()).toBe(moment);
  });

  test.each([
    ['Europe/Berlin', '2026-03-29T02:00:00'],
    ['Europe/Berlin', '2026-03-29T02:30:00'],
    ['America/New_York', '2026-03-08T02:59:59'],
    // Samoa went over the date line, and had no such day.
    ['Pacific/Apia', '2011-12-30T12:00:00'],
  ])('%s never shows %s', (timezone, local) => {
    expect(momentAt(timezone, local)).toBeNull();
  });
});

describe('a local time', () => {
  test('is taken with and without seconds', () => {
    expect(LocalDateTimeScalar.parseValue('2026-01-31T09:30')).toBe('2026-01-31T09:30:00');
    expect(LocalDateTimeScalar.parseValue('2026-01-31T09:30:15')).toBe('2026-01-31T09:30:15');
  });

  test.each([
    '2026-02-30T09:30',
    '2026-01-31T24:00',
    '2026-01-31T09:60',
    '2026-01-31T09:30:60',
    '2026-01-31T09:30Z',
    '2026-01-31T09:30+09:00',
    '2026-01-31T09:30[Asia/Tokyo]',
    '2026-01-31 09:30',
    '2026-01-31',
    '09:30',
    '',
    20_260_131,
    null,
  ])('is never %j', (given) => {
    expect(() => LocalDateTimeScalar.parseValue(given)).toThrow('LocalDateTime');
  });
});
