import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../database/database.ts';
import { randomId } from '../ids.ts';
import type { NewEvent } from './event.ts';

/**
 * The outbox: events are written in the transaction that makes them true, without a position; the relay gives them
 * their positions afterwards (relay.ts), since only after commits is it known in which order they became visible.
 *
 * `outbox_head` is one row. It outlives every event, so that positions never start anew: `position` is the last one
 * given, `pruned` the last one deleted (feed.ts). It is also the lock under which positions are given.
 */
export class CreateOutbox1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        shop_id      uuid        NOT NULL,
        id           uuid        NOT NULL,
        -- Rises in the order in which the rows of one aggregate were inserted. Says nothing of the order of commits.
        inserted     bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
        position     bigint      CHECK (position > 0),
        type         text        NOT NULL,
        aggregate_id uuid        NOT NULL,
        version      integer     NOT NULL,
        occurred_at  timestamptz NOT NULL,
        data         jsonb       NOT NULL,
        CONSTRAINT outbox_pkey PRIMARY KEY (shop_id, id)
      )`);
    // Nobody looks for data, so nobody needs its statistics, which cost the more the more often the table is analysed.
    await runner.query('ALTER TABLE outbox ALTER COLUMN data SET STATISTICS 0');
    await runner.query(
      'CREATE UNIQUE INDEX outbox_shop_position ON outbox (shop_id, position) WHERE position IS NOT NULL',
    );
    await runner.query('CREATE INDEX outbox_position ON outbox (position) WHERE position IS NOT NULL');
    await runner.query('CREATE INDEX outbox_unsequenced ON outbox (inserted) WHERE position IS NULL');
    await runner.query(`
      CREATE TABLE outbox_head (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        position bigint  NOT NULL DEFAULT 0,
        pruned   bigint  NOT NULL DEFAULT 0 CHECK (pruned <= position)
      )`);
    await runner.query('INSERT INTO outbox_head DEFAULT VALUES');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox_head, outbox');
  }
}

/**
 * Writes events to the outbox in one statement, and wakes this process's relay after the commit. The `data` of an event
 * is a JSON object.
 *
 * Append after the aggregate's row is locked or changed: that makes the order of an aggregate's events its own order.
 */
export async function appendEvents(transaction: Transaction, clock: Clock, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await transaction.query(appendEventsSql('$1'), [eventRows(clock, events)]);
  wakeRelayAfterCommit(transaction);
}

/**
 * For a hot path that appends within a statement of its own: the INSERT, reading {@link eventRows} from a parameter.
 * A WHERE clause may follow it. Afterwards call {@link wakeRelayAfterCommit}, or {@link wakeRelay} when the statement
 * was its own transaction.
 *
 *     WITH placed AS (INSERT INTO … RETURNING …), appended AS (${appendEventsSql('$9')} WHERE EXISTS (SELECT FROM placed)) SELECT …
 *
 * A statement may as well INSERT rows that it makes itself; `inserted` and `position` are left out.
 */
export const appendEventsSql = (parameter: `$${number}`): string => `
  INSERT INTO outbox (shop_id, id, type, aggregate_id, version, occurred_at, data)
  SELECT event.shop_id, event.id, event.type, event.aggregate_id, event.version, event.occurred_at, event.data
  FROM jsonb_to_recordset(${parameter}::jsonb) AS event
    (shop_id uuid, id uuid, type text, aggregate_id uuid, version integer, occurred_at timestamptz, data jsonb)`;

/** The parameter of {@link appendEventsSql}. */
export function eventRows(clock: Clock, events: readonly NewEvent[]): string {
  const occurredAt = clock.now().toISOString();
  return JSON.stringify(
    events.map((event) => ({
      shop_id: event.shopId,
      id: randomId(),
      type: event.type,
      aggregate_id: event.aggregateId,
      version: event.version,
      occurred_at: occurredAt,
      data: event.data,
    })),
  );
}

/** The relays of this process, by the database whose outbox they read. */
const relays = new WeakMap<DataSource, () => void>();

/** Has `wake` called after every commit of this process that appended events to this database. */
export function onAppended(database: Database, wake: () => void): void {
  relays.set(database.dataSource, wake);
}

export function wakeRelay(database: Database): void {
  relays.get(database.dataSource)?.();
}

export function wakeRelayAfterCommit(transaction: Transaction): void {
  const { dataSource } = transaction.manager;
  transaction.afterCommit(() => relays.get(dataSource)?.());
}
