import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@yoyaku/platform/logging';
import { stringify } from 'yaml';
import { graphosConfig } from './graphos-config.ts';
import { ROUTER_CONFIG_FILE } from './router-config.ts';
import { tether } from './tether.ts';

export interface RouterOptions {
  readonly binary: string;
  readonly supergraphFile?: string;
  readonly host?: string;
  readonly port: number;
  readonly healthPort: number;
  readonly metricsPort: number;
  readonly gatewaySecret: string;
  /** Base URLs by subgraph name, e.g. `{ users: 'http://users:4001' }`; others are as router.yaml has them. */
  readonly subgraphUrls?: Readonly<Record<string, string>>;
  /** Sandbox and introspection. */
  readonly development?: boolean;
  readonly corsOriginPattern?: string;
  /** With both of them the Router runs on router.graphos.yaml too. */
  readonly graphos?: { readonly key: string; readonly graphRef: string };
  /** Told when the Router has died, and again when it is back: for people, in one line. */
  readonly onTrouble?: (line: string) => void;
  readonly logger: Logger;
}

export interface RunningRouter {
  readonly url: string;
  readonly metricsUrl: string;
  /** Of the process running now. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

const SUPERGRAPH_FILE = `${import.meta.dirname}/../schema/supergraph.graphql`;
const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;
const STOP_WITHIN_MS = 12_000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Runs Apollo Router on router.yaml, waits until it is ready, and starts it again whenever it dies.
 * @throws Error with the Router's own last lines when it does not come up at first.
 */
export async function startRouter(options: RouterOptions): Promise<RunningRouter> {
  const { host = '127.0.0.1', port, healthPort, metricsPort, onTrouble } = options;
  const config = options.graphos ? graphosConfigFile() : { file: ROUTER_CONFIG_FILE, remove: () => undefined };
  let running = await launch(options, config.file).catch((error: unknown) => {
    config.remove();
    throw error;
  });
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;
  const supervision = supervise();

  async function supervise(): Promise<void> {
    let pause = ASK_EVERY_MS;
    while (!stopped()) {
      const since = performance.now();
      await running.exited;
      if (stopped()) return;
      onTrouble?.(`Apollo Router died (${running.how()}); starting it again`);
      pause = performance.now() - since > LONGEST_PAUSE_MS ? ASK_EVERY_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      try {
        await delay(pause, undefined, { signal: stopping.signal });
        running = await launch(options, config.file, stopping.signal);
        onTrouble?.('Apollo Router is back');
      } catch (error) {
        if (!stopped()) onTrouble?.(error instanceof Error ? error.message : String(error));
      }
    }
  }

  return {
    url: `http://${host}:${port}/graphql`,
    metricsUrl: `http://${host}:${metricsPort}/metrics`,
    pid: () => running.child.pid,
    async stop() {
      stopping.abort();
      await end(running.child);
      await supervision;
      config.remove();
    },
  };

  async function launch(given: RouterOptions, configFile: string, signal?: AbortSignal): Promise<Launched> {
    const launched = spawnRouter(given, configFile);
    const url = `http://${host}:${healthPort}/health?ready`;
    if (await becomesReady(url, launched, signal)) return launched;
    await end(launched.child);
    await launched.exited;
    throw new Error(`Apollo Router did not come up: ${launched.lastLines()}`);
  }
}

interface Launched {
  readonly child: ChildProcess;
  readonly exited: Promise<unknown>;
  how(): string;
  lastLines(): string;
}

function spawnRouter(options: RouterOptions, configFile: string): Launched {
  const { binary, supergraphFile = SUPERGRAPH_FILE, logger } = options;
  const child = spawn(binary, ['--config', configFile, '--supergraph', supergraphFile], {
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) child.once('exit', tether(child.pid));
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      const { level, message } = parseLine(line);
      if (level === 'ERROR' || level === undefined) lines.push(message);
      if (lines.length > 5) lines.shift();
      if (level === 'ERROR') logger.error(message);
      else logger.debug(message);
    });
  }
  let cause = '';
  const exited = once(child, 'close').catch((error: unknown) => {
    cause = error instanceof Error ? error.message : String(error);
  });
  return {
    child,
    exited,
    how: () => cause || (child.signalCode ?? `exit code ${String(child.exitCode)}`),
    lastLines: () => cause || lines.join('; ') || `it ended with ${String(child.exitCode ?? child.signalCode)}`,
  };
}

/** Only what router.yaml names: the Router has no business with our other secrets. */
function environmentOf(options: RouterOptions): NodeJS.ProcessEnv {
  const { host = '127.0.0.1', port, healthPort, metricsPort, gatewaySecret, development = false, graphos } = options;
  return {
    APOLLO_TELEMETRY_DISABLED: 'true',
    APOLLO_ROUTER_LOG: 'warn',
    ROUTER_HOST: host,
    ROUTER_PORT: String(port),
    ROUTER_HEALTH_PORT: String(healthPort),
    ROUTER_METRICS_PORT: String(metricsPort),
    GATEWAY_SECRET: gatewaySecret,
    INTROSPECTION: String(development),
    SANDBOX: String(development),
    ...(options.corsOriginPattern && { CORS_ORIGIN_PATTERN: options.corsOriginPattern }),
    ...(graphos && { APOLLO_KEY: graphos.key, APOLLO_GRAPH_REF: graphos.graphRef }),
    ...Object.fromEntries(
      Object.entries(options.subgraphUrls ?? {}).map(([name, url]) => [
        `${name.toUpperCase()}_URL`,
        url.replace(/\/$/, ''),
      ]),
    ),
  };
}

async function becomesReady(url: string, { child, exited }: Launched, signal?: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (isRunning(child) && !signal?.aborted && performance.now() < deadline) {
    const ready = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
      async (response) => (await response.text(), response.ok),
      () => false,
    );
    if (ready) return true;
    await Promise.race([delay(ASK_EVERY_MS), exited]);
  }
  return false;
}

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

async function end(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await exited;
  clearTimeout(force);
}

function graphosConfigFile(): { file: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'yoyaku-router-'));
  const file = join(directory, 'router.yaml');
  writeFileSync(file, stringify(graphosConfig()));
  return {
    file,
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function parseLine(line: string): { level?: string; message: string } {
  try {
    const { level, message } = JSON.parse(line) as { level?: string; message?: string };
    return { ...(level && { level }), message: message ?? line };
  } catch {
    return { message: line };
  }
}
