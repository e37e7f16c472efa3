import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { orderIds, paymentIds } from '../src/ids.ts';
import { type PayResult, RunningPayments, type TestOrder } from './running-payments.ts';
import { SimulatorProcess } from './simulator-process.ts';

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

const RETRY = `
  mutation ($input: RetryPaymentInput!) {
    retryPayment(input: $input) {
      __typename
      ... on Payment { id state }
      ... on Failure { code retryable }
      ... on PaymentDeclined { reason payment { id } }
      ... on PaymentInProgress { message payment { id } }
      ... on AlreadyPaid { payment { id } }
      ... on OrderNotPayable { orderState }
      ... on InvalidInput { field }
      ... on NotFound { id }
    }
  }`;

async function retry(as: Uuid, input: { paymentId: string; method?: object; idempotencyKey?: string }) {
  const { data, errors } = await payments.graphql(as, RETRY, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return (data as { retryPayment: PayResult }).retryPayment;
}

async function declined(): Promise<{ order: TestOrder; id: string }> {
  const order = await payments.placeOrder();
  const { payment } = await payments.pay(order, { card: 'tok_insufficient_funds' });
  return { order, id: payment.id };
}

describe('retryPayment', () => {
  test('follows one that was declined by another with another card, once under one key', async () => {
    const { order, id } = await declined();
    const input = { paymentId: id, method: { cardToken: 'tok_visa' }, idempotencyKey: 'again' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => retry(order.accountId, input)));
    const [first] = answers;
    expect(first).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
    for (const answer of answers) expect(answer).toEqual(first);
    expect(first?.id).not.toBe(id);
    expect(await payments.simulator.charges(first?.id ?? '')).toHaveLength(1);
    expect(await retry(order.accountId, { paymentId: id })).toMatchObject({
      __typename: 'AlreadyPaid',
      payment: { id: first?.id },
    });
    expect(await retry(order.accountId, { ...input, method: { cardToken: 'tok_slow' } })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    });
  });

  test('uses the method it had when none is given', async () => {
    const { order, id } = await declined();
    expect(await retry(order.accountId, { paymentId: id })).toMatchObject({
      __typename: 'PaymentDeclined',
      reason: 'INSUFFICIENT_FUNDS',
    });
    expect(await payments.paymentsOf(order)).toHaveLength(2);
  });

  test('tries one that waits at once', async () => {
    await using other = await RunningPayments.start();
    const port = Number(new URL(other.simulator.url).port);
    await other.simulator.kill();
    const order = await other.placePaidOrder();
    const { paymentId, shopId } = await other.paymentOfOrderBecomes(order, ({ attempts }) => attempts > 0);
    const input = { paymentId: paymentIds.encode(shopId, paymentId) };
    const ask = async () => (await other.graphql(order.accountId, RETRY, { input })).data as { retryPayment: object };
    expect((await ask()).retryPayment).toMatchObject({ __typename: 'PaymentProviderUnavailable', retryable: true });
    other.simulator = await SimulatorProcess.start(port);
    expect((await ask()).retryPayment).toMatchObject({ id: input.paymentId, state: 'AUTHORIZED' });
  });

  test('refuses one that is under way, one that is paid, and one whose order is over', async () => {
    const order = await payments.placeOrder();
    const { payment: failed } = await payments.pay(order, { card: 'tok_insufficient_funds' });
    await payments.simulator.behave({ delayMilliseconds: null });
    const { id } = await payments.pay(order, { card: 'tok_delayed' });
    const again = () => retry(order.accountId, { paymentId: id, method: { cardToken: 'tok_visa' } });
    const underWay = { __typename: 'PaymentInProgress', payment: { id } };
    expect(await again()).toMatchObject({ ...underWay, message: 'This payment is under way.' });
    expect(await retry(order.accountId, { paymentId: failed.id })).toMatchObject({
      ...underWay,
      message: 'Another payment of this order is under way.',
    });
    await payments.simulator.settle(id);
    await payments.paymentBecomes(id, ({ state }) => state === 'AUTHORIZED');
    expect(await again()).toMatchObject({ __typename: 'AlreadyPaid', payment: { id } });
    await payments.cancel(order);
    await payments.paymentBecomes(id, ({ state }) => state === 'VOIDED');
    expect(await again()).toMatchObject({ __typename: 'OrderNotPayable', orderState: 'CANCELLED' });
    expect(await retry(order.accountId, { paymentId: id })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'method',
    });
  });

  test('answers a stranger, a payment that is none and nonsense alike', async () => {
    const { order, id } = await declined();
    const none = paymentIds.encode(order.shopId, randomId());
    for (const [as, paymentId] of [
      [randomId(), id],
      [order.accountId, none],
      [order.accountId, orderIds.encode(order.shopId, order.orderId)],
      [order.accountId, 'nonsense'],
    ] as const) {
      expect(await retry(as, { paymentId })).toEqual({
        __typename: 'NotFound',
        code: 'NOT_FOUND',
        retryable: false,
        id: paymentId,
      });
    }
  });
});

