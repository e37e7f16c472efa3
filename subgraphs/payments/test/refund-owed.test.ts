import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId } from '@yoyaku/platform/ids';
import { GOALS, nextStep, PAYMENT_STATES, stepIsMissing } from '../src/payment/payment.state.ts';
import { openRefund } from '../src/refund/refund.store.ts';
import { comesToRest, OrderWithLines } from './paid-order.ts';
import { RunningPayments } from './running-payments.ts';

// What a payment owes, where several have a say in it at once.

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
    refundPayment(input: $input) { __typename ... on RefundTooLarge { refundable { amount } } }
  }`;

async function refund(paymentId: string, amount: string): Promise<string> {
  const { data } = await payments.graphql(owner, REFUND, {
    input: { paymentId, amount: { amount, currency: 'JPY' } },
  });
  return (data as { refundPayment: { __typename: string } }).refundPayment.__typename;
}

const HALVES = [
  { total: 600, startsIn: 1 },
  { total: 600, startsIn: 100 },
];

test('staff and cancellations at once never give back more than was taken, nor less than was promised', async () => {
  for (let round = 0; round < 20; round++) {
    const order = await OrderWithLines.paid(payments, HALVES, { ownerId: owner });
    const by = round % 2 === 0 ? 'SHOP' : 'CUSTOMER';
    const lines = order.linesCancelled([1], 'CUSTOMER');
    const [first, second] = await Promise.all([
      refund(order.paymentId, '400'),
      refund(order.paymentId, '500'),
      payments.deliver(lines),
      payments.deliver(order.cancelled(by)),
    ]);
    await payments.paymentBecomes(order.paymentId, ({ nextAttemptAt }) => nextAttemptAt === null);
    const promised = (first === 'Payment' ? 400 : 0) + (second === 'Payment' ? 500 : 0);
    const cancelled = 600 + (by === 'SHOP' ? 600 : 300);
    expect(await payments.payment(order.paymentId)).toMatchObject({
      refundOwed: Math.min(1200, promised + cancelled),
      refundedAmount: Math.min(1200, promised + cancelled),
    });
  }
});

test('two processes that open a refund of one payment open the same one', async () => {
  const order = await OrderWithLines.paid(payments, HALVES, { ownerId: owner });
  await payments.simulator.behave({ mode: 'DOWN' });
  await refund(order.paymentId, '400');
  const { database } = payments.subgraph.kit;
  const payment = await payments.payment(order.paymentId);
  const opened = await Promise.all(Array.from({ length: 10 }, () => openRefund(database, payment, new Date())));
  expect(new Set(opened.map((refund) => JSON.stringify(refund)))).toEqual(
    new Set([JSON.stringify({ number: 1, amount: 400, before: 0, followsFailure: false })]),
  );
});

describe('the statements', () => {
  test('find a step missing where the state machine does, whatever the payment', async () => {
    const amounts = [0, 40, 100];
    const all = PAYMENT_STATES.flatMap((state) =>
      GOALS.flatMap((goal) =>
        (state === 'CAPTURED' ? [100] : [0]).flatMap((capturedAmount) =>
          amounts.flatMap((refundOwed) =>
            amounts
              .filter((refundedAmount) => refundedAmount <= capturedAmount)
              .map((refundedAmount) => ({ state, goal, capturedAmount, refundOwed, refundedAmount })),
          ),
        ),
      ),
    );
    const sql = stepIsMissing({
      state: 'p.state',
      goal: 'p.goal',
      amount: '100',
      captured: 'p."capturedAmount"',
      refunded: 'p."refundedAmount"',
      owed: 'p."refundOwed"',
    });
    const rows = await payments.subgraph.kit.database.query<(typeof all)[number] & { missing: boolean }>(
      `SELECT p.*, ${sql} AS missing
         FROM jsonb_to_recordset($1) AS p (state text, goal text, "capturedAmount" integer, "refundOwed" integer,
                                           "refundedAmount" integer)`,
      [JSON.stringify(all)],
    );
    expect(rows).toEqual(
      all.map((payment) => ({
        ...payment,
        missing: nextStep({ ...payment, amount: 100, actionUrl: null }) !== null,
      })),
    );
    expect(rows.length).toBeGreaterThan(60);
  });
});
