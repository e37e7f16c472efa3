import type { Clock } from '../clock.ts';
import type { SqlRunner } from '../database/database.ts';
import type { Uuid } from '../ids.ts';
import type { LiveChannels, LiveMessage } from '../live/channels.ts';
import { lookAgain, type LookingOptions } from '../live/look-again.ts';
import type { RecordedEvent } from './event.ts';

/** A row of the outbox that has its position. */
export interface OutboxRow {
  readonly shop_id: Uuid;
  readonly id: Uuid;
  readonly position: number;
  readonly type: string;
  readonly aggregate_id: Uuid;
  readonly version: number;
  readonly occurred_at: Date;
  readonly data: unknown;
}

/** The source's name is not in the outbox: it is the subgraph's own. */
export const recordedEvent = (source: string, row: OutboxRow): RecordedEvent => ({
  id: row.id,
  source,
  position: row.position,
  type: row.type,
  shopId: row.shop_id,
  aggregateId: row.aggregate_id,
  version: row.version,
  occurredAt: row.occurred_at.toISOString(),
  data: row.data,
});

/** The last position given to an event of this database; 0 before the first. */
export async function lastPosition(runner: SqlRunner): Promise<number> {
  const [head] = await runner.query<{ position: number }>('SELECT position FROM outbox_head');
  return head?.position ?? 0;
}

/** All shops' events after a position, in order, as the other subgraphs read them (GET /internal/events). */
export async function readEvents(
  runner: SqlRunner,
  source: string,
  after: number,
  limit: number,
): Promise<RecordedEvent[]> {
  const rows = await runner.query<OutboxRow>(
    `SELECT shop_id, id, position, type, aggregate_id, version, occurred_at, data
     FROM outbox WHERE position > $1 ORDER BY position LIMIT $2`,
    [after, limit],
  );
  return rows.map((row) => recordedEvent(source, row));
}

/** Some of a shop's events, with what was true of the whole outbox at that moment. */
export interface ShopFeedPage {
  readonly events: readonly RecordedEvent[];
  /** The last position given to any event. */
  readonly head: number;
  /** Events up to this position are no longer kept. */
  readonly pruned: number;
}

/** One shop's events after a position, in order; the positions between them belong to other shops. One statement. */
export async function readShopFeed(
  runner: SqlRunner,
  source: string,
  shopId: Uuid,
  after: number,
  limit: number,
): Promise<ShopFeedPage> {
  const rows = await runner.query<{ head: number; pruned: number } & (OutboxRow | { id: null })>(
    `SELECT outbox_head.position AS head, outbox_head.pruned, event.*
     FROM outbox_head LEFT JOIN LATERAL (
       SELECT shop_id, id, position, type, aggregate_id, version, occurred_at, data
       FROM outbox WHERE shop_id = $1 AND position > $2 ORDER BY position LIMIT $3
     ) AS event ON true
     ORDER BY event.position`,
    [shopId, after, limit],
  );
  return {
    events: rows.flatMap((row) => (row.id === null ? [] : [recordedEvent(source, row)])),
    head: rows[0]?.head ?? 0,
    pruned: rows[0]?.pruned ?? 0,
  };
}

/** An event, or the plain statement that those from `from` to `to` cannot be told (any more). */
export type FeedItem =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | { readonly kind: 'gap'; readonly from: number; readonly to: number };

export interface ShopFeedOptions extends LookingOptions {
  readonly database: SqlRunner;
  /** The subgraph whose events these are. */
  readonly source: string;
  readonly shopId: Uuid;
  /** The position of the last event seen, 0 for all that are kept, null for those from now on. */
  readonly after: number | null;
  readonly live: LiveChannels;
  /** What the relay wakes for every event of the shop. */
  readonly wakeUp: LiveMessage;
}

const PAGE = 100;

/**
 * A shop's events after a position: those of the past, then those to come, in order and without a hole. Where there
 * must be one, because the position is older than what is kept or (after a database was restored) beyond the last event,
 * the feed says so with a gap and goes on behind it.
 */
export function shopFeed(options: ShopFeedOptions): AsyncIterableIterator<FeedItem> {
  const { database, source, shopId, live, wakeUp } = options;
  let { after } = options;
  async function* look(): AsyncGenerator<FeedItem, void, void> {
    after ??= await lastPosition(database);
    for (let more = true; more;) {
      const { events, head, pruned } = await readShopFeed(database, source, shopId, after, PAGE);
      if (after < pruned) yield { kind: 'gap', from: after + 1, to: pruned };
      if (after > head) yield { kind: 'gap', from: head + 1, to: after };
      for (const event of events) yield { kind: 'event', event };
      more = events.length === PAGE;
      // Everything up to the head has been seen: what is pruned later is no gap to this reader.
      after = more ? (events.at(-1)?.position ?? head) : head;
    }
  }
  return lookAgain(live, [wakeUp], look, options);
}

/** How long events are kept in the outbox. */
export const RETENTION_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;

/**
 * Deletes the events up to the first that is younger than `keepMilliseconds`, a batch a statement, and remembers how
 * far. Events without a position are never touched. Returns how many were deleted.
 */
export async function pruneOutbox(
  runner: SqlRunner,
  clock: Clock,
  keepMilliseconds: number = RETENTION_MILLISECONDS,
): Promise<number> {
  const before = new Date(clock.now().getTime() - keepMilliseconds);
  const batch = 1_000;
  for (let total = 0; ;) {
    const [row] = await runner.query<{ deleted: number }>(
      `WITH oldest AS (
         SELECT shop_id, id, position, occurred_at FROM outbox
         WHERE position > (SELECT pruned FROM outbox_head) ORDER BY position LIMIT $2
       ), old AS (
         SELECT shop_id, id, position FROM oldest
         WHERE position < coalesce((SELECT min(position) FROM oldest WHERE occurred_at >= $1), 9223372036854775807)
       ), deleted AS (
         DELETE FROM outbox USING old WHERE outbox.shop_id = old.shop_id AND outbox.id = old.id RETURNING old.position
       ), remembered AS (
         UPDATE outbox_head SET pruned = (SELECT max(position) FROM deleted) WHERE EXISTS (SELECT FROM deleted)
       )
       SELECT count(*)::integer AS deleted FROM deleted`,
      [before, batch],
    );
    const deleted = row?.deleted ?? 0;
    total += deleted;
    if (deleted < batch) return total;
  }
}
