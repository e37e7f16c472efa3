// What `npm start` and `npm test` begin with: plain JavaScript for whatever Node (≥ 20) the machine has. It installs the
// dependencies when they are missing or older than the lock file, then runs the given script on the pinned Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function installed() {
  const record = join(root, 'node_modules', '.package-lock.json');
  return (
    existsSync(record) &&
    existsSync(pinnedNode) &&
    statSync(record).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

if (!installed()) {
  console.log('Installing dependencies (once, about a minute) …');
  // Not `npm ci`, which fails where a registry lacks the optional packages of other platforms.
  const { status } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const child = spawn(pinnedNode, process.argv.slice(2), { cwd: root, stdio: 'inherit' });
// A terminal sends Ctrl-C to the child as well, which then stops in its own good time; a lone SIGTERM is passed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
