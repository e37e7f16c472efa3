import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import { mutationOf, type Person, type Result, RunningUsers } from './support/running-users.ts';

let users: RunningUsers;
let owner: Person;
let staff: Person;
let stranger: Person;
let shopId: string;

beforeAll(async () => {
  users = await RunningUsers.start();
  owner = await users.signUp('Owner');
  staff = await users.signUp('Staff');
  stranger = await users.signUp('Stranger');
});

afterAll(() => users[Symbol.asyncDispose]());

beforeEach(async () => {
  shopId = await users.openShop(owner, 'The shop', 'RENTAL');
  await users.run('addMember', { shopId, accountId: staff.id, role: 'STAFF' }, owner.accessToken);
});

const call =
  (mutation: string) =>
  (input: object = {}, as: Person = owner): Promise<Result> =>
    users.run(mutation, { shopId, expectedVersion: 1, ...input }, as.accessToken);

const update = call('updateShop');
const archive = call('archiveShop');
const reopen = call('reopenShop');

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
const notFound = (id: string) => ({
  __typename: 'NotFound',
  code: 'NOT_FOUND',
  message: someText,
  retryable: false,
  id,
});
const roleRequired = {
  __typename: 'RoleRequired',
  code: 'ROLE_REQUIRED',
  message: someText,
  retryable: false,
  role: 'OWNER',
};
const versionConflict = (currentVersion: number) => ({
  __typename: 'VersionConflict',
  code: 'VERSION_CONFLICT',
  message: someText,
  retryable: false,
  currentVersion,
});

describe('archiving a shop', () => {
  test('and reopening it change its status, raise the version and tell everybody', async () => {
    const before = await stored();
    expect(await archive()).toMatchObject({ __typename: 'Shop', id: shopId, status: 'ARCHIVED', version: 2 });
    // It is found by its id as before, and its settings may be changed.
    expect(await stored()).toEqual({ ...before, status: 'ARCHIVED', version: 2 });
    expect(await update({ name: 'Asleep', expectedVersion: 2 })).toMatchObject({ name: 'Asleep', status: 'ARCHIVED' });
    expect(await reopen({ expectedVersion: 3 })).toMatchObject({ status: 'ACTIVE', version: 4 });
    expect((await events()).map(({ version, data }) => [version, data])).toMatchObject([
      [2, { status: 'ARCHIVED', version: 2 }],
      [3, { status: 'ARCHIVED', name: 'Asleep', version: 3 }],
      [4, { status: 'ACTIVE', name: 'Asleep', version: 4 }],
    ]);
  });

  test('that is archived, and reopening one that is open, is no step', async () => {
    const refused = (from: string, to: string) => ({
      __typename: 'InvalidStateTransition',
      code: 'INVALID_STATE_TRANSITION',
      message: someText,
      retryable: false,
      from,
      to,
      allowed: [from === 'ACTIVE' ? 'ARCHIVED' : 'ACTIVE'],
    });
    expect(await reopen()).toEqual(refused('ACTIVE', 'ACTIVE'));
    await archive();
    expect(await archive({ expectedVersion: 2 })).toEqual(refused('ARCHIVED', 'ARCHIVED'));
    expect(await events()).toHaveLength(1);
  });

  test('takes effect once under the same key, though it has been reopened since', async () => {
    const input = { idempotencyKey: randomId() };
    expect(await archive(input)).toMatchObject({ version: 2 });
    await reopen({ expectedVersion: 2 });
    expect(await archive(input)).toMatchObject({ __typename: 'Shop', status: 'ACTIVE', version: 3 });
    expect(await reopen({ ...input, expectedVersion: 3 })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    expect(await events()).toHaveLength(2);
  });
});

describe.each(['updateShop', 'archiveShop', 'reopenShop'])('%s', (mutation) => {
  const run = call(mutation);

  test('is for owners: staff are told so, strangers see no shop', async () => {
    expect(await run({}, staff)).toEqual(roleRequired);
    expect(await run({}, stranger)).toEqual(notFound(shopId));
    expect(await run({ expectedVersion: 9 }, stranger)).toEqual(notFound(shopId));
    expect(await events()).toEqual([]);
  });

  test('is no longer for an owner who has left', async () => {
    await users.run('addMember', { shopId, accountId: stranger.id, role: 'OWNER' }, owner.accessToken);
    await users.run('removeMember', { shopId, accountId: stranger.id }, owner.accessToken);
    expect(await run({}, stranger)).toEqual(notFound(shopId));
  });

  test('is refused for a shop of others as for one that does not exist', async () => {
    const others = await users.openShop(stranger);
    for (const id of [others, shopIds.encode(randomId()), accountIds.encode(randomId()), 'shp_', 'nonsense', '']) {
      expect(await run({ shopId: id })).toEqual(notFound(id));
    }
  });

  test('is refused for a version that is not the present one, and for a key that cannot be kept', async () => {
    expect(await run({ expectedVersion: 2 })).toEqual(versionConflict(1));
    expect(await run({ idempotencyKey: '' })).toMatchObject({ __typename: 'InvalidInput', field: 'idempotencyKey' });
  });

  test('needs an account', async () => {
    const variables = { input: { shopId, expectedVersion: 1 } };
    expect(await users.refusal(mutationOf(mutation), variables)).toEqual({ code: 'UNAUTHENTICATED' });
  });
});
