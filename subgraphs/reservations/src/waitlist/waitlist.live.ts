import { requireAccount, type Viewer } from '@yoyaku/platform/auth/viewer';
import { RequestError } from '@yoyaku/platform/errors';
import type { TenantKey } from '@yoyaku/platform/ids';
import { stateThenChanges } from '@yoyaku/platform/live/state-then-changes';
import { loadersFor } from '../context.ts';
import { waitlistIds } from '../ids.ts';
import type { ReservationsKit } from '../kit.ts';
import type { WaitlistEntryRow } from './waitlist.entity.ts';
import { waitlistStateAt } from './waitlist.state.ts';
import { waitlistWakeUp } from './waitlist.wake-up.ts';

/**
 * An entry as it is now, and then after each change, for as long as the viewer may see it.
 * @throws UNAUTHENTICATED; NOT_FOUND where there is no such entry for the viewer.
 */
export async function waitlistChanged(
  kit: ReservationsKit,
  viewer: Viewer,
  id: string,
): Promise<AsyncIterable<{ waitlistChanged: WaitlistEntryRow }>> {
  requireAccount(viewer);
  const key = waitlistIds.decode(id);
  if (!key) throw noSuchEntry();
  // Once before it begins, so that the refusal answers the subscribing itself.
  await visibleEntry(kit, viewer, key);
  return stateThenChanges({
    live: kit.live,
    wakeUps: [waitlistWakeUp(key.key)],
    read: async () => ({ waitlistChanged: await visibleEntry(kit, viewer, key) }),
    version: ({ waitlistChanged: entry }) => `${entry.version} ${waitlistStateAt(kit.clock.now(), entry)}`,
  });
}

/** Read anew each time: what may be seen changes as well. */
async function visibleEntry(kit: ReservationsKit, viewer: Viewer, key: TenantKey): Promise<WaitlistEntryRow> {
  const entry = await loadersFor(kit, viewer).visibleEntry.load(key);
  if (!entry) throw noSuchEntry();
  return entry;
}

const noSuchEntry = () => new RequestError('NOT_FOUND', 'There is no such waitlist entry.');
