import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { cancel, order, placed } from './support/operations.ts';
import { nth, ordered, reservation } from './support/reservations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

// Money for orders that were written down as expired.

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let variant: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop();
  customer = randomId();
  variant = running.catalog.addVariant(1);
  running.catalog.afterConfirm = () => Promise.resolve();
});

/** Catalog hears of it, too. */
async function expire(orderId: string): Promise<void> {
  running.clock.advance(HOLD_TTL_SECONDS * 1000);
  await running.expireOrders();
  running.catalog.expire({ shopId: shop.shopId, orderId: running.orderKey(orderId) });
}

const types = async (orderId: string) => (await running.eventsOf(orderId)).map(({ type }) => type);

describe('late money for an order that has expired', () => {
  test('confirms it when its stock can be had again', async () => {
    const orderId = await placed(running, shop, customer, variant);
    await expire(orderId);
    expect(await order(running, customer, orderId)).toMatchObject({ state: 'EXPIRED', paymentProblem: null });
    const paymentId = randomId();
    await running.authorize({ orderId, paymentId });
    expect(await order(running, customer, orderId)).toMatchObject({
      state: 'CONFIRMED',
      version: 3,
      confirmedAt: running.clock.now().toISOString(),
      paymentProblem: null,
    });
    expect(await types(orderId)).toEqual(['OrderPlaced', 'OrderExpired', 'OrderConfirmed']);
    expect(running.catalog.sales.at(-1)).toMatchObject({ orderId: running.orderKey(orderId), late: true });
    // That it had expired may be heard of only now.
    running.catalog.expire({ shopId: shop.shopId, orderId: running.orderKey(orderId) });
    expect(running.catalog.available(variant)).toBe(0);
    await running.authorize({ orderId, paymentId });
    expect(await types(orderId)).toHaveLength(3);
    expect(await cancel(running, customer, { orderId })).toMatchObject({ state: 'CANCELLED' });
  });

  test('goes back when somebody else has the stock, and the order says why', async () => {
    const orderId = await placed(running, shop, customer, variant);
    await expire(orderId);
    await placed(running, shop, randomId(), variant);
    const paymentId = randomId();
    await running.authorize({ orderId, paymentId });
    expect(await order(running, customer, orderId)).toMatchObject({
      state: 'EXPIRED',
      version: 2,
      paymentProblem: 'ORDER_EXPIRED',
    });
    expect((await running.eventsOf(orderId)).at(-1)).toMatchObject({
      type: 'OrderPaymentRefused',
      version: 2,
      data: { paymentId, reason: 'ORDER_EXPIRED', state: 'EXPIRED' },
    });
  });

  test('goes back when it is not the order’s total', async () => {
    const orderId = await placed(running, shop, customer, variant);
    await expire(orderId);
    await running.authorize({ orderId, paymentId: randomId(), amount: 1 });
    expect(await order(running, customer, orderId)).toMatchObject({
      state: 'EXPIRED',
      paymentProblem: 'AMOUNT_CHANGED',
    });
  });

  test('begins the life of what was reserved for a time, and watches its end', async () => {
    const rental = running.catalog.addRental(1);
    const { orderId, reservations } = await ordered(running, shop, customer, { variant: rental, from: 60, to: 120 });
    const { id } = nth(reservations, 0);
    await expire(orderId);
    expect(await reservation(running, customer, id)).toMatchObject({ state: 'EXPIRED' });
    await running.authorize({ orderId, paymentId: randomId() });
    expect(await reservation(running, customer, id)).toMatchObject({ state: 'CONFIRMED', endingSoon: false });
    running.clock.advance(109 * 60_000);
    await running.subgraph.timers.runDue();
    expect(await types(orderId)).toContain('OrderConfirmed');
    const timers = await running.database.query<{ key: string }>(
      `SELECT key FROM graphile_worker.jobs WHERE key LIKE '%' || $1`,
      [running.lineKey(id)],
    );
    expect(timers.map(({ key }) => key.split(':')[0])).toEqual(['reservation-overdue']);
  });
});

test('an order that expires while catalog confirms it is asked for again, as one that has expired', async () => {
  const orderId = await placed(running, shop, customer, variant);
  running.catalog.afterConfirm = async () => {
    running.catalog.afterConfirm = () => Promise.resolve();
    await expire(orderId);
  };
  const before = running.catalog.sales.length;
  await running.authorize({ orderId, paymentId: randomId() });
  expect(await order(running, customer, orderId)).toMatchObject({ state: 'CONFIRMED' });
  expect(running.catalog.sales.slice(before).map(({ late }) => late)).toEqual([false, true]);
  expect(running.catalog.available(variant)).toBe(0);
});

test('control: what was not asked for as late is lost to an order that has expired', async () => {
  const orderId = await placed(running, shop, customer, variant);
  const key = { shopId: shop.shopId, orderId: running.orderKey(orderId) };
  await running.catalog.answer({ path: '/internal/confirm', body: { holds: [key] } });
  running.catalog.expire(key);
  expect(running.catalog.available(variant)).toBe(1);
});

test('a payment that is taken makes an earlier problem be forgotten', async () => {
  const orderId = await placed(running, shop, customer, variant);
  await running.authorize({ orderId, paymentId: randomId(), amount: 1 });
  expect(await order(running, customer, orderId)).toMatchObject({
    state: 'PENDING',
    version: 1,
    paymentProblem: 'AMOUNT_CHANGED',
  });
  await running.authorize({ orderId, paymentId: randomId() });
  expect(await order(running, customer, orderId)).toMatchObject({ state: 'CONFIRMED', paymentProblem: null });
});
