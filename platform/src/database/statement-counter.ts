import { AsyncLocalStorage } from 'node:async_hooks';
import { Counter } from 'prom-client';
import type { Logger as TypeOrmLogger } from 'typeorm';

const statements = new Counter({
  name: 'yoyaku_sql_statements_total',
  help: 'SQL statements sent, by database, for requests and in the background. A request needs as many for a long list as for a short one.',
  labelNames: ['database', 'origin'],
});

const serving = new AsyncLocalStorage<true>();

/** Whatever SQL this work sends is counted as a request's, and not as what jobs and consumers do beside it. */
export const countedAsRequest = <Result>(work: () => Result): Result => serving.run(true, work);

export function countStatement(database: string): void {
  statements.inc({ database, origin: serving.getStore() ? 'request' : 'background' });
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
