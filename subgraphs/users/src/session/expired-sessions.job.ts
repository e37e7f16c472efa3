import type { Clock } from '@yoyaku/platform/clock';
import type { Database } from '@yoyaku/platform/database/database';
import type { Job } from '@yoyaku/platform/jobs/job';
import { deleteExpiredSessions } from './session.store.ts';

const HOUR_MILLISECONDS = 3_600_000;
const AT_A_TIME = 500;

/** Deletes what has expired a day ago or longer; that nobody refreshes it is decided when they try. */
export const expiredSessionsJob = (database: Database, clock: Clock): Job => ({
  name: 'delete expired sessions',
  everyMilliseconds: HOUR_MILLISECONDS,
  async run() {
    const before = new Date(clock.now().getTime() - 24 * HOUR_MILLISECONDS);
    while ((await deleteExpiredSessions(database, before, AT_A_TIME)) === AT_A_TIME);
  },
});
