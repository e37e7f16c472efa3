import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.ts';
import { comesToRest, hence, OrderWithLines } from './paid-order.ts';
import { keyOf, orderEvent, RunningPayments } from './running-payments.ts';

// What goes back when a paid order, or a part of it, is called off.

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterEach(async () => {
  await payments.simulator.behaveNormally();
  await comesToRest(payments);
  const { provider, ours } = await payments.sums();
  expect(ours).toEqual(provider);
  // What is kept of orders that are over is what the tiers say, and not a minor unit more or less.
  const kept = await payments.subgraph.kit.database.query(
    `SELECT o.order_id, p.kept, l.fee
       FROM payable_order o
       JOIN (SELECT shop_id, order_id, sum(captured_amount - refunded_amount) AS kept FROM payment GROUP BY 1, 2) p
         USING (shop_id, order_id)
       LEFT JOIN (SELECT shop_id, order_id, sum(paid - refund) AS fee FROM cancelled_line GROUP BY 1, 2) l
         USING (shop_id, order_id)
      WHERE o.state = 'CANCELLED' AND p.kept <> coalesce(l.fee, 0)`,
  );
  expect(kept).toEqual([]);
});
afterAll(() => payments[Symbol.asyncDispose]());

/** Waits until so much is back, drives what is due, and sees that it stays at that. */
async function goesBack({ paymentId }: OrderWithLines, amount: number): Promise<void> {
  await payments.paymentBecomes(paymentId, (payment) => payment.nextAttemptAt === null);
  expect(await payments.payment(paymentId)).toMatchObject({ refundedAmount: amount, refundOwed: amount });
  const [charge] = await payments.simulator.charges(paymentId);
  expect(charge).toMatchObject({ refundedAmount: amount });
}

describe('an order that its customer calls off', () => {
  test.each([
    ['more than a day before', hence(0), 1200],
    ['exactly a day before', hence(24), 1200],
    ['a millisecond later', hence(24, 1), 600],
    ['at the start', hence(48), 600],
    ['a millisecond after the start', hence(48, 1), 0],
  ])('%s is given back by the tiers at that moment, whenever it is heard of', async (_, occurredAt, refund) => {
    const order = await OrderWithLines.paid(payments, [{ total: 1200, startsIn: 48 }]);
    await payments.deliver(order.cancelled('CUSTOMER', occurredAt));
    await goesBack(order, refund);
  });

  test.each([
    ['JPY', 1001, 500],
    ['JPY', 1003, 502],
    ['EUR', 1005, 502],
    ['KWD', 12_345, 6172],
    ['KWD', 12_347, 6174],
  ])('is given back in %s, %d of its smallest units rounded half to even', async (currency, total, refund) => {
    const order = await OrderWithLines.paid(payments, [{ total, startsIn: 1 }], { currency });
    await payments.deliver(order.cancelled('CUSTOMER'));
    await goesBack(order, refund);
  });

  test('is given back by the tiers it was placed under, whatever the shop has changed since', async () => {
    const order = await OrderWithLines.paid(payments, [{ total: 1200, startsIn: 1 }]);
    const { shopId } = order.order;
    const shop = payments.subgraph.users.updateShop(shopId, { cancellationTiers: [{ hoursBefore: 0, percent: 10 }] });
    await payments.subgraph.deliver('users', {
      type: 'ShopUpdated',
      shopId,
      aggregateId: shopId,
      version: shop.version,
      data: shop,
    });
    await payments.deliver(order.cancelled('CUSTOMER'));
    await goesBack(order, 600);
  });

  test('and that has cost a fee cannot be paid again', async () => {
    const order = await OrderWithLines.paid(payments, [{ total: 1200, startsIn: 1 }]);
    await payments.deliver(order.cancelled('CUSTOMER'));
    await goesBack(order, 600);
    expect(await payments.pay(order.order)).toMatchObject({ __typename: 'OrderNotPayable', orderState: 'CANCELLED' });
  });

  test('is given back in full where the shop has no tiers', async () => {
    const order = await OrderWithLines.paid(payments, [{ total: 1200, startsIn: -1 }], { tiers: [] });
    await payments.deliver(order.cancelled('CUSTOMER'));
    await goesBack(order, 1200);
  });

  test('once, however often it is told', async () => {
    const order = await OrderWithLines.paid(payments, [{ total: 1200, startsIn: 1 }]);
    const event = order.cancelled('CUSTOMER');
    await payments.deliver(event, event);
    await payments.deliver(event);
    await goesBack(order, 600);
  });

  test('between confirmation and capture has its fee taken, and the rest given back', async () => {
    const order = await OrderWithLines.place(payments, [{ total: 1200, startsIn: 1 }]);
    await order.pay();
    await payments.deliver(order.confirmed(), order.cancelled('CUSTOMER'));
    await goesBack(order, 600);
    expect(await payments.payment(order.paymentId)).toMatchObject({ state: 'CAPTURED', capturedAmount: 1200 });
    expect(await payments.eventsOf(order.order)).toEqual(['PaymentAuthorized', 'PaymentCaptured', 'PaymentRefunded']);
  });

  test('between confirmation and capture is not captured when nothing is kept', async () => {
    const order = await OrderWithLines.place(payments, [{ total: 1200, startsIn: 100 }]);
    await order.pay();
    await payments.deliver(order.confirmed(), order.cancelled('CUSTOMER'));
    await payments.paymentBecomes(order.paymentId, ({ state }) => state === 'VOIDED');
    expect(await payments.simulator.charges(order.paymentId)).toMatchObject([{ capturedAmount: 0 }]);
  });

  test('during a capture whose answer is lost ends with the fee kept', async () => {
    const order = await OrderWithLines.place(payments, [{ total: 1200, startsIn: 1 }]);
    await order.pay();
    await payments.simulator.behave({ mode: 'SILENT' });
    await order.confirm();
    await eventually(
      () => payments.simulator.charges(order.paymentId),
      ([charge]) => charge?.state === 'CAPTURED',
    );
    await payments.deliver(order.cancelled('CUSTOMER'));
    await payments.simulator.behaveNormally();
    await goesBack(order, 600);
  });

  test('before it was confirmed is given back in full, however late', async () => {
    const order = await OrderWithLines.place(payments, [{ total: 1200, startsIn: -1 }]);
    await order.pay();
    await payments.deliver(order.cancelled('CUSTOMER'));
    await payments.paymentBecomes(order.paymentId, ({ state }) => state === 'VOIDED');
  });

  test('while another of its payments is still thought about has that one given back as a whole', async () => {
    const order = await OrderWithLines.paid(payments, [{ total: 1200, startsIn: 1 }]);
    const { database } = payments.subgraph.kit;
    // As it is when the first was given up, was there after all, and had its order confirmed by the second.
    await database.query(
      `INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, failure_reason,
                            created_at, updated_at)
       SELECT shop_id, gen_random_uuid(), order_id, account_id, amount, currency, 'FAILED', 'AUTHORIZE',
              'NEVER_RECEIVED', created_at, updated_at
         FROM payment WHERE payment_id = $1`,
      [keyOf(order.paymentId)],
    );
    await payments.deliver(order.cancelled('CUSTOMER'));
    await goesBack(order, 600);
    expect(
      await database.query('SELECT goal, refund_owed AS owed FROM payment WHERE order_id = $1 ORDER BY goal', [
        order.order.orderId,
      ]),
    ).toEqual([
      { goal: 'CAPTURE', owed: 600 },
      { goal: 'GIVE_BACK', owed: 1200 },
    ]);
  });
});

