import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CatalogScene } from './catalog-scene.ts';
import { CREATE_VARIANT, UPDATE_VARIANT, yen } from './product-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

describe('a variant', () => {
  test('joins a product after the others, is changed and has a unit of its own', async () => {
    const product = await scene.product([{ name: 'first', sku: 'V-1' }]);
    const input = { productId: product.id, name: 'second', sku: 'V-2', price: yen('300'), initialStock: 4 };
    expect(await scene.mutate(CREATE_VARIANT, { ...input, sku: 'V-1' })).toMatchObject({
      __typename: 'SkuTaken',
      sku: 'V-1',
    });
    const created = await scene.mutate(CREATE_VARIANT, input);
    expect(created).toMatchObject({
      name: 'second',
      sku: 'V-2',
      price: yen('300'),
      available: 4,
      product: { name: 'Tenugui' },
    });
    const variantId = created.id as string;
    expect(await scene.mutate(UPDATE_VARIANT, { variantId, expectedVersion: 1, price: yen('350') })).toMatchObject({
      name: 'second',
      sku: 'V-2',
      price: yen('350'),
      version: 2,
    });
    expect(await scene.mutate(UPDATE_VARIANT, { variantId, expectedVersion: 1, name: 'late' })).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(await scene.mutate(UPDATE_VARIANT, { variantId, expectedVersion: 2, sku: 'V-1' })).toMatchObject({
      __typename: 'SkuTaken',
    });
    expect(await scene.mutate(UPDATE_VARIANT, { variantId, expectedVersion: 2, sku: null })).toMatchObject({
      sku: null,
    });
    expect(
      await scene.mutate(UPDATE_VARIANT, { variantId, expectedVersion: 3, price: { amount: '1', currency: 'USD' } }),
    ).toMatchObject({ __typename: 'InvalidInput', field: 'price.currency' });
    const { data } = await scene.subgraph.query('query ($id: ID!) { product(id: $id) { variants { name } } }', product);
    expect(data.product.variants).toEqual([{ name: 'first' }, { name: 'second' }]);
  });

  test('shows its counts to the shop’s staff alone', async () => {
    const { id } = await scene.product([{ initialStock: 4 }]);
    const query = 'query ($id: ID!) { product(id: $id) { variants { available onHand held confirmed } } }';
    for (const as of [scene.owner, scene.staff]) {
      const { data } = await scene.subgraph.query(query, { id }, { as });
      expect(data.product.variants).toEqual([{ available: 4, onHand: 4, held: 0, confirmed: 0 }]);
    }
    for (const options of [{}, { as: scene.stranger }]) {
      const { data } = await scene.subgraph.query(query, { id }, options);
      expect(data.product.variants).toEqual([{ available: 4, onHand: null, held: null, confirmed: null }]);
    }
  });
});
