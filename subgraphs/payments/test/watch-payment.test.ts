import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import type { Answer } from '@yoyaku/platform/testing/test-subgraph';
import { orderIds } from '../src/ids.ts';
import { RunningPayments, type TestOrder } from './running-payments.ts';

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterAll(() => payments[Symbol.asyncDispose]());

const CHANGED = `
  subscription ($orderId: ID!) {
    paymentChanged(orderId: $orderId) { state actionUrl purpose history { state captured { amount } } }
  }`;

interface Watched {
  readonly state: string;
  readonly actionUrl: string | null;
  readonly history: readonly { readonly state: string }[];
}

function watch(order: TestOrder, as: Uuid | null = order.accountId) {
  const orderId = orderIds.encode(order.shopId, order.orderId);
  return payments.subgraph.subscribe(CHANGED, { orderId }, as === null ? {} : { as });
}

/** Changes until one is as wanted: faster ones are seen as one. */
async function until(
  changes: AsyncIterator<Answer>,
  isWanted: (payment: Watched | null) => boolean,
): Promise<Watched | null> {
  for (;;) {
    const { value } = (await changes.next()) as IteratorYieldResult<Answer>;
    const { paymentChanged } = value.data as { paymentChanged: Watched | null };
    if (isWanted(paymentChanged)) return paymentChanged;
  }
}

describe('paymentChanged', () => {
  test('shows that there is no payment yet, and then all that becomes of it', async () => {
    const order = await payments.placeOrder();
    const changes = watch(order);
    expect(await until(changes, () => true)).toBeNull();
    const { id } = await payments.pay(order);
    await until(changes, (payment) => payment?.state === 'AUTHORIZED');
    await payments.confirm(order, id);
    expect(await until(changes, (payment) => payment?.state === 'CAPTURED')).toEqual({
      state: 'CAPTURED',
      actionUrl: null,
      purpose: 'ORDER',
      history: [
        { state: 'PROCESSING', captured: { amount: '0' } },
        { state: 'AUTHORIZED', captured: { amount: '0' } },
        { state: 'CAPTURED', captured: { amount: '1200' } },
      ],
    });
    await changes.return?.();
  });

  test('tells where to approve a payment that came with its order', async () => {
    const order = await payments.placeOrder({}, false);
    const changes = watch(order);
    expect(await until(changes, () => true)).toBeNull();
    await payments.payByEvent(order, { kind: 'EASY_PAY', returnUrl: 'https://shop.example/back' });
    const payment = await until(changes, (seen) => seen !== null && seen.actionUrl !== null);
    expect(payment).toMatchObject({ state: 'PROCESSING', actionUrl: expect.stringMatching(/^http/) });
    const [id = ''] = await payments.paymentIdsOf(order);
    await payments.simulator.decide(id, false);
    await payments.paymentBecomes(id, ({ state }) => state === 'FAILED');
    expect(await until(changes, (seen) => seen?.state === 'FAILED')).toMatchObject({ actionUrl: null });
    await changes.return?.();
  });

  test('is shown to the shop’s staff, and refused to strangers as if there were no order, and to nobody', async () => {
    const order = await payments.placeOrder();
    const staff = randomId();
    payments.subgraph.users.addShop({ shopId: order.shopId, ownerId: randomId() });
    payments.subgraph.users.setMember(order.shopId, staff, 'STAFF');
    const changes = watch(order, staff);
    expect(await until(changes, () => true)).toBeNull();
    await changes.return?.();
    expect(await refusal(watch(order, randomId()))).toBe('NOT_FOUND');
    expect(await refusal(watch({ ...order, orderId: randomId() }))).toBe('NOT_FOUND');
    expect(await refusal(watch(order, null))).toBe('UNAUTHENTICATED');
  });
});

/** The code with which a subscription is refused. */
async function refusal(answers: AsyncIterableIterator<Answer>): Promise<unknown> {
  try {
    const { value } = (await answers.next()) as IteratorYieldResult<Answer>;
    return value.errors?.[0]?.extensions.code;
  } catch (error) {
    // graphql-ws rejects with the errors of a subscription that never began.
    return (error as Answer['errors'])?.[0]?.extensions.code;
  } finally {
    await answers.return?.();
  }
}
