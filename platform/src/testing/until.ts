import { setTimeout } from 'node:timers/promises';

/** Waits for a condition of the running system, asking again and again; gives up when the test does. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(20);
}
