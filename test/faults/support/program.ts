import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../../..');
const MOST_LINES = 4_000;
/** Every start of a program after the first is spared compiling the same sources. */
const COMPILED = join(tmpdir(), 'yoyaku-fault-tests-compiled');

export interface ProgramOptions {
  readonly name: string;
  /** The program's file, from the repository's root. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** One part of the system as an OS process of its own, which can be killed and started again as it was. */
export class Program {
  readonly name: string;
  readonly #options: ProgramOptions;
  readonly #log: string[] = [];
  #child: ChildProcess | null = null;
  #gone: Promise<unknown> = Promise.resolve();

  constructor(options: ProgramOptions) {
    this.name = options.name;
    this.#options = options;
  }

  /** Resolves when it says that it is ready. @throws with its log when it ends before. */
  async start(): Promise<void> {
    const { file, environment } = this.#options;
    const child = spawn(process.execPath, [file], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILED, LOG_LEVEL: 'info', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const gone = once(child, 'exit');
    this.#gone = gone;
    const ready = Promise.withResolvers<undefined>();
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        this.#keep(line);
        if (/"msg":"(ready|the provider simulator is listening)"/.test(line)) ready.resolve(undefined);
      });
    }
    void gone.then(() => ready.reject(new Error(`${this.name} ended before it was ready:\n${this.troubles()}`)));
    await ready.promise;
  }

  /** Kill -9, at this very moment. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** Starts it again once it is gone. */
  async restart(): Promise<void> {
    await this.#gone;
    await this.start();
  }

  /** Resolves when the process that was killed is gone. */
  async gone(): Promise<void> {
    await this.#gone;
  }

  /** What it has logged above the level of mere information, and what is no log at all: the newest of each kind. */
  troubles(most = 30): string {
    const told = this.#log.filter((line) => !/"level":(10|20|30),/.test(line)).map(inShort);
    return [...new Set(told.reverse())].slice(0, most).reverse().join('\n');
  }

  #keep(line: string): void {
    this.#log.push(line);
    if (this.#log.length > MOST_LINES) this.#log.splice(0, MOST_LINES / 2);
  }
}

const MOST_CHARACTERS = 300;

/** A line of the log without its stacks; the same trouble reads the same. */
function inShort(line: string): string {
  if (!line.startsWith('{')) return stripVTControlCharacters(line).slice(0, MOST_CHARACTERS);
  const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
  return [msg, err?.message].join(': ').slice(0, MOST_CHARACTERS);
}
