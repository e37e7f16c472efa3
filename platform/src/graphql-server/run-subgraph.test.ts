import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { SampleSubgraph } from '../testing/sample-subgraph.ts';
import { subgraphMigrations } from './subgraph-migrations.ts';

const MAIN = fileURLToPath(new URL('../testing/sample-main.ts', import.meta.url));
let database: TestDatabase;
let running: ChildProcess[];

beforeEach(async () => {
  const migrations = subgraphMigrations(new SampleSubgraph().definition());
  database = await createTestDatabase({ name: 'sample', migrations });
  running = [];
});
afterEach(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  await database.drop();
});

interface Run {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  /** Resolves with the line of the log that says so; rejects when the process ends without it. */
  readonly logged: (message: string) => Promise<Record<string, unknown>>;
  readonly errors: () => string;
}

function run(environment: Record<string, string>): Run {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], { env: environment });
  running.push(child);
  const lines: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  createInterface(child.stdout).on('line', (line) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
    for (const listener of listeners) listener();
  });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    exit,
    errors: () => errors,
    logged: (message) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find(({ msg }) => msg === message);
          if (found) resolve(found);
        };
        listeners.add(look);
        look();
        void exit.then((code) => {
          reject(new Error(`exited ${code} without "${message}": ${errors}${JSON.stringify(lines)}`));
        });
      }),
  };
}

const good = (port = '0') => ({
  DATABASE_URL: database.url,
  PORT: port,
  GATEWAY_SECRET: 'a secret of sixteen or more',
  SERVICE_TOKEN: 'a token of sixteen or more',
  USERS_URL: 'http://127.0.0.1:9',
});

test('every problem of the environment is printed, and the exit code is 1', async () => {
  const { exit, errors } = run({ DATABASE_URL: 'mysql://nowhere', PORT: 'many' });
  expect(await exit).toBe(1);
  expect(errors()).toMatch(/^sample: The environment is not usable:/);
  for (const name of ['DATABASE_URL', 'PORT', 'GATEWAY_SECRET', 'SERVICE_TOKEN', 'USERS_URL']) {
    expect(errors()).toContain(`- ${name}:`);
  }
  expect(errors()).not.toContain('    at ');
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s drains, and the exit code is 0', async (signal) => {
  const { child, exit, logged } = run(good());
  const { url } = await logged('ready');
  const metrics = await fetch(`${String(url)}/metrics`);
  expect(await metrics.text()).toContain('process_cpu_user_seconds_total');
  child.kill(signal);
  expect(await exit).toBe(0);
  await logged('stopped');
});

test('a taken port is a fatal error, and the exit code is 1', async () => {
  const first = run(good());
  const { url } = await first.logged('ready');
  const { exit, logged } = run(good(new URL(String(url)).port));
  expect(await logged('a fatal error; the process ends')).toMatchObject({ err: { code: 'EADDRINUSE' } });
  expect(await exit).toBe(1);
});

test('an unreachable database is a fatal error, and the exit code is 1', async () => {
  const { exit, logged } = run({ ...good(), DATABASE_URL: 'postgres://postgres@127.0.0.1:9/nowhere' });
  await logged('a fatal error; the process ends');
  expect(await exit).toBe(1);
});
