import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** The Apollo Router that router.yaml is written for. */
export const ROUTER_VERSION = '2.17.0';

/** Where `npm run router:install` puts it; ignored by git. */
export const INSTALLED_ROUTER = join(import.meta.dirname, 'bin', 'router');

export interface RouterLookup {
  /** A binary to use as it is. */
  readonly APOLLO_ROUTER_BIN?: string | undefined;
  readonly PATH?: string | undefined;
}

/**
 * The Router to use: APOLLO_ROUTER_BIN, else the installed one, else one on the PATH; null when there is none.
 * `router` is a common word, so one on the PATH must answer `--version` with a Router 2 version.
 * @throws Error when APOLLO_ROUTER_BIN is set and is no program.
 */
export async function findRouter(lookup: RouterLookup, installed = INSTALLED_ROUTER): Promise<string | null> {
  const { APOLLO_ROUTER_BIN: configured, PATH = '' } = lookup;
  if (configured) {
    if (isProgram(configured)) return configured;
    throw new Error(`APOLLO_ROUTER_BIN is ${configured}, which is not a program that can be run.`);
  }
  if (isProgram(installed)) return installed;
  for (const directory of PATH.split(delimiter).filter(Boolean)) {
    for (const name of ['apollo-router', 'router']) {
      const candidate = join(directory, name);
      if (isProgram(candidate) && (await routerVersion(candidate))?.startsWith('2.')) return candidate;
    }
  }
  return null;
}

/** What a binary says its version is, e.g. `2.17.0`; null when it is no Router. */
export async function routerVersion(binary: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(binary, ['--version'], { timeout: 10_000 });
    return /^v?(\d+\.\d+\.\d+\S*)\s*$/.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
