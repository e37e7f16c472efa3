import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { categoryIds, productIds, variantIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene, CREATE_PRODUCT } from './catalog-scene.ts';
import { CREATE_VARIANT, DELETE, DELETE_VARIANT, move, UPDATE, UPDATE_VARIANT, yen } from './product-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

describe('a product', () => {
  test('is created with its variants and their first stock in one go', async () => {
    const input = {
      shopId: scene.shop,
      name: '藍染め手ぬぐい',
      description: '90 cm',
      variants: [
        { name: '青海波', sku: 'A-1', price: yen('1200'), initialStock: 100 },
        { name: '麻の葉', price: yen('0') },
      ],
      idempotencyKey: 'tenugui',
    };
    const created = await scene.mutate(CREATE_PRODUCT, input, scene.staff);
    expect(created).toMatchObject({
      __typename: 'Product',
      name: '藍染め手ぬぐい',
      status: 'ACTIVE',
      closeWhenSoldOut: true,
      version: 1,
      category: null,
      shop: { id: scene.shop },
      variants: [
        { name: '青海波', sku: 'A-1', price: yen('1200'), available: 100, onHand: 100, version: 1 },
        { name: '麻の葉', sku: null, price: yen('0'), available: 0, onHand: 0 },
      ],
    });
    expect(await scene.mutate(CREATE_PRODUCT, input, scene.staff)).toEqual(created);
    const other = await scene.mutate(CREATE_PRODUCT, { ...input, name: 'else' }, scene.staff);
    expect(other).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  test('is not created at all when one of its variants cannot be', async () => {
    const taken = { name: 'x', sku: 'TAKEN', price: yen('1') };
    await scene.product([{ sku: 'TAKEN' }]);
    const before = await countProducts();
    const create = (more: object) => scene.mutate(CREATE_PRODUCT, { shopId: scene.shop, name: 'Half', ...more });
    expect(
      await create({ variants: [{ name: 'y', sku: 'NEW', price: yen('1'), initialStock: 5 }, taken] }),
    ).toMatchObject({
      __typename: 'SkuTaken',
    });
    const twice = { name: 'x', sku: 'TWICE', price: yen('1') };
    expect(await create({ variants: [twice, twice] })).toMatchObject({ __typename: 'SkuTaken', sku: 'TWICE' });
    for (const [more, field] of [
      [{ name: ' ' }, 'name'],
      [{ name: 'x'.repeat(201) }, 'name'],
      [{ description: 'x'.repeat(5001) }, 'description'],
      [{ imageUrl: 'javascript:alert(1)' }, 'imageUrl'],
      [{ variants: [{ name: 'x', price: yen('1.5') }] }, 'variants.0.price.amount'],
      [{ variants: [{ name: 'x', price: yen('-1') }] }, 'variants.0.price.amount'],
      [{ variants: [{ name: 'x', price: yen('9999999999999999') }] }, 'variants.0.price.amount'],
      [{ variants: [{ name: 'x', price: { amount: '1', currency: 'EUR' } }] }, 'variants.0.price.currency'],
      [{ variants: [{ name: 'x', price: yen('1'), initialStock: -1 }] }, 'variants.0.initialStock'],
      [{ variants: [{ name: 'x', price: yen('1'), initialStock: 1_000_001 }] }, 'variants.0.initialStock'],
      [{ variants: [{ name: '', price: yen('1') }] }, 'variants.0.name'],
      [{ variants: Array.from({ length: 101 }, () => ({ name: 'x', price: yen('1') })) }, 'variants'],
    ] as const) {
      expect(await create(more)).toMatchObject({ __typename: 'InvalidInput', field });
    }
    const foreignCategory = categoryIds.encode(randomId(), randomId());
    const noCategory = categoryIds.encode(scene.shopId, randomId());
    for (const categoryId of [foreignCategory, noCategory, 'nonsense']) {
      expect(await create({ categoryId })).toMatchObject({ __typename: 'NotFound', id: categoryId });
    }
    expect(await countProducts()).toBe(before);
  });

  test('costs what it says to the last decimal of its shop’s currency', async () => {
    const owner = randomId();
    const shopId = shopIds.encode(scene.subgraph.users.addShop({ ownerId: owner, currency: 'KWD' }).shopId);
    const price = { amount: '12.345', currency: 'KWD' };
    const created = await scene.mutate(
      CREATE_PRODUCT,
      { shopId, name: 'Oud', variants: [{ name: 'x', price }] },
      owner,
    );
    expect(created.variants[0].price).toEqual(price);
  });

  test('changes what is given, and nothing else', async () => {
    const category = await scene.mutate(
      'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { ... on Category { id } } }',
      { shopId: scene.shop, name: 'Changing' },
    );
    const more = { description: 'old', imageUrl: 'https://example.com/a.png', categoryId: category.id };
    const { id: productId } = await scene.product([], more);
    expect(await scene.mutate(UPDATE, { productId, expectedVersion: 1, name: 'New' })).toMatchObject({
      name: 'New',
      description: 'old',
      imageUrl: more.imageUrl,
      category: { name: 'Changing' },
      closeWhenSoldOut: true,
      version: 2,
    });
    const cleared = { productId, expectedVersion: 2, imageUrl: null, categoryId: null, closeWhenSoldOut: false };
    expect(await scene.mutate(UPDATE, cleared)).toMatchObject({
      name: 'New',
      imageUrl: null,
      category: null,
      closeWhenSoldOut: false,
      version: 3,
    });
    expect(await scene.mutate(UPDATE, cleared)).toMatchObject({ __typename: 'VersionConflict', currentVersion: 3 });
  });

  test('of twenty changes at once from one version, one is made', async () => {
    const { id: productId } = await scene.product([]);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        scene.mutate(UPDATE, { productId, expectedVersion: 1, name: `n${index}` }),
      ),
    );
    expect(answers.filter(({ __typename }) => __typename === 'Product')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'VersionConflict')).toHaveLength(19);
  });

  test('goes off sale and on sale again, and says so', async () => {
    const { id: productId } = await scene.product([{ initialStock: 1 }]);
    const input = { productId, expectedVersion: 1 };
    expect(await scene.mutate(move('reactivateProduct'), input)).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'ACTIVE',
      to: 'ACTIVE',
      allowed: ['DISCONTINUED'],
    });
    expect(await scene.mutate(move('discontinueProduct'), input)).toMatchObject({
      status: 'DISCONTINUED',
      discontinuedReason: 'BY_STAFF',
      version: 2,
    });
    expect(await scene.mutate(move('discontinueProduct'), { ...input, expectedVersion: 2 })).toMatchObject({
      __typename: 'InvalidStateTransition',
      from: 'DISCONTINUED',
    });
    expect(await scene.mutate(move('reactivateProduct'), { ...input, expectedVersion: 2 })).toMatchObject({
      status: 'ACTIVE',
      discontinuedReason: null,
      version: 3,
    });
    const key = productIds.decode(productId)?.key;
    const events = (await scene.subgraph.emitted()).filter(({ aggregateId }) => aggregateId === key);
    expect(events.map(({ type, version, data }) => ({ type, version, data }))).toEqual([
      { type: 'ProductDiscontinued', version: 2, data: { productId: key, reason: 'BY_STAFF' } },
      { type: 'ProductReactivated', version: 3, data: { productId: key, reason: 'BY_STAFF' } },
    ]);
  });

  test('is deleted with its stock, but never once it was ordered', async () => {
    const unordered = await scene.product([{ initialStock: 7 }, { initialStock: 0 }]);
    expect(await scene.mutate(DELETE, { productId: unordered.id, expectedVersion: 9 })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 1,
    });
    expect(await scene.stock(unordered.variantIds[0] ?? '')).toMatchObject({ available: 7 });
    expect(await scene.mutate(DELETE, { productId: unordered.id, expectedVersion: 1 })).toEqual({
      __typename: 'ProductDeleted',
      id: unordered.id,
    });
    expect((await scene.subgraph.query('query ($id: ID!) { product(id: $id) { id } }', unordered)).data).toEqual({
      product: null,
    });

    const ordered = await scene.product([{ initialStock: 7 }, { initialStock: 7 }]);
    const orderId = randomId();
    await scene.hold(orderId, [{ variantId: ordered.variantIds[1] ?? '', quantity: 1 }]);
    await scene.release(orderId);
    expect(await scene.mutate(DELETE, { productId: ordered.id, expectedVersion: 1 })).toMatchObject({
      __typename: 'ProductInUse',
      productId: ordered.id,
    });
    const [first = '', second = ''] = ordered.variantIds.map((id) => scene.variant(id));
    expect(await scene.mutate(DELETE_VARIANT, { variantId: second, expectedVersion: 1 })).toMatchObject({
      __typename: 'ProductInUse',
    });
    expect(await scene.mutate(DELETE_VARIANT, { variantId: first, expectedVersion: 1 })).toEqual({
      __typename: 'VariantDeleted',
      id: first,
    });
  });
});

