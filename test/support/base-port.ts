import { portsFrom, takenPort } from '../../start/ports.ts';
import { freePort } from '../../start/embedded-postgres.ts';

/** A port for a graph's one URL whose fixed neighbours are free too, below those that the system hands out by itself. */
export async function freeBasePort(): Promise<number> {
  const candidate = 10_000 + ((await freePort()) % 20_000);
  return (await takenPort(portsFrom(candidate))) === null ? candidate : freeBasePort();
}
