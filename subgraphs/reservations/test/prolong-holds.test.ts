import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomId, type Uuid } from '@yoyaku/platform/ids';
import { cancel, order, placed } from './support/operations.ts';
import { nth, ordered } from './support/reservations.ts';
import { HOLD_TTL_SECONDS, RunningReservations, type TestShop } from './support/running-reservations.ts';

let running: RunningReservations;
let shop: TestShop;
let customer: Uuid;
let variant: Uuid;
let orderId: string;
let placedAt: number;

const GRACE_SECONDS = 900;

beforeAll(async () => {
  running = await RunningReservations.start();
});

afterAll(() => running[Symbol.asyncDispose]());

beforeEach(async () => {
  shop = running.openShop({ paymentGraceSeconds: GRACE_SECONDS });
  customer = randomId();
  variant = running.catalog.addVariant(1);
  placedAt = running.clock.now().getTime();
  orderId = await placed(running, shop, customer, variant);
  running.catalog.up = true;
});

const types = async () => (await running.eventsOf(orderId)).map(({ type }) => type);
const after = (seconds: number) => new Date(placedAt + seconds * 1000).toISOString();
const longest = () => after(HOLD_TTL_SECONDS + GRACE_SECONDS);
const delay = (id = orderId) => running.delay({ orderId: id, paymentId: randomId() });
const delayedOnce = ['OrderPlaced', 'OrderHoldExtended'];

describe('an order whose payment must wait for the provider', () => {
  test('has its stock held longer, once, from the moment it was placed', async () => {
    running.clock.advance(60_000);
    await delay();
    expect(await order(running, customer, orderId)).toMatchObject({
      state: 'PENDING',
      version: 2,
      expiresAt: longest(),
    });
    expect((await running.eventsOf(orderId)).at(-1)).toMatchObject({
      type: 'OrderHoldExtended',
      version: 2,
      data: { state: 'PENDING', expiresAt: longest(), lines: [{ state: 'HELD' }] },
    });
    running.clock.advance(60_000);
    await delay();
    expect([await types(), (await order(running, customer, orderId))?.['expiresAt']]).toEqual([delayedOnce, longest()]);
  });

  test('expires when that time is up, and not before', async () => {
    await delay();
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    await running.expireOrders();
    expect([await types(), running.catalog.available(variant)]).toEqual([delayedOnce, 0]);
    running.clock.advance(GRACE_SECONDS * 1000);
    await running.expireOrders();
    expect([await types(), running.catalog.available(variant)]).toEqual([[...delayedOnce, 'OrderExpired'], 1]);
  });

  test('is confirmed by its payment in the meantime', async () => {
    await delay();
    running.clock.advance(HOLD_TTL_SECONDS * 1000 + 60_000);
    await running.authorize({ orderId, paymentId: randomId() });
    expect(await order(running, customer, orderId)).toMatchObject({ state: 'CONFIRMED' });
    await delay();
    expect(await types()).toEqual([...delayedOnce, 'OrderConfirmed']);
  });

  test('keeps the very things it has, and only those lines that were not called off', async () => {
    const bikes = running.catalog.addRental(0);
    running.catalog.addUnits(bikes, 'B-1', 'B-2');
    const rented = await ordered(
      running,
      shop,
      customer,
      { variant: bikes, from: 60, to: 120 },
      { variant: running.catalog.addVariant(5) },
    );
    await running.data(
      customer,
      `mutation ($input: CancelReservationsInput!) { cancelReservations(input: $input) { __typename } }`,
      {
        input: { orderId: rented.orderId, reservationIds: [nth(rented.reservations, 1).id] },
      },
    );
    const lost = running.orderKey(rented.orderId);
    running.catalog.release({
      shopId: shop.shopId,
      orderId: lost,
      lineIds: [running.lineKey(nth(rented.reservations, 1).id)],
    });
    await delay(rented.orderId);
    expect(await order(running, customer, rented.orderId)).toMatchObject({ expiresAt: longest() });
    expect(running.catalog.held.at(-1)?.lines).toMatchObject([
      { quantity: 1, unitIds: running.catalog.holds.get(lost)?.allocations[0]?.units.map(({ unitId }) => unitId) },
    ]);
  });

  test('is left alone when it is over, or its time is up', async () => {
    const late = await placed(running, shop, customer);
    await cancel(running, customer, { orderId });
    await delay();
    running.clock.advance(HOLD_TTL_SECONDS * 1000);
    await delay(late);
    expect(await types()).toEqual(['OrderPlaced', 'OrderCancelled']);
    expect((await running.eventsOf(late)).map(({ type }) => type)).toEqual(['OrderPlaced']);
  });

  test('is left alone where the shop grants no longer time', async () => {
    shop = running.openShop({ paymentGraceSeconds: 0 });
    const strict = await placed(running, shop, customer);
    await delay(strict);
    expect((await running.eventsOf(strict)).map(({ type }) => type)).toEqual(['OrderPlaced']);
  });

  test('waits while catalog is down, and nothing is half done', async () => {
    running.catalog.up = false;
    await expect(delay()).rejects.toThrow('catalog');
    expect(await types()).toEqual(['OrderPlaced']);
    running.catalog.up = true;
    await delay();
    expect(await types()).toEqual(delayedOnce);
  });

  test('gets no longer time when it is called off while catalog is asked, and keeps nothing', async () => {
    const answer = running.catalog.answer.bind(running.catalog);
    running.catalog.answer = async (request) => {
      running.catalog.answer = answer;
      await cancel(running, customer, { orderId });
      running.catalog.release({ shopId: shop.shopId, orderId: running.orderKey(orderId) });
      return answer(request);
    };
    await delay();
    expect([await types(), running.catalog.available(variant)]).toEqual([['OrderPlaced', 'OrderCancelled'], 1]);
  });
});

test('a run of 50 delays costs one call to catalog and as many statements as a run of one', async () => {
  const cost = async (many: number) => {
    const orders = await Promise.all(Array.from({ length: many }, () => placed(running, shop, customer)));
    const before = running.catalog.calls.length;
    const { statements } = await running.delay(...orders.map((id) => ({ orderId: id, paymentId: randomId() })));
    return { calls: running.catalog.calls.length - before, statements };
  };
  expect(await cost(50)).toEqual(await cost(1));
});
