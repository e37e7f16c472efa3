import { randomBytes } from 'node:crypto';
import { CLIENT_ADDRESS_HEADER, GATEWAY_SECRET_HEADER } from '@yoyaku/platform/auth/gateway';
import { type OwnRedis, startOwnRedis } from '@yoyaku/platform/testing/redis-server';
import pg from 'pg';
import { portsFrom } from '../../../start/ports.ts';
import { freeBasePort } from '../../support/base-port.ts';
import { GraphClient } from '../../support/graph-client.ts';
import type { Person } from '../../support/store.ts';
import { signTokens } from '../../support/tokens.ts';
import { postgresReader } from './postgres-reader.ts';
import { Program } from './program.ts';
import { httpReader, Wire } from './wire.ts';

const SUBGRAPHS = ['users', 'catalog', 'reservations', 'payments'] as const;
export type Subgraph = (typeof SUBGRAPHS)[number];
/** Those that a saga goes through; each has a wire to its database. */
export const SAGA = ['catalog', 'reservations', 'payments'] as const;
export type SagaSubgraph = (typeof SAGA)[number];

export interface SystemOptions {
  /** Payments as its own main.ts has it, in no hurry; else one that is short of patience, see payments.process.ts. */
  readonly patientPayments?: boolean;
}

/** The gateway, as a subgraph sees it. */
class SubgraphClient extends GraphClient {
  readonly #headers: Readonly<Record<string, string>>;

  constructor(endpoint: string, headers: Readonly<Record<string, string>>) {
    super(endpoint, 64);
    this.#headers = headers;
  }

