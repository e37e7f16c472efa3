import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startEmbeddedPostgres } from '../../start/embedded-postgres.ts';

/** A server that the tests use: somebody's own, or one started for this run. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

const givenServer = (url: string): TestServer => ({ url, stop: () => Promise.resolve() });

/** The PostgreSQL of TEST_DATABASE_URL, else an embedded one that is gone afterwards. */
export async function testPostgres(given: string | undefined): Promise<TestServer> {
  if (given) return givenServer(given);
  const directory = await mkdtemp(join(tmpdir(), 'yoyaku-postgres-'));
  // Where root runs the tests, the server runs as the user `postgres`, who must be able to enter.
  await chmod(directory, 0o755);
  const settings = { fsync: 'off', synchronous_commit: 'off', max_connections: '400', shared_buffers: '256MB' };
  return startEmbeddedPostgres({ directory: join(directory, 'data'), persistent: false, settings });
}

/** The Redis of TEST_REDIS_URL, else a `redis-server` from the PATH; null where there is none. */
export async function testRedis(given: string | undefined): Promise<TestServer | null> {
  return given ? givenServer(given) : startRedisServer();
}

/** A Redis of one's own, which a test may flush and kill. Null without `redis-server` on the PATH. */
export async function startRedisServer(): Promise<TestServer | null> {
  const directory = await mkdtemp(join(tmpdir(), 'yoyaku-redis-'));
  const port = await freePort();
  const server = spawn('redis-server', [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--save',
    '',
    '--dir',
    directory,
  ]);
  if (!(await becomesReady(server))) return null;
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill();
      await once(server, 'exit');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function becomesReady(server: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.once('exit', () => resolve(false));
    let output = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ready to accept connections')) resolve(true);
    });
  });
}
