import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MigrationInterface } from 'typeorm';
import { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { randomId } from '../ids.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { testLogger } from '../testing/test-logger.ts';
import { CreateShopDirectory1700000000010 } from './shop-directory.migration.ts';
import { selectShop } from './shop-directory.store.ts';
import { AddShopMoneySettings1700000000011 } from './shop-money-settings.migration.ts';

/** A subgraph's own, which an earlier version has run already. */
class Later1700000009001 implements MigrationInterface {
  up = () => Promise.resolve();
  down = () => Promise.resolve();
}

const earlier = [CreateShopDirectory1700000000010, Later1700000009001];
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ name: 'earlier_directory', migrations: earlier });
  const migrations = [...earlier, AddShopMoneySettings1700000000011];
  const { logger } = testLogger('test', true);
  database = await Database.connect({ url: testDatabase.url, name: 'directory', entities: [], migrations, logger });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

test('shops that a directory of an earlier version holds get the defaults, and lose only them on the way back', async () => {
  const shopId = randomId();
  await database.query(
    `INSERT INTO shop (shop_id, name, kind, currency, timezone, payment_policy, hold_ttl_seconds, opening_hours,
                       closed_days, ending_soon_minutes, offer_ttl_seconds, table_idle_minutes, status, version)
     VALUES ($1, 'Old', 'BIKES', 'KRW', 'Asia/Seoul', 'POINTS', 900, '[]', '{}', 60, 900, 180, 'ACTIVE', 7)`,
    [shopId],
  );
  const migrated = {
    name: 'Old',
    version: 7,
    cancellationTiers: [],
    pointsPerReservation: 1000,
    paymentGraceSeconds: 1800,
  };
  await migrate(database);
  expect(await selectShop(database, shopId)).toMatchObject(migrated);

  await database.dataSource.undoLastMigration();
  expect(await database.query('SELECT * FROM shop')).toEqual([
    expect.not.objectContaining({ points_per_reservation: expect.anything() }),
  ]);
  await migrate(database);
  expect(await selectShop(database, shopId)).toMatchObject(migrated);
});