  override post(body: string, headers: Readonly<Record<string, string>> = {}) {
    return super.post(body, { ...this.#headers, ...headers });
  }
}

/**
 * Subgraphs and simulator, each a process of its own as docker-compose.yml has them, with a PostgreSQL database for each
 * subgraph and a Redis for all. Their connections to the provider, to the catalog, to payments and to their databases go over wires
 * that can be watched and cut.
 */
export class FaultSystem implements AsyncDisposable {
  readonly programs: Readonly<Record<Subgraph | 'simulator', Program>>;
  readonly clients: Readonly<Record<Subgraph, GraphClient>>;
  readonly redis: OwnRedis;
  readonly wires: Readonly<Record<'provider' | 'catalog' | 'payments' | `${SagaSubgraph} database`, Wire>>;
  readonly simulatorUrl: string;
  /** Where each subgraph answers. */
  readonly urls: Readonly<Record<Subgraph, string>>;
  readonly #secrets: Secrets;
  readonly #pools: Readonly<Record<Subgraph, pg.Pool>>;
  readonly #opened: AsyncDisposableStack;

  private constructor(parts: Parts, opened: AsyncDisposableStack) {
    this.programs = parts.programs;
    this.clients = parts.clients;
    this.redis = parts.redis;
    this.wires = parts.wires;
    this.simulatorUrl = parts.simulatorUrl;
    this.urls = parts.urls;
    this.#secrets = parts.secrets;
    this.#pools = parts.pools;
    this.#opened = opened;
  }

  static async start(options: SystemOptions = {}): Promise<FaultSystem> {
    const opened = new AsyncDisposableStack();
    try {
      return new FaultSystem(await open(options, opened), opened);
    } catch (error) {
      await opened.disposeAsync();
      throw error;
    }
  }

  /** A subgraph's own database, past all wires. */
  database(subgraph: Subgraph): pg.Pool {
    return this.#pools[subgraph];
  }

  people(count: number): Promise<Person[]> {
    return signTokens(this.database('users'), count);
  }

  /** Calls the provider as its merchant. */
  async atProvider(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<unknown> {
    const answer = await fetch(this.simulatorUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#secrets.PROVIDER_SECRET}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  get webhookSecret(): string {
    return this.#secrets.WEBHOOK_SECRET;
  }

  /** What went wrong inside, for whoever reads a failure. */
  troubles(): string {
    return Object.values(this.programs)
      .map((program) => `── ${program.name}\n${program.troubles()}`)
      .join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync();
  }
}

type Secrets = Readonly<Record<'GATEWAY_SECRET' | 'SERVICE_TOKEN' | 'PROVIDER_SECRET' | 'WEBHOOK_SECRET', string>>;

interface Parts {
  readonly programs: FaultSystem['programs'];
  readonly clients: FaultSystem['clients'];
  readonly redis: OwnRedis;
  readonly wires: FaultSystem['wires'];
  readonly simulatorUrl: string;
  readonly urls: FaultSystem['urls'];
  readonly secrets: Secrets;
  readonly pools: Readonly<Record<Subgraph, pg.Pool>>;
}

const local = (port: number) => `http://127.0.0.1:${port}`;
const secret = () => randomBytes(24).toString('base64url');

async function open(options: SystemOptions, opened: AsyncDisposableStack): Promise<Parts> {
  const ports = portsFrom(await freeBasePort());
  const secrets: Secrets = {
    GATEWAY_SECRET: secret(),
    SERVICE_TOKEN: secret(),
    PROVIDER_SECRET: secret(),
    WEBHOOK_SECRET: secret(),
  };
  const urls = perSubgraph((name) => local(ports[name]));
  const databases = databaseUrls(opened);
  const redis = await startOwnRedis();
  opened.defer(() => redis.kill());

  const wire = async (url: string, reader: Parameters<typeof Wire.open>[1]) => {
    const { hostname, port } = new URL(url);
    const wire = await Wire.open({ host: hostname, port: Number(port || '5432') }, reader);
    opened.defer(() => wire.close());
    return wire;
  };
  const ofDatabase = (name: SagaSubgraph) => wire(databases[name], postgresReader);
  const wires = {
    provider: await wire(local(ports.simulator), httpReader),
    catalog: await wire(urls.catalog, httpReader),
    payments: await wire(urls.payments, httpReader),
    'catalog database': await ofDatabase('catalog'),
    'reservations database': await ofDatabase('reservations'),
    'payments database': await ofDatabase('payments'),
  };

  const environment = (name: Subgraph): Record<string, string> => ({
    ...secrets,
    USERS_URL: urls.users,
    CATALOG_URL: local(wires.catalog.port),
    RESERVATIONS_URL: urls.reservations,
    PAYMENTS_URL: local(wires.payments.port),
    PROVIDER_URL: local(wires.provider.port),
    DATABASE_URL: name === 'users' ? databases.users : over(wires[`${name} database`], databases[name]),
    REDIS_URL: redis.url,
    PORT: String(ports[name]),
    // The machine may be busy with other tests.
    MOST_EVENT_LOOP_DELAY_MS: '10000',
  });
  const subgraph = (name: Subgraph) => {
    const impatient = name === 'payments' && options.patientPayments !== true;
    const file = impatient ? 'test/faults/support/payments.process.ts' : `subgraphs/${name}/src/main.ts`;
    return new Program({ name, file, environment: environment(name) });
  };
  const programs = {
    ...perSubgraph(subgraph),
    simulator: new Program({
      name: 'simulator',
      file: 'subgraphs/payments/simulator/main.ts',
      environment: {
        ...secrets,
        PORT: String(ports.simulator),
        WEBHOOK_URL: `${urls.payments}/webhooks/simulator`,
      },
    }),
  };
  for (const program of Object.values(programs)) {
    opened.defer(() => {
      program.kill();
      return program.gone();
    });
  }
  await Promise.all(Object.values(programs).map((program) => program.start()));

  const headers = { [GATEWAY_SECRET_HEADER]: secrets.GATEWAY_SECRET, [CLIENT_ADDRESS_HEADER]: '203.0.113.7' };
  const clients = perSubgraph((name) => new SubgraphClient(`${urls[name]}/graphql`, headers));
  const pools = perSubgraph((name) => {
    const pool = new pg.Pool({ connectionString: databases[name], application_name: 'test', max: 4 });
    pool.on('error', () => undefined);
    return pool;
  });
  for (const client of Object.values(clients)) opened.defer(() => client.close());
  for (const pool of Object.values(pools)) opened.defer(() => pool.end());
  return { programs, clients, redis, wires, simulatorUrl: local(ports.simulator), urls, secrets, pools };
}

function perSubgraph<Thing>(make: (name: Subgraph) => Thing): Record<Subgraph, Thing> {
  return Object.fromEntries(SUBGRAPHS.map((name) => [name, make(name)])) as Record<Subgraph, Thing>;
}

/** Databases that the subgraphs make themselves, and that are dropped in the end. */
function databaseUrls(opened: AsyncDisposableStack): Record<Subgraph, string> {
  const server = process.env['TEST_DATABASE_URL'] ?? '';
  const prefix = `yoyaku_test_${randomBytes(6).toString('hex')}_`;
  opened.defer(async () => {
    const client = new pg.Client(server);
    await client.connect();
    for (const name of SUBGRAPHS) await client.query(`DROP DATABASE IF EXISTS ${prefix}${name} WITH (FORCE)`);
    await client.end();
  });
  return perSubgraph((name) => {
    const url = new URL(server);
    url.pathname = `/${prefix}${name}`;
    return url.href;
  });
}

function over(wire: Wire, url: string): string {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(wire.port);
  return changed.href;
}
