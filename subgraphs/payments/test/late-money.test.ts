import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { keyOf, orderEvent, RunningPayments } from './running-payments.ts';

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

describe('an order that expires', () => {
  /** An order that expires while the provider still thinks, and its payment, which is authorised afterwards. */
  async function lateMoney() {
    const order = await payments.placeOrder();
    await payments.simulator.behave({ delayMilliseconds: null });
    const { id } = await payments.pay(order, { card: 'tok_delayed' });
    await payments.deliver(orderEvent('OrderExpired', { ...order, state: 'EXPIRED' }, 2));
    await payments.simulator.settle(id);
    await payments.paymentBecomes(id, ({ state }) => state === 'AUTHORIZED');
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized']);
    return { order, id };
  }

  test('may take late money after all, which is captured then', async () => {
    const { order, id } = await lateMoney();
    await payments.deliver(orderEvent('OrderConfirmed', { ...order, state: 'CONFIRMED' }, 3, { paymentId: keyOf(id) }));
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
  });

  test('or refuses it, and it goes back', async () => {
    const { order, id } = await lateMoney();
    await payments.deliver(
      orderEvent('OrderPaymentRefused', { ...order, state: 'EXPIRED' }, 2, { paymentId: keyOf(id) }),
    );
    await payments.paymentBecomes(id, ({ state }) => state === 'VOIDED');
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized', 'PaymentVoided']);
  });
});
