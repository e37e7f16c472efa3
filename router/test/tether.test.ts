import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { until } from './support/clients.ts';

const TETHER = new URL('../tether.ts', import.meta.url).href;

/** A process that starts another one, tied or not, and prints its pid. */
const parent = (tied: boolean) => `
  import { spawn } from 'node:child_process';
  const { tether } = await import(${JSON.stringify(TETHER)});
  const child = spawn('sleep', ['60'], { stdio: 'ignore', detached: true });
  ${tied ? 'tether(child.pid);' : ''}
  console.log(child.pid);
  setInterval(() => undefined, 1000);`;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function killedParentOf(tied: boolean): Promise<number> {
  const started = spawn(process.execPath, ['--input-type=module', '-e', parent(tied)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: started.stdout }), 'line')) as [string];
  started.kill('SIGKILL');
  await once(started, 'exit');
  return Number(line);
}

test('a tied process ends with its owner, even when that is killed; an untied one stays (control)', async () => {
  const [tied, untied] = await Promise.all([killedParentOf(true), killedParentOf(false)]);
  await until(() => !isAlive(tied));
  expect(isAlive(untied)).toBe(true);
  process.kill(untied);
});
