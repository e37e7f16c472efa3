import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ManualClock } from '../clock.ts';
import { Database, type Transaction } from '../database/database.ts';
import type { EventBus } from '../events/bus.ts';
import { ConsumerRunner, type ConsumerRunnerOptions } from '../events/consumer-runner.ts';
import type { RecordedEvent } from '../events/event.ts';
import { readEvents } from '../events/feed.ts';
import { CreateInbox1700000000003 } from '../events/inbox.ts';
import { appendEvents, CreateOutbox1700000000002 } from '../events/outbox.ts';
import { Relay, type RelayOptions } from '../events/relay.ts';
import { randomId, type Uuid } from '../ids.ts';
import { InProcessChannels } from '../live/in-process-channels.ts';
import { createLogger } from '../logging.ts';
import { Collected } from './collected.ts';
import { testDatabaseUrl } from './environment.ts';
import { createTestDatabase } from './test-database.ts';

export const SOURCE = 'things';
const logger = createLogger('test', 'silent');
const backOff = { firstMilliseconds: 1, mostMilliseconds: 10 };

/** Where a consumer under test records its effects. Nothing in it refuses a second effect of one event. */
class CreateEffect1700000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE effect (nth bigint GENERATED ALWAYS AS IDENTITY, consumer text, position bigint)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE effect');
  }
}

export interface ConsumerChoices extends Partial<Omit<ConsumerRunnerOptions, 'consumer'>> {
  readonly types?: readonly string[];
  /** Comes after the effects, in their transaction. */
  readonly then?: (events: readonly RecordedEvent[]) => void | Promise<void>;
}

/** A database that emits the events of SOURCE and consumes them itself, with whatever runs on it. */
export class EventScene {
  readonly database: Database;
  readonly clock = new ManualClock();
  readonly shopId: Uuid = randomId();
  /** The positions handed to consumers, run by run, failed runs included. */
  runs = new Collected<readonly number[]>();
  readonly #name: string;
  readonly #drop: () => Promise<void>;
  readonly #opened: { close(): Promise<void> }[] = [];

  private constructor(database: Database, name: string, drop: () => Promise<void>) {
    this.database = database;
    this.#name = name;
    this.#drop = drop;
  }

  static async open(): Promise<EventScene> {
    const migrations = [CreateOutbox1700000000002, CreateInbox1700000000003, CreateEffect1700000000900];
    const created = await createTestDatabase({ name: 'events', migrations });
    const database = await Database.connect({ url: created.url, name: 'events', entities: [], migrations, logger });
    return new EventScene(database, new URL(created.url).pathname.slice(1), () => created.drop());
  }

  /** Appends one event in a transaction of its own. */
  append(event: { type?: string; shopId?: Uuid } = {}): Promise<void> {
    return this.appendTogether(event);
  }

  /** Appends events in one transaction, so that nobody sees some of them only. */
  async appendTogether(...events: readonly { type?: string; shopId?: Uuid }[]): Promise<void> {
    const { shopId } = this;
    await this.database.transaction('append', (transaction) =>
      appendEvents(
        transaction,
        this.clock,
        events.map((event) => ({
          type: 'ThingHappened',
          shopId,
          aggregateId: randomId(),
          version: 1,
          data: {},
          ...event,
        })),
      ),
    );
  }

  async appendMany(count: number): Promise<void> {
    for (let index = 0; index < count; index++) await this.append();
  }

  /** The positions whose effects are kept, in the order in which they were made. */
  async effects(consumer = 'counter'): Promise<number[]> {
    const rows = await this.database.query<{ position: number }>(
      'SELECT position FROM effect WHERE consumer = $1 ORDER BY nth',
      [consumer],
    );
    return rows.map(({ position }) => position);
  }

  startRelay(bus: EventBus | null, options: Partial<RelayOptions> = {}): Relay {
    const live = new InProcessChannels();
    return this.opened(new Relay({ source: SOURCE, database: this.database, bus, live, logger, backOff, ...options }));
  }

  /** Without a bus and an interval it looks at the source once. */
  startConsumer({ types = ['ThingHappened'], then, ...options }: ConsumerChoices = {}): ConsumerRunner {
    const name = options.name ?? 'counter';
    const handle = async (transaction: Transaction, events: readonly RecordedEvent[]) => {
      const positions = positionsOf(events);
      this.runs.add(positions);
      await transaction.query('INSERT INTO effect (consumer, position) SELECT $1, unnest($2::bigint[])', [
        name,
        positions,
      ]);
      await then?.(events);
    };
    return this.opened(
      new ConsumerRunner({
        name,
        consumer: { source: SOURCE, sourceUrl: 'http://things.test', types, handle },
        database: this.database,
        bus: null,
        readSource: (after, limit) => readEvents(this.database, SOURCE, after, limit),
        logger,
        askMilliseconds: 60_000,
        backOff,
        ...options,
      }),
    );
  }

  /** Has this closed by {@link clear}, in the opposite order of opening. */
  opened<Opened extends { close(): Promise<void> }>(something: Opened): Opened {
    this.#opened.push(something);
    return something;
  }

  /** Refuses connections and cuts those there are, as a server that has gone away does, until it is let back. */
  async setReachable(reachable: boolean): Promise<void> {
    const server = new pg.Client({ connectionString: testDatabaseUrl() });
    await server.connect();
    try {
      await server.query(`ALTER DATABASE ${this.#name} ALLOW_CONNECTIONS ${String(reachable)}`);
      if (!reachable)
        await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [this.#name]);
    } finally {
      await server.end();
    }
  }

  /** Closes what runs, and forgets all that has happened. */
  async clear(): Promise<void> {
    for (const something of this.#opened.splice(0).reverse()) await something.close();
    this.runs = new Collected();
    await this.database.query('TRUNCATE outbox, inbox, effect RESTART IDENTITY');
    await this.database.query('UPDATE outbox_head SET position = 0, pruned = 0');
  }

  async close(): Promise<void> {
    await this.clear();
    await this.database.close();
    await this.#drop();
  }
}

/** 1, 2 … to the last. */
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

export const positionsOf = (events: readonly RecordedEvent[]): number[] => events.map(({ position }) => position);
