import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type InstallOptions, installRouter, LICENCE_REFUSAL } from '../install.ts';
import { findRouter, ROUTER_VERSION } from '../router-binary.ts';
import { listen, urlOf } from './support/listening.ts';

let directory: string;
let said: string[];
let asked: string[];
let archive: Buffer | null;
let releases: string;
let stop: () => Promise<void>;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'yoyaku-install-test-'));
  [said, asked, archive] = [[], [], null];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (archive) response.end(archive);
    else response.writeHead(404).end();
  });
  stop = await listen(server);
  releases = urlOf(server);
});

afterEach(async () => {
  await stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A program that answers `--version`, in place of the Router. */
const program = (version: string) => `#!/bin/sh\necho ${version}\n`;

function packed(version: string): Buffer {
  mkdirSync(join(directory, 'dist'));
  writeFileSync(join(directory, 'dist', 'router'), program(version));
  chmodSync(join(directory, 'dist', 'router'), 0o755);
  const tar = execFileSync('tar', ['-czf', '-', '-C', directory, 'dist']);
  rmSync(join(directory, 'dist'), { recursive: true });
  return tar;
}

/** A `cargo` that records its arguments and "builds" the Router. */
function fakeCargo(): string {
  const file = join(directory, 'cargo');
  const build =
    'mkdir -p "$7/bin" && printf \'#!/bin/sh\\necho ' +
    ROUTER_VERSION +
    '\\n\' > "$7/bin/router" && chmod 755 "$7/bin/router"';
  writeFileSync(file, `#!/bin/sh\necho "$@" > ${directory}/built\n${build}\n`);
  chmodSync(file, 0o755);
  return file;
}

const install = (options: Partial<InstallOptions> = {}) =>
  installRouter({
    licence: 'accept',
    target: join(directory, 'bin', 'router'),
    releases,
    platform: 'linux',
    architecture: 'x64',
    cargo: join(directory, 'no-cargo'),
    say: (line) => said.push(line),
    ...options,
  });

describe('npm run router:install', () => {
  test('does nothing unless the licence is accepted, and says how', async () => {
    for (const licence of [undefined, '', 'yes']) await expect(install({ licence })).rejects.toThrow(LICENCE_REFUSAL);
    expect(LICENCE_REFUSAL).toContain('APOLLO_ELV2_LICENSE=accept');
    expect(asked).toEqual([]);
    expect(existsSync(join(directory, 'bin'))).toBe(false);
  });

  test('as a command, ends with 1 and the same words', async () => {
    const script = new URL('../install.ts', import.meta.url).pathname;
    const running = promisify(execFile)(process.execPath, [script], { env: {} });
    await expect(running).rejects.toMatchObject({ code: 1, stderr: `${LICENCE_REFUSAL}\n` });
  });

  test('gets the official release for this platform, once', async () => {
    archive = packed(ROUTER_VERSION);
    const target = await install();
    expect(asked).toEqual([`/v${ROUTER_VERSION}/router-v${ROUTER_VERSION}-x86_64-unknown-linux-gnu.tar.gz`]);
    expect(readFileSync(target, 'utf8')).toBe(program(ROUTER_VERSION));
    expect(readdirSync(join(directory, 'bin'))).toEqual(['router']);
    expect(await findRouter({}, target)).toBe(target);
    await install();
    expect(asked).toHaveLength(1);
    expect(said.at(-1)).toContain('there already');
  });

  test('builds the crate when there is no release to be had', async () => {
    const target = await install({ cargo: fakeCargo() });
    expect(readFileSync(join(directory, 'built'), 'utf8')).toMatch(
      new RegExp(`^install apollo-router --version ${ROUTER_VERSION} --locked --root `),
    );
    expect(await findRouter({}, target)).toBe(target);
    expect(said.join('\n')).toContain('answers 404');
  });

  test('builds the crate where Apollo releases nothing', async () => {
    await install({ architecture: 'riscv64', cargo: fakeCargo() });
    expect(asked).toEqual([]);
    expect(said.join('\n')).toContain('riscv64');
  });

  test('tells what to get when neither way works, and leaves nothing behind', async () => {
    await expect(install()).rejects.toThrow(/no-cargo cannot be run .* get Rust/);
    expect(readdirSync(join(directory, 'bin'))).toEqual([]);
  });

  test('takes no other version', async () => {
    archive = packed('1.61.0');
    await expect(install()).rejects.toThrow(`not Router ${ROUTER_VERSION} but 1.61.0`);
    expect(existsSync(join(directory, 'bin', 'router'))).toBe(false);
  });
});
