import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { mutationOf, type Person, type Result, RunningUsers } from './support/running-users.ts';

let users: RunningUsers;
let owner: Person;
let shopId: string;

beforeAll(async () => {
  users = await RunningUsers.start();
  owner = await users.signUp('Owner');
});

afterAll(() => users[Symbol.asyncDispose]());

beforeEach(async () => {
  shopId = await users.openShop(owner, 'The shop', 'RENTAL');
});

const update = (input: object): Promise<Result> =>
  users.run('updateShop', { shopId, expectedVersion: 1, ...input }, owner.accessToken);

const SHOP = `query ($id: ID!) {
  shop(id: $id) {
    name kind currency timezone paymentPolicy holdTtlSeconds openingHours { weekday opens closes } closedDays
    endingSoonMinutes offerTtlSeconds tableIdleMinutes cancellationTiers { hoursBefore percent }
    pointsPerReservation paymentGraceSeconds status version
  }
}`;

const stored = async () => (await users.ask<{ shop: Record<string, unknown> }>(SHOP, { id: shopId })).shop;

/** Events about the shop itself since it was opened. */
const events = async () =>
  (await users.subgraph.emitted()).filter(
    (event) => event.shopId === shopIds.decode(shopId) && event.type === 'ShopUpdated',
  );

const someText = expect.stringMatching(/./);
const versionConflict = (currentVersion: number) => ({
  __typename: 'VersionConflict',
  code: 'VERSION_CONFLICT',
  message: someText,
  retryable: false,
  currentVersion,
});

const SETTINGS = {
  name: 'おむすび貸し',
  timezone: 'Europe/Berlin',
  paymentPolicy: 'NONE',
  holdTtlSeconds: 86_400,
  openingHours: [
    { weekday: 1, opens: '09:00', closes: '12:00' },
    { weekday: 1, opens: '12:00', closes: '18:30' },
    { weekday: 7, opens: '00:00', closes: '24:00' },
  ],
  closedDays: ['2026-12-24', '2028-02-29'],
  endingSoonMinutes: 10_080,
  offerTtlSeconds: 604_800,
  tableIdleMinutes: 1_440,
  cancellationTiers: [
    { hoursBefore: 8_760, percent: 100 },
    { hoursBefore: 24, percent: 50 },
    { hoursBefore: 0, percent: 0 },
  ],
  pointsPerReservation: 1_000_000,
  paymentGraceSeconds: 86_400,
};

const tier = (hoursBefore: number, percent: number) => ({ hoursBefore, percent });

const hours = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });

