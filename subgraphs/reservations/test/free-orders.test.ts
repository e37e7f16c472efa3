import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { performanceIds } from '../src/ids.ts';
import { order, place, type Result } from './support/operations.ts';
import { cancelLines, minutes, nth, ordered, releasedBy, reservationsOf } from './support/reservations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';
import { act, add } from './support/tables.ts';
import { accept, stockFreed, waiting } from './support/waitlist.ts';

// Orders that cost nothing, at a shop that is paid in money before it confirms.

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let free: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(async () => {
  await running.database.query('DELETE FROM graphile_worker._private_jobs');
  shop = running.openShop({ offerTtlSeconds: 300 });
  customer = randomId();
  free = running.catalog.addVariant(3, 0);
  running.catalog.afterConfirm = () => Promise.resolve();
});

const events = (id: string) => running.eventsOf(id);
const types = async (id: string) => (await events(id)).map(({ type }) => type);
const holdOf = (id: string) => running.catalog.holds.get(running.orderKey(id));

const placeFree = (more: object = {}): Promise<Result> =>
  place(running, customer, {
    shopId: shop.id,
    lines: [{ variantId: running.variantId(shop, free), quantity: 1 }],
    idempotencyKey: randomId(),
    ...more,
  });

/** Catalog confirms, and its answer is lost. */
function failWhenConfirming(): void {
  running.catalog.afterConfirm = () => Promise.reject(new Error('the connection is lost'));
}

/** An order of something free and of something that costs 100, and what calls the latter off. */
async function partlyFree(): Promise<{ readonly id: string; readonly callOff: () => Promise<Result> }> {
  const dear = running.catalog.addVariant(5, 100);
  const { orderId, reservations } = await ordered(running, shop, customer, { variant: free }, { variant: dear });
  const input = { orderId, reservationIds: [nth(reservations, 1).id], idempotencyKey: randomId() };
  return { id: orderId, callOff: () => cancelLines(running, customer, input) };
}

