import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { paymentIds } from '../src/ids.ts';
import { comesToRest, hence, OrderWithLines } from './paid-order.ts';
import { keyOf, RunningPayments } from './running-payments.ts';

// Staff gives back money by hand.

let payments: RunningPayments;
const owner = randomId();

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterEach(async () => {
  await payments.simulator.behaveNormally();
  await comesToRest(payments);
  const { provider, ours } = await payments.sums();
  expect(ours).toEqual(provider);
});
afterAll(() => payments[Symbol.asyncDispose]());

const REFUND = `
  mutation ($input: RefundPaymentInput!) {
    refundPayment(input: $input) {
      __typename
      ... on Payment { id state captured { amount } refunded { amount currency } refundOwed { amount } refunds { state } }
      ... on Failure { code retryable }
      ... on NotFound { id }
      ... on InvalidInput { field }
      ... on RefundTooLarge { refundable { amount currency } }
      ... on PaymentNotRefundable { paymentState }
    }
  }`;

interface Asked {
  readonly amount?: string;
  readonly currency?: string;
  readonly as?: Uuid;
  readonly key?: string;
  readonly reason?: string;
}

async function refund(paymentId: string, asked: Asked = {}) {
  const { amount = '500', currency = 'JPY', as = owner, key, reason } = asked;
  const input = {
    paymentId,
    amount: { amount, currency },
    ...(key === undefined ? {} : { idempotencyKey: key }),
    ...(reason === undefined ? {} : { reason }),
  };
  const { data, errors } = await payments.graphql(as, REFUND, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states what it expects by expecting it
  return (data as { refundPayment: any }).refundPayment;
}

const paid = (total = 1200, currency = 'JPY') =>
  OrderWithLines.paid(payments, [{ total, startsIn: 1 }], { ownerId: owner, currency });

async function owedAndRefunded(paymentId: string): Promise<readonly [number, number]> {
  const { refundOwed, refundedAmount } = await payments.payment(paymentId);
  return [refundOwed, refundedAmount];
}

describe('staff gives back', () => {
  test.each([
    ['JPY', '500', '500'],
    ['EUR', '5', '5.00'],
    ['EUR', '0.01', '0.01'],
    ['KWD', '0.5', '0.500'],
    ['KWD', '1.199', '1.199'],
  ])('in %s %s of a payment, and the answer says so', async (currency, amount, refunded) => {
    const { paymentId } = await paid(1200, currency);
    expect(await refund(paymentId, { amount, currency })).toMatchObject({
      __typename: 'Payment',
      id: paymentId,
      state: 'CAPTURED',
      refunded: { amount: refunded, currency },
      refundOwed: { amount: refunded },
      refunds: [{ state: 'SUCCEEDED' }],
    });
  });

  test('in parts until nothing is left, and the order stays as it is', async () => {
    const { paymentId, order } = await paid();
    for (const amount of ['1', '199', '1000']) await refund(paymentId, { amount });
    expect(await owedAndRefunded(paymentId)).toEqual([1200, 1200]);
    expect(await refund(paymentId, { amount: '1' })).toEqual({
      __typename: 'RefundTooLarge',
      code: 'REFUND_TOO_LARGE',
      retryable: false,
      refundable: { amount: '0', currency: 'JPY' },
    });
    expect(await payments.payment(paymentId)).toMatchObject({ goal: 'CAPTURE', state: 'CAPTURED' });
    expect(await payments.eventsOf(order)).toEqual([
      'PaymentAuthorized',
      'PaymentCaptured',
      ...Array.from({ length: 3 }, () => 'PaymentRefunded'),
    ]);
  });

  test('as an employee as well, and who did it and why is kept', async () => {
    const { paymentId, order } = await paid();
    const employee = randomId();
    payments.subgraph.users.setMember(order.shopId, employee, 'STAFF');
    await refund(paymentId, { as: employee, reason: ' The rice was cold. ' });
    expect(
      await payments.subgraph.kit.database.query(
        'SELECT amount, reason, staff_id FROM staff_refund WHERE payment_id = $1',
        [keyOf(paymentId)],
      ),
    ).toEqual([{ amount: 500, reason: 'The rice was cold.', staff_id: employee }]);
  });

  test('once per idempotency key', async () => {
    const { paymentId } = await paid();
    const key = randomId();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund(paymentId, { key })));
    for (const answer of answers) expect(answer).toMatchObject({ __typename: 'Payment', refunded: { amount: '500' } });
    expect(await owedAndRefunded(paymentId)).toEqual([500, 500]);
    expect(await refund(paymentId, { key, amount: '501' })).toMatchObject({ __typename: 'IdempotencyKeyReused' });
    expect(await owedAndRefunded(paymentId)).toEqual([500, 500]);
  });

  test('with a key that is free again after a refusal', async () => {
    const { paymentId } = await paid();
    const key = randomId();
    expect(await refund(paymentId, { key, amount: '1201' })).toMatchObject({ refundable: { amount: '1200' } });
    expect(await refund(paymentId, { key, amount: '1200' })).toMatchObject({ refunded: { amount: '1200' } });
  });

  test('and what the customer calls off afterwards comes on top, up to what was taken', async () => {
    const order = await paid();
    await refund(order.paymentId, { amount: '400' });
    await payments.deliver(order.cancelled('CUSTOMER', hence(0)));
    await payments.paymentBecomes(order.paymentId, ({ refundedAmount }) => refundedAmount === 1000);
    expect(await refund(order.paymentId, { amount: '201' })).toMatchObject({ refundable: { amount: '200' } });
    expect(await refund(order.paymentId, { amount: '200' })).toMatchObject({ refunded: { amount: '1200' } });

    const other = await paid();
    await refund(other.paymentId, { amount: '700' });
    await payments.deliver(other.cancelled('SHOP'));
    await payments.paymentBecomes(other.paymentId, ({ refundedAmount }) => refundedAmount === 1200);
  });

  test('while the provider is silent: it is owed at once, and goes back once', async () => {
    const { paymentId } = await paid();
    await payments.simulator.behave({ mode: 'SILENT' });
    expect(await refund(paymentId)).toMatchObject({
      refunded: { amount: '0' },
      refundOwed: { amount: '500' },
      refunds: [{ state: 'PENDING' }],
    });
    expect(await refund(paymentId, { amount: '701' })).toMatchObject({ refundable: { amount: '700' } });
    await payments.simulator.behaveNormally();
    await payments.paymentBecomes(paymentId, ({ refundedAmount }) => refundedAmount === 500);
    expect(await payments.simulator.charges(paymentId)).toMatchObject([{ refundedAmount: 500 }]);
  });

  test('and what the provider’s own people gave back under our refund’s key is not given back again', async () => {
    const { paymentId } = await paid();
    const { providerPaymentId } = await payments.payment(paymentId);
    await payments.simulator.request('POST', `/v1/payments/${providerPaymentId ?? ''}/refunds`, { amount: 900 });
    // All the provider has left is 300, so it refuses 1000: its books say that 900 of them are back.
    await refund(paymentId, { amount: '1000' });
    await payments.paymentBecomes(paymentId, ({ refundedAmount }) => refundedAmount === 1000);
    expect(await payments.simulator.charges(paymentId)).toMatchObject([{ refundedAmount: 1000 }]);
  });
});

