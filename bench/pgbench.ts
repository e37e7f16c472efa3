import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** What PostgreSQL alone is asked to do. */
export interface PgbenchWork {
  /** SQL that makes the tables, once. */
  readonly tables: string;
  /** A file of this folder with one transaction. */
  readonly script: string;
}

/** An order: the stock if there is enough, the order, its line, its event. */
export const ORDERS: PgbenchWork = {
  tables: `
    CREATE TABLE stock (shop_id int, variant_id int, on_hand int NOT NULL CHECK (on_hand >= 0), PRIMARY KEY (shop_id, variant_id));
    CREATE TABLE orders (shop_id int, order_id bigint GENERATED ALWAYS AS IDENTITY, account_id int NOT NULL, state text NOT NULL,
      total bigint NOT NULL CHECK (total >= 0), placed_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (shop_id, order_id));
    CREATE TABLE order_line (shop_id int, order_id bigint, line int, variant_id int NOT NULL, quantity int NOT NULL CHECK (quantity > 0),
      unit_price bigint NOT NULL, PRIMARY KEY (shop_id, order_id, line));
    CREATE TABLE outbox (shop_id int, position bigint GENERATED ALWAYS AS IDENTITY, type text NOT NULL, aggregate_id bigint NOT NULL,
      occurred_at timestamptz NOT NULL DEFAULT now(), data jsonb NOT NULL, PRIMARY KEY (shop_id, position));
    INSERT INTO stock SELECT 1, id, 1000000000 FROM generate_series(1, 1000) id;`,
  script: 'order.pgbench.sql',
};

const HOLD_TABLES = `
    CREATE TABLE pool (shop_id int, pool_id int, on_hand int NOT NULL, held int NOT NULL DEFAULT 0, confirmed int NOT NULL DEFAULT 0,
      movements int NOT NULL DEFAULT 0, PRIMARY KEY (shop_id, pool_id), CHECK (on_hand >= held + confirmed)) WITH (fillfactor = 50);
    CREATE TABLE allocation (shop_id int, order_id bigint, line int, pool_id int NOT NULL, quantity int NOT NULL CHECK (quantity > 0),
      unit_price bigint NOT NULL, currency text NOT NULL, state text NOT NULL, expires_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL, PRIMARY KEY (shop_id, order_id, line));
    CREATE INDEX ON allocation (shop_id, pool_id, expires_at) WHERE state = 'HELD';
    CREATE TABLE movement (shop_id int, pool_id int, number int, reason text NOT NULL, held_delta int NOT NULL, order_id bigint,
      occurred_at timestamptz NOT NULL, PRIMARY KEY (shop_id, pool_id, number));
    CREATE SEQUENCE order_number;
    INSERT INTO pool SELECT 1, id, 1000000000 FROM generate_series(1, 1000) id;`;

/** A hold of two lines, spread over 1,000 pools: what `hold_stock` writes, one order a transaction. */
export const SPREAD_HOLDS: PgbenchWork = { tables: HOLD_TABLES, script: 'hold-spread.pgbench.sql' };

/** A hold of one line, always of the same pool. */
export const HOT_HOLDS: PgbenchWork = { tables: HOLD_TABLES, script: 'hold-hot.pgbench.sql' };

const CLIENTS = [1, 2, 4, 8, 16, 32];

/** With how many clients PostgreSQL takes most of it: a row that all want has them queue, and commits are shared. */
export async function bestClients(serverUrl: string, seconds: number, work: PgbenchWork): Promise<number> {
  const rates = new Map<number, number>();
  for (const clients of CLIENTS) rates.set(clients, await transactionsPerSecond(serverUrl, seconds, work, clients));
  const told = [...rates].map(([clients, rate]) => `${clients}: ${rate.toFixed(0)}`).join(', ');
  console.log(`pgbench, transactions a second by clients: ${told}`);
  return [...rates].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/**
 * Transactions a second that PostgreSQL alone can take: hand-written SQL, prepared, so many clients.
 * The measure that our own figures are ratios of, taken on the same server in the same run.
 */
export async function transactionsPerSecond(
  serverUrl: string,
  seconds: number,
  { tables, script: file }: PgbenchWork,
  clients = 8,
): Promise<number> {
  const url = new URL(serverUrl);
  const name = 'yoyaku_bench_pgbench';
  const server = new pg.Client(serverUrl);
  await server.connect();
  await server.query(`DROP DATABASE IF EXISTS ${name}`);
  await server.query(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const database = new pg.Client(url.href);
  await database.connect();
  await database.query(tables);
  await database.end();
  try {
    const script = new URL(file, import.meta.url).pathname;
    const options = [
      '--no-vacuum',
      '--protocol=prepared',
      `--client=${clients}`,
      `--jobs=${Math.min(clients, 2)}`,
      `--time=${seconds}`,
      `--file=${script}`,
    ];
    const { stdout } = await run('pgbench', [...options, url.href]);
    const rate = /tps = ([\d.]+)/.exec(stdout)?.[1];
    if (rate === undefined) throw new Error(`pgbench said no rate:\n${stdout}`);
    return Number(rate);
  } finally {
    await server.query(`DROP DATABASE ${name}`);
    await server.end();
  }
}
