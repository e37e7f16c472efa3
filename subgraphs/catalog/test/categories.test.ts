import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { categoryIds } from '../src/ids.ts';
import { CatalogScene } from './catalog-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const FIELDS = `__typename ... on Category { id name position version } ... on Failure { code message retryable }
  ... on NameTaken { name } ... on NotFound { id } ... on InvalidInput { field }`;
const CREATE = `mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($input: UpdateCategoryInput!) { updateCategory(input: $input) { ${FIELDS}
  ... on VersionConflict { currentVersion } } }`;
const DELETE = `mutation ($input: DeleteCategoryInput!) { deleteCategory(input: $input) { __typename
  ... on CategoryDeleted { id } ... on Failure { code } ... on NotFound { id } ... on VersionConflict { currentVersion }
  ... on CategoryInUse { categoryId productCount } } }`;

const create = (name: string, more: object = {}, as?: string) =>
  scene.mutate(CREATE, { shopId: scene.shop, name, ...more }, as);

describe('a category', () => {
  test('is created, changed and deleted by the shop’s staff', async () => {
    const created = await create(' Bowls ', { position: 3 }, scene.staff);
    expect(created).toMatchObject({ __typename: 'Category', name: 'Bowls', position: 3, version: 1 });
    const categoryId = created.id as string;
    const updated = await scene.mutate(UPDATE, { categoryId, expectedVersion: 1, name: 'Cups' }, scene.staff);
    expect(updated).toMatchObject({ __typename: 'Category', name: 'Cups', position: 3, version: 2 });
    expect(await scene.mutate(UPDATE, { categoryId, expectedVersion: 1, position: 9 })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(await scene.mutate(DELETE, { categoryId, expectedVersion: 1 })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(await scene.mutate(DELETE, { categoryId, expectedVersion: 2 })).toEqual({
      __typename: 'CategoryDeleted',
      id: categoryId,
    });
    expect(await scene.mutate(DELETE, { categoryId, expectedVersion: 2 })).toMatchObject({ __typename: 'NotFound' });
  });

  test('has a name that no other of the shop has', async () => {
    const { id } = await create('Cloth');
    const other = await create('Paper');
    expect(await create('Cloth')).toMatchObject({ __typename: 'NameTaken', code: 'NAME_TAKEN', name: 'Cloth' });
    expect(await scene.mutate(UPDATE, { categoryId: other.id, expectedVersion: 1, name: 'Cloth' })).toMatchObject({
      __typename: 'NameTaken',
    });
    expect(await scene.mutate(UPDATE, { categoryId: id, expectedVersion: 1, name: 'Cloth' })).toMatchObject({
      __typename: 'Category',
    });
  });

  test('is not deleted while products stand in it', async () => {
    const { id } = await create('Busy');
    await scene.product([], { categoryId: id });
    await scene.product([], { categoryId: id });
    expect(await scene.mutate(DELETE, { categoryId: id, expectedVersion: 1 })).toEqual({
      __typename: 'CategoryInUse',
      code: 'CATEGORY_IN_USE',
      categoryId: id,
      productCount: 2,
    });
  });

  test('is created once per idempotency key, however many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create('Once', { idempotencyKey: 'category once' })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ __typename: 'Category', name: 'Once' });
    expect(await create('Twice', { idempotencyKey: 'category once' })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    // A refusal leaves the key free.
    expect(await create('Once', { idempotencyKey: 'another' })).toMatchObject({ __typename: 'NameTaken' });
    expect(await create('Another', { idempotencyKey: 'another' })).toMatchObject({ __typename: 'Category' });
  });

  test('of another shop does not exist, for its staff as for anybody else', async () => {
    const { id } = await create('Ours');
    const foreigner = randomId();
    const foreign = scene.subgraph.users.addShop({ ownerId: foreigner });
    for (const as of [foreigner, scene.stranger]) {
      expect(await create('Theirs', {}, as)).toMatchObject({ __typename: 'NotFound', id: scene.shop });
      const update = { categoryId: id, expectedVersion: 1, name: 'Stolen' };
      expect(await scene.mutate(UPDATE, update, as)).toMatchObject({ __typename: 'NotFound', id });
      expect(await scene.mutate(DELETE, { categoryId: id, expectedVersion: 1 }, as)).toMatchObject({
        __typename: 'NotFound',
        id,
      });
    }
    const missing = categoryIds.encode(foreign.shopId, randomId());
    const answer = await scene.mutate(DELETE, { categoryId: missing, expectedVersion: 1 }, foreigner);
    expect(answer).toEqual({ __typename: 'NotFound', code: 'NOT_FOUND', id: missing });
  });

  test('needs somebody who is logged in', async () => {
    const { errors } = await scene.subgraph.query(CREATE, { input: { shopId: scene.shop, name: 'x' } });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('takes no nonsense', async () => {
    for (const [input, field] of [
      [{ name: '' }, 'name'],
      [{ name: '   ' }, 'name'],
      [{ name: 'x'.repeat(101) }, 'name'],
      [{ name: 'a\0b' }, 'name'],
      [{ name: 'fine', idempotencyKey: '' }, 'idempotencyKey'],
      [{ name: 'fine', idempotencyKey: 'x'.repeat(201) }, 'idempotencyKey'],
    ] as const) {
      expect(await scene.mutate(CREATE, { shopId: scene.shop, ...input })).toMatchObject({
        __typename: 'InvalidInput',
        field,
      });
    }
    for (const shopId of [
      '',
      'shp_',
      'nonsense',
      scene.shop.slice(0, -1),
      categoryIds.encode(scene.shopId, randomId()),
    ]) {
      expect(await scene.mutate(CREATE, { shopId, name: 'x' })).toMatchObject({ __typename: 'NotFound', id: shopId });
    }
  });
});

describe('the list of categories', () => {
  const LIST = `query ($shopId: ID!, $first: Int, $after: String) { categories(shopId: $shopId, first: $first, after: $after) {
    nodes { name } pageInfo { hasNextPage endCursor } } }`;

  test('is in the shop’s order, page by page', async () => {
    const owner = randomId();
    const shopId = shopIds.encode(scene.subgraph.users.addShop({ ownerId: owner }).shopId);
    for (const [name, position] of [
      ['d', 2],
      ['b', 1],
      ['A', 1],
      ['c', -5],
    ] as const) {
      await scene.mutate(CREATE, { shopId, name, position }, owner);
    }
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await scene.subgraph.query(LIST, { shopId, first: 1, after });
      names.push(...(data.categories.nodes as { name: string }[]).map(({ name }) => name));
      after = data.categories.pageInfo.hasNextPage ? data.categories.pageInfo.endCursor : null;
    } while (after !== null);
    expect(names).toEqual(['c', 'A', 'b', 'd']);
  });

  test('is empty for a shop that does not exist, and takes no foreign cursor', async () => {
    const { data } = await scene.subgraph.query(LIST, { shopId: shopIds.encode(randomId()) });
    expect(data.categories.nodes).toEqual([]);
    for (const after of ['x', Buffer.from('["categories",1,"a","b"]').toString('base64url')]) {
      const { errors } = await scene.subgraph.query(LIST, { shopId: scene.shop, after });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
