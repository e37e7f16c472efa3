import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { freeBasePort } from './support/base-port.ts';
import { GraphClient } from './support/graph-client.ts';
import { createProduct, createShop, payOrder, placedOrder, signUp } from './support/store.ts';
import { until } from './support/until.ts';

const ROOT = join(import.meta.dirname, '..');

const started: Start[] = [];

/** `npm start` as a newcomer runs it, but for its port and the place of its data. */
class Start {
  output = '';
  readonly child: ChildProcess;
  readonly exited: Promise<unknown[]>;

  constructor(script: string, environment: Readonly<Record<string, string>>) {
    const { DATABASE_URL: _, REDIS_URL: __, ...inherited } = process.env;
    this.child = spawn(process.execPath, [script], { cwd: ROOT, env: { ...inherited, ...environment } });
    this.exited = once(this.child, 'exit');
    started.push(this);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  /** Waits until it has printed this; fails with what it printed when it ends before. */
  async says(text: string | RegExp): Promise<void> {
    await until(() => {
      if (this.child.exitCode !== null) throw new Error(`it ended:\n${this.output}`);
      return Promise.resolve(this.output.search(text) >= 0);
    });
  }
}

afterEach(async () => {
  for (const start of started.splice(0)) {
    if (start.child.exitCode === null) start.child.kill('SIGKILL');
    await start.exited;
  }
});

let directory: string;
let port: number;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'yoyaku-start-'));
  await chmod(directory, 0o755);
  port = await freeBasePort();
  environment = { PORT: String(port), DATA_DIRECTORY: directory };
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('npm start', () => {
  test('says where everything is, serves the demo store, keeps its data over a restart, and stops on Ctrl-C', async () => {
    const first = new Start('start/main.ts', environment);
    await first.says('Stop       Ctrl-C');
    expect(first.output).toContain(`http://localhost:${port}/graphql`);
    expect(first.output).toContain(`http://localhost:${port}/graphiql`);
    expect(first.output).toContain('studio.apollographql.com/sandbox');
    expect(first.output).toContain('served by Apollo Router');
    expect(first.output).toMatch(/hanako@example\.com {2}\S+/);
    // Every part starts at once and misses the others at first: nothing that a newcomer needs to read about.
    const lines = first.output.split('\n').filter((line) => line !== '');
    expect(lines[0]).toBe('  Yoyaku is ready.');
    expect(lines.filter((line) => !line.startsWith('  '))).toEqual([]);

    const client = new GraphClient(`http://localhost:${port}/graphql`);
    const shopId = /shp_\S+/.exec(first.output)?.[0];
    const document = 'query ($id: ID!) { products(shopId: $id, sort: NAME) { nodes { id name } } }';
    const { products } = await client.data(document, { id: shopId });
    expect(products.nodes.length).toBeGreaterThan(5);
    const graphiql = await (await fetch(`http://localhost:${port}/graphiql`)).text();
    expect(graphiql).toContain('<title>');
    expect(graphiql).not.toMatch(/src="https?:/);

    const paid = await paidOrder(client);

    const pid = /^(\d+)/.exec(await readPostmaster())?.[1];
    first.child.kill('SIGINT');
    expect(await first.exited).toEqual([0, null]);
    expect(existsSync(`/proc/${pid}`)).toBe(false);

    const second = new Start('start/main.ts', environment);
    await second.says('Stop       Ctrl-C');
    expect(await client.data(document, { id: shopId })).toEqual({ products });
    await refunds(client, paid);
    await client.close();

    await restartsTheRouter(second);
    second.child.kill('SIGTERM');
    expect(await second.exited).toEqual([0, null]);
  }, 120_000);

  test('names the port that is taken, in one line, and starts nothing', async () => {
    const server = createServer().listen(port + 3, '127.0.0.1');
    await once(server, 'listening');
    const start = new Start('start/main.ts', environment);
    expect(await start.exited).toEqual([1, null]);
    expect(start.output.trim().split('\n')).toEqual([expect.stringContaining(`Port ${port + 3} is taken`)]);
    server.close();
  });

  test('names every variable that makes no sense', async () => {
    const start = new Start('start/main.ts', { ...environment, PORT: 'x', LOG_LEVEL: 'loud' });
    expect(await start.exited).toEqual([1, null]);
    expect(start.output).toMatch(/PORT[^]*LOG_LEVEL/);
  });

  test('npm run reset forgets everything that was kept', async () => {
    expect(existsSync(join(directory, 'postgres'))).toBe(true);
    const reset = new Start('start/reset.ts', environment);
    expect(await reset.exited).toEqual([0, null]);
    for (const kept of ['postgres', 'simulator']) expect(existsSync(join(directory, kept))).toBe(false);
  });
});

/** An order whose payment is captured, and whose it is. */
async function paidOrder(client: GraphClient): Promise<{ id: string; token: string }> {
  const shop = await createShop(client);
  const product = await createProduct(client, shop, 1);
  const { token } = await signUp(client);
  const id = await placedOrder(client, shop, product, token);
  await payOrder(client, id, token);
  await until(async () => (await paymentOf(client, { id, token }))?.state === 'CAPTURED');
  return { id, token };
}

/** The provider, too, still knows what was paid: it gives the money back. */
async function refunds(client: GraphClient, paid: { id: string; token: string }): Promise<void> {
  await client.data(
    'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { ... on Order { id } } }',
    { input: { orderId: paid.id } },
    paid.token,
  );
  await until(async () => (await paymentOf(client, paid))?.refunded.amount === '1200');
}

async function paymentOf(
  client: GraphClient,
  { id, token }: { id: string; token: string },
): Promise<{ state: string; refunded: { amount: string } } | null> {
  const document = 'query ($id: ID!) { order(id: $id) { payment { state refunded { amount } } } }';
  return (await client.data(document, { id }, token)).order.payment;
}

async function readPostmaster(): Promise<string> {
  return readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8');
}

/** Kills the Router under a running graph: it must come back, and the log must say so. */
async function restartsTheRouter(start: Start): Promise<void> {
  const children = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => ({ pid: Number(pid), status: await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '') })),
  );
  const router = children.find(
    ({ status }) =>
      /\((apollo-)?router\)/.test(status) && status.split(') ')[1]?.split(' ')[1] === String(start.child.pid),
  );
  process.kill(router?.pid ?? 0, 'SIGKILL');
  await start.says(/Router.*(again|back)/i);
  const client = new GraphClient(`http://localhost:${port}/graphql`);
  await until(async () => (await client.send('{ __typename }')).data?.__typename === 'Query');
  await client.close();
}
