import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventStream, next, socketClient, until } from './support/clients.ts';
import { toySupergraphFile, toyUrls } from './support/live-gateway.ts';
import { freePort } from './support/listening.ts';
import { startToys, TOY_SECRET, type Toys } from './support/toy-subgraphs.ts';

const MAIN = new URL('../live/main.ts', import.meta.url).pathname;
const LOAN = 'subscription { loanChanged(id: "l1") { state book { title } } }';

let toys: Toys;

beforeAll(async () => {
  toys = await startToys();
});

afterAll(async () => {
  await toys.stop();
});

test('the live gateway runs as a process of its own, and drains on SIGTERM', async () => {
  using supergraph = toySupergraphFile();
  const url = `http://127.0.0.1:${await freePort()}`;
  const { catalog, reservations } = toyUrls(toys);
  const env = {
    PORT: new URL(url).port,
    GATEWAY_SECRET: TOY_SECRET,
    SUPERGRAPH_FILE: supergraph.file,
    CATALOG_URL: catalog,
    RESERVATIONS_URL: reservations,
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const exited = once(child, 'exit');
  await until(() =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );

  const { subscribe, client } = socketClient(url);
  const closed = new Promise((resolve) => client.on('closed', resolve));
  const results = subscribe(LOAN);
  expect(await next(results)).toMatchObject({ data: { loanChanged: { book: { title: 'Kokoro' } } } });
  const stream = await eventStream(url, LOAN);
  await stream.next();

  const last = results.next().catch((error: unknown) => error);
  const lastOfStream = stream.next().catch((error: unknown) => error);
  child.kill('SIGTERM');
  expect(await closed).toMatchObject({ code: 1001 });
  expect(await last).toMatchObject({ code: 1001 });
  // Cut off, not completed: clients connect again.
  expect(await lastOfStream).toMatchObject({ name: 'TypeError' });
  expect(await exited).toEqual([0, null]);
  await until(() => toys.active() === 0);
});

test('it names every variable that is wrong, and starts nothing', async () => {
  const child = spawn(process.execPath, [MAIN], {
    env: { PORT: 'x', LIVE_MODE: 'y' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await once(child, 'close')).toEqual([1, null]);
  for (const variable of ['PORT', 'LIVE_MODE', 'GATEWAY_SECRET']) expect(said).toContain(variable);
});
