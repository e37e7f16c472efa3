import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { readBooks } from './support/books.ts';
import { contradictions } from './support/contradictions.ts';
import { Customer, untilAnswered } from './support/customer.ts';
import { OrderWatch } from './support/order-watch.ts';
import { comesToRest } from './support/rounds.ts';
import { faultScene } from './support/scene.ts';
import type { Passing, Verdict } from './support/wire.ts';

const scene = faultScene();
const TIMES = 1_000;

const PAY = `mutation ($input: PayOrderInput!) {
  payOrder(input: $input) { __typename ... on Payment { id } ... on Failure { code message } }
}`;

async function placed() {
  const { system, shops } = scene;
  const [person] = await system.people(1);
  if (!person) throw new Error('nobody came');
  const customer = new Customer(system, new OrderWatch(system), person, () => undefined);
  const { id } = await customer.place(shops.kind.shop, shops.kind.products);
  const confirmed = () => customer.until(id, ({ order }) => order === 'CONFIRMED');
  return { id, token: person.token, confirmed };
}

/** Cuts the first answer that the provider gives: the card is charged, and payments does not know. */
function firstAnswerIsLost(): (passing: Passing) => Verdict {
  let lost = false;
  return (passing) => {
    if (lost || passing === 'REQUEST') return 'PASS';
    lost = true;
    return 'CUT_BEFORE';
  };
}

const chargesOf = async (payment: string) =>
  (await readBooks(scene.system)).payments.filter(({ reference }) => reference === payment);

test(`${TIMES} requests under one key charge once, though an answer is lost and payments is killed`, async () => {
  const { system, shops } = scene;
  const { id: orderId, token, confirmed } = await placed();
  const input = { orderId, method: { cardToken: 'tok_visa' }, idempotencyKey: randomUUID() };
  system.wires.provider.judge(firstAnswerIsLost());
  let answers = 0;
  let back: Promise<void> = Promise.resolve();
  const onAnswer = () => {
    answers += 1;
    if (answers !== TIMES / 4) return;
    system.programs.payments.kill();
    back = system.programs.payments.restart();
  };
  const told = await Promise.all(
    Array.from({ length: TIMES }, () => untilAnswered(system.clients.payments, PAY, { input }, token, onAnswer)),
  );
  await back;
  const payments = new Set(told.map(({ payOrder }) => payOrder.id as string));
  expect([...payments]).toEqual([expect.stringMatching(/^pay_/)]);
  await confirmed();
  await comesToRest(system, shops, []);
  expect(await chargesOf([...payments][0] ?? '')).toEqual([
    expect.objectContaining({ state: 'CAPTURED', capturedAmount: 2000, refundedAmount: 0 }),
  ]);
}, 180_000);

test('and would charge twice if the provider were not told the key, which would show', async () => {
  const { system, shops } = scene;
  const { id: orderId, token, confirmed } = await placed();
  const key = 'idempotency-key';
  // As long as it was, for the rest of the request to stay where it is.
  const withoutKey = (chunk: Buffer) =>
    Buffer.from(chunk.toString('latin1').replaceAll(key, 'x'.repeat(key.length)), 'latin1');
  system.wires.provider.edit(withoutKey);
  system.wires.provider.judge(firstAnswerIsLost());
  const { payOrder } = await untilAnswered(
    system.clients.payments,
    PAY,
    { input: { orderId, method: { cardToken: 'tok_visa' } } },
    token,
  );
  await confirmed();
  expect(await chargesOf(payOrder.id as string)).toHaveLength(2);
  expect(await contradictions(system, shops, [])).toContainEqual(
    expect.stringMatching(/^pay_\S+ was charged twice, or without a payment/),
  );
});
