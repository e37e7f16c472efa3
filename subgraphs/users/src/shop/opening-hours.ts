import { invalidInput, type InvalidInputFailure } from '@yoyaku/platform/failures';
import type { OpeningHours } from '@yoyaku/platform/tenancy/shop-directory';

/** Ten a day. The database has the same bound, and that of closed days. */
const MOST_OPENING_HOURS = 70;
const MOST_CLOSED_DAYS = 400;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Opening hours by weekday and time, or what is wrong with them. Hours may follow one another without a gap. */
export function readOpeningHours(given: readonly OpeningHours[]): readonly OpeningHours[] | InvalidInputFailure {
  if (given.length > MOST_OPENING_HOURS) {
    return invalidInput('openingHours', `At most ${MOST_OPENING_HOURS} opening hours are allowed.`);
  }
  for (const [index, hours] of given.entries()) {
    const problem = problemOf(`openingHours.${index}`, hours);
    if (problem) return problem;
  }
  const sorted = given
    .map(({ weekday, opens, closes }, index) => ({ weekday, opens, closes, index }))
    .sort((one, other) => one.weekday - other.weekday || (one.opens < other.opens ? -1 : 1));
  for (const [place, { weekday, opens, index }] of sorted.entries()) {
    const before = sorted[place - 1];
    if (before?.weekday === weekday && opens < before.closes) {
      return invalidInput(`openingHours.${index}`, 'Two opening hours of a day overlap.');
    }
  }
  return sorted.map(({ weekday, opens, closes }) => ({ weekday, opens, closes }));
}

/** HH:MM sorts as text as it does in time. */
function problemOf(field: string, { weekday, opens, closes }: OpeningHours): InvalidInputFailure | null {
  if (weekday < 1 || weekday > 7) return invalidInput(`${field}.weekday`, 'Weekdays are 1 (Monday) to 7 (Sunday).');
  if (!TIME.test(opens)) return invalidInput(`${field}.opens`, 'This is no time from 00:00 to 23:59.');
  if (!TIME.test(closes) && closes !== '24:00') {
    return invalidInput(`${field}.closes`, 'This is no time from 00:01 to 24:00.');
  }
  if (closes <= opens) return invalidInput(`${field}.closes`, 'A shop closes later than it opens.');
  return null;
}

/** Days in order, each once, or what is wrong with them. */
export function readClosedDays(given: readonly string[]): readonly string[] | InvalidInputFailure {
  if (given.length > MOST_CLOSED_DAYS) {
    return invalidInput('closedDays', `At most ${MOST_CLOSED_DAYS} closed days are allowed.`);
  }
  const bad = given.findIndex((day) => !isDay(day));
  if (bad !== -1) return invalidInput(`closedDays.${bad}`, 'This is no day of the calendar, e.g. 2026-01-31.');
  return [...new Set(given)].sort();
}

/** Whether it is a day of the Gregorian calendar, of the years 1000 to 9999. */
function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // The runtime takes 30 February for 2 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