describe('a refund that was refused', () => {
  test('is not made twice when the money turns out to be back', async () => {
    const { paymentId } = await paid();
    const { providerPaymentId } = await payments.payment(paymentId);
    await payments.simulator.behave({ refundsFail: true });
    await refund(paymentId);
    expect(await owedAndRefunded(paymentId)).toEqual([500, 0]);
    await payments.simulator.behaveNormally();
    // The bank had said no, and did it after all.
    await payments.simulator.request('POST', `/v1/payments/${providerPaymentId ?? ''}/refunds`, { amount: 500 });
    await payments.paymentBecomes(paymentId, ({ refundedAmount }) => refundedAmount === 500);
    expect(await payments.simulator.charges(paymentId)).toMatchObject([{ refundedAmount: 500 }]);
  });

  test('is asked for under its own number some times before it counts as failed', async () => {
    const { paymentId } = await paid();
    const { database } = payments.subgraph.kit;
    // As if the provider did not know the payment: it refuses, and its books say nothing of it.
    const { providerPaymentId } = await payments.payment(paymentId);
    const name = (id: string | null) =>
      database.query('UPDATE payment SET provider_payment_id = $2 WHERE payment_id = $1', [keyOf(paymentId), id]);
    await name('ch_unknown');
    await refund(paymentId);
    const states = async () =>
      (
        await database.query<{ state: string }>('SELECT state FROM refund WHERE payment_id = $1 ORDER BY number', [
          keyOf(paymentId),
        ])
      ).map(({ state }) => state);
    expect(await states()).toEqual(['PENDING']);
    await payments.paymentBecomes(paymentId, ({ failures }) => failures === 3);
    expect(await states()).toEqual(['FAILED']);
    await name(providerPaymentId);
    await payments.paymentBecomes(paymentId, ({ refundedAmount }) => refundedAmount === 500);
    expect(await states()).toEqual(['FAILED', 'SUCCEEDED']);
    expect(await payments.simulator.charges(paymentId)).toMatchObject([{ refundedAmount: 500 }]);
  });
});

