import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import type { Answer } from '@yoyaku/platform/testing/test-subgraph';
import { CatalogScene } from './catalog-scene.ts';

let scene: CatalogScene;

beforeAll(async () => {
  scene = await CatalogScene.open();
});

afterAll(() => scene.close());

const CHANGES = `subscription ($variantIds: [ID!]!) { stockChanged(variantIds: $variantIds) {
  id available onHand product { status variants { available } } } }`;

async function next(changes: AsyncIterableIterator<Answer>) {
  const { value, done } = await changes.next();
  if (done === true) throw new Error('the subscription has ended');
  return (value.data as { stockChanged: unknown }).stockChanged;
}

test('stockChanged begins with each variant as it is, and then tells every change', async () => {
  const { variantIds } = await scene.product([{ initialStock: 3 }, { initialStock: 1 }]);
  const [first = '', second = ''] = variantIds;
  const ids = [scene.variant(first), scene.variant(second), scene.variant(randomId()), 'nonsense'];
  const changes = scene.subgraph.subscribe(CHANGES, { variantIds: ids });
  expect(await next(changes)).toMatchObject({ id: ids[0], available: 3, onHand: null, product: { status: 'ACTIVE' } });
  expect(await next(changes)).toMatchObject({ id: ids[1], available: 1 });

  const order = randomId();
  await scene.hold(order, [{ variantId: first, quantity: 2 }]);
  expect(await next(changes)).toEqual({
    id: ids[0],
    available: 1,
    onHand: null,
    product: { status: 'ACTIVE', variants: [{ available: 1 }, { available: 1 }] },
  });
  await scene.release(order);
  expect(await next(changes)).toMatchObject({ id: ids[0], available: 3 });

  await scene.mutate('mutation ($input: ReceiveStockInput!) { receiveStock(input: $input) { __typename } }', {
    variantId: ids[1],
    quantity: 6,
  });
  expect(await next(changes)).toMatchObject({ id: ids[1], available: 7 });

  await scene.hold(randomId(), [{ variantId: second, quantity: 7 }]);
  expect(await next(changes)).toMatchObject({ id: ids[1], available: 0 });
  scene.letHoldsLapse();
  await scene.subgraph.jobs.runNow('sweepHolds');
  expect(await next(changes)).toMatchObject({ id: ids[1], available: 7 });
  await changes.return?.();
});

test('stockChanged tells that a product was sold out, for all its variants', async () => {
  const { variantIds } = await scene.product([{ initialStock: 0 }, { initialStock: 1 }]);
  const [empty = '', last = ''] = variantIds;
  const changes = scene.subgraph.subscribe(CHANGES, { variantIds: [scene.variant(empty)] }, { as: scene.owner });
  expect(await next(changes)).toMatchObject({ available: 0, onHand: 0, product: { status: 'ACTIVE' } });
  const order = randomId();
  await scene.hold(order, [{ variantId: last, quantity: 1 }]);
  await scene.confirm(order);
  expect(await next(changes)).toMatchObject({ available: 0, product: { status: 'DISCONTINUED' } });
  await changes.return?.();
});

test('stockChanged refuses no and too many variants', async () => {
  const tooMany = Array.from({ length: 101 }, () => scene.variant(randomId()));
  for (const variantIds of [[], tooMany]) {
    const changes = scene.subgraph.subscribe(CHANGES, { variantIds });
    const refused = await changes.next().then(
      ({ value }) => JSON.stringify((value as Answer).errors),
      (error: unknown) => JSON.stringify(error),
    );
    expect(refused).toContain('BAD_USER_INPUT');
    await changes.return?.();
  }
});
