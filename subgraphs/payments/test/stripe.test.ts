import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProviderPayment } from '../src/provider/provider.ts';
import { StripeAdapter } from '../src/provider/stripe.adapter.ts';
import { STRIPE_KEY, STRIPE_WEBHOOK_SECRET, StripeProcess } from './stripe-process.ts';

let server: StripeProcess;
let stripe: StripeAdapter;
/** Does not wait long for what does not come. */
let impatient: StripeAdapter;
let count = 0;

beforeAll(async () => {
  server = await StripeProcess.start();
  stripe = open();
  impatient = open({ timeoutMilliseconds: 300 });
});
afterEach(() => server.behaveNormally());
afterAll(async () => {
  await stripe.close();
  await impatient.close();
  await server[Symbol.asyncDispose]();
});

function open(change: Partial<ConstructorParameters<typeof StripeAdapter>[0]> = {}): StripeAdapter {
  return new StripeAdapter({
    secretKey: STRIPE_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    returnUrl: 'https://shop.example/paid',
    apiUrl: server.url,
    timeoutMilliseconds: 5_000,
    connections: 4,
    ...change,
  });
}

const newReference = () => `pay_${++count}`;
const request = (reference: string, cardToken = 'tok_visa', amount = { amount: 1200, currency: 'JPY' }) => ({
  reference,
  idempotencyKey: `${reference}:authorize`,
  amount,
  method: { kind: 'CARD', cardToken } as const,
});
const lookUp = (reference: string, providerPaymentId: string | null = null, createdAt = new Date()) => ({
  ...request(reference),
  providerPaymentId,
  createdAt,
});

async function authorized(
  ...asked: Parameters<typeof request>
): Promise<ProviderPayment & { providerPaymentId: string }> {
  const answer = await stripe.authorize(request(...asked));
  if (answer.outcome !== 'ANSWERED' || answer.payment.providerPaymentId === null)
    throw new Error(JSON.stringify(answer));
  return { ...answer.payment, providerPaymentId: answer.payment.providerPaymentId };
}

const call = (id: string, step: string) => ({ providerPaymentId: id, idempotencyKey: `${id}:${step}` });

