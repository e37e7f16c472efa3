import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeCursor } from '@yoyaku/platform/paging';
import { allPages, type Page, type Person, RunningUsers } from './support/running-users.ts';

let users: RunningUsers;
let owner: Person;
let staff: Person;
let shopId: string;

beforeAll(async () => {
  users = await RunningUsers.start();
  owner = await users.signUp('Owner');
  staff = await users.signUp('Staff');
  shopId = await users.openShop(owner, 'The shop');
  await add(staff);
});

afterAll(() => users[Symbol.asyncDispose]());

const add = ({ id }: Person) => users.run('addMember', { shopId, accountId: id, role: 'STAFF' }, owner.accessToken);

const PAGE_INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

const MEMBERS = `query ($id: ID!, $first: Int, $after: String) {
  shop(id: $id) {
    members(first: $first, after: $after) {
      nodes { account { id } } edges { cursor node { account { id } } } ${PAGE_INFO}
    }
  }
}`;

const MINE = `query ($first: Int, $after: String) {
  me {
    memberships(first: $first, after: $after) {
      nodes { shop { id } } edges { cursor node { shop { id } } } ${PAGE_INFO}
    }
  }
}`;

async function members(as?: Person, page: object = {}): Promise<Page | null> {
  const { shop } = await users.ask<{ shop: { members: Page | null } }>(MEMBERS, { id: shopId, ...page }, as);
  return shop.members;
}

test('in a shop is shown to those who do', async () => {
  const stranger = await users.signUp();
  expect((await members(staff))?.nodes.map(({ account }) => account.id)).toContain(owner.id);
  expect(await members(stranger)).toBeNull();
  expect(await members()).toBeNull();
  await add(stranger);
  expect(await members(stranger)).not.toBeNull();
  await users.run('removeMember', { shopId, accountId: stranger.id }, owner.accessToken);
  expect(await members(stranger)).toBeNull();
});

test('is shown of oneself only, and so is the e-mail address', async () => {
  const document = `query ($id: ID!) {
    shop(id: $id) { members { nodes { account { displayName email memberships { nodes { role } } } } } }
  }`;
  const { shop } = await users.ask<{ shop: { members: Page } }>(document, { id: shopId }, staff);
  const accounts = shop.members.nodes.map(({ account }) => account);
  expect(accounts).toContainEqual({ displayName: 'Owner', email: null, memberships: null });
  expect(accounts).toContainEqual({
    displayName: 'Staff',
    email: staff.email,
    memberships: { nodes: [{ role: 'STAFF' }] },
  });
});

test('goes page by page in a shop, the earliest first', async () => {
  const before = (await members(owner))?.nodes.map(({ account }) => account.id) ?? [];
  const joined: string[] = [];
  for (let index = 0; index < 4; index++) {
    users.clock.advance(1_000);
    const person = await users.signUp();
    await add(person);
    joined.push(person.id);
  }
  const nodes = await allPages(async (after) => (await members(owner, { first: 2, after }))!);
  expect(nodes.map(({ account }) => account.id)).toEqual([...before, ...joined]);
});

test('is shown of one role only when asked to, page by page', async () => {
  const shop = await users.openShop(owner);
  const joined: Record<string, string[]> = { OWNER: [owner.id], STAFF: [] };
  for (const role of ['STAFF', 'OWNER', 'STAFF', 'OWNER', 'STAFF']) {
    users.clock.advance(1_000);
    const { id } = await users.signUp();
    await users.run('addMember', { shopId: shop, accountId: id, role }, owner.accessToken);
    joined[role]?.push(id);
  }
  const document = `query ($id: ID!, $filter: MemberFilter, $after: String) {
    shop(id: $id) {
      members(filter: $filter, first: 2, after: $after) {
        nodes { role account { id } } edges { cursor node { role account { id } } } ${PAGE_INFO}
      }
    }
  }`;
  const listed = async (filter: object | null) => {
    const nodes = await allPages(async (after) => {
      const answer = await users.ask<{ shop: { members: Page } }>(document, { id: shop, filter, after }, owner);
      return answer.shop.members;
    });
    return nodes.map(({ account }) => account.id);
  };
  for (const role of ['OWNER', 'STAFF']) expect(await listed({ role })).toEqual(joined[role]);
  for (const filter of [null, {}, { role: null }]) expect(await listed(filter)).toHaveLength(6);
  const both = `query ($id: ID!) {
    shop(id: $id) { owners: members(filter: { role: OWNER }) { nodes { role } } staff: members(filter: { role: STAFF }) { nodes { role } } }
  }`;
  expect(await users.ask(both, { id: shop }, owner)).toEqual({
    shop: {
      owners: { nodes: Array(3).fill({ role: 'OWNER' }) },
      staff: { nodes: Array(3).fill({ role: 'STAFF' }) },
    },
  });
});

test('goes page by page for an account, the earliest first', async () => {
  const person = await users.signUp();
  const opened: string[] = [];
  for (let index = 0; index < 5; index++) {
    users.clock.advance(1_000);
    opened.push(await users.openShop(person));
  }
  const nodes = await allPages(async (after) => {
    const { me } = await users.ask<{ me: { memberships: Page } }>(MINE, { first: 2, after }, person);
    return me.memberships;
  });
  expect(nodes.map(({ shop }) => shop.id)).toEqual(opened);
});

test.each([
  { first: 100_000 },
  { first: 0 },
  { after: 'nonsense' },
  { after: encodeCursor('shops', ['2026-01-01T00:00:00.000Z', '00000000-0000-0000-0000-000000000000']) },
])('is refused for a bad page: %j', async (page) => {
  const as = owner.accessToken;
  expect(await users.refusal(MEMBERS, { id: shopId, ...page }, { as })).toEqual({ code: 'BAD_USER_INPUT' });
  expect(await users.refusal(MINE, page, { as })).toEqual({ code: 'BAD_USER_INPUT' });
});
