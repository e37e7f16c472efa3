import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { productIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { StockEngine } from '../src/stock/stock-engine.ts';
import { CatalogScene } from './catalog-scene.ts';
import { heldLines, inHours, quote, refusalsOf } from './stock-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(async () => {
  expect(await reconcileStock(scene.subgraph.kit.database)).toEqual([]);
  await scene.close();
});

const SET_RULES = `mutation ($input: SetProductRulesInput!) { setProductRules(input: $input) {
  __typename ... on Failure { message } ... on Product { version } } }`;

/** A product with two variants, plenty of each, under these rules. */
async function ruled(...rules: readonly object[]) {
  const product = await scene.product([{ initialStock: 50 }, { initialStock: 50 }]);
  const set = await scene.mutate(SET_RULES, { productId: product.id, expectedVersion: 1, rules });
  expect(set).toMatchObject({ __typename: 'Product' });
  const [first = '', second = ''] = product.variantIds;
  return { id: product.id, productId: productIds.decode(product.id)!.key, first, second };
}

const line = (variantId: Uuid, quantity = 1) => ({ variantId, quantity });

describe('the rules of a product', () => {
  test('a side needs one of its mains in the same order', async () => {
    const main = await ruled();
    const side = await ruled({ kind: 'REQUIRES_MAIN', mainProductIds: [main.id] });
    const alone = await scene.hold(randomId(), [line(side.first), line(side.second)]);
    expect(refusalsOf(alone)).toEqual([
      {
        reason: 'MAIN_ITEM_REQUIRED',
        lineId: expect.any(String),
        variantId: side.first,
        mainProductIds: [main.productId],
      },
    ]);
    heldLines(await scene.hold(randomId(), [line(side.first), line(main.second)]));
  });

  test('an order may hold so many pieces, all variants together', async () => {
    const { first, second } = await ruled({ kind: 'MAX_PER_ORDER', limit: 3 });
    expect(refusalsOf(await scene.hold(randomId(), [line(first, 2), line(second, 2)]))).toMatchObject([
      { reason: 'QUANTITY_LIMIT_EXCEEDED', limit: 3, scope: 'ORDER', requested: 4 },
    ]);
    heldLines(await scene.hold(randomId(), [line(first, 2), line(second, 1)]));
  });

  test('once per order means one piece', async () => {
    const { first, second } = await ruled({ kind: 'ONCE_PER_ORDER' });
    expect(refusalsOf(await scene.hold(randomId(), [line(first), line(second)]))).toMatchObject([
      { reason: 'QUANTITY_LIMIT_EXCEEDED', limit: 1, scope: 'ORDER', requested: 2 },
    ]);
    heldLines(await scene.hold(randomId(), [line(first)]));
  });

  test('a customer may have so many over all orders; what has lapsed or was released does not count', async () => {
    const { first, second } = await ruled({ kind: 'MAX_PER_CUSTOMER', limit: 3 });
    const accountId = randomId();
    const hold = (variantId: Uuid, quantity: number, orderId = randomId()) =>
      scene.hold(orderId, [line(variantId, quantity)], { accountId });
    const [confirmed, released] = [randomId(), randomId()];
    await hold(first, 1, confirmed);
    await scene.confirm(confirmed);
    await hold(second, 2, released);
    expect(refusalsOf(await hold(second, 1))).toMatchObject([
      { reason: 'QUANTITY_LIMIT_EXCEEDED', limit: 3, scope: 'CUSTOMER', requested: 4 },
    ]);
    heldLines(await scene.hold(randomId(), [line(second, 3)]));
    await scene.release(released);
    heldLines(await hold(second, 2));
    scene.letHoldsLapse();
    heldLines(await hold(second, 2));
  });

  test('the same customer many times at once, through several processes, gets no more', async () => {
    const { first } = await ruled({ kind: 'MAX_PER_CUSTOMER', limit: 3 });
    const { database, clock } = scene.subgraph.kit;
    const silent = { changed: () => undefined } as unknown as ConstructorParameters<typeof StockEngine>[2];
    const engines = Array.from({ length: 4 }, () => new StockEngine(database, clock, silent));
    const accountId = randomId();
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        engines[index % 4]!.hold({
          shopId: scene.shopId,
          orderId: randomId(),
          accountId,
          expiresAt: inHours(scene, 1),
          lines: [{ lineId: randomId(), ...line(first) }],
        }),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'HELD')).toHaveLength(3);
  });

  test('some things are only sold at a table', async () => {
    const { first } = await ruled({ kind: 'TABLE_ONLY' });
    expect(refusalsOf(await scene.hold(randomId(), [line(first)]))).toMatchObject([{ reason: 'TABLE_REQUIRED' }]);
    heldLines(await scene.hold(randomId(), [line(first)], { atTable: true }));
  });

  test('a product has a window in which it is sold', async () => {
    const [from, until] = [inHours(scene, 5), inHours(scene, 6)];
    const { first } = await ruled({ kind: 'SALE_WINDOW', from, until });
    const refused = { reason: 'NOT_ON_SALE', saleFrom: from, saleUntil: until };
    expect(refusalsOf(await scene.hold(randomId(), [line(first)]))).toMatchObject([refused]);
    scene.clock.advance(Date.parse(from) - scene.clock.now().getTime());
    heldLines(await scene.hold(randomId(), [line(first)]));
    scene.clock.advance(3_600_000);
    expect(refusalsOf(await scene.hold(randomId(), [line(first)]))).toMatchObject([refused]);
  });

  test('an archived product is not found', async () => {
    const { id, first } = await ruled();
    const archive = 'mutation ($input: ArchiveProductInput!) { archiveProduct(input: $input) { __typename } }';
    await scene.mutate(archive, { productId: id, expectedVersion: 2 });
    expect(refusalsOf(await scene.hold(randomId(), [line(first)]))).toMatchObject([{ reason: 'PRODUCT_NOT_FOUND' }]);
  });

  test('every reason is told at once, the rules before the stock', async () => {
    const main = await ruled();
    const side = await ruled({ kind: 'REQUIRES_MAIN', mainProductIds: [main.id] }, { kind: 'MAX_PER_ORDER', limit: 9 });
    const unknown = randomId();
    const outcome = await scene.hold(randomId(), [line(side.first, 60), line(unknown)]);
    expect(refusalsOf(outcome).map(({ reason, variantId }) => [reason, variantId])).toEqual([
      ['PRODUCT_NOT_FOUND', unknown],
      ['MAIN_ITEM_REQUIRED', side.first],
      ['QUANTITY_LIMIT_EXCEEDED', side.first],
      ['INSUFFICIENT_STOCK', side.first],
    ]);
  });
});

describe('a quote', () => {
  test('tells each line its price and what speaks against it, and promises nothing', async () => {
    const { first, second, productId } = await ruled({ kind: 'MAX_PER_ORDER', limit: 3 });
    const unknown = randomId();
    const quoted = await quote(scene, [line(first, 2), line(second, 2), line(unknown)]);
    const unitPrice = { amount: 1200, currency: 'JPY' };
    expect(quoted).toMatchObject([
      { unitPrice, productId, refusals: [{ reason: 'QUANTITY_LIMIT_EXCEEDED' }] },
      { unitPrice, productId, refusals: [] },
      { unitPrice: null, productId: null, refusals: [{ reason: 'PRODUCT_NOT_FOUND' }] },
    ]);
    expect(await scene.stock(first)).toMatchObject({ held: 0 });
  });
});
