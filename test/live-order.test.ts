import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Answer } from './support/graph-client.ts';
import { createProduct, createShop, payOrder, placedOrder, signUp } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';

const ORDER_CHANGED = `subscription ($id: ID!) {
  orderChanged(orderId: $id) {
    state
    lines { quantity variant { name product { name shop { name } } } }
    customer { displayName }
    payment { state }
  }
}`;

const PAYMENT_CHANGED = `subscription ($id: ID!) {
  paymentChanged(orderId: $id) { id state failureReason history { state } order { id lines { product { name } } } }
}`;

const DASHBOARD_STATS = `subscription ($shopId: ID!) {
  dashboardStats(shopId: $shopId) {
    ordersByState { state count }
    revenueToday { amount currency }
    bestSellers { quantity variant { name product { name } } }
  }
}`;

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph({ redis: true });
});
afterAll(() => graph.close());

const read = new Set<AsyncIterator<Answer, unknown>>();
afterEach(async () => {
  for (const events of read) await events.return?.();
  read.clear();
});

/** Reads a subscription until an event satisfies the condition, and leaves it open for more; gives all it has seen. */
async function readUntil(
  events: AsyncIterator<Answer, unknown>,
  last: (data: Answer['data']) => boolean,
): Promise<Answer['data'][]> {
  read.add(events);
  const seen: Answer['data'][] = [];
  for (let next = await events.next(); next.done !== true; next = await events.next()) {
    const { data, errors } = next.value;
    if (errors) throw new Error(JSON.stringify(errors));
    seen.push(data);
    if (last(data)) return seen;
  }
  throw new Error(`the subscription ended early: ${JSON.stringify(seen)}`);
}

test('an order is followed from PENDING to CONFIRMED over WebSocket and over server-sent events, joined', async () => {
  const { client } = graph;
  const shop = await createShop(client);
  const product = await createProduct(client, shop, 5);
  const hanako = await signUp(client, 'Hanako');
  const orderId = await placedOrder(client, shop, product, hanako.token);

  const confirmed = (data: Answer['data']) => data.orderChanged.state === 'CONFIRMED';
  const sockets = [
    client.overWebSocket(ORDER_CHANGED, { id: orderId }, hanako.token),
    client.overServerSentEvents(ORDER_CHANGED, { id: orderId }, hanako.token),
  ];
  const firsts = await Promise.all(sockets.map((events) => events.next()));
  const rest = sockets.map((events) => readUntil(events, confirmed));
  const stats = client.overWebSocket(DASHBOARD_STATS, { shopId: shop.id }, shop.owner.token);
  const moved = readUntil(
    stats,
    ({ dashboardStats: { ordersByState } }) =>
      ordersByState.find(({ state }: { state: string }) => state === 'CONFIRMED').count === 1,
  );

  expect((await payOrder(client, orderId, hanako.token)).data.payOrder.__typename).toBe('Payment');

  for (const [index, events] of rest.entries()) {
    const seen = [(firsts[index]?.value as Answer).data, ...(await events)].map(({ orderChanged }) => orderChanged);
    expect(seen.map(({ state }) => state)).toEqual(['PENDING', 'CONFIRMED']);
    for (const { lines, customer } of seen) {
      expect(lines).toEqual([
        { quantity: 1, variant: { name: 'Seigaiha', product: { name: 'Tenugui', shop: { name: 'Maruya' } } } },
      ]);
      expect(customer).toEqual({ displayName: 'Hanako' });
    }
    expect(seen[0].payment).toBeNull();
    expect(['AUTHORIZED', 'CAPTURED']).toContain(seen.at(-1).payment.state);
  }
  expect((await moved).at(-1).dashboardStats).toMatchObject({
    revenueToday: { amount: '1200', currency: 'JPY' },
    bestSellers: [{ quantity: 1, variant: { name: 'Seigaiha', product: { name: 'Tenugui' } } }],
  });
});

test('a payment is followed, from none at all to the captured one after a declined card', async () => {
  const { client } = graph;
  const shop = await createShop(client);
  const product = await createProduct(client, shop, 5);
  const [hanako, stranger] = await graph.people(2);
  const orderId = await placedOrder(client, shop, product, hanako?.token ?? '');
  const ways = [
    client.overWebSocket(PAYMENT_CHANGED, { id: orderId }, hanako?.token),
    client.overServerSentEvents(PAYMENT_CHANGED, { id: orderId }, shop.owner.token),
  ];
  const is = (state: string) => (data: Answer['data']) => data.paymentChanged?.state === state;
  for (const first of await Promise.all(ways.map((events) => events.next())))
    expect((first.value as Answer).data).toEqual({ paymentChanged: null });

  const declines = Promise.all(ways.map((events) => readUntil(events, is('FAILED'))));
  await payOrder(client, orderId, hanako?.token ?? '', 'tok_declined');
  const declined = (await declines)[0]?.at(-1).paymentChanged;
  expect(declined.failureReason).toBe('CARD_DECLINED');
  const rest = ways.map((events) => readUntil(events, is('CAPTURED')));
  await payOrder(client, orderId, hanako?.token ?? '');
  for (const events of await Promise.all(rest)) {
    const seen = events.map(({ paymentChanged }) => paymentChanged);
    expect(seen.at(-1).id).not.toBe(declined.id);
    expect(seen.at(-1).history.at(-1)).toEqual({ state: 'CAPTURED' });
    expect(seen.at(-1).order).toEqual({ id: orderId, lines: [{ product: { name: 'Tenugui' } }] });
  }

  const hers = client.overWebSocket(PAYMENT_CHANGED, { id: orderId }, stranger?.token);
  expect((await hers.next()).value).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});

test('it was Apollo Router that served the queries: its own counter rises by as many as were sent', async () => {
  const served = async () => {
    const text = await (await fetch(graph.graph.router?.metricsUrl ?? '')).text();
    const lines = text.split('\n').filter((line) => line.startsWith('http_server_request_duration_seconds_count{'));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  };
  const before = await served();
  for (let sent = 0; sent < 25; sent++) await graph.client.data('{ shops { nodes { id } } }');
  expect((await served()) - before).toBe(25);
});
