import { type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { idCodec } from '@yoyaku/platform/ids';
import { TOKEN_ALGORITHM, TOKEN_AUDIENCE, TOKEN_ISSUER } from '@yoyaku/platform/auth/token-claims';
import { accountIds } from '@yoyaku/platform/tenancy/ids';
import { findRouter } from '@yoyaku/router/binary';
import { importJWK, type JWK, SignJWT } from 'jose';
import pg from 'pg';
import { type Graph, startGraph } from '../../start/graph.ts';
import { freePorts } from '../../start/ports.ts';
import { GraphClient } from './graph-client.ts';
import type { Person } from './store.ts';

type TestDatabase = Pick<pg.Pool, 'query'>;

/** The whole graph for one test file: real PostgreSQL, the real Router, every part on a port of its own. */
export interface TestGraph {
  readonly graph: Graph;
  /** Through the edge, as a user would. */
  readonly client: GraphClient;
  /** People who are logged in, without the seconds of password hashing that as many sign-ups would take. */
  people(count: number): Promise<Person[]>;
  /** A subgraph's own database. */
  database(subgraph: keyof Graph['subgraphs']): TestDatabase;
  close(): Promise<void>;
}

/** Starts the graph. @throws without a Router: these tests are about what goes through it. */
export async function startTestGraph({ redis = false }: { redis?: boolean } = {}): Promise<TestGraph> {
  const routerBinary = await findRouter({
    APOLLO_ROUTER_BIN: process.env['APOLLO_ROUTER_BIN'],
    PATH: process.env['PATH'],
  });
  if (!routerBinary)
    throw new Error('These tests need Apollo Router: npm run router:install, or set APOLLO_ROUTER_BIN.');
  const databaseServer = process.env['TEST_DATABASE_URL'] ?? '';
  const databasePrefix = `yoyaku_test_${randomBytes(6).toString('hex')}_`;
  const ports = await freePorts();
  const graph = await startGraph({
    ports,
    databaseServer,
    databasePrefix,
    redisUrl: redis ? process.env['TEST_REDIS_URL'] : undefined,
    routerBinary,
    logLevel: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    onTrouble: (line) => console.warn(line),
  });
  const client = new GraphClient(graph.endpoint, 100);
  const pools = new Map(
    Object.keys(graph.subgraphs).map((name) => {
      const url = new URL(databaseServer);
      url.pathname = `/${databasePrefix}${name}`;
      return [name, new pg.Pool({ connectionString: url.href, max: 20 })];
    }),
  );
  const database = (subgraph: keyof Graph['subgraphs']): pg.Pool => pools.get(subgraph) ?? new pg.Pool();

  return {
    graph,
    client,
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

/** What is to be wrong about a token. */
interface TokenFlaws {
  readonly expirationTime?: string;
  readonly key?: KeyObject;
}

/** An access token as the users subgraph would sign it, for an account of its own, with these flaws. */
export async function signToken(graph: Pick<TestGraph, 'database'>, flaws: TokenFlaws): Promise<string> {
  const sign = await signer(graph.database('users'));
  return sign(randomUUID(), flaws);
}

async function signTokens(users: TestDatabase, count: number): Promise<Person[]> {
  const sign = await signer(users);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const accountId = randomUUID();
      return { id: accountIds.encode(accountId), token: await sign(accountId, {}) };
    }),
  );
}

async function signer(users: TestDatabase): Promise<(accountId: string, flaws: TokenFlaws) => Promise<string>> {
  const { rows } = await users.query<{ key_id: string; private_key: JWK }>(
    'SELECT key_id, private_key FROM signing_key WHERE retired_at IS NULL',
  );
  const [{ key_id, private_key } = { key_id: '', private_key: {} }] = rows;
  const realKey = await importJWK(private_key, TOKEN_ALGORITHM);
  return (accountId, { expirationTime = '15m', key = realKey }) =>
    new SignJWT()
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: key === realKey ? key_id : 'unknown' })
      .setSubject(accountId)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(expirationTime)
      .sign(key);
}

async function dropDatabases(server: string, names: readonly string[]): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  for (const name of names) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
}
