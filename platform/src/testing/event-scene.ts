import { Writable } from 'node:stream';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ManualClock } from '../clock.ts';
import type { RecordedEvent } from '../events/event.ts';
import { CreateInbox1700000000003 } from '../events/inbox.ts';
import { Database } from '../database/database.ts';
import { appendEvents, CreateOutbox1700000000002 } from '../events/outbox.ts';
import { randomId, type Uuid } from '../ids.ts';
import { createLogger, type Logger } from '../logging.ts';
import { testDatabaseUrl } from './environment.ts';
import { createTestDatabase } from './test-database.ts';

/** Where a consumer under test records its effects. Nothing in it refuses a second effect of one event. */
class CreateEffect1700000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE effect (nth bigint GENERATED ALWAYS AS IDENTITY, consumer text, position bigint)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE effect');
  }
}

/** A database that emits and consumes events. */
export interface EventScene {
  readonly database: Database;
  readonly clock: ManualClock;
  readonly shopId: Uuid;
  /** Appends one event in a transaction of its own. */
  append(event?: { type?: string; shopId?: Uuid; aggregateId?: Uuid; version?: number }): Promise<void>;
  /** The positions whose effects are kept, in the order in which they were made. */
  effects(consumer: string): Promise<number[]>;
  /** Refuses connections and cuts those there are, as a server that has gone away does, until it is let back. */
  setReachable(reachable: boolean): Promise<void>;
  close(): Promise<void>;
}

export async function openEventScene(): Promise<EventScene> {
  const migrations = [CreateOutbox1700000000002, CreateInbox1700000000003, CreateEffect1700000000900];
  const { url, drop } = await createTestDatabase({ name: 'events', migrations });
  const logger = createLogger('test', 'silent');
  const database = await Database.connect({ url, name: 'events', entities: [], migrations, logger });
  const clock = new ManualClock();
  const shopId = randomId();
  return {
    database,
    clock,
    shopId,
    append: (event = {}) =>
      database.transaction('append', (transaction) =>
        appendEvents(transaction, clock, [
          { type: 'ThingHappened', shopId, aggregateId: randomId(), version: 1, data: {}, ...event },
        ]),
      ),
    async effects(consumer) {
      const rows = await database.query<{ position: number }>(
        'SELECT position FROM effect WHERE consumer = $1 ORDER BY nth',
        [consumer],
      );
      return rows.map(({ position }) => position);
    },
    async setReachable(reachable) {
      const name = new URL(url).pathname.slice(1);
      await onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${String(reachable)}`);
      if (!reachable)
        await onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    },
    async close() {
      await database.close();
      await drop();
    },
  };
}

async function onServer(statement: string): Promise<void> {
  const server = new pg.Client({ connectionString: testDatabaseUrl() });
  await server.connect();
  try {
    await server.query(statement);
  } finally {
    await server.end();
  }
}

/** 1, 2 … to the last. */
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

export const positionsOf = (events: readonly RecordedEvent[]): number[] => events.map(({ position }) => position);

/** Things that come by and by, and a way to wait for them. */
export class Collected<Item> {
  readonly items: Item[] = [];
  #waiting: { readonly enough: (items: readonly Item[]) => boolean; readonly resolve: () => void }[] = [];

  add(...items: readonly Item[]): void {
    this.items.push(...items);
    for (const { enough, resolve } of this.#waiting) if (enough(this.items)) resolve();
    this.#waiting = this.#waiting.filter(({ enough }) => !enough(this.items));
  }

  /** Resolves as soon as these are enough. */
  async until(enough: (items: readonly Item[]) => boolean): Promise<void> {
    if (enough(this.items)) return;
    await new Promise<void>((resolve) => this.#waiting.push({ enough, resolve }));
  }
}

interface LogLine {
  readonly level: number;
  readonly msg: string;
}

/** A logger, and what was logged with it. */
export function collectedLog(): { readonly logger: Logger; readonly lines: Collected<LogLine> } {
  const lines = new Collected<LogLine>();
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.add(JSON.parse(chunk.toString()) as LogLine);
      done();
    },
  });
  return { logger: createLogger('test', 'info', destination), lines };
}
