import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { CatalogScene, CREATE_PRODUCT } from './catalog-scene.ts';

let scene: CatalogScene;
let owner: string;
let shopId: string;
let categoryId: string;

const GOODS = [
  { name: 'Bowl', price: '300', more: { description: 'for noodles' } },
  { name: 'Bicycle', price: '100', more: { soldBy: 'PERIOD', tracksUnits: true } },
  { name: 'Nothing yet', price: null, more: {} },
  { name: 'Ticket', price: '200', more: { soldBy: 'PERFORMANCE' } },
  { name: 'Plate', price: '100', more: {} },
] as const;

beforeAll(async () => {
  scene = await CatalogScene.open();
  owner = randomId();
  shopId = shopIds.encode(scene.subgraph.users.addShop({ ownerId: owner }).shopId);
  const create = 'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { ... on Category { id } } }';
  for (const name of ['Tableware', 'Shows', 'Tables']) {
    ({ id: categoryId } = await scene.mutate(create, { shopId, name }, owner));
  }
  for (const { name, price, more } of GOODS) {
    scene.clock.advance(1);
    const variants =
      price === null ? [] : [{ name: `${name} S`, sku: `${name}-1`, price: { amount: price, currency: 'JPY' } }];
    const made = await scene.mutate(CREATE_PRODUCT, { shopId, name, variants, ...more }, owner);
    expect(made.__typename).toBe('Product');
  }
});

afterAll(() => scene.close());

const PRODUCTS = `query ($shopId: ID!, $filter: ProductFilter, $sort: ProductSort! = NEWEST, $first: Int, $after: String) {
  list: products(shopId: $shopId, filter: $filter, sort: $sort, first: $first, after: $after) {
    nodes { name } pageInfo { hasNextPage endCursor } } }`;
const VARIANTS = `query ($shopId: ID!, $filter: VariantFilter, $first: Int, $after: String) {
  list: variants(shopId: $shopId, filter: $filter, first: $first, after: $after) {
    nodes { name sku product { name } } pageInfo { hasNextPage endCursor } } }`;
const CATEGORIES = `query ($shopId: ID!, $filter: CategoryFilter, $first: Int, $after: String) {
  list: categories(shopId: $shopId, filter: $filter, first: $first, after: $after) {
    nodes { name } pageInfo { hasNextPage endCursor } } }`;

/** The names in a list, page by page. */
async function names(document: string, variables: object, first = 2): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await scene.subgraph.query(document, { shopId, ...variables, first, after });
    if (errors) throw new Error(JSON.stringify(errors));
    const { nodes, pageInfo } = data.list;
    found.push(...(nodes as { name: string }[]).map(({ name }) => name));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

const codeOf = async (document: string, variables: object) =>
  (await scene.subgraph.query(document, { shopId, ...variables })).errors?.[0]?.extensions.code;

describe('the list of products', () => {
  test('starts with the dearest or the oldest, and comes whole in pages of any size', async () => {
    for (const first of [1, 2, 3, 100]) {
      const dearest = await names(PRODUCTS, { sort: 'PRICE_DESC' }, first);
      expect(dearest.slice(0, 2)).toEqual(['Bowl', 'Ticket']);
      expect(dearest.slice(2, 4).sort()).toEqual(['Bicycle', 'Plate']);
      expect(dearest.slice(4)).toEqual(['Nothing yet']);
      expect(await names(PRODUCTS, { sort: 'OLDEST' }, first)).toEqual(GOODS.map(({ name }) => name));
      const newest = await names(PRODUCTS, { sort: 'NEWEST' }, first);
      expect(newest).toEqual(GOODS.map(({ name }) => name).toReversed());
    }
  });

  test('shows what is sold so, and what costs so much', async () => {
    const chosen = (filter: object) => names(PRODUCTS, { filter, sort: 'OLDEST' });
    expect(await chosen({ soldBy: 'PERIOD' })).toEqual(['Bicycle']);
    expect(await chosen({ soldBy: 'QUANTITY' })).toEqual(['Bowl', 'Nothing yet', 'Plate']);
    expect(await chosen({ priceFrom: '200' })).toEqual(['Bowl', 'Ticket']);
    expect(await chosen({ priceTo: '200' })).toEqual(['Bicycle', 'Ticket', 'Plate']);
    expect(await chosen({ priceFrom: '0', priceTo: '199' })).toEqual(['Bicycle', 'Plate']);
    expect(await chosen({ priceFrom: '100', text: 'noodles' })).toEqual(['Bowl']);
    expect(await chosen({ priceFrom: '301' })).toEqual([]);
    expect(await chosen({ categoryId })).toEqual([]);
    for (const filter of [{ priceFrom: '1.5' }, { priceTo: '9223372036854775808' }, { text: ' ' }]) {
      expect(await codeOf(PRODUCTS, { filter })).toBe('BAD_USER_INPUT');
    }
    const nowhere = shopIds.encode(randomId());
    expect(await names(PRODUCTS, { shopId: nowhere, filter: { priceFrom: '1' } })).toEqual([]);
  });

  test('goes on along an index in every order, archived or not', async () => {
    const shop = shopIds.decode(shopId);
    for (const [order, index] of [
      ['p.sort_name, p.product_id', 'product_name'],
      ['p.lowest_price, p.product_id', 'product_price'],
      [
        'CASE p.lowest_price WHEN 9007199254740991 THEN -1 ELSE p.lowest_price END DESC, p.product_id DESC',
        'product_dearest',
      ],
      ['p.created_at DESC, p.product_id DESC', 'product_newest'],
      ['p.created_at, p.product_id', 'product_newest'],
    ] as const) {
      for (const [which, suffix] of [
        ['IS NULL', ''],
        ['IS NOT NULL', '_archived'],
      ] as const) {
        const plan = await scene.subgraph.kit.database.transaction('plan', async (transaction) => {
          await transaction.query('SET LOCAL enable_seqscan TO off');
          await transaction.query('SET LOCAL enable_sort TO off');
          return transaction.query<object>(
            `EXPLAIN SELECT * FROM product p WHERE p.shop_id = '${shop}' AND p.archived_at ${which} ORDER BY ${order} LIMIT 5`,
          );
        });
        expect(JSON.stringify(plan)).toContain(index.replace('product', `product${suffix}`));
        expect(JSON.stringify(plan)).not.toContain('Sort');
      }
    }
  });
});

