import type { Uuid } from '@yoyaku/platform/ids';
import type { LiveMessage } from '@yoyaku/platform/live/channels';

/** Wakes those who watch an entry. */
export const waitlistWakeUp = (entryId: Uuid): LiveMessage => ({ channel: 'waitlist', key: entryId });
