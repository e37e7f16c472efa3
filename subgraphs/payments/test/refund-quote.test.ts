import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { lineIds, orderIds } from '../src/ids.ts';
import { hence, type LineOfOrder, OrderWithLines, type ShopOfOrder } from './paid-order.ts';
import { orderEvent, RunningPayments } from './running-payments.ts';

// What would go back, before anybody calls anything off.

let payments: RunningPayments;

beforeAll(async () => {
  payments = await RunningPayments.start();
});
afterAll(() => payments[Symbol.asyncDispose]());

const QUOTE = `
  query ($id: ID!) {
    refundQuote(orderId: $id) {
      total { amount currency } refund { amount currency } points validUntil
      lines { orderLineId percent refund { amount } points }
    }
  }`;

async function quote({ order }: Pick<OrderWithLines, 'order'>, as: Uuid = order.accountId) {
  const { data, errors } = await payments.graphql(as, QUOTE, { id: orderIds.encode(order.shopId, order.orderId) });
  if (errors) throw new Error(JSON.stringify(errors));
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test states what it expects by expecting it
  return (data as { refundQuote: any }).refundQuote;
}

const paid = (lines: readonly LineOfOrder[], shop: ShopOfOrder = {}) => OrderWithLines.paid(payments, lines, shop);

describe('the quote of a paid order', () => {
  test('says for each line what it would give back, and until when that holds', async () => {
    const order = await paid([
      { total: 1001, startsIn: 100 },
      { total: 1003, startsIn: 10 },
      { total: 777, startsIn: null },
      { total: 1005, startsIn: -1 },
    ]);
    const lines = [
      { percent: 100, refund: { amount: '1001' }, points: null },
      { percent: 50, refund: { amount: '502' }, points: null },
      { percent: 100, refund: { amount: '777' }, points: null },
      { percent: 0, refund: { amount: '0' }, points: null },
    ];
    expect(await quote(order)).toEqual({
      total: { amount: '3786', currency: 'JPY' },
      refund: { amount: '2280', currency: 'JPY' },
      points: null,
      // The second line begins.
      validUntil: hence(10),
      lines: order.lines.map(({ lineId }, place) => {
        return { orderLineId: lineIds.encode(order.order.shopId, lineId), ...lines[place] };
      }),
    });
  });

  test.each([
    ['JPY', 1001, '500'],
    ['EUR', 1005, '5.02'],
    ['KWD', 12_347, '6.174'],
  ])('in %s is what then goes back', async (currency, total, refund) => {
    const order = await paid([{ total, startsIn: 10 }], { currency });
    expect(await quote(order)).toMatchObject({ refund: { amount: refund, currency } });
    await payments.deliver(order.cancelled('CUSTOMER'));
    await payments.paymentBecomes(order.paymentId, ({ refundedAmount }) => refundedAmount > 0);
    const { data } = await payments.graphql(
      order.order.accountId,
      'query ($id: ID!) { payment(id: $id) { refunded { amount } } }',
      { id: order.paymentId },
    );
    expect(data).toEqual({ payment: { refunded: { amount: refund } } });
  });

  test('leaves out what is called off, and what went back already', async () => {
    const order = await paid([
      { total: 1000, startsIn: 100 },
      { total: 500, startsIn: 100 },
    ]);
    await payments.deliver(order.linesCancelled([0], 'CUSTOMER'));
    const left = await quote(order);
    expect(left).toMatchObject({ total: { amount: '500' }, refund: { amount: '500' } });
    expect(left.lines).toHaveLength(1);
    const { database } = payments.subgraph.kit;
    await database.query('UPDATE payment SET refund_owed = 1400 WHERE order_id = $1', [order.order.orderId]);
    expect(await quote(order)).toMatchObject({ total: { amount: '100' }, refund: { amount: '100' } });
  });

  test('promises for no line more than is left when staff has given back by hand', async () => {
    const ownerId = randomId();
    const lines = [
      { total: 100, startsIn: 100 },
      { total: 500, startsIn: 100 },
    ];
    const order = await paid(lines, { ownerId });
    const input = { paymentId: order.paymentId, amount: { amount: '300', currency: 'JPY' } };
    await payments.graphql(
      ownerId,
      'mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { __typename } }',
      {
        input,
      },
    );
    expect(await quote(order)).toMatchObject({
      total: { amount: '300' },
      refund: { amount: '300' },
      lines: [{ refund: { amount: '100' } }, { refund: { amount: '300' } }],
    });
    await payments.deliver(order.linesCancelled([1], 'CUSTOMER'));
    const { refundedAmount } = await payments.paymentBecomes(
      order.paymentId,
      (payment) => payment.refundedAmount > 300,
    );
    expect(refundedAmount).toBe(300 + 300);
    expect(await quote(order)).toMatchObject({ total: { amount: '0' }, lines: [{ refund: { amount: '0' } }] });
  });

  test('holds for ever where nothing depends on the time', async () => {
    const order = await paid([{ total: 1000, startsIn: 10 }], { tiers: [] });
    expect(await quote(order)).toMatchObject({ refund: { amount: '1000' }, validUntil: null });
  });
});

