import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { shopIds } from '@yoyaku/platform/tenancy/ids';
import { eventually } from './eventually.ts';
import { OrderWithLines } from './paid-order.ts';
import { orderEvent, RunningPayments } from './running-payments.ts';

// What keeps failing is shown to the staff, and is tried on.

let payments: RunningPayments;
const owner = randomId();

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterEach(() => payments.simulator.behaveNormally());
afterAll(() => payments[Symbol.asyncDispose]());

const STUCK = `
  query ($shop: ID!, $first: Int, $after: String) {
    stuckPayments(shopId: $shop, first: $first, after: $after) {
      nodes { payment { id state } step amount { amount currency } failures since nextAttemptAt }
      edges { cursor node { payment { id } } }
      pageInfo { hasNextPage endCursor }
    }
  }`;

async function stuck(shopId: Uuid, page: { first?: number; after?: string } = {}, as: Uuid = owner) {
  const { data, errors } = await payments.graphql(as, STUCK, { shop: shopIds.encode(shopId), ...page });
  if (errors) throw new Error(JSON.stringify(errors));
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states what it expects by expecting it
  return (data as { stuckPayments: any }).stuckPayments;
}

const paid = () => OrderWithLines.paid(payments, [{ total: 1200, startsIn: 1 }], { ownerId: owner });

async function gauge(): Promise<string | undefined> {
  await payments.subgraph.jobs.runNow('count stuck payments');
  const { body } = await payments.subgraph.service.get('/metrics');
  return /^yoyaku_payments_stuck(?:{.*})? (\d+)$/m.exec(String(body))?.[1];
}

describe('a refund that fails', () => {
  test('five times in a row is stuck, is tried on, and is not any more when it has succeeded', async () => {
    const order = await paid();
    const { shopId } = order.order;
    await payments.simulator.behave({ refundsFail: true });
    await payments.deliver(order.cancelled('CUSTOMER'));
    await payments.paymentBecomes(order.paymentId, ({ failures }) => failures === 4);
    expect((await stuck(shopId)).nodes).toEqual([]);
    await payments.paymentBecomes(order.paymentId, ({ failures }) => failures >= 5);
    const { stuckSince } = await payments.payment(order.paymentId);
    const [shown] = (await stuck(shopId)).nodes;
    expect(shown).toMatchObject({
      payment: { id: order.paymentId, state: 'CAPTURED' },
      step: 'REFUND',
      amount: { amount: '600', currency: 'JPY' },
      since: stuckSince?.toISOString(),
    });
    expect(shown.failures).toBeGreaterThanOrEqual(5);
    expect(Date.parse(shown.nextAttemptAt)).toBeGreaterThan(0);
    expect(Number(await gauge())).toBe(1);

    // Later failures do not make it stuck anew.
    await payments.paymentBecomes(order.paymentId, ({ failures }) => failures >= 7);
    expect(await payments.payment(order.paymentId)).toMatchObject({ stuckSince });
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(order.paymentId, ({ refundedAmount }) => refundedAmount === 600);
    expect((await stuck(shopId)).nodes).toEqual([]);
    expect(await payments.payment(order.paymentId)).toMatchObject({ failures: 0, stuckSince: null });
    expect(Number(await gauge())).toBe(0);
    // Each failed attempt is one of its own, in the provider's books as in ours.
    const { refunds } = await payments.simulator.books();
    const { providerPaymentId } = await payments.payment(order.paymentId);
    const states = refunds.filter(({ paymentId }) => paymentId === providerPaymentId).map(({ state }) => state);
    expect(states.length).toBeGreaterThanOrEqual(8);
    expect(states.filter((state) => state === 'SUCCEEDED')).toEqual(['SUCCEEDED']);
  });

  test('and then succeeds begins to count anew', async () => {
    const order = await OrderWithLines.paid(
      payments,
      [
        { total: 500, startsIn: 100 },
        { total: 700, startsIn: 100 },
      ],
      { ownerId: owner },
    );
    for (const [place, back] of [500, 1200].entries()) {
      await payments.simulator.behave({ refundsFail: true });
      await payments.deliver(place === 0 ? order.linesCancelled([0], 'CUSTOMER') : order.cancelled('CUSTOMER'));
      await payments.paymentBecomes(order.paymentId, ({ failures }) => failures === 3);
      await payments.simulator.behaveNormally();
      await payments.paymentBecomes(order.paymentId, ({ refundedAmount }) => refundedAmount === back);
    }
    expect(await payments.payment(order.paymentId)).toMatchObject({ stuckSince: null });
  });
});

