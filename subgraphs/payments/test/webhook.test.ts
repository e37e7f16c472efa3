import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { sign } from '../simulator/callbacks.ts';
import { paymentIds } from '../src/ids.ts';
import { eventually } from './eventually.ts';
import { RunningPayments } from './running-payments.ts';
import { WEBHOOK_SECRET } from './simulator-process.ts';

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterEach(() => payments.simulator.behaveNormally());
afterAll(() => payments[Symbol.asyncDispose]());

const seconds = () => Math.floor(Date.now() / 1000);

interface Call {
  readonly signature?: string | undefined;
  readonly time?: number;
  readonly secret?: string;
  readonly signed?: string;
}

/** Calls the webhook, signed well unless told otherwise. */
async function call(body: string, { time = seconds(), secret = WEBHOOK_SECRET, signed = body, ...rest }: Call = {}) {
  const signature = 'signature' in rest ? rest.signature : sign(secret, time, signed);
  const response = await fetch(`${payments.subgraph.url}/webhooks/simulator`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(signature === undefined ? {} : { 'x-provider-signature': signature }),
    },
    body,
  });
  const answer = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: answer.errors?.[0]?.extensions.code ?? null };
}

function callbackOf(reference: string, state = 'AUTHORIZED'): string {
  const payment = {
    id: `ch_${randomId()}`,
    reference,
    state,
    declineReason: state === 'DECLINED' ? 'card_declined' : null,
    capturedAmount: 0,
    refundedAmount: 0,
  };
  return JSON.stringify({ id: `evt_${randomId()}`, type: 'payment.authorized', createdAt: new Date(), payment });
}

/** A payment that waits for its webhook. */
async function delayedPayment(): Promise<string> {
  await payments.simulator.behave({ delayMilliseconds: null });
  const order = await payments.placeOrder();
  return (await payments.pay(order, { card: 'tok_delayed' })).id;
}

describe('the provider’s webhook', () => {
  test('settles a delayed payment', async () => {
    const id = await delayedPayment();
    await payments.simulator.settle(id);
    await eventually(
      () => payments.payment(id),
      ({ state }) => state === 'AUTHORIZED',
    );
  });

  test('may tell everything ten times, in an order of chance, while the client polls and retries', async () => {
    await payments.simulator.behave({ callbacks: 'EVERY_CHANGE', callbackCopies: 10, callbacksHeld: true });
    await payments.simulator.behave({ delayMilliseconds: null });
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order, { card: 'tok_delayed', key: 'one' });
    await payments.simulator.settle(id);
    const polls = Array.from({ length: 10 }, () => payments.pay(order, { card: 'tok_delayed', key: 'one' }));
    await payments.simulator.releaseCallbacks();
    for (const answer of await Promise.all(polls)) expect(answer).toMatchObject({ __typename: 'Payment', id });
    await eventually(
      () => payments.payment(id),
      ({ state }) => state === 'AUTHORIZED',
    );
    await payments.confirm(order, id);
    await payments.paymentBecomes(id, ({ state }) => state === 'CAPTURED');
    await payments.cancel(order);
    await payments.paymentBecomes(id, ({ refundedAmount }) => refundedAmount === 1200);
    // Now authorized, captured and refunded come all over again.
    await payments.simulator.releaseCallbacks();
    const ofThis = await eventually(
      async () => (await payments.simulator.callbacks()).filter(({ event }) => event.payment?.reference === id),
      (callbacks) => callbacks.every(({ delivered }) => delivered),
    );
    expect(ofThis).toHaveLength(30);
    expect(await payments.payment(id)).toMatchObject({ state: 'CAPTURED', refundedAmount: 1200, version: 5 });
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized', 'PaymentCaptured', 'PaymentRefunded']);
    expect(await payments.simulator.charges(id)).toHaveLength(1);
  });

  test('may be faster than the provider’s own answer', async () => {
    await payments.simulator.behave({ callbacks: 'EVERY_CHANGE', latencyMilliseconds: 50 });
    const order = await payments.placeOrder();
    expect(await payments.pay(order)).toMatchObject({ __typename: 'Payment', state: 'AUTHORIZED' });
    expect(await payments.eventsOf(order)).toEqual(['PaymentAuthorized']);
  });

  test('that comes out of order changes nothing', async () => {
    const order = await payments.placeOrder();
    const { id } = await payments.pay(order);
    const before = await payments.payment(id);
    for (const state of ['PROCESSING', 'AUTHORIZED', 'DECLINED'])
      expect(await call(callbackOf(id, state))).toEqual({ status: 200, code: null });
    expect(await payments.payment(id)).toEqual(before);
  });

  test.each<[string, Call, number, string]>([
    ['without a signature', { signature: undefined }, 401, 'SIGNATURE_INVALID'],
    ['with a nonsense signature', { signature: 'nonsense' }, 401, 'SIGNATURE_INVALID'],
    ['signed by another secret', { secret: 'guessed' }, 401, 'SIGNATURE_INVALID'],
    ['signed for another body', { signed: '{}' }, 401, 'SIGNATURE_INVALID'],
    ['from ten minutes ago, replayed', { time: seconds() - 600 }, 401, 'SIGNATURE_STALE'],
    ['from the future', { time: seconds() + 600 }, 401, 'SIGNATURE_STALE'],
  ])('%s is refused and changes nothing', async (_, how, status, code) => {
    const id = await delayedPayment();
    expect(await call(callbackOf(id), how)).toEqual({ status, code });
    expect(await payments.payment(id)).toMatchObject({ state: 'PROCESSING' });
  });

  test.each(['not JSON', '{}', '[]', 'null', '{"payment":{"state":"RICH"}}', ''])(
    'with the body %j, well signed, is refused as malformed',
    async (body) => {
      expect(await call(body)).toEqual({ status: 400, code: 'BAD_REQUEST' });
    },
  );

  test('of a payment nobody knows is taken and forgotten, and answers as for any other', async () => {
    for (const reference of [paymentIds.encode(randomId(), randomId()), 'somebody else’s reference'])
      expect(await call(callbackOf(reference))).toEqual({ status: 200, code: null });
  });

  test('too large to be one is refused', async () => {
    expect((await call('x'.repeat(300_000))).status).toBe(413);
  });
});
