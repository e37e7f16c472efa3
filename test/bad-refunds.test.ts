import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answerOf, cancelOrder, chargesOf, paymentIsSeen } from './support/paying.ts';
import { createProduct, createShop, payOrder, type Person, placedOrder, type TestProduct } from './support/store.ts';
import type { TestShop } from './support/store.ts';
import { journalSum, startTestGraph, type TestGraph } from './support/test-graph.ts';
import { until } from './support/until.ts';

// Nothing goes back that was not taken, nor to anybody's order but the shop's own; points are spent by their owner alone.

let graph: TestGraph;
let shop: TestShop;
let product: TestProduct;
let buyer: Person;
let stranger: Person;
beforeAll(async () => {
  graph = await startTestGraph();
  shop = await createShop(graph.client);
  product = await createProduct(graph.client, shop, 1000);
  [buyer = buyer, stranger = stranger] = await graph.people(2);
});
afterAll(() => graph.close());

const newOrder = () => placedOrder(graph.client, shop, product, buyer.token);

describe('refundPayment', () => {
  let paid: { readonly orderId: string; readonly id: string };
  beforeAll(async () => {
    const orderId = await newOrder();
    await payOrder(graph.client, orderId, buyer.token);
    paid = { orderId, id: (await paymentIsSeen(graph, orderId, 'CAPTURED', buyer.token)).id };
  });

  const refund = (amount: object, paymentId = paid.id, { token } = shop.owner, more: object = {}) =>
    answerOf(
      graph.client,
      'refundPayment',
      `... on InvalidInput { field } ... on RefundTooLarge { refundable { amount } } ... on PaymentNotRefundable { paymentState }`,
      { paymentId, amount, ...more },
      token,
    );
  const yen = (amount: string) => ({ amount, currency: 'JPY' });

  test.each([
    ['-1', 'JPY', 'amount.amount'],
    ['0', 'JPY', 'amount.amount'],
    ['0.5', 'JPY', 'amount.amount'],
    ['99999999999999999999', 'JPY', 'amount.amount'],
    ['5.00', 'USD', 'amount.currency'],
    ['100', 'jpy', 'amount.currency'],
    ['100', '円', 'amount.currency'],
  ])('of %s %s gives nothing back', async (amount, currency, field) => {
    expect(await refund({ amount, currency })).toEqual({ __typename: 'InvalidInput', field });
  });

  test('of more than was taken, at once or together, gives no more back than that', async () => {
    expect(await refund(yen('1201'))).toEqual({ __typename: 'RefundTooLarge', refundable: { amount: '1200' } });
    const orderId = await newOrder();
    await payOrder(graph.client, orderId, buyer.token);
    const { id } = await paymentIsSeen(graph, orderId, 'CAPTURED', buyer.token);
    const answers = (await Promise.all(Array.from({ length: 8 }, () => refund(yen('500'), id)))) as {
      __typename: string;
    }[];
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      ...Array.from({ length: 2 }, () => 'Payment'),
      ...Array.from({ length: 6 }, () => 'RefundTooLarge'),
    ]);
    await until(async () => JSON.stringify(await chargesOf(graph, id)).includes('"refundedAmount":1000'));
    // What is left goes back when the order is called off, and no more.
    await cancelOrder(graph, orderId, buyer.token);
    await until(async () => JSON.stringify(await chargesOf(graph, id)).includes('"refundedAmount":1200'));
  });

  test('is for the staff of that shop alone', async () => {
    const other = await createShop(graph.client);
    for (const person of [buyer, stranger, other.owner])
      expect(await refund(yen('1'), paid.id, person)).toEqual({ __typename: 'NotFound' });
    expect(await refund(yen('1'), 'pay_nonsense')).toEqual({ __typename: 'NotFound' });
  });

  test('of what was never taken is refused', async () => {
    const orderId = await newOrder();
    await payOrder(graph.client, orderId, buyer.token, 'tok_declined');
    const { id } = await paymentIsSeen(graph, orderId, 'FAILED', buyer.token);
    expect(await refund(yen('1'), id)).toEqual({ __typename: 'PaymentNotRefundable', paymentState: 'FAILED' });
  });

  test('under one key gives back once', async () => {
    const once = { reason: 'chipped', idempotencyKey: 'chipped' };
    for (let times = 0; times < 3; times++)
      expect(await refund(yen('100'), paid.id, shop.owner, once)).toEqual({ __typename: 'Payment' });
    expect(await refund(yen('200'), paid.id, shop.owner, once)).toEqual({ __typename: 'IdempotencyKeyReused' });
    await until(async () => JSON.stringify(await chargesOf(graph, paid.id)).includes('"refundedAmount":100,'));
  });
});

