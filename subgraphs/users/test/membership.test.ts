import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';

import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import { mutationOf, type Person, RunningUsers } from './support/running-users.ts';

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
  shopId = await users.openShop(owner, 'The shop');
});

const add = (input: object, as: Person = owner) =>
  users.run('addMember', { shopId, role: 'STAFF', ...input }, as.accessToken);

const remove = (input: object, as: Person = owner) => users.run('removeMember', { shopId, ...input }, as.accessToken);

/** Events about the members of the shop since it was opened. */
const events = async () =>
  (await users.subgraph.emitted())
    .filter((event) => event.shopId === shopIds.decode(shopId))
    .slice(2)
    .map(({ type, aggregateId, version, data }) => ({ type, aggregateId, version, data }));

const notFound = (id: string) => ({
  __typename: 'NotFound',
  code: 'NOT_FOUND',
  message: expect.stringMatching(/./),
  retryable: false,
  id,
});

const lastOwner = {
  __typename: 'LastOwner',
  code: 'LAST_OWNER',
  message: expect.stringMatching(/./),
  retryable: true,
};

const roleRequired = {
  __typename: 'RoleRequired',
  code: 'ROLE_REQUIRED',
  message: expect.stringMatching(/./),
  retryable: false,
  role: 'OWNER',
};

describe('adding a member', () => {
  test.each([
    ['id', () => ({ accountId: staff.id })],
    ['e-mail address', () => ({ email: staff.email.toUpperCase() })],
  ])('by %s lets them work in the shop and tells everybody', async (_, named) => {
    expect(await add(named())).toEqual({
      __typename: 'Membership',
      id: expect.stringMatching(/^mem_/),
      role: 'STAFF',
      joinedAt: users.clock.now().toISOString(),
      version: 1,
      shop: { id: shopId, name: 'The shop' },
      account: { id: staff.id, displayName: 'Staff' },
    });
    const accountId = accountIds.decode(staff.id);
    expect(await events()).toEqual([
      { type: 'MemberAdded', aggregateId: accountId, version: 1, data: { accountId, role: 'STAFF', version: 1 } },
    ]);
  });

  test('is for owners: staff are told so, strangers see no shop', async () => {
    await add({ accountId: staff.id });
    expect(await add({ accountId: stranger.id }, staff)).toEqual(roleRequired);
    expect(await add({ accountId: stranger.id }, stranger)).toEqual(notFound(shopId));
    expect(await events()).toHaveLength(1);
  });

  test('is refused in a shop that does not exist, as in one of others', async () => {
    for (const id of [shopIds.encode(randomId()), 'nonsense', owner.id]) {
      expect(await add({ shopId: id, accountId: staff.id })).toEqual(notFound(id));
    }
  });

  test('is refused for an account that does not exist', async () => {
    for (const accountId of [accountIds.encode(randomId()), 'nonsense', shopId]) {
      expect(await add({ accountId })).toEqual(notFound(accountId));
    }
    expect(await add({ email: 'nobody@example.com' })).toEqual(notFound('nobody@example.com'));
  });

  test('is refused for an account that works there already', async () => {
    await add({ accountId: staff.id });
    expect(await add({ email: staff.email, role: 'OWNER' })).toEqual({
      __typename: 'AlreadyMember',
      code: 'ALREADY_MEMBER',
      message: expect.stringMatching(/./),
      retryable: true,
      role: 'STAFF',
    });
    expect(await events()).toHaveLength(1);
  });

  test.each([
    ['accountId', {}],
    ['accountId', { email: 'a@example.com', accountId: 'acc_x' }],
    ['email', { email: 'nobody' }],
    ['idempotencyKey', { email: 'a@example.com', idempotencyKey: '' }],
  ])('is refused for a bad %s: %j', async (field, input) => {
    expect(await add(input)).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT', field });
  });

  test('needs an account', async () => {
    const variables = { input: { shopId, accountId: staff.id, role: 'STAFF' } };
    expect(await users.refusal(mutationOf('addMember'), variables)).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('takes effect once, be it 20 times at once under the same key', async () => {
    const input = { accountId: staff.id, idempotencyKey: randomId() };
    const results = await Promise.all(Array.from({ length: 20 }, () => add(input)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ __typename: 'Membership' });
    expect(await events()).toHaveLength(1);
  });

  test('takes effect once, be it 10 times at once without a key', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => add({ accountId: staff.id })));
    const types = results.map(({ __typename }) => __typename);
    expect(types.filter((type) => type === 'Membership')).toHaveLength(1);
    expect(types.filter((type) => type === 'AlreadyMember')).toHaveLength(9);
  });

  test('answers the same under the same key when the member has left since', async () => {
    const input = { accountId: staff.id, idempotencyKey: randomId() };
    const first = await add(input);
    await remove({ accountId: staff.id });
    users.clock.advance(1_000);
    expect(await add(input)).toEqual(first);
    expect(await events()).toHaveLength(2);
  });

  test('is refused under the same key with another input', async () => {
    const idempotencyKey = randomId();
    await add({ accountId: staff.id, idempotencyKey });
    expect(await add({ accountId: stranger.id, idempotencyKey })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });
});

