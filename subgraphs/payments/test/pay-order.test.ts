import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { orderIds } from '../src/ids.ts';
import { eventually } from './eventually.ts';
import { orderEvent, RunningPayments } from './running-payments.ts';

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterEach(() => payments.simulator.behaveNormally());
afterAll(() => payments[Symbol.asyncDispose]());

describe('payOrder', () => {
  test('asks for the new total of an order of which lines were cancelled', async () => {
    const order = await payments.placeOrder();
    const total = { amount: 700, currency: 'JPY' };
    await payments.deliver(orderEvent('OrderLinesCancelled', { ...order, total }, 2));
    expect(await payments.pay(order)).toMatchObject({ state: 'AUTHORIZED', amount: { amount: '700' } });
  });

  test('sets the order’s total aside on the card', async () => {
    const order = await payments.placeOrder();
    const payment = await payments.pay(order);
    expect(payment).toEqual({
      __typename: 'Payment',
      id: expect.stringMatching(/^pay_/),
      state: 'AUTHORIZED',
      amount: { amount: '1200', currency: 'JPY' },
      captured: { amount: '0' },
      failureReason: null,
      version: 2,
      order: { id: orderIds.encode(order.shopId, order.orderId) },
    });
    expect(await payments.simulator.charges(payment.id)).toMatchObject([{ state: 'AUTHORIZED', amount: 1200 }]);
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized']);
  });

  test('asks reservations for an order whose event has not come', async () => {
    const order = await payments.placeOrder({}, false);
    expect(await payments.pay(order)).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
    const asked = payments.reservations.requests.filter(({ path }) => path === '/internal/orders');
    expect(asked.map(({ body }) => body)).toContainEqual({
      orders: [{ shopId: order.shopId, orderId: order.orderId }],
    });
  });

  test('answers a coded error when nobody knows the order and reservations is down', async () => {
    await using other = await RunningPayments.start();
    await other.reservations.close();
    const order = await other.placeOrder({}, false);
    const { errors } = await other.graphql(order.accountId, PAY_MINIMAL, { id: idOf(order) });
    expect(errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    expect(await other.paymentsOf(order)).toEqual([]);
  });

  test.each([
    ['tok_declined', 'CARD_DECLINED'],
    ['tok_insufficient_funds', 'INSUFFICIENT_FUNDS'],
    ['tok_expired_card', 'EXPIRED_CARD'],
    ['tok_unheard_of', 'UNKNOWN_CARD'],
  ])('with %s is declined as %s, and the order can be paid with another card', async (card, reason) => {
    const order = await payments.placeOrder();
    const declined = await payments.pay(order, { card, key: 'first' });
    expect(declined).toMatchObject({
      __typename: 'PaymentDeclined',
      code: 'PAYMENT_DECLINED',
      retryable: false,
      reason,
      payment: { state: 'FAILED', failureReason: reason },
    });
    expect(await payments.pay(order, { card, key: 'first' })).toEqual(declined);
    expect(await payments.pay(order, { key: 'second' })).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
    expect(await payments.eventsOf(order)).toEqual(['PaymentFailed', 'PaymentAuthorized']);
  });

  test('charges once when it is sent 100 times at once with one key, and answers all alike', async () => {
    const order = await payments.placeOrder();
    const answers = await Promise.all(Array.from({ length: 100 }, () => payments.pay(order, { key: 'one' })));
    const [first] = answers;
    expect(first).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
    for (const answer of answers) expect(answer).toEqual(first);
    expect(await payments.simulator.charges(first?.id ?? '')).toHaveLength(1);
    expect(await payments.paymentsOf(order)).toHaveLength(1);
  });

  test('makes one live payment of two keys at once', async () => {
    const order = await payments.placeOrder();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, nth) => payments.pay(order, { key: `key ${nth}`, card: 'tok_visa' })),
    );
    const kinds = answers.map(({ __typename }) => __typename);
    expect(kinds.filter((kind) => kind === 'Payment')).toHaveLength(1);
    for (const kind of kinds) expect(['Payment', 'PaymentInProgress', 'AlreadyPaid']).toContain(kind);
    const { payments: charges } = await payments.simulator.books();
    const ids = answers.flatMap((answer) => (answer.__typename === 'Payment' ? answer.id : answer.payment.id));
    expect(new Set(ids).size).toBe(1);
    expect(charges.filter(({ reference }) => reference === ids[0])).toHaveLength(1);
    expect(await payments.paymentsOf(order)).toEqual([{ state: 'AUTHORIZED', goal: 'AUTHORIZE' }]);
  });

  test('refuses a second payment while the first is under way, and after it', async () => {
    const order = await payments.placeOrder();
    await payments.simulator.behave({ delayMilliseconds: null });
    const first = await payments.pay(order, { card: 'tok_delayed' });
    expect(first).toMatchObject({ __typename: 'Payment', state: 'PROCESSING' });
    expect(await payments.pay(order)).toMatchObject({
      __typename: 'PaymentInProgress',
      retryable: true,
      payment: { id: first.id, state: 'PROCESSING' },
    });
    await payments.simulator.settle(first.id);
    await eventually(
      () => payments.payment(first.id),
      ({ state }) => state === 'AUTHORIZED',
    );
    expect(await payments.pay(order)).toMatchObject({ __typename: 'AlreadyPaid', payment: { id: first.id } });
    await payments.confirm(order, first.id);
    expect(await payments.pay(order)).toMatchObject({ __typename: 'AlreadyPaid', payment: { id: first.id } });
  });

  test('leaves the order payable when a delayed card is declined in the end', async () => {
    const order = await payments.placeOrder();
    await payments.simulator.behave({ delayMilliseconds: null });
    const first = await payments.pay(order, { card: 'tok_delayed_declined', key: 'first' });
    await payments.simulator.settle(first.id);
    await eventually(
      () => payments.payment(first.id),
      ({ state }) => state === 'FAILED',
    );
    expect(await payments.pay(order, { card: 'tok_delayed_declined', key: 'first' })).toMatchObject({
      __typename: 'PaymentDeclined',
      reason: 'CARD_DECLINED',
    });
    expect(await payments.pay(order)).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
  });

  test('refuses the key of another request', async () => {
    const order = await payments.placeOrder();
    const other = await payments.placeOrder({ accountId: order.accountId });
    await payments.pay(order, { key: 'one' });
    const reused = { __typename: 'IdempotencyKeyReused', code: 'IDEMPOTENCY_KEY_REUSED' };
    expect(await payments.pay(order, { key: 'one', card: 'tok_slow' })).toMatchObject(reused);
    expect(await payments.pay(other, { key: 'one' })).toMatchObject(reused);
    expect(await payments.paymentsOf(other)).toEqual([]);
  });

  test('answers a stranger, a missing order, a foreign kind of id and nonsense alike', async () => {
    const order = await payments.placeOrder();
    const notFound = {
      __typename: 'NotFound',
      code: 'NOT_FOUND',
      message: 'There is no such order.',
      retryable: false,
    };
    expect(await payments.pay(order, { as: randomId() })).toEqual(notFound);
    const missing = { ...order, orderId: randomId() };
    expect(await payments.pay(missing)).toEqual(notFound);
    for (const id of ['', 'nonsense', idOf(order).replace('ord_', 'pay_'), 'ord_AAAA']) {
      const { data } = await payments.graphql(order.accountId, PAY_MINIMAL, { id });
      expect(data.payOrder).toEqual({ __typename: 'NotFound', id });
    }
    expect(await payments.paymentsOf(order)).toEqual([]);
  });

  test.each([
    ['OrderCancelled', 'CANCELLED'],
    ['OrderExpired', 'EXPIRED'],
    ['OrderConfirmed', 'CONFIRMED'],
  ] as const)('refuses an order after %s', async (type, state) => {
    const order = await payments.placeOrder();
    await payments.deliver(orderEvent(type, { ...order, state }, 2));
    expect(await payments.pay(order)).toMatchObject({
      __typename: 'OrderNotPayable',
      code: 'ORDER_NOT_PAYABLE',
      orderState: state,
    });
  });

  test('judges expiry itself, and refuses an order of nothing', async () => {
    const late = await payments.placeOrder({ expiresAt: new Date(Date.now() - 1).toISOString() });
    expect(await payments.pay(late)).toMatchObject({ __typename: 'OrderNotPayable', orderState: 'EXPIRED' });
    const free = await payments.placeOrder({ total: { amount: 0, currency: 'JPY' } });
    expect(await payments.pay(free)).toMatchObject({ __typename: 'OrderNotPayable', orderState: 'PENDING' });
  });

  test.each([
    [{ card: '' }, 'method.cardToken'],
    [{ card: 'x'.repeat(201) }, 'method.cardToken'],
    [{ key: '' }, 'idempotencyKey'],
    [{ key: 'x'.repeat(201) }, 'idempotencyKey'],
  ])('refuses %j', async (options, field) => {
    const order = await payments.placeOrder();
    expect(await payments.pay(order, options)).toMatchObject({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      field,
    });
  });

  test('wants somebody who is logged in', async () => {
    const order = await payments.placeOrder();
    const { errors } = await payments.graphql(null, PAY_MINIMAL, { id: idOf(order) });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('takes two statements and no transaction of its own', async () => {
    const order = await payments.placeOrder();
    const { database } = payments.subgraph.kit;
    const statements = jest.spyOn(database, 'query');
    const transactions = jest.spyOn(database, 'transaction');
    await payments.pay(order);
    const ofPayments = statements.mock.calls.filter(([text]) => text.includes('payment'));
    // The relay of the outbox is at work as well.
    const named = transactions.mock.calls.map(([name]) => name).filter((name) => name !== 'sequenceEvents');
    statements.mockRestore();
    transactions.mockRestore();
    expect([ofPayments.length, named]).toEqual([2, []]);
  });
});

const PAY_MINIMAL = `
  mutation ($id: ID!) {
    payOrder(input: { orderId: $id, method: { cardToken: "tok_visa" } }) { __typename ... on NotFound { id } }
  }`;

function idOf({ shopId, orderId }: { shopId: string; orderId: string }): string {
  return orderIds.encode(shopId, orderId);
}
