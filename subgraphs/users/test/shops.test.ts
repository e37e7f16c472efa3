import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { encodeCursor } from '@yoyaku/platform/paging';
import { accountIds, shopIds } from '@yoyaku/platform/tenancy/ids';
import { allPages, type Page, type Person, RunningUsers } from './support/running-users.ts';

let users: RunningUsers;
let owner: Person;

beforeAll(async () => {
  users = await RunningUsers.start();
  owner = await users.signUp('Owner');
});

afterAll(() => users[Symbol.asyncDispose]());

describe('a shop', () => {
  const NAME = 'query ($id: ID!) { shop(id: $id) { name } }';

  test('is there for everybody', async () => {
    const id = await users.openShop(owner, 'Open to all');
    expect(await users.subgraph.query(NAME, { id })).toEqual({ data: { shop: { name: 'Open to all' } } });
  });

  test.each(['', 'nonsense', 'shp_', shopIds.encode(randomId()), accountIds.encode(randomId()), 'shp_nul\u0000'])(
    'of the id "%s" is not there',
    async (id) => {
      expect(await users.subgraph.query(NAME, { id })).toEqual({ data: { shop: null } });
    },
  );
});

describe('the list of shops', () => {
  const LIST = `query ($filter: ShopFilter, $sort: ShopSort! = OLDEST, $first: Int, $after: String) {
    shops(filter: $filter, sort: $sort, first: $first, after: $after) {
      nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

  const page = async (variables: object) => (await users.ask<{ shops: Page }>(LIST, variables)).shops;

  test('goes page by page, the oldest first, without a gap or a repetition', async () => {
    const opened: string[] = [];
    for (let index = 0; index < 7; index++) {
      // Three at the same moment each: then the id decides.
      if (index % 3 === 0) users.clock.advance(1_000);
      opened.push(await users.openShop(owner));
    }
    const all = (await allPages((after) => page({ first: 3, after }))).map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(await users.count('shop'));
    for (const [start, end] of [
      [0, 3],
      [3, 6],
      [6, 7],
    ] as const) {
      const from = all.length - 7;
      expect(all.slice(from + start, from + end).toSorted()).toEqual(opened.slice(start, end).toSorted());
    }
  });

  test('goes by name when asked to, in any case of letters, and then by id', async () => {
    const text = randomId();
    const names = ['beta', 'Alpha', 'alpha', 'ALPHA', 'Émile', '雑貨', 'gamma'];
    const ids = new Map<string, string>();
    for (const name of names) ids.set(await users.openShop(owner, `${name} ${text}`), name);
    const all = await allPages((after) => page({ filter: { text }, sort: 'NAME', first: 2, after }));
    const listed = all.map(({ id }) => ids.get(id)?.toLowerCase());
    expect(listed).toEqual(['alpha', 'alpha', 'alpha', 'beta', 'gamma', 'émile', '雑貨']);
    expect(new Set(all.map(({ id }) => id)).size).toBe(names.length);
    const oldest = await allPages((after) => page({ filter: { text }, first: 3, after }));
    expect(new Set(oldest.map(({ id }) => id))).toEqual(new Set(ids.keys()));
  });

  test('shows shops of a kind only, or whose name holds a text, in any case and without wildcards', async () => {
    const text = randomId();
    const [table, bikes] = [
      await users.openShop(owner, `Table of ${text}`, 'TABLE'),
      await users.openShop(owner, `100% Bikes ${text}`, 'BIKES'),
    ];
    const listed = async (filter: object) => (await page({ filter, first: 100 })).nodes.map(({ id }) => id).sort();
    expect(await listed({ text })).toEqual([table, bikes].sort());
    expect(await listed({ text, kind: 'TABLE' })).toEqual([table]);
    expect(await listed({ text, kind: 'MUSICAL' })).toEqual([]);
    expect(await listed({ text: ` ${text.toUpperCase()} `, kind: 'BIKES' })).toEqual([bikes]);
    expect(await listed({ text: `0% BIKES ${text}` })).toEqual([bikes]);
    expect(await listed({ text: `%${text}` })).toEqual([]);
    expect(await listed({ text: `_ikes ${text}` })).toEqual([]);
  });

  test('shows archived shops when asked for them only', async () => {
    const text = randomId();
    const [active, archived] = [await users.openShop(owner, `one ${text}`), await users.openShop(owner, `two ${text}`)];
    await users.run('archiveShop', { shopId: archived, expectedVersion: 1 }, owner.accessToken);
    for (const sort of ['OLDEST', 'NAME']) {
      const listed = async (filter: object) => (await page({ filter: { text, ...filter }, sort })).nodes;
      expect(await listed({})).toEqual([{ id: active }]);
      expect(await listed({ status: 'ACTIVE' })).toEqual([{ id: active }]);
      expect(await listed({ status: 'ARCHIVED' })).toEqual([{ id: archived }]);
      expect(await listed({ status: null })).toHaveLength(2);
    }
    const { nodes } = await page({ first: 100 });
    expect(nodes).not.toContainEqual({ id: archived });
  });

  test.each(['', ' ', 'nul\u0000', 'x'.repeat(101)])('is refused for the text %j', async (text) => {
    expect(await users.refusal(LIST, { filter: { text } })).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test('is refused for a kind, a status and an order that there are not', async () => {
    for (const bad of [{ filter: { kind: 'ZOO' } }, { filter: { status: 'GONE' } }, { sort: 'PRICE' }]) {
      expect(await users.refusal(LIST, bad)).toEqual({ code: 'BAD_USER_INPUT' });
    }
  });

  test('gives 20 unless told otherwise', async () => {
    while ((await users.count('shop')) <= 20) await users.openShop(owner);
    expect((await page({})).nodes).toHaveLength(20);
  });

  test.each([100_000, 101, 0, -1])('is refused for a page of %i', async (first) => {
    expect(await users.refusal(LIST, { first })).toEqual({ code: 'BAD_USER_INPUT' });
  });

  const zero = '00000000-0000-0000-0000-000000000000';
  test.each([
    ['nonsense', 'nonsense'],
    ['empty', ''],
    ['of another list', encodeCursor('members', ['2026-01-01T00:00:00.000Z', zero])],
    ['too short', encodeCursor('shops', ['2026-01-01T00:00:00.000Z'])],
    ['without a moment', encodeCursor('shops', ['yesterday', zero])],
    ['with an impossible moment', encodeCursor('shops', ['0000-01-01T00:00:00.000Z', zero])],
    ['with a number for a moment', encodeCursor('shops', [1, zero])],
    ['without an id', encodeCursor('shops', ['2026-01-01T00:00:00.000Z', 'x'])],
    ['with nulls', encodeCursor('shops', [null, null])],
  ])('is refused for a cursor that is %s', async (_, after) => {
    expect(await users.refusal(LIST, { after })).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test.each([
    ['of the other order', encodeCursor('shops', ['2026-01-01T00:00:00.000Z', zero])],
    ['without an id', encodeCursor('shops by name', ['a', 'x'])],
    ['with a name that cannot be', encodeCursor('shops by name', ['nul\u0000', zero])],
    ['with a number for a name', encodeCursor('shops by name', [1, zero])],
    ['with nulls', encodeCursor('shops by name', [null, null])],
  ])('is refused by name for a cursor that is %s', async (_, after) => {
    expect(await users.refusal(LIST, { sort: 'NAME', after })).toEqual({ code: 'BAD_USER_INPUT' });
  });
});

test('a list costs the same number of statements whatever its length, with all that hangs on it', async () => {
  users.clock.advance(1_000);
  const after = encodeCursor('shops', [users.clock.now().toISOString(), 'ffffffff-ffff-ffff-ffff-ffffffffffff']);
  users.clock.advance(1_000);
  const person = await users.signUp();
  for (let index = 0; index < 50; index++) await users.openShop(person);
  const document = `query ($first: Int, $after: String) {
    shops(first: $first, after: $after) {
      nodes { name members { nodes { role shop { name } account { displayName } } } }
    }
  }`;
  const counts: number[] = [];
  for (const first of [1, 10, 50]) {
    counts.push(
      await users.statements(async () => {
        const { shops } = await users.ask<{ shops: Page }>(document, { first, after }, person);
        expect(shops.nodes).toHaveLength(first);
        expect(shops.nodes.at(-1)).toMatchObject({ members: { nodes: [{ account: { displayName: 'Somebody' } }] } });
      }),
    );
  }
  // Shops, the viewer's roles, members, their accounts.
  expect(counts).toEqual([4, 4, 4]);
});
