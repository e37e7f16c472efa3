import type { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { collectedLog } from '../testing/collected.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { Database } from './database.ts';

const LOST = 'an idle database connection was lost';

test('a connection that is lost is worth a warning, but not while the database is being closed', async () => {
  const created = await createTestDatabase({ name: 'database', migrations: [] });
  const { logger, messages } = collectedLog();
  const database = await Database.connect({ url: created.url, name: 'database', entities: [], migrations: [], logger });
  const { master: pool } = database.dataSource.driver as unknown as { readonly master: EventEmitter };
  await database.query('SELECT 1');
  pool.emit('error', new Error('gone'));
  await messages.count(1);
  const closed = database.close();
  pool.emit('error', new Error('gone'));
  await closed;
  logger.info('the end');
  await messages.until((all) => all.includes('the end'));
  expect(messages.items).toEqual([LOST, 'the end']);
  await created.drop();
});