describe('a payment at Stripe', () => {
  test('is a PaymentIntent that is confirmed at once, bears our name, and is captured later', async () => {
    const reference = newReference();
    const { providerPaymentId: id, ...payment } = await authorized(reference, 'tok_visa');
    expect(payment).toMatchObject({ reference, state: 'AUTHORIZED', failureReason: null, actionUrl: null });
    expect(await server.intents(reference)).toMatchObject([
      {
        id,
        asked: {
          amount: '1200',
          currency: 'jpy',
          capture_method: 'manual',
          confirm: 'true',
          allowed_payment_method_types: { 0: 'card' },
          return_url: 'https://shop.example/paid',
          metadata: { reference },
        },
      },
    ]);
    expect(await stripe.capture(call(id, 'capture'))).toMatchObject({
      outcome: 'ANSWERED',
      payment: { state: 'CAPTURED', capturedAmount: 1200, refundedAmount: 0 },
    });
    expect(await stripe.void(call(id, 'void'))).toMatchObject({ outcome: 'REFUSED' });
  });

  test('is let go of, and then not captured', async () => {
    const { providerPaymentId: id } = await authorized(newReference(), 'pm_card_visa');
    expect(await stripe.void(call(id, 'void'))).toMatchObject({ payment: { state: 'VOIDED' } });
    expect(await stripe.capture(call(id, 'capture'))).toMatchObject({ outcome: 'REFUSED' });
    expect(await stripe.find(lookUp('whatever', id))).toMatchObject({ payment: { state: 'VOIDED' } });
  });

  test('asked for twice under one key is one', async () => {
    const reference = newReference();
    const [first, second] = [await authorized(reference), await authorized(reference)];
    expect(second.providerPaymentId).toBe(first.providerPaymentId);
    expect(await server.intents(reference)).toHaveLength(1);
  });

  test.each([
    ['tok_chargeDeclined', 'CARD_DECLINED'],
    ['tok_chargeDeclinedInsufficientFunds', 'INSUFFICIENT_FUNDS'],
    ['tok_chargeDeclinedExpiredCard', 'EXPIRED_CARD'],
    ['tok_unheard_of', 'UNKNOWN_CARD'],
    ['pm_unheard_of', 'UNKNOWN_CARD'],
  ])('by %s fails: %s', async (token, failureReason) => {
    const reference = newReference();
    const answer = await stripe.authorize(request(reference, token));
    expect(answer).toMatchObject({ outcome: 'ANSWERED', payment: { reference, state: 'FAILED', failureReason } });
    const found = await stripe.find(lookUp(reference));
    if (token.includes('unheard')) expect(found).toEqual({ outcome: 'UNKNOWN' });
    else expect(found).toMatchObject({ payment: { state: 'FAILED', failureReason } });
  });

  test.each([
    ['succeeds', true, 'AUTHORIZED', null],
    ['fails', false, 'FAILED', 'APPROVAL_DECLINED'],
  ])('waits for 3-D Secure, which %s', async (_, succeeds, state, failureReason) => {
    const reference = newReference();
    const { providerPaymentId: id, ...waiting } = await authorized(reference, 'tok_threeDSecureRequired');
    expect(waiting).toMatchObject({ state: 'PROCESSING', actionUrl: `https://hooks.stripe.example/3ds/${id}` });
    await server.finish(id, succeeds);
    expect(await stripe.find(lookUp(reference, id))).toMatchObject({
      payment: { state, failureReason, actionUrl: null },
    });
  });

  test.each([
    [1234, 'EUR', '1234'],
    [5120, 'KWD', '5120'],
    [5, 'ISK', '500'],
  ])('of %d minor units of %s is asked for as %s', async (amount, currency, asked) => {
    const reference = newReference();
    const { providerPaymentId: id } = await authorized(reference, 'tok_visa', { amount, currency });
    expect(await server.intents(reference)).toMatchObject([
      { asked: { amount: asked, currency: currency.toLowerCase() } },
    ]);
    expect(await stripe.capture(call(id, 'capture'))).toMatchObject({ payment: { capturedAmount: amount } });
  });

  test.each([
    [{ amount: 5124, currency: 'KWD' }, 'KWD takes no such amount'],
    [{ amount: 49, currency: 'USD' }, 'StripeInvalidRequestError amount_too_small'],
  ])('of %j is refused', async (amount, cause) => {
    expect(await stripe.authorize(request(newReference(), 'tok_visa', amount))).toEqual({ outcome: 'REFUSED', cause });
  });
});

async function captured(currency = 'JPY'): Promise<string> {
  const { providerPaymentId: id } = await authorized(newReference(), 'tok_visa', { amount: 1200, currency });
  await stripe.capture(call(id, 'capture'));
  return id;
}

const refundsOf = async (id: string) =>
  (await server.books()).refunds.filter(({ payment_intent }) => payment_intent === id);

describe('a refund at Stripe', () => {
  test('happens once under its key, and never above what was captured', async () => {
    const id = await captured('ISK');
    for (let time = 0; time < 2; time++)
      expect(await stripe.refund({ ...call(id, 'refund:1'), amount: 700 })).toEqual({ outcome: 'REFUNDED' });
    expect(await stripe.refund({ ...call(id, 'refund:2'), amount: 501 })).toMatchObject({ outcome: 'REFUSED' });
    expect(await stripe.refund({ ...call(id, 'refund:3'), amount: 500 })).toEqual({ outcome: 'REFUNDED' });
    expect(await refundsOf(id)).toMatchObject([{ amount: 70_000 }, { amount: 50_000 }]);
    expect(await stripe.find(lookUp('whatever', id))).toMatchObject({
      payment: { state: 'CAPTURED', capturedAmount: 1200, refundedAmount: 1200 },
    });
  });

  test.each([
    ['pending', 'PENDING'],
    ['failed', 'FAILED'],
  ])('that is %s says so', async (refundStatus, outcome) => {
    const id = await captured();
    await server.behave({ refundStatus });
    expect(await stripe.refund({ ...call(id, 'refund:1'), amount: 100 })).toEqual({ outcome });
  });

  test.each(['MUTE', 'SILENT', 'FAILING'])('whose answer was lost because Stripe was %s happens once', async (mode) => {
    const id = await captured();
    const refund = { ...call(id, 'refund:1'), amount: 1200 };
    await server.behave({ mode });
    expect(await impatient.refund(refund)).toMatchObject({ outcome: 'AMBIGUOUS' });
    await server.behaveNormally();
    for (let time = 0; time < 2; time++) expect(await stripe.refund(refund)).toEqual({ outcome: 'REFUNDED' });
    expect(await refundsOf(id)).toHaveLength(1);
  });
});

