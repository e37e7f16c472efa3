import type pg from 'pg';

interface StatementRow {
  readonly database: string;
  readonly calls: string;
  readonly milliseconds: number;
  readonly rows: string;
  readonly query: string;
}

/** The server's settings for it. What functions do is counted in their callers' time as well as in its own. */
export const STATISTICS = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
} as const;

const SHOWN = 30;

/** Starts the statistics anew. The server must have pg_stat_statements preloaded. */
export async function forgetStatements(client: pg.Client): Promise<void> {
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await client.query('SELECT pg_stat_statements_reset()');
}

/** The statements that the server's time went into since then, in all databases; calls and time are per order. */
export async function tellStatements(client: pg.Client, orders: number): Promise<string> {
  const { rows } = await client.query<StatementRow>(
    `SELECT datname AS database, calls, total_exec_time + total_plan_time AS milliseconds, rows, query
       FROM pg_stat_statements JOIN pg_database ON pg_database.oid = dbid
      ORDER BY milliseconds DESC LIMIT $1`,
    [SHOWN],
  );
  const lines = rows.map(({ database, calls, milliseconds, query }) => {
    const each = (value: number) => (value / orders).toFixed(3).padStart(8);
    return `${each(Number(calls))} ${each(milliseconds)}  ${database}: ${query.replace(/\s+/g, ' ').trim().slice(0, 110)}`;
  });
  return ['   calls       ms  statement (an order)', ...lines].join('\n');
}
