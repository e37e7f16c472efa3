import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { eventually } from './eventually.ts';
import { orderEvent, RunningPayments, type TestOrder, VISA } from './running-payments.ts';

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterEach(async () => {
  await payments.simulator.behaveNormally();
  const { provider, ours } = await payments.sums();
  expect(ours).toEqual(provider);
});
afterAll(() => payments[Symbol.asyncDispose]());

const card = (cardToken: string) => ({ kind: 'CARD', cardToken }) as const;
const isAuthorized = ({ state }: { readonly state: string }) => state === 'AUTHORIZED';
const isFailed = ({ state }: { readonly state: string }) => state === 'FAILED';

/** What is charged to the customer of an order, under whatever name. */
async function chargesOf(order: TestOrder) {
  const ids = await payments.paymentIdsOf(order);
  return (await Promise.all(ids.map((id) => payments.simulator.charges(id)))).flat();
}

describe('an order that is placed with a method', () => {
  test('is paid without further ado', async () => {
    const order = await payments.placePaidOrder();
    // By the consumer's own wake-up: no job runs here.
    await eventually(
      () => payments.paymentsOf(order),
      ([payment]) => payment?.state === 'AUTHORIZED',
    );
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized']);
    expect(await chargesOf(order)).toMatchObject([{ state: 'AUTHORIZED', amount: 1200 }]);
  });

  test('is paid once when its event comes again', async () => {
    const order = await payments.placePaidOrder();
    await payments.paymentOfOrderBecomes(order, isAuthorized);
    await payments.deliver(orderEvent('OrderPlaced', order, 1, { paymentMethod: VISA }));
    await payments.paymentOfOrderBecomes(order, isAuthorized);
    expect(await chargesOf(order)).toHaveLength(1);
  });

  test('is paid in a run of many, each once', async () => {
    const orders = await Promise.all(Array.from({ length: 150 }, () => payments.placeOrder({}, false)));
    await payments.deliver(...orders.map((order) => orderEvent('OrderPlaced', order, 1, { paymentMethod: VISA })));
    for (const order of orders) await payments.paymentOfOrderBecomes(order, isAuthorized);
    const { payments: charges } = await payments.simulator.books();
    const ids = new Set((await Promise.all(orders.map((order) => payments.paymentIdsOf(order)))).flat());
    expect(charges.filter(({ reference }) => ids.has(reference))).toHaveLength(150);
  });

  test('tells the customer where to approve it by easy-pay', async () => {
    const order = await payments.placePaidOrder({ kind: 'EASY_PAY', returnUrl: 'https://shop.example/back' });
    const payment = await payments.paymentOfOrderBecomes(order, ({ actionUrl }) => actionUrl !== null);
    expect(payment).toMatchObject({ state: 'PROCESSING', provider: 'easy-pay' });
    const [id = ''] = await payments.paymentIdsOf(order);
    await payments.simulator.decide(id, true);
    await payments.paymentOfOrderBecomes(order, isAuthorized);
    expect(await payments.payment(id)).toMatchObject({ actionUrl: null });
  });

  test('stays payable when the card is declined, with another one', async () => {
    const order = await payments.placePaidOrder(card('tok_insufficient_funds'));
    await payments.paymentOfOrderBecomes(order, isFailed);
    expect(await payments.eventsOf(order)).toEqual(['PaymentFailed']);
    expect(await payments.pay(order)).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
  });

  test('and by somebody who pays it at the very same moment is paid once', async () => {
    for (let round = 0; round < 20; round++) {
      const order = await payments.placeOrder({}, false);
      const [answer] = await Promise.all([
        payments.pay(order),
        payments.deliver(orderEvent('OrderPlaced', order, 1, { paymentMethod: VISA })),
      ]);
      expect(['Payment', 'PaymentInProgress', 'AlreadyPaid']).toContain(answer.__typename);
      await settled(order);
      expect((await chargesOf(order)).filter(isAuthorized)).toHaveLength(1);
    }
  });

  test('control: two payments would charge twice, if the database let both be alive', async () => {
    const { database } = payments.subgraph.kit;
    await database.query('DROP INDEX payment_one_live_per_order');
    try {
      // Placed with a method that waits for the bank, and paid by hand before anybody looked.
      const order = await payments.placeOrder();
      await payments.pay(order);
      await database.query(
        `INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, method,
                              next_attempt_at, created_at, updated_at)
         SELECT shop_id, $2, order_id, account_id, amount, currency, 'PROCESSING', 'AUTHORIZE', '{"kind":"CARD","cardToken":"tok_visa"}',
                now(), now(), now() FROM payment WHERE order_id = $1`,
        [order.orderId, randomId()],
      );
      await payments.paymentOfOrderBecomes(order, isAuthorized);
      expect((await chargesOf(order)).filter(isAuthorized)).toHaveLength(2);
      await payments.cancel(order);
      await settled(order);
    } finally {
      await database.query(`
        CREATE UNIQUE INDEX payment_one_live_per_order ON payment (shop_id, order_id)
          WHERE state IN ('PROCESSING', 'AUTHORIZED', 'CAPTURED') AND goal <> 'GIVE_BACK'`);
    }
  });

  test('has its payment let go when it was over before the event came', async () => {
    const order = await payments.placeOrder({}, false);
    await payments.deliver(
      orderEvent('OrderPlaced', order, 1, { paymentMethod: VISA }),
      orderEvent('OrderCancelled', { ...order, state: 'CANCELLED' }, 2),
    );
    expect(await payments.paymentOfOrderBecomes(order, isFailed)).toMatchObject({ failureReason: 'ORDER_ENDED' });
    expect(await chargesOf(order)).toEqual([]);
  });

  test('is not asked for while it is about to expire, and then not at all', async () => {
    const order = await payments.placePaidOrder(VISA, { expiresAt: new Date(Date.now() - 1).toISOString() });
    await payments.paymentOfOrderBecomes(order, ({ attempts }) => attempts > 1);
    await payments.deliver(orderEvent('OrderExpired', { ...order, state: 'EXPIRED' }, 2));
    expect(await payments.paymentOfOrderBecomes(order, isFailed)).toMatchObject({ failureReason: 'ORDER_ENDED' });
    expect(await chargesOf(order)).toEqual([]);
  });

  test('is asked for when the hold turns out to be longer', async () => {
    const order = await payments.placePaidOrder(VISA, { expiresAt: new Date(Date.now() - 1).toISOString() });
    await payments.paymentOfOrderBecomes(order, ({ attempts }) => attempts > 1);
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    await payments.deliver(orderEvent('OrderHoldExtended', { ...order, expiresAt }, 2));
    await payments.paymentOfOrderBecomes(order, isAuthorized);
  });

  test('is asked for its total, less what was called off meanwhile', async () => {
    const order = await payments.placeOrder({}, false);
    await payments.deliver(
      orderEvent('OrderPlaced', order, 1, { paymentMethod: VISA }),
      orderEvent('OrderLinesCancelled', { ...order, total: { amount: 700, currency: 'JPY' } }, 2),
    );
    await payments.paymentOfOrderBecomes(order, isAuthorized);
    expect(await chargesOf(order)).toMatchObject([{ amount: 700 }]);
  });

  test.each([{ total: { amount: 0, currency: 'JPY' } }, { paymentPolicy: 'POINTS' as const }])(
    'has no payment where there is nothing to pay: %j',
    async (change) => {
      const order = await payments.placePaidOrder(VISA, change);
      expect(await payments.paymentsOf(order)).toEqual([]);
    },
  );
});

/** Until nothing is to be done about any payment of the order. */
async function settled(order: TestOrder): Promise<void> {
  for (const id of await payments.paymentIdsOf(order))
    await payments.paymentBecomes(id, ({ nextAttemptAt }) => nextAttemptAt === null);
}
