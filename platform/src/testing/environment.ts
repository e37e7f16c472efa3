import { readEnvironment, subgraphVariables } from '../environment.ts';

/** The PostgreSQL server that tests make their databases on. */
export function testDatabaseUrl(): string {
  return process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
}

/** The Redis of the tests; null when there is none. */
export function testRedisUrl(): string | null {
  return process.env['TEST_REDIS_URL'] ?? null;
}

/** What the sample subgraph reads when it runs as a process. @throws EnvironmentError naming every malformed variable. */
export const sampleEnvironment = () => readEnvironment(subgraphVariables, process.env);
