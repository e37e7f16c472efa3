import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { createLogger } from '../logging.ts';
import { Database, type DatabaseOptions } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { testDatabaseUrl } from './environment.ts';

export interface TestDatabase {
  readonly url: string;
  /** Drops it, whoever is still connected. */
  drop(): Promise<void>;
}

/** What decides the schema: two test files with the same of it share a template. */
export type TestSchema = Pick<DatabaseOptions, 'name' | 'migrations'>;

const TEMPLATES = 'yoyaku test templates';

/**
 * A database of this file's own, cloned from a template that has been migrated once for all files. The template is
 * found by a hash of the migrations' source, so a changed migration makes a new one (and drops the old).
 */
export async function createTestDatabase(schema: TestSchema): Promise<TestDatabase> {
  const name = `yoyaku_test_${schema.name}_${randomBytes(6).toString('hex')}`;
  await onServer(async (server) => {
    // One at a time: cloning needs a template that nobody else is connected to.
    await server.query('SELECT pg_advisory_lock(hashtext($1), hashtext($2))', [TEMPLATES, schema.name]);
    const template = await ensureTemplate(server, schema);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: urlOf(name),
    drop: () => onServer((server) => drop(server, name)),
  };
}

async function ensureTemplate(server: pg.Client, schema: TestSchema): Promise<string> {
  const hash = createHash('sha256').update(schema.migrations.map(String).join('\n')).digest('hex').slice(0, 12);
  const prefix = `yoyaku_test_template_${schema.name}_`;
  const template = prefix + hash;
  const { rows } = await server.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  if (rows.some(({ datname }) => datname === template)) return template;
  for (const { datname } of rows) await drop(server, datname);

  // Renamed when it is whole, so that an interrupted run leaves no half template under the right name.
  const unfinished = `${prefix}unfinished`;
  await server.query(`CREATE DATABASE ${unfinished}`);
  const logger = createLogger('test-template', 'silent');
  const database = await Database.connect({ ...schema, url: urlOf(unfinished), entities: [], logger });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  await server.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
  return template;
}

const drop = async (server: pg.Client, name: string) => {
  await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
};

async function onServer<Result>(work: (server: pg.Client) => Promise<Result>): Promise<Result> {
  const server = new pg.Client({ connectionString: testDatabaseUrl() });
  await server.connect();
  try {
    return await work(server);
  } finally {
    // Ends the session and with it the advisory lock.
    await server.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(testDatabaseUrl());
  url.pathname = `/${database}`;
  return url.href;
}
