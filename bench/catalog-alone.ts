import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { startEmbeddedPostgres } from '../start/embedded-postgres.ts';
import { until } from '../test/support/until.ts';

const PORT = 4962;
const TOKEN = 'a-token-of-the-benchmark-a-token-of-the-benchmark';
const MAIN = join(import.meta.dirname, '../subgraphs/catalog/src/main.ts');

/** Catalog as a process, with a PostgreSQL server of its own, and nobody else. */
export interface CatalogAlone {
  readonly serverUrl: string;
  readonly databaseUrl: string;
  /** Posts to an internal route, as reservations does. @throws at any answer but 200 */
  post(path: string, body: unknown): Promise<string>;
  stop(): Promise<void>;
}

/** @param connections how many callers are at work at once */
export async function startCatalogAlone(connections: number): Promise<CatalogAlone> {
  const directory = await mkdtemp(join(tmpdir(), 'yoyaku-bench-'));
  const postgres = await startEmbeddedPostgres({ directory, persistent: false });
  const database = new URL(postgres.url);
  database.pathname = '/catalog';
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: database.href,
      HOST: '127.0.0.1',
      PORT: String(PORT),
      GATEWAY_SECRET: TOKEN,
      SERVICE_TOKEN: TOKEN,
      USERS_URL: 'http://127.0.0.1:9',
      RESERVATIONS_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'fatal',
    },
  });
  const http = new Pool(`http://127.0.0.1:${PORT}`, { connections });
  const stop = async () => {
    await http.close();
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await until(async () => {
      const answer = await http.request({ path: '/health/ready', method: 'GET' }).catch(() => null);
      await answer?.body.dump();
      return answer?.statusCode === 200;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    serverUrl: postgres.url,
    databaseUrl: database.href,
    stop,
    async post(path, body) {
      const answer = await http.request({
        path,
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`catalog answered ${answer.statusCode}: ${text}`);
      return text;
    },
  };
}