describe('an order that costs nothing', () => {
  test('is confirmed at once, its stock sold', async () => {
    const placed = await placeFree();
    expect(placed).toMatchObject({
      __typename: 'Order',
      state: 'CONFIRMED',
      version: 2,
      total: { amount: '0' },
      paymentRequired: false,
    });
    expect(await events(placed.id)).toMatchObject([
      { type: 'OrderPlaced', data: { state: 'PENDING', paymentPolicy: 'NONE', total: { amount: 0 } } },
      { type: 'OrderConfirmed', data: { state: 'CONFIRMED', paymentId: null, lines: [{ state: 'CONFIRMED' }] } },
    ]);
    expect(holdOf(placed.id)?.state).toBe('CONFIRMED');
    running.clock.advance(HOLD_TTL_SECONDS * 2000);
    await running.expireOrders();
    expect(await order(running, customer, placed.id)).toMatchObject({ state: 'CONFIRMED' });
    expect(running.catalog.available(free)).toBe(2);
  });

  test('has no use for the way to pay that it was given: payments never hears of it', async () => {
    const payment = { cardToken: 'tok_visa' };
    const placed = await placeFree({ payment });
    expect(placed).toMatchObject({ state: 'CONFIRMED', paymentRequired: false });
    for (const { data } of await events(placed.id)) expect(data).not.toHaveProperty('paymentMethod');
    // What is wrong with it is told all the same.
    expect(await placeFree({ payment: { cardToken: '' } })).toMatchObject({ field: 'payment.cardToken' });
  });

  test('is confirmed at once when it was a cart', async () => {
    const { id: cartId } = await add(running, shop, customer, free);
    const payment = { cardToken: 'tok_visa' };
    const placed = await act(running, customer, 'checkout', { cartId, payment });
    expect(placed).toMatchObject({ __typename: 'Order', state: 'CONFIRMED' });
    for (const { data } of await events(placed.id)) expect(data).not.toHaveProperty('paymentMethod');
  });

  test('is confirmed at once when it was offered', async () => {
    free = running.catalog.addVariant(0, 0);
    const first = await waiting(running, shop, free);
    running.catalog.change(free, { onHand: 1 });
    await stockFreed(running, shop, free);
    const input = { entryId: first.id, payment: { cardToken: 'tok_visa' } };
    expect(await accept(running, first.as, input)).toMatchObject({ __typename: 'Order', state: 'CONFIRMED' });
  });

  test('begins its reservations when it is confirmed', async () => {
    const rental = running.catalog.addRental(1, 0);
    const { reservations } = await ordered(running, shop, customer, { variant: rental, from: 60, to: 120 });
    expect(reservations).toMatchObject([{ state: 'CONFIRMED', period: { start: minutes(running, 60) } }]);
  });

  test('is refused like any other when there is too little', async () => {
    running.catalog.change(free, { onHand: 0 });
    expect(await placeFree()).toMatchObject({ __typename: 'InsufficientStock', available: 0 });
  });

  test('that a crash left PENDING is confirmed by its timer, long before its time is up', async () => {
    failWhenConfirming();
    const { id, state } = await placeFree();
    expect(state).toBe('PENDING');
    running.catalog.afterConfirm = () => Promise.resolve();
    running.clock.advance(10_000);
    await running.expireOrders();
    expect(await types(id)).toEqual(['OrderPlaced', 'OrderConfirmed']);
  });

  test('that a crash left PENDING is confirmed by the retry of whoever placed it', async () => {
    failWhenConfirming();
    const idempotencyKey = randomId();
    const { id } = await placeFree({ idempotencyKey });
    running.catalog.afterConfirm = () => Promise.resolve();
    expect(await placeFree({ idempotencyKey })).toMatchObject({ id, state: 'CONFIRMED', version: 2 });
  });

  test('whose stock went to somebody else meanwhile expires', async () => {
    running.catalog.change(free, { onHand: 1 });
    failWhenConfirming();
    const { id } = await placeFree();
    running.catalog.afterConfirm = () => Promise.resolve();
    // As if catalog had never been reached: the hold was not confirmed, and lapses.
    const hold = holdOf(id);
    if (hold) hold.state = 'HELD';
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    expect(await placeFree()).toMatchObject({ state: 'CONFIRMED' });
    await running.expireOrders();
    expect(await types(id)).toEqual(['OrderPlaced', 'OrderExpired']);
  });

  test('gives back a payment that comes all the same', async () => {
    const { id } = await placeFree();
    await running.authorize({ orderId: id, paymentId: randomId(), amount: 100 });
    expect((await events(id)).at(-1)).toMatchObject({ type: 'OrderPaymentRefused', data: { reason: 'NOT_ASKED_FOR' } });
  });

  test('costs points where the shop is paid with them, and waits for those', async () => {
    shop = running.openShop({ paymentPolicy: 'POINTS', pointsPerReservation: 1_000 });
    expect(await placeFree()).toMatchObject({ state: 'PENDING', total: { amount: '0' } });
  });
});

