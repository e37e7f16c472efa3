import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { orderIds, productIds } from '../src/ids.ts';
import { reconcileStock } from '../src/stock/reconcile.ts';
import { CatalogScene } from './catalog-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const MOVEMENT = `__typename ... on StockMovement { id number reason onHandDelta heldDelta confirmedDelta availableDelta note
    order { id } account { id } variant { id available } }
  ... on Failure { code message retryable } ... on InvalidInput { field } ... on NotFound { id }`;
const RECEIVE = `mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { ${MOVEMENT} } }`;
const ADJUST = `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { ${MOVEMENT}
  ... on InsufficientStock { variantId requested available } } }`;
const JOURNAL = `query ($variantId: ID!, $first: Int, $after: String) {
  stockMovements(variantId: $variantId, first: $first, after: $after) {
    nodes { number reason availableDelta order { id } } pageInfo { hasNextPage endCursor } } }`;

async function oneVariant(initialStock: number, more: object = { closeWhenSoldOut: false }) {
  const product = await scene.product([{ initialStock }], more);
  const [key = ''] = product.variantIds;
  return { key, variantId: scene.variant(key), productId: product.id };
}

describe('stock', () => {
  test('comes in, once per idempotency key', async () => {
    const { variantId, key } = await oneVariant(0);
    const input = { variantId, quantity: 40, reason: 'delivery 7', idempotencyKey: `delivery ${key}` };
    const answers = await Promise.all(Array.from({ length: 20 }, () => scene.mutate(RECEIVE, input, scene.staff)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      __typename: 'StockMovement',
      number: 1,
      reason: 'RECEIVED',
      onHandDelta: 40,
      availableDelta: 40,
      note: 'delivery 7',
      order: null,
      account: { id: expect.stringMatching(/^acc_/) },
      variant: { id: variantId, available: 40 },
    });
    expect(await scene.mutate(RECEIVE, { ...input, quantity: 41 }, scene.staff)).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
  });

  test('is corrected, but never below what is promised to orders', async () => {
    const { variantId, key } = await oneVariant(10);
    const orderId = randomId();
    await scene.hold(orderId, [{ variantId: key, quantity: 3 }]);
    await scene.confirm(orderId);
    await scene.hold(randomId(), [{ variantId: key, quantity: 2 }]);
    expect(await scene.mutate(ADJUST, { variantId, delta: -6, reason: 'broken' })).toMatchObject({
      __typename: 'InsufficientStock',
      code: 'INSUFFICIENT_STOCK',
      retryable: true,
      variantId,
      requested: 6,
      available: 5,
    });
    scene.letHoldsLapse();
    expect(await scene.mutate(ADJUST, { variantId, delta: -6, reason: 'broken' })).toMatchObject({
      __typename: 'StockMovement',
      reason: 'ADJUSTED',
      onHandDelta: -6,
    });
    expect(await scene.stock(key)).toEqual({ available: 1, onHand: 4, held: 0, confirmed: 3 });
  });

  test('takes no nonsense', async () => {
    const { variantId, key } = await oneVariant(10);
    for (const [document, input, field] of [
      [RECEIVE, { quantity: 0 }, 'quantity'],
      [RECEIVE, { quantity: -1 }, 'quantity'],
      [RECEIVE, { quantity: 1_000_001 }, 'quantity'],
      [RECEIVE, { quantity: 1, reason: 'x'.repeat(201) }, 'reason'],
      [ADJUST, { delta: 0, reason: 'x' }, 'delta'],
      [ADJUST, { delta: 1, reason: ' ' }, 'reason'],
      [ADJUST, { delta: -2_000_000, reason: 'x' }, 'delta'],
    ] as const) {
      expect(await scene.mutate(document, { variantId, ...input })).toMatchObject({
        __typename: 'InvalidInput',
        field,
      });
    }
    const { errors } = await scene.subgraph.query(
      RECEIVE,
      { input: { variantId, quantity: 2 ** 31 } },
      { as: scene.owner },
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await scene.mutate(RECEIVE, { variantId: scene.variant(randomId()), quantity: 1 })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await scene.stock(key)).toMatchObject({ onHand: 10 });
  });

  test('is never more than can be counted', async () => {
    const { variantId, key } = await oneVariant(0);
    await scene.subgraph.kit.database.query("SELECT * FROM change_stock($1, now(), $2, $3, 'RECEIVED', NULL, NULL)", [
      scene.shopId,
      key,
      1_000_000_000,
    ]);
    expect(await scene.mutate(RECEIVE, { variantId, quantity: 1 })).toMatchObject({ __typename: 'InvalidInput' });
  });
});

describe('the journal', () => {
  test('tells all that happened, the latest first, and adds up to what is available', async () => {
    const { variantId, key } = await oneVariant(10);
    const [paid, unpaid] = [randomId(), randomId()];
    await scene.hold(paid, [{ variantId: key, quantity: 3 }]);
    await scene.confirm(paid);
    await scene.hold(unpaid, [{ variantId: key, quantity: 2 }]);
    await scene.release(unpaid);
    await scene.mutate(ADJUST, { variantId, delta: -1, reason: 'broken' });

    const movements: { number: number; reason: string; availableDelta: number; order: { id: string } | null }[] = [];
    let after: string | null = null;
    do {
      const { data } = await scene.subgraph.query(JOURNAL, { variantId, first: 2, after }, { as: scene.staff });
      movements.push(...(data.stockMovements.nodes as typeof movements));
      after = data.stockMovements.pageInfo.hasNextPage ? data.stockMovements.pageInfo.endCursor : null;
    } while (after !== null);
    expect(movements.map(({ number, reason }) => [number, reason])).toEqual([
      [6, 'ADJUSTED'],
      [5, 'RELEASED'],
      [4, 'HELD'],
      [3, 'CONFIRMED'],
      [2, 'HELD'],
      [1, 'RECEIVED'],
    ]);
    expect(movements[1]?.order).toEqual({ id: orderIds.encode(scene.shopId, unpaid) });
    const sum = movements.reduce((total, { availableDelta }) => total + availableDelta, 0);
    expect(sum).toBe((await scene.stock(key)).available);
  });

  test('is for the shop’s staff alone', async () => {
    const { variantId } = await oneVariant(10);
    const foreigner = randomId();
    scene.subgraph.users.addShop({ ownerId: foreigner });
    for (const options of [{}, { as: scene.stranger }, { as: foreigner }]) {
      const { data, errors } = await scene.subgraph.query(JOURNAL, { variantId }, options);
      expect({ data, errors }).toEqual({ data: { stockMovements: null }, errors: undefined });
    }
    const { data } = await scene.subgraph.query(JOURNAL, { variantId: 'nonsense' }, { as: scene.owner });
    expect(data).toEqual({ stockMovements: null });
  });

  test('cannot be changed, not even behind the API', async () => {
    const { database } = scene.subgraph.kit;
    for (const statement of [
      'UPDATE stock_movement SET on_hand_delta = 99',
      'DELETE FROM stock_movement',
      'TRUNCATE stock_movement',
    ]) {
      await expect(database.query(statement)).rejects.toThrow('only ever added to');
    }
  });

  test('shows a difference when somebody has been at the pools', async () => {
    const { key } = await oneVariant(10);
    const { database } = scene.subgraph.kit;
    expect(await reconcileStock(database)).toEqual([]);
    await database.query('UPDATE stock_pool SET held = 4, on_hand = 11 WHERE shop_id = $1 AND variant_id = $2', [
      scene.shopId,
      key,
    ]);
    const difference = { shopId: scene.shopId, poolId: key };
    expect(await reconcileStock(database)).toEqual([
      { ...difference, figure: 'held', pool: 4, journal: 0, counted: 0 },
      { ...difference, figure: 'on_hand', pool: 11, journal: 10, counted: null },
    ]);
    await database.query('UPDATE stock_pool SET held = 0, on_hand = 10 WHERE shop_id = $1 AND variant_id = $2', [
      scene.shopId,
      key,
    ]);
  });

  test('the database itself refuses to oversell', async () => {
    const { key } = await oneVariant(1);
    const { database } = scene.subgraph.kit;
    const take = 'UPDATE stock_pool SET held = held + 2 WHERE shop_id = $1 AND variant_id = $2';
    await expect(database.query(take, [scene.shopId, key])).rejects.toThrow('stock_pool_never_oversold');
  });
});

describe('a product that closes when it is sold out', () => {
  test('does so as the last piece is sold, and comes back when stock does', async () => {
    const { key, variantId, productId } = await oneVariant(2, {});
    const [first, second] = [randomId(), randomId()];
    await scene.hold(first, [{ variantId: key, quantity: 1 }]);
    await scene.hold(second, [{ variantId: key, quantity: 1 }]);
    // All is held, but not sold yet: it may come back.
    expect(await scene.hold(randomId(), [{ variantId: key, quantity: 1 }])).toMatchObject({
      refusals: [{ reason: 'INSUFFICIENT_STOCK', available: 0 }],
    });
    await scene.confirm(first);
    expect(await scene.status(productId)).toMatchObject({ status: 'ACTIVE' });
    await scene.confirm(second);
    expect(await scene.status(productId)).toEqual({
      status: 'DISCONTINUED',
      discontinuedReason: 'SOLD_OUT',
      version: 2,
    });
    expect(await scene.hold(randomId(), [{ variantId: key, quantity: 1 }])).toMatchObject({
      refusals: [{ reason: 'PRODUCT_DISCONTINUED' }],
    });
    await scene.release(second);
    expect(await scene.status(productId)).toEqual({ status: 'ACTIVE', discontinuedReason: null, version: 3 });
    const third = randomId();
    await scene.hold(third, [{ variantId: key, quantity: 1 }]);
    await scene.confirm(third);
    expect(await scene.status(productId)).toMatchObject({ status: 'DISCONTINUED', version: 4 });
    await scene.mutate(RECEIVE, { variantId, quantity: 1 });
    expect(await scene.status(productId)).toMatchObject({ status: 'ACTIVE', version: 5 });
    await scene.mutate(ADJUST, { variantId, delta: -1, reason: 'broken' });
    expect(await scene.status(productId)).toMatchObject({ status: 'DISCONTINUED', version: 6 });

    const aggregateId = productIds.decode(productId)?.key;
    const events = (await scene.subgraph.emitted()).filter((event) => event.aggregateId === aggregateId);
    expect(events.map(({ type, version, data }) => [type, version, data])).toEqual([
      ['ProductDiscontinued', 2, { productId: aggregateId, reason: 'SOLD_OUT' }],
      ['ProductReactivated', 3, { productId: aggregateId, reason: 'IN_STOCK' }],
      ['ProductDiscontinued', 4, { productId: aggregateId, reason: 'SOLD_OUT' }],
      ['ProductReactivated', 5, { productId: aggregateId, reason: 'IN_STOCK' }],
      ['ProductDiscontinued', 6, { productId: aggregateId, reason: 'SOLD_OUT' }],
    ]);
  });

  test('waits for the last of all its variants, even when they are sold at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const { id, variantIds } = await scene.product(Array.from({ length: 4 }, () => ({ initialStock: 1 })));
      const orders = await Promise.all(
        variantIds.map(async (variantId) => {
          const orderId = randomId();
          await scene.hold(orderId, [{ variantId, quantity: 1 }]);
          return orderId;
        }),
      );
      const [last = '', ...others] = orders;
      await scene.confirm(...others.slice(1));
      expect(await scene.status(id)).toMatchObject({ status: 'ACTIVE' });
      await Promise.all([scene.confirm(others[0] ?? ''), scene.confirm(last)]);
      expect(await scene.status(id)).toMatchObject({ status: 'DISCONTINUED', discontinuedReason: 'SOLD_OUT' });
      // One comes back while nothing else does.
      await Promise.all(orders.slice(0, 2).map((orderId) => scene.release(orderId)));
      expect(await scene.status(id)).toMatchObject({ status: 'ACTIVE', discontinuedReason: null });
    }
  });

  test('stays on sale when it is not to close, and off sale when staff took it off', async () => {
    const open = await oneVariant(1);
    const orderId = randomId();
    await scene.hold(orderId, [{ variantId: open.key, quantity: 1 }]);
    await scene.confirm(orderId);
    expect(await scene.status(open.productId)).toMatchObject({ status: 'ACTIVE', version: 1 });

    const closed = await oneVariant(1, {});
    await scene.mutate(
      'mutation ($input: DiscontinueProductInput!) { discontinueProduct(input: $input) { __typename } }',
      {
        productId: closed.productId,
        expectedVersion: 1,
      },
    );
    await scene.mutate(ADJUST, { variantId: closed.variantId, delta: -1, reason: 'broken' });
    await scene.mutate(RECEIVE, { variantId: closed.variantId, quantity: 1 });
    expect(await scene.status(closed.productId)).toMatchObject({
      status: 'DISCONTINUED',
      discontinuedReason: 'BY_STAFF',
    });
  });
});
