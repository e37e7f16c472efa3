import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installEnvironment } from '../../environment.ts';
import { until } from './clients.ts';

const TEMPLATE = new URL('../../edge/nginx.conf', import.meta.url);

/** `nginx` when there is one; without one the tests that need it are skipped, which is a failure under CI. */
export const nginxBinary = findNginx();

if (nginxBinary === null) {
  const reason = 'there is no nginx on the PATH';
  if (installEnvironment().CI) throw new Error(`The tests of nginx.conf cannot run: ${reason}.`);
  console.warn(`The tests of nginx.conf are skipped: ${reason}.`);
}

export type NginxVariables = Record<
  'EDGE_PORT' | 'ROUTER_ADDRESS' | 'LIVE_ADDRESS' | 'PAYMENTS_ADDRESS' | 'EDGE_CONNECTIONS',
  string
>;

/** What the official image makes of a template: `${NAME}` becomes the variable, nginx's own `$name` stays. */
export const renderNginx = (variables: NginxVariables): string =>
  readFileSync(TEMPLATE, 'utf8').replaceAll(/\$\{(\w+)\}/g, (whole, name: string) =>
    name in variables ? variables[name as keyof NginxVariables] : whole,
  );

/** Runs nginx on nginx.conf, in the frame that the official image puts around it. */
export async function startNginx(variables: NginxVariables): Promise<{ url: string; stop: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'yoyaku-nginx-test-'));
  mkdirSync(join(directory, 'temp'));
  writeFileSync(join(directory, 'default.conf'), renderNginx(variables));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${directory}/temp/${name};`,
  );
  const frame = `
    daemon off;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    worker_processes 1;
    error_log ${directory}/error.log;
    pid ${directory}/nginx.pid;
    events { worker_connections 1024; }
    http {
      default_type application/octet-stream;
      access_log off;
      ${temporary.join('\n')}
      include ${directory}/default.conf;
    }`;
  writeFileSync(join(directory, 'nginx.conf'), frame);
  const nginx = spawn(nginxBinary ?? 'nginx', ['-p', directory, '-c', join(directory, 'nginx.conf')], {
    stdio: 'inherit',
  });
  const exited = once(nginx, 'exit');
  const url = `http://127.0.0.1:${variables.EDGE_PORT}`;
  await until(() =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => nginx.exitCode !== null,
    ),
  );
  return {
    url,
    stop: async () => {
      nginx.kill('SIGTERM');
      await exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function findNginx(): string | null {
  for (const candidate of ['nginx', '/usr/sbin/nginx']) {
    try {
      execFileSync(candidate, ['-v'], { stdio: 'ignore' });
      return candidate;
    } catch {
      continue;
    }
  }
  return null;
}
