import type { Kept } from './step.ts';

/** The date so many days after the walk began, e.g. `2026-11-24`. */
export function day(kept: Kept, ahead: number): string {
  const date = new Date(`${kept('today')}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + ahead);
  return date.toISOString().slice(0, 10);
}
