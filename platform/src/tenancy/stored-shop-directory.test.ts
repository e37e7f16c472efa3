import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import type { RecordedEvent } from '../events/event.ts';
import { ServiceClient } from '../http/service-client.ts';
import { randomId, type Uuid } from '../ids.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { testLogger } from '../testing/test-logger.ts';
import { shopUpdated, TestUsers } from '../testing/test-users.ts';
import { CreateShopDirectory1700000000010 } from './shop-directory.migration.ts';
import type { Role, Shop } from './shop-directory.ts';
import { AddShopMoneySettings1700000000011 } from './shop-money-settings.migration.ts';
import { staffRole } from './staff-role.ts';
import { StoredShopDirectory } from './stored-shop-directory.ts';

const { logger } = testLogger('test', true);
const migrations = [CreateShopDirectory1700000000010, AddShopMoneySettings1700000000011];
let testDatabase: TestDatabase;
let database: Database;
let users: TestUsers;
let client: ServiceClient;
let directory: StoredShopDirectory;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ name: 'directory', migrations });
  database = await Database.connect({ url: testDatabase.url, name: 'directory', entities: [], migrations, logger });
  await migrate(database);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

beforeEach(async () => {
  users = await TestUsers.start();
  client = new ServiceClient({ service: 'users', url: users.url, token: 'token', logger });
  directory = new StoredShopDirectory(database, client);
});
afterEach(async () => {
  await users.close();
  await client.close();
});

/** As if the process had been started anew. */
const forgetful = () => new StoredShopDirectory(database, client);

let position = 0;
async function take(...facts: readonly Pick<RecordedEvent, 'type' | 'shopId' | 'data'>[]): Promise<void> {
  const events = facts.map((fact) => ({
    ...fact,
    id: randomId(),
    source: 'users',
    position: ++position,
    aggregateId: randomId(),
    version: 1,
    occurredAt: '2026-01-01T00:00:00.000Z',
  }));
  await database.transaction('take', (transaction) => directory.consumer(users.url).handle(transaction, events));
}

const created = (shop: Shop) => ({ type: 'ShopCreated', shopId: shop.shopId, data: shop });
const settings: Partial<Shop> = {
  name: 'Bowls',
  kind: 'RENTAL',
  timezone: 'Europe/Berlin',
  paymentPolicy: 'NONE',
  holdTtlSeconds: 60,
  openingHours: [
    { weekday: 1, opens: '09:00', closes: '12:00' },
    { weekday: 7, opens: '13:30', closes: '24:00' },
  ],
  closedDays: ['2026-12-24', '2028-02-29'],
  endingSoonMinutes: 10,
  offerTtlSeconds: 120,
  tableIdleMinutes: 30,
  cancellationTiers: [
    { hoursBefore: 24, percent: 100 },
    { hoursBefore: 0, percent: 50 },
  ],
  pointsPerReservation: 500,
  paymentGraceSeconds: 60,
};
const member = (shopId: Uuid, accountId: Uuid, role: Role | null, version: number) => ({
  type: role === null ? 'MemberRemoved' : 'MemberAdded',
  shopId,
  data: { accountId, role, version },
});

