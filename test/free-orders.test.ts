import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { atProvider, contradictions, isAtRest } from './support/money.ts';
import { createProduct, createShop, payOrder, PLACE_ORDER, type Person, type TestShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';
import { until } from './support/until.ts';

// What costs nothing waits for no payment, and none is ever made for it.

let graph: TestGraph;
let shop: TestShop;
let hanako: Person;

beforeAll(async () => {
  graph = await startTestGraph();
  shop = await createShop(graph.client);
  [hanako] = (await graph.people(1)) as [Person];
});
afterAll(() => graph.close());

const product = (stock: number, amount: string) =>
  createProduct(graph.client, shop, stock, {
    closeWhenSoldOut: false,
    variants: [{ name: 'Kumo', price: { amount, currency: 'JPY' }, initialStock: stock }],
  });

async function place(variantIds: readonly string[], more: object = {}) {
  const lines = variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  const { data } = await graph.client.send(PLACE_ORDER, { input: { shopId: shop.id, lines, ...more } }, hanako.token);
  return data?.placeOrder;
}

const ORDER = `query ($id: ID!) {
  order(id: $id) { state paymentRequired total { amount } paymentProblem payment { state } lines { id } }
}`;
const shown = async (id: string) => (await graph.client.data(ORDER, { id }, hanako.token)).order;

const CALL_OFF = `mutation ($input: CancelReservationsInput!) {
  cancelReservations(input: $input) { __typename ... on Order { state total { amount } } ... on Failure { message } }
}`;

async function allAgree(): Promise<void> {
  await until(() => isAtRest(graph));
  expect(await contradictions(graph)).toEqual([]);
}

test('an order of free things is confirmed with its stock, and nothing is paid for it, whatever way to pay was given', async () => {
  const { variantId } = await product(2, '0');
  for (const payment of [null, { cardToken: 'tok_visa' }]) {
    const { id, state } = await place([variantId], { payment });
    expect(state).toBe('CONFIRMED');
    expect((await payOrder(graph.client, id as string, hanako.token)).data?.payOrder.__typename).toBe(
      'OrderNotPayable',
    );
    await allAgree();
    expect(await shown(id as string)).toMatchObject({ state: 'CONFIRMED', paymentRequired: false, payment: null });
  }
  expect(await place([variantId])).toMatchObject({ __typename: 'InsufficientStock', available: 0 });
});

test('calling off all that costs money confirms an unpaid order, and gives back what was being paid meanwhile', async () => {
  const [free, dear] = [await product(2, '0'), await product(2, '100')];
  const callOff = async (id: string) => {
    const { lines } = await shown(id);
    const input = { orderId: id, lineIds: [lines[1].id] };
    return (await graph.client.send(CALL_OFF, { input }, hanako.token)).data?.cancelReservations;
  };
  const unpaid = (await place([free.variantId, dear.variantId])).id as string;
  expect(await callOff(unpaid)).toMatchObject({ state: 'CONFIRMED', total: { amount: '0' } });

  await atProvider(graph, 'PATCH', '/admin/behaviour', { latencyMilliseconds: 500 });
  const crossed = (await place([free.variantId, dear.variantId])).id as string;
  const paying = payOrder(graph.client, crossed, hanako.token);
  await until(async () => (await shown(crossed)).payment?.state === 'PROCESSING');
  expect(await callOff(crossed)).toMatchObject({ state: 'CONFIRMED', total: { amount: '0' } });
  await paying;
  await atProvider(graph, 'PATCH', '/admin/behaviour', { latencyMilliseconds: 0 });
  await allAgree();
  expect(await shown(crossed)).toMatchObject({
    state: 'CONFIRMED',
    paymentProblem: 'NOT_ASKED_FOR',
    payment: { state: 'VOIDED' },
  });
});
