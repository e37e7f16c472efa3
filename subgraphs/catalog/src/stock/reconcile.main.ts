import { Database } from '@yoyaku/platform/database/database';
import { EnvironmentError } from '@yoyaku/platform/environment';
import { createLogger } from '@yoyaku/platform/logging';
import { reconcileEnvironment } from '../environment.ts';
import { reconcileStock } from './reconcile.ts';

/** Recounts all stock and prints the differences. Gives the exit code: 1 when there are any. */
async function reconcile(url: string): Promise<number> {
  const logger = createLogger('stock-reconcile', 'warn');
  const database = await Database.connect({ url, name: 'catalog', entities: [], migrations: [], logger, poolSize: 1 });
  try {
    const differences = await reconcileStock(database);
    for (const { shopId, poolId, figure, pool, journal, counted } of differences) {
      const said = counted === null ? `journal ${journal}` : `journal ${journal}, counted ${counted}`;
      process.stdout.write(`shop ${shopId}, pool ${poolId}: ${figure} is ${pool ?? 'missing'}, ${said}\n`);
    }
    process.stdout.write(differences.length === 0 ? 'The stock adds up.\n' : `${differences.length} differences.\n`);
    return differences.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

// `npm run stock:reconcile`, with the catalog's DATABASE_URL.
try {
  process.exitCode = await reconcile(reconcileEnvironment().DATABASE_URL);
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`stock:reconcile: ${error.message}\n`);
  process.exitCode = 1;
}
