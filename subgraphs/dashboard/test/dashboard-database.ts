import { Database } from '@yoyaku/platform/database/database';
import { subgraphMigrations } from '@yoyaku/platform/graphql-server/subgraph-migrations';
import { createLogger } from '@yoyaku/platform/logging';
import { createTestDatabase } from '@yoyaku/platform/testing/test-database';
import { dashboardSubgraph } from '../src/subgraph.ts';

export interface DashboardDatabase {
  readonly database: Database;
  drop(): Promise<void>;
}

/** The dashboard's own database, empty, without the dashboard at work. */
export async function openDashboardDatabase(): Promise<DashboardDatabase> {
  const schema = { name: dashboardSubgraph.name, migrations: subgraphMigrations(dashboardSubgraph) };
  const own = await createTestDatabase(schema);
  const database = await Database.connect({
    ...schema,
    url: own.url,
    entities: [],
    logger: createLogger('test', 'silent'),
  });
  return {
    database,
    async drop() {
      await database.close();
      await own.drop();
    },
  };
}
