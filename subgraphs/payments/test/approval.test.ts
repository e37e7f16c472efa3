import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { orderEvent, RunningPayments } from './running-payments.ts';

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

describe.each([
  ['a card that needs an approval', { cardToken: 'tok_needs_action' }],
  ['easy-pay', { easyPay: { returnUrl: 'https://shop.example/back' } }],
])('a payment by %s', (_name, method) => {
  /** A payment that waits for its customer. */
  async function awaited() {
    const order = await payments.placeOrder();
    const { id, ...payment } = await payments.pay(order, { method, key: 'one' });
    expect(payment).toMatchObject({ __typename: 'Payment', state: 'PROCESSING' });
    const { actionUrl } = await payments.payment(id);
    expect(actionUrl).toMatch(/^http:/);
    return { order, id };
  }

  test('is authorised when the customer approves', async () => {
    const { order, id } = await awaited();
    await payments.simulator.decide(id, true);
    expect(await payments.paymentBecomes(id, ({ state }) => state === 'AUTHORIZED')).toMatchObject({ actionUrl: null });
    expect(await payments.pay(order, { method, key: 'one' })).toMatchObject({ id, state: 'AUTHORIZED' });
  });

  test('fails when the customer does not, and the order can be paid in another way', async () => {
    const { order, id } = await awaited();
    expect(await payments.pay(order)).toMatchObject({ __typename: 'PaymentInProgress', payment: { id } });
    await payments.simulator.decide(id, false);
    await payments.paymentBecomes(id, ({ failureReason }) => failureReason === 'APPROVAL_DECLINED');
    expect(await payments.pay(order)).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
  });

  test('is taken back when the order is called off, so that nobody approves it any more', async () => {
    const { order, id } = await awaited();
    await payments.cancel(order);
    await payments.paymentBecomes(id, ({ state }) => state === 'VOIDED');
    expect(await payments.simulator.charges(id)).toMatchObject([{ state: 'VOIDED' }]);
  });

  test('may still be approved after the order has expired: reservations decides', async () => {
    const { order, id } = await awaited();
    await payments.deliver(orderEvent('OrderExpired', { ...order, state: 'EXPIRED' }, 2));
    await payments.simulator.decide(id, true);
    await payments.paymentBecomes(id, ({ state }) => state === 'AUTHORIZED');
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized']);
  });
});
