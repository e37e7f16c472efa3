import { portsFrom, takenPort } from '../../start/ports.ts';

/** Above 10080, the last of the ports that `fetch` refuses to call. */
const FIRST = 10_100;
/** Enough for one Jest worker; two of them never choose the same. */
const RANGE = 10_000;

/**
 * A port for a graph's one URL whose fixed neighbours are free too. Below those that the system hands out by itself: a
 * connection to the database could otherwise take one of them before the graph's slowest part listens there.
 */
export async function freeBasePort(): Promise<number> {
  const worker = Number(process.env['JEST_WORKER_ID'] ?? 1) % 2;
  const candidate = FIRST + worker * RANGE + Math.floor(Math.random() * (RANGE - 1_000));
  return (await takenPort(portsFrom(candidate))) === null ? candidate : freeBasePort();
}
