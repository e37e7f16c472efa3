import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { categoryIds, productIds, variantIds } from '../src/ids.ts';
import { CatalogScene, CREATE_PRODUCT } from './catalog-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const NOUNS = ['Category', 'Product', 'Variant'] as const;
type Noun = (typeof NOUNS)[number];

const document = (
  verb: string,
  noun: Noun,
) => `mutation ($input: ${verb === 'archive' ? 'Archive' : 'Restore'}${noun}Input!) {
  ${verb}${noun}(input: $input) { __typename ... on Failure { code } ... on NotFound { id } ... on ${noun} { id archivedAt version }
    ... on VersionConflict { currentVersion } ... on InvalidStateTransition { from to allowed } } }`;

const change = (verb: 'archive' | 'restore', noun: Noun, id: string, expectedVersion: number, more = {}, as?: Uuid) =>
  scene.mutate(document(verb, noun), { [`${noun.toLowerCase()}Id`]: id, expectedVersion, ...more }, as);

interface Things {
  readonly shopId: string;
  readonly owner: Uuid;
  readonly ids: Readonly<Record<Noun, string>>;
}

/** A shop of its own with one category, one product in it and one variant of it. */
async function things(): Promise<Things> {
  const owner = randomId();
  const shopId = shopIds.encode(scene.subgraph.users.addShop({ ownerId: owner }).shopId);
  const create = 'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { ... on Category { id } } }';
  const category = await scene.mutate(create, { shopId, name: 'Cloth' }, owner);
  const variants = [{ name: 'Indigo', sku: 'IND', price: { amount: '1200', currency: 'JPY' }, initialStock: 5 }];
  const product = await scene.mutate(
    CREATE_PRODUCT,
    { shopId, name: 'Tenugui', categoryId: category.id, variants },
    owner,
  );
  return { shopId, owner, ids: { Category: category.id, Product: product.id, Variant: product.variants[0].id } };
}

const LIST: Readonly<Record<Noun, string>> = {
  Category: 'categories(shopId: $shopId, filter: { archived: $archived }) { nodes { id } }',
  Product: 'products(shopId: $shopId, filter: { archived: $archived }) { nodes { id } }',
  Variant: 'variants(shopId: $shopId, filter: { archived: $archived }) { nodes { id } }',
};