describe('points', () => {
  let bikes: TestShop;
  let bike: TestProduct;
  beforeAll(async () => {
    bikes = await createShop(graph.client, { paymentPolicy: 'POINTS' });
    bike = await createProduct(graph.client, bikes, 1000);
    await answerOf(graph.client, 'topUpPoints', '', purchase(1500), buyer.token);
    await until(async () => (await balanceOf(buyer)) === 1500);
  });

  const purchase = (points: number, more: object = {}) => ({
    shopId: bikes.id,
    points,
    method: { cardToken: 'tok_visa' },
    ...more,
  });

  async function balanceOf({ token }: Person): Promise<number> {
    const document = 'query ($id: ID!) { wallet(shopId: $id) { balance } }';
    return (await graph.client.data(document, { id: bikes.id }, token)).wallet.balance as number;
  }

  const topUp = (input: object, { token } = buyer) =>
    answerOf(graph.client, 'topUpPoints', '... on InvalidInput { field } ... on Payment { id }', input, token);

  const order = ({ token }: Person, quantity = 1) =>
    answerOf(
      graph.client,
      'placeOrder',
      '... on Order { id } ... on InsufficientBalance { balance required }',
      { shopId: bikes.id, lines: [{ variantId: bike.variantId, quantity }] },
      token,
    );

  test.each([0, -1, -1500, 1_000_000_001])('cannot be bought in a number of %d', async (points) => {
    expect(await topUp(purchase(points))).toEqual({ __typename: 'InvalidInput', field: 'points' });
    expect(await balanceOf(buyer)).toBe(1500);
  });

  test.each([1.5, '1000', 2 ** 31])('in a number of %p are not even GraphQL', async (points) => {
    const [error] = (await topUp(purchase(points as number))) as { extensions: { code: string } }[];
    expect(error?.extensions.code).toBe('VALIDATION_INVALID_TYPE_VARIABLE');
  });

  test('are bought only where they can be spent', async () => {
    expect(await topUp(purchase(100, { shopId: shop.id }))).toEqual({ __typename: 'InvalidInput', field: 'shopId' });
    expect(await topUp(purchase(100, { shopId: 'shp_nonsense' }))).toMatchObject({ __typename: 'NotFound' });
  });

  test('of somebody else are neither seen nor spent', async () => {
    expect(await balanceOf(stranger)).toBe(0);
    expect(await order(stranger)).toEqual({ __typename: 'InsufficientBalance', balance: 0, required: 1000 });
    expect(await balanceOf(bikes.owner)).toBe(0);
    expect(await balanceOf(buyer)).toBe(1500);
  });

  test('that there are not buy nothing, and hold nothing', async () => {
    const before = await journalSum(graph, bike.variantId);
    expect(await order(buyer, 2)).toEqual({ __typename: 'InsufficientBalance', balance: 1500, required: 2000 });
    await until(async () => (await journalSum(graph, bike.variantId)) === before);
    expect(await balanceOf(buyer)).toBe(1500);
  });

  test('pay an order that no money can', async () => {
    const { id } = (await order(buyer)) as { id: string };
    const { data } = await payOrder(graph.client, id, buyer.token);
    expect(data.payOrder.__typename).toBe('OrderNotPayable');
    await cancelOrder(graph, id, buyer.token);
    await until(async () => (await balanceOf(buyer)) === 1500);
  });

  test('that were bought are not paid back by staff, and their payment is nobody else’s', async () => {
    const { id } = (await topUp(purchase(1))) as { id: string };
    await until(async () => (await balanceOf(buyer)) === 1501);
    const input = { paymentId: id, amount: { amount: '1', currency: 'JPY' } };
    expect(await answerOf(graph.client, 'refundPayment', '', input, bikes.owner.token)).toEqual({
      __typename: 'PaymentNotRefundable',
    });
    const document = 'query ($id: ID!) { payment(id: $id) { points } }';
    expect(await graph.client.data(document, { id }, stranger.token)).toEqual({ payment: null });
    expect(await graph.client.data(document, { id }, buyer.token)).toEqual({ payment: { points: 1 } });
  });
});
