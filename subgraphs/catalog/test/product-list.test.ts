import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { register } from 'prom-client';
import { categoryIds } from '../src/ids.ts';
import { CatalogScene, CREATE_PRODUCT } from './catalog-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const LIST = `query ($shopId: ID!, $filter: ProductFilter, $sort: ProductSort! = NEWEST, $first: Int, $after: String) {
  products(shopId: $shopId, filter: $filter, sort: $sort, first: $first, after: $after) {
    edges { cursor node { name } } nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

/** A shop of its own with products at these prices; null is a product without a variant. */
async function shopWith(products: readonly { name: string; price: string | null; more?: object }[]): Promise<string> {
  const owner = randomId();
  const shopId = shopIds.encode(scene.subgraph.users.addShop({ ownerId: owner }).shopId);
  for (const { name, price, more } of products) {
    const variants = price === null ? [] : [{ name: 'x', price: { amount: price, currency: 'JPY' }, initialStock: 3 }];
    const created = await scene.mutate(CREATE_PRODUCT, { shopId, name, variants, ...more }, owner);
    expect(created.__typename).toBe('Product');
  }
  return shopId;
}

interface ProductPage {
  readonly edges: readonly { readonly cursor: string }[];
  readonly nodes: readonly { readonly name: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

async function allNames(variables: object, first: number): Promise<string[]> {
  const names: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await scene.subgraph.query(LIST, { ...variables, first, after });
    const { edges, nodes, pageInfo } = data.products as ProductPage;
    names.push(...nodes.map(({ name }) => name));
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return names;
}

describe('the list of products', () => {
  test('comes whole, once and in order, whatever the size of the pages', async () => {
    const shopId = await shopWith([
      { name: 'b', price: '300' },
      { name: 'A', price: '100' },
      { name: 'd', price: null },
      { name: 'a', price: '200' },
      { name: 'C', price: '100' },
      { name: 'c', price: '900' },
    ]);
    for (const first of [1, 2, 4, 100]) {
      const byName = await allNames({ shopId, sort: 'NAME' }, first);
      expect(byName.map((name) => name.toLowerCase())).toEqual(['a', 'a', 'b', 'c', 'c', 'd']);
      expect(new Set(byName).size).toBe(6);
      const byPrice = await allNames({ shopId, sort: 'PRICE' }, first);
      expect(new Set(byPrice.slice(0, 2))).toEqual(new Set(['A', 'C']));
      expect(byPrice.slice(2)).toEqual(['a', 'b', 'c', 'd']);
      expect(new Set(await allNames({ shopId, sort: 'NEWEST' }, first)).size).toBe(6);
    }
  });

  test('starts with the newest', async () => {
    const owner = randomId();
    const shopId = shopIds.encode(scene.subgraph.users.addShop({ ownerId: owner }).shopId);
    for (const name of ['first', 'second', 'third']) {
      scene.clock.advance(1);
      await scene.mutate(CREATE_PRODUCT, { shopId, name }, owner);
    }
    expect(await allNames({ shopId }, 1)).toEqual(['third', 'second', 'first']);
  });

  test('goes on where it was when something is added before and behind', async () => {
    const shopId = await shopWith([
      { name: 'b', price: '1' },
      { name: 'd', price: '1' },
      { name: 'f', price: '1' },
    ]);
    const { data } = await scene.subgraph.query(LIST, { shopId, sort: 'NAME', first: 2 });
    const { endCursor: after } = data.products.pageInfo;
    const [shopKey] = [shopIds.decode(shopId) ?? ''];
    scene.subgraph.users.setMember(shopKey, scene.owner, 'STAFF');
    for (const name of ['a', 'c', 'e']) await scene.mutate(CREATE_PRODUCT, { shopId, name });
    const next = await scene.subgraph.query(LIST, { shopId, sort: 'NAME', first: 10, after });
    expect(next.data.products.nodes).toEqual([{ name: 'e' }, { name: 'f' }]);
  });

  test('follows the cheapest variant when prices change', async () => {
    const { id } = await scene.product([{ price: '500' }, { price: '100' }], { name: 'priced' });
    const lowest = async () => {
      const rows = await scene.subgraph.kit.database.query<{ lowest: number }>(
        "SELECT lowest_price AS lowest FROM product WHERE name = 'priced'",
      );
      return rows[0]?.lowest;
    };
    expect(await lowest()).toBe(100);
    const { data } = await scene.subgraph.query('query ($id: ID!) { product(id: $id) { variants { id } } }', { id });
    const [dear, cheap] = data.product.variants as { id: string }[];
    await scene.mutate('mutation ($input: UpdateVariantInput!) { updateVariant(input: $input) { __typename } }', {
      variantId: cheap?.id,
      expectedVersion: 1,
      price: { amount: '700', currency: 'JPY' },
    });
    expect(await lowest()).toBe(500);
    await scene.mutate('mutation ($input: DeleteVariantInput!) { deleteVariant(input: $input) { __typename } }', {
      variantId: dear?.id,
      expectedVersion: 1,
    });
    expect(await lowest()).toBe(700);
  });

  test('shows what the filter says', async () => {
    const shopId = await shopWith([
      { name: 'Indigo cloth', price: '1' },
      { name: 'Bowl', price: '1', more: { description: '100 % INDIGO glaze' } },
      { name: 'Plate', price: '1' },
    ]);
    const names = (filter: object) => allNames({ shopId, sort: 'NAME', filter }, 10);
    expect(await names({ text: 'indigo' })).toEqual(['Bowl', 'Indigo cloth']);
    expect(await names({ text: '100 %' })).toEqual(['Bowl']);
    expect(await names({ text: '%' })).toEqual(['Bowl']);
    expect(await names({ text: 'b_wl' })).toEqual([]);
    expect(await names({ status: 'ACTIVE' })).toHaveLength(3);
    expect(await names({ status: 'DISCONTINUED' })).toEqual([]);
    expect(await names({ categoryId: categoryIds.encode(shopIds.decode(shopId) ?? '', randomId()) })).toEqual([]);
    expect(await names({ categoryId: 'nonsense' })).toEqual([]);
    const { errors } = await scene.subgraph.query(LIST, { shopId, filter: { text: '' } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('is empty for a shop that does not exist', async () => {
    for (const shopId of [shopIds.encode(randomId()), 'nonsense']) expect(await allNames({ shopId }, 10)).toEqual([]);
  });

  test('takes no page and no cursor that cannot be', async () => {
    const shopId = await shopWith([{ name: 'a', price: '1' }]);
    const { data } = await scene.subgraph.query(LIST, { shopId, sort: 'NAME' });
    const forged = (position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url');
    for (const variables of [
      { first: 0 },
      { first: -1 },
      { first: 101 },
      { first: 100_000 },
      { first: 2 ** 31 },
      { after: 'nonsense' },
      { after: data.products.pageInfo.endCursor, sort: 'PRICE' },
      { after: forged(['products NAME', 'a', 'not a key']), sort: 'NAME' },
      { after: forged(['products NAME', 'a\0', randomId()]), sort: 'NAME' },
      { after: forged(['products PRICE', 1.5, randomId()]), sort: 'PRICE' },
      { after: forged(['products NEWEST', 'yesterday', randomId()]), sort: 'NEWEST' },
      { after: forged(['products NEWEST', '+275760-09-13T00:00:00.000Z', randomId()]), sort: 'NEWEST' },
      { after: forged(['products NAME', null, null]), sort: 'NAME' },
    ]) {
      const { errors } = await scene.subgraph.query(LIST, { shopId, ...variables });
      expect({ variables, code: errors?.[0]?.extensions.code }).toEqual({ variables, code: 'BAD_USER_INPUT' });
    }
  });

  test('of 1, 10 and 100 products costs the same number of statements', async () => {
    const owner = randomId();
    const shop = scene.subgraph.users.addShop({ ownerId: owner });
    const shopId = shopIds.encode(shop.shopId);
    const { id: categoryId } = await scene.mutate(
      'mutation ($input: CreateCategoryInput!) { createCategory(input: $input) { ... on Category { id } } }',
      { shopId, name: 'All' },
      owner,
    );
    for (let index = 0; index < 100; index++) {
      const variants = ['S', 'L'].map((name) => ({ name, price: { amount: '5', currency: 'JPY' }, initialStock: 2 }));
      await scene.mutate(CREATE_PRODUCT, { shopId, name: `p${index}`, categoryId, variants }, owner);
    }
    const document = `query ($shopId: ID!, $first: Int) { products(shopId: $shopId, first: $first) { nodes {
      id name status category { id name } shop { id }
      variants { id price { amount } available onHand held confirmed product { id category { name } variants { id available } } } } } }`;
    const counts: number[] = [];
    for (const first of [1, 1, 10, 100]) {
      const count = await statementsOf(async () => {
        const { data, errors } = await scene.subgraph.query(document, { shopId, first }, { as: owner });
        expect(errors).toBeUndefined();
        expect(data.products.nodes).toHaveLength(first);
      });
      counts.push(count);
    }
    // The first may look up the shop.
    expect(new Set(counts.slice(1)).size).toBe(1);
    expect(counts[1]).toBeGreaterThan(2);
    expect(counts[1]).toBeLessThanOrEqual(7);
  });

  test('of entities asked for by other subgraphs costs the same, too', async () => {
    const { id, variantIds } = await scene.product(Array.from({ length: 100 }, () => ({ initialStock: 1 })));
    const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Variant { name available product { name } } ... on Product { name variants { id } } ... on Category { name } } }`;
    const counts: number[] = [];
    for (const count of [1, 10, 100]) {
      const representations = [
        ...variantIds.slice(0, count).map((key) => ({ __typename: 'Variant', id: scene.variant(key) })),
        { __typename: 'Product', id },
        { __typename: 'Variant', id: 'nonsense' },
        { __typename: 'Category', id: categoryIds.encode(scene.shopId, randomId()) },
      ];
      const cost = await statementsOf(async () => {
        const { data } = await scene.subgraph.query(document, { representations });
        expect((data._entities as unknown[]).slice(-2)).toEqual([null, null]);
        expect(data._entities[0]).toMatchObject({ available: 1, product: { name: 'Tenugui' } });
      });
      counts.push(cost);
    }
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeGreaterThan(2);
  });
});

/** How many SQL statements something sends to the catalog's database, what goes on in the background not counted. */
async function statementsOf(run: () => Promise<void>): Promise<number> {
  const before = await statements();
  await run();
  return (await statements()) - before;
}

async function statements(): Promise<number> {
  const metric = await register.getSingleMetric('yoyaku_sql_statements_total')?.get();
  const isOurs = ({ labels }: { labels: Partial<Record<string, string | number>> }) =>
    labels['database'] === 'catalog' && labels['origin'] === 'request';
  return metric?.values.find(isOurs)?.value ?? 0;
}
