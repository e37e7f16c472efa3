import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { findRouter } from '@yoyaku/router/binary';
import { routerLookup } from '../../start/environment.ts';
import { readComposeFile, readEnvFile } from './compose-file.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILE = join(ROOT, 'docker-compose.yml');
const variables = readEnvFile(join(ROOT, '.env.example'));

describe('docker-compose.yml', () => {
  test('names every process of the design, each with a health check', () => {
    const services = readComposeFile(FILE, variables);
    const names = services.map(({ name }) => name).sort();
    const subgraphs = ['users', 'catalog', 'reservations', 'payments', 'dashboard'];
    expect(names).toEqual([...subgraphs, 'edge', 'live', 'postgres', 'redis', 'router', 'simulator'].sort());
    expect(services.filter(({ healthcheck }) => !healthcheck).map(({ name }) => name)).toEqual([]);
  });

  test.each(Object.keys(variables).filter((name) => /SECRET|TOKEN|PASSWORD/.test(name)))(
    'does not start without %s',
    (name) => {
      const { [name]: _, ...others } = variables;
      expect(() => readComposeFile(FILE, others)).toThrow(name);
    },
  );

  test('runs our image as an ordinary user', () => {
    expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toMatch(/^USER node$/m);
  });
});

/** Linux with root only: the services' names must lead here, which takes a network namespace of its own. */
const describeWithNamespaces = process.platform === 'linux' && process.getuid?.() === 0 ? describe : describe.skip;

describeWithNamespaces('the services of docker-compose.yml, run as processes', () => {
  const outcomes = new Map<string, string | null>();
  let ended = '';

  beforeAll(async () => {
    const router = await findRouter(routerLookup());
    const hosts = readComposeFile(FILE, variables).map(({ name }) => name);
    const scenario = [process.execPath, join(import.meta.dirname, 'scenario.ts'), router ?? '', 'nginx'];
    const namespace = [
      '--net',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      'sh',
      join(import.meta.dirname, 'namespace.sh'),
      ...hosts,
      '--',
    ];
    const child = spawn('unshare', [...namespace, ...scenario], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const exited = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) {
      const { name, error } = JSON.parse(line) as { name: string; error: string | null };
      outcomes.set(name, error);
    }
    const [code] = (await exited) as [number | null];
    ended = `exit ${code}\n${complaints}`;
  }, 300_000);

  test.each([
    'the store’s whole story goes through the edge',
    'reservations killed between hold and commit: the stock comes back, and the retry succeeds once',
    'orders go on while dashboard is stopped, and it catches up to exactly what the orders say',
    'every service stops when it is told to',
  ])('%s', (name) => {
    expect(outcomes.get(name) === undefined ? ended : outcomes.get(name)).toBeNull();
  });
});
