// `npm start`: the whole graph on this machine, with demo data, and a banner that says where it is.
import { join, relative } from 'node:path';
import { EnvironmentError } from '@yoyaku/platform/environment';
import { findRouter } from '@yoyaku/router/binary';
import { banner } from './banner.ts';
import { loadDemo } from './demo/load-demo.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { routerLookup, startEnvironment } from './environment.ts';
import { startGraph } from './graph.ts';
import { portsFrom, takenPort } from './ports.ts';

const opened = new AsyncDisposableStack();

async function start(): Promise<void> {
  const { PORT, DATA_DIRECTORY, DATABASE_URL, REDIS_URL, LOG_LEVEL, ...cardProvider } = startEnvironment();
  const ports = portsFrom(PORT);
  const taken = await takenPort(ports);
  if (taken !== null) {
    console.error(
      `Port ${taken} is taken. Stop what listens there, or start with another one, e.g. PORT=5000 npm start.`,
    );
    process.exit(1);
  }

  const postgres = DATABASE_URL === undefined ? await ownPostgres(join(DATA_DIRECTORY, 'postgres')) : null;
  const graph = await startGraph({
    ports,
    databaseServer: DATABASE_URL ?? postgres?.url ?? '',
    simulatorFile: join(DATA_DIRECTORY, 'simulator', 'books.sqlite'),
    cardProvider,
    redisUrl: REDIS_URL,
    routerBinary: await findRouter(routerLookup()),
    logLevel: LOG_LEVEL,
    onTrouble: (line) => console.warn(line),
  });
  opened.defer(() => graph.close());
  const demo = await loadDemo(graph.endpoint);
  const keeps = postgres
    ? `${relative(process.cwd(), DATA_DIRECTORY)}/ (npm run reset wipes it)`
    : 'in the server of DATABASE_URL';
  console.log(banner(graph, demo, ports, keeps));
}

async function ownPostgres(directory: string): Promise<{ readonly url: string }> {
  const server = await startEmbeddedPostgres({
    directory,
    persistent: true,
    settings: { max_connections: '200' },
  });
  opened.defer(() => server.stop());
  return server;
}

let stoppingSince: number | null = null;
async function stop(): Promise<void> {
  if (stoppingSince !== null) {
    // Whoever asks again has lost patience, unless it is one signal that came by two ways.
    if (performance.now() - stoppingSince > 1000) process.exit(1);
    return;
  }
  stoppingSince = performance.now();
  console.log('\nStopping …');
  await opened.disposeAsync();
  process.exit(0);
}

process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());

try {
  await start();
} catch (error) {
  console.error(error instanceof EnvironmentError ? error.message : error);
  await opened.disposeAsync();
  process.exit(1);
}
