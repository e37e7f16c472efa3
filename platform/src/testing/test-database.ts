import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { MigrationInterface } from 'typeorm';
import { Database } from '../database/database.ts';
import { createDatabaseIfMissing, migrate } from '../database/migrate.ts';
import { createLogger, type Logger } from '../logging.ts';

/** A database of one's own on the server of TEST_DATABASE_URL. */
export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** Refuses connections and cuts those there are, as a server that has gone away does, until it is let back. */
  setReachable(reachable: boolean): Promise<void>;
  /** Closes the connections and drops the database. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  readonly name?: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
  readonly logger?: Logger;
  readonly poolSize?: number;
}

export async function createTestDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  const { name = 'test', migrations, logger = createLogger('test', 'silent'), poolSize } = options;
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('TEST_DATABASE_URL is not set; run the tests by npm');
  const databaseName = `yoyaku_test_${name}_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${databaseName}`;
  await createDatabaseIfMissing(url.href);
  const database = await Database.connect({
    url: url.href,
    name,
    entities: [],
    migrations,
    logger,
    ...(poolSize !== undefined && { poolSize }),
  });
  await migrate(database);
  return {
    database,
    url: url.href,
    async setReachable(reachable) {
      await onServer(server, `ALTER DATABASE ${databaseName} ALLOW_CONNECTIONS ${reachable}`);
      if (!reachable)
        await onServer(
          server,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${databaseName}'`,
        );
    },
    async drop() {
      await database.close();
      await onServer(server, `DROP DATABASE ${databaseName} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
