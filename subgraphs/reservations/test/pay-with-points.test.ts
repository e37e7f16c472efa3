import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { cancelLines } from './support/reservations.ts';
import { cancel, order, place, placed } from './support/operations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';
import { act, add, freshKey, myCart } from './support/tables.ts';
import { accept, stockFreed, waiting } from './support/waitlist.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let bike: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  running.payments.up = true;
  // Whatever failed before, payments is asked again.
  running.clock.advance(1_000);
  shop = running.openShop({ paymentPolicy: 'POINTS', pointsPerReservation: 1_000 });
  customer = randomId();
  bike = running.catalog.addVariant(5);
});

const line = (quantity = 1, variant = bike) => ({ variantId: running.variantId(shop, variant), quantity });
const eventsOf = async (orderId: string) => (await running.eventsOf(orderId)).map(({ type }) => type);

const told = (type: 'PointsDebited' | 'PointsRefused', orderId: string) => ({
  type,
  shopId: shop.shopId,
  aggregateId: running.orderKey(orderId),
  version: 1,
  data: { orderId: running.orderKey(orderId), accountId: customer, points: 1_000, balance: 0, required: 1_000 },
});

describe('an order of a shop that is paid with points', () => {
  test('asks for them before it is written, and tells what it and its lines cost', async () => {
    const other = running.catalog.addVariant(5);
    const { id, __typename } = await place(running, customer, { shopId: shop.id, lines: [line(2), line(1, other)] });
    expect(__typename).toBe('Order');
    const orderId = running.orderKey(id);
    expect(running.payments.asked.at(-1)).toEqual({
      shopId: shop.shopId,
      orderId,
      accountId: customer,
      points: 3_000,
      heldUntil: new Date(running.clock.now().getTime() + HOLD_TTL_SECONDS * 1_000).toISOString(),
    });
    const [event] = await running.eventsOf(id);
    expect(event?.data).toMatchObject({ points: 3_000, lines: [{ points: 2_000 }, { points: 1_000 }] });
  });

  test('costs no points elsewhere', async () => {
    const asked = running.payments.asked.length;
    const elsewhere = running.openShop();
    const id = await placed(running, elsewhere, customer, bike);
    expect((await running.eventsOf(id))[0]?.data).toMatchObject({ points: null, lines: [{ points: null }] });
    expect(running.payments.asked).toHaveLength(asked);
  });

  test('is not written without enough of them, and can be had under the same key once there are', async () => {
    running.payments.balances.set(customer, 999);
    const input = { shopId: shop.id, lines: [line()], idempotencyKey: freshKey() };
    expect(await place(running, customer, input)).toMatchObject({
      __typename: 'InsufficientBalance',
      code: 'INSUFFICIENT_BALANCE',
      retryable: true,
      balance: 999,
      required: 1_000,
    });
    expect(running.catalog.available(bike)).toBe(5);
    running.payments.balances.set(customer, 1_000);
    expect((await place(running, customer, input)).__typename).toBe('Order');
    // What has been placed is not asked for again.
    running.payments.balances.set(customer, 0);
    expect((await place(running, customer, input)).__typename).toBe('Order');
  });

  test('may not cost more than can be counted', async () => {
    const dear = running.openShop({ paymentPolicy: 'POINTS', pointsPerReservation: 1_000_000 });
    running.catalog.change(bike, { onHand: 10_000 });
    const lines = [{ variantId: running.variantId(dear, bike), quantity: 1_001 }];
    const refused = await place(running, customer, { shopId: dear.id, lines });
    expect(refused).toMatchObject({ __typename: 'InvalidInput', field: 'lines' });
    expect(running.catalog.available(bike)).toBe(10_000);
  });

  test('is taken while payments is down, which decides when it hears of it', async () => {
    running.payments.up = false;
    const id = await placed(running, shop, customer, bike);
    expect(await order(running, customer, id)).toMatchObject({ state: 'PENDING' });
    // For a while it is not even asked.
    running.payments.up = true;
    const asked = running.payments.asked.length;
    await placed(running, shop, customer, bike);
    expect(running.payments.asked).toHaveLength(asked);
    await running.tellOfPayments(told('PointsDebited', id));
    expect(await order(running, customer, id)).toMatchObject({ state: 'CONFIRMED' });
  });

  test('is confirmed by the points that were debited, once', async () => {
    const id = await placed(running, shop, customer, bike);
    await running.tellOfPayments(told('PointsDebited', id), told('PointsDebited', id));
    await running.tellOfPayments(told('PointsDebited', id), told('PointsRefused', id));
    expect(await eventsOf(id)).toEqual(['OrderPlaced', 'OrderConfirmed']);
    running.clock.advance(HOLD_TTL_SECONDS * 2_000);
    expect(await order(running, customer, id)).toMatchObject({ state: 'CONFIRMED', version: 2 });
    expect(running.catalog.available(bike)).toBe(4);
  });

  test('is called off by the system when there were too few', async () => {
    const id = await placed(running, shop, customer, bike);
    await running.tellOfPayments(told('PointsRefused', id), told('PointsRefused', id));
    expect(await order(running, customer, id)).toMatchObject({
      state: 'CANCELLED',
      cancelledBy: 'SYSTEM',
      cancelReason: 'INSUFFICIENT_BALANCE',
    });
    expect(await eventsOf(id)).toEqual(['OrderPlaced', 'OrderCancelled']);
    expect((await running.eventsOf(id)).at(-1)?.data).toMatchObject({ points: 1_000, by: 'SYSTEM' });
  });

  test('is called off when its stock is gone, so that the points go back', async () => {
    const id = await placed(running, shop, customer, bike);
    running.clock.advance(HOLD_TTL_SECONDS * 1_000);
    running.catalog.change(bike, { onHand: 0 });
    await running.tellOfPayments(told('PointsDebited', id));
    expect(await order(running, customer, id)).toMatchObject({ state: 'CANCELLED', cancelReason: 'OUT_OF_STOCK' });
  });

  test('stays over when the points come after its end, and its stock is free', async () => {
    const cancelled = await placed(running, shop, customer, bike);
    await cancel(running, customer, { orderId: cancelled });
    const expired = await placed(running, shop, customer, bike);
    running.clock.advance(HOLD_TTL_SECONDS * 1_000);
    await running.expireOrders();
    await running.tellOfPayments(told('PointsDebited', cancelled), told('PointsDebited', expired));
    expect(await order(running, customer, cancelled)).toMatchObject({ state: 'CANCELLED' });
    expect(await order(running, customer, expired)).toMatchObject({ state: 'EXPIRED' });
    expect(running.catalog.available(bike)).toBe(5);
  });

  test('never waits for ever: it expires when nothing is heard of its points', async () => {
    const id = await placed(running, shop, customer, bike);
    running.clock.advance(HOLD_TTL_SECONDS * 1_000);
    await running.expireOrders();
    expect(await eventsOf(id)).toEqual(['OrderPlaced', 'OrderExpired']);
  });

  test('costs less when lines are called off', async () => {
    const other = running.catalog.addVariant(5);
    const { id, lines } = await place(running, customer, { shopId: shop.id, lines: [line(2), line(1, other)] });
    const [, second] = lines as readonly { readonly id: string }[];
    await running.tellOfPayments(told('PointsDebited', id));
    await cancelLines(running, customer, { orderId: id, lineIds: [second?.id] });
    expect((await running.eventsOf(id)).at(-1)).toMatchObject({
      type: 'OrderLinesCancelled',
      data: { points: 2_000, by: 'CUSTOMER', previousState: 'CONFIRMED' },
    });
  });
});

