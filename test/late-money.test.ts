import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contradictions, isAtRest } from './support/money.ts';
import { createProduct, createShop, PLACE_ORDER, type Person, placedOrder, type TestShop } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';
import { until } from './support/until.ts';

let graph: TestGraph;
let shop: TestShop;
let hanako: Person;
let taro: Person;

beforeAll(async () => {
  graph = await startTestGraph();
  shop = await createShop(graph.client, { holdTtlSeconds: 6, paymentGraceSeconds: 0 });
  [hanako, taro] = (await graph.people(2)) as [Person, Person];
});
afterAll(() => graph.close());

const ORDER = `query ($id: ID!) {
  order(id: $id) { state expiresAt paymentProblem payment { state actionUrl refunded { amount } } }
}`;

const shown = async (id: string) => (await graph.client.data(ORDER, { id }, hanako.token)).order;

/** An order that says it is paid on the provider's page, as soon as that page is there. */
async function awaitingApproval(variantId: string): Promise<{ readonly id: string; readonly page: string }> {
  const input = {
    shopId: shop.id,
    lines: [{ variantId, quantity: 1 }],
    payment: { easyPay: { returnUrl: 'https://shop.example/paid' } },
  };
  const { data } = await graph.client.send(PLACE_ORDER, { input }, hanako.token);
  const id = data?.placeOrder?.id as string;
  await until(async () => Boolean((await shown(id)).payment?.actionUrl));
  return { id, page: (await shown(id)).payment.actionUrl as string };
}

/** Expired, written down, and everybody has heard of it. */
async function expired(id: string): Promise<void> {
  const { reservations, catalog, payments } = graph.graph.subgraphs;
  const end = Date.parse((await shown(id)).expiresAt as string);
  await until(() => Promise.resolve(Date.now() >= end));
  await reservations.jobs.runNow('expireOrders');
  const told = await reservations.events.flush();
  await Promise.all([catalog, payments].map(({ events }) => events.caughtUp('reservations', told)));
  const { rows } = await graph.database('reservations').query(`SELECT FROM "order" WHERE state = 'EXPIRED'`);
  expect(rows.length).toBeGreaterThan(0);
}

async function approve(page: string): Promise<void> {
  const answer = await fetch(page, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'approve' }),
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
}

test('who approves too late gets what was ordered if it is still there, and else the money back and the reason', async () => {
  const { client } = graph;
  const [plenty, single] = [await createProduct(client, shop, 2), await createProduct(client, shop, 1)];
  const [lucky, unlucky] = await Promise.all([awaitingApproval(plenty.variantId), awaitingApproval(single.variantId)]);
  await expired(lucky.id);
  await expired(unlucky.id);
  await placedOrder(client, shop, single, taro.token);
  await approve(lucky.page);
  await approve(unlucky.page);

  await until(async () => (await shown(lucky.id)).payment.state === 'CAPTURED');
  expect(await shown(lucky.id)).toMatchObject({ state: 'CONFIRMED', paymentProblem: null });
  await until(async () => (await shown(unlucky.id)).payment.state === 'VOIDED');
  expect(await shown(unlucky.id)).toMatchObject({ state: 'EXPIRED', paymentProblem: 'ORDER_EXPIRED' });

  await until(() => isAtRest(graph));
  expect(await contradictions(graph)).toEqual([]);
});