describe('what events tell', () => {
  test('is known without asking users', async () => {
    const shop = users.addShop({ ...settings, currency: 'EUR' });
    const owner = randomId();
    await take(created(shop), member(shop.shopId, owner, 'OWNER', 1));
    expect(await directory.find(shop.shopId)).toEqual(shop);
    expect(await directory.role(shop.shopId, owner)).toBe('OWNER');
    expect(users.requests).toEqual([]);
  });

  test.each(['RENTAL', 'BIKES', 'STORE', 'TABLE', 'MUSICAL'] as const)(
    'is known of a shop of kind %s',
    async (kind) => {
      const shop = users.addShop({ kind, paymentPolicy: kind === 'BIKES' ? 'POINTS' : 'PREPAY' });
      await take(created(shop));
      expect(await directory.find(shop.shopId)).toEqual(shop);
    },
  );

  test('is every setting of a shop that has changed, at once and after a restart', async () => {
    const { shopId } = users.addShop();
    await directory.find(shopId);
    const updated = users.updateShop(shopId, settings);
    await take(shopUpdated(updated));
    expect(updated).toMatchObject({ ...settings, version: 2 });
    expect(await directory.find(shopId)).toEqual(updated);
    expect(await forgetful().find(shopId)).toEqual(updated);
    const archived = users.updateShop(shopId, { status: 'ARCHIVED' });
    await take(shopUpdated(archived), shopUpdated(updated));
    expect(await directory.find(shopId)).toEqual(archived);
    await take(shopUpdated(updated));
    expect(await directory.find(shopId)).toEqual(archived);
    expect(await forgetful().find(shopId)).toEqual(archived);
  });

  test('may be of an earlier version, which had no settings for money: they have their defaults', async () => {
    const shop = users.addShop();
    const { cancellationTiers, pointsPerReservation, paymentGraceSeconds, ...earlier } = shop;
    expect({ cancellationTiers, pointsPerReservation, paymentGraceSeconds }).toEqual({
      cancellationTiers: [],
      pointsPerReservation: 1000,
      paymentGraceSeconds: 1800,
    });
    await take({ type: 'ShopCreated', shopId: shop.shopId, data: earlier });
    expect(await directory.find(shop.shopId)).toEqual(shop);
    expect(await forgetful().find(shop.shopId)).toEqual(shop);
    expect(users.requests).toEqual([]);
  });

  test('is not forgotten for what a look-up read a moment before', async () => {
    const shop = users.addShop();
    await take(created(shop));
    directory = forgetful();
    const updated = users.updateShop(shop.shopId, { name: 'New' });
    const query = database.query.bind(database);
    const slow = jest.spyOn(database, 'query').mockImplementationOnce(async (...asked) => {
      const rows = await query(...asked);
      await take(shopUpdated(updated));
      return rows;
    });
    expect(await directory.find(shop.shopId)).toEqual(updated);
    expect(slow).toHaveBeenCalled();
    slow.mockRestore();
    expect(await directory.find(shop.shopId)).toEqual(updated);
  });

  test('is what the closed days are, wherever the database and the process think they are', async () => {
    const shop = users.addShop({ closedDays: ['2026-01-01', '2026-03-29', '2026-12-31'] });
    await take(created(shop));
    const [row] = await database.query<{ days: string }>(
      `SELECT array_to_string(array_agg(to_char(day, 'YYYY-MM-DD')), ' ') AS days
         FROM shop, unnest(closed_days) AS day WHERE shop_id = $1`,
      [shop.shopId],
    );
    expect(row?.days).toBe('2026-01-01 2026-03-29 2026-12-31');
    expect((await directory.find(shop.shopId))?.closedDays).toEqual(shop.closedDays);
  });

  test('is a role that has changed', async () => {
    const shop = users.addShop();
    const account = randomId();
    await take(created(shop), member(shop.shopId, account, 'STAFF', 1));
    const changed = {
      type: 'MemberRoleChanged',
      shopId: shop.shopId,
      data: { accountId: account, role: 'OWNER', version: 2 },
    };
    await take(changed, member(shop.shopId, account, 'STAFF', 1));
    expect(await directory.role(shop.shopId, account)).toBe('OWNER');
  });

  test('may come twice and in any order: the newest version wins', async () => {
    const shop = users.addShop({ name: 'Old', version: 1 });
    const renamed = { ...shop, name: 'New', version: 2 };
    const account = randomId();
    const added = member(shop.shopId, account, 'STAFF', 1);
    const removed = member(shop.shopId, account, null, 2);
    await take(created(renamed), created(shop), removed, added);
    await take(added, created(shop));
    expect((await directory.find(shop.shopId))?.name).toBe('New');
    expect(await directory.role(shop.shopId, account)).toBeNull();
  });

  test('takes effect at once, also where something older is remembered', async () => {
    const shop = users.addShop();
    const account = randomId();
    expect(await directory.find(shop.shopId)).toEqual(shop);
    expect(await directory.role(shop.shopId, account)).toBeNull();
    await take(created({ ...shop, name: 'New', version: 2 }), member(shop.shopId, account, 'STAFF', 1));
    expect((await directory.find(shop.shopId))?.name).toBe('New');
    expect(await directory.role(shop.shopId, account)).toBe('STAFF');
    await take(member(shop.shopId, account, null, 2));
    expect(await directory.role(shop.shopId, account)).toBeNull();
  });
});

describe('what is not known yet', () => {
  test('is asked of users, once by however many, and remembered', async () => {
    const owner = randomId();
    const shop = users.addShop({ ownerId: owner });
    const found = await Promise.all([1, 2, 3].map(() => directory.find(shop.shopId)));
    expect(found).toEqual([shop, shop, shop]);
    expect(await forgetful().role(shop.shopId, owner)).toBe('OWNER');
    expect(users.requests.map(({ path }) => path)).toEqual([`/internal/shops/${shop.shopId}`]);
  });

  test('does not exist when users says so', async () => {
    expect(await directory.find(randomId())).toBeNull();
    expect(await directory.role(randomId(), randomId())).toBeNull();
  });

  test('is a new member of a known shop, before the event has come', async () => {
    const shop = users.addShop();
    await directory.find(shop.shopId);
    const account = randomId();
    users.setMember(shop.shopId, account, 'STAFF');
    expect(await directory.role(shop.shopId, account)).toBe('STAFF');
  });

  test('is not asked again and again for a stranger', async () => {
    const shop = users.addShop();
    const stranger = randomId();
    for (let n = 0; n < 3; n++) expect(await directory.role(shop.shopId, stranger)).toBeNull();
    expect(users.requests).toHaveLength(1);
  });
});

describe('while users is down', () => {
  test('known shops and members are served, and the unknown are strangers there', async () => {
    const owner = randomId();
    const shop = users.addShop({ ownerId: owner });
    await directory.find(shop.shopId);
    await users.close();
    expect(await forgetful().find(shop.shopId)).toEqual(shop);
    expect(await forgetful().role(shop.shopId, owner)).toBe('OWNER');
    expect(await forgetful().role(shop.shopId, randomId())).toBeNull();
  });

  test('nobody can tell whether another shop exists', async () => {
    await users.close();
    const unavailable = { extensions: { code: 'SERVICE_UNAVAILABLE' } };
    await expect(directory.find(randomId())).rejects.toMatchObject(unavailable);
    await expect(directory.role(randomId(), randomId())).rejects.toMatchObject(unavailable);
  });
});

test('only accounts can be staff', async () => {
  const owner = randomId();
  const { shopId } = users.addShop({ ownerId: owner });
  expect(await staffRole(directory, shopId, { kind: 'ACCOUNT', accountId: owner })).toBe('OWNER');
  expect(await staffRole(directory, shopId, { kind: 'ACCOUNT', accountId: randomId() })).toBeNull();
  expect(await staffRole(directory, shopId, { kind: 'ANONYMOUS' })).toBeNull();
  expect(await staffRole(directory, shopId, { kind: 'REFUSED', reason: '' })).toBeNull();
});
