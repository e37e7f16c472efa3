import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { orderIds } from '../src/ids.ts';
import { orderEvent, RunningPayments } from './running-payments.ts';

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterAll(() => payments[Symbol.asyncDispose]());

const BY_ID = 'query ($id: ID!) { payment(id: $id) { id state order { id } } }';
const ENTITIES = `
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      ... on Payment { id state }
      ... on Order { id payment { id state refunds { state } } }
    }
  }`;

async function paidOrder() {
  const order = await payments.placeOrder();
  const { id } = await payments.pay(order);
  return { order, id, orderId: orderIds.encode(order.shopId, order.orderId) };
}

async function entity(viewer: Uuid | null, __typename: 'Payment' | 'Order', id: string): Promise<unknown> {
  const { data } = await payments.graphql(viewer, ENTITIES, { representations: [{ __typename, id }] });
  return (data as { _entities: unknown[] })._entities[0];
}

describe('a payment', () => {
  test('is seen by its customer and by the shop’s staff', async () => {
    const { order, id, orderId } = await paidOrder();
    const staff = randomId();
    payments.subgraph.users.addShop({ shopId: order.shopId, ownerId: randomId() });
    payments.subgraph.users.setMember(order.shopId, staff, 'STAFF');
    for (const viewer of [order.accountId, staff]) {
      const { data } = await payments.graphql(viewer, BY_ID, { id });
      expect(data).toEqual({ payment: { id, state: 'AUTHORIZED', order: { id: orderId } } });
      expect(await entity(viewer, 'Payment', id)).toEqual({ id, state: 'AUTHORIZED' });
      expect(await entity(viewer, 'Order', orderId)).toEqual({
        id: orderId,
        payment: { id, state: 'AUTHORIZED', refunds: [] },
      });
    }
  });

  test('does not exist for strangers, another shop’s staff and nobody', async () => {
    const { id, orderId } = await paidOrder();
    const foreign = randomId();
    payments.subgraph.users.addShop({ ownerId: foreign });
    for (const viewer of [randomId(), foreign]) {
      expect((await payments.graphql(viewer, BY_ID, { id })).data).toEqual({ payment: null });
      expect(await entity(viewer, 'Payment', id)).toBeNull();
      expect(await entity(viewer, 'Order', orderId)).toEqual({ id: orderId, payment: null });
    }
    const { errors } = await payments.graphql(null, BY_ID, { id });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await entity(null, 'Payment', id)).toBeNull();
    expect(await entity(null, 'Order', orderId)).toEqual({ id: orderId, payment: null });
  });

  test.each(['', 'nonsense', 'pay_AAAA', 'ord_AAAA'])('is null for the id %j', async (id) => {
    const viewer = randomId();
    expect((await payments.graphql(viewer, BY_ID, { id })).data).toEqual({ payment: null });
    expect(await entity(viewer, 'Payment', id)).toBeNull();
    expect(await entity(viewer, 'Order', id)).toEqual({ id, payment: null });
  });

  test('of an order is the live one, else the latest', async () => {
    const order = await payments.placeOrder();
    const orderId = orderIds.encode(order.shopId, order.orderId);
    expect(await entity(order.accountId, 'Order', orderId)).toEqual({ id: orderId, payment: null });
    const declined = await payments.pay(order, { card: 'tok_declined' });
    expect(await entity(order.accountId, 'Order', orderId)).toMatchObject({ payment: { id: declined.payment.id } });
    const paid = await payments.pay(order);
    expect(await entity(order.accountId, 'Order', orderId)).toMatchObject({ payment: { id: paid.id } });
    await payments.cancel(order);
    await payments.paymentBecomes(paid.id, ({ state }) => state === 'VOIDED');
    expect(await entity(order.accountId, 'Order', orderId)).toMatchObject({
      payment: { id: paid.id, state: 'VOIDED' },
    });
  });

  test('that took nothing shows that nothing goes back', async () => {
    const waiting = await payments.placeOrder();
    const { id: voidedId } = await payments.pay(waiting, { card: 'tok_needs_action' });
    await payments.cancel(waiting);
    await payments.paymentBecomes(voidedId, ({ state }) => state === 'VOIDED');

    const over = await payments.placeOrder({}, false);
    await payments.deliver(
      orderEvent('OrderPlaced', over, 1, { paymentMethod: { kind: 'CARD', cardToken: 'tok_visa' } }),
      orderEvent('OrderCancelled', { ...over, state: 'CANCELLED' }, 2),
    );
    await payments.paymentOfOrderBecomes(over, ({ state }) => state === 'FAILED');
    const [failedId = ''] = await payments.paymentIdsOf(over);

    const query =
      'query ($id: ID!) { payment(id: $id) { captured { amount } refunded { amount } refundOwed { amount } } }';
    const nothing = { captured: { amount: '0' }, refunded: { amount: '0' }, refundOwed: { amount: '0' } };
    for (const [{ accountId }, id] of [
      [waiting, voidedId],
      [over, failedId],
    ] as const)
      expect(await payments.graphql(accountId, query, { id })).toEqual({ data: { payment: nothing } });
  });

  test('costs the same statements for 1, 10 and 100 orders', async () => {
    const accountId = randomId();
    const orderIdsOfAll: string[] = [];
    for (let nth = 0; nth < 100; nth++) {
      const order = await payments.placeOrder({ accountId });
      await payments.pay(order);
      orderIdsOfAll.push(orderIds.encode(order.shopId, order.orderId));
    }
    const costs: number[] = [];
    for (const count of [1, 10, 100]) {
      const representations = orderIdsOfAll.slice(0, count).map((id) => ({ __typename: 'Order', id }));
      const before = await statementsSent();
      const { data } = await payments.graphql(accountId, ENTITIES, { representations });
      costs.push((await statementsSent()) - before);
      const entities = (data as { _entities: { payment: { state: string } }[] })._entities;
      expect(entities.map(({ payment }) => payment.state)).toEqual(Array.from({ length: count }, () => 'AUTHORIZED'));
    }
    expect(costs).toEqual([2, 2, 2]);
  });
});

async function statementsSent(): Promise<number> {
  const metrics = await (await fetch(`${payments.subgraph.url}/metrics`)).text();
  return Number(
    /yoyaku_sql_statements_total\{database="payments",origin="request"\} (\d+)/.exec(metrics)?.[1] ?? 'NaN',
  );
}
