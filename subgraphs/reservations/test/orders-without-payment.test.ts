import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { countedStatements } from './support/counted-statements.ts';
import { cancel, order, place, type Result } from './support/operations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let variant: Uuid;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(() => {
  shop = running.openShop({ paymentPolicy: 'NONE' });
  customer = randomId();
  variant = running.catalog.addVariant(3);
  running.catalog.up = true;
  running.catalog.afterConfirm = () => Promise.resolve();
});

const types = async (id: string) => (await running.eventsOf(id)).map(({ type }) => type);

const placeOne = (idempotencyKey: string = randomId()): Promise<Result> =>
  place(running, customer, {
    shopId: shop.id,
    lines: [{ variantId: running.variantId(shop, variant), quantity: 1 }],
    idempotencyKey,
  });

/** Catalog goes down as soon as it has confirmed, or before. */
function failWhenConfirming(): void {
  running.catalog.afterConfirm = () => Promise.reject(new Error('the connection is lost'));
}

describe('an order at a shop that asks for no payment', () => {
  test('is confirmed at once, with both events', async () => {
    const placed = await placeOne();
    expect(placed).toMatchObject({
      __typename: 'Order',
      state: 'CONFIRMED',
      version: 2,
      paymentRequired: false,
      confirmedAt: running.clock.now().toISOString(),
    });
    expect(await running.eventsOf(placed.id)).toMatchObject([
      { type: 'OrderPlaced', version: 1, data: { state: 'PENDING', paymentPolicy: 'NONE' } },
      {
        type: 'OrderConfirmed',
        version: 2,
        data: { state: 'CONFIRMED', paymentId: null, lines: [{ state: 'CONFIRMED' }] },
      },
    ]);
    running.clock.advance(HOLD_TTL_SECONDS * 2000);
    await running.expireOrders();
    expect(await order(running, customer, placed.id)).toMatchObject({ state: 'CONFIRMED' });
    expect(running.catalog.available(variant)).toBe(2);
  });

  test('costs one statement more than one that waits for its payment', async () => {
    await placeOne();
    expect(await countedStatements(running.database, () => placeOne())).toBe(3);
  });

  test('50 at once are never more than there are, all confirmed', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => placeOne()));
    const taken = results.filter(({ __typename }) => __typename === 'Order');
    expect(taken.map(({ state }) => state)).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED']);
    for (const { id } of taken) expect(await types(id)).toEqual(['OrderPlaced', 'OrderConfirmed']);
  });

  test('under the same key is the same order, 20 times at once', async () => {
    const key = randomId();
    const results = await Promise.all(Array.from({ length: 20 }, () => placeOne(key)));
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    const final = await placeOne(key);
    expect(final).toMatchObject({ state: 'CONFIRMED', version: 2 });
    expect(await types(final.id)).toEqual(['OrderPlaced', 'OrderConfirmed']);
  });

  test('that a crash left PENDING is confirmed by its timer, long before its time is up', async () => {
    failWhenConfirming();
    const placed = await placeOne();
    expect(placed).toMatchObject({ __typename: 'Order', state: 'PENDING' });
    running.catalog.afterConfirm = () => Promise.resolve();
    running.clock.advance(10_000);
    await running.expireOrders();
    expect(await order(running, customer, placed.id)).toMatchObject({ state: 'CONFIRMED' });
    expect(await types(placed.id)).toEqual(['OrderPlaced', 'OrderConfirmed']);
    expect(running.catalog.available(variant)).toBe(2);
  });

  test('that a crash left PENDING is confirmed by the retry of whoever placed it', async () => {
    failWhenConfirming();
    const key = randomId();
    const placed = await placeOne(key);
    running.catalog.afterConfirm = () => Promise.resolve();
    expect(await placeOne(key)).toMatchObject({ id: placed.id, state: 'CONFIRMED', version: 2 });
  });

  test('whose timer finds catalog down waits, and is confirmed even when its hold has lapsed', async () => {
    failWhenConfirming();
    const placed = await placeOne();
    running.catalog.afterConfirm = () => Promise.resolve();
    running.catalog.up = false;
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    await expect(running.expireOrders()).rejects.toThrow('catalog');
    expect(await types(placed.id)).toEqual(['OrderPlaced']);
    running.catalog.up = true;
    await running.expireOrders();
    expect(await types(placed.id)).toEqual(['OrderPlaced', 'OrderConfirmed']);
  });

  test('whose stock went to somebody else meanwhile expires', async () => {
    running.catalog.change(variant, { onHand: 1 });
    running.catalog.up = true;
    failWhenConfirming();
    const placed = await placeOne();
    running.catalog.afterConfirm = () => Promise.resolve();
    // As if catalog had never been reached: the hold was not confirmed, and lapses.
    const hold = running.catalog.holds.get(running.orderKey(placed.id));
    if (hold) hold.state = 'HELD';
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    const other = await placeOne();
    expect(other).toMatchObject({ state: 'CONFIRMED' });
    await running.expireOrders();
    expect(await types(placed.id)).toEqual(['OrderPlaced', 'OrderExpired']);
    expect(running.catalog.available(variant)).toBe(0);
  });

  test('that is called off while it is being confirmed stays called off, and keeps no stock', async () => {
    failWhenConfirming();
    const { id } = await placeOne();
    running.catalog.afterConfirm = async () => {
      await cancel(running, customer, { orderId: id });
    };
    running.clock.advance(10_000);
    await running.expireOrders();
    expect(await types(id)).toEqual(['OrderPlaced', 'OrderCancelled']);
    expect(running.catalog.available(variant)).toBe(3);
  });

  test('takes no payment: one that comes all the same is given back', async () => {
    const { id } = await placeOne();
    const paymentId = randomId();
    await running.authorize({ orderId: id, paymentId });
    expect((await running.eventsOf(id)).at(-1)).toMatchObject({
      type: 'OrderPaymentRefused',
      data: { paymentId, reason: 'NOT_ASKED_FOR', state: 'CONFIRMED' },
    });
  });
});

test('an order at a shop that takes points stays PENDING until its time is up', async () => {
  shop = running.openShop({ paymentPolicy: 'POINTS' });
  const placed = await placeOne();
  expect(placed).toMatchObject({ state: 'PENDING', paymentRequired: false });
  running.clock.advance(HOLD_TTL_SECONDS * 1000);
  await running.expireOrders();
  expect(await types(placed.id)).toEqual(['OrderPlaced', 'OrderExpired']);
});
