import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.ts';
import { keyOf, orderEvent, RunningPayments } from './running-payments.ts';

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterEach(async () => {
  await payments.simulator.behaveNormally();
  // After every test, whatever it did: nothing is left hanging, and the two books agree.
  await eventually(
    async () => {
      await payments.subgraph.jobs.runNow('drive due payments');
      return payments.subgraph.kit.database.query('SELECT payment_id FROM payment WHERE next_attempt_at IS NOT NULL');
    },
    (due) => due.length === 0,
  );
  const { provider, ours } = await payments.sums();
  expect(ours).toEqual(provider);
});
afterAll(() => payments[Symbol.asyncDispose]());

describe('an order that is confirmed', () => {
  test('has its payment captured at once', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.confirm(order, id);
    // By the consumer's own wake-up: no job runs here.
    const payment = await eventually(
      () => payments.payment(id),
      ({ state }) => state === 'CAPTURED',
    );
    expect(payment).toMatchObject({ capturedAmount: 1200, goal: 'CAPTURE', nextAttemptAt: null });
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized', 'PaymentCaptured']);
  });

  test('is captured in a run of many with one statement for all of their goals', async () => {
    const orders = await Promise.all(Array.from({ length: 40 }, () => payments.placeOrder()));
    const paid = await Promise.all(orders.map(async (order) => ({ order, id: (await payments.pay(order)).id })));
    await payments.deliver(
      ...paid.map(({ order, id }) =>
        orderEvent('OrderConfirmed', { ...order, state: 'CONFIRMED' }, 2, { paymentId: keyOf(id) }),
      ),
    );
    for (const { id } of paid) {
      await eventually(
        () => payments.payment(id),
        ({ state }) => state === 'CAPTURED',
      );
    }
  });

  test('is captured once when its event comes again', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await Promise.all([payments.confirm(order, id), payments.confirm(order, id)]);
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
    await payments.confirm(order, id);
    expect(await payments.simulator.charges(id)).toMatchObject([{ state: 'CAPTURED', capturedAmount: 1200 }]);
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized', 'PaymentCaptured']);
  });

  test('is captured later when the provider does not answer now', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.simulator.behave({ mode: 'DOWN' });
    await payments.confirm(order, id);
    await payments.paymentBecomes(id, ({ attempts }) => attempts > 1);
    expect(await payments.payment(id)).toMatchObject({ state: 'AUTHORIZED', goal: 'CAPTURE' });
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
  });

  test.each(['SILENT', 'BROKEN'] as const)('is captured once by a provider that is %s', async (mode) => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.simulator.behave({ mode });
    await payments.confirm(order, id);
    await eventually(
      () => payments.simulator.charges(id),
      ([charge]) => charge?.state === 'CAPTURED',
    );
    expect(await payments.payment(id)).toMatchObject({ state: 'AUTHORIZED' });
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
  });
});

describe('an order that is cancelled', () => {
  test('before the capture has its payment voided', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.cancel(order);
    await payments.paymentBecomes(id, ({ state }) => state === 'VOIDED');
    expect(await payments.simulator.charges(id)).toMatchObject([{ state: 'VOIDED', capturedAmount: 0 }]);
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized', 'PaymentVoided']);
  });

  test('after the capture has it refunded in full', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.confirm(order, id);
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
    await payments.cancel(order);
    await payments.paymentBecomes(id, ({ refundedAmount }) => refundedAmount === 1200);
    expect(await payments.simulator.charges(id)).toMatchObject([{ state: 'CAPTURED', refundedAmount: 1200 }]);
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized', 'PaymentCaptured', 'PaymentRefunded']);
    const { data } = await payments.graphql(order.accountId, REFUNDS, { id });
    expect(data).toMatchObject({
      payment: {
        state: 'CAPTURED',
        captured: { amount: '1200' },
        refunded: { amount: '1200' },
        refunds: [{ amount: { amount: '1200', currency: 'JPY' }, state: 'SUCCEEDED' }],
      },
    });
  });

  test('during the capture ends with the money back', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.simulator.behave({ latencyMilliseconds: 150 });
    await payments.confirm(order, id);
    await payments.cancel(order);
    await payments.simulator.behaveNormally();
    const payment = await payments.paymentBecomes(
      id,
      ({ state, refundedAmount }) => state === 'VOIDED' || refundedAmount === 1200,
    );
    expect(payment.goal).toBe('GIVE_BACK');
  });

  test('while a capture of another process crosses the void ends with the money back', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    const { providerPaymentId } = await payments.payment(id);
    // Captured by a process that died before it could say so; this one only knows that it is to be given back.
    await payments.simulator.request(
      'POST',
      `/v1/payments/${providerPaymentId ?? ''}/capture`,
      {},
      { 'idempotency-key': `${id}:capture` },
    );
    await payments.cancel(order);
    await payments.paymentBecomes(id, ({ refundedAmount }) => refundedAmount === 1200);
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized', 'PaymentCaptured', 'PaymentRefunded']);
  });

  test('in the same run as its confirmation is not captured', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.deliver(
      orderEvent('OrderConfirmed', { ...order, state: 'CONFIRMED' }, 2, { paymentId: keyOf(id) }),
      orderEvent('OrderCancelled', { ...order, state: 'CANCELLED' }, 3),
    );
    await payments.paymentBecomes(id, ({ state }) => state === 'VOIDED');
  });

  test('while the provider still thinks has its authorisation voided, and nobody confirms it by mistake', async () => {
    const order = await payments.placeOrder();
    await payments.simulator.behave({ delayMilliseconds: null });
    const { id } = await payments.pay(order, { card: 'tok_delayed' });
    await payments.cancel(order);
    await payments.simulator.settle(id);
    await payments.paymentBecomes(id, ({ state }) => state === 'VOIDED');
    expect(await payments.simulator.charges(id)).toMatchObject([{ state: 'VOIDED' }]);
    expect(await payments.eventsOf(order)).toEqual(['PaymentVoided']);
  });

  test('at the very moment of paying never keeps the money', async () => {
    for (let round = 0; round < 20; round++) {
      const order = await payments.placeOrder();
      const [answer] = await Promise.all([payments.pay(order), payments.cancel(order)]);
      if (answer.__typename !== 'Payment') {
        expect(answer).toMatchObject({ __typename: 'OrderNotPayable', orderState: 'CANCELLED' });
        continue;
      }
      const payment = await payments.payment(answer.id);
      // Cancelled after we looked and authorised before we heard: reservations gets the event, and refuses.
      if (payment.goal === 'AUTHORIZE')
        await payments.deliver(orderEvent('OrderPaymentRefused', order, 4, { paymentId: keyOf(answer.id) }));
      await payments.paymentBecomes(answer.id, ({ state }) => state === 'VOIDED');
    }
  });
});

