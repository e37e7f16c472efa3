import type { Database } from '../database/database.ts';
import type { Job } from '../jobs/job.ts';

/**
 * Frees timers whose process died while they ran, so that they run again; by itself graphile-worker waits four hours. A
 * timer that really takes this long runs twice, which must do no harm (timer.ts). Also drops what was replaced or
 * cancelled while it ran and then failed: nothing asks for it any more. Both by the database's clock, as graphile-worker
 * writes it.
 */
export const freeAbandonedTimersJob = (database: Database): Job => ({
  name: 'free abandoned timers',
  everyMilliseconds: 60_000,
  async run() {
    await database.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
        WHERE locked_at < now() - interval '5 minutes'`,
    );
    await database.query(
      'DELETE FROM graphile_worker._private_jobs WHERE key IS NULL AND locked_at IS NULL AND attempts >= max_attempts',
    );
  },
});
