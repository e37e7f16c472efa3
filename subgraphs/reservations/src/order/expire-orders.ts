import type { SqlRunner } from '@yoyaku/platform/database/database';
import { wakeRelay } from '@yoyaku/platform/events/outbox';
import type { Job } from '@yoyaku/platform/jobs/job';
import type { ReservationsKit } from '../kit.ts';
import { appendOrderEvents } from './order.events.ts';

const BATCH = 500;

/** Orders that somebody is changing are passed over: they come up again, or no longer need to. */
const EXPIRE = `
  WITH due AS (
    SELECT shop_id, order_id FROM "order"
    WHERE state = 'PENDING' AND expires_at <= $1
    ORDER BY expires_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  ), expired AS (
    UPDATE "order" o SET state = 'EXPIRED', version = o.version + 1
    FROM due WHERE o.shop_id = due.shop_id AND o.order_id = due.order_id
    RETURNING o.*
  ), appended AS (
    ${appendOrderEvents('$1', {
      type: 'OrderExpired',
      cte: 'expired',
      extras: `jsonb_build_object('previousState', 'PENDING')`,
    })}
  )
  SELECT count(*)::integer AS expired FROM expired`;

async function expireBatch(runner: SqlRunner, now: Date): Promise<number> {
  const [row] = await runner.query<{ expired: number }>(EXPIRE, [now, BATCH]);
  return row?.expired ?? 0;
}

/** Writes down which orders were not paid in time. Whoever reads judges that by the clock; this tells those who follow. */
export function expireOrdersJob({ database, clock }: Pick<ReservationsKit, 'database' | 'clock'>): Job {
  return {
    name: 'expireOrders',
    everyMilliseconds: 5_000,
    async run() {
      for (let expired = BATCH; expired === BATCH;) {
        expired = await expireBatch(database, clock.now());
        if (expired > 0) wakeRelay(database);
      }
    },
  };
}
