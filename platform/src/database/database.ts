import { DataSource, type EntityManager, type EntitySchema, type MigrationInterface } from 'typeorm';
import type { Logger } from '../logging.ts';
import { countStatement, StatementCounter } from './statement-counter.ts';
import { hasSqlState, SqlState } from './sql-state.ts';

/** Runs hand-written SQL. Every text is prepared once per connection, so it must be constant: values go in parameters. */
export interface SqlRunner {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A running transaction. A store that writes takes one as a required argument. */
export interface Transaction extends SqlRunner {
  readonly name: string;
  /** TypeORM's view of the same transaction, for ordinary writes. */
  readonly manager: EntityManager;
  /** Runs after a successful commit only, e.g. to wake whoever waits for the change. */
  afterCommit(action: () => void): void;
}

/** What a subgraph's database is made of. */
export interface DatabaseOptions {
  readonly url: string;
  readonly name: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly logger: Logger;
  /** Connections at most; 10 by default. */
  readonly poolSize?: number;
}

/** The part of pg's client that hand-written SQL needs. */
interface PgClient {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** A new connection is dear: its backend begins without the catalogue in its cache and without a plan. */
const KEPT_MILLISECONDS = 600_000;

/** How often a transaction is run anew after a serialization failure or a deadlock before the error is let through. */
const MOST_ATTEMPTS = 5;

/** One subgraph's database: TypeORM for entities and migrations, prepared SQL for hot paths, named transactions. */
export class Database implements SqlRunner {
  readonly dataSource: DataSource;
  readonly #name: string;
  readonly #logger: Logger;
  #closing = false;

  private constructor(options: DatabaseOptions, dataSource: DataSource) {
    this.dataSource = dataSource;
    this.#name = options.name;
    this.#logger = options.logger;
  }

  /** Connects, without migrating; see migrate.ts. */
  static async connect(options: DatabaseOptions): Promise<Database> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      applicationName: `yoyaku-${options.name}`,
      entities: [...options.entities],
      migrations: [...options.migrations],
      migrationsTableName: 'migration',
      synchronize: false,
      parseInt8: true,
      logger: new StatementCounter(options.name),
      logging: ['query'],
      poolSize: options.poolSize ?? 10,
      extra: { idleTimeoutMillis: KEPT_MILLISECONDS },
      poolErrorHandler: (error: unknown) => {
        // The last ones may still be saying goodbye when the server stops with us.
        if (!database.#closing) options.logger.warn({ err: error }, 'an idle database connection was lost');
      },
    });
    const database = new Database(options, dataSource);
    await dataSource.initialize();
    return database;
  }

  /** One statement in a transaction of its own. */
  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await runPrepared<Row>((await runner.connect()) as PgClient, this.#name, text, values);
    } finally {
      await runner.release();
    }
  }

  /**
   * Runs work in one READ COMMITTED transaction: all of it is kept or none. After a deadlock or serialization failure
   * the whole of it runs again, so it must not touch anything outside the database before its commit.
   */
  async transaction<Result>(name: string, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(name, work);
      } catch (error) {
        const again = hasSqlState(error, SqlState.serializationFailure, SqlState.deadlockDetected);
        if (!again || attempt === MOST_ATTEMPTS) throw error;
        this.#logger.info({ transaction: name, attempt }, 'the transaction runs again after a conflict');
      }
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.dataSource.destroy();
  }

  async #attempt<Result>(name: string, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    const afterCommit: (() => void)[] = [];
    try {
      const client = (await runner.connect()) as PgClient;
      await runner.startTransaction();
      const result = await work({
        name,
        manager: runner.manager,
        query: (text, values = []) => runPrepared(client, this.#name, text, values),
        afterCommit: (action) => afterCommit.push(action),
      });
      await runner.commitTransaction();
      for (const action of afterCommit) action();
      return result;
    } catch (error) {
      // A lost connection cannot roll back, and need not: the server has done it.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

const statementNames = new Map<string, string>();

/** PostgreSQL keeps prepared statements by name; the same text always gets the same one. */
function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = `s${statementNames.size + 1}`;
    statementNames.set(text, name);
  }
  return name;
}

async function runPrepared<Row>(
  client: PgClient,
  database: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  countStatement(database);
  const { rows } = await client.query({ name: statementName(text), text, values: [...values] });
  return rows as Row[];
}
