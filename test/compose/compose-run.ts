import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../start/embedded-postgres.ts';
import { type ComposeService, readComposeFile, readEnvFile } from './compose-file.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** What stands in for the containers' images: the same programs, as plain processes. */
export interface Programs {
  readonly router: string;
  readonly nginx: string;
  /** Server parameters beside those of the compose file, to look into the server. */
  readonly postgresSettings?: Readonly<Record<string, string>>;
}

/**
 * The services of docker-compose.yml as plain processes, each with its own command and exactly the environment the file
 * gives it, in the file's order of start. Run inside a network namespace (see namespace.sh), where every service's name
 * leads to this machine and every port is free.
 */
export class ComposeRun {
  readonly services: readonly ComposeService[];
  readonly #programs: Programs;
  readonly #directory: string;
  readonly #processes = new Map<string, ChildProcess>();
  #stopPostgres: () => Promise<void> = () => Promise.resolve();

  private constructor(services: readonly ComposeService[], programs: Programs, directory: string) {
    this.services = services;
    this.#programs = programs;
    this.#directory = directory;
  }

  /** Starts every service, with the variables of .env.example; each service's log is kept in `directory`. */
  static async start(programs: Programs): Promise<ComposeRun> {
    const services = readComposeFile(join(ROOT, 'docker-compose.yml'), readEnvFile(join(ROOT, '.env.example')));
    const directory = await mkdtemp(join(tmpdir(), 'yoyaku-compose-'));
    await chmod(directory, 0o755);
    const run = new ComposeRun(services, programs, directory);
    for (const { name } of services) await run.start(name);
    return run;
  }

  /** Starts a service and waits until its own health check passes. `changes` replace variables of its environment. */
  async start(name: string, changes: Readonly<Record<string, string>> = {}): Promise<void> {
    const service = this.#service(name);
    if (service.image.startsWith('postgres:')) await this.#startPostgres(service);
    else this.#spawn(service, { ...service.environment, ...changes });
    await this.#healthy(service);
  }

  /** Ends a service's process and waits until it is gone. */
  async kill(name: string, signal: NodeJS.Signals): Promise<void> {
    const child = this.#processes.get(name);
    if (!child) throw new Error(`${name} is not running`);
    this.#processes.delete(name);
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  pid(name: string): number {
    return this.#processes.get(name)?.pid ?? 0;
  }

  /** The variable that a service is given. */
  variable(service: string, name: string): string {
    return this.#service(service).environment[name] ?? '';
  }

  /** The PostgreSQL server's own URL, as its superuser. */
  get postgresUrl(): string {
    return `postgres://postgres:${this.variable('postgres', 'POSTGRES_PASSWORD')}@postgres:5432/postgres`;
  }

  logFile(name: string): string {
    return join(this.#directory, 'logs', `${name}.log`);
  }

  async stop(): Promise<void> {
    for (const name of [...this.#processes.keys()].reverse()) await this.kill(name, 'SIGTERM');
    await this.#stopPostgres();
    await rm(this.#directory, { recursive: true, force: true });
  }

  #service(name: string): ComposeService {
    const service = this.services.find((other) => other.name === name);
    if (!service) throw new Error(`docker-compose.yml has no service ${name}`);
    return service;
  }

  async #startPostgres({ command, environment }: ComposeService): Promise<void> {
    const settings = (command ?? []).filter((word) => word.includes('=')).map((setting) => setting.split('=', 2));
    const server = await startEmbeddedPostgres({
      directory: join(this.#directory, 'postgres'),
      port: 5432,
      password: environment['POSTGRES_PASSWORD'] ?? '',
      persistent: false,
      settings: { ...(Object.fromEntries(settings) as Record<string, string>), ...this.#programs.postgresSettings },
    });
    this.#stopPostgres = () => server.stop();
  }

  #spawn(service: ComposeService, environment: Readonly<Record<string, string>>): void {
    const [program = '', ...words] = this.#commandLine(service, environment);
    const log = this.logFile(service.name);
    mkdirSync(dirname(log), { recursive: true });
    const child = spawn(program, words, {
      cwd: ROOT,
      // PATH is the image's own, not the compose file's.
      env: { PATH: process.env['PATH'], ...this.#inVolumes(service, environment) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = createWriteStream(log, { flags: 'a' });
    child.stdout.pipe(output);
    child.stderr.pipe(output);
    this.#processes.set(service.name, child);
  }

  /** The environment with every path in a named volume leading to a directory of this run instead. */
  #inVolumes(
    { name, volumes }: ComposeService,
    environment: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> {
    const targets = volumes.filter((volume) => !/^[./]/.test(volume)).map((volume) => volume.split(':')[1] ?? '');
    const moved = (value: string) => targets.some((target) => value.startsWith(`${target}/`));
    return Object.fromEntries(
      Object.entries(environment).map(([variable, value]) => [
        variable,
        moved(value) ? join(this.#directory, name, value) : value,
      ]),
    );
  }

  #commandLine(service: ComposeService, environment: Readonly<Record<string, string>>): string[] {
    const command = (service.command ?? []).map((word) => hostPath(service, word));
    if (service.image.includes('apollographql/router')) return [this.#programs.router, ...command];
    if (service.image.startsWith('nginx:')) return this.#nginxCommand(service, environment);
    return command[0] === 'node' ? [process.execPath, ...command.slice(1)] : command;
  }

  /** What the entry point of nginx's image does: fills the template's variables in, and starts nginx in the foreground. */
  #nginxCommand(service: ComposeService, environment: Readonly<Record<string, string>>): string[] {
    const read = (path: string) => readFileSync(hostPath(service, path), 'utf8');
    const site = join(this.#directory, 'site.conf');
    const template = read('/etc/nginx/templates/default.conf.template');
    writeFileSync(
      site,
      template.replace(/\$\{(\w+)\}/g, (match, name: string) => environment[name] ?? match),
    );
    const main = join(this.#directory, 'nginx.conf');
    writeFileSync(
      main,
      read('/etc/nginx/nginx.conf')
        .replace('/etc/nginx/conf.d/*.conf', site)
        .replace('/var/run/nginx.pid', join(this.#directory, 'nginx.pid')),
    );
    return [this.#programs.nginx, '-c', main, '-g', 'daemon off;'];
  }

  /** Polls as Docker does, but a little more often. */
  async #healthy(service: ComposeService): Promise<void> {
    if (!service.healthcheck || service.image.startsWith('postgres:')) return;
    const [, program = '', ...words] = service.healthcheck.test;
    const check = program === 'node' ? process.execPath : program;
    for (let attempt = 0; attempt < 300; attempt++) {
      const exit = this.#processes.get(service.name)?.exitCode;
      if (exit !== null && exit !== undefined) break;
      const [code] = (await once(spawn(check, words, { cwd: ROOT, stdio: 'ignore' }), 'exit')) as [number | null];
      if (code === 0) return;
      await setTimeout(100);
    }
    throw new Error(`${service.name} did not become healthy; see ${this.logFile(service.name)}`);
  }
}

/** Where a path inside the container lies on this machine, by the service's volumes. */
function hostPath({ volumes }: ComposeService, word: string): string {
  for (const volume of volumes) {
    const [source = '', target = ''] = volume.split(':');
    if (source.startsWith('./') && (word === target || word.startsWith(`${target}/`))) {
      return join(ROOT, source, word.slice(target.length));
    }
  }
  return word;
}