describe('removing a member', () => {
  test('ends their work in the shop and tells everybody; coming back is a new version', async () => {
    await add({ accountId: staff.id });
    expect(await remove({ accountId: staff.id })).toEqual({
      __typename: 'Shop',
      id: shopId,
      members: { nodes: [{ account: { id: owner.id } }] },
    });
    expect(await add({ accountId: staff.id, role: 'OWNER' })).toMatchObject({
      __typename: 'Membership',
      role: 'OWNER',
    });
    const accountId = accountIds.decode(staff.id);
    expect(await events()).toEqual([
      { type: 'MemberAdded', aggregateId: accountId, version: 1, data: { accountId, role: 'STAFF', version: 1 } },
      { type: 'MemberRemoved', aggregateId: accountId, version: 2, data: { accountId, role: null, version: 2 } },
      { type: 'MemberAdded', aggregateId: accountId, version: 3, data: { accountId, role: 'OWNER', version: 3 } },
    ]);
  });

  test('is for owners: staff are told so, strangers see no shop', async () => {
    await add({ accountId: staff.id });
    expect(await remove({ accountId: owner.id }, staff)).toEqual(roleRequired);
    expect(await remove({ accountId: owner.id }, stranger)).toEqual(notFound(shopId));
  });

  test('is refused in a shop that does not exist, and for who does not work there', async () => {
    for (const id of [shopIds.encode(randomId()), 'nonsense']) {
      expect(await remove({ shopId: id, accountId: owner.id })).toEqual(notFound(id));
    }
    for (const accountId of [stranger.id, accountIds.encode(randomId()), 'nonsense']) {
      expect(await remove({ accountId })).toEqual(notFound(accountId));
    }
  });

  test('is refused for the last owner', async () => {
    await add({ accountId: staff.id });
    expect(await remove({ accountId: owner.id })).toEqual(lastOwner);
    expect(await events()).toHaveLength(1);
  });

  test('of one owner by another is fine', async () => {
    await add({ accountId: staff.id, role: 'OWNER' });
    expect(await remove({ accountId: owner.id }, staff)).toMatchObject({ __typename: 'Shop' });
    expect(await remove({ accountId: staff.id }, staff)).toMatchObject({ __typename: 'LastOwner' });
  });

  test('of each other by two owners at once leaves one of them', async () => {
    for (let round = 0; round < 10; round++) {
      shopId = await users.openShop(owner);
      await add({ accountId: staff.id, role: 'OWNER' });
      const results = await Promise.all([
        remove({ accountId: staff.id }, owner),
        remove({ accountId: owner.id }, staff),
      ]);
      expect(results.map(({ __typename }) => __typename).sort()).toEqual(['NotFound', 'Shop']);
    }
  });

  test('needs an account', async () => {
    const variables = { input: { shopId, accountId: staff.id } };
    expect(await users.refusal(mutationOf('removeMember'), variables)).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('is refused for a key that cannot be kept', async () => {
    expect(await remove({ accountId: owner.id, idempotencyKey: '' })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'idempotencyKey',
    });
  });

  test('takes effect once under the same key, even when the member has come back', async () => {
    const input = { accountId: staff.id, idempotencyKey: randomId() };
    await add({ accountId: staff.id });
    expect(await remove(input)).toMatchObject({ __typename: 'Shop' });
    await add({ accountId: staff.id });
    expect(await remove(input)).toMatchObject({ __typename: 'Shop' });
    expect(await events()).toHaveLength(3);
    expect(await remove({ ...input, accountId: owner.id })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });
});
