import { afterAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { StripeAdapter } from './stripe.adapter.ts';

const SECRET = 'whsec_of_the_tests';
const stripe = new StripeAdapter({
  secretKey: 'sk_test_never_used',
  webhookSecret: SECRET,
  returnUrl: 'https://shop.example/paid',
  timeoutMilliseconds: 400,
  connections: 1,
});
afterAll(() => stripe.close());

let count = 0;
const intent = {
  id: 'pi_x',
  object: 'payment_intent',
  status: 'requires_capture',
  currency: 'jpy',
  amount: 1200,
  amount_received: 0,
  latest_charge: 'ch_x',
  last_payment_error: null,
  next_action: null,
  metadata: { reference: 'pay_x' },
};

const sdk = new Stripe('sk_test_never_used');

function signed(payload: string, { secret = SECRET, timestamp = Math.floor(Date.now() / 1000) } = {}) {
  return { 'stripe-signature': sdk.webhooks.generateTestHeaderString({ payload, secret, timestamp }) };
}

function event(type: string, object: object): string {
  return JSON.stringify({ id: `evt_${++count}`, object: 'event', type, data: { object } });
}

describe('Stripe’s webhook', () => {
  const read = (headers: Record<string, string | undefined>, body: string, at = new Date()) =>
    stripe.readCallback(headers, Buffer.from(body), at);

  test('tells of a payment by its PaymentIntent', () => {
    const body = event('payment_intent.amount_capturable_updated', intent);
    expect(read(signed(body), body)).toMatchObject({
      outcome: 'GENUINE',
      eventId: (JSON.parse(body) as { id: string }).id,
      payment: { reference: 'pay_x', providerPaymentId: 'pi_x', state: 'AUTHORIZED' },
    });
  });

  const seconds = Math.floor(Date.now() / 1000);
  const body = event('payment_intent.amount_capturable_updated', intent);
  const at = new Date(seconds * 1000);
  test.each([
    ['300 seconds old', signed(body, { timestamp: seconds - 300 }), 'GENUINE'],
    ['301 seconds old', signed(body, { timestamp: seconds - 301 }), 'STALE'],
    ['300 seconds ahead', signed(body, { timestamp: seconds + 300 }), 'GENUINE'],
    ['301 seconds ahead', signed(body, { timestamp: seconds + 301 }), 'STALE'],
    ['signed by another secret', signed(body, { secret: 'whsec_guessed' }), 'FORGED'],
    ['signed for another body', signed(`${body} `), 'FORGED'],
    ['given a new moment', { 'stripe-signature': signed(body)['stripe-signature'].replace(/t=\d+/, 't=1') }, 'FORGED'],
    ['not signed', {}, 'FORGED'],
  ])('that is %s', (_, headers, outcome) => {
    expect(read(headers, body, at).outcome).toBe(outcome);
  });

  test.each(['not JSON', '{}', 'null', '{"id":"evt_1","type":"payment_intent.succeeded"}'])(
    'with the body %j is malformed',
    (text) => {
      expect(read(signed(text), text)).toEqual({ outcome: 'MALFORMED' });
    },
  );

  test.each([
    ['about something else', event('charge.refunded', { id: 'ch_1' })],
    ['about a payment of another system', event('payment_intent.succeeded', { ...intent, metadata: {} })],
  ])('%s is of no concern', (_, text) => {
    expect(read(signed(text), text)).toEqual({ outcome: 'IRRELEVANT' });
  });
});
