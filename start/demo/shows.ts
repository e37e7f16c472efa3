import type { DemoHouse } from './demo-shop.ts';

const DAY_MILLISECONDS = 86_400_000;
/** Seoul has no summer time. */
const SEOUL_MILLISECONDS = 9 * 3_600_000;
const DAYS_AHEAD = 14;

/** When the shows of the next two weeks begin, from tomorrow on, in Seoul. */
export function nextShows(shows: DemoHouse['shows'], now: Date): Date[] {
  const today = Math.floor((now.getTime() + SEOUL_MILLISECONDS) / DAY_MILLISECONDS) * DAY_MILLISECONDS;
  const days = Array.from({ length: DAYS_AHEAD }, (_, index) => new Date(today + (index + 1) * DAY_MILLISECONDS));
  return days.flatMap((day) =>
    shows
      .filter(({ weekday }) => weekday % 7 === day.getUTCDay())
      .map(({ hour }) => new Date(day.getTime() + hour * 3_600_000 - SEOUL_MILLISECONDS)),
  );
}
