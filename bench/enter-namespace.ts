import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findRouter } from '@yoyaku/router/binary';
import { routerLookup } from '../start/environment.ts';
import { readComposeFile, readEnvFile } from '../test/compose/compose-file.ts';

const ROOT = join(import.meta.dirname, '..');

/**
 * Runs a script of this folder in a network of its own, where every service of docker-compose.yml finds its name and its
 * port; its first argument is the Router's program, then come those of the command line.
 */
export async function enterNamespace(script: string): Promise<void> {
  const router = await findRouter(routerLookup());
  if (!router) fail('The benchmark needs Apollo Router: npm run router:install, or set APOLLO_ROUTER_BIN.');
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    fail('The benchmark needs root on Linux: it uses unshare.');

  const compose = readComposeFile(join(ROOT, 'docker-compose.yml'), readEnvFile(join(ROOT, '.env.example')));
  const namespace = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh'];
  const hosts = [join(ROOT, 'test/compose/namespace.sh'), ...compose.map(({ name }) => name), '--'];
  const measure = [process.execPath, join(import.meta.dirname, script), router, ...process.argv.slice(2)];
  const child = spawn('unshare', [...namespace, ...hosts, ...measure], { cwd: ROOT, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

function fail(reason: string): never {
  console.error(reason);
  process.exit(1);
}
