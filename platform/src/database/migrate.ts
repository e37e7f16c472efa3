import pg from 'pg';
import type { Database } from './database.ts';
import { hasSqlState, SqlState } from './sql-state.ts';

/** Any constant does, so long as nobody else locks it: the first bytes of SHA-256("yoyaku migrations"). */
const MIGRATION_LOCK = 7_034_558_213;

/** Creates the database of this URL when the server lacks it. */
export async function createDatabaseIfMissing(url: string): Promise<void> {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  const server = new URL(url);
  server.pathname = '/postgres';
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // Another process was faster.
    if (!hasSqlState(error, SqlState.duplicateDatabase, SqlState.uniqueViolation)) throw error;
  } finally {
    await client.end();
  }
}

/** Brings the schema up to date. Safe when many processes start at once: they take turns under an advisory lock. */
export async function migrate(database: Database): Promise<void> {
  const runner = database.dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await database.dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await runner.release();
  }
}
