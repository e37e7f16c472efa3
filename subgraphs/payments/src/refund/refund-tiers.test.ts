import { describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { currencyDecimals, formatMoney, MoneyError, parseMoney } from '@yoyaku/platform/money';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';
import fc from 'fast-check';
import { cancellationShare, refundOf, shareHoldsUntil } from './refund-tiers.ts';

const lineId = randomId();
const tier = (hoursBefore: number, percent: number): CancellationTier => ({ hoursBefore, percent });

/** All until 24 hours before, half until the start, nothing after. */
const USUAL = [tier(24, 100), tier(0, 50)];
const START = '2026-05-02T10:00:00.000Z';

describe('the share that goes back', () => {
  test.each<[string, CancellationTier[], string, number]>([
    ['long before', USUAL, '2026-01-01T00:00:00.000Z', 100],
    ['a millisecond before the first tier ends', USUAL, '2026-05-01T09:59:59.999Z', 100],
    ['exactly when the first tier ends', USUAL, '2026-05-01T10:00:00.000Z', 100],
    ['a millisecond after the first tier', USUAL, '2026-05-01T10:00:00.001Z', 50],
    ['at the start itself', USUAL, START, 50],
    ['a millisecond after the start', USUAL, '2026-05-02T10:00:00.001Z', 0],
    ['a year after the start', USUAL, '2027-05-02T10:00:00.000Z', 0],
    ['in another spelling of the same moment', USUAL, '2026-05-01T19:00:00+09:00', 100],
    ['without tiers, long before', [], '2026-01-01T00:00:00.000Z', 100],
    ['without tiers, after the start', [], '2027-01-01T00:00:00.000Z', 100],
    ['later than the only tier', [tier(48, 80)], '2026-05-01T10:00:00.000Z', 0],
    ['in time for the only tier', [tier(48, 80)], '2026-04-30T10:00:00.000Z', 80],
    ['in a last tier of nothing', [tier(24, 100), tier(0, 0)], '2026-05-02T09:00:00.000Z', 0],
    ['more than the longest tier before', [tier(8_760, 100), tier(0, 10)], '2025-05-02T09:59:59.999Z', 100],
    ['less than the longest tier before', [tier(8_760, 100), tier(0, 10)], '2025-05-02T10:00:00.001Z', 10],
  ])('%s', (_when, tiers, cancelledAt, percent) => {
    expect(cancellationShare(tiers, START, cancelledAt)).toBe(percent);
    expect(cancellationShare(tiers, new Date(START), new Date(cancelledAt))).toBe(percent);
  });

  test('is that of the first tier for what has no start, whenever it is cancelled', () => {
    for (const cancelledAt of ['2000-01-01T00:00:00Z', START, '2099-01-01T00:00:00Z']) {
      expect(cancellationShare([tier(24, 70), tier(0, 50)], null, cancelledAt)).toBe(70);
      expect(cancellationShare([], null, cancelledAt)).toBe(100);
    }
  });

  test('counts hours of 3,600 seconds where the clocks change', () => {
    // Berlin, 29 March 2026, 12:00: the same time of the day before is 23 hours away.
    expect(cancellationShare(USUAL, '2026-03-29T12:00:00+02:00', '2026-03-28T12:00:00+01:00')).toBe(50);
    expect(cancellationShare(USUAL, '2026-03-29T12:00:00+02:00', '2026-03-28T11:00:00+01:00')).toBe(100);
  });

  test('is not guessed for what is no moment', () => {
    expect(() => cancellationShare(USUAL, START, 'soon')).toThrow(TypeError);
    expect(() => cancellationShare(USUAL, '', START)).toThrow(TypeError);
  });
});

describe('the moment until which the share holds', () => {
  test.each<[string, CancellationTier[], string | null, string, string | null]>([
    ['the end of the first tier', USUAL, START, '2026-01-01T00:00:00.000Z', '2026-05-01T10:00:00.000Z'],
    ['that very moment, at it', USUAL, START, '2026-05-01T10:00:00.000Z', '2026-05-01T10:00:00.000Z'],
    ['the start, a millisecond later', USUAL, START, '2026-05-01T10:00:00.001Z', START],
    ['none, after the start', USUAL, START, '2026-05-02T10:00:00.001Z', null],
    [
      'the end of the last tier that says the same',
      [tier(48, 80), tier(24, 80)],
      START,
      START.replace('05', '04'),
      '2026-05-01T10:00:00.000Z',
    ],
    ['none, for what has no start', USUAL, null, START, null],
    ['none, without tiers', [], START, START, null],
    ['none, where nothing ever goes back', [tier(24, 0)], START, '2026-01-01T00:00:00.000Z', null],
  ])('is %s', (_what, tiers, startsAt, at, until) => {
    expect(shareHoldsUntil(tiers, startsAt, at)?.toISOString() ?? null).toBe(until);
  });
});

describe('what goes back', () => {
  test.each([
    ['1000', 'JPY', 50, '500'],
    ['1', 'JPY', 50, '0'],
    ['3', 'JPY', 50, '2'],
    ['5', 'JPY', 50, '2'],
    ['1001', 'JPY', 50, '500'],
    ['1003', 'JPY', 50, '502'],
    ['999', 'JPY', 33, '330'],
    ['0', 'JPY', 50, '0'],
    ['10.05', 'EUR', 50, '5.02'],
    ['10.07', 'EUR', 50, '5.04'],
    ['0.01', 'EUR', 99, '0.01'],
    ['0.01', 'EUR', 51, '0.01'],
    ['0.01', 'EUR', 49, '0.00'],
    ['0.50', 'EUR', 29, '0.14'],
    ['1.50', 'EUR', 29, '0.44'],
    ['1.235', 'KWD', 10, '0.124'],
    ['1.245', 'KWD', 10, '0.124'],
    ['19.990', 'KWD', 1, '0.200'],
    ['9007199254740991', 'JPY', 50, '4503599627370496'],
    ['9007199254740991', 'JPY', 99, '8917127262193581'],
    ['9007199254740991', 'JPY', 100, '9007199254740991'],
  ])('of %s %s at %d %% is %s', (amount, currency, percent, refund) => {
    const { amount: total } = parseMoney({ amount, currency });
    const [line] = refundOf({
      tiers: [tier(0, percent)],
      lines: [{ lineId, total, startsAt: null }],
      cancelledAt: START,
    });
    expect(line?.percent).toBe(percent);
    expect(formatMoney({ amount: line?.refund ?? NaN, currency })).toEqual({ amount: refund, currency });
  });

  test('is judged line by line', () => {
    const [soon, late, never] = [randomId(), randomId(), randomId()];
    const lines = [
      { lineId: late, total: 1001, startsAt: '2026-05-04T10:00:00.000Z' },
      { lineId: soon, total: 1001, startsAt: START },
      { lineId: never, total: 1001, startsAt: null },
    ];
    expect(refundOf({ tiers: USUAL, lines, cancelledAt: '2026-05-02T09:00:00.000Z' })).toEqual([
      { lineId: late, percent: 100, refund: 1001 },
      { lineId: soon, percent: 50, refund: 500 },
      { lineId: never, percent: 100, refund: 1001 },
    ]);
    expect(refundOf({ tiers: USUAL, lines: [], cancelledAt: START })).toEqual([]);
  });

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('is refused for a total of %d', (total) => {
    const lines = [{ lineId, total, startsAt: null }];
    expect(() => refundOf({ tiers: USUAL, lines, cancelledAt: START })).toThrow(MoneyError);
  });
});

describe('whatever the tiers, the lines and the moment', () => {
  const HOUR = 3_600_000;
  const start = Date.parse(START);
  /** As shops may set them: hours fall and no two are alike, percentages never rise. */
  const someTiers = fc.uniqueArray(fc.oneof(fc.nat(8_760), fc.nat(48)), { maxLength: 10 }).chain((hours) =>
    fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: hours.length, maxLength: hours.length })
      .map((percents): CancellationTier[] => {
        const [falling, least] = [hours, percents].map((numbers) => [...numbers].sort((one, other) => other - one));
        return falling!.map((hoursBefore, index) => tier(hoursBefore, least![index]!));
      }),
  );
  /** Often exactly on the hour, or a millisecond beside it. */
  const someMoment = fc
    .tuple(
      fc.oneof(fc.integer({ min: -8_761, max: 24 }), fc.integer({ min: -49, max: 2 })),
      fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: 0, max: HOUR - 1 })),
    )
    .map(([hours, milliseconds]) => new Date(start + hours * HOUR + milliseconds));
  const someTotal = fc.oneof(fc.nat(200), fc.nat(10_000_000), fc.maxSafeNat());
  const someLines = fc.array(
    fc.record({ lineId: fc.constant(lineId), total: someTotal, startsAt: fc.option(someMoment) }),
    { maxLength: 20 },
  );

  test('nothing goes back above the total, neither of a line nor of all', () => {
    fc.assert(
      fc.property(someTiers, someLines, someMoment, (tiers, lines, cancelledAt) => {
        const refunds = refundOf({ tiers, lines, cancelledAt });
        expect(refunds.map((refund) => refund.lineId)).toEqual(lines.map((line) => line.lineId));
        for (const [index, { refund }] of refunds.entries()) {
          expect(Number.isSafeInteger(refund) && refund >= 0 && refund <= lines[index]!.total).toBe(true);
        }
        const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + BigInt(number), 0n);
        expect(sum(refunds.map(({ refund }) => refund)) <= sum(lines.map(({ total }) => total))).toBe(true);
      }),
    );
  });

  test('who cancels later never gets more', () => {
    fc.assert(
      fc.property(someTiers, someLines, someMoment, someMoment, (tiers, lines, one, other) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        const before = refundOf({ tiers, lines, cancelledAt: earlier });
        for (const [index, after] of refundOf({ tiers, lines, cancelledAt: later }).entries()) {
          expect(after.percent).toBeLessThanOrEqual(before[index]!.percent);
          expect(after.refund).toBeLessThanOrEqual(before[index]!.refund);
        }
      }),
    );
  });

  test('a tier begins where it says, and lasts until the next', () => {
    fc.assert(
      fc.property(someTiers, (tiers) => {
        for (const [index, { hoursBefore, percent }] of tiers.entries()) {
          const last = start - hoursBefore * HOUR;
          expect(cancellationShare(tiers, START, new Date(last))).toBe(percent);
          expect(cancellationShare(tiers, START, new Date(last + 1))).toBe(tiers[index + 1]?.percent ?? 0);
        }
      }),
    );
  });

  test('a share holds until the moment that is told, and no longer', () => {
    fc.assert(
      fc.property(someTiers, someMoment, (tiers, at) => {
        const until = shareHoldsUntil(tiers, START, at);
        const share = cancellationShare(tiers, START, at);
        const last = until ?? new Date('2099-01-01');
        expect(last >= at || until === null).toBe(true);
        expect(cancellationShare(tiers, START, last)).toBe(share);
        if (until) expect(cancellationShare(tiers, START, new Date(until.getTime() + 1))).toBeLessThan(share);
      }),
    );
  });

  test.each(['JPY', 'EUR', 'KWD'])('it is the nearest amount of %s there is, and of two the even one', (currency) => {
    const decimals = currencyDecimals(currency);
    /** The digits of an amount, with some more zeros. */
    const digits = (amount: string, more: number) => {
      const [whole = '', fraction = ''] = amount.split('.');
      expect(fraction).toHaveLength(decimals);
      return BigInt(whole + fraction + '0'.repeat(more));
    };
    fc.assert(
      fc.property(someTotal, fc.integer({ min: 0, max: 100 }), (total, percent) => {
        const lines = [{ lineId, total, startsAt: null }];
        const [line] = refundOf({ tiers: [tier(0, percent)], lines, cancelledAt: START });
        const paid = formatMoney({ amount: total, currency }).amount;
        const given = formatMoney({ amount: line!.refund, currency }).amount;
        // In hundredths of a minor unit both are whole.
        const away = digits(given, 2) - digits(paid, 0) * BigInt(percent);
        expect(away >= -50n && away <= 50n).toBe(true);
        if (away === 50n || away === -50n) expect(line!.refund % 2).toBe(0);
        if (percent === 100) expect(given).toBe(paid);
      }),
    );
  });

  test('control: floating-point arithmetic gives other amounts, and so does rounding halves up', () => {
    const rounded = (total: number, percent: number) => Math.round((total * percent) / 100);
    const ours = (total: number, percent: number) =>
      refundOf({ tiers: [tier(0, percent)], lines: [{ lineId, total, startsAt: null }], cancelledAt: START })[0]
        ?.refund;
    expect([rounded(1, 50), ours(1, 50)]).toEqual([1, 0]);
    // 2,612,087,783,874,879.27 in truth: no tie.
    expect([rounded(9_007_199_254_740_963, 29), ours(9_007_199_254_740_963, 29)]).toEqual([
      2_612_087_783_874_880, 2_612_087_783_874_879,
    ]);
  });
});