describe('the quote of an order', () => {
  test('that is not paid is nothing, and all of it as soon as the money is set aside', async () => {
    const order = await OrderWithLines.place(payments, [{ total: 1200, startsIn: 1 }]);
    expect(await quote(order)).toMatchObject({
      total: { amount: '0', currency: 'JPY' },
      refund: { amount: '0' },
      validUntil: null,
      lines: [{ percent: 100, refund: { amount: '0' } }],
    });
    await order.pay();
    expect(await quote(order)).toMatchObject({ total: { amount: '1200' }, refund: { amount: '1200' } });
    // From now on the tiers count.
    await order.confirm();
    expect(await quote(order)).toMatchObject({ total: { amount: '1200' }, refund: { amount: '600' } });
  });

  test('that costs nothing is nothing', async () => {
    const order = await OrderWithLines.place(payments, [{ total: 500, startsIn: 1 }]);
    const free = { ...order.order, paymentPolicy: 'NONE' as const, state: 'CONFIRMED' };
    await payments.deliver(orderEvent('OrderConfirmed', free, 2, { paymentId: null }));
    expect(await quote(order)).toMatchObject({ total: { amount: '0' }, refund: { amount: '0' } });
  });

  test('that is paid with points is in points', async () => {
    const order = await OrderWithLines.place(payments, [
      { total: 500, startsIn: 10 },
      { total: 1500, startsIn: 100 },
    ]);
    const { orderId, shopId, accountId } = order.order;
    const { database } = payments.subgraph.kit;
    await database.query(
      `UPDATE payable_order SET payment_policy = 'POINTS', state = 'CONFIRMED' WHERE order_id = $1`,
      [orderId],
    );
    expect(await quote(order)).toMatchObject({ points: 0, lines: [{ points: 0 }, { points: 0 }] });
    const [soon, later] = order.lines.map(({ lineId }) => lineId);
    await database.query(
      `INSERT INTO points_debit (shop_id, order_id, account_id, state, points, lines, updated_at)
       VALUES ($1, $2, $3, 'DEBITED', 4004, $4, now())`,
      [shopId, orderId, accountId, JSON.stringify({ [soon ?? '']: 1001, [later ?? '']: 3003 })],
    );
    expect(await quote(order)).toMatchObject({
      total: { amount: '0', currency: 'JPY' },
      refund: { amount: '0' },
      points: 500 + 3003,
      lines: [
        { percent: 50, points: 500 },
        { percent: 100, points: 3003 },
      ],
    });
  });

  test.each(['CUSTOMER', 'SHOP'] as const)('that the %s called off is none', async (by) => {
    const order = await paid([{ total: 1200, startsIn: 1 }]);
    await payments.deliver(order.cancelled(by));
    expect(await quote(order)).toBeNull();
  });

  test('that has run out is none, whether anybody has said so or not', async () => {
    const order = await OrderWithLines.place(payments, [{ total: 1200, startsIn: 1 }]);
    const past = { ...order.order, expiresAt: new Date(Date.now() - 1).toISOString() };
    await payments.deliver(orderEvent('OrderLinesCancelled', past, 2));
    expect(await quote(order)).toBeNull();
    await payments.deliver(orderEvent('OrderExpired', { ...past, state: 'EXPIRED' }, 3));
    expect(await quote(order)).toBeNull();
  });

  test('whose event has not come yet is asked for', async () => {
    const order = await payments.placeOrder({}, false);
    expect(await quote({ order })).toMatchObject({ total: { amount: '0' } });
  });

  test('is for its customer and the shop’s staff, and none for anybody else', async () => {
    const [owner, employee] = [randomId(), randomId()];
    const order = await paid([{ total: 1200, startsIn: 10 }], { ownerId: owner });
    payments.subgraph.users.setMember(order.order.shopId, employee, 'STAFF');
    for (const as of [order.order.accountId, owner, employee])
      expect(await quote(order, as)).toMatchObject({ refund: { amount: '600' } });
    expect(await quote(order, randomId())).toBeNull();
    const ask = (id: string, as: Uuid | null = owner) => payments.graphql(as, QUOTE, { id });
    for (const id of ['', 'nonsense', orderIds.encode(order.order.shopId, randomId())])
      expect(await ask(id)).toEqual({ data: { refundQuote: null } });
    const { errors } = await ask(orderIds.encode(order.order.shopId, order.order.orderId), null);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
