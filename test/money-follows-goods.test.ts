import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { idCodec } from '@yoyaku/platform/ids';
import { atProvider, contradictions, isAtRest } from './support/money.ts';
import { createProduct, createShop, payOrder, type Person, placedOrder } from './support/store.ts';
import { startTestGraph, type TestGraph } from './support/test-graph.ts';
import { until } from './support/until.ts';

// Money is never kept without goods, goods are never handed over without money: whatever crosses whatever.

const ROUNDS = 20;
const orderIds = idCodec('ord');

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(() => graph.close());

const cancelOrder = (orderId: string, { token }: Person) =>
  graph.client.send(
    'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename ... on Order { state } } }',
    { input: { orderId } },
    token,
  );

async function stateOf(orderId: string, { token }: Person): Promise<string> {
  const { order } = await graph.client.data('query ($id: ID!) { order(id: $id) { state } }', { id: orderId }, token);
  return order.state as string;
}

async function paymentStateOf(orderId: string, { token }: Person): Promise<string | undefined> {
  const document = 'query ($id: ID!) { order(id: $id) { payment { state } } }';
  const { order } = await graph.client.data(document, { id: orderId }, token);
  return order.payment?.state as string | undefined;
}

async function everyOneIs(placed: readonly { person: Person; id: string }[], state: string): Promise<void> {
  await until(async () => {
    const states = await Promise.all(placed.map(({ person, id }) => stateOf(id, person)));
    return states.every((each) => each === state);
  });
}

/** Each round has a customer and an order of one piece. */
async function orders(stock: number, shopChanges: object = {}) {
  const shop = await createShop(graph.client, shopChanges);
  const product = await createProduct(graph.client, shop, stock, { closeWhenSoldOut: false });
  const people = await graph.people(ROUNDS);
  const placed = await Promise.all(
    people.map(async (person) => ({ person, id: await placedOrder(graph.client, shop, product, person.token) })),
  );
  return { shop, product, placed };
}

describe('in the end the books of the provider, the payments, the orders and the stock agree', () => {
  afterEach(async () => {
    await until(() => isAtRest(graph));
    expect(await contradictions(graph)).toEqual([]);
  });

  test.each([
    ['in full', []],
    ['by half', [{ hoursBefore: 0, percent: 50 }]],
  ])('when orders are paid and called off at the same moment, and given back %s', async (_, cancellationTiers) => {
    // So that every step at the provider takes a while in which the others happen.
    await atProvider(graph, 'PATCH', '/admin/behaviour', { latencyMilliseconds: 40 });
    const { placed } = await orders(ROUNDS, { cancellationTiers });
    const cancelled = await Promise.all(
      placed.map(async ({ person, id }, round) => {
        const paid = payOrder(graph.client, id, person.token, round % 8 === 3 ? 'tok_slow' : 'tok_visa');
        // Together; when it is authorised; while it is captured; when it was captured.
        if (round % 4 === 1) await paid;
        else if (round % 4 === 2) await until(async () => (await stateOf(id, person)) === 'CONFIRMED');
        else if (round % 8 === 7) await until(async () => (await paymentStateOf(id, person)) === 'CAPTURED');
        const [, { data }] = await Promise.all([paid, cancelOrder(id, person)]);
        return data?.cancelOrder;
      }),
    );
    await atProvider(graph, 'PATCH', '/admin/behaviour', { latencyMilliseconds: 0 });
    expect(cancelled).toEqual(placed.map(() => ({ __typename: 'Order', state: 'CANCELLED' })));
    await until(() => isAtRest(graph));
    const kept = await graph.database('payments').query<{ kept: number; was_confirmed: boolean }>(
      `SELECT (captured_amount - refunded_amount)::float AS kept, goal = 'CAPTURE' AS was_confirmed
         FROM payment WHERE order_id = ANY($1)`,
      [placed.map(({ id }) => orderIds.decode(id)?.key)],
    );
    const fee = cancellationTiers.length === 0 ? 0 : 600;
    expect(kept.rows.filter(({ kept }) => kept !== 0)).toEqual(
      kept.rows.filter(({ was_confirmed }) => was_confirmed).map(() => ({ kept: fee, was_confirmed: true })),
    );
    // Those of which the confirmation was waited for.
    expect(kept.rows.filter(({ kept }) => kept === fee).length).toBeGreaterThanOrEqual(ROUNDS / 4);
  });

  test('when the bank says yes after the order has run out, and others have taken most of its stock', async () => {
    await atProvider(graph, 'PATCH', '/admin/behaviour', { delayMilliseconds: null });
    const { jobs, timers } = graph.graph.subgraphs.reservations;
    await Promise.all([jobs.stop(), timers.stop()]);
    const { shop, product, placed } = await orders(ROUNDS, { holdTtlSeconds: 3 });
    const payments = await Promise.all(
      placed.map(async ({ person, id }) => {
        const { data } = await payOrder(graph.client, id, person.token, 'tok_delayed');
        return { person, id, reference: data?.payOrder.id as string };
      }),
    );
    await everyOneIs(placed, 'EXPIRED');
    const left = ROUNDS / 4;
    const others = await Promise.all(
      (await graph.people(ROUNDS - left)).map(async (person) => {
        const id = await placedOrder(graph.client, shop, product, person.token);
        await payOrder(graph.client, id, person.token);
        return { person, id };
      }),
    );
    await everyOneIs(others, 'CONFIRMED');

    const settle = ({ reference }: { reference: string }) => atProvider(graph, 'POST', '/admin/settle', { reference });
    // Nobody has written down yet that these have run out: some get what is left, the rest get their money back.
    const firsts = payments.slice(0, ROUNDS / 2);
    await Promise.all(firsts.map(settle));
    const states = async () => Promise.all(firsts.map(({ id, person }) => stateOf(id, person)));
    await until(async () => !(await states()).includes('EXPIRED'));
    expect((await states()).filter((state) => state === 'CONFIRMED')).toHaveLength(left);
    await Promise.all([jobs.runNow('expireOrders'), ...payments.slice(ROUNDS / 2).map(settle)]);
  });

  test('when a declined card is followed by a good one', async () => {
    const { placed } = await orders(ROUNDS);
    await Promise.all(
      placed.map(async ({ person, id }) => {
        const declined = await payOrder(graph.client, id, person.token, 'tok_declined');
        expect(declined.data?.payOrder.__typename).toBe('PaymentDeclined');
        const paid = await payOrder(graph.client, id, person.token);
        expect(paid.data?.payOrder.__typename).toBe('Payment');
        await until(async () => (await stateOf(id, person)) === 'CONFIRMED');
      }),
    );
  });
});

test('and if they did not, it would show', async () => {
  const { rows } = await graph.database('payments').query<{
    provider_payment_id: string;
  }>(`SELECT provider_payment_id FROM payment WHERE captured_amount > 0 AND refunded_amount = 0 LIMIT 1`);
  await atProvider(graph, 'POST', `/v1/payments/${rows[0]?.provider_payment_id}/refunds`, { amount: 1 });
  expect(await contradictions(graph)).toEqual([
    expect.stringMatching(/^pay_\S+ is CAPTURED,1200,0 here and CAPTURED,1200,1 there$/),
    expect.stringMatching(/^order \S+ is CONFIRMED and 1199 was kept for it instead of 1200$/),
  ]);
});
