import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** CPU time by process name, in milliseconds. */
export type CpuTimes = ReadonlyMap<string, number>;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly milliseconds: number;
}

/** Of the 100 that Linux shows to every program, whatever its own timer does (USER_HZ). */
const MILLISECONDS_PER_TICK = 10;

/**
 * The CPU time that processes have used so far, each with all that it has started, living or gone: so PostgreSQL's
 * backends and nginx's workers are in.
 * @param roots process ids by the name to show
 */
export function cpuTimes(roots: ReadonlyMap<string, number>): CpuTimes {
  const processes = allProcesses();
  const total = (root: number): number =>
    processes
      .filter(({ pid, parent }) => pid === root || parent === root)
      .reduce((sum, { pid, milliseconds }) => sum + (pid === root ? milliseconds : total(pid)), 0);
  return new Map([...roots].map(([name, root]) => [name, total(root)]));
}

/** The process id of the PostgreSQL server: the one process of its name that has another parent. */
export function postmaster(): number {
  const processes = allProcesses();
  const servers = processes.filter(({ name }) => name === 'postgres');
  const root = servers.find(({ parent }) => !servers.some(({ pid }) => pid === parent));
  if (!root) throw new Error('no PostgreSQL server runs here');
  return root.pid;
}

/** Resolves when the processes have nothing to do any more: a fifth of one core, all together. @throws after a minute */
export async function quiet(roots: ReadonlyMap<string, number>): Promise<void> {
  const used = () =>
    cpuTimes(roots)
      .values()
      .reduce((sum, time) => sum + time, 0);
  for (let look = 1; look <= 120; look++) {
    const before = used();
    await setTimeout(500);
    if (used() - before < 100) return;
  }
  throw new Error('the processes do not come to rest');
}

function allProcesses(): Process[] {
  return readdirSync('/proc').flatMap((entry) => (/^\d+$/.test(entry) ? readProcess(Number(entry)) : []));
}

/** See proc_pid_stat(5): fields 14 to 17 are utime, stime and those of children that have been waited for. */
function readProcess(pid: number): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    return [{ pid, parent: Number(fields[1]), name, milliseconds: ticks * MILLISECONDS_PER_TICK }];
  } catch {
    // It has ended since it was listed.
    return [];
  }
}
