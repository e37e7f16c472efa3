// `npm run reset`: forgets everything that `npm start` has kept in .data/.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEnvironment } from './environment.ts';

const { DATA_DIRECTORY } = startEnvironment();
const directory = join(DATA_DIRECTORY, 'postgres');
const pidFile = join(directory, 'postmaster.pid');
if (existsSync(pidFile) && isRunning(Number(readFileSync(pidFile, 'utf8').split('\n')[0]))) {
  console.error('Yoyaku is running. Stop it first (Ctrl-C where it was started).');
  process.exit(1);
}
rmSync(directory, { recursive: true, force: true });
rmSync(join(DATA_DIRECTORY, 'simulator'), { recursive: true, force: true });
console.log('All data of `npm start` is gone; the next start begins with the demo data.');

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
