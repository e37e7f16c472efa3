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

const update = (input: object, as: Person = owner) => users.run('updateMember', { shopId, ...input }, as.accessToken);

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

describe('changing a member’s role', () => {
  const promotion = () => ({ accountId: staff.id, role: 'OWNER', expectedVersion: 1 });

  test('takes effect at once, raises the version and tells everybody', async () => {
    const added = await add({ accountId: staff.id });
    users.clock.advance(1_000);
    expect(await update(promotion())).toEqual({ ...added, role: 'OWNER', version: 2 });
    // The new owner does what owners may.
    expect(await update({ accountId: owner.id, role: 'STAFF', expectedVersion: 1 }, staff)).toMatchObject({
      __typename: 'Membership',
      role: 'STAFF',
      version: 2,
    });
    expect(await add({ accountId: stranger.id })).toEqual(roleRequired);
    const [staffId, ownerId] = [accountIds.decode(staff.id), accountIds.decode(owner.id)];
    expect((await events()).slice(1)).toEqual([
      {
        type: 'MemberRoleChanged',
        aggregateId: staffId,
        version: 2,
        data: { accountId: staffId, role: 'OWNER', version: 2 },
      },
      {
        type: 'MemberRoleChanged',
        aggregateId: ownerId,
        version: 2,
        data: { accountId: ownerId, role: 'STAFF', version: 2 },
      },
    ]);
  });

  test('is for owners: staff are told so, strangers see no shop', async () => {
    await add({ accountId: staff.id });
    expect(await update(promotion(), staff)).toEqual(roleRequired);
    expect(await update(promotion(), stranger)).toEqual(notFound(shopId));
    expect(await events()).toHaveLength(1);
  });

  test('is refused in a shop that does not exist, in one of others, and for who does not work there', async () => {
    const others = await users.openShop(stranger);
    for (const id of [shopIds.encode(randomId()), 'nonsense', owner.id, others]) {
      expect(await update({ ...promotion(), shopId: id })).toEqual(notFound(id));
    }
    for (const accountId of [stranger.id, accountIds.encode(randomId()), 'nonsense', shopId]) {
      expect(await update({ ...promotion(), accountId })).toEqual(notFound(accountId));
    }
    await add({ accountId: staff.id });
    await remove({ accountId: staff.id });
    expect(await update({ ...promotion(), expectedVersion: 2 })).toEqual(notFound(staff.id));
  });

  test('is refused for the last owner, and not where there is another', async () => {
    const demotion = { accountId: owner.id, role: 'STAFF', expectedVersion: 1 };
    expect(await update(demotion)).toEqual(lastOwner);
    expect(await update({ ...demotion, role: 'OWNER' })).toMatchObject({ __typename: 'Membership', version: 2 });
    await add({ accountId: staff.id, role: 'OWNER' });
    expect(await update({ ...demotion, expectedVersion: 2 })).toMatchObject({ role: 'STAFF', version: 3 });
  });

  test.each([0, -1, 2, 2 ** 31 - 1])(
    'is refused for version %i, which is not the present one',
    async (expectedVersion) => {
      await add({ accountId: staff.id });
      expect(await update({ ...promotion(), expectedVersion })).toEqual({
        __typename: 'VersionConflict',
        code: 'VERSION_CONFLICT',
        message: expect.stringMatching(/./),
        retryable: false,
        currentVersion: 1,
      });
      expect(await events()).toHaveLength(1);
    },
  );

  test('of each other by two owners at once leaves one of them', async () => {
    for (let round = 0; round < 10; round++) {
      shopId = await users.openShop(owner);
      await add({ accountId: staff.id, role: 'OWNER' });
      const results = await Promise.all([
        update({ accountId: staff.id, role: 'STAFF', expectedVersion: 1 }, owner),
        update({ accountId: owner.id, role: 'STAFF', expectedVersion: 1 }, staff),
      ]);
      expect(results.map(({ __typename }) => __typename).sort()).toEqual(['Membership', 'RoleRequired']);
    }
  });

  test('by ten at once who saw the same version happens once', async () => {
    await add({ accountId: staff.id });
    const results = await Promise.all(Array.from({ length: 10 }, () => update(promotion())));
    const types = results.map(({ __typename }) => __typename).sort();
    expect(types).toEqual(['Membership', ...Array<string>(9).fill('VersionConflict')]);
    expect(await events()).toHaveLength(2);
  });

  test('takes effect once under the same key, whatever has happened since', async () => {
    await add({ accountId: staff.id });
    const input = { ...promotion(), idempotencyKey: randomId() };
    const [first] = await Promise.all(Array.from({ length: 20 }, () => update(input)));
    expect(first).toMatchObject({ __typename: 'Membership', version: 2 });
    await update({ accountId: staff.id, role: 'STAFF', expectedVersion: 2 });
    expect(await update(input)).toEqual(first);
    expect(await events()).toHaveLength(3);
    for (const changes of [{ role: 'STAFF' }, { expectedVersion: 3 }, { accountId: owner.id }]) {
      expect(await update({ ...input, ...changes })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    }
    expect(await update({ ...input, idempotencyKey: '' })).toMatchObject({ field: 'idempotencyKey' });
  });

  test('needs an account, and a role and a version that can be', async () => {
    const input = { shopId, ...promotion() };
    expect(await users.refusal(mutationOf('updateMember'), { input })).toEqual({ code: 'UNAUTHENTICATED' });
    for (const bad of [{ role: 'BOSS' }, { role: null }, { expectedVersion: 2 ** 31 }, { expectedVersion: 1.5 }]) {
      const variables = { input: { ...input, ...bad } };
      expect(await users.refusal(mutationOf('updateMember'), variables, { as: owner.accessToken })).toEqual({
        code: 'BAD_USER_INPUT',
      });
    }
  });
});
