import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { productIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { FILE, ownShop } from './import-scene.ts';
import { move } from './product-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

describe('a file of products', () => {
  test('becomes products with their variants, categories and first stock', async () => {
    const { load, products } = ownShop(scene);
    expect(await load(FILE)).toEqual({ __typename: 'ImportReport', dryRun: false, rows: 3, created: 3, updated: 0 });
    expect(await products()).toMatchObject([
      {
        name: 'Bowl',
        description: '',
        imageUrl: null,
        closeWhenSoldOut: true,
        status: 'ACTIVE',
        soldBy: 'QUANTITY',
        category: { name: 'Pottery' },
        variants: [{ name: 'Bowl', sku: 'B-1', price: { amount: '3000' }, available: 5, onHand: 5 }],
      },
      {
        name: '手ぬぐい',
        description: '藍染め、"90 cm"',
        imageUrl: 'https://example.com/t.png',
        closeWhenSoldOut: false,
        category: { name: '布' },
        variants: [
          { name: '青海波', sku: 'T-1', price: { amount: '1200' }, available: 100 },
          { name: '麻の葉', sku: 'T-2', price: { amount: '1300' }, available: 0 },
        ],
      },
    ]);
  });

  test('is read whatever its byte order mark, ends of lines, quotes, order of columns and blank rows', async () => {
    const { load, products } = ownShop(scene);
    const csv = '\uFEFFPrice , SKU,product\r\n"12","a","x, ""y""\nz"\r\n\r\n,,\r\n 13 , b ,w\n';
    expect(await load(csv)).toMatchObject({ __typename: 'ImportReport', created: 2 });
    expect((await products()).map(({ name }) => name)).toEqual(['w', 'x, "y"\nz']);
  });

  test('changes the name and price of what the shop has, and what it says of the product, but no stock', async () => {
    const { load, products } = ownShop(scene);
    await load(FILE);
    const [bowl, cloth] = await products();
    const csv = [
      'product,variant,sku,price,stock,description,category',
      'Bowl,Large bowl,B-1,3500,77,Glazed,布',
      'Bowl,Small,B-2,2500,8,,',
      '手ぬぐい,青海波,T-1,1200,9,,',
    ].join('\n');
    expect(await load(csv)).toMatchObject({ rows: 3, created: 1, updated: 1 });
    const [bowlNow, clothNow] = await products();
    expect(bowlNow).toMatchObject({
      id: bowl.id,
      description: 'Glazed',
      category: { name: '布' },
      version: 2,
      variants: [
        { name: 'Large bowl', price: { amount: '3500' }, available: 5, version: 2 },
        { name: 'Small', sku: 'B-2', available: 8 },
      ],
    });
    expect(clothNow).toEqual(cloth);
    expect(await load(csv)).toMatchObject({ rows: 3, created: 0, updated: 0 });
    expect(await products()).toEqual([bowlNow, clothNow]);
  });

  test('puts a product on sale again that was sold out, and leaves one that staff took off sale', async () => {
    const { load, products, owner } = ownShop(scene);
    await load('product,sku,price,stock\nGone,G-1,1,1\nOff,O-1,1,1');
    const [gone, off] = await products();
    const adjust = `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename } }`;
    const { data } = await scene.subgraph.query(
      'query ($id: ID!) { product(id: $id) { variants { id } } }',
      { id: gone.id },
      { as: owner },
    );
    await scene.mutate(adjust, { variantId: data.product.variants[0].id, delta: -1, reason: 'lost' }, owner);
    await scene.mutate(move('discontinueProduct'), { productId: off.id, expectedVersion: 1 }, owner);
    expect((await products()).map(({ status }) => status)).toEqual(['DISCONTINUED', 'DISCONTINUED']);
    await load('product,variant,sku,price,stock\nGone,more,G-2,1,3\nOff,more,O-2,1,3');
    expect((await products()).map(({ status }) => status)).toEqual(['ACTIVE', 'DISCONTINUED']);
    const key = productIds.decode(gone.id)?.key;
    const events = (await scene.subgraph.emitted()).filter(({ aggregateId }) => aggregateId === key);
    expect(events.map(({ type }) => type)).toEqual(['ProductDiscontinued', 'ProductReactivated']);
  });

  test('only says what would come of it in a dry run', async () => {
    const { load, products } = ownShop(scene);
    const dry = { dryRun: true, idempotencyKey: 'dry' };
    expect(await load(FILE, dry)).toEqual({
      __typename: 'ImportReport',
      dryRun: true,
      rows: 3,
      created: 3,
      updated: 0,
    });
    expect(await load('product,price\nx,y', dry)).toMatchObject({ __typename: 'ImportRefused', problemCount: 1 });
    expect(await products()).toEqual([]);
    expect(await load(FILE, { idempotencyKey: 'dry' })).toMatchObject({ __typename: 'ImportReport', created: 3 });
  });

  test('is taken over once per key, however many send it at once; another file under the key is refused', async () => {
    const { load, products } = ownShop(scene);
    const all = await Promise.all(Array.from({ length: 8 }, () => load(FILE, { idempotencyKey: 'once' })));
    expect(new Set(all.map((report) => JSON.stringify(report))).size).toBe(1);
    expect(all[0]).toMatchObject({ __typename: 'ImportReport', created: 3 });
    expect(await products()).toHaveLength(2);
    expect(await load(`${FILE}\n`, { idempotencyKey: 'once' })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
  });

  test('is taken over once when two send it at once without a key: the second finds what the first has made', async () => {
    const { load, products } = ownShop(scene);
    const csv = 'product,variant,price\nA,x,1\nA,y,2\nB,z,3';
    const reports = await Promise.all([load(csv), load(csv)]);
    expect(reports.map(({ __typename }) => __typename).sort()).toEqual(['ImportRefused', 'ImportReport']);
    expect(await products()).toHaveLength(2);
  });

  test('of 10,000 rows is written within seconds, with its journal', async () => {
    const { load, shopId } = ownShop(scene);
    const rows = Array.from({ length: 10_000 }, (_, index) => {
      const product = Math.floor(index / 4);
      return `Product ${product},Category ${product % 50},Variant ${index % 4},SKU-${index},${index},${index % 7}`;
    });
    const csv = ['product,category,variant,sku,price,stock', ...rows].join('\n');
    const started = performance.now();
    expect(await load(csv, { idempotencyKey: 'large' })).toMatchObject({ rows: 10_000, created: 10_000 });
    expect(performance.now() - started).toBeLessThan(10_000);
    const [sums] = await scene.subgraph.kit.database.query<Record<string, number>>(
      `SELECT (SELECT count(*)::integer FROM product WHERE shop_id = $1) AS products,
              (SELECT count(*)::integer FROM variant WHERE shop_id = $1) AS variants,
              (SELECT count(*)::integer FROM category WHERE shop_id = $1) AS categories,
              (SELECT sum(on_hand)::integer FROM stock_pool WHERE shop_id = $1) AS pieces,
              (SELECT sum(on_hand_delta)::integer FROM stock_movement WHERE shop_id = $1 AND reason = 'RECEIVED') AS received,
              (SELECT count(*)::integer FROM product p WHERE p.shop_id = $1 AND p.lowest_price <>
                (SELECT min(price) FROM variant v WHERE v.shop_id = $1 AND v.product_id = p.product_id)) AS mispriced`,
      [shopIds.decode(shopId)],
    );
    const pieces = rows.reduce((sum, _, index) => sum + (index % 7), 0);
    expect(sums).toEqual({
      products: 2500,
      variants: 10_000,
      categories: 50,
      pieces,
      received: pieces,
      mispriced: 0,
    });
    rows[9_998] = `Product 2499,,Variant 2,SKU-9998,ten,1`;
    const bad = ['product,category,variant,sku,price,stock', ...rows].join('\n');
    expect(await load(bad)).toEqual({
      __typename: 'ImportRefused',
      code: 'IMPORT_REFUSED',
      message: 'Nothing of the file has been taken over: it has 1 problem.',
      retryable: false,
      rows: 10_000,
      problemCount: 1,
      problems: [{ row: 9_999, column: 'price', message: '"ten" is not a decimal number.' }],
    });
  }, 60_000);
});
