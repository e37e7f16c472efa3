import { spawn } from 'node:child_process';

/**
 * Ends a process when this one dies, even by kill -9, upon which no code of ours runs: a shell waits at a pipe that the
 * system closes with us, and then sends SIGTERM.
 * @returns unties it, for after the process has ended by itself
 */
export function tether(pid: number): () => void {
  const shell = spawn('sh', ['-c', 'cat >/dev/null; kill "$0"', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Out of reach of the Ctrl-C that ends us.
    detached: true,
  });
  shell.on('error', () => undefined);
  shell.unref();
  return () => {
    shell.kill('SIGKILL');
  };
}
