import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { EasyPayAdapter } from '../src/provider/easy-pay.adapter.ts';
import type { ProviderPayment } from '../src/provider/provider.ts';
import { SimulatorAdapter } from '../src/provider/simulator.adapter.ts';
import { Merchant } from './merchant.ts';
import { PROVIDER_SECRET, SimulatorProcess, WEBHOOK_SECRET } from './simulator-process.ts';

let simulator: SimulatorProcess;
let merchant: Merchant;
let easyPay: EasyPayAdapter;
let count = 0;

beforeAll(async () => {
  simulator = await SimulatorProcess.start();
  merchant = await Merchant.start();
  await simulator.behave({ easyPayWebhookUrl: merchant.url });
  easyPay = new EasyPayAdapter(options());
});
afterEach(() => simulator.behaveNormally());
afterAll(async () => {
  await easyPay.close();
  await simulator[Symbol.asyncDispose]();
  await merchant[Symbol.asyncDispose]();
});

const options = (secret = PROVIDER_SECRET) => ({
  url: simulator.url,
  secret,
  webhookSecret: WEBHOOK_SECRET,
  timeoutMilliseconds: 5_000,
  connections: 4,
});

const amount = { amount: 1200, currency: 'JPY' };
const method = { kind: 'EASY_PAY', returnUrl: 'https://shop.example/back' } as const;
const request = (reference: string) => ({ reference, idempotencyKey: `${reference}:authorize`, amount, method });
const lookUp = (reference: string) => ({ ...request(reference), providerPaymentId: null, createdAt: new Date() });

/** A payment that waits for its customer. */
async function asked(): Promise<{ reference: string; payment: ProviderPayment; id: string }> {
  const reference = `easy-pay ${++count}`;
  const answer = await easyPay.authorize(request(reference));
  if (answer.outcome !== 'ANSWERED') throw new Error(answer.outcome);
  return { reference, payment: answer.payment, id: answer.payment.providerPaymentId ?? '' };
}

async function found(reference: string): Promise<ProviderPayment> {
  const answer = await easyPay.find(lookUp(reference));
  if (answer.outcome !== 'ANSWERED') throw new Error(answer.outcome);
  return answer.payment;
}

describe('easy-pay', () => {
  test('waits on its own page, and is then captured and refunded like a card', async () => {
    const { reference, payment, id } = await asked();
    expect(payment).toMatchObject({ reference, state: 'PROCESSING', failureReason: null });
    expect(payment.actionUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/approve\//);
    await simulator.decide(reference, true);
    expect(await found(reference)).toMatchObject({ providerPaymentId: id, state: 'AUTHORIZED', actionUrl: null });
    const call = (step: string) => ({ providerPaymentId: id, idempotencyKey: `${reference}:${step}` });
    expect(await easyPay.capture(call('capture'))).toMatchObject({
      payment: { state: 'CAPTURED', capturedAmount: 1200 },
    });
    expect(await easyPay.void(call('void'))).toMatchObject({ outcome: 'REFUSED' });
    for (let time = 0; time < 2; time++)
      expect(await easyPay.refund({ ...call('refund:1'), amount: 500 })).toEqual({ outcome: 'REFUNDED' });
    expect(await easyPay.refund({ ...call('refund:2'), amount: 701 })).toMatchObject({ outcome: 'REFUSED' });
    expect(await found(reference)).toMatchObject({ state: 'CAPTURED', refundedAmount: 500 });
  });

  test('asked for twice under one key is one payment', async () => {
    const { reference, id } = await asked();
    expect(await easyPay.authorize(request(reference))).toMatchObject({ payment: { providerPaymentId: id } });
    expect(await simulator.charges(reference)).toHaveLength(1);
  });

  test.each([
    ['the customer declines', (reference: string) => simulator.decide(reference, false), 'APPROVAL_DECLINED'],
    ['the time is over', (reference: string) => simulator.settle(reference), 'APPROVAL_EXPIRED'],
  ])('fails when %s', async (_, ends, failureReason) => {
    const { reference } = await asked();
    await ends(reference);
    expect(await found(reference)).toMatchObject({ state: 'FAILED', failureReason, actionUrl: null });
  });

  test('is let go of while it waits', async () => {
    const { reference, id } = await asked();
    const voided = await easyPay.void({ providerPaymentId: id, idempotencyKey: `${reference}:void` });
    expect(voided).toMatchObject({ outcome: 'ANSWERED', payment: { state: 'VOIDED' } });
  });

  test('is told of by callbacks that nobody else can make', async () => {
    const { reference, id } = await asked();
    await simulator.decide(reference, true);
    const [call] = await merchant.hears(reference, 1);
    if (!call) throw new Error('no call');
    expect(easyPay.readCallback(call.headers, call.body, new Date())).toMatchObject({
      outcome: 'GENUINE',
      eventId: call.event.id,
      payment: { reference, providerPaymentId: id, state: 'AUTHORIZED' },
    });
    expect(easyPay.readCallback(call.headers, call.body, new Date(Date.now() + 302_000))).toEqual({ outcome: 'STALE' });
    const changed = Buffer.from(call.body.toString().replace('1200', '1201'));
    expect(easyPay.readCallback(call.headers, changed, new Date())).toEqual({ outcome: 'FORGED' });
    // A card's header is not good for it, and its body is not a card's.
    const cards = new SimulatorAdapter(options());
    expect(cards.readCallback(call.headers, call.body, new Date())).toEqual({ outcome: 'FORGED' });
    const asCard = { 'x-provider-signature': call.headers['x-easy-pay-signature'] };
    expect(cards.readCallback(asCard, call.body, new Date())).toEqual({ outcome: 'MALFORMED' });
    await cards.close();
  });

  test('says UNKNOWN only of what was never asked for, and tells no answer from none', async () => {
    expect(await easyPay.find(lookUp('never asked for'))).toEqual({ outcome: 'UNKNOWN' });
    const { reference } = await asked();
    await simulator.behave({ mode: 'DOWN' });
    expect(await easyPay.find(lookUp(reference))).toMatchObject({ outcome: 'AMBIGUOUS' });
    expect(await easyPay.authorize(request('while it is down'))).toMatchObject({ outcome: 'AMBIGUOUS' });
  });

  test.each([
    ['our key is wrong', () => new EasyPayAdapter(options('not the key')), 'unauthorized'],
    ['nobody listens', () => new EasyPayAdapter({ ...options(), url: 'http://127.0.0.1:9' }), 'ECONNREFUSED'],
  ])('is UNAVAILABLE, not refused, when %s', async (_, open, cause) => {
    const adapter = open();
    const answer = await adapter.authorize(request('is not let in'));
    expect(answer).toEqual({ outcome: 'UNAVAILABLE', cause, retryAt: null });
    await adapter.close();
  });

  test('does not take cards, nor does the card adapter take easy-pay', async () => {
    const cards = new SimulatorAdapter(options());
    const card = { kind: 'CARD', cardToken: 'tok_visa' } as const;
    expect(await easyPay.authorize({ ...request('a card'), method: card })).toMatchObject({ outcome: 'REFUSED' });
    expect(await cards.authorize(request('not a card'))).toMatchObject({ outcome: 'REFUSED' });
    await cards.close();
  });
});