describe('updating a shop', () => {
  test('changes every setting, raises the version and tells everybody', async () => {
    const before = await stored();
    const changed = { ...before, ...SETTINGS, version: 2 };
    expect(await update(SETTINGS)).toMatchObject({ __typename: 'Shop', id: shopId, ...changed });
    expect(await stored()).toEqual(changed);
    const id = shopIds.decode(shopId) ?? '';
    expect(await events()).toMatchObject([{ aggregateId: id, version: 2, data: { shopId: id, ...changed } }]);
    expect(await users.subgraph.kit.shops.find(id)).toMatchObject(changed);
    const { body } = await users.subgraph.service.get(`/internal/shops/${id}`);
    expect(body).toMatchObject({ shop: changed });
  });

  test.each(Object.entries(SETTINGS))('changes its %s alone', async (field, value) => {
    const before = await stored();
    await update({ [field]: value });
    expect(await stored()).toEqual({ ...before, [field]: value, version: 2 });
  });

  test('leaves as it is what is absent or null', async () => {
    await update(SETTINGS);
    const nothing = Object.fromEntries(Object.keys(SETTINGS).map((field) => [field, null]));
    expect(await update({ ...nothing, expectedVersion: 2 })).toMatchObject({ ...SETTINGS, version: 3 });
    expect(await update({ expectedVersion: 3 })).toMatchObject({ ...SETTINGS, version: 4 });
  });

  test('sorts hours and days, and takes no day twice', async () => {
    const openingHours = [hours(2, '13:00', '17:00'), hours(1, '09:00', '12:00'), hours(2, '09:00', '13:00')];
    const closedDays = ['2027-01-01', '2026-05-03', '2027-01-01'];
    expect(await update({ openingHours, closedDays })).toMatchObject({
      openingHours: [hours(1, '09:00', '12:00'), hours(2, '09:00', '13:00'), hours(2, '13:00', '17:00')],
      closedDays: ['2026-05-03', '2027-01-01'],
    });
    expect(await update({ openingHours: [], closedDays: [], expectedVersion: 2 })).toMatchObject({
      openingHours: [],
      closedDays: [],
    });
  });

  test('sorts the cancellation tiers, and takes as many as are allowed', async () => {
    const cancellationTiers = Array.from({ length: 10 }, (_, index) => tier(9 - index, 90 - index));
    const shuffled = [...cancellationTiers.slice(4), ...cancellationTiers.slice(0, 4).reverse()];
    expect(await update({ cancellationTiers: shuffled })).toMatchObject({ cancellationTiers });
    expect(await update({ cancellationTiers: [], expectedVersion: 2 })).toMatchObject({ cancellationTiers: [] });
  });

  test('takes a reservation for no points, and no grace', async () => {
    const none = { pointsPerReservation: 0, paymentGraceSeconds: 0 };
    expect(await update(none)).toMatchObject({ __typename: 'Shop', ...none });
  });

  test('takes as many hours and closed days as are allowed', async () => {
    const openingHours = Array.from({ length: 70 }, (_, index) =>
      hours(Math.floor(index / 10) + 1, `${10 + (index % 10)}:00`, `${10 + (index % 10)}:30`),
    );
    const closedDays = Array.from({ length: 400 }, (_, day) =>
      new Date(Date.UTC(2026, 0, day + 1)).toISOString().slice(0, 10),
    );
    expect(await update({ openingHours, closedDays })).toMatchObject({ openingHours, closedDays });
  });

  test.each<[string, object]>([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(101) }],
    ['name', { name: 'nul\u0000' }],
    ['timezone', { timezone: 'Mars/Olympus' }],
    ['timezone', { timezone: '+09:00' }],
    ['timezone', { timezone: '' }],
    // The runtime knows this one, PostgreSQL does not.
    ['timezone', { timezone: 'US/Pacific-New' }],
    ...['holdTtlSeconds', 'endingSoonMinutes', 'offerTtlSeconds', 'tableIdleMinutes'].flatMap(
      (field): [string, object][] => [
        [field, { [field]: 0 }],
        [field, { [field]: -1 }],
        [field, { [field]: 2 ** 31 - 1 }],
        [field, { [field]: -(2 ** 31) }],
      ],
    ),
    ['holdTtlSeconds', { holdTtlSeconds: 86_401 }],
    ['endingSoonMinutes', { endingSoonMinutes: 10_081 }],
    ['offerTtlSeconds', { offerTtlSeconds: 604_801 }],
    ['tableIdleMinutes', { tableIdleMinutes: 1_441 }],
    ['openingHours.0.weekday', { openingHours: [hours(0, '09:00', '18:00')] }],
    ['openingHours.1.weekday', { openingHours: [hours(1, '09:00', '18:00'), hours(8, '09:00', '18:00')] }],
    ['openingHours.0.opens', { openingHours: [hours(1, '25:00', '26:00')] }],
    ['openingHours.0.opens', { openingHours: [hours(1, '24:00', '24:00')] }],
    ['openingHours.0.opens', { openingHours: [hours(1, '9:00', '18:00')] }],
    ['openingHours.0.opens', { openingHours: [hours(1, '09:60', '18:00')] }],
    ['openingHours.0.opens', { openingHours: [hours(1, '', '18:00')] }],
    ['openingHours.0.closes', { openingHours: [hours(1, '09:00', '25:00')] }],
    ['openingHours.0.closes', { openingHours: [hours(1, '09:00', '24:01')] }],
    ['openingHours.0.closes', { openingHours: [hours(1, '09:00', '18:00\n')] }],
    ['openingHours.0.closes', { openingHours: [hours(1, '09:00', '09:00')] }],
    ['openingHours.0.closes', { openingHours: [hours(1, '22:00', '02:00')] }],
    [
      'openingHours.2',
      { openingHours: [hours(1, '13:00', '18:00'), hours(1, '09:00', '12:00'), hours(1, '17:59', '20:00')] },
    ],
    ['openingHours.1', { openingHours: [hours(3, '09:00', '18:00'), hours(3, '10:00', '11:00')] }],
    ['openingHours', { openingHours: Array(71).fill(hours(1, '09:00', '18:00')) }],
    ['closedDays.0', { closedDays: ['2026-02-30'] }],
    ['closedDays.1', { closedDays: ['2028-02-29', '2026-02-29'] }],
    ['closedDays.0', { closedDays: ['2026-13-01'] }],
    ['closedDays.0', { closedDays: ['2026-1-1'] }],
    ['closedDays.0', { closedDays: ['0000-01-01'] }],
    ['closedDays.0', { closedDays: ['infinity'] }],
    ['closedDays.0', { closedDays: ['2026-01-01T00:00:00Z'] }],
    ['closedDays.0', { closedDays: ['2026-01-01\n'] }],
    ['closedDays', { closedDays: Array(401).fill('2026-01-01') }],
    ['cancellationTiers', { cancellationTiers: Array.from({ length: 11 }, (_, index) => tier(index, 50)) }],
    ['cancellationTiers.0.hoursBefore', { cancellationTiers: [tier(-1, 100)] }],
    ['cancellationTiers.1.hoursBefore', { cancellationTiers: [tier(24, 100), tier(8_761, 100)] }],
    ['cancellationTiers.0.percent', { cancellationTiers: [tier(24, -1)] }],
    ['cancellationTiers.1.percent', { cancellationTiers: [tier(24, 100), tier(0, 101)] }],
    ['cancellationTiers.2.hoursBefore', { cancellationTiers: [tier(24, 100), tier(0, 50), tier(24, 100)] }],
    // The share rises towards the start, in whatever order they are given.
    ['cancellationTiers.1.percent', { cancellationTiers: [tier(24, 50), tier(0, 51)] }],
    ['cancellationTiers.0.percent', { cancellationTiers: [tier(0, 51), tier(24, 50)] }],
    ['pointsPerReservation', { pointsPerReservation: -1 }],
    ['pointsPerReservation', { pointsPerReservation: 1_000_001 }],
    ['paymentGraceSeconds', { paymentGraceSeconds: -1 }],
    ['paymentGraceSeconds', { paymentGraceSeconds: 86_401 }],
    ['idempotencyKey', { idempotencyKey: '' }],
  ])('is refused for a bad %s: %j', async (field, changes) => {
    const before = await stored();
    expect(await update(changes)).toEqual({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      message: someText,
      retryable: false,
      field,
    });
    expect(await stored()).toEqual(before);
    expect(await events()).toEqual([]);
  });

  test('is refused by GraphQL for what can never be a setting', async () => {
    for (const bad of [
      { offerTtlSeconds: 2 ** 31 },
      { holdTtlSeconds: 1.5 },
      { paymentPolicy: 'LATER' },
      { openingHours: [null] },
      { openingHours: [{ weekday: 1, opens: '09:00' }] },
      { closedDays: [null] },
      { cancellationTiers: [null] },
      { cancellationTiers: [{ hoursBefore: 24 }] },
      { cancellationTiers: [{ hoursBefore: 1.5, percent: 50 }] },
      { cancellationTiers: [{ hoursBefore: 24, percent: 50, amount: 1 }] },
      { kind: 'TABLE' },
      { currency: 'EUR' },
      { expectedVersion: null },
    ]) {
      const variables = { input: { shopId, expectedVersion: 1, ...bad } };
      expect(await users.refusal(mutationOf('updateShop'), variables, { as: owner.accessToken })).toEqual({
        code: 'BAD_USER_INPUT',
      });
    }
  });

  test.each([0, -1, 2])('is refused for version %i, which is not the present one', async (expectedVersion) => {
    expect(await update({ name: 'New', expectedVersion })).toEqual(versionConflict(1));
    expect(await events()).toEqual([]);
  });

  test('by ten at once who saw the same version happens once', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, (_, index) => update({ name: `Name ${index}` })));
    const winners = results.filter(({ __typename }) => __typename === 'Shop');
    expect(winners).toHaveLength(1);
    expect(results.filter(({ __typename }) => __typename === 'VersionConflict')).toHaveLength(9);
    expect(await stored()).toMatchObject({ name: winners[0]?.['name'], version: 2 });
    expect(await events()).toHaveLength(1);
  });

  test('twice in one operation answers with the shop as it is after each', async () => {
    const document = `mutation ($id: ID!) {
      one: updateShop(input: { shopId: $id, expectedVersion: 1, name: "One" }) { ... on Shop { name version } }
      two: updateShop(input: { shopId: $id, expectedVersion: 2, name: "Two" }) { ... on Shop { name version } }
    }`;
    expect(await users.ask(document, { id: shopId }, owner)).toEqual({
      one: { name: 'One', version: 2 },
      two: { name: 'Two', version: 3 },
    });
  });

  test('takes effect once under the same key, be it 20 times at once', async () => {
    const input = { name: 'New', idempotencyKey: randomId() };
    const results = await Promise.all(Array.from({ length: 20 }, () => update(input)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ __typename: 'Shop', name: 'New', version: 2 });
    expect(await events()).toHaveLength(1);
    for (const changes of [{ name: 'Newer' }, { expectedVersion: 2 }, { closedDays: ['2026-01-01'] }]) {
      expect(await update({ ...input, ...changes })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    }
    const other = await users.openShop(owner);
    expect(await update({ ...input, shopId: other })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  test('may be done after a refusal, under the same key', async () => {
    const input = { name: 'New', idempotencyKey: randomId() };
    expect(await update({ ...input, expectedVersion: 7 })).toEqual(versionConflict(1));
    expect(await update(input)).toMatchObject({ __typename: 'Shop', name: 'New' });
  });
});