test('a capture or a void that cannot be done is stuck as well', async () => {
  const [captured, voided] = await Promise.all(
    [0, 1].map(() => OrderWithLines.place(payments, [{ total: 1200, startsIn: 1 }], { ownerId: owner })),
  );
  if (!captured || !voided) throw new Error('there are two');
  await captured.pay();
  await voided.pay();
  await payments.simulator.behave({ mode: 'DOWN' });
  await captured.confirm();
  await payments.deliver(voided.cancelled('CUSTOMER'));
  for (const [{ paymentId, order }, step] of [
    [captured, 'CAPTURE'],
    [voided, 'VOID'],
  ] as const) {
    await payments.paymentBecomes(paymentId, ({ failures }) => failures >= 5);
    expect((await stuck(order.shopId)).nodes).toMatchObject([{ step, amount: { amount: '1200' } }]);
  }
  await payments.simulator.behaveNormally();
  await payments.paymentBecomes(captured.paymentId, ({ state }) => state === 'CAPTURED');
  await payments.paymentBecomes(voided.paymentId, ({ state }) => state === 'VOIDED');
  for (const { order } of [captured, voided]) expect((await stuck(order.shopId)).nodes).toEqual([]);
});

test('a payment that waits for the bank is not stuck, however often it is asked about', async () => {
  const order = await OrderWithLines.place(payments, [{ total: 1200, startsIn: 1 }], { ownerId: owner });
  await payments.simulator.behave({ delayMilliseconds: null });
  await order.pay('tok_delayed');
  await payments.paymentBecomes(order.paymentId, ({ attempts }) => attempts >= 6);
  expect((await stuck(order.order.shopId)).nodes).toEqual([]);
  expect(await payments.payment(order.paymentId)).toMatchObject({ failures: 0 });
  await payments.simulator.settle(order.paymentId);
  await payments.deliver(orderEvent('OrderCancelled', { ...order.order, state: 'CANCELLED' }, 2));
  await payments.paymentBecomes(order.paymentId, ({ state }) => state === 'VOIDED');
});

describe('the list', () => {
  test('is paged, those stuck longest first', async () => {
    const order = await paid();
    const { shopId } = order.order;
    const { database } = payments.subgraph.kit;
    await database.query(
      `INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, provider_payment_id,
                            failures, stuck_since, created_at, updated_at)
       SELECT shop_id, gen_random_uuid(), gen_random_uuid(), account_id, amount, currency, 'AUTHORIZED', 'CAPTURE', 'ch_x',
              n, date_trunc('milliseconds', now()) - n / 2 * interval '1 minute', now(), now()
         FROM payment CROSS JOIN generate_series(5, 11) n WHERE order_id = $1`,
      [order.order.orderId],
    );
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await stuck(shopId, { first: 3, ...(after === undefined ? {} : { after }) });
      seen.push(...page.nodes.map(({ failures }: { failures: number }) => failures));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(seen.map((failures) => Math.floor(failures / 2))).toEqual([5, 5, 4, 4, 3, 3, 2]);
    expect(new Set(seen).size).toBe(7);
    await database.query(`DELETE FROM payment WHERE provider_payment_id = 'ch_x'`);
  });

  test('is for the staff of the shop alone', async () => {
    const order = await paid();
    const { shopId, accountId } = order.order;
    const employee = randomId();
    payments.subgraph.users.setMember(shopId, employee, 'STAFF');
    expect(await stuck(shopId, {}, employee)).toMatchObject({ nodes: [] });
    for (const as of [accountId, randomId()]) expect(await stuck(shopId, {}, as)).toBeNull();
    const ask = (as: Uuid | null, variables: object) => payments.graphql(as, STUCK, { ...variables });
    expect(await ask(owner, { shop: 'nonsense' })).toEqual({ data: { stuckPayments: null } });
    const shop = shopIds.encode(shopId);
    expect((await ask(null, { shop })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    for (const page of [{ first: 0 }, { first: 101 }, { after: 'nonsense' }])
      expect((await ask(owner, { shop, ...page })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    await eventually(
      () => payments.payment(order.paymentId),
      ({ nextAttemptAt }) => nextAttemptAt === null,
    );
  });
});
