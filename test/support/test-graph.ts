import { randomBytes } from 'node:crypto';
import { idCodec } from '@yoyaku/platform/ids';
import { findRouter } from '@yoyaku/router/binary';
import { routerLookup } from '../../start/environment.ts';
import pg from 'pg';
import { type Graph, startGraph } from '../../start/graph.ts';
import { portsFrom } from '../../start/ports.ts';
import { freeBasePort } from './base-port.ts';
import { GraphClient } from './graph-client.ts';
import type { Person } from './store.ts';
import { signTokens, type TestDatabase } from './tokens.ts';

/** The whole graph for one test file: real PostgreSQL, the real Router, every part on a port of its own. */
export interface TestGraph {
  readonly graph: Graph;
  /** Through the edge, as a user would. */
  readonly client: GraphClient;
  /** Where the payment provider's stand-in answers those who know PROVIDER_SECRET. */
  readonly simulatorUrl: string;
  /** People who are logged in, without the seconds of password hashing that as many sign-ups would take. */
  people(count: number): Promise<Person[]>;
  /** A subgraph's own database. */
  database(subgraph: keyof Graph['subgraphs']): TestDatabase;
  close(): Promise<void>;
}

export interface TestGraphOptions {
  /** Takes the events through the tests' Redis. */
  readonly redis?: boolean;
  /** Of the subgraphs' environment, what a test wants otherwise. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Starts the graph. @throws without a Router: these tests are about what goes through it. */
export async function startTestGraph({ redis = false, variables = {} }: TestGraphOptions = {}): Promise<TestGraph> {
  const routerBinary = await findRouter(routerLookup());
  if (!routerBinary)
    throw new Error('These tests need Apollo Router: npm run router:install, or set APOLLO_ROUTER_BIN.');
  const databaseServer = process.env['TEST_DATABASE_URL'] ?? '';
  const databasePrefix = `yoyaku_test_${randomBytes(6).toString('hex')}_`;
  const ports = portsFrom(await freeBasePort());
  const graph = await startGraph({
    ports,
    databaseServer,
    databasePrefix,
    redisUrl: redis ? process.env['TEST_REDIS_URL'] : undefined,
    routerBinary,
    logLevel: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    variables,
    onTrouble: (line) => console.warn(line),
  });
  const client = new GraphClient(graph.endpoint, 100);
  const pools = new Map(
    Object.keys(graph.subgraphs).map((name) => {
      const url = new URL(databaseServer);
      url.pathname = `/${databasePrefix}${name}`;
      const pool = new pg.Pool({ connectionString: url.href, max: 20 });
      // An ended pool's connections may still be closing when their database is dropped.
      pool.on('error', () => undefined);
      return [name, pool];
    }),
  );
  const database = (subgraph: keyof Graph['subgraphs']): pg.Pool => pools.get(subgraph) ?? new pg.Pool();

  return {
    graph,
    client,
    simulatorUrl: `http://127.0.0.1:${ports.simulator}`,
    database,
    people: (count) => signTokens(database('users'), count),
    async close() {
      await client.close();
      await graph.close();
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      await dropDatabases(
        databaseServer,
        [...pools.keys()].map((name) => `${databasePrefix}${name}`),
      );
    },
  };
}

const variantIds = idCodec('var');

/** The sum of everything that the journal says happened to what can be ordered of a variant. */
export async function journalSum(graph: TestGraph, variantId: string): Promise<number> {
  const id = variantIds.decode(variantId);
  const { rows } = await graph
    .database('catalog')
    .query<{ sum: string }>('SELECT sum(available_delta) FROM stock_movement WHERE shop_id = $1 AND variant_id = $2', [
      id?.tenant,
      id?.key,
    ]);
  return Number(rows[0]?.sum);
}

async function dropDatabases(server: string, names: readonly string[]): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  for (const name of names) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
}
