import { once } from 'node:events';
import { createServer } from 'node:net';

const OFFSETS = {
  edge: 0,
  users: 1,
  catalog: 2,
  reservations: 3,
  payments: 4,
  dashboard: 5,
  simulator: 10,
  router: 100,
  routerHealth: 101,
  routerMetrics: 102,
  live: 200,
} as const;

/** Where each part of the graph listens. */
export type Ports = Readonly<Record<keyof typeof OFFSETS, number>>;

/** The ports of a graph whose one URL is on this port: the rest lie at fixed distances above it. */
export function portsFrom(edge: number): Ports {
  const entries = Object.entries(OFFSETS).map(([name, offset]) => [name, edge + offset]);
  return Object.fromEntries(entries) as Ports;
}

/** The first of these ports that is taken on this machine; null when all are free. */
export async function takenPort(ports: Ports): Promise<number | null> {
  for (const port of Object.values(ports)) if (!(await isFree(port))) return port;
  return null;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.listen(port, '127.0.0.1');
  if (!(await listening)) return false;
  server.close();
  await once(server, 'close');
  return true;
}
