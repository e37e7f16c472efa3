import type { Uuid } from '@yoyaku/platform/ids';
import { MoneyError } from '@yoyaku/platform/money';
import type { CancellationTier } from '@yoyaku/platform/tenancy/shop-directory';

// What goes back to a customer who cancels a confirmed order. Whether the tiers apply at all is for the caller to say:
// what the shop cancels, and what was never confirmed, goes back in full.

const HOUR = 3_600_000;

/** A moment, or RFC 3339 as events have it. Milliseconds count. */
type Moment = Date | string;

/** A line that is cancelled, as far as giving back is concerned. */
export interface TieredLine {
  readonly lineId: Uuid;
  /** What was paid for it: minor units of its currency, or points. */
  readonly total: number;
  /** Null for what has no start: goods, food. */
  readonly startsAt: Moment | null;
}

export interface LineRefund {
  readonly lineId: Uuid;
  /** Of the line's total. */
  readonly percent: number;
  /** What goes back, in the unit of the line's total; never above it. */
  readonly refund: number;
}

/** A cancellation, with the tiers of the shop as {@link CancellationTier} sorts them: the earliest first. */
export interface TieredCancellation {
  readonly tiers: readonly CancellationTier[];
  readonly lines: readonly TieredLine[];
  readonly cancelledAt: Moment;
}

/**
 * What goes back for each line, in their order. Each line is rounded by itself and never above its total, so what is given
 * back in parts never adds up to more than what was paid, whichever lines are cancelled when.
 *
 * @throws MoneyError for a total that is no natural number
 */
export function refundOf({ tiers, lines, cancelledAt }: TieredCancellation): LineRefund[] {
  return lines.map(({ lineId, total, startsAt }) => {
    const percent = cancellationShare(tiers, startsAt, cancelledAt);
    return { lineId, percent, refund: percentOf(total, percent) };
  });
}

/**
 * The share that goes back, in percent: that of the first tier which is still kept, at least `hoursBefore` hours (of
 * 3,600 seconds, whatever clocks show) before the start, to the millisecond. Later than the last tier it is 0, without
 * tiers 100. What has no start gets the share of the first tier at any time.
 */
export function cancellationShare(
  tiers: readonly CancellationTier[],
  startsAt: Moment | null,
  cancelledAt: Moment,
): number {
  const [first] = tiers;
  if (!first) return 100;
  if (startsAt === null) return first.percent;
  const left = milliseconds(startsAt) - milliseconds(cancelledAt);
  return tiers.find(({ hoursBefore }) => left >= hoursBefore * HOUR)?.percent ?? 0;
}

/** The last moment at which {@link cancellationShare} is what it is at `at`; null when time will not change it. */
export function shareHoldsUntil(tiers: readonly CancellationTier[], startsAt: Moment | null, at: Moment): Date | null {
  const share = cancellationShare(tiers, startsAt, at);
  if (startsAt === null || share === 0) return null;
  // Later tiers may say the same.
  const last = tiers.findLast(({ percent }) => percent === share);
  return last ? new Date(milliseconds(startsAt) - last.hoursBefore * HOUR) : null;
}

/**
 * A whole percentage of an amount, rounded half to even: to the nearest minor unit, and of two that are as near to the even
 * one, so that many roundings favour neither side (IEEE 754-2019, 4.3.1, roundTiesToEven). In integers throughout: as
 * a floating-point number an amount times a hundred may not be exact.
 */
function percentOf(total: number, percent: number): number {
  if (!Number.isSafeInteger(total) || total < 0) throw new MoneyError(`${total} is no amount that can be given back`);
  const hundredths = BigInt(total) * BigInt(percent);
  const whole = hundredths / 100n;
  const rest = hundredths % 100n;
  const up = rest > 50n || (rest === 50n && whole % 2n === 1n);
  return Number(up ? whole + 1n : whole);
}

function milliseconds(moment: Moment): number {
  const time = new Date(moment).getTime();
  // Any comparison with NaN is false, which would quietly give back nothing.
  if (Number.isNaN(time)) throw new TypeError(`${String(moment)} is no moment`);
  return time;
}
