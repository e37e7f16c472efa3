import { Database } from '@yoyaku/platform/database/database';
import { createLogger } from '@yoyaku/platform/logging';
import { reconcileEnvironment } from '../environment.ts';
import { reconcileStock } from './reconcile.ts';

// `npm run stock:reconcile`: exits 1 when a pool differs from what its journal and allocations say.
const { DATABASE_URL } = reconcileEnvironment();
const logger = createLogger('stock-reconcile', 'warn');
const database = await Database.connect({ url: DATABASE_URL, name: 'catalog', entities: [], migrations: [], logger });
try {
  const differences = await reconcileStock(database);
  for (const { shopId, variantId, figure, pool, journal, allocations } of differences) {
    const counted = allocations === null ? `journal ${journal}` : `journal ${journal}, allocations ${allocations}`;
    process.stdout.write(`shop ${shopId}, variant ${variantId}: ${figure} is ${pool ?? 'missing'}, ${counted}\n`);
  }
  process.stdout.write(differences.length === 0 ? 'The stock adds up.\n' : `${differences.length} differences.\n`);
  process.exitCode = differences.length === 0 ? 0 : 1;
} finally {
  await database.close();
}