describe('a payment that its order cannot take', () => {
  test('is voided', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.deliver(
      orderEvent('OrderPaymentRefused', order, 2, { paymentId: keyOf(id), reason: 'OUT_OF_STOCK' }),
    );
    await payments.paymentBecomes(id, ({ state }) => state === 'VOIDED');
  });

  test('leaves other payments of the order alone', async () => {
    const order = await payments.placeOrder();
    const declined = await payments.pay(order, { card: 'tok_declined' });
    const { id } = await payments.pay(order);
    await payments.deliver(orderEvent('OrderPaymentRefused', order, 2, { paymentId: keyOf(declined.payment.id) }));
    await payments.confirm(order, id);
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
  });
});

describe('a refund', () => {
  test('that fails is tried again under its own number until the money is back', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.confirm(order, id);
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
    await payments.simulator.behave({ refundsFail: true });
    await payments.cancel(order);
    await payments.paymentBecomes(id, ({ attempts }) => attempts >= 2);
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(id, ({ refundedAmount }) => refundedAmount === 1200);
    const { data } = await payments.graphql(order.accountId, REFUNDS, { id });
    const states = (data as { payment: { refunds: { state: string }[] } }).payment.refunds.map(({ state }) => state);
    expect(states.at(-1)).toBe('SUCCEEDED');
    expect(states.slice(0, -1)).toEqual(states.slice(0, -1).map(() => 'FAILED'));
  });

  test('whose answer was lost happens once', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.confirm(order, id);
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
    await payments.simulator.behave({ mode: 'SILENT' });
    await payments.cancel(order);
    await eventually(
      () => payments.simulator.charges(id),
      ([charge]) => charge?.refundedAmount === 1200,
    );
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(id, ({ refundedAmount }) => refundedAmount === 1200);
    const { refunds } = await payments.simulator.books();
    const { providerPaymentId } = await payments.payment(id);
    expect(refunds.filter(({ paymentId }) => paymentId === providerPaymentId)).toHaveLength(1);
  });
});

describe('the database', () => {
  test('refuses what must never be, whoever asks', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    const { database } = payments.subgraph.kit;
    const where = 'WHERE payment_id = $1';
    for (const [change, constraint] of [
      ['captured_amount = 1201, state = $2', 'payment_captured_within_amount'],
      ['refunded_amount = 1, state = $2', 'payment_refunded_within_captured'],
      ['captured_amount = 1, state = $2', 'payment_captured_when_captured'],
    ] as const) {
      const state = constraint === 'payment_captured_within_amount' ? 'CAPTURED' : 'AUTHORIZED';
      await expect(database.query(`UPDATE payment SET ${change} ${where}`, [keyOf(id), state])).rejects.toMatchObject({
        constraint,
      });
    }
    const second = `INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, created_at, updated_at)
      SELECT shop_id, gen_random_uuid(), order_id, account_id, amount, currency, 'PROCESSING', 'AUTHORIZE', now(), now() FROM payment ${where}`;
    await expect(database.query(second, [keyOf(id)])).rejects.toMatchObject({
      constraint: 'payment_one_live_per_order',
    });
    for (const change of ['UPDATE payment_event SET state = state', 'DELETE FROM payment_event'])
      await expect(database.query(change)).rejects.toMatchObject({ code: '23001' });
    await payments.cancel(order);
  });

  test('keeps the whole history of a payment, one row a version', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    await payments.confirm(order, id);
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
    await payments.cancel(order);
    await payments.paymentBecomes(id, ({ refundedAmount }) => refundedAmount === 1200);
    const history = await payments.subgraph.kit.database.query(
      `SELECT version, state, goal, captured_amount AS captured, refunded_amount AS refunded
         FROM payment_event WHERE payment_id = $1 ORDER BY version`,
      [keyOf(id)],
    );
    expect(history).toEqual([
      { version: 1, state: 'PROCESSING', goal: 'AUTHORIZE', captured: 0, refunded: 0 },
      { version: 2, state: 'AUTHORIZED', goal: 'AUTHORIZE', captured: 0, refunded: 0 },
      { version: 3, state: 'CAPTURED', goal: 'CAPTURE', captured: 1200, refunded: 0 },
      { version: 4, state: 'CAPTURED', goal: 'GIVE_BACK', captured: 1200, refunded: 1200 },
    ]);
  });
});

const REFUNDS = `
  query ($id: ID!) {
    payment(id: $id) { state captured { amount } refunded { amount } refunds { amount { amount currency } state } }
  }`;
