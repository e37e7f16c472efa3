import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { installEnvironment } from './environment.ts';
import { findRouter, INSTALLED_ROUTER, ROUTER_VERSION, routerVersion } from './router-binary.ts';

export const LICENCE_REFUSAL =
  'Apollo Router is under the Elastic License 2.0 (https://go.apollo.dev/elv2), not under this repository’s licence.\n' +
  'Read it, and if you accept it, run: APOLLO_ELV2_LICENSE=accept npm run router:install';

export interface InstallOptions {
  /** Must be `accept`: Apollo's own convention. */
  readonly licence: string | undefined;
  /** The file to make; router/bin/router unless given. */
  readonly target?: string;
  /** Apollo's releases, unless given. */
  readonly releases?: string;
  readonly platform?: string;
  readonly architecture?: string;
  /** Builds the crate when the download fails; `cargo` unless given. */
  readonly cargo?: string;
  readonly say: (line: string) => void;
}

export class InstallError extends Error {}

const RELEASES = 'https://github.com/apollographql/router/releases/download';

/** Apollo's names of the platforms it builds for. */
const TRIPLES: Readonly<Record<string, string>> = {
  'linux-x64': 'x86_64-unknown-linux-gnu',
  'linux-arm64': 'aarch64-unknown-linux-gnu',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
};

/**
 * Gets the official release of the Router; where that fails, builds Apollo's published crate, which takes Rust, protoc
 * and a quarter of an hour.
 * @throws InstallError when the licence is not accepted, or neither way works.
 */
export async function installRouter(options: InstallOptions): Promise<string> {
  const { licence, target = INSTALLED_ROUTER, say } = options;
  if (licence !== 'accept') throw new InstallError(LICENCE_REFUSAL);
  if ((await routerVersion(target)) === ROUTER_VERSION) {
    say(`Apollo Router ${ROUTER_VERSION} is there already: ${target}`);
    return target;
  }
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(join(dirname(target), 'install-'));
  try {
    const binary = await download(options, work).catch(async (error: unknown) => {
      say(`The download failed (${reason(error)}); building the crate instead. This takes a while.`);
      return build(options, work);
    });
    const version = await routerVersion(binary);
    if (version !== ROUTER_VERSION) throw new InstallError(`What came is not Router ${ROUTER_VERSION} but ${version}.`);
    await copyFile(binary, target);
    await chmod(target, 0o755);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  say(`Apollo Router ${ROUTER_VERSION} is installed: ${target}`);
  return target;
}

async function download(options: InstallOptions, work: string): Promise<string> {
  const { releases = RELEASES, platform = process.platform, architecture = process.arch, say } = options;
  const triple = TRIPLES[`${platform}-${architecture}`];
  if (triple === undefined) throw new InstallError(`Apollo releases no Router for ${platform} on ${architecture}`);
  const url = `${releases}/v${ROUTER_VERSION}/router-v${ROUTER_VERSION}-${triple}.tar.gz`;
  say(`Getting ${url}`);
  const response = await fetch(url, { signal: AbortSignal.timeout(300_000) });
  if (!response.ok || !response.body) throw new InstallError(`${url} answers ${response.status}`);
  const tar = spawn('tar', ['-xzf', '-', '-C', work], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = exitOf(tar);
  await pipeline(Readable.fromWeb(response.body as ReadableStream), tar.stdin);
  if ((await ended) !== 0) throw new InstallError('the archive cannot be unpacked');
  return join(work, 'dist', 'router');
}

async function build({ cargo = 'cargo' }: InstallOptions, work: string): Promise<string> {
  const args = ['install', 'apollo-router', '--version', ROUTER_VERSION, '--locked', '--root', work];
  const code = await exitOf(spawn(cargo, args, { stdio: ['ignore', 'inherit', 'inherit'] })).catch((error: unknown) => {
    throw new InstallError(`${cargo} cannot be run (${reason(error)}); get Rust from https://rustup.rs, and protoc`);
  });
  if (code !== 0) throw new InstallError(`${cargo} ${args.join(' ')} failed with ${code}`);
  return join(work, 'bin', 'router');
}

async function exitOf(child: ReturnType<typeof spawn>): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

if (import.meta.main) {
  try {
    const environment = installEnvironment();
    const present = await findRouter(environment);
    if (present === null) await installRouter({ licence: environment.APOLLO_ELV2_LICENSE, say: console.log });
    else console.log(`An Apollo Router is there already: ${present}`);
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
