import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';
import { FILE, IMPORT, ownShop } from './import-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

describe('a file that cannot be taken over', () => {
  const problemsOf = async (csv: string, shop = ownShop(scene)) => {
    const before = await shop.products();
    const report = await shop.load(csv, { idempotencyKey: 'again' });
    expect(report).toMatchObject({ __typename: 'ImportRefused', code: 'IMPORT_REFUSED', retryable: false });
    expect(await shop.products()).toEqual(before);
    return (report.problems as { row: number; column: string | null }[]).map(({ row, column }) => [row, column]);
  };

  test.each([
    ['', [[0, null]]],
    ['\n\n', [[0, null]]],
    ['product,price', [[0, null]]],
    ['product,price\n,\n', [[0, null]]],
    [
      'product;price\nA;1',
      [
        [0, 'product;price'],
        [0, 'product'],
        [0, 'price'],
      ],
    ],
    ['product\nA', [[0, 'price']]],
    ['product,price,colour\nA,1,red', [[0, 'colour']]],
    ['product,price,PRICE\nA,1,1', [[0, 'price']]],
    ['product,price,\nA,1,', [[0, null]]],
    [
      'product,price\nA,1\nB,1,2\nC',
      [
        [2, null],
        [3, null],
      ],
    ],
    ['product,price\nA,1\nB,"1', [[2, null]]],
    ['product,price\nA,1\n"B"x,1', [[2, null]]],
    ['product,price\n,1', [[1, 'product']]],
    [
      `product,price\n${'x'.repeat(201)},1`,
      [
        [1, 'product'],
        [1, 'variant'],
      ],
    ],
    [`product,variant,price\nA,${'x'.repeat(101)},1`, [[1, 'variant']]],
    [
      'product,price\nA,1.5\nB,\nC,-1\nD,9223372036854775808\nE,1e3\nF,"1,000"\nG,1000000000001',
      [
        [1, 'price'],
        [2, 'price'],
        [3, 'price'],
        [4, 'price'],
        [5, 'price'],
        [6, 'price'],
        [7, 'price'],
      ],
    ],
    [
      'product,price,stock\nA,1,-1\nB,1,1.5\nC,1,1000001\nD,1,many\nE,1,99999999999999999999',
      [
        [1, 'stock'],
        [2, 'stock'],
        [3, 'stock'],
        [4, 'stock'],
        [5, 'stock'],
      ],
    ],
    [
      'product,price,image_url,close_when_sold_out\nA,1,javascript:alert(1),maybe',
      [
        [1, 'image_url'],
        [1, 'close_when_sold_out'],
      ],
    ],
    ['product,price,sku\nA,1,S\nB,1,S', [[2, 'sku']]],
    ['product,variant,price\nA,x,1\nB,x,1\nA,x,2', [[3, 'variant']]],
    ['product,variant,price,category\nA,x,1,C\nA,y,1,D', [[2, 'category']]],
    [
      'product,price\nA\0,1',
      [
        [1, 'product'],
        [1, 'variant'],
      ],
    ],
  ] as const)('is refused for what is wrong with it: %j', async (csv, problems) => {
    expect(await problemsOf(csv)).toEqual(problems);
  });

  test('is refused for what the shop has', async () => {
    const shop = ownShop(scene);
    await shop.load('product,variant,sku,price,category\nA,x,X,1,C\nA,y,,1,\nB,x,B,1,');
    const [, b] = await shop.products();
    const archive = 'mutation ($input: ArchiveProductInput!) { archiveProduct(input: $input) { __typename } }';
    await scene.mutate(archive, { productId: b.id, expectedVersion: 1 }, shop.owner);
    const csv = 'product,variant,sku,price\nOther,x,X,1\nA,y,,2\nA,x,NEW,2\nB,x,B,2';
    expect(await problemsOf(csv, shop)).toEqual([
      [1, 'sku'],
      [2, 'variant'],
      [3, 'variant'],
      [4, 'sku'],
    ]);
    const create = `mutation ($input: CreateProductInput!) { createProduct(input: $input) { __typename } }`;
    await scene.mutate(create, { shopId: shop.shopId, name: 'A' }, shop.owner);
    expect(await problemsOf('product,variant,price\nA,z,1', shop)).toEqual([[1, 'product']]);
    expect(await shop.load('product,variant,sku,price\nA,x,X,5')).toMatchObject({ updated: 1 });
    await scene.mutate(create, { shopId: shop.shopId, name: 'Show', soldBy: 'PERFORMANCE' }, shop.owner);
    expect(await problemsOf('product,variant,price,stock\nShow,S,1,3', shop)).toEqual([[1, 'stock']]);
    expect(await shop.load('product,variant,price\nShow,S,1')).toMatchObject({ created: 1 });
  });

  test('names a stock keeping unit that somebody takes while it is being written', async () => {
    const shop = ownShop(scene);
    await shop.load('product,price\nOther,1');
    const { database } = scene.subgraph.kit;
    const tenant = shopIds.decode(shop.shopId);
    const loading: Promise<unknown>[] = [];
    await database.transaction('theirs', async (transaction) => {
      await transaction.query(
        `INSERT INTO variant (shop_id, variant_id, product_id, position, name, sku, price, currency, created_at)
         SELECT shop_id, $2, product_id, 1, 'theirs', 'RACE', 1, 'JPY', $3 FROM product WHERE shop_id = $1`,
        [tenant, randomId(), scene.clock.now()],
      );
      loading.push(shop.load('product,sku,price\nA,FREE,1\nB,RACE,1'));
      while (!(await someoneWaits())) await new Promise(setImmediate);
    });
    expect(await Promise.all(loading)).toMatchObject([
      { __typename: 'ImportRefused', problems: [{ row: 2, column: 'sku' }] },
    ]);
    expect((await shop.products()).map(({ name }) => name)).toEqual(['Other']);
  });

  test('names an archived category', async () => {
    const shop = ownShop(scene);
    const create =
      'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { ... on Category { id } } }';
    const { id: categoryId } = await scene.mutate(create, { shopId: shop.shopId, name: 'Old' }, shop.owner);
    const archive = 'mutation ($input: ArchiveCategoryInput!) { archiveCategory(input: $input) { __typename } }';
    await scene.mutate(archive, { categoryId, expectedVersion: 1 }, shop.owner);
    expect(await problemsOf('product,price,category\nA,1,Old', shop)).toEqual([[1, 'category']]);
  });

  test('is refused for more variants than a product may have', async () => {
    const row = (index: number) => `A,v${index},1`;
    const rows = Array.from({ length: 101 }, (_, index) => row(index));
    expect(await problemsOf(['product,variant,price', ...rows].join('\n'))).toEqual([[101, 'product']]);
    const shop = ownShop(scene);
    await shop.load(['product,variant,price', ...rows.slice(0, 100)].join('\n'));
    expect(await problemsOf(['product,variant,price', 'A,more,1'].join('\n'), shop)).toEqual([[1, 'product']]);
  });

  test('lists the first hundred problems and says how many there are', async () => {
    const shop = ownShop(scene);
    const csv = ['product,price', ...Array.from({ length: 250 }, (_, index) => `P${index},x`)].join('\n');
    const report = await shop.load(csv);
    expect(report).toMatchObject({ rows: 250, problemCount: 250 });
    expect(report.problems).toHaveLength(100);
    expect(report.problems[99]).toMatchObject({ row: 100, column: 'price' });
  });

  test('is refused at once when it is too large', async () => {
    const { load } = ownShop(scene);
    const rows = Array.from({ length: 20_001 }, (_, index) => `p${index},1`);
    const tooMany = ['product,price', ...rows].join('\n');
    expect(await load(tooMany)).toMatchObject({ __typename: 'InvalidInput', field: 'csv' });
    const tooLarge = `product,price\n${'布'.repeat(333_334)},1`;
    expect(await load(tooLarge)).toMatchObject({ __typename: 'InvalidInput', field: 'csv' });
  });

  test('takes prices in the decimals of the shop’s currency', async () => {
    const { load, products } = ownShop(scene, 'KWD');
    expect(await load('product,price\nOud,12.345')).toMatchObject({ created: 1 });
    expect((await products())[0].variants[0].price.amount).toBe('12.345');
    expect(await load('product,price\nNey,12.3456')).toMatchObject({ __typename: 'ImportRefused' });
  });

  test('is nobody’s business but the staff’s', async () => {
    const { shopId } = ownShop(scene);
    for (const [id, as] of [
      [shopId, scene.owner],
      [shopIds.encode(randomId()), scene.owner],
      ['nonsense', scene.owner],
      [scene.shop, scene.stranger],
    ] as const) {
      expect(await scene.mutate(IMPORT, { shopId: id, csv: FILE }, as)).toMatchObject({ __typename: 'NotFound', id });
    }
    const { errors } = await scene.subgraph.query(IMPORT, { input: { shopId, csv: FILE } });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

/** Whether a transaction waits for another of this database to end. */
async function someoneWaits(): Promise<boolean> {
  const [row] = await scene.subgraph.kit.database.query<{ waits: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                     WHERE l.locktype = 'transactionid' AND NOT l.granted AND a.datname = current_database()) AS waits`,
  );
  return row?.waits ?? false;
}