describe('an unpaid order of which only what is free is left', () => {
  test('is confirmed by whoever calls the rest off, and the rest goes back', async () => {
    const { id, callOff } = await partlyFree();
    expect(await order(running, customer, id)).toMatchObject({ state: 'PENDING', paymentRequired: true });
    expect(await callOff()).toMatchObject({ state: 'CONFIRMED', version: 3, total: { amount: '0' } });
    expect(await order(running, customer, id)).toMatchObject({ state: 'CONFIRMED', paymentRequired: false });
    expect((await reservationsOf(running, customer, id)).map(({ state }) => state)).toEqual(['CONFIRMED', 'CANCELLED']);
    expect(await events(id)).toMatchObject([
      { type: 'OrderPlaced', data: { paymentPolicy: 'PREPAY', total: { amount: 100 } } },
      {
        type: 'OrderLinesCancelled',
        data: { state: 'PENDING', previousState: 'PENDING', paymentPolicy: 'NONE', total: { amount: 0 } },
      },
      { type: 'OrderConfirmed', data: { state: 'CONFIRMED', paymentPolicy: 'NONE', paymentId: null } },
    ]);
    expect(await releasedBy(running, id)).toEqual([0, 1]);
    expect(holdOf(id)?.state).toBe('CONFIRMED');
    // The same once more, and when its time would have been up.
    expect(await callOff()).toMatchObject({ state: 'CONFIRMED', version: 3 });
    running.clock.advance(HOLD_TTL_SECONDS * 2000);
    await running.expireOrders();
    expect(await types(id)).toHaveLength(3);
  });

  test('is called off when nothing at all is left', async () => {
    const { id, callOff } = await partlyFree();
    const [first] = await reservationsOf(running, customer, id);
    const withoutFree = await cancelLines(running, customer, { orderId: id, reservationIds: [first?.id] });
    expect(withoutFree).toMatchObject({ state: 'PENDING', total: { amount: '100' } });
    expect(await callOff()).toMatchObject({ state: 'CANCELLED' });
    expect(await types(id)).toEqual(['OrderPlaced', 'OrderLinesCancelled', 'OrderCancelled']);
  });

  test('gives back the payment that was under way, before and after it is confirmed', async () => {
    const { id, callOff } = await partlyFree();
    failWhenConfirming();
    expect(await callOff()).toMatchObject({ state: 'PENDING' });
    running.catalog.afterConfirm = () => Promise.resolve();
    const payments = [randomId(), randomId()];
    for (const paymentId of payments) {
      await running.authorize({ orderId: id, paymentId, amount: 100 });
      expect((await events(id)).at(-1)).toMatchObject({
        type: 'OrderPaymentRefused',
        data: { paymentId, reason: 'NOT_ASKED_FOR', total: { amount: 0 } },
      });
      running.clock.advance(10_000);
      await running.expireOrders();
      // Why it went back stays with the order: no later payment was taken.
      expect(await order(running, customer, id)).toMatchObject({
        state: 'CONFIRMED',
        paymentProblem: 'NOT_ASKED_FOR',
      });
    }
    expect(holdOf(id)?.state).toBe('CONFIRMED');
  });

  test('stays as it is when it was paid for: what was paid goes back by its cancellation', async () => {
    const { id, callOff } = await partlyFree();
    const paymentId = randomId();
    await running.authorize({ orderId: id, paymentId, amount: 100 });
    expect(await callOff()).toMatchObject({ state: 'CONFIRMED', total: { amount: '0' } });
    expect((await events(id)).at(-1)).toMatchObject({
      type: 'OrderLinesCancelled',
      data: { previousState: 'CONFIRMED', paymentPolicy: 'PREPAY', amount: { amount: 100 } },
    });
  });

  test('is confirmed by its timer after a crash, long before its time is up', async () => {
    const { id, callOff } = await partlyFree();
    running.clock.advance(60_000);
    failWhenConfirming();
    expect(await callOff()).toMatchObject({ state: 'PENDING', total: { amount: '0' } });
    running.catalog.afterConfirm = () => Promise.resolve();
    running.clock.advance(10_000);
    await running.expireOrders();
    expect(await types(id)).toEqual(['OrderPlaced', 'OrderLinesCancelled', 'OrderConfirmed']);
  });

  test('is confirmed by the retry of whoever called the rest off', async () => {
    const { callOff } = await partlyFree();
    failWhenConfirming();
    await callOff();
    running.catalog.afterConfirm = () => Promise.resolve();
    expect(await callOff()).toMatchObject({ state: 'CONFIRMED', version: 3 });
  });

  test('expires when its stock is gone', async () => {
    const { id, callOff } = await partlyFree();
    // As if somebody at catalog had taken it away.
    running.catalog.release({ shopId: shop.shopId, orderId: running.orderKey(id) });
    expect(await callOff()).toMatchObject({ state: 'PENDING' });
    running.clock.advance(10_000);
    await running.expireOrders();
    expect(await types(id)).toEqual(['OrderPlaced', 'OrderLinesCancelled', 'OrderExpired']);
  });

  test('is confirmed when a performance was the rest, and is called off', async () => {
    const tonight = running.catalog.addPerformance(2);
    const lines = [
      { variantId: running.variantId(shop, free), quantity: 1 },
      {
        variantId: running.variantId(shop, tonight.variantId),
        performanceId: performanceIds.encode(shop.shopId, tonight.performanceId),
        quantity: 1,
      },
    ];
    const { id } = await placeFree({ lines });
    const { performanceId } = tonight;
    await running.subgraph.deliver('catalog', {
      type: 'PerformanceCancelled',
      shopId: shop.shopId,
      aggregateId: performanceId,
      version: 2,
      data: { performanceId, productId: randomId() },
    });
    await running.subgraph.timers.runDue();
    expect(await types(id)).toEqual(['OrderPlaced', 'OrderLinesCancelled', 'OrderConfirmed']);
  });
});
