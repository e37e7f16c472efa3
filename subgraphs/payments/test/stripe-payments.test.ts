import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import Stripe from 'stripe';
import { sign } from '../simulator/callbacks.ts';
import { paymentIds } from '../src/ids.ts';
import { eventually } from './eventually.ts';
import { RunningPayments } from './running-payments.ts';
import { WEBHOOK_SECRET } from './simulator-process.ts';
import { STRIPE_KEY, STRIPE_WEBHOOK_SECRET, StripeProcess } from './stripe-process.ts';

let stripe: StripeProcess;
let payments: RunningPayments;
const { webhooks } = new Stripe(STRIPE_KEY);

beforeAll(async () => {
  stripe = await StripeProcess.start();
  payments = await RunningPayments.start({
    CARD_PROVIDER: 'stripe',
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_WEBHOOK_SECRET,
    STRIPE_RETURN_URL: 'https://shop.example/paid',
    STRIPE_API_URL: stripe.url,
  });
});
afterEach(() => stripe.behaveNormally());
afterAll(async () => {
  await payments[Symbol.asyncDispose]();
  await stripe[Symbol.asyncDispose]();
});

/** Calls Stripe's webhook with the present PaymentIntent of a payment; the status it is answered with. */
async function callBack(id: string, secret = STRIPE_WEBHOOK_SECRET): Promise<number> {
  const [intent] = await stripe.intents(id);
  const event = {
    id: `evt_${randomId()}`,
    object: 'event',
    type: 'payment_intent.amount_capturable_updated',
    data: { object: intent },
  };
  const payload = JSON.stringify(event);
  return post('stripe', payload, { 'stripe-signature': webhooks.generateTestHeaderString({ payload, secret }) });
}

async function post(provider: string, body: string, headers: Record<string, string>): Promise<number> {
  const url = `${payments.subgraph.url}/webhooks/${provider}`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

describe('with cards at Stripe, an order', () => {
  test('is paid, captured when it is confirmed, and refunded when it is cancelled', async () => {
    const order = await payments.placeOrder();
    const { id, state } = await payments.pay(order);
    expect(state).toBe('AUTHORIZED');
    expect(await payments.payment(id)).toMatchObject({ provider: 'stripe' });
    await payments.confirm(order, id);
    await payments.paymentBecomes(id, (payment) => payment.state === 'CAPTURED');
    await payments.cancel(order);
    await payments.paymentBecomes(id, ({ refundedAmount }) => refundedAmount === 1200);
    const { refunds } = await stripe.books();
    const [intent] = await stripe.intents(id);
    expect(intent).toMatchObject({ status: 'succeeded', amount: 1200 });
    expect(refunds.filter(({ payment_intent }) => payment_intent === intent?.id)).toMatchObject([{ amount: 1200 }]);
    expect(await payments.simulator.charges(id)).toEqual([]);
  });

  test('whose payment’s answer was lost is paid once', async () => {
    await stripe.behave({ mode: 'MUTE', searchLags: true });
    const order = await payments.placeOrder();
    const { id, state } = await payments.pay(order, { card: 'pm_card_visa' });
    expect(state).toBe('PROCESSING');
    await payments.paymentBecomes(id, (payment) => payment.state === 'AUTHORIZED');
    expect(await stripe.intents(id)).toHaveLength(1);
  });

  test('waits for 3-D Secure, and learns of it by a signed webhook call only', async () => {
    const order = await payments.placeOrder();
    const { id, state } = await payments.pay(order, { card: 'tok_threeDSecureRequired' });
    expect(state).toBe('PROCESSING');
    const { providerPaymentId, actionUrl } = await payments.payment(id);
    expect(actionUrl).toBe(`https://hooks.stripe.example/3ds/${providerPaymentId ?? ''}`);
    await stripe.finish(providerPaymentId ?? '', true);

    expect(await callBack(id, 'whsec_guessed')).toBe(401);
    // The simulator's secret is good for its own payments only.
    const payment = {
      id: 'ch_1',
      reference: id,
      state: 'DECLINED',
      declineReason: null,
      capturedAmount: 0,
      refundedAmount: 0,
    };
    const body = JSON.stringify({ id: 'evt_of_another_provider', payment });
    const signature = sign(WEBHOOK_SECRET, Math.floor(Date.now() / 1000), body);
    expect(await post('simulator', body, { 'x-provider-signature': signature })).toBe(200);
    expect(await payments.payment(id)).toMatchObject({ state: 'PROCESSING' });

    expect(await callBack(id)).toBe(200);
    await eventually(
      () => payments.payment(id),
      (row) => row.state === 'AUTHORIZED' && row.actionUrl === null,
    );
  });

  test('is paid by easy-pay all the same', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order, { method: { easyPay: { returnUrl: 'https://shop.example/back' } } });
    expect(await payments.payment(id)).toMatchObject({ provider: 'easy-pay', state: 'PROCESSING' });
    await payments.simulator.decide(id, true);
    await eventually(
      () => payments.payment(id),
      ({ state }) => state === 'AUTHORIZED',
    );
  });

  test('that was paid at the simulator before is captured there', async () => {
    const order = await payments.placeOrder();
    const id = paymentIds.encode(order.shopId, randomId());
    const charge = { reference: id, amount: 1200, currency: 'JPY', cardToken: 'tok_visa' };
    const response = await payments.simulator.request('POST', '/v1/payments', charge);
    const { id: chargeId } = (await response.json()) as { id: string };
    await payments.subgraph.kit.database.query(
      `INSERT INTO payment (shop_id, payment_id, order_id, account_id, amount, currency, state, goal, provider,
                            provider_payment_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, 1200, 'JPY', 'AUTHORIZED', 'AUTHORIZE', 'simulator', $5, now(), now())`,
      [order.shopId, paymentIds.decode(id)?.key, order.orderId, order.accountId, chargeId],
    );
    await payments.confirm(order, id);
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
    expect(await payments.simulator.charges(id)).toMatchObject([{ state: 'CAPTURED', capturedAmount: 1200 }]);
  });
});
