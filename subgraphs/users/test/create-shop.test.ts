import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { requestHash } from '@yoyaku/platform/idempotency';
import { randomId } from '@yoyaku/platform/ids';

import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import { accessTokens } from '../src/session/access-token.ts';
import { loadSigningKeys } from '../src/session/signing-keys.ts';
import { mutationOf, PASSWORD, type Person, RunningUsers } from './support/running-users.ts';

let users: RunningUsers;
let owner: Person;

beforeAll(async () => {
  users = await RunningUsers.start();
  owner = await users.signUp('Owner');
});

afterAll(() => users[Symbol.asyncDispose]());

const inputOf = (changes: object = {}) => ({
  name: 'まるや雑貨店',
  kind: 'STORE',
  currency: 'JPY',
  timezone: 'Asia/Tokyo',
  ...changes,
});

const defaults = {
  paymentPolicy: 'PREPAY',
  holdTtlSeconds: 900,
  openingHours: [],
  closedDays: [],
  endingSoonMinutes: 60,
  offerTtlSeconds: 900,
  tableIdleMinutes: 180,
  cancellationTiers: [],
  pointsPerReservation: 1000,
  paymentGraceSeconds: 1800,
  status: 'ACTIVE',
};

const create = (changes: object = {}) => users.run('createShop', inputOf(changes), owner.accessToken);

describe('opening a shop', () => {
  test('makes the caller its owner and tells everybody', async () => {
    const shop = await create({ name: ' まるや雑貨店 ' });
    expect(shop).toEqual({
      __typename: 'Shop',
      id: expect.stringMatching(/^shp_/),
      ...inputOf(),
      ...defaults,
      createdAt: users.clock.now().toISOString(),
      version: 1,
    });
    const { data } = await users.subgraph.query(
      'query ($id: ID!) { shop(id: $id) { name members { nodes { role account { id } } } } }',
      { id: shop.id },
      { as: owner.accessToken },
    );
    expect(data.shop).toEqual({
      name: 'まるや雑貨店',
      members: { nodes: [{ role: 'OWNER', account: { id: owner.id } }] },
    });

    const [shopId, accountId] = [shopIds.decode(shop.id), accountIds.decode(owner.id)];
    expect((await users.subgraph.emitted()).filter((event) => event.shopId === shopId)).toMatchObject([
      {
        type: 'ShopCreated',
        source: 'users',
        aggregateId: shopId,
        version: 1,
        data: {
          shopId,
          name: 'まるや雑貨店',
          kind: 'STORE',
          currency: 'JPY',
          timezone: 'Asia/Tokyo',
          ...defaults,
          version: 1,
        },
      },
      { type: 'MemberAdded', aggregateId: accountId, version: 1, data: { accountId, role: 'OWNER', version: 1 } },
    ]);
  });

  test.each([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(101) }],
    ['name', { name: 'nul\u0000' }],
    ['currency', { currency: 'XXY' }],
    ['currency', { currency: 'jpy' }],
    ['timezone', { timezone: 'Mars/Olympus' }],
    ['timezone', { timezone: '+09:00' }],
    ['timezone', { timezone: 'asia/tokyo' }],
    ['timezone', { timezone: 'JST' }],
    ['holdTtlSeconds', { holdTtlSeconds: 0 }],
    ['holdTtlSeconds', { holdTtlSeconds: 86_401 }],
    ['offerTtlSeconds', { offerTtlSeconds: -1 }],
    ['openingHours.0.closes', { openingHours: [{ weekday: 1, opens: '09:00', closes: '25:00' }] }],
    ['closedDays.0', { closedDays: ['2026-02-30'] }],
    ['cancellationTiers.0.percent', { cancellationTiers: [{ hoursBefore: 0, percent: 101 }] }],
    ['pointsPerReservation', { pointsPerReservation: -1 }],
    ['paymentGraceSeconds', { paymentGraceSeconds: 86_401 }],
    ['idempotencyKey', { idempotencyKey: '' }],
  ])('is refused for a bad %s: %j', async (field, changes) => {
    const shops = await users.count('shop');
    expect(await create(changes)).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT', field });
    expect(await users.count('shop')).toBe(shops);
  });

  test.each([
    ['RENTAL', 'NONE'],
    ['BIKES', 'POINTS'],
    ['STORE', 'PREPAY'],
    ['TABLE', 'PREPAY'],
    ['MUSICAL', 'PREPAY'],
  ])('takes a shop of kind %s that is paid by %s, and tells everybody', async (kind, paymentPolicy) => {
    const shop = await create({ kind, paymentPolicy });
    expect(shop).toMatchObject({ __typename: 'Shop', kind, paymentPolicy });
    const events = (await users.subgraph.emitted()).filter(({ shopId }) => shopId === shopIds.decode(shop.id));
    expect(events[0]).toMatchObject({ type: 'ShopCreated', data: { kind, paymentPolicy } });
  });

  test('takes all settings, and the defaults for what is null', async () => {
    const settings = {
      holdTtlSeconds: 60,
      openingHours: [{ weekday: 6, opens: '10:00', closes: '24:00' }],
      closedDays: ['2026-12-31'],
      endingSoonMinutes: 15,
      offerTtlSeconds: 300,
      tableIdleMinutes: 45,
      cancellationTiers: [{ hoursBefore: 24, percent: 100 }],
      pointsPerReservation: 0,
      paymentGraceSeconds: 0,
    };
    expect(await create(settings)).toMatchObject({ __typename: 'Shop', ...settings });
    const none = Object.fromEntries(Object.keys(settings).map((name) => [name, null]));
    expect(await create({ ...none, paymentPolicy: null })).toMatchObject({ __typename: 'Shop', ...defaults });
  });

  test.each(['UTC', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Europe/Kyiv'])(
    'takes the time zone %s',
    async (timezone) => {
      expect(await create({ timezone })).toMatchObject({ __typename: 'Shop', timezone });
    },
  );

  test('needs an account, and one that exists', async () => {
    const variables = { input: inputOf() };
    expect(await users.refusal(mutationOf('createShop'), variables)).toEqual({ code: 'UNAUTHENTICATED' });
    const { database, clock } = users.subgraph.kit;
    const { token } = await accessTokens(await loadSigningKeys(database, clock), clock).sign(randomId());
    const shops = await users.count('shop');
    expect(await users.refusal(mutationOf('createShop'), variables, { as: token })).toEqual({
      code: 'UNAUTHENTICATED',
    });
    expect(await users.refusal('{ me { id } }', {}, { as: token })).toEqual({ code: 'UNAUTHENTICATED' });
    expect(await users.count('shop')).toBe(shops);
  });

  test('is refused by GraphQL for what is no kind of shop, and for a time that is no integer', async () => {
    for (const changes of [{ kind: 'ZOO' }, { holdTtlSeconds: 2 ** 31 }, { holdTtlSeconds: 1.5 }]) {
      const variables = { input: inputOf(changes) };
      expect(await users.refusal(mutationOf('createShop'), variables, { as: owner.accessToken })).toEqual({
        code: 'BAD_USER_INPUT',
      });
    }
  });
});

