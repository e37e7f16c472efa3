import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freeBasePort } from './support/base-port.ts';
import { until } from './support/until.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');

/** Commands that this test does not run, because something else in CI does. */
const RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  'npm test': '.ci/run; this test is part of it',
  'npm run check': '.ci/run',
  'cp .env.example .env': 'compose.test.ts reads .env.example',
  'docker compose up --detach': 'compose.test.ts runs the services as processes',
};

/** The README's commands and what it says they print, in order. */
const blocks = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/^```(sh|json|text)\n(.*?)^```/gms)].map(
  ([, language = '', text = '']) => ({ language, text: text.trim() }),
);
const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
const outputs = blocks.filter(({ language }) => language !== 'sh').map(({ text }) => text);

const started: ChildProcess[] = [];
let directory: string;
let port: number;
let clone: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yoyaku-readme-'));
  await chmod(directory, 0o755);
  port = await freeBasePort();
  clone = join(directory, 'yoyaku');
});

afterAll(async () => {
  for (const child of started) {
    if (child.exitCode === null && child.signalCode === null) await interrupt(child);
  }
  await rm(directory, { recursive: true, force: true });
});

/** What a newcomer's shell has: neither our test servers nor this process's own Node before theirs. */
const environment = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _, REDIS_URL: __, TEST_DATABASE_URL: ___, TEST_REDIS_URL: ____, ...inherited } = process.env;
  return { ...inherited, PORT: String(port) };
};

const here = (text: string) =>
  text
    .replaceAll('localhost:4000', `localhost:${port}`)
    .replace('main.ts store', `main.ts store http://localhost:${port}/graphql`);

/** Ctrl-C: the terminal tells the shell and whatever it runs. */
async function interrupt(child: ChildProcess): Promise<void> {
  const gone = once(child, 'close');
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await gone;
}

function terminal(script: string, cwd: string): { child: ChildProcess; printed: () => string } {
  const child = spawn('bash', ['-c', here(script)], { cwd, env: environment(), detached: true });
  started.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // What npm itself has to say about the machine's configuration is not the README's matter.
  child.stderr.resume();
  return { child, printed: () => output };
}

async function printedBy(script: string, cwd = clone): Promise<string> {
  const { child, printed } = terminal(script, cwd);
  await once(child, 'close');
  return printed().trim();
}

test('a fresh clone starts, and everything that the README says to type prints what it says', async () => {
  const [start = '', firstQuery = '', watch = '', order = '', walk = '', points = '', install = '', ...rest] = commands;
  const [firstAnswer = '', paid = '', feed = '', walked = '', wallet = ''] = outputs;

  const [cloning = '', starting = ''] = start.split('\n');
  await run('bash', ['-c', cloning.replace('<this repository>', `file://${ROOT}`)], { cwd: directory });
  const server = terminal(starting.replace('npm start', 'exec npm start'), clone);
  await until(() => {
    if (server.child.exitCode !== null) throw new Error(`npm start ended:\n${server.printed()}`);
    return Promise.resolve(server.printed().includes('Ctrl-C'));
  });
  expect(server.printed()).toContain(`http://localhost:${port}/graphql`);

  expect(JSON.parse(await printedBy(firstQuery))).toEqual(JSON.parse(firstAnswer));

  const watching = terminal(watch, clone);
  // The stream is open once its first sign of life (a comment) is here.
  await until(() => Promise.resolve(watching.printed().includes(':')));
  expect(JSON.parse(await printedBy(order))).toEqual(JSON.parse(paid));
  await until(() => Promise.resolve(watching.printed().includes('ORDER_CONFIRMED')));
  expect(events(watching.printed())).toEqual(events(feed));
  await interrupt(watching.child);

  expect(JSON.parse(await printedBy(points))).toEqual(JSON.parse(wallet));

  expect((await printedBy(walk)).split('\n').at(-1)).toBe(walked);
  expect(await printedBy(install)).toMatch(/Apollo Router/);
  expect(rest.flatMap((text) => text.split('\n')).filter((line) => !(line in RUN_ELSEWHERE))).toEqual([]);
}, 300_000);

/** The events of a stream; the payment may have been captured in the meantime. */
const events = (text: string) =>
  [...text.matchAll(/^data: (\{.*\})$/gm)].map(
    ([, json = '']) => JSON.parse(json.replace('CAPTURED', 'AUTHORIZED')) as unknown,
  );
