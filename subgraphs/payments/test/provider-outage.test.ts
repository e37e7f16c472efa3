import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.ts';
import { orderEvent, RunningPayments, type TestOrder, VISA } from './running-payments.ts';
import { SimulatorProcess } from './simulator-process.ts';

let payments: RunningPayments;
let port: number;
let isUp = true;

beforeAll(async () => {
  payments = await RunningPayments.start();
  port = Number(new URL(payments.simulator.url).port);
});
beforeEach(() => comeUp());
afterAll(() => payments[Symbol.asyncDispose]());

const isAuthorized = ({ state }: { readonly state: string }) => state === 'AUTHORIZED';
const isFailed = ({ state }: { readonly state: string }) => state === 'FAILED';
const waits = ({ state, attempts }: { readonly state: string; readonly attempts: number }) =>
  state === 'CREATED' && attempts > 0;

/** The provider is gone altogether; what it knew is forgotten. */
async function goDown(): Promise<void> {
  isUp = false;
  await payments.simulator.kill();
}

async function comeUp(): Promise<void> {
  if (isUp) return;
  payments.simulator = await SimulatorProcess.start(port);
  isUp = true;
}

async function authorizationsOf(order: TestOrder): Promise<number> {
  const ids = await payments.paymentIdsOf(order);
  return (await Promise.all(ids.map((id) => payments.simulator.charges(id)))).flat().filter(isAuthorized).length;
}

describe('while the provider cannot be reached', () => {
  test('an order that comes with a method waits, is announced as delayed once, and is collected afterwards', async () => {
    await goDown();
    const order = await payments.placePaidOrder();
    await payments.paymentOfOrderBecomes(order, waits);
    await payments.paymentOfOrderBecomes(order, ({ attempts }) => attempts > 2);
    const [delayed, ...more] = (await payments.subgraph.emitted()).filter(({ shopId }) => shopId === order.shopId);
    expect(delayed).toMatchObject({
      type: 'PaymentDelayed',
      data: {
        orderId: order.orderId,
        accountId: order.accountId,
        amount: order.total,
        retryAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    });
    expect(more).toEqual([]);
    const expiresAt = new Date(Date.parse(order.expiresAt ?? '') + 600_000).toISOString();
    await payments.deliver(orderEvent('OrderHoldExtended', { ...order, expiresAt }, 2));
    await comeUp();
    await payments.paymentOfOrderBecomes(order, isAuthorized);
    expect(await authorizationsOf(order)).toBe(1);
    expect(await payments.eventsOf(order)).toEqual(['PaymentDelayed', 'PaymentAuthorized']);
  });

  test('a hundred wait, and all are collected when it is back, each once', async () => {
    await goDown();
    const orders = await Promise.all(Array.from({ length: 100 }, () => payments.placeOrder({}, false)));
    await payments.deliver(...orders.map((order) => orderEvent('OrderPlaced', order, 1, { paymentMethod: VISA })));
    await allOf(orders, waits);
    await comeUp();
    await allOf(orders, isAuthorized);
    const { payments: charges } = await payments.simulator.books();
    expect(charges).toHaveLength(100);
  });

  test('payOrder says so at once, and what it began is collected without another word', async () => {
    await goDown();
    const order = await payments.placeOrder();
    expect(await payments.pay(order, { key: 'one' })).toMatchObject({ __typename: 'PaymentProviderUnavailable' });
    expect(await payments.pay(order, { key: 'one', card: 'tok_slow' })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
    await comeUp();
    await payments.paymentOfOrderBecomes(order, isAuthorized);
    const paid = await payments.pay(order, { key: 'one' });
    expect(paid).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
    expect(await authorizationsOf(order)).toBe(1);
  });

  test('what waits gives way to another method, even one that is declined', async () => {
    await goDown();
    const order = await payments.placePaidOrder();
    await payments.paymentOfOrderBecomes(order, waits);
    await comeUp();
    expect(await payments.pay(order, { card: 'tok_declined' })).toMatchObject({ __typename: 'PaymentDeclined' });
    const ids = await payments.paymentIdsOf(order);
    const rows = await Promise.all(ids.map((id) => payments.payment(id)));
    expect(rows.map(({ state, failureReason }) => [state, failureReason])).toEqual([
      ['FAILED', 'CARD_DECLINED'],
      ['FAILED', 'SUPERSEDED'],
    ]);
    expect(await payments.pay(order)).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
  });

  test.each([
    ['OrderCancelled', 'CANCELLED'],
    ['OrderExpired', 'EXPIRED'],
  ] as const)('what waits is let go after %s', async (type, state) => {
    await goDown();
    const order = await payments.placePaidOrder();
    await payments.paymentOfOrderBecomes(order, waits);
    await payments.deliver(orderEvent(type, { ...order, state }, 2));
    // Without the provider: nothing was ever asked of it.
    const payment = await payments.paymentOfOrderBecomes(order, isFailed);
    expect(payment).toMatchObject({ failureReason: 'ORDER_ENDED', nextAttemptAt: null });
    expect(await payments.eventsOf(order)).toEqual(['PaymentDelayed', 'PaymentFailed']);
  });

  test('what was called off while it was asked for is let go as well', async () => {
    await goDown();
    const order = await payments.placeOrder();
    await Promise.all([payments.pay(order), payments.cancel(order)]);
    const ids = await payments.paymentIdsOf(order);
    if (ids.length > 0) await payments.paymentOfOrderBecomes(order, isFailed);
  });
});

describe('when the provider is back', () => {
  test('the worker, the same request and another one do not charge twice between them', async () => {
    await goDown();
    const orders = await Promise.all(Array.from({ length: 20 }, () => payments.placeOrder()));
    await Promise.all(orders.map((order) => payments.pay(order, { key: 'same' })));
    await comeUp();
    const answers = await Promise.all(
      orders.flatMap((order) => [
        payments.pay(order, { key: 'same' }),
        payments.pay(order, { key: 'other' }),
        payments.subgraph.jobs.runNow('drive due payments').then(() => null),
      ]),
    );
    await allOf(orders, isAuthorized);
    for (const order of orders) {
      expect((await payments.paymentsOf(order)).filter(isAuthorized)).toHaveLength(1);
      expect(await authorizationsOf(order)).toBe(1);
    }
    const possible = ['Payment', 'PaymentInProgress', 'AlreadyPaid', 'PaymentDeclined', 'PaymentProviderUnavailable'];
    for (const answer of answers) expect([null, ...possible]).toContain(answer?.__typename ?? null);
  });
});

/** Drives what is due until some payment of each of these orders is as wanted. */
async function allOf(orders: readonly TestOrder[], isWanted: typeof waits): Promise<void> {
  await eventually(
    async () => {
      await payments.subgraph.jobs.runNow('drive due payments');
      const rows = await payments.subgraph.kit.database.query<{ orderId: string; state: string; attempts: number }>(
        'SELECT order_id AS "orderId", state, attempts FROM payment WHERE order_id = ANY($1)',
        [orders.map(({ orderId }) => orderId)],
      );
      return new Set(rows.filter(isWanted).map(({ orderId }) => orderId)).size;
    },
    (count) => count === orders.length,
  );
}
