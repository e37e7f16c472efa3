import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

const LAST = Math.max(1, cpus().length - 1);

/** The cores of a benchmark: the load generator has the last one to itself, so that what it needs takes nothing away. */
export const CORES = { services: LAST === 1 ? '0' : `0-${LAST - 1}`, generator: cpus().length === 1 ? '0' : `${LAST}` };

/** Keeps this process, and whatever it starts from now on, on these cores. */
export function stayOn(cores: string): void {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)], { stdio: 'ignore' });
}