test('nobody but the shop’s staff can change anything, and to others nothing is there', async () => {
  const { id: productId, variantIds: keys } = await scene.product([{ initialStock: 4 }]);
  const variantId = scene.variant(keys[0] ?? '');
  const foreigner = randomId();
  scene.subgraph.users.addShop({ ownerId: foreigner });
  const stock = 'input: $input) { __typename ... on NotFound { id } } }';
  for (const [document, input] of [
    [CREATE_PRODUCT, { shopId: scene.shop, name: 'x' }],
    [UPDATE, { productId, expectedVersion: 1, name: 'x' }],
    [DELETE, { productId, expectedVersion: 1 }],
    [move('discontinueProduct'), { productId, expectedVersion: 1 }],
    [move('reactivateProduct'), { productId, expectedVersion: 1 }],
    [CREATE_VARIANT, { productId, name: 'x', price: yen('1') }],
    [UPDATE_VARIANT, { variantId, expectedVersion: 1, name: 'x' }],
    [DELETE_VARIANT, { variantId, expectedVersion: 1 }],
    [`mutation ($input: ReceiveStockInput!) { receiveStock(${stock}`, { variantId, quantity: 1 }],
    [`mutation ($input: AdjustStockInput!) { adjustStock(${stock}`, { variantId, delta: -1, reason: 'x' }],
  ] as const) {
    const [id] = Object.values(input);
    for (const as of [foreigner, scene.stranger]) {
      expect(await scene.mutate(document, input, as)).toMatchObject({ __typename: 'NotFound', id });
    }
    const { errors } = await scene.subgraph.query(document, { input });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  }
  expect(await scene.status(productId)).toMatchObject({ status: 'ACTIVE', version: 1 });
  expect(variantIds.decode(variantId)).not.toBeNull();
});

async function countProducts(): Promise<number> {
  const [row] = await scene.subgraph.kit.database.query<{ count: number }>('SELECT count(*) AS count FROM product');
  return Number(row?.count);
}
