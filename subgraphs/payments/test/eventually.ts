import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MILLISECONDS = 20_000;

/**
 * Looks until what it finds is as wanted, and returns it; fails with what it found last.
 * Polling, since the change comes from another process.
 */
export async function eventually<Found>(
  look: () => Promise<Found>,
  isWanted: (found: Found) => boolean,
): Promise<Found> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const found = await look();
    if (isWanted(found)) return found;
    if (Date.now() > deadline) throw new Error(`not what was waited for: ${JSON.stringify(found)}`);
    await pause(20);
  }
}