describe('an order that the shop or the system calls off', () => {
  test.each(['SHOP', 'SYSTEM'] as const)('(the %s) is given back in full, however late', async (by) => {
    const order = await OrderWithLines.paid(payments, [{ total: 1200, startsIn: -1 }]);
    await payments.deliver(order.cancelled(by));
    await goesBack(order, 1200);
    expect(await payments.payment(order.paymentId)).toMatchObject({ goal: 'GIVE_BACK' });
  });

  test('as told by an earlier version of reservations is given back in full', async () => {
    const order = await OrderWithLines.paid(payments, [{ total: 1200, startsIn: -1 }]);
    const { by: _, ...data } = order.cancelled('CUSTOMER').data as { by?: string };
    const { lines: __, ...older } = data as { lines?: unknown };
    await payments.deliver({ ...orderEvent('OrderCancelled', order.order, 9), data: older as never });
    await payments.paymentBecomes(order.paymentId, ({ refundedAmount }) => refundedAmount === 1200);
  });
});

describe('lines that are called off', () => {
  const LINES = [
    { total: 1001, startsIn: 100 },
    { total: 1003, startsIn: 1 },
    { total: 777, startsIn: null },
    { total: 1005, startsIn: -1 },
  ];
  const REFUNDS = [1001, 502, 777, 0];

  test('one by one give back line for line what the order as a whole would have', async () => {
    const together = await OrderWithLines.paid(payments, LINES);
    await payments.deliver(together.cancelled('CUSTOMER'));
    const oneByOne = await OrderWithLines.paid(payments, LINES);
    let sum = 0;
    for (const place of [0, 1, 2]) {
      await payments.deliver(oneByOne.linesCancelled([place], 'CUSTOMER'));
      await goesBack(oneByOne, (sum += REFUNDS[place] ?? 0));
    }
    // The last lines are the order.
    await payments.deliver(oneByOne.cancelled('CUSTOMER'));
    await goesBack(oneByOne, sum);
    await goesBack(together, sum);
    const { refunds } = await payments.simulator.books();
    const { providerPaymentId } = await payments.payment(oneByOne.paymentId);
    const made = refunds.filter(({ paymentId }) => paymentId === providerPaymentId);
    expect(made.map(({ amount }) => amount)).toEqual([1001, 502, 777]);
  });

  test('of which some are told of twice, and all in one run, give back once', async () => {
    const order = await OrderWithLines.paid(payments, LINES);
    const [first, second] = [order.linesCancelled([0], 'CUSTOMER'), order.linesCancelled([1], 'CUSTOMER')];
    await payments.deliver(first, second, first, order.cancelled('CUSTOMER'), second);
    await goesBack(order, 1001 + 502 + 777);
  });

  test('by the shop go back in full, and what the customer’s own cancellation cost stays', async () => {
    const order = await OrderWithLines.paid(payments, LINES);
    await payments.deliver(order.linesCancelled([1], 'CUSTOMER'));
    await payments.deliver(order.linesCancelled([3], 'SHOP'));
    await goesBack(order, 502 + 1005);
    await payments.deliver(order.cancelled('SHOP'));
    await goesBack(order, 502 + 1005 + 1001 + 777);
  });

  test('between confirmation and capture: all is taken, and theirs given back', async () => {
    const order = await OrderWithLines.place(payments, LINES);
    await order.pay();
    await payments.deliver(order.confirmed(), order.linesCancelled([0], 'CUSTOMER'));
    await goesBack(order, 1001);
  });

  test('while the bank still thinks: the order refuses the payment, which goes back as a whole; the next is right', async () => {
    const order = await OrderWithLines.place(payments, LINES);
    await payments.simulator.behave({ delayMilliseconds: null });
    await order.pay('tok_delayed');
    const first = order.paymentId;
    await payments.deliver(order.linesCancelled([0], 'CUSTOMER'));
    await payments.simulator.settle(first);
    await payments.paymentBecomes(first, ({ state }) => state === 'AUTHORIZED');
    const refused = { paymentId: keyOf(first), reason: 'AMOUNT_CHANGED' };
    await payments.deliver(orderEvent('OrderPaymentRefused', order.order, 3, refused));
    await payments.paymentBecomes(first, ({ state }) => state === 'VOIDED');

    await order.pay();
    await order.confirm();
    await payments.paymentBecomes(order.paymentId, ({ state }) => state === 'CAPTURED');
    expect(await payments.payment(order.paymentId)).toMatchObject({ capturedAmount: 1003 + 777 + 1005 });
    // The line that was never paid gives nothing back.
    await payments.deliver(order.cancelled('CUSTOMER'));
    await goesBack(order, 502 + 777);
  });

  test('go back once by a provider that is silent, broken, and down in between', async () => {
    const order = await OrderWithLines.paid(payments, LINES);
    for (const [place, mode] of (['SILENT', 'BROKEN', 'DOWN'] as const).entries()) {
      await payments.simulator.behave({ mode });
      await payments.deliver(order.linesCancelled([place], 'CUSTOMER'));
      await payments.paymentBecomes(order.paymentId, ({ attempts }) => attempts > 0);
      await payments.simulator.behaveNormally();
    }
    await goesBack(order, 1001 + 502 + 777);
    const { refunds } = await payments.simulator.books();
    const { providerPaymentId } = await payments.payment(order.paymentId);
    const made = refunds.filter(({ paymentId }) => paymentId === providerPaymentId);
    expect(made.reduce((sum, { amount }) => sum + amount, 0)).toBe(1001 + 502 + 777);
  });
});