describe('opening a shop again under the same key', () => {
  test('gives the same shop, be it 20 times at once', async () => {
    const idempotencyKey = randomId();
    const shops = await users.count('shop');
    const results = await Promise.all(Array.from({ length: 20 }, () => create({ idempotencyKey })));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ __typename: 'Shop' });
    expect(await users.count('shop')).toBe(shops + 1);
  });

  test('is refused with another input', async () => {
    const idempotencyKey = randomId();
    await create({ idempotencyKey });
    expect(await create({ idempotencyKey, name: 'Another' })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  test('may be done after a refusal', async () => {
    const idempotencyKey = randomId();
    expect(await create({ idempotencyKey, currency: 'XXY' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await create({ idempotencyKey })).toMatchObject({ __typename: 'Shop' });
  });

  test('finds what an earlier version opened, which knew no settings for money', async () => {
    const idempotencyKey = randomId();
    const { id } = await create({ idempotencyKey });
    const { cancellationTiers, pointsPerReservation, paymentGraceSeconds, status, ...settings } = defaults;
    const body = { ...inputOf(), ...settings };
    const hashes = await users.subgraph.kit.database.query<{ hash: Buffer }>(
      'SELECT request_hash AS hash FROM idempotency_record WHERE key = $1',
      [idempotencyKey],
    );
    expect(hashes).toEqual([{ hash: requestHash({ operation: 'createShop', body }) }]);
    expect(
      await create({ idempotencyKey, cancellationTiers, pointsPerReservation, paymentGraceSeconds }),
    ).toMatchObject({ id, status });
    for (const other of [{ cancellationTiers: [{ hoursBefore: 1, percent: 1 }] }, { paymentGraceSeconds: 0 }]) {
      expect(await create({ idempotencyKey, ...other })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    }
  });

  test('gives the same id on every machine, to each account its own', async () => {
    const email = 'owner@store.example';
    const account = { email, password: PASSWORD, displayName: 'Owner', idempotencyKey: 'demo' };
    const { accessToken } = await users.run('signUp', account);
    const input = inputOf({ idempotencyKey: 'the demo shop' });
    expect(await users.run('createShop', input, accessToken)).toMatchObject({ id: 'shp_D_tKGSQMgpmwjj_kaEIkmA' });
    expect((await create({ idempotencyKey: 'the demo shop' })).id).not.toBe('shp_D_tKGSQMgpmwjj_kaEIkmA');
  });
});
