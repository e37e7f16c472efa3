import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import type { ShopAnswer } from '@yoyaku/platform/tenancy/shop-answer';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import { type Person, RunningUsers } from './support/running-users.ts';

let users: RunningUsers;
let owner: Person;

beforeAll(async () => {
  users = await RunningUsers.start();
  owner = await users.signUp('Owner');
});

afterAll(() => users[Symbol.asyncDispose]());

describe('other subgraphs', () => {
  const ENTITIES = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      __typename ... on Shop { name members { nodes { role } } } ... on Account { displayName email memberships { nodes { role } } }
    }
  }`;

  test('join shops and accounts by id, in one statement each', async () => {
    const [one, other] = [await users.signUp('One'), await users.signUp('Other')];
    const shop = await users.openShop(one, 'Joined');
    const representations = [
      { __typename: 'Shop', id: shop },
      { __typename: 'Account', id: one.id },
      { __typename: 'Shop', id: 'nonsense' },
      { __typename: 'Account', id: other.id },
      { __typename: 'Account', id: accountIds.encode(randomId()) },
      { __typename: 'Account', id: shop },
    ];
    const { data } = await users.subgraph.query(ENTITIES, { representations }, { as: one.accessToken });
    expect(data._entities).toEqual([
      { __typename: 'Shop', name: 'Joined', members: { nodes: [{ role: 'OWNER' }] } },
      { __typename: 'Account', displayName: 'One', email: one.email, memberships: { nodes: [{ role: 'OWNER' }] } },
      null,
      { __typename: 'Account', displayName: 'Other', email: null, memberships: null },
      null,
      null,
    ]);

    const names = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Shop { name } ... on Account { displayName } }
    }`;
    const few = await users.statements(() =>
      users.subgraph.query(names, { representations: representations.slice(0, 2) }),
    );
    const many = await users.statements(() => users.subgraph.query(names, { representations }));
    expect([few, many]).toEqual([2, 2]);
  });

  test('ask for a shop and all who ever worked there', async () => {
    const member = await users.signUp();
    const id = await users.openShop(owner, 'Asked for');
    const [shopId, accountId, ownerId] = [
      shopIds.decode(id),
      accountIds.decode(member.id),
      accountIds.decode(owner.id),
    ];
    await users.run('addMember', { shopId: id, accountId: member.id, role: 'STAFF' }, owner.accessToken);
    await users.run('removeMember', { shopId: id, accountId: member.id }, owner.accessToken);

    const { status, body } = await users.subgraph.service.get(`/internal/shops/${shopId}`);
    expect(status).toBe(200);
    const { shop, members } = body as ShopAnswer;
    expect(shop).toEqual({
      shopId,
      name: 'Asked for',
      kind: 'STORE',
      currency: 'JPY',
      timezone: 'Asia/Tokyo',
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
      version: 1,
    });
    expect(new Set(members)).toEqual(
      new Set([
        { accountId: ownerId, role: 'OWNER', version: 1 },
        { accountId, role: null, version: 2 },
      ]),
    );
    expect((await users.subgraph.service.get(`/internal/shops/${randomId()}`)).status).toBe(404);
    expect((await users.subgraph.service.get('/internal/shops/nonsense')).status).toBe(404);
    expect((await users.subgraph.service.get(`/internal/shops/${shopId}`, {})).status).toBe(401);
  });
});

test('the directory of shops that the platform asks is the tables themselves', async () => {
  const id = await users.openShop(owner, 'In the directory');
  const [shopId, ownerId] = [shopIds.decode(id) ?? '', accountIds.decode(owner.id) ?? ''];
  const { shops } = users.subgraph.kit;
  expect(await shops.find(shopId)).toMatchObject({ shopId, name: 'In the directory' });
  expect(await shops.find(randomId())).toBeNull();
  expect(await shops.role(shopId, ownerId)).toBe('OWNER');
  expect(await shops.role(shopId, randomId())).toBeNull();
});
