import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CatalogScene } from './catalog-scene.ts';
import { CANCEL_PERFORMANCE, CREATE_PERFORMANCE, hoursFromNow } from './seat-operations.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

/** A product sold by performance, and the stock of each. */
async function concert() {
  const product = await scene.product([{}], { soldBy: 'PERFORMANCE' });
  const stock = product.variantIds.map((key) => ({ variantId: scene.variant(key), quantity: 10 }));
  return { productId: product.id, stock };
}

describe('the list of performances', () => {
  const LIST = `query ($productId: ID!, $filter: PerformanceFilter, $first: Int, $after: String) {
    performances(productId: $productId, filter: $filter, first: $first, after: $after) {
      nodes { name status } pageInfo { hasNextPage endCursor } }
    product(id: $productId) { performances(filter: $filter, first: $first) { nodes { name } } } }`;

  async function listed(): Promise<string> {
    const { productId, stock } = await concert();
    for (const [name, start] of [
      ['late', 48],
      ['early', 24],
      ['later', 72],
    ] as const) {
      const startsAt = hoursFromNow(scene, start);
      const endsAt = hoursFromNow(scene, start + 2);
      const { id } = await scene.mutate(CREATE_PERFORMANCE, { productId, name, startsAt, endsAt, stock });
      if (name === 'later') await scene.mutate(CANCEL_PERFORMANCE, { performanceId: id, expectedVersion: 1 });
    }
    return productId;
  }

  test('is by time, page by page, and can be narrowed', async () => {
    const productId = await listed();
    const names = async (filter: object | null, first = 20) => {
      const { data, errors } = await scene.subgraph.query(LIST, { productId, filter, first });
      if (errors) throw new Error(JSON.stringify(errors));
      const nodes = (list: { nodes: { name: string }[] }) => list.nodes.map(({ name }) => name);
      expect(nodes(data.product.performances)).toEqual(nodes(data.performances));
      return nodes(data.performances);
    };
    expect(await names(null)).toEqual(['early', 'late', 'later']);
    expect(await names({ status: 'CANCELLED' })).toEqual(['later']);
    expect(await names({ from: hoursFromNow(scene, 48), to: hoursFromNow(scene, 72) })).toEqual(['late']);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await scene.subgraph.query(LIST, { productId, first: 1, after });
      seen.push(...(data.performances.nodes as { name: string }[]).map(({ name }) => name));
      after = data.performances.pageInfo.hasNextPage ? data.performances.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(['early', 'late', 'later']);
  });

  test('of a product that is not there is empty; what cannot be is refused', async () => {
    const { data } = await scene.subgraph.query(LIST, { productId: 'nonsense' });
    expect(data.performances.nodes).toEqual([]);
    const { productId } = await concert();
    const now = scene.clock.now().toISOString();
    for (const variables of [{ after: 'x' }, { first: 0 }, { first: 101 }, { filter: { from: now, to: now } }]) {
      const { errors } = await scene.subgraph.query(LIST, { productId, ...variables });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