describe('without an answer from Stripe', () => {
  test.each(['SILENT', 'DOWN', 'FAILING'])(
    'because it is %s a capture is AMBIGUOUS, and done when asked again',
    async (mode) => {
      const { providerPaymentId: id } = await authorized(newReference());
      await server.behave({ mode });
      expect(await impatient.capture(call(id, 'capture'))).toMatchObject({ outcome: 'AMBIGUOUS' });
      await server.behaveNormally();
      // A failure of its own is what Stripe goes on answering under that key.
      expect(await stripe.capture(call(id, 'capture'))).toMatchObject({ payment: { state: 'CAPTURED' } });
    },
  );

  test('a payment is AMBIGUOUS once its card is known, and is found', async () => {
    const reference = newReference();
    await server.behave({ mode: 'SILENT', searchLags: true });
    expect(await impatient.authorize(request(reference, 'pm_card_visa'))).toMatchObject({ outcome: 'AMBIGUOUS' });
    await server.behave({ mode: 'UP' });
    // Not by the index, which does not have it yet.
    expect(await stripe.find(lookUp(reference))).toMatchObject({ payment: { reference, state: 'AUTHORIZED' } });
    expect(await server.intents(reference)).toHaveLength(1);
  });

  test('not even about the card, nothing was charged: UNAVAILABLE', async () => {
    const reference = newReference();
    await server.behave({ mode: 'SILENT' });
    expect(await impatient.authorize(request(reference, 'tok_visa'))).toMatchObject({ outcome: 'UNAVAILABLE' });
    await server.behaveNormally();
    expect(await server.intents(reference)).toEqual([]);
  });

  test.each([
    ['nobody listens', () => open({ apiUrl: 'http://127.0.0.1:9' }), 'UP'],
    ['the key is wrong', () => open({ secretKey: 'sk_test_of_somebody_else' }), 'UP'],
    ['there are too many requests', () => open(), 'BUSY'],
  ])('that it took the request, since %s, it is UNAVAILABLE', async (_, make, mode) => {
    await server.behave({ mode });
    const adapter = make();
    expect(await adapter.authorize(request(newReference(), 'pm_card_visa'))).toMatchObject({ outcome: 'UNAVAILABLE' });
    await adapter.close();
  });

  test('it is not asked a second time on its own account', async () => {
    await server.behave({ mode: 'FAILING' });
    const before = (await server.books()).requests;
    await stripe.authorize(request(newReference(), 'pm_card_visa'));
    expect((await server.books()).requests).toBe(before + 1);
  });
});

describe('looking for a payment whose answer never came', () => {
  const made = (created: number, reference: string) => ({
    object: 'payment_intent',
    status: 'requires_capture',
    amount: 100,
    amount_received: 0,
    currency: 'jpy',
    metadata: { reference },
    created,
  });
  const now = () => Math.floor(Date.now() / 1000);

  test('says UNKNOWN only when it is not among all that were made since', async () => {
    expect(await stripe.find(lookUp('never asked for'))).toEqual({ outcome: 'UNKNOWN' });
    const reference = newReference();
    const others = Array.from({ length: 250 }, (_, nth) => made(now(), `another ${nth}`));
    await server.make([made(now(), reference), ...others]);
    await server.behave({ searchLags: true });
    expect(await stripe.find(lookUp(reference))).toMatchObject({ payment: { reference } });
    await server.behave({ mode: 'SILENT' });
    expect(await impatient.find(lookUp(reference))).toMatchObject({ outcome: 'AMBIGUOUS' });
  });

  test('lets go of one that was made and never confirmed', async () => {
    const reference = newReference();
    await server.make([{ ...made(now() - 3_600, reference), status: 'requires_confirmation' }]);
    expect(await stripe.find(lookUp(reference, null, new Date(Date.now() - 3_600_000)))).toMatchObject({
      outcome: 'ANSWERED',
      payment: { state: 'VOIDED' },
    });
  });
});
