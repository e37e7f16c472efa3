import type { Database } from '../database/database.ts';
import type { RecordedEvent } from './event.ts';
import { type OutboxRow, recordedEvent } from './feed.ts';

/**
 * Gives positions to committed events that have none: the next free ones, without a gap, in the order in which the rows
 * were inserted. One transaction at a time does so, of all processes, and so positions become visible in order.
 * Returns the events in order, or 'BUSY' when it is another's turn: then nobody may have seen our latest events.
 */
export async function sequence(
  database: Database,
  source: string,
  most: number,
): Promise<readonly RecordedEvent[] | 'BUSY'> {
  return database.transaction('sequenceEvents', async (transaction) => {
    // The lock comes in a statement of its own, so that the next one sees all that was committed before it was got.
    const turn = await transaction.query('SELECT FROM outbox_head FOR UPDATE SKIP LOCKED');
    if (turn.length === 0) return 'BUSY';
    const rows = await transaction.query<OutboxRow>(
      `WITH waiting AS (
         SELECT shop_id, id, row_number() OVER (ORDER BY inserted) AS nth
         FROM (SELECT shop_id, id, inserted FROM outbox WHERE position IS NULL ORDER BY inserted LIMIT $1) AS first
       ), head AS (
         UPDATE outbox_head SET position = position + (SELECT count(*) FROM waiting)
         WHERE EXISTS (SELECT FROM waiting)
         RETURNING position - (SELECT count(*) FROM waiting) AS before
       ), sequenced AS (
         UPDATE outbox SET position = head.before + waiting.nth
         FROM waiting, head
         WHERE outbox.shop_id = waiting.shop_id AND outbox.id = waiting.id
         RETURNING outbox.*
       )
       SELECT shop_id, id, position, type, aggregate_id, version, occurred_at, data FROM sequenced ORDER BY position`,
      [most],
    );
    return rows.map((row) => recordedEvent(source, row));
  });
}
