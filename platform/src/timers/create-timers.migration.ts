import { runMigrations } from 'graphile-worker';
import type { DataSourceOptions, MigrationInterface, QueryRunner } from 'typeorm';
import { graphileLogger } from './graphile-logger.ts';
import { createLogger } from '../logging.ts';

/**
 * Goes into the migrations of every subgraph that has timers: graphile-worker's own schema. Its later versions bring
 * theirs up to date when the timer runner starts.
 */
export class CreateTimers1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runMigrations({
      connectionString: urlOf(runner.dataSource.options),
      logger: graphileLogger(createLogger('timers', 'silent')),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA graphile_worker CASCADE');
  }
}

function urlOf(options: DataSourceOptions): string {
  if (!('url' in options) || typeof options.url !== 'string') throw new Error('the database is not named by a URL');
  return options.url;
}