describe('nothing goes back', () => {
  let untouched: string;
  beforeAll(async () => {
    untouched = (await paid()).paymentId;
  });

  test.each([
    ['nothing', { amount: '0' }, 'amount.amount'],
    ['less than nothing', { amount: '-1' }, 'amount.amount'],
    ['a part of the smallest unit', { amount: '0.5' }, 'amount.amount'],
    ['more than can be counted exactly', { amount: '99999999999999999999' }, 'amount.amount'],
    ['another currency', { currency: 'EUR' }, 'amount.currency'],
    ['a currency in small letters', { currency: 'jpy' }, 'amount.currency'],
    ['no currency', { currency: '' }, 'amount.currency'],
    ['an empty key', { key: '' }, 'idempotencyKey'],
    ['too long a key', { key: 'k'.repeat(201) }, 'idempotencyKey'],
    ['an empty reason', { reason: ' ' }, 'reason'],
    ['too long a reason', { reason: 'x'.repeat(501) }, 'reason'],
    ['a reason that is no text', { reason: 'a\0b' }, 'reason'],
  ])('for %s', async (_, asked, field) => {
    expect(await refund(untouched, asked)).toMatchObject({ __typename: 'InvalidInput', field });
    expect(await owedAndRefunded(untouched)).toEqual([0, 0]);
  });

  test('beyond what was taken, to the smallest unit', async () => {
    const { paymentId } = await paid(1200, 'KWD');
    const asked = { amount: '1.201', currency: 'KWD' };
    expect(await refund(paymentId, asked)).toMatchObject({ refundable: { amount: '1.200', currency: 'KWD' } });
    expect(await owedAndRefunded(paymentId)).toEqual([0, 0]);
  });

  test('of what is not taken, or was let go', async () => {
    const order = await OrderWithLines.place(payments, [{ total: 1200, startsIn: 1 }], { ownerId: owner });
    await order.pay();
    expect(await refund(order.paymentId)).toMatchObject({
      __typename: 'PaymentNotRefundable',
      paymentState: 'AUTHORIZED',
      retryable: true,
    });
    await payments.deliver(order.cancelled('SHOP'));
    await payments.paymentBecomes(order.paymentId, ({ state }) => state === 'VOIDED');
    expect(await refund(order.paymentId)).toMatchObject({ paymentState: 'VOIDED', retryable: false });
  });

  test('when all of it goes back anyway', async () => {
    const order = await paid();
    await payments.deliver(order.cancelled('SHOP'));
    expect(await refund(order.paymentId, { amount: '1' })).toMatchObject({ refundable: { amount: '0' } });
  });

  test('when the customer asks, or the staff of another shop, or a stranger, or nobody; they learn nothing', async () => {
    const { paymentId, order } = await paid();
    const elsewhere = randomId();
    payments.subgraph.users.addShop({ ownerId: elsewhere });
    const unknown = paymentIds.encode(order.shopId, randomId());
    for (const as of [order.accountId, elsewhere, randomId()])
      expect(await refund(paymentId, { as, amount: '-1' })).toMatchObject({ __typename: 'NotFound', id: paymentId });
    for (const id of [unknown, 'nonsense', '']) expect(await refund(id)).toMatchObject({ __typename: 'NotFound', id });
    const input = { paymentId, amount: { amount: '1', currency: 'JPY' } };
    const { errors } = await payments.graphql(null, REFUND, { input });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await owedAndRefunded(paymentId)).toEqual([0, 0]);
  });
});

describe('two of the staff at once', () => {
  test('never give back more than was taken, and each is told the truth', async () => {
    for (let round = 0; round < 10; round++) {
      const { paymentId } = await paid();
      const answers = await Promise.all([0, 1, 2, 3].map(() => refund(paymentId, { amount: '500' })));
      const kinds = answers.map(({ __typename }) => __typename as string).sort();
      expect(kinds).toEqual(['Payment', 'Payment', 'RefundTooLarge', 'RefundTooLarge']);
      await payments.paymentBecomes(paymentId, ({ refundedAmount }) => refundedAmount === 1000);
    }
  });

  test('would with a look before the write (the control): both are told yes, and one is forgotten', async () => {
    const { paymentId } = await paid();
    const { database } = payments.subgraph.kit;
    const look = async () => (await payments.payment(paymentId)).refundOwed;
    const bothLooked = await Promise.all([look(), look()]);
    for (const owed of bothLooked) {
      expect(owed + 700).toBeLessThanOrEqual(1200);
      await database.query('UPDATE payment SET refund_owed = $2 WHERE payment_id = $1', [keyOf(paymentId), owed + 700]);
    }
    // 1400 were promised.
    expect(await look()).toBe(700);
    await database.query('UPDATE payment SET refund_owed = 0 WHERE payment_id = $1', [keyOf(paymentId)]);
  });
});