/** The ids that the list of these shows. */
async function listed(noun: Noun, shopId: string, archived: boolean): Promise<string[]> {
  const { data, errors } = await scene.subgraph.query(
    `query ($shopId: ID!, $archived: Boolean!) { list: ${LIST[noun]} }`,
    { shopId, archived },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return (data.list.nodes as { id: string }[]).map(({ id }) => id);
}

describe.each(NOUNS)('an archived %s', (noun) => {
  test('is out of the list, is in that of the archived, loads by its id, and comes back', async () => {
    const { shopId, owner, ids } = await things();
    const id = ids[noun];
    const now = scene.clock.now().toISOString();
    expect(await change('archive', noun, id, 1, {}, owner)).toEqual({
      __typename: noun,
      id,
      archivedAt: now,
      version: 2,
    });
    expect(await listed(noun, shopId, false)).toEqual([]);
    expect(await listed(noun, shopId, true)).toEqual([id]);
    const { data } = await scene.subgraph.query(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${noun} { id name archivedAt } } }`,
      { representations: [{ __typename: noun, id }] },
    );
    expect(data._entities).toMatchObject([{ id, archivedAt: now }]);
    expect(await change('restore', noun, id, 2, {}, owner)).toMatchObject({ archivedAt: null, version: 3 });
    expect(await listed(noun, shopId, false)).toEqual([id]);
    expect(await listed(noun, shopId, true)).toEqual([]);
  });

  test('is archived and restored once, from the version seen, and once per key', async () => {
    const { owner, ids } = await things();
    const id = ids[noun];
    expect(await change('restore', noun, id, 1, {}, owner)).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'CURRENT',
      to: 'CURRENT',
      allowed: ['ARCHIVED'],
    });
    expect(await change('archive', noun, id, 2, {}, owner)).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 1,
    });
    const more = { idempotencyKey: `archive ${noun}` };
    const all = await Promise.all(Array.from({ length: 8 }, () => change('archive', noun, id, 1, more, owner)));
    expect(new Set(all.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(all[0]).toMatchObject({ __typename: noun, version: 2 });
    expect(await change('archive', noun, id, 2, {}, owner)).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'ARCHIVED',
      to: 'ARCHIVED',
      allowed: ['CURRENT'],
    });
    expect(await change('restore', noun, id, 2, more, owner)).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  test('is there for nobody but the shop’s staff', async () => {
    const { owner, ids } = await things();
    const codec = { Category: categoryIds, Product: productIds, Variant: variantIds }[noun];
    const unknown = codec.encode(codec.decode(ids[noun])?.tenant ?? '', randomId());
    for (const verb of ['archive', 'restore'] as const) {
      for (const [id, as] of [
        [ids[noun], scene.owner],
        [unknown, owner],
        ['nonsense', owner],
      ] as const) {
        expect(await change(verb, noun, id, 1, {}, as)).toMatchObject({ __typename: 'NotFound', id });
      }
      const input = { [`${noun.toLowerCase()}Id`]: ids[noun], expectedVersion: 1 };
      const { errors } = await scene.subgraph.query(document(verb, noun), { input });
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });
});

describe('what is archived', () => {
  test('leaves the category of its products, and their sale, as they were', async () => {
    const { owner, ids } = await things();
    await change('archive', 'Category', ids.Category, 1, {}, owner);
    const { data } = await scene.subgraph.query(
      'query ($id: ID!) { product(id: $id) { status archivedAt category { id } } }',
      {
        id: ids.Product,
      },
    );
    expect(data.product).toEqual({ status: 'ACTIVE', archivedAt: null, category: { id: ids.Category } });
  });

  test('is not among the variants of its product unless they are all wanted, nor in its lowest price', async () => {
    const { id, variantIds: keys } = await scene.product([{ price: '100' }, { price: '300' }]);
    const cheap = scene.variant(keys[0] ?? '');
    await change('archive', 'Variant', cheap, 1);
    const document = `query ($id: ID!) { product(id: $id) { current: variants { id } all: variants(archived: true) { id } } }`;
    const { data } = await scene.subgraph.query(document, { id });
    expect(data.product.current).toEqual([{ id: scene.variant(keys[1] ?? '') }]);
    expect(data.product.all).toHaveLength(2);
    const lowest = async () => {
      const [row] = await scene.subgraph.kit.database.query<{ lowest: number }>(
        'SELECT lowest_price AS lowest FROM product WHERE shop_id = $1 AND product_id = $2',
        [scene.shopId, productIds.decode(id)?.key],
      );
      return row?.lowest;
    };
    expect(await lowest()).toBe(300);
    await change('restore', 'Variant', cheap, 2);
    expect(await lowest()).toBe(100);
  });

  test('cannot be ordered until it is restored, and what was ordered before goes on', async () => {
    const { id, variantIds: keys } = await scene.product([{ initialStock: 5 }, { initialStock: 5 }]);
    const [variantId = '', other = ''] = keys;
    const before = randomId();
    expect(await scene.hold(before, [{ variantId, quantity: 1 }])).toMatchObject({ outcome: 'HELD' });
    const refused = { outcome: 'REFUSED', refusals: [{ reason: 'PRODUCT_NOT_FOUND' }] };
    await change('archive', 'Variant', scene.variant(variantId), 1);
    expect(await scene.hold(randomId(), [{ variantId, quantity: 1 }])).toMatchObject(refused);
    expect(await scene.hold(randomId(), [{ variantId: other, quantity: 1 }])).toMatchObject({ outcome: 'HELD' });
    await change('archive', 'Product', id, 1);
    expect(await scene.hold(randomId(), [{ variantId: other, quantity: 1 }])).toMatchObject(refused);
    expect((await scene.confirm(before))[0]).toMatchObject({ outcome: 'CONFIRMED' });
    await change('restore', 'Product', id, 2);
    await change('restore', 'Variant', scene.variant(variantId), 2);
    expect(await scene.hold(randomId(), [{ variantId, quantity: 1 }])).toMatchObject({ outcome: 'HELD' });
  });
});
