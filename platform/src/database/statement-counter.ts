import { Counter } from 'prom-client';
import type { Logger as TypeOrmLogger } from 'typeorm';

const statements = new Counter({
  name: 'yoyaku_sql_statements_total',
  help: 'SQL statements sent, by database. Flat per request whatever the length of a list, or a batch loader is missing.',
  labelNames: ['database'],
});

export function countStatement(database: string): void {
  statements.inc({ database });
}

/** Counts what TypeORM itself sends; prepared SQL is counted where it is run. */
export class StatementCounter implements TypeOrmLogger {
  readonly #database: string;

  constructor(database: string) {
    this.#database = database;
  }

  logQuery(): void {
    countStatement(this.#database);
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