test('a cart stays as it is when there are too few points for it', async () => {
  const { id: cartId } = await add(running, shop, customer, bike);
  running.payments.balances.set(customer, 0);
  expect(await act(running, customer, 'checkout', { cartId })).toMatchObject({ __typename: 'InsufficientBalance' });
  expect(await myCart(running, customer, shop.id)).toMatchObject({ id: cartId });
  expect(running.catalog.available(bike)).toBe(5);
});

test('two calls that check out one cart share what is debited for it', async () => {
  const { id: cartId } = await add(running, shop, customer, bike);
  const before = running.payments.returned.length;
  const outcomes = await Promise.all(
    ['a', 'b'].map((each) => act(running, customer, 'checkout', { cartId, idempotencyKey: `${each} ${cartId}` })),
  );
  // The two share one order id, and one debit: what the loser asked for is the winner's.
  expect(outcomes.filter(({ __typename }) => __typename === 'Order')).toHaveLength(1);
  expect(running.payments.returned).toHaveLength(before);
});

test('an offer stands when there are too few points for it', async () => {
  const variant = running.catalog.addVariant(0);
  const waits = await waiting(running, shop, variant);
  running.catalog.change(variant, { onHand: 1 });
  await stockFreed(running, shop, variant);
  await running.subgraph.timers.runDue();
  running.payments.balances.set(waits.as, 0);
  expect(await accept(running, waits.as, { entryId: waits.id })).toMatchObject({ __typename: 'InsufficientBalance' });
  expect(running.catalog.available(variant)).toBe(0);
  running.payments.balances.set(waits.as, 1_000);
  expect(await accept(running, waits.as, { entryId: waits.id })).toMatchObject({ __typename: 'Order' });
});
