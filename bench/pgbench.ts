import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

const TABLES = `
  CREATE TABLE stock (shop_id int, variant_id int, on_hand int NOT NULL CHECK (on_hand >= 0), PRIMARY KEY (shop_id, variant_id));
  CREATE TABLE orders (shop_id int, order_id bigint GENERATED ALWAYS AS IDENTITY, account_id int NOT NULL, state text NOT NULL,
    total bigint NOT NULL CHECK (total >= 0), placed_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (shop_id, order_id));
  CREATE TABLE order_line (shop_id int, order_id bigint, line int, variant_id int NOT NULL, quantity int NOT NULL CHECK (quantity > 0),
    unit_price bigint NOT NULL, PRIMARY KEY (shop_id, order_id, line));
  CREATE TABLE outbox (shop_id int, position bigint GENERATED ALWAYS AS IDENTITY, type text NOT NULL, aggregate_id bigint NOT NULL,
    occurred_at timestamptz NOT NULL DEFAULT now(), data jsonb NOT NULL, PRIMARY KEY (shop_id, position));
  INSERT INTO stock SELECT 1, id, 1000000000 FROM generate_series(1, 1000) id;`;

/**
 * Orders a second that PostgreSQL alone can take: hand-written SQL, prepared, 8 clients (order.pgbench.sql).
 * The measure that our own figures are ratios of, taken on the same server in the same run.
 */
export async function ordersPerSecondOfPostgres(serverUrl: string, seconds: number): Promise<number> {
  const url = new URL(serverUrl);
  const name = 'yoyaku_bench_pgbench';
  const server = new pg.Client(serverUrl);
  await server.connect();
  await server.query(`DROP DATABASE IF EXISTS ${name}`);
  await server.query(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const database = new pg.Client(url.href);
  await database.connect();
  await database.query(TABLES);
  await database.end();
  try {
    const script = new URL('order.pgbench.sql', import.meta.url).pathname;
    const options = [
      '--no-vacuum',
      '--protocol=prepared',
      '--client=8',
      '--jobs=2',
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