describe('a way to pay', () => {
  test.each([
    [{}, 'method'],
    [{ cardToken: null, easyPay: null }, 'method'],
    [{ cardToken: 'tok_visa', easyPay: { returnUrl: 'https://shop.example' } }, 'method'],
    [{ cardToken: '' }, 'method.cardToken'],
    [{ cardToken: 'tok_\0' }, 'method.cardToken'],
    [{ easyPay: { returnUrl: 'javascript:alert(1)' } }, 'method.easyPay.returnUrl'],
    [{ easyPay: { returnUrl: 'shop.example' } }, 'method.easyPay.returnUrl'],
    [{ easyPay: { returnUrl: '' } }, 'method.easyPay.returnUrl'],
    [{ easyPay: { returnUrl: `https://shop.example/${'x'.repeat(2000)}` } }, 'method.easyPay.returnUrl'],
  ])('%j is refused in %s', async (method, field) => {
    const order = await payments.placeOrder();
    expect(await payments.pay(order, { method })).toMatchObject({ __typename: 'InvalidInput', field });
    expect(await payments.paymentsOf(order)).toEqual([]);
  });

  const LENGTH = 'It must have 1 to 200 characters.';
  const CHARACTERS = 'NUL characters and broken Unicode are not allowed.';
  test.each([
    [{ method: { cardToken: '' } }, 'method.cardToken', LENGTH],
    [{ method: { cardToken: 'tok_\0' } }, 'method.cardToken', CHARACTERS],
    [{ method: { easyPay: { returnUrl: 'https://shop.example/\0' } } }, 'method.easyPay.returnUrl', CHARACTERS],
    [{ key: '' }, 'idempotencyKey', LENGTH],
    [{ key: 'x'.repeat(201) }, 'idempotencyKey', LENGTH],
    [{ key: 'nul\0' }, 'idempotencyKey', CHARACTERS],
    [{ key: 'half a pair \ud800' }, 'idempotencyKey', CHARACTERS],
  ])('or a key, %j, is refused for what is wrong with it', async (options, field, message) => {
    const order = await payments.placeOrder();
    expect(await payments.pay(order, options)).toMatchObject({ __typename: 'InvalidInput', field, message });
  });

  test.each(['4242424242424242', '4242 4242-4242 4242'])('is never the number of a card, %j', async (cardToken) => {
    const { order, id } = await declined();
    const answers = [
      await payments.pay(order, { card: cardToken }),
      await retry(order.accountId, { paymentId: id, method: { cardToken } }),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ __typename: 'InvalidInput', field: 'method.cardToken' });
      expect(JSON.stringify(answer)).not.toContain('4242');
    }
    expect(await payments.paymentsOf(order)).toHaveLength(1);
  });

  test('that nobody takes here is refused as well', async () => {
    await using other = await RunningPayments.start({ PROVIDER_URL: undefined });
    const order = await other.placeOrder();
    const method = { easyPay: { returnUrl: 'https://shop.example' } };
    expect(await other.pay(order, { method })).toMatchObject({ __typename: 'InvalidInput', field: 'method' });
    const placed = await other.placePaidOrder({ kind: 'EASY_PAY', returnUrl: 'https://shop.example' });
    expect(await other.paymentsOf(placed)).toEqual([{ state: 'FAILED', goal: 'AUTHORIZE' }]);
    expect(await other.eventsOf(placed)).toEqual(['PaymentFailed']);
  });
});