describe('the list of variants', () => {
  test('starts with the newest, and is searched by name, product and stock keeping unit', async () => {
    expect(await names(VARIANTS, {})).toEqual(['Plate S', 'Ticket S', 'Bicycle S', 'Bowl S']);
    expect(await names(VARIANTS, { filter: { text: 'bowl s' } })).toEqual(['Bowl S']);
    expect(await names(VARIANTS, { filter: { text: 'ICYCLE-' } })).toEqual(['Bicycle S']);
    expect(await names(VARIANTS, { filter: { text: '%' } })).toEqual([]);
    expect(await names(VARIANTS, { filter: { sku: 'Plate-1' } })).toEqual(['Plate S']);
    expect(await names(VARIANTS, { filter: { sku: 'plate-1' } })).toEqual([]);
    expect(await names(VARIANTS, { filter: { sku: 'Plate-1', text: 'bowl' } })).toEqual([]);
    expect(await names(VARIANTS, { filter: { archived: true } })).toEqual([]);
    for (const shop of [shopIds.encode(randomId()), 'nonsense'])
      expect(await names(VARIANTS, { shopId: shop })).toEqual([]);
  });

  test('holds those of an archived product among the archived', async () => {
    const { id } = await scene.product([{ name: 'Kept' }]);
    const archive = 'mutation ($input: ArchiveProductInput!) { archiveProduct(input: $input) { __typename } }';
    await scene.mutate(archive, { productId: id, expectedVersion: 1 });
    expect(await names(VARIANTS, { shopId: scene.shop })).toEqual([]);
    expect(await names(VARIANTS, { shopId: scene.shop, filter: { archived: true } })).toEqual(['Kept']);
  });

  test('takes no page, cursor or text that cannot be', async () => {
    const forged = (position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url');
    for (const variables of [
      { first: 0 },
      { first: 101 },
      { after: 'nonsense' },
      { after: forged(['variants', 'yesterday', randomId()]) },
      { after: forged(['variants', '2026-01-01T00:00:00.000Z', 'not a key']) },
      { filter: { text: '' } },
      { filter: { sku: 'x'.repeat(65) } },
    ]) {
      expect({ variables, code: await codeOf(VARIANTS, variables) }).toEqual({ variables, code: 'BAD_USER_INPUT' });
    }
  });
});

describe('the list of categories', () => {
  test('is searched by name', async () => {
    expect(await names(CATEGORIES, {}, 1)).toEqual(['Shows', 'Tables', 'Tableware']);
    expect(await names(CATEGORIES, { filter: { text: 'TABLE' } }, 1)).toEqual(['Tables', 'Tableware']);
    expect(await names(CATEGORIES, { filter: { text: '_' } })).toEqual([]);
    expect(await codeOf(CATEGORIES, { filter: { text: '' } })).toBe('BAD_USER_INPUT');
  });
});