test('PaymentRefunded says what went back this time, and what goes back in all', async () => {
  const order = await OrderWithLines.paid(payments, [
    { total: 1000, startsIn: 100 },
    { total: 500, startsIn: 1 },
  ]);
  await payments.deliver(order.linesCancelled([0], 'CUSTOMER'));
  await goesBack(order, 1000);
  await payments.deliver(order.cancelled('CUSTOMER'));
  await goesBack(order, 1250);
  const told = (await payments.subgraph.emitted()).filter(
    ({ type, shopId }) => type === 'PaymentRefunded' && shopId === order.order.shopId,
  );
  expect(told.map(({ data }) => data)).toMatchObject([
    { refunded: { amount: 1000, currency: 'JPY' }, owed: { amount: 1000, currency: 'JPY' } },
    { refunded: { amount: 250, currency: 'JPY' }, owed: { amount: 1250, currency: 'JPY' } },
  ]);
});

test('the database refuses to count a line twice, and to owe more than the payment', async () => {
  const order = await OrderWithLines.paid(payments, [{ total: 1200, startsIn: 1 }]);
  await payments.deliver(order.cancelled('CUSTOMER'));
  await goesBack(order, 600);
  const { database } = payments.subgraph.kit;
  await expect(database.query('INSERT INTO cancelled_line SELECT * FROM cancelled_line LIMIT 1')).rejects.toMatchObject(
    {
      constraint: 'cancelled_line_pkey',
    },
  );
  await expect(
    database.query('UPDATE payment SET refund_owed = amount + 1 WHERE payment_id = $1', [keyOf(order.paymentId)]),
  ).rejects.toMatchObject({ constraint: 'payment_owed_within_amount' });
});
