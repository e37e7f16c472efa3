import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SCRIPT = join(import.meta.dirname, '../subgraphs/catalog/src/stock/reconcile.main.ts');

/** `npm run stock:reconcile` of a catalog's database: what it says. @throws when there is a difference */
export async function reconcile(databaseUrl: string): Promise<string> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], { env });
  return stdout.trim();
}
